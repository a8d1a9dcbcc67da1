package master

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
)

// A rank-one cut on total understaffing. The number of missing heads in all rows is
// integral in every roster but seldom in the master. So a roster lacks at least the next
// integer, or at most the previous one; the bound is the smaller of the two bounds under
// these conditions. Each condition is relaxed by a Lagrangian penalty on every missing
// head, which changes only the slopes of rows.

// cutTangent is the bound at a penalty, with its derivative.
type cutTangent struct {
	penalty float64
	bound   float64 // on all rosters that meet the condition
	slope   float64 // derivative of the bound by the penalty
}

// meet returns where two tangents intersect.
func (a cutTangent) meet(b cutTangent) (penalty, bound float64) {
	penalty = (b.bound - a.bound + a.slope*a.penalty - b.slope*b.penalty) / (a.slope - b.slope)
	return penalty, a.bound + a.slope*(penalty-a.penalty)
}

// UnderstaffingBound returns a bound on the subproblem by the cut, scaled, at least
// Bound. Nobody may be fixed.
func (b *Subproblem) UnderstaffingBound(target int64) int64 {
	const whole = 0.01
	if len(b.days) > 0 {
		return b.Bound
	}
	if !b.Generate(1000, target) { // solved already, except after dives
		return b.Bound
	}
	missing := b.masterUnderstaffing()
	low := math.Floor(missing)
	if missing-low < whole || missing-low > 1-whole || b.stopped() {
		return b.Bound
	}
	center := slices.Clone(b.center)
	defer func() {
		copy(b.center, center)
		b.setUnderstaffing(0)
	}()
	start := func(allowed float64) cutTangent {
		return cutTangent{0, float64(b.Bound), (missing - allowed) * fixed.Unit}
	}
	cheapest, dearest := b.understaffingSlopes()
	more := b.understaffingCut(target, start(low+1), low+1, -cheapest)
	if b.model.RoundUp(more) <= b.model.RoundUp(b.Bound) {
		return b.Bound
	}
	return max(b.Bound, min(more, b.understaffingCut(target, start(low), low, 100*dearest)))
}

// understaffingCut returns the best bound on rosters that lack at most allowed heads,
// or at least where most is negative, at penalties from 0 to most; at is the tangent at
// 0.
func (b *Subproblem) understaffingCut(target int64, at cutTangent, allowed, most float64) int64 {
	const tries = 12
	from, to := at, cutTangent{penalty: math.NaN()}
	best := b.Bound
	for range tries {
		// The bound is concave in the penalty, so it lies below its tangents.
		next, high := from.penalty+(float64(target)*fixed.Unit-from.bound)/from.slope, float64(target)*fixed.Unit
		if !math.IsNaN(to.penalty) {
			next, high = from.meet(to)
		} else if math.Abs(next) > math.Abs(most) {
			next, high = most, from.bound+from.slope*(most-from.penalty)
		}
		if next == from.penalty || b.model.RoundUp(int64(high)) <= b.model.RoundUp(best) {
			return best
		}
		b.setUnderstaffing(int64(next * fixed.Unit))
		b.Generate(1000, fixed.Infinity)
		if b.nodeBound == math.MinInt64 {
			return best
		}
		bound := b.nodeBound - b.understaffing*int64(allowed) // in integers, so that it is valid
		best = max(best, bound)
		v := cutTangent{next, float64(bound), (b.masterUnderstaffing() - allowed) * fixed.Unit}
		if b.stopped() || b.model.RoundUp(best) >= target {
			return best
		}
		if (v.slope > 0) == (most > 0) {
			from = v
		} else {
			to = v
		}
	}
	return best
}

// masterUnderstaffing is the number of heads that the master lacks.
func (b *Subproblem) masterUnderstaffing() (v float64) {
	heads := b.heads()
	for n, r := range b.rows {
		v += max(0, float64(b.model.Rows[r].Wanted-b.outside[n])-heads[n])
	}
	return v
}

// setUnderstaffing sets the penalty of missing heads.
func (b *Subproblem) setUnderstaffing(penalty int64) {
	by := float64(b.understaffing-penalty) / fixed.Unit
	for k := range b.lp.Segments {
		if g := &b.lp.Segments[k]; g.Wanted {
			g.Slope += by
		}
	}
	b.understaffing = penalty
	b.lp.ComputeDuals()
}

// understaffingSlopes returns the least and the greatest saving of the last wanted head
// of a row. Missing heads can become cheaper by the least while rows stay convex.
func (b *Subproblem) understaffingSlopes() (least, most float64) {
	least = math.Inf(1)
	for n, r := range b.rows {
		f, k := b.model.Rows[r].Costs, b.model.Rows[r].Wanted
		if k > b.outside[n] {
			v := float64(f[k-1] - f[k])
			least, most = min(least, v), max(most, v)
		}
	}
	return least, most
}
