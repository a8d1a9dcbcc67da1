package solve

import (
	"cmp"
	"slices"
)

// capped is a range of a sum too long to count: every unit is charged, at a rate
// that keeps the sum in it. The most that this could charge within the range is
// given back, so that the cost found is never above the true one.
type capped struct {
	counter int
	base    int   // total outside the window
	lo, hi  int   // gains that break no hard rule
	charge  int64 // scaled, a unit
	step    int64 // by which the charge is moved next
	up      bool  // the last move was upwards

	// In a warm start, where charges are multipliers like those of cover.
	mean float64 // gains of the mixture
	pi   float64 // multiplier, cost of a unit
	rho  float64 // penalty, cost per unit squared
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
	most := w.loose(c).hi
	ok := func(n int) bool { return w.judge(c, out.base+n) < never }
	for out.lo < most && !ok(out.lo) {
		out.lo++
	}
	out.hi = most
	for out.hi > out.lo && !ok(out.hi) {
		out.hi--
	}
	if out.lo == 0 && out.hi == most {
		out.lo, out.hi = 0, leftOpen
	}
	return out
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
func (c *capped) back() int64 { return max(c.charge*int64(c.lo), c.charge*int64(c.hi)) }

// move changes the charge after it led to n gains, towards the one with the best
// bound, and reports whether the gains are within the range.
func (c *capped) move(n int) bool {
	up, down := n > c.hi || n > c.lo && c.charge < 0, n < c.lo || n < c.hi && c.charge > 0
	if up != down {
		if up == c.up {
			c.step += c.step / 2
		} else {
			c.step = max(c.step/3, scale/64)
		}
		c.up = up
		before := c.charge
		if up {
			c.charge += c.step
		} else {
			c.charge -= c.step
		}
		if n >= c.lo && n <= c.hi && (before > 0) != (c.charge > 0) {
			c.charge = 0 // a range that is kept needs no charge of the other sign
		}
	}
	return n >= c.lo && n <= c.hi
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
