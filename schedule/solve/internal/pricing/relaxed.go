package pricing

import (
	"cmp"
	"slices"
	"sort"

	"paiban/schedule/solve/internal/fixed"
)

// RelaxedResource is a sum with too many values to be tracked. Its limits, and what it
// costs within them, are relaxed: instead, every unit has a penalty, a Lagrangian
// multiplier of either sign. Offset is subtracted again: the most that the penalty can
// exceed the cost of the sum, so that the cost of a path stays a lower bound (Fenchel
// conjugate).
type RelaxedResource struct {
	Counter     int
	Base        int          // total outside the network
	Lo, Hi      int          // gains that break no hard rule
	breakpoints []breakpoint // of the largest convex function below the cost of gains, from Lo to Hi
	maxGain     int          // most gains, within the limits or not
	Penalty     int64        // of a unit, scaled
	stepSize    int64        // next change of the penalty
	increased   bool         // the last change was upwards

	// In the augmented-Lagrangian start, where the multiplier is updated like those of
	// cover rows:
	Mean       float64 // mean gains of the convex combination
	Multiplier float64 // cost of a unit
	Quadratic  float64 // quadratic penalty, cost per unit squared
}

// breakpoint is where a convex piecewise linear function changes its slope.
type breakpoint struct {
	gain int
	cost int64 // scaled
}

// firstStep is the first change of a penalty, scaled.
const firstStep = 4 * fixed.Unit

// relax returns counter k as a relaxed resource; without limits where no penalty could
// keep them.
func (w *Network) relax(k int, cells []int16) RelaxedResource {
	c := &w.model.People[w.Person].Counters[k]
	out := RelaxedResource{Counter: k, Base: c.Start, stepSize: firstStep}
	for d, cell := range cells {
		if d < w.from || d >= w.to {
			out.Base += c.Gain(d, int(cell))
		}
	}
	if c.Weekends && w.to-w.from < w.model.Days { // later weekends may depend on the cells here
		out.Hi, out.breakpoints = unlimited, []breakpoint{{0, 0}, {unlimited, 0}}
		return out
	}
	g, unit := w.gainRange(c), w.unit(c)
	out.maxGain = g.hi
	cost := func(n int) int64 { return w.Judge(c, out.Base+n) }
	least := fixed.Infinity // what the network already assumes it to cost
	for n := g.lo; n <= g.hi; n += unit {
		least = min(least, cost(n))
	}
	for out.Lo = g.lo; out.Lo+unit <= g.hi && cost(out.Lo) >= fixed.Infinity; out.Lo += unit {
	}
	for out.Hi = g.hi; out.Hi > out.Lo && cost(out.Hi) >= fixed.Infinity; out.Hi -= unit {
	}
	for n := out.Lo; n <= out.Hi; n += unit {
		if v := cost(n); v < fixed.Infinity {
			out.breakpoints = addToHull(out.breakpoints, breakpoint{n, v - least})
		}
	}
	if out.breakpoints == nil { // the caller will find the violation
		out.breakpoints = []breakpoint{{out.Lo, 0}}
	}
	if out.Lo == g.lo {
		out.Lo = 0 // no minimum binds
	}
	if out.Lo == 0 && out.Hi == g.hi && !out.costsSomething() {
		out.Hi, out.breakpoints = unlimited, []breakpoint{{0, 0}, {unlimited, 0}}
	}
	return out
}

// addToHull adds a point to the breakpoints of the largest convex function below some
// points.
func addToHull(points []breakpoint, p breakpoint) []breakpoint {
	for n := len(points); n > 1; n-- {
		a, b := points[n-2], points[n-1]
		// Costs are multiples of the unit: divided by it, the products do not overflow.
		if (b.cost-a.cost)/fixed.Unit*int64(p.gain-b.gain) < (p.cost-b.cost)/fixed.Unit*int64(b.gain-a.gain) {
			break
		}
		points = points[:n-1]
	}
	return append(points, p)
}

// costsSomething reports whether the sum has a cost within its limits.
func (c *RelaxedResource) costsSomething() bool {
	return slices.ContainsFunc(c.breakpoints, func(b breakpoint) bool { return b.cost != 0 })
}

// maximisers returns the first and the last breakpoint at which penalty minus cost is
// greatest.
func (c *RelaxedResource) maximisers() (first, last breakpoint) {
	at := func(enough func(cost, penalty int64) bool) breakpoint {
		return c.breakpoints[sort.Search(len(c.breakpoints)-1, func(k int) bool {
			a, b := c.breakpoints[k], c.breakpoints[k+1]
			return enough(b.cost-a.cost, c.Penalty*int64(b.gain-a.gain))
		})]
	}
	return at(func(cost, penalty int64) bool { return cost >= penalty }), at(func(cost, penalty int64) bool { return cost > penalty })
}

// Proximal returns the gain z that minimises cost(z) − Multiplier·z + Quadratic/2·(z −
// mean)².
func (c *RelaxedResource) Proximal(mean float64) float64 {
	last := len(c.breakpoints) - 1
	at := func(k int) float64 {
		a, b := c.breakpoints[k], c.breakpoints[k+1]
		return mean + (c.Multiplier-float64(b.cost-a.cost)/fixed.Unit/float64(b.gain-a.gain))/c.Quadratic
	}
	k := sort.Search(last, func(k int) bool { return at(k) <= float64(c.breakpoints[k+1].gain) })
	if k == last {
		return float64(c.breakpoints[last].gain)
	}
	return max(at(k), float64(c.breakpoints[k].gain))
}

// unlimited is the maximum of a resource without limits.
const unlimited = 1 << 40

// HasRelaxedMinimum reports whether some relaxed resource has a minimum. Cells that
// miss a minimum are hard to repair.
func (w *Network) HasRelaxedMinimum() bool {
	return slices.ContainsFunc(w.Relaxed, func(c RelaxedResource) bool { return c.Lo > 0 })
}

// BanExcess raises to fixed.Infinity the cost of cells that exceed the maximum of a
// relaxed resource. The days on which the resource saves most keep it, as many as the
// maximum allows. It reports whether a maximum was exceeded.
func (w *Network) BanExcess(cells []int16, cost []int64) bool {
	over := false
	row := w.Splice(cells)
	for k := range w.Relaxed {
		c := &w.Relaxed[k]
		t := &w.model.People[w.Person].Counters[c.Counter]
		if t.Weekends || w.model.Total(t, row)-c.Base <= c.Hi {
			continue // a weekend is not one cell; the caller will find the violation
		}
		over = true
		type use struct {
			day    int
			regret int64
		}
		var uses []use
		for d := w.from; d < w.to; d++ {
			if t.Gain(d, int(row[d])) == 0 {
				continue
			}
			other := fixed.Infinity
			for cell := range w.model.Cells {
				if cell > 0 && t.Gain(d, cell) == 0 {
					other = min(other, cost[w.model.Cell(d, cell)])
				}
			}
			uses = append(uses, use{d, cost[w.model.Cell(d, int(row[d]))] - other})
		}
		slices.SortStableFunc(uses, func(x, y use) int { return cmp.Compare(x.regret, y.regret) })
		left, keep := c.Hi, map[int]bool{}
		for _, u := range uses {
			if n := t.Gain(u.day, int(row[u.day])); n <= left {
				left -= n
				keep[u.day] = true
			}
		}
		for d := w.from; d < w.to; d++ {
			for cell := range w.model.Cells {
				if !keep[d] && t.Gain(d, cell) > 0 {
					cost[w.model.Cell(d, cell)] = fixed.Infinity
				}
			}
		}
	}
	return over
}

// Offset is subtracted from the cost of a path: the greatest excess of the penalty over
// the cost of the sum.
func (c *RelaxedResource) Offset() int64 {
	b, _ := c.maximisers()
	return c.Penalty*int64(b.gain) - b.cost
}

// SetPenalty sets the penalty, limited so that costs stay far below fixed.Infinity:
// where nobody can keep the limits, it would grow without end.
func (c *RelaxedResource) SetPenalty(penalty int64) {
	most := fixed.Infinity / 32 / max(1, int64(c.maxGain))
	c.Penalty = min(max(penalty, -most), most)
	c.stepSize = min(c.stepSize, most)
}

// Update changes the penalty after it led to n gains, towards the penalty with the best
// bound. It reports whether n is within the limits and, where the sum has a cost,
// optimal for the penalty.
func (c *RelaxedResource) Update(n int) bool {
	first, last := c.maximisers()
	up, down := n > last.gain, n < first.gain
	if up != down {
		if up == c.increased {
			c.stepSize += c.stepSize / 2
		} else {
			c.stepSize = max(c.stepSize/3, fixed.Unit/64)
		}
		c.increased = up
		before := c.Penalty
		if up {
			c.SetPenalty(before + c.stepSize)
		} else {
			c.SetPenalty(before - c.stepSize)
		}
		if n >= c.Lo && n <= c.Hi && before != 0 && (before > 0) != (c.Penalty > 0) {
			c.Penalty = 0 // a range that is kept needs no penalty of the other sign
		}
	}
	return n >= c.Lo && n <= c.Hi && !(c.costsSomething() && (up || down))
}

// penalised is shortestPath with penalties for relaxed resources. It updates the
// penalties until the limits are kept, or a few times. The cost returned is the best
// bound found, never above the cost of the cheapest cells.
func (p *Pricer) penalised(w *Network, cost []int64, out []int16) int64 {
	if w.Relaxed == nil {
		return p.shortestPath(w, cost, out)
	}
	// Penalties are kept from call to call: where a path is slow, few tries suffice.
	tries := 16
	if w.Size > 20_000 || w.MaxValues < MaxValues {
		tries = 3
	}
	best := -fixed.Infinity
	for range tries {
		v := p.AtPenalties(w, cost, out)
		if v >= fixed.Infinity {
			return fixed.Infinity
		}
		best = max(best, v)
		kept := true
		row := w.Splice(out[:w.to-w.from])
		for k := range w.Relaxed {
			c := &w.Relaxed[k]
			kept = c.Update(w.model.Total(&w.model.People[w.Person].Counters[c.Counter], row)-c.Base) && kept
		}
		if kept {
			break
		}
	}
	return best
}

// AtPenalties is shortestPath at the current penalties, with the offsets subtracted.
func (p *Pricer) AtPenalties(w *Network, cost []int64, out []int16) int64 {
	var back int64
	for k := range w.Relaxed {
		w.addPenalty(&w.Relaxed[k], cost, 1)
		back += w.Relaxed[k].Offset()
	}
	v := p.shortestPath(w, cost, out)
	for k := range w.Relaxed {
		w.addPenalty(&w.Relaxed[k], cost, -1)
	}
	if v >= fixed.Infinity {
		return fixed.Infinity
	}
	return v - back
}

// addPenalty adds sign times the penalty of c to the cost of the cells, or weekends,
// that gain.
func (w *Network) addPenalty(c *RelaxedResource, cost []int64, sign int64) {
	t := &w.model.People[w.Person].Counters[c.Counter]
	if t.Weekends {
		w.weekendCost += sign * c.Penalty
	}
	for cell, n := range t.By {
		if n == 0 || c.Penalty == 0 {
			continue
		}
		v := sign * c.Penalty * int64(n)
		for d := w.from; d < w.to; d++ {
			if k := w.model.Cell(d, cell); cost[k] < fixed.Infinity && t.Days.Has(d) {
				cost[k] += v
			}
		}
	}
}

// AdjustPenalties reports whether cells keep the limits of all relaxed resources. It
// raises the penalties of those that are violated; where none is, it lowers all
// penalties, because unnecessary ones make the cells worse.
func (w *Network) AdjustPenalties(cells []int16) bool {
	kept := true
	row := w.Splice(cells)
	for k := range w.Relaxed {
		c := &w.Relaxed[k]
		n := w.model.Total(&w.model.People[w.Person].Counters[c.Counter], row) - c.Base
		switch {
		case n > c.Hi:
			c.SetPenalty(max(firstStep, c.Penalty+c.Penalty/2))
			kept = false
		case n < c.Lo:
			c.SetPenalty(min(-firstStep, c.Penalty+c.Penalty/2))
			kept = false
		}
	}
	for k := range w.Relaxed {
		if kept {
			w.Relaxed[k].Penalty = w.Relaxed[k].Penalty * 3 / 4
		}
	}
	return kept
}

// CopyPenalties sets the penalties of w to those of the same counters in v.
func (w *Network) CopyPenalties(v *Network) {
	for k := range w.Relaxed {
		c := &w.Relaxed[k]
		c.stepSize = firstStep
		if n := slices.IndexFunc(v.Relaxed, func(o RelaxedResource) bool { return o.Counter == c.Counter }); n >= 0 {
			c.Penalty = v.Relaxed[n].Penalty
		}
	}
}

// AugmentedMultiplier is the multiplier plus the gradient of the quadratic penalty at
// mean gains.
func (c *RelaxedResource) AugmentedMultiplier(mean float64) float64 {
	if c.Quadratic == 0 {
		return c.Multiplier
	}
	return c.Multiplier + c.Quadratic*c.Violation(mean)
}

// Violation is the distance of mean gains from their proximal point.
func (c *RelaxedResource) Violation(mean float64) float64 { return mean - c.Proximal(mean) }

// CostAt is the cost of a gain by the convex function, scaled.
func (c *RelaxedResource) CostAt(gain float64) float64 {
	v := float64(c.breakpoints[0].cost)
	for k := 1; k < len(c.breakpoints) && gain > float64(c.breakpoints[k-1].gain); k++ {
		a, b := c.breakpoints[k-1], c.breakpoints[k]
		v = float64(a.cost) + (gain-float64(a.gain))*float64(b.cost-a.cost)/float64(b.gain-a.gain)
	}
	return v
}
