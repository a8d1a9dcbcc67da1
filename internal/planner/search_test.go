package planner

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Two people and two shifts, one head on each every day, 11 h between shifts,
// and a price on changing the kind within the week: one is early for three days,
// the other late. Exchanged on the second day, each would come to an early shift
// eight hours after a late one; with the days around planned again, nobody does.
func TestDaysAroundASwapFollowIt(t *testing.T) {
	p := &schedule.Problem{
		Start: 20780, Days: 3, Interval: 60, Holiday: make([]bool, 3),
		Queues: []schedule.Queue{{ID: "q", Name: lang.Same("q")}},
		Shifts: []schedule.Shift{
			{ID: "E", Name: lang.Same("early"), Short: lang.Same("E"), Kind: schedule.Early, Queue: schedule.Any, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480},
			{ID: "L", Name: lang.Same("late"), Short: lang.Same("L"), Kind: schedule.Late, Queue: schedule.Any, Segments: []schedule.Span{{Start: 960, End: 1440}}, Paid: 480},
		},
		Rules: []schedule.Rule{
			schedule.MinRest{Minutes: 660, Force: schedule.Force{Hard: true}},
			schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}, Steady: schedule.At(10)},
			schedule.Request{Person: 0, Day: 0, Shifts: []int{0}, Want: true, Cost: 5},
		},
	}
	for _, id := range []string{"A", "B"} {
		p.People = append(p.People, schedule.Person{ID: id, Name: id, Shifts: []int{0, 1}, Last: 3})
	}
	for d := range 3 {
		for s := range 2 {
			p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: schedule.Any, Shift: s, Bound: schedule.Between(1, 1)})
		}
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	o := solve.Options{Seed: 1, Iterations: 50}
	res, err := solvePlan(t.Context(), &workspace.Plan{Problem: p}, o)
	if err != nil {
		t.Fatal(err)
	}
	if c := res.Roster.Cells; !slices.Equal(c[0], []int{0, 0, 0}) {
		t.Fatalf("A is early for three days, got %v", c)
	}
	for range 2 { // planned again, it is not swapped back
		res, err = solvePlan(t.Context(), &workspace.Plan{Problem: p, Swaps: []workspace.Exchange{{A: 0, B: 1, Day: 1}}}, o)
		if err != nil {
			t.Fatal(err)
		}
		// A works late on day 1; early is never the day after late, so A is
		// late on day 2 too and B early on days 0 and 1: A is late throughout.
		if c := res.Roster.Cells; !slices.Equal(c[0], []int{1, 1, 1}) || !slices.Equal(c[1], []int{0, 0, 0}) {
			t.Errorf("%v", c)
		}
		if score := schedule.Check(p, res.Roster).Score; score.Hard != 0 {
			t.Errorf("score %v", score)
		}
	}
}

// A search that is stopped before it has a whole roster is an error; after that its
// roster counts.
func TestSearchStoppedBeforeARoster(t *testing.T) {
	pl := &Planner{Clock: time.Now}
	for _, before := range []bool{true, false} {
		ctx, stop := context.WithCancel(t.Context())
		res, err := pl.search(ctx, Search{}, func(o solve.Options) (*solve.Result, error) {
			if before {
				stop()
			}
			o.Progress(solve.Progress{})
			stop()
			return &solve.Result{}, nil
		})
		if errors.Is(err, context.Canceled) != before || res == nil {
			t.Errorf("stopped before a roster: %v, error %v", before, err)
		}
	}
}
