package solve

import (
	"context"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// A year of two people whose sums are too long to be counted together is
// planned in blocks: minutes within a narrow range, two kinds of shift and the
// weekends capped. Every hard rule is kept, and the bound is not above the cost.
func TestYearIsPlannedInBlocks(t *testing.T) {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 1, 5), Days: 364, Interval: 60}
	for k, minutes := range []int{400, 455, 510, 575, 630, 715} {
		id := string(rune('A' + k))
		p.Shifts = append(p.Shifts, schedule.Shift{ID: id, Name: lang.Same(id), Short: lang.Same(id), Queue: schedule.Any,
			Paid: minutes, Segments: []schedule.Span{{Start: 480, End: 480 + minutes}}})
	}
	for i := range 2 {
		id := string(rune('x' + i))
		p.People = append(p.People, schedule.Person{ID: id, Name: id, Shifts: []int{0, 1, 2, 3, 4, 5}, Last: p.Days})
	}
	p.Rules = []schedule.Rule{
		schedule.WorkRun{Length: schedule.Between(2, 5)},
		schedule.RestRun{Length: schedule.AtLeast(2)},
		schedule.Minutes{Total: schedule.Between(110_000, 111_000)},
		schedule.Weekends{Worked: schedule.AtMost(26)},
		schedule.ShiftCount{What: lang.Same("A"), Shifts: []int{0}, Count: schedule.AtMost(60)},
		schedule.ShiftCount{What: lang.Same("F"), Shifts: []int{5}, Count: schedule.AtMost(45)},
	}
	for d := range p.Days {
		for s := range p.Shifts {
			p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: schedule.Any, Shift: s,
				Bound: schedule.Free().Prefer((d+s)%2, (d+s)%2, 100, 1)})
		}
	}
	m, err := model.New(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := localsearch.Prepare(m); err != nil {
		t.Fatal(err)
	}
	if !m.Rolling {
		t.Error("not planned in blocks")
	}
	r, err := Solve(context.Background(), p, Options{Iterations: 6})
	if err != nil {
		t.Fatal(err)
	}
	if got := schedule.Check(p, r.Roster).Score; got != r.Score || got.Hard > 0 {
		t.Errorf("scored %v, checked %v", r.Score, got)
	}
	if r.Score.Less(r.Bound) || r.Bound.Hard > 0 {
		t.Errorf("score %v, bound %v", r.Score, r.Bound)
	}
}
