package solve

import (
	"cmp"
	"slices"
	"sort"
)

// capped is a sum too long to count: every unit is charged, at a rate that keeps the
// sum in its range, or at what it costs. The most that this could charge over what the
// sum costs is given back, so that the cost found is never above the true one.
type capped struct {
	counter int
	base    int    // total outside the window
	lo, hi  int    // gains that break no hard rule
	bends   []bend // the largest convex function below what gains cost above the least, from lo to hi
	most    int    // gains at most, kept or not
	charge  int64  // scaled, a unit
	step    int64  // by which the charge is moved next
	up      bool   // the last move was upwards

	// In a warm start, where charges are multipliers like those of cover.
	mean float64 // gains of the mixture
	pi   float64 // multiplier, cost of a unit
	rho  float64 // penalty, cost per unit squared
}

// bend is where a convex function, straight between bends, changes its slope.
type bend struct {
	gain int
	cost int64 // scaled
}

// firstStep is the first move of a charge, scaled.
const firstStep = 4 * scale

// charged returns counter k as a range to be kept by a charge, or left open where
// none could keep it.
func (w *window) charged(k int, cells []int16) capped {
	c := &w.m.people[w.person].counters[k]
	out := capped{counter: k, base: c.start, step: firstStep}
	for d, cell := range cells {
		if d < w.from || d >= w.to {
			out.base += c.inc(d, int(cell))
		}
	}
	if c.weekends && w.to-w.from < w.m.days { // those outside may hang on those within
		out.hi, out.bends = leftOpen, []bend{{0, 0}, {leftOpen, 0}}
		return out
	}
	g, unit := w.loose(c), w.unit(c)
	out.most = g.hi
	cost := func(n int) int64 { return w.judge(c, out.base+n) }
	least := int64(never) // what the window takes it to cost anyway
	for n := g.lo; n <= g.hi; n += unit {
		least = min(least, cost(n))
	}
	for out.lo = g.lo; out.lo+unit <= g.hi && cost(out.lo) >= never; out.lo += unit {
	}
	for out.hi = g.hi; out.hi > out.lo && cost(out.hi) >= never; out.hi -= unit {
	}
	for n := out.lo; n <= out.hi; n += unit {
		if v := cost(n); v < never {
			out.bends = hull(out.bends, bend{n, v - least})
		}
	}
	if out.bends == nil { // whoever takes the cells will see
		out.bends = []bend{{out.lo, 0}}
	}
	if out.lo == g.lo {
		out.lo = 0 // there is no minimum
	}
	if out.lo == 0 && out.hi == g.hi && !out.soft() {
		out.hi, out.bends = leftOpen, []bend{{0, 0}, {leftOpen, 0}}
	}
	return out
}

// hull adds a point to the bends of the largest convex function below some points.
func hull(bends []bend, p bend) []bend {
	for n := len(bends); n > 1; n-- {
		a, b := bends[n-2], bends[n-1]
		// Costs are whole, so that no product is too large.
		if (b.cost-a.cost)/scale*int64(p.gain-b.gain) < (p.cost-b.cost)/scale*int64(b.gain-a.gain) {
			break
		}
		bends = bends[:n-1]
	}
	return append(bends, p)
}

// soft reports whether the sum costs something within its range.
func (c *capped) soft() bool {
	return slices.ContainsFunc(c.bends, func(b bend) bool { return b.cost != 0 })
}

// worth returns the first and the last bend at which the charge is the most above
// what the gain costs.
func (c *capped) worth() (first, last bend) {
	at := func(enough func(cost, charge int64) bool) bend {
		return c.bends[sort.Search(len(c.bends)-1, func(k int) bool {
			a, b := c.bends[k], c.bends[k+1]
			return enough(b.cost-a.cost, c.charge*int64(b.gain-a.gain))
		})]
	}
	return at(func(cost, charge int64) bool { return cost >= charge }), at(func(cost, charge int64) bool { return cost > charge })
}

// near returns the gain that is best at the multiplier and with the penalty for
// being off a mean.
func (c *capped) near(mean float64) float64 {
	last := len(c.bends) - 1
	at := func(k int) float64 {
		a, b := c.bends[k], c.bends[k+1]
		return mean + (c.pi-float64(b.cost-a.cost)/scale/float64(b.gain-a.gain))/c.rho
	}
	k := sort.Search(last, func(k int) bool { return at(k) <= float64(c.bends[k+1].gain) })
	if k == last {
		return float64(c.bends[last].gain)
	}
	return max(at(k), float64(c.bends[k].gain))
}

// leftOpen is the maximum of a range without limits.
const leftOpen = 1 << 40

// needy reports whether a charge must keep a minimum of w: cells that do not reach
// it are not easily mended.
func (w *window) needy() bool {
	return slices.ContainsFunc(w.capped, func(c capped) bool { return c.lo > 0 })
}

// exceeded bans, by raising cost to never, the cells that lead over a charged
// maximum: days on which they cost least are left to them, as many as the maximum
// allows. It reports whether there was one.
func (w *window) exceeded(cells []int16, cost []int64) bool {
	any := false
	row := w.whole(cells)
	for k := range w.capped {
		c := &w.capped[k]
		t := &w.m.people[w.person].counters[c.counter]
		if t.weekends || w.m.total(t, row)-c.base <= c.hi {
			continue // no cell alone makes a weekend; whoever takes the cells will see
		}
		any = true
		type use struct {
			day    int
			regret int64
		}
		var uses []use
		for d := w.from; d < w.to; d++ {
			if t.inc(d, int(row[d])) == 0 {
				continue
			}
			other := int64(never)
			for cell := range w.m.cells {
				if cell > 0 && t.inc(d, cell) == 0 {
					other = min(other, cost[w.m.at(d, cell)])
				}
			}
			uses = append(uses, use{d, cost[w.m.at(d, int(row[d]))] - other})
		}
		slices.SortStableFunc(uses, func(x, y use) int { return cmp.Compare(x.regret, y.regret) })
		left, keep := c.hi, map[int]bool{}
		for _, u := range uses {
			if n := t.inc(u.day, int(row[u.day])); n <= left {
				left -= n
				keep[u.day] = true
			}
		}
		for d := w.from; d < w.to; d++ {
			for cell := range w.m.cells {
				if !keep[d] && t.inc(d, cell) > 0 {
					cost[w.m.at(d, cell)] = never
				}
			}
		}
	}
	return any
}

// back is what is given back.
func (c *capped) back() int64 {
	b, _ := c.worth()
	return c.charge*int64(b.gain) - b.cost
}

// set changes the charge, as far as costs stay far below never: one that nobody can keep
// its range at would grow without end.
func (c *capped) set(charge int64) {
	most := never / 32 / max(1, int64(c.most))
	c.charge = min(max(charge, -most), most)
	c.step = min(c.step, most)
}

// move changes the charge after it led to n gains, towards the one with the best
// bound, and reports whether the gains are within the range, and right for the charge
// where they cost something.
func (c *capped) move(n int) bool {
	first, last := c.worth()
	up, down := n > last.gain, n < first.gain
	if up != down {
		if up == c.up {
			c.step += c.step / 2
		} else {
			c.step = max(c.step/3, scale/64)
		}
		c.up = up
		before := c.charge
		if up {
			c.set(before + c.step)
		} else {
			c.set(before - c.step)
		}
		if n >= c.lo && n <= c.hi && before != 0 && (before > 0) != (c.charge > 0) {
			c.charge = 0 // a range that is kept needs no charge of the other sign
		}
	}
	return n >= c.lo && n <= c.hi && !(c.soft() && (up || down))
}

// under is path with the charges that keep ranges too long to count. Charges are
// moved until the ranges are kept, or a few times; the cost returned is the best
// bound met, which is never above that of the cheapest cells.
func (p *pricer) under(w *window, cost []int64, out []int16) int64 {
	if w.capped == nil {
		return p.path(w, cost, out)
	}
	// Charges are kept from call to call: few tries will do where one is dear.
	tries := 16
	if w.size > 20_000 || w.most < maxValues {
		tries = 3
	}
	best := int64(-never)
	for range tries {
		v := p.charged(w, cost, out)
		if v >= never {
			return never
		}
		best = max(best, v)
		kept := true
		row := w.whole(out[:w.to-w.from])
		for k := range w.capped {
			c := &w.capped[k]
			kept = c.move(w.m.total(&w.m.people[w.person].counters[c.counter], row)-c.base) && kept
		}
		if kept {
			break
		}
	}
	return best
}

// charged is path at the charges as they are, less what is given back.
func (p *pricer) charged(w *window, cost []int64, out []int16) int64 {
	var back int64
	for k := range w.capped {
		w.levy(&w.capped[k], cost, 1)
		back += w.capped[k].back()
	}
	v := p.path(w, cost, out)
	for k := range w.capped {
		w.levy(&w.capped[k], cost, -1)
	}
	if v >= never {
		return never
	}
	return v - back
}

// levy adds sign times the charge of c to the cost of the cells, or weekends, that
// gain.
func (w *window) levy(c *capped, cost []int64, sign int64) {
	t := &w.m.people[w.person].counters[c.counter]
	if t.weekends {
		w.weekend += sign * c.charge
	}
	for cell, n := range t.by {
		if n == 0 || c.charge == 0 {
			continue
		}
		v := sign * c.charge * int64(n)
		for d := w.from; d < w.to; d++ {
			if k := w.m.at(d, cell); cost[k] < never && t.days.Has(d) {
				cost[k] += v
			}
		}
	}
}

// settle reports whether cells keep the sums that are kept by charges, and raises
// the charges of those they do not; the others fall, for a charge that is not needed
// spoils the cells.
func (w *window) settle(cells []int16) bool {
	kept := true
	row := w.whole(cells)
	for k := range w.capped {
		c := &w.capped[k]
		n := w.m.total(&w.m.people[w.person].counters[c.counter], row) - c.base
		switch {
		case n > c.hi:
			c.set(max(firstStep, c.charge+c.charge/2))
			kept = false
		case n < c.lo:
			c.set(min(-firstStep, c.charge+c.charge/2))
			kept = false
		}
	}
	for k := range w.capped {
		if kept {
			w.capped[k].charge = w.capped[k].charge * 3 / 4
		}
	}
	return kept
}

// levyLike sets the charges of w to those of the same sums in v.
func (w *window) levyLike(v *window) {
	for k := range w.capped {
		c := &w.capped[k]
		c.step = firstStep
		if n := slices.IndexFunc(v.capped, func(o capped) bool { return o.counter == c.counter }); n >= 0 {
			c.charge = v.capped[n].charge
		}
	}
}

// lean is the multiplier that leans against mean gains.
func (c *capped) lean(mean float64) float64 {
	if c.rho == 0 {
		return c.pi
	}
	return c.pi + c.rho*c.off(mean)
}

// off is how far mean gains are from where they would best be.
func (c *capped) off(mean float64) float64 { return mean - c.near(mean) }
