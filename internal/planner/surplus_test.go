package planner

import (
	"strings"
	"testing"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Three people work 08:00 to 16:00 on two days on which one is enough: 2 × 8 × 2 = 32
// head-hours beyond the 16 that are needed, and four of the six shifts can be taken off.
// With three needed there is nothing to speak of.
func TestSurplus(t *testing.T) {
	for _, c := range []struct {
		need int
		want Surplus
		ok   bool
	}{
		{1, Surplus{Hours: 32, Share: 2, DaysOff: 4}, true},
		{2, Surplus{Hours: 16, Share: 0.5, DaysOff: 2}, true},
		{3, Surplus{}, false},
	} {
		p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 2, Interval: 60, Queues: make([]schedule.Queue, 1),
			Shifts: []schedule.Shift{{ID: "E", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any}}}
		r := &schedule.Roster{}
		for range 3 {
			p.People = append(p.People, schedule.Person{Shifts: []int{0}, Last: 2})
			r.Cells = append(r.Cells, []int{0, 0})
		}
		required := make([]int, 48)
		for d := range 2 {
			for h := 8; h < 16; h++ {
				required[24*d+h] = c.need
				p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: schedule.Span{Start: 60 * h, End: 60*h + 60}, Queue: schedule.Any, Shift: schedule.Any,
					Bound: schedule.Free().Prefer(c.need, schedule.NoMax, 10, 0)})
			}
		}
		plan := &workspace.Plan{Problem: p, Required: [][]int{required}}
		j := &Judged{Planning: &Planning{Plan: plan}, Result: &solve.Result{Roster: r}}
		if got, ok := j.Surplus(); ok != c.ok || ok && got != c.want {
			t.Errorf("%d needed: %+v, %v, want %+v", c.need, got, ok, c.want)
		}
	}
}

// A shop whose people owe two rest days a month keeps to its own rules, and that these
// are against art. 38 stands beside the verdict; with one a week nothing does.
func TestUnlawfulRulesStandBesideTheVerdict(t *testing.T) {
	for rules, want := range map[string]bool{"rest_days_month: {min: 2, force: hard}, rest_days_week: {force: off}": true, "rest_days_week: {min: 2, force: hard}": false} {
		pl := shop(t, "preset: wangdian\nrules: {"+rules+"}\n")
		said := ""
		for _, l := range pl.Workspace.UnlawfulHours() {
			said += l.What.EN + " " + l.Basis.EN + "\n"
		}
		if got := strings.Contains(said, "art. 38"); got != want {
			t.Errorf("%s: %q, want art. 38: %v", rules, said, want)
		}
	}
}
