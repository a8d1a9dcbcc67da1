package planner

import (
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
)

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		name        string
		hard        int64
		cost, bound int64
		boundHard   int64
		status      solve.Status
		want        Standing
	}{
		{"proved that it cannot hold", 2, 10, 10, 2, solve.Optimal, Infeasible},
		{"stopped with hard rules broken", 2, 10, 0, 0, solve.Stopped, Broken},
		{"optimal", 0, 100, 100, 0, solve.Optimal, Best},
		{"the bound meets it", 0, 100, 100, 0, solve.Stopped, Best},
		{"9 of 10000 is below 0.1%", 0, 10000, 9991, 0, solve.WithinGap, AlmostBest},
		{"10 of 10000 is 0.1%", 0, 10000, 9990, 0, solve.WithinGap, WithinGap},
		{"49 of 100", 0, 100, 51, 0, solve.Stopped, WithinGap},
		{"half of it tells nothing", 0, 100, 50, 0, solve.Stopped, UnknownToBest},
	} {
		score := schedule.Score{Hard: c.hard, Cost: c.cost}
		j := &Judged{Analysis: schedule.Analysis{Score: score}, Result: &solve.Result{Score: score, Bound: schedule.Score{Hard: c.boundHard, Cost: c.bound}, Status: c.status}}
		v := j.Verdict()
		if v.Standing != c.want || v.Hard != c.hard || v.Text().IsZero() {
			t.Errorf("%s: %+v, want standing %d", c.name, v, c.want)
		}
	}
}
