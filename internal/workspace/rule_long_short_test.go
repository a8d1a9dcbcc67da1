package workspace

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// alternate lists the rules on long and short weeks: people, least days off, and which
// week from the first on is the first that counts.
func alternate(p *Plan) (out []string) {
	for _, r := range rulesOf[schedule.RestDays](p) {
		if r.Every > 1 {
			first := 0
			for !r.Counts(first) {
				first++
			}
			out = append(out, fmt.Sprintf("%v: %d in week %d", r.People, r.Min, first))
		}
	}
	slices.Sort(out)
	return out
}

// 2026-11-23 is the Monday of W48. With a start in W47 the second number is due in W48.
func TestLongAndShortWeeks(t *testing.T) {
	for _, c := range []struct{ yaml, want, said string }{
		{"{rest: [1, 2], start: 2026-11-23}", "[0 1 2 3]: 1 in week 0|[0 1 2 3]: 2 in week 1", "大小周：从 2026-11-23 那周起轮流，一周至少休 1 天，下一周至少休 2 天"},
		{"{rest: [1, 2], start: 2026-11-18, force: 50}", "[0 1 2 3]: 1 in week 1|[0 1 2 3]: 2 in week 0", "大小周：从 2026-11-18 那周起轮流，一周至少休 1 天，下一周至少休 2 天"},
		{"{rest: [2, 1], start: 2026-12-07}", "[0 1 2 3]: 1 in week 1|[0 1 2 3]: 2 in week 0", ""},
		{"{rest: [1, 1, 2], start: 2026-11-16}", "[0 1 2 3]: 1 in week 0|[0 1 2 3]: 1 in week 2|[0 1 2 3]: 2 in week 1", ""},
		{"{rest: [1, 2]}", "[0 1 2 3]: 1 in week 0|[0 1 2 3]: 2 in week 1", "大小周：接着各人上一周轮流，一周至少休 1 天，下一周至少休 2 天"},
		{"[{rest: [1, 2], start: 2026-11-23}, {for: B组, rest: [1, 2], start: 2026-11-30}]",
			"[0 1]: 1 in week 0|[0 1]: 2 in week 1|[2 3]: 1 in week 1|[2 3]: 2 in week 0", "对 B组：大小周：从 2026-11-30 那周起轮流，一周至少休 1 天，下一周至少休 2 天"},
	} {
		w, err := shopOf(t, "rules: {long_short_weeks: "+c.yaml+"}", scopedStaff)
		if err != nil {
			t.Errorf("%s: %s", c.yaml, lang.Tell(err, lang.EN))
			continue
		}
		plan, err := w.PlanDays(workcal.DateOf(2026, 11, 23), 28, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(alternate(plan), "|"); got != c.want {
			t.Errorf("%s: planned by %s, want %s", c.yaml, got, c.want)
		}
		if c.said != "" && !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return s.Text.ZH == c.said }) {
			t.Errorf("%s: it is not said: %s", c.yaml, c.said)
		}
	}
	for yaml, want := range map[string]string{
		"{rest: [1]}":           "want 2 to 8 numbers",
		"{rest: [1, 8]}":        "8 days off in a week make no sense",
		"{start: 2026-11-23}":   "want 2 to 8 numbers",
		"{rest: [1, 2], of: 2}": "unknown key",
	} {
		if _, err := shopOf(t, "rules: {long_short_weeks: "+yaml+"}", scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: told %v, want %s", yaml, err, want)
		}
	}
}

// Without a start everybody goes on from the week before: A01 had one day off, so that two
// are due; A02 had two; A03 is new. The contract's days follow: five of A01's week, six of
// the others'.
func TestLongAndShortWeeksGoOn(t *testing.T) {
	w := team(t, "wangdian", 3, "paiban.yaml|preset: wangdian\nrules: {long_short_weeks: {rest: [1, 2]}}\n",
		"rosters/2026-W47.csv|工号,姓名,2026-11-16,2026-11-17,2026-11-18,2026-11-19,2026-11-20,2026-11-21,2026-11-22\nA01,员工01,早,早,早,早,早,早,休\nA02,员工02,早,早,早,早,早,休,休\n")
	p := plan(t, w, Needs{})
	if got := strings.Join(alternate(p), "|"); got != "[0]: 1 in week 1|[0]: 2 in week 0|[1 2]: 1 in week 0|[1 2]: 2 in week 1" {
		t.Errorf("planned by %s", got)
	}
	due := map[int]int{}
	for _, r := range rulesOf[schedule.ShiftCount](p) {
		for _, i := range r.People.All(p.Problem) {
			due[i] = r.Count.SoftMin
		}
	}
	if due[0] != 5 || due[1] != 6 || due[2] != 6 {
		t.Errorf("shifts due: %v, want 5, 6, 6", due)
	}
}

// 44 h in a usual week: overtime of 4 h, which is lawful when it is paid.
func TestLongAndShortWeeksAreJudged(t *testing.T) {
	w, err := shopOf(t, "rules: {long_short_weeks: {rest: [1, 2]}}", scopedStaff)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	if !slices.ContainsFunc(w.Lint(), func(l Lint) bool {
		return l.Severity == Warning && strings.Contains(l.What.EN, "a usual week has 44.0 h, 4.0 h of them overtime")
	}) {
		t.Errorf("lint says %+v", w.Lint())
	}
}
