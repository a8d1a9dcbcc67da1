package solve

import (
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
		n := makeWindow(w.m, w.person, w.from, w.to, cells, want, w.lane)
		if n == nil {
			n = &window{}
		}
		n.levyOn(charged)
		n.effort += w.effort
		long := -1
		n.most = w.most
		if n.size > n.most {
			long = n.longest(want, cells)
		}
		if long < 0 {
			*w = *n
			return
		}
		charged = append(charged, w.charged(long, cells))
		want = slices.DeleteFunc(want, func(k int) bool { return k == long })
	}
}

// levyOn says which counters are kept by charges.
func (w *window) levyOn(charged []capped) {
	w.capped = charged
	for _, c := range charged {
		w.left = slices.DeleteFunc(w.left, func(l leftOut) bool { return l.counter == c.counter })
	}
}

// longest returns the counter of want that is best charged: one that costs something
// rather than one with limits, a maximum rather than a minimum, a wide range rather
// than a narrow one; last those that a charge cannot keep. It is −1 where want is empty.
func (w *window) longest(want []int, cells []int16) int {
	best, rank := -1, -1
	for _, k := range want {
		if w.lane != nil && k == w.primary {
			continue // is short
		}
		c := w.charged(k, cells)
		r := c.hi
		if c.soft() {
			r = 2*leftOpen + c.hi // a charge keeps it almost as well
		} else if c.hi == leftOpen {
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

// whole returns the person's cells over the horizon with those of the window
// put in. The slice is used again by the next call.
func (w *window) whole(cells []int16) []int16 {
	copy(w.row[w.from:w.to], cells)
	return w.row
}
