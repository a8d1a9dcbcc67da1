package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// What a shop writes about the shifts of a person, what is planned by, and what is said.
// The staff are four; the shop has E (early), L (late), and N (night).
func TestShiftsOfAPerson(t *testing.T) {
	const night = "shifts: [{id: N, name: 夜班, short: 夜, kind: night, hours: [\"22:00-30:00\"]}]\n"
	for _, c := range []struct{ yaml, key, planned, said string }{
		{"rules: {shifts_week: {min: 3, max: 5}}", "shift-count", "1234: shifts per calendar week: at least 3 times, at most 5 times", "每周上班：3–5 个"},
		{"rules: {shifts_week: [{max: 5}, {shifts: 夜班, max: 2, force: 40}, {for: 兼职, max: 3}]}", "shift-count",
			"14: shifts per calendar week: at most 5 times | 23: shifts per calendar week: at most 3 times | 1234: night per calendar week: preferably not above 2 times", "每周上夜班：不超过 2 个"},
		{"rules: {shifts_month: {shifts: [night, L], max: 8}}", "shift-count", "1234: night, Late per month: at most 8 times", "每月上夜班、晚班：不超过 8 个"},
		{"rules: {shifts_horizon: {min: 2}}", "shift-count", "1234: shifts over the whole horizon: at least 2 times", "整期上班：至少 2 个"},
		{"rules: {hours_week: {min: 16h, length: 40h}}", "minutes", "1234: paid hours per calendar week: at least 16 h, at most 40 h", "每周工时 16 小时 到 40 小时"},
		{"rules: {hours_week: [{for: 兼职, min: 10h}]}", "minutes", "23: paid hours per calendar week: at least 10 h", "对 兼职：每周工时至少 10 小时"},
		{"rules: {hours_horizon: {length: 40h, force: 60}}", "minutes", "1234: paid hours over the whole horizon: preferably not above 40 h", "整期工时不超过 40 小时"},
		{"rules: {shifts_in_a_row: {shifts: N, max: 3}}", "shift-run", "1234: 夜班 on days in a row: at most 3 days", "夜班连续上：不超过 3 天"},
		{"rules: {shifts_in_a_row: [{shifts: night, min: 2, max: 3}, {for: A组, shifts: night, max: 1}]}", "shift-run",
			"12: night on days in a row: at most 1 day | 34: night on days in a row: at least 2 days, at most 3 days", "对 A组：夜班连续上：不超过 1 天"},
		{"rules: {forbidden_after: {from: [late], to: [early]}}", "succession", "1234: 1 combinations of shifts do not follow each other on the next day (hard)", "晚班的第二天不上早班"},
		{"rules: {whole_weekends: {for: B组, force: 30}}", "whole-weekend", "34: Saturday and Sunday are both worked or both off (soft, 30 each)", "对 B组：周六、周日要么都上班，要么都休息"},
	} {
		w, err := shopOf(t, "contract: {force: off}\nrules: {protection: {force: off}}\n", scopedStaff)
		if err == nil {
			w.Config, err = ParseConfig("paiban.yaml", []byte("preset: wangdian\ncontract: {force: off}\n"+night+c.yaml+"\n"))
		}
		if err != nil {
			t.Errorf("%s: %s", c.yaml, lang.Tell(err, lang.EN))
			continue
		}
		got := planned(t, w, c.key)
		got = slices.DeleteFunc(got, func(s string) bool { return s == "3: paid hours per calendar week: at most 40 h" }) // 3 is pregnant
		slices.Sort(got)
		want := strings.Split(c.planned, " | ")
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: planned by\n%s\nwant\n%s", c.yaml, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return s.Text.ZH == c.said }) {
			t.Errorf("%s: it is not said: %s", c.yaml, c.said)
		}
	}
}

func TestShiftRulesThatCannotBeMeant(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"rules: {shifts_week: {force: hard}}", "rules.shifts_week: min or max is missing"},
		{"rules: {shifts_week: [{max: 3}, {shifts: early, min: 3, max: 2}]}", "rules.shifts_week[1]: 3 to 2 make no sense"},
		{"rules: {shifts_in_a_row: {shifts: nigth, max: 3}}", `there is no shift or kind of shift "nigth"`},
		{"rules: {forbidden_after: {from: late}}", "rules.forbidden_after: from and to are both needed"},
		{"rules: {hours_week: {min: 50h, length: 40h}}", "the least, 50 h, is more than the most, 40 h"},
	} {
		_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+c.yaml+"\n"))
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), c.want) {
			t.Errorf("%s: told %v, want %s", c.yaml, err, c.want)
		}
	}
	cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nrules: {shifts_in_a_row: {shifts: night, max: 2}, shifts_week: {min: 8}}\n"))
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	var told []string
	for _, l := range cfg.Lint() {
		told = append(told, l.Key+" "+l.What.EN)
	}
	for _, want := range []string{"rules.shifts_in_a_row there is no night shift, so the rule says nothing of it", "rules.shifts_week at least 8 shifts, but there are 7 days"} {
		if !slices.Contains(told, want) {
			t.Errorf("lint does not tell: %s", want)
		}
	}
}

// Of four shifts a week, who is on leave for half of it owes half: 4 × 4/7 is 2.
func TestLeaveLowersAMinimum(t *testing.T) {
	w, err := shopOf(t, "contract: {force: off}\nrules: {shifts_week: {min: 4}}", scopedStaff)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	w.People[0].Hired = 0
	w.People[1].Left = workcal.DateOf(2026, 11, 26)
	if got := planned(t, w, "shift-count"); !slices.Equal(got, []string{"2: shifts per calendar week: at least 2 times", "134: shifts per calendar week: at least 4 times"}) {
		t.Errorf("planned by %q", got)
	}
}
