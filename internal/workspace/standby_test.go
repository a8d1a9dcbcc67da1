package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// On standby are as many as are asked for on Saturday and Sunday, and nobody else ever; a
// quarter of twelve hours counts. W48 begins on Monday.
func TestStandbyInYAML(t *testing.T) {
	const shift = "shifts: [{id: S, name: 待命, short: 待, kind: 备班, hours: [09:00-21:00], paid_share: 25%, heads: [{min: 1, days: [sat], force: 200}, {min: 2, days: [sun], force: 200}]}]\n"
	w, err := shopOf(t, shift, scopedStaff)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	p := plan(t, w, Needs{})
	s := slices.IndexFunc(p.Problem.Shifts, func(x schedule.Shift) bool { return x.ID == "S" })
	if x := &p.Problem.Shifts[s]; x.Kind != schedule.Standby || x.Paid != 180 || x.Serves(schedule.Any) {
		t.Errorf("planned as %+v", x)
	}
	least, most := []int{0, 0, 0, 0, 0, 1, 2}, []int{0, 0, 0, 0, 0, 1, 2}
	seen := 0
	for _, c := range p.Problem.Cover {
		if c.Shift == s {
			seen++
			if c.Bound.SoftMin != least[c.Day] || c.Bound.HardMax != most[c.Day] {
				t.Errorf("day %d: %+v", c.Day, c.Bound)
			}
		}
	}
	if seen != 7 {
		t.Errorf("%d rows for standby, want one a day", seen)
	}
	// The contract counts days as before: all other shifts are equally long.
	if due := rulesOf[schedule.ShiftCount](p); len(due) == 0 || !slices.Contains(due[0].Shifts, s) {
		t.Errorf("the contract counts %+v", due)
	}
	for _, want := range []string{"待命（S，待命）：09:00-21:00，每天，不算在岗，算工时 3 小时", "待命 周六 1 人", "待命 周日 2 人"} {
		if !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return strings.Contains(s.Text.ZH, want) }) {
			t.Errorf("it is not said: %s", want)
		}
	}
	for yaml, want := range map[string]string{
		"{id: S, name: S, short: S, kind: standby, hours: [09:00-21:00]}":                                     "say how many people are on standby",
		"{id: S, name: S, short: S, kind: standby, hours: [09:00-21:00], heads: {min: 1}, queues: [service]}": "standby is not by queue",
		"{id: S, name: S, short: S, kind: late, hours: [09:00-21:00], paid_share: 50%}":                       "is for standby alone",
		"{id: S, name: S, short: S, kind: standby, hours: [09:00-21:00], heads: {min: 1}, paid_share: 150%}":  "is not between 0 and 100%",
	} {
		if _, err := shopOf(t, "shifts: ["+yaml+"]", scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: told %v, want %s", yaml, err, want)
		}
	}
}

// Standby at home on the seventh day in a row is a day of rest, by the checker and the
// optimiser; with as_work it is the seventh day at work, of at most six, in a week with no
// rest day.
func TestStandbyRests(t *testing.T) {
	const shift = `shifts: [{id: S, name: 待命, short: 待, kind: standby, hours: [09:00-21:00], heads: {min: 1, days: [sun], force: 200}AS}]
rules: {rest_days_week: {min: 1, force: hard}, days_in_a_row: {max: 6, force: hard}}
`
	for as, want := range map[string]int{"": 0, ", as_work: true": 2} {
		w, err := shopOf(t, strings.ReplaceAll(shift, "AS", as), scopedStaff)
		if err != nil {
			t.Fatal(lang.Tell(err, lang.EN))
		}
		p := plan(t, w, Needs{}).Problem
		s := slices.IndexFunc(p.Shifts, func(x schedule.Shift) bool { return x.ID == "S" })
		r := schedule.NewRoster(p)
		for d := range 6 {
			r.Cells[0][d] = p.People[0].Shifts[0]
		}
		r.Cells[0][6] = s
		broken := map[string]bool{}
		for _, f := range schedule.Check(p, r).Findings {
			if f.Hard() && f.Person == 0 && slices.Contains([]string{"rest-days", "work-run", "min-rest"}, f.Rule) {
				broken[f.Rule] = true
			}
		}
		if len(broken) != want {
			t.Errorf("as %q: broken %v, want %d", as, broken, want)
		}
	}
	if _, err := shopOf(t, "shifts: [{id: S, name: S, short: S, kind: late, hours: [09:00-21:00], as_work: true}]", scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), "for standby alone") {
		t.Errorf("told %v", err)
	}
}
