package pricing

import (
	"slices"
)

// violated returns an untracked counter that costs more over cells than it was assumed
// to, or −1.
func (w *Network) violated(cells []int16) int {
	if w.untracked == nil {
		return -1
	}
	row := w.Splice(cells)
	for _, l := range w.untracked {
		c := &w.model.People[w.Person].Counters[l.counter]
		if w.Judge(c, w.model.Total(c, row)) > l.least {
			return l.counter
		}
	}
	return -1
}

// track builds w again with one more counter. Where that takes too much memory, the
// counters with the widest ranges are relaxed.
func (w *Network) track(counter int) {
	want := append(slices.Clone(w.Tracked), counter)
	cells, relaxed := slices.Clone(w.row), w.Relaxed
	for {
		slices.Sort(want)
		n := NewInCorridor(w.model, w.Person, w.from, w.to, cells, want, w.corridor)
		if n == nil {
			n = &Network{}
		}
		n.Relax(relaxed)
		n.Setup += w.Setup
		long := -1
		n.MaxValues = w.MaxValues
		if n.Size > n.MaxValues {
			long = n.mostRelaxable(want, cells)
		}
		if long < 0 {
			*w = *n
			return
		}
		relaxed = append(relaxed, w.relax(long, cells))
		want = slices.DeleteFunc(want, func(k int) bool { return k == long })
	}
}

// Relax sets the relaxed resources of w.
func (w *Network) Relax(relaxed []RelaxedResource) {
	w.Relaxed = relaxed
	for _, c := range relaxed {
		w.untracked = slices.DeleteFunc(w.untracked, func(l untracked) bool { return l.counter == c.Counter })
	}
}

// mostRelaxable returns the counter of want to relax first: one that has a cost before
// one with limits, a maximum before a minimum, a wide range before a narrow one, and
// last one that no penalty can keep. It returns −1 where want is empty.
func (w *Network) mostRelaxable(want []int, cells []int16) int {
	best, rank := -1, -1
	for _, k := range want {
		if w.corridor != nil && k == w.primary {
			continue // its range is narrow
		}
		c := w.relax(k, cells)
		r := c.Hi
		if c.costsSomething() {
			r = 2*unlimited + c.Hi // relaxing it loses almost nothing
		} else if c.Hi == unlimited {
			r = 0
		} else if c.Lo == 0 {
			r += unlimited
		}
		if r > rank {
			best, rank = k, r
		}
	}
	return best
}

// Splice returns the person's cells over the horizon with those of the network put in.
// The next call overwrites the slice.
func (w *Network) Splice(cells []int16) []int16 {
	copy(w.row[w.from:w.to], cells)
	return w.row
}
