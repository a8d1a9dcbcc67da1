package repair

import (
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Anni is ill; somebody must be there. Bo is on standby and comes, Cai keeps the day off,
// and that nobody is on standby then breaks nothing. Where it is the one on standby who is
// ill, somebody else takes their place.
func TestStandbyIsCalledIn(t *testing.T) {
	const e, s = 0, 1
	shift := func(id string, k schedule.Kind, paid int) schedule.Shift {
		return schedule.Shift{ID: id, Name: lang.Same(id), Kind: k, Segments: []schedule.Span{{Start: 540, End: 1020}}, Paid: paid, Queue: schedule.Any}
	}
	for _, c := range []struct {
		name string
		ill  int
		want []int
	}{
		{"at work", 0, []int{schedule.Off, e, schedule.Off}},
		{"on standby", 1, []int{e, schedule.Off, s}},
	} {
		p := &schedule.Problem{
			Start: workcal.DateOf(2026, 11, 23), Days: 1, Interval: 60,
			Queues: []schedule.Queue{{ID: "q", Name: lang.Same("q")}},
			Shifts: []schedule.Shift{shift("E", schedule.Early, 480), shift("S", schedule.Standby, 0)},
			Cover: []schedule.Cover{
				{Why: schedule.Window, Span: schedule.Span{Start: 540, End: 600}, Shift: schedule.Any, Bound: schedule.AtLeast(1)},
				{Why: schedule.Headcount, Queue: schedule.Any, Shift: s, Bound: schedule.Between(1, 1)},
			},
			Rules: []schedule.Rule{schedule.Unavailable{Person: c.ill, Whole: true, What: lang.T("病假", "sick leave")}},
		}
		for _, name := range []string{"Anni", "Bo", "Cai"} {
			p.People = append(p.People, schedule.Person{ID: name, Name: name, Last: 1, Shifts: []int{e, s}})
		}
		got, err := Roster(t.Context(), p, Task{Base: &schedule.Roster{Cells: [][]int{{e}, {s}, {schedule.Off}}}}, Options{Seed: 1, Iterations: 200})
		if err != nil {
			t.Fatal(err)
		}
		plan := got.Plans[got.Choice]
		for i, want := range c.want {
			if plan.Roster.Cells[i][0] != want {
				t.Errorf("%s: the roster is %v, want %v", c.name, plan.Roster.Cells, c.want)
				break
			}
		}
		if plan.Analysis.Score.Hard != 0 {
			t.Errorf("%s: %v", c.name, plan.Analysis.Findings)
		}
	}
}
