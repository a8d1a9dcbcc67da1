package solve

import (
	"cmp"
	"math"
	"slices"
)

// dive makes a roster of the mixtures of those who have no cells in out yet: some
// people, those with the heaviest columns first, get the cells that are best beside the
// mixtures of the others, who then adapt in some passes; and so on. Without passes, what
// others hold is as good as forgotten after a few people. The windows of s keep all hard
// rules.
func (w *warm) dive(s *searcher, out [][]int16, passes int, stop func() bool) {
	const (
		share  = 20  // one in how many people is fixed at once
		softer = 0.5 // penalty: multipliers are good, and have a little to go
	)
	copy(w.pi, w.best)
	w.rho *= softer
	w.recount(out)
	var free []int
	for i := range out {
		if out[i] == nil {
			free = append(free, i)
		}
	}
	for len(free) > 0 {
		slices.SortStableFunc(free, func(a, b int) int {
			return cmp.Compare(w.mix[b].heaviest().weight, w.mix[a].heaviest().weight)
		})
		n := (len(free) + share - 1) / share
		w.expire()
		for _, i := range free[:n] {
			x := w.mix[i]
			for _, c := range x.parts {
				w.m.heads(i, c.cells, func(r int32) { w.count(r, -c.weight) })
			}
			out[i] = slices.Clone(x.heaviest().cells)
			if cells := w.choose(s, i); cells != nil {
				copy(out[i], cells)
			}
			w.m.heads(i, out[i], func(r int32) { w.count(r, 1) })
		}
		free = free[n:]
		for range passes {
			if stop() {
				break
			}
			w.pass(free)
		}
	}
}

// choose returns the best cells of person i, whose mixture is taken out, at the leaning
// multipliers; nil if there are none.
func (w *warm) choose(s *searcher, i int) []int16 {
	w.lean()
	reduce(w.m, s.cost, i, w.mu)
	win := s.window(i)
	if win == nil || win.capped == nil {
		return s.best(i)
	}
	var cells []int16
	if !win.needy() { // else the sum must be counted
		cells = w.within(s, win)
	}
	if cells == nil {
		if lane := s.follow(i, w.mix[i].way(w.m)); lane != nil {
			cells = w.within(s, lane)
		}
	}
	if cells == nil {
		return s.best(i)
	}
	return cells
}

// way is the mean of the mixture's.
func (x *mixture) way(m *model) way {
	return func(counter int) (out []int) {
		c := &m.people[x.window.person].counters[counter]
		for _, n := range x.spent(m, c) {
			out = append(out, int(math.Round(n)))
		}
		return out
	}
}

// within returns the cheapest cells in a window at the costs in s that keep all sums,
// of those met while charges are moved from the multipliers of the person's mixture on;
// nil if none did.
func (w *warm) within(s *searcher, win *window) (best []int16) {
	const tries = 24
	x, q := w.mix[win.person], &w.m.people[win.person]
	least := int64(never)
	for n := range tries {
		v := s.pricer.complete(win, s.cost, s.buf, s.pricer.charged)
		if v >= never {
			break
		}
		if n == 0 { // what is charged is known by now
			x.charge(true)
			win.levyLike(x.window)
			continue
		}
		kept, right := true, true
		row := win.whole(s.buf)
		for k := range win.capped {
			c := &win.capped[k]
			total := w.m.total(&q.counters[c.counter], row)
			n := total - c.base
			v += c.back() - c.charge*int64(n) + min(never, win.judge(&q.counters[c.counter], total))
			kept = kept && n >= c.lo && n <= c.hi
			before := c.charge
			c.move(n)
			right = right && c.charge == before
		}
		if kept && v < least {
			least, best = v, slices.Clone(s.buf)
		}
		if right {
			break
		}
	}
	return best
}

// divePasses is how many passes a dive makes between fixings.
const divePasses = 10
