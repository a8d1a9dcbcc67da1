package workspace

import (
	"strings"
	"testing"
)

// lintKeys lists severity and key of each finding.
func lintKeys(found []Lint) (out []string) {
	for _, l := range found {
		out = append(out, string(l.Severity)+" "+l.Key)
	}
	return out
}

func TestLintOfPresets(t *testing.T) {
	// Only what is unlawful or impossible; the rest is worth knowing.
	for preset, want := range map[string]string{
		"wangdian": "",
		// Two rest days a month; 52 h a week, 53 h of overtime a month.
		"taobao":   "unlawful rules.rest_days_month|unlawful contract",
		"kuaishou": "",
		"douyin":   "",
		// Weekend duty 08:00–21:30 less 1.5 h is 12 h, above 8 + 3.
		"duty":      "unlawful shifts.W",
		"recharge":  "",
		"amazon":    "",
		"multishop": "",
		"outsource": "",
	} {
		c, err := Preset(preset)
		if err != nil {
			t.Fatal(err)
		}
		found := c.Lint()
		var grave []Lint
		for _, l := range found {
			if l.Grave() {
				grave = append(grave, l)
			}
			if l.What.ZH == "" || l.What.EN == "" || strings.Contains(l.What.ZH+l.What.EN+l.Fix.ZH+l.Fix.EN, "%!") {
				t.Errorf("%s: %+v", preset, l)
			}
			if l.Grave() && (l.Fix.ZH == "" || l.Fix.EN == "") {
				t.Errorf("%s: no way out of %s", preset, l.What.EN)
			}
		}
		if got := strings.Join(lintKeys(grave), "|"); got != want {
			t.Errorf("%s: got %s, want %s", preset, got, want)
		}
	}
}

// The holes of a window at a price are told, as a warning; of one that must hold they can
// never be met.
func TestLintOfHoles(t *testing.T) {
	for force, want := range map[string]string{"1000": "warning", "hard": "impossible"} {
		for preset, holes := range map[string]int{"wangdian": 3, "taobao": 1, "duty": 2} {
			c, err := Preset(preset)
			if err != nil {
				t.Fatal(err)
			}
			for k := range c.Queues[0].Windows {
				if force == "hard" {
					c.Queues[0].Windows[k].Force = Force{Hard: true}
				}
			}
			got := 0
			for _, k := range lintKeys(c.Lint()) {
				if k == want+" queues.service.windows" {
					got++
				}
			}
			if got != holes {
				t.Errorf("%s, %s: %d, want %d: %v", preset, force, got, holes, lintKeys(c.Lint()))
			}
		}
	}
}

func TestLintNumbers(t *testing.T) {
	c, err := Preset("taobao")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, l := range c.Lint() {
		text.WriteString(l.What.EN + "\n" + l.Fix.EN + "\n")
	}
	// A month has 52.14/12 = 4.345 weeks; 7·4.345 − 2 = 28.4 shifts against 6·4.345
	// = 26.1; 10·(28.4/26.1 − 1) = 0.9. A week has (7 − 2/4.345)·8 = 52.3 h.
	for _, want := range []string{"26.1 shifts a month instead of 28.4", "about 0.9 more", "52.3 h, 12.3 h of them overtime, about 53.5 h a month"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
}

func TestLintOfSettings(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"attendance: {absence: {pay_factor: 3}}", "unlawful attendance.absence.pay_factor"},
		{"attendance: {hours: comprehensive, period: quarter}", "warning attendance.hours"},
		{"attendance: {hours: comprehensive, period: year, period_hours: 2000}", "unlawful attendance.period_hours"}, // 1984 by law
		{"attendance: {missing: {none: 2}}", "unlawful attendance.missing.none"},
		{"attendance: {missing: {each: {points: 4}}}", "warning attendance.missing.each"}, // lateness from 31 minutes takes 5
		{"attendance: {late: [{from: 31, absent: 0.5}]}", "unlawful attendance.late"},     // 240 minutes withheld for 31
		{"attendance: {late_repeat: {nth: 3, absent: 1}}", "unlawful attendance.late_repeat"},
		{"attendance: {late: [{from: 1, fine: 1000}]}", "unlawful attendance.fines"}, // above 20% of 4500
		{"attendance: {late: [{from: 1, fine: 10}]}", "warning attendance.fines"},
		{"costs: {overtime: [{id: statutory, factor: 2}]}", "unlawful costs.overtime.statutory"},
		{"costs: {minimum_wage: 5000}", "unlawful costs.monthly_pay"},
		{"rules: {protection: {force: off}}", "unlawful rules.protection"},
		{"rules: {rest_days_week: {force: 500}}", "unlawful rules.rest_days_week"}, // only wished for
		{"rules: {rest_between_shifts: {length: 8h}}", "warning rules.rest_between_shifts"},
		{"rules: {continuous_work: {length: 3h, force: hard}}", "impossible shifts.E"},
		{"meetings: [{id: m, what: x, days: [tue], hours: \"12:30-13:30\", force: 10}]", "impossible meetings.m"},
		{"meetings: [{id: m, what: x, days: [tue], hours: \"09:00-10:00\", force: 10}]", "warning meetings.m"}, // the late shift is not in
		{"prepare_by: [{id: p, what: x, at: \"07:00\", until: \"07:30\", heads: 1, force: hard}]", "impossible prepare_by"},
		{"shifts: [{id: L, hours: [\"18:00-23:00\"]}]", "impossible handovers.early-late"}, // starts when the early shift ends
		// Six days of 8:00 are 8 h of overtime a week, 8 · 4.345 = 34.8 h a month, within
		// 36; of 8:20 they are 10 h and 43.5 h, of 8:05 8.5 h and 36.9 h.
		{"contract: {hours_day: 8h}", "warning contract"},
		{"contract: {hours_day: 8h5m}", "unlawful contract"},
		{"contract: {hours_day: 8h20m}", "unlawful contract"},
		{"shifts: [{id: L, hours: [\"14:00-23:00\"]}]", "warning shifts.L"}, // 9 h
	} {
		cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+c.yaml+"\n"))
		if err != nil {
			t.Errorf("%s: %v", c.yaml, err)
			continue
		}
		if got := lintKeys(cfg.Lint()); !contains(got, c.want) {
			t.Errorf("%s: %q is not among\n%s", c.yaml, c.want, strings.Join(got, "\n"))
		}
	}
}

func TestLintCountsPeople(t *testing.T) {
	// Wangdian's windows take an early and a late shift every day, 14 a week;
	// with a rest day each, two people do 12.
	if got := lintKeys(team(t, "wangdian", 2).Lint()); !contains(got, "impossible queues") {
		t.Errorf("two people are too few: %v", got)
	}
	if got := lintKeys(team(t, "wangdian", 3).Lint()); contains(got, "impossible queues") {
		t.Errorf("three people are enough: %v", got)
	}
	// A queue needs somebody who can serve it; an empty cell is every queue.
	for skills, want := range map[string]bool{"flagship": true, "flagship,stores": false, "": false} {
		w := team(t, "multishop", 0, `B,乙,"`+skills+`",,,,,`, "C,丙,flagship,,,,,")
		if got := lintKeys(w.Lint()); contains(got, "impossible queues.stores") != want {
			t.Errorf("skills %q: %v", skills, got)
		}
	}
	// A pregnant person whose list holds only the late shift can work none.
	w := team(t, "wangdian", 3, "P,孕妇,,晚班,,,,孕期")
	if got := lintKeys(w.Lint()); !contains(got, "impossible "+w.People[3].Where.String()) {
		t.Errorf("nothing is said of somebody who may work no shift: %v", got)
	}
	// Duty turns are 1.5 + 3 h on five days a week, 22.5 h · 4.345 = 97.8 h a
	// month: three people keep within 36 h, two do not.
	if got := lintKeys(team(t, "duty", 2, "P,孕妇,,,,,,孕期").Lint()); !contains(got, "unlawful duty_turns") {
		t.Errorf("two people cannot share the duty turns: %v", got)
	}
	if got := lintKeys(team(t, "duty", 3).Lint()); contains(got, "unlawful duty_turns") {
		t.Errorf("three people can share the duty turns: %v", got)
	}
}
