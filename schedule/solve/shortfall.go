package solve

import (
	"math"
	"slices"
)

// Heads missing everywhere, added up, are a whole number in every roster, but seldom
// in the linear program. So a roster lacks at least the next whole number, or at most
// the one before, and costs what the linear program does under one of these conditions.
// Each is charged instead: a tilt on every missing head, given back for the number
// allowed (Lagrange), for this changes only slopes of rows.

// tilted is what the linear program came to at a tilt.
type tilted struct {
	tilt  float64
	bound float64 // on the cost of all rosters under the condition
	slope float64 // of the bound, by the tilt
}

// meet is where two tangents do, and how high.
func (a tilted) meet(b tilted) (tilt, bound float64) {
	tilt = (b.bound - a.bound + a.slope*a.tilt - b.slope*b.tilt) / (a.slope - b.slope)
	return tilt, a.bound + a.slope*(tilt-a.tilt)
}

// shortfall returns a bound on the box, scaled, b.bound if that is no better. Nobody
// may be fixed.
func (b *box) shortfall(target int64) int64 {
	const whole = 0.01
	if len(b.days) > 0 {
		return b.bound
	}
	if !b.generate(1000, target) { // solved already, but for dives before
		return b.bound
	}
	missing := b.missing()
	low := math.Floor(missing)
	if missing-low < whole || missing-low > 1-whole || b.stop() {
		return b.bound
	}
	center := slices.Clone(b.center)
	defer func() {
		copy(b.center, center)
		b.setTilt(0)
	}()
	start := func(allowed float64) tilted { return tilted{0, float64(b.bound), (missing - allowed) * scale} }
	cheapest, dearest := b.steepness()
	more := b.condition(target, start(low+1), low+1, -cheapest)
	if b.m.ceil(more) <= b.m.ceil(b.bound) {
		return b.bound
	}
	return max(b.bound, min(more, b.condition(target, start(low), low, 100*dearest)))
}

// condition returns the best bound on rosters that lack at most allowed heads, or at
// least, where most is negative, met at tilts from 0, of which at tells, to most.
func (b *box) condition(target int64, at tilted, allowed, most float64) int64 {
	const tries = 12
	from, to := at, tilted{tilt: math.NaN()}
	best := b.bound
	for range tries {
		// The bound is concave in the tilt: it is below its tangents.
		next, high := from.tilt+(float64(target)*scale-from.bound)/from.slope, float64(target)*scale
		if !math.IsNaN(to.tilt) {
			next, high = from.meet(to)
		} else if math.Abs(next) > math.Abs(most) {
			next, high = most, from.bound+from.slope*(most-from.tilt)
		}
		if next == from.tilt || b.m.ceil(int64(high)) <= b.m.ceil(best) {
			return best
		}
		b.setTilt(int64(next * scale))
		b.generate(1000, never)
		if b.node == math.MinInt64 {
			return best
		}
		bound := b.node - b.tilt*int64(allowed) // in integers, for it must be valid
		best = max(best, bound)
		v := tilted{next, float64(bound), (b.missing() - allowed) * scale}
		if b.stop() || b.m.ceil(best) >= target {
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

// missing is how many heads the linear program lacks.
func (b *box) missing() (v float64) {
	heads := b.heads()
	for n, r := range b.rows {
		v += max(0, float64(b.m.rows[r].wanted-b.out[n])-heads[n])
	}
	return v
}

// setTilt charges each missing head.
func (b *box) setTilt(tilt int64) {
	by := float64(b.tilt-tilt) / scale
	for k := range b.lp.segs {
		if g := &b.lp.segs[k]; g.short {
			g.slope += by
		}
	}
	b.tilt = tilt
	b.lp.computeDuals()
}

// steepness is what the last head wanted saves, where it is least and where it is most.
// By as much missing heads can be made cheaper while rows stay convex.
func (b *box) steepness() (least, most float64) {
	least = math.Inf(1)
	for n, r := range b.rows {
		f, k := b.m.rows[r].f, b.m.rows[r].wanted
		if k > b.out[n] {
			v := float64(f[k-1] - f[k])
			least, most = min(least, v), max(most, v)
		}
	}
	return least, most
}
