package simulate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// Meals cost no reply rate where the heads required are those at the desk. Days are
// staffed by shifts of some eight hours with an hour's meal each, so that at every
// moment exactly the heads required are neither off nor at their meal; the reply
// rate of the messages from 10:00 to 15:00, in which the lunches lie, stays at most
// one point below the target. The figures of docs/staffing.md are made with
//
//	go test ./schedule/simulate -run Meals -v -judged.days 200
func TestRequirementKeepsTheTargetThroughMeals(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 3))
	for _, k := range kinds {
		days, kept, within, lunches, worst, cost := 0, 0, 0, 0, 1., 0.
		for range *judgedDays {
			p := k.params(rng)
			volume := peaked(rng, k.height*.25, k.height)
			needs, err := staffing.Require(p, volume, 30)
			if err != nil {
				t.Fatal(err)
			}
			in, seed := shopDay(p, volume), rng.Uint64()
			in.Agents = exactly(needs, 0)
			plain := play(t, in, seed, replications).Queues[0]
			in.Agents = withMeals(t, needs)
			for _, a := range in.Agents {
				for _, g := range a.Segments {
					lunches += len(g.Breaks)
				}
			}
			meals := play(t, in, seed, replications).Queues[0]
			noon := between(&meals, 20, 30)
			days++
			kept += one(meals.Total.Reply.Mean >= p.Target)
			within += one(noon >= p.Target-.01)
			worst = min(worst, noon-p.Target)
			cost += between(&plain, 20, 30) - noon
		}
		t.Logf("%-28s %d meals; target kept on %d of %d days; from 10:00 to 15:00 at most a point below it on %d, the worst %+.1f points from it; meals cost %.2f points there",
			k.name, lunches, kept, days, within, 100*worst, 100*cost/float64(days))
		if kept < days*9/10 || within < days*9/10 {
			t.Errorf("%s: of %d days with meals %d keep the target, %d at noon", k.name, days, kept, within)
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// between is the reply rate of what begins in the steps of a span.
func between(r *simulate.QueueResult, from, to int) float64 {
	good, judged := 0., 0.
	for _, s := range r.Steps[from:to] {
		good, judged = good+s.Judged*s.Reply, judged+s.Judged
	}
	return good / math.Max(1, judged)
}

// Lengths of withMeals, in half hours.
const (
	mealLength = 2
	beforeMeal = 6  // at work before the meal, at least
	byMeal     = 10 // and about at most
	fullShift  = 17 // with the meal
)

// withMeals makes agents of whom in each half hour exactly as many are at the desk as
// needed. Who has been there for some time goes for a meal, in turn, a few at once;
// who comes back or begins takes the place.
func withMeals(t *testing.T, needs []staffing.Need) (out []simulate.Agent) {
	t.Helper()
	type worker struct{ from, meal, until int } // -1 is not yet
	var all []*worker
	for i := range needs {
		var desk, back []*worker
		for _, w := range all {
			switch {
			case w.until >= 0:
			case w.meal < 0 || i >= w.meal+mealLength:
				desk = append(desk, w)
			default:
				back = append(back, w)
			}
		}
		// A sixth at most eat at once, of few people one.
		for _, w := range desk {
			if worked := i - w.from; w.meal < 0 && worked >= beforeMeal && (len(back) < max(1, needs[i].Online/6) || worked >= byMeal) {
				w.meal = i
				back = append(back, w)
			}
		}
		n := 0
		for _, w := range desk {
			if w.meal == i {
				continue
			}
			if i-w.from >= fullShift || n == needs[i].Online { // the longest there come first
				w.until = i
				continue
			}
			n++
		}
		for ; n < needs[i].Online; n++ {
			all = append(all, &worker{from: i, meal: -1, until: -1})
		}
		if needs[i].Online == 0 {
			for _, w := range back {
				w.meal, w.until = -1, w.meal
			}
		}
	}
	at := make([]int, len(needs))
	for _, w := range all {
		if w.until < 0 {
			w.until = len(needs)
		}
		g := simulate.Segment{Span: schedule.Span{Start: w.from * 30, End: w.until * 30}, Queues: []int{0}}
		if w.meal >= 0 {
			g.Breaks = []schedule.Span{{Start: w.meal * 30, End: (w.meal + mealLength) * 30}}
		}
		out = append(out, simulate.Agent{Segments: []simulate.Segment{g}})
		for i := w.from; i < w.until; i++ {
			at[i] += one(w.meal < 0 || i < w.meal || i >= w.meal+mealLength)
		}
	}
	for i, n := range needs {
		if at[i] != n.Online {
			t.Fatalf("%d at the desk in half hour %d, %d needed", at[i], i, n.Online)
		}
	}
	return out
}
