package planner

import (
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// Each row: the score, the bound on all rosters, the bound on those that keep the hard
// rules of people. Broken hard rules are proved by hard units alone: a bound on cost says
// nothing of them.
func TestVerdict(t *testing.T) {
	at := func(hard, cost int64) schedule.Score { return schedule.Score{Hard: hard, Cost: cost} }
	for _, c := range []struct {
		name               string
		score, bound, kept schedule.Score
		want               Standing
	}{
		{"proved that it cannot hold", at(2, 10), at(2, 10), at(2, 10), Infeasible},
		{"somebody's own rule might give way", at(2, 10), at(1, 0), at(2, 10), LeastBroken},
		{"no fewer, but perhaps cheaper", at(2, 10), at(1, 0), at(2, 9), FewestBroken},
		{"no fewer for anybody, but perhaps cheaper", at(1, 10), at(1, 0), at(1, 0), FewestBroken},
		{"one must be broken, two are", at(2, 10), at(1, 0), at(1, 0), SomeMustBreak},
		{"stopped with hard rules broken", at(2, 10), at(0, 0), at(0, 0), Broken},
		{"the bound on cost proves nothing of hard rules", at(2, 10), at(0, 10), at(0, 10), Broken},
		{"optimal", at(0, 100), at(0, 100), at(0, 100), Best},
		{"9 of 10000 is below 0.1%", at(0, 10000), at(0, 9991), at(0, 9991), AlmostBest},
		{"10 of 10000 is 0.1%", at(0, 10000), at(0, 9990), at(0, 9990), WithinGap},
		{"49 of 100", at(0, 100), at(0, 51), at(0, 51), WithinGap},
		{"half of it tells nothing", at(0, 100), at(0, 50), at(0, 50), UnknownToBest},
	} {
		j := &Judged{Analysis: schedule.Analysis{Score: c.score}, Result: &solve.Result{Score: c.score, Bound: c.bound, Kept: c.kept}}
		v := j.Verdict()
		if v.Standing != c.want || v.Hard != c.score.Hard || v.Text().IsZero() {
			t.Errorf("%s: %+v, want standing %d", c.name, v, c.want)
		}
		if said := v.Text().EN; strings.Contains(said, "(proved)") && v.Standing != AlmostBest && c.score != c.bound {
			t.Errorf("%s: says %q", c.name, said)
		}
	}
}
