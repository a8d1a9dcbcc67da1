package solve

import (
	"cmp"
	"slices"
)

// missed returns a counter left out that costs more over cells, those of the
// window, than it was taken to, or −1.
func (w *window) missed(cells []int16) int {
	if w.left == nil {
		return -1
	}
	row := w.whole(cells)
	for _, l := range w.left {
		c := &w.m.people[w.person].counters[l.counter]
		if w.judge(c, w.m.total(c, row)) > l.least {
			return l.counter
		}
	}
	return -1
}

// grow prepares w again with one more counter. Where that would take too much
// memory, the longest maxima are kept down by a charge instead.
func (w *window) grow(counter int) {
	want := append(slices.Clone(w.want), counter)
	cells, charged := slices.Clone(w.row), w.capped
	for {
		slices.Sort(want)
		n := w.m.newWindow(w.person, w.from, w.to, cells, want)
		if n == nil {
			n = &window{}
		}
		n.capped = charged
		n.effort += w.effort
		for _, c := range charged {
			n.left = slices.DeleteFunc(n.left, func(l leftOut) bool { return l.counter == c.counter })
		}
		long := -1
		n.most = w.most
		if n.size > n.most {
			long = w.longest(want, cells)
		}
		if long < 0 {
			*w = *n
			return
		}
		charged = append(charged, w.charged(long, cells))
		want = slices.DeleteFunc(want, func(k int) bool { return k == long })
	}
}

// longest returns the counter of want that is best charged: a maximum rather than
// a minimum, a wide range rather than a narrow one; last those that a charge
// cannot keep. It is −1 where want is empty.
func (w *window) longest(want []int, cells []int16) int {
	best, rank := -1, -1
	for _, k := range want {
		c := w.charged(k, cells)
		r := c.hi
		if c.hi == leftOpen {
			r = 0
		} else if c.lo == 0 {
			r += leftOpen
		}
		if r > rank {
			best, rank = k, r
		}
	}
	return best
}

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
}

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
		if w.m.total(t, row)-c.base <= c.hi {
			continue
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

// firstStep is the first move of a charge, scaled.
const firstStep = 4 * scale

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

// whole returns the person's cells over the horizon with those of the window
// put in. The slice is used again by the next call.
func (w *window) whole(cells []int16) []int16 {
	copy(w.row[w.from:w.to], cells)
	return w.row
}
