package repair

import (
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// Two are due on each of three days and one person is there: a hard rule is broken each
// day. A wish of 150 is refused, for granting it would break one more. The bound lies below
// that by what cells that stay might save, one for each of the two days that are planned,
// so that the roster is not proved to be the best. Nothing is cheaper than nothing: without
// the wish it is.
func TestFromIsBestOnlyWhereItsBoundSaysSo(t *testing.T) {
	early := schedule.Shift{ID: "E", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}
	p := &schedule.Problem{
		Days: 3, Interval: 60, Queues: []schedule.Queue{{ID: "q"}}, Shifts: []schedule.Shift{early},
		People: []schedule.Person{{ID: "a", Name: "a", Last: 3, Shifts: []int{0}}},
	}
	for d := range p.Days {
		p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: early.Segments[0], Shift: schedule.Any, Bound: schedule.AtLeast(2)})
	}
	for wish, want := range map[int64]struct {
		bound  int64
		status solve.Status
	}{150: {148, solve.WithinGap}, 0: {0, solve.Optimal}} {
		p.Rules = nil
		if wish > 0 {
			p.Rules = []schedule.Rule{schedule.Request{Person: 0, Day: 2, Cost: wish}}
		}
		r, err := From(t.Context(), p, &schedule.Roster{Cells: [][]int{{0, 0, 0}}}, 1, solve.Options{Seed: 1, Iterations: 50})
		if err != nil {
			t.Fatal(err)
		}
		if r.Score.Hard == 0 || r.Score.Hard != r.Bound.Hard || r.Score.Cost != wish || r.Bound.Cost != want.bound || r.Status != want.status {
			t.Errorf("a wish of %d: %s, score %v, bound %v", wish, r.Status, r.Score, r.Bound)
		}
	}
}
