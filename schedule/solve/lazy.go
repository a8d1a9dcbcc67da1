package solve

import (
	"slices"

	"paiban/schedule"
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
		for _, c := range charged {
			n.left = slices.DeleteFunc(n.left, func(l leftOut) bool { return l.counter == c.counter })
		}
		long := -1
		if n.size > maxValues {
			long = w.longest(want, cells)
		}
		if long < 0 {
			*w = *n
			return
		}
		charged = append(charged, w.cap(long, cells))
		want = slices.DeleteFunc(want, func(k int) bool { return k == long })
	}
}

// longest returns the counter of want with the longest maximum that a charge can
// keep, or −1.
func (w *window) longest(want []int, cells []int16) int {
	best, room := -1, 0
	for _, k := range want {
		if c := w.cap(k, cells); !w.m.people[w.person].counters[k].weekends && c.room > room {
			best, room = k, c.room
		}
	}
	return best
}

// cap returns counter k as a maximum; its room is −1 where it is none.
func (w *window) cap(k int, cells []int16) capped {
	c := &w.m.people[w.person].counters[k]
	out := capped{counter: k, base: c.start, room: -1}
	for d, cell := range cells {
		if d < w.from || d >= w.to {
			out.base += c.inc(d, int(cell))
		}
	}
	most := w.loose(c).hi
	for n := 0; n <= most && c.judge(out.base+n) == (schedule.Score{}); n++ {
		out.room = n
	}
	if out.room == most || c.judge(out.base+out.room+1).Hard == 0 {
		out.room = -1
	}
	return out
}

// capped is a maximum too long to count: every unit is charged, at a rate that
// keeps it. What is charged for the units that are free is given back, so that
// the cost found is never above the true one.
type capped struct {
	counter int
	base    int   // total outside the window
	room    int   // gains that keep the maximum
	charge  int64 // scaled
}

// whole returns the person's cells over the horizon with those of the window
// put in. The slice is used again by the next call.
func (w *window) whole(cells []int16) []int16 {
	copy(w.row[w.from:w.to], cells)
	return w.row
}
