package planner

import (
	"testing"

	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Two queues ask for one head each from 08:00 to 16:00, 16 hours. Shifts that serve both
// are shared out: two people suffice, one leaves 8 hours short, one head from 08:00 on. Of
// shifts that serve the first queue alone two leave the second short, and two people who
// can serve one queue alone leave the other short.
func TestDaysCompareHeadsByQueue(t *testing.T) {
	for _, c := range []struct {
		name   string
		queue  int
		people int
		short  float64
		skills []int
	}{
		{"both for all", schedule.Any, 2, 0, nil},
		{"one for all", schedule.Any, 1, 8, nil},
		{"both for the first", 0, 2, 8, nil},
		{"both can serve the second alone", schedule.Any, 2, 8, []int{1}},
	} {
		p := &schedule.Problem{
			Start: 20780, Days: 1, Interval: 60, Queues: []schedule.Queue{{ID: "a"}, {ID: "b"}},
			Shifts: []schedule.Shift{{ID: "D", Queue: c.queue, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}},
		}
		need := make([]int, 24)
		for h := 8; h < 16; h++ {
			need[h] = 1
		}
		r := &schedule.Roster{}
		for range c.people {
			p.People = append(p.People, schedule.Person{Shifts: []int{0}, Last: 1, Skills: c.skills})
			r.Cells = append(r.Cells, []int{0})
		}
		ws := &workspace.Workspace{Config: &workspace.Config{Interval: 60}}
		j := &Judged{
			Planning: &Planning{Outlook: &Outlook{Workspace: ws}, Plan: &workspace.Plan{Problem: p, Required: [][]int{need, need}}},
			Result:   &solve.Result{Roster: r},
		}
		d := j.Days()[0]
		if d.Required != 16 || d.Rostered != float64(8*c.people) || d.Short != c.short {
			t.Errorf("%s: %+v, want %v hours short of 16", c.name, d, c.short)
		}
		if c.short > 0 && (d.Most != 1 || d.MostAt != "08:00") {
			t.Errorf("%s: %d heads short at %s", c.name, d.Most, d.MostAt)
		}
		if got := j.ShortHours(); got != c.short {
			t.Errorf("%s: %v hours short in all", c.name, got)
		}
	}
}

// A shift of 9 hours with one hour unpaid is 8 hours rostered on the day on which it
// begins. Somebody in training counts from the second day on.
func TestRosteredHours(t *testing.T) {
	p := &schedule.Problem{
		Start: 20780, Days: 2, Interval: 60, Queues: []schedule.Queue{{ID: "a"}},
		Shifts: []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 480, End: 1020}}, Paid: 480}},
		People: []schedule.Person{{Shifts: []int{0}, Last: 2}, {Shifts: []int{0}, Last: 2, Trainee: true, Trained: 1}, {Shifts: []int{0}, Last: 2, Trainee: true}},
	}
	j := &Judged{
		Planning: &Planning{Outlook: &Outlook{Workspace: &workspace.Workspace{Config: &workspace.Config{Interval: 60}}}, Plan: &workspace.Plan{Problem: p}},
		Result:   &solve.Result{Roster: &schedule.Roster{Cells: [][]int{{0, 0}, {0, 0}, {0, 0}}}},
	}
	if d := j.Days(); d[0].Rostered != 8 || d[1].Rostered != 16 {
		t.Errorf("%v and %v hours, want 8 and 16", d[0].Rostered, d[1].Rostered)
	}
}
