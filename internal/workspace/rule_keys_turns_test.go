package workspace

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

func TestTurnsInYAML(t *testing.T) {
	const night = "shifts: [{id: N, name: 夜班, short: 夜, kind: night, hours: [\"22:00-30:00\"]}]\n"
	for _, c := range []struct{ yaml, key, planned, said string }{
		{"rules: {days_off_after: {shifts: night, run: 3, days: 2}}", "rest-after", "1234: after night on 3 days in a row at least 2 days off (hard)", "夜班连上 3 天以上，之后至少休息 2 天"},
		{"rules: {days_off_after: [{shifts: N, days: 1, force: 50}, {for: B组, shifts: N, days: 2}]}", "rest-after",
			"12: after 夜班 at least 1 day off (soft, 50 each) | 34: after 夜班 at least 2 days off (hard)", "对 B组：上完夜班至少休息 2 天"},
		{"rules: {weekends_worked: {max: 2, of: 4}}", "weekend-window", "1234: of any 4 weekends at most 2 are worked (hard)", "任意 4 个周末最多上 2 个"},
		{"rules: {weekends_worked: {for: 兼职, max: 1}}", "weekend-window", "23: at most 1 weekends worked in a row (hard)", "对 兼职：连续上班的周末不超过 1 个"},
		{"rules: {weekends_horizon: [{min: 1, max: 3}, {for: 兼职, max: 2, force: 40}]}", "weekends", "14: weekends worked: at least 1 weekend, at most 3 weekends | 23: weekends worked: preferably not above 2 weekends", "整期上班的周末：1–3 个"},
		{"rules: {cycle: {pattern: [班, 班, 休, 休], start: 2026-11-02, offset: {A组: 0, 丁丁: 2}}}", "cycle",
			"12: work by a fixed cycle of 4 days (hard) | 4: work by a fixed cycle of 4 days (hard)", "从 2026-11-02 起按固定顺序轮班：班 班 休 休（A组 错 0 天、丁丁 错 2 天）"},
	} {
		w, err := shopOf(t, night+c.yaml, scopedStaff)
		if err != nil {
			t.Errorf("%s: %s", c.yaml, lang.Tell(err, lang.EN))
			continue
		}
		got, want := planned(t, w, c.key), strings.Split(c.planned, " | ")
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: planned by\n%s\nwant\n%s", c.yaml, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return s.Text.ZH == c.said }) {
			t.Errorf("%s: it is not said: %s", c.yaml, c.said)
		}
	}
	for _, c := range []struct{ yaml, want string }{
		{"rules: {days_off_after: {days: 2}}", "shifts are missing"},
		{"rules: {weekends_worked: {max: 3, of: 3}}", "at most 3 of 3 weekends makes no sense"},
		{"rules: {weekends_horizon: {force: hard}}", "min or max is missing"},
		{"rules: {weekends_horizon: {min: 3, max: 2}}", "3 to 2 make no sense"},
		{"rules: {cycle: {pattern: [E, 修], start: 2026-11-02}}", `there is no shift or kind of shift "修"`},
		{"rules: {cycle: {pattern: [E, 休]}}", "the first day is missing"},
		{"rules: {cycle: {pattern: [E, 休], start: 2026-11-02, offset: {丙组: 1}}}", `"丙组" is no group`},
	} {
		if _, err := shopOf(t, c.yaml, scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), c.want) {
			t.Errorf("%s: told %v, want %s", c.yaml, err, c.want)
		}
	}
}

// Two on and two off from Monday 2026-11-02 on: Monday 2026-11-23 is 21 days later, the
// second day of the cycle; who is two days further is at the fourth.
func TestCycleGoesOn(t *testing.T) {
	w, err := shopOf(t, "rules: {cycle: {pattern: [E, E, 休, 休], start: 2026-11-02, offset: {A组: 0, B组: 2}}}", scopedStaff)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	plan, err := w.PlanDays(workcal.DateOf(2026, 11, 23), 7, Needs{})
	if err != nil {
		t.Fatal(err)
	}
	at := map[int]int{} // by person
	for _, r := range plan.Problem.Rules {
		if c, ok := r.(schedule.Cycle); ok {
			for _, i := range c.People {
				at[i] = c.At
			}
		}
	}
	if at[0] != 1 || at[1] != 1 || at[2] != 3 || at[3] != 3 {
		t.Errorf("places in the cycle by person: %v, want 1, 1, 3, 3", at)
	}
}

// Monday 2026-11-23 is three weeks after 2026-11-02: of terms of two weeks one is over.
func TestRotationInYAML(t *testing.T) {
	for _, c := range []struct {
		yaml, said string
		want       schedule.Rotation
	}{
		{"{force: 100, steady: 80}", "早班→晚班按周轮换", schedule.Rotation{Steady: schedule.At(80), Turn: schedule.At(100)}},
		{"{every: 2, start: 2026-11-04, force: 100, steady: 80}", "早班→晚班每 2 周轮换（2026-11-04 那周起）", schedule.Rotation{Weeks: 2, At: 1, Steady: schedule.At(80), Turn: schedule.At(100)}},
		{"{every: 4, start: 2026-12-07, after_rest: true, force: hard, steady: off}", "早班→晚班每 4 周轮换（2026-12-07 那周起），休息日之后倒班", schedule.Rotation{Weeks: 4, At: 2, AfterRest: true, Steady: schedule.Must(), Turn: schedule.Must()}},
		{"{after_rest: 是, force: 100, steady: 50}", "早班→晚班每周轮换，休息日之后倒班", schedule.Rotation{AfterRest: true, Steady: schedule.At(50), Turn: schedule.At(100)}},
	} {
		w, err := shopOf(t, "rules: {rotation: "+c.yaml+"}", scopedStaff)
		if err != nil {
			t.Errorf("%s: %s", c.yaml, lang.Tell(err, lang.EN))
			continue
		}
		plan, err := w.PlanDays(workcal.DateOf(2026, 11, 23), 7, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range plan.Problem.Rules {
			if o, ok := r.(schedule.Rotation); ok {
				c.want.People, c.want.Kinds = o.People, []schedule.Kind{schedule.Early, schedule.Late}
				if diff := cmp.Diff(c.want, o); diff != "" {
					t.Errorf("%s: %s", c.yaml, diff)
				}
			}
		}
		if !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return s.Text.ZH == c.said }) {
			t.Errorf("%s: it is not said: %s", c.yaml, c.said)
		}
	}
	for yaml, want := range map[string]string{
		"{every: 2}":                     "a turn every 2 weeks needs the week it starts from",
		"{every: -1, start: 2026-11-02}": "-1 is not between 1 and 53",
	} {
		if _, err := shopOf(t, "rules: {rotation: "+yaml+"}", scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: told %v, want %s", yaml, err, want)
		}
	}
}
