package solve

import "slices"

// A sum over a long horizon takes too many values to be kept exactly; but somebody
// who has cells already, within all limits, may look for better ones along the way:
// cells whose sum so far is never far from that of the old ones. (A corridor around
// an incumbent, as in iterated dynamic programming.)

// laneDays is how many days' worth the sum may be ahead or behind.
const laneDays = 5

// way tells what a counter has gained before each day, and at the end, on the way that
// a lane follows.
type way func(counter int) []int

// way is that of cells of person i.
func (m *model) way(i int, cells []int16) way {
	return func(counter int) []int {
		out := make([]int, 1, m.days+1)
		for d, c := range cells {
			out = append(out, out[d]+m.people[i].counters[counter].inc(d, int(c)))
		}
		return out
	}
}

// along returns the primary's gains allowed before each day of w, which has all days,
// in its unit; nil where w has no lane.
func (w *window) along(axes []axis) (out []span) {
	if w.lane == nil || w.primary < 0 {
		return nil
	}
	unit := axes[0].unit
	slack := laneDays * max(1, w.m.most(&w.m.people[w.person].counters[w.primary])/w.m.days) / unit
	for _, gain := range w.lane(w.primary) {
		out = append(out, span{gain/unit - slack, gain/unit + slack})
	}
	return out
}

// follow returns a window over the whole horizon along a way of person i. It keeps
// the counters, and has the charges, of the one that was made last; nil where there
// is no way.
func (s *searcher) follow(i int, along way) *window {
	var want []int
	var charged []capped
	if last := s.lanes[i]; last != nil {
		want, charged = last.want, last.capped
	}
	w := s.m.makeWindow(i, 0, s.m.days, nil, want, along)
	if w == nil {
		return nil
	}
	w.most = laneValues
	w.levyOn(charged)
	s.lanes[i] = w
	return w
}

// laneValues bounds the values of a window with a lane.
const laneValues = 4_000_000

// stroll returns cells of person i that are cheap at the costs in s, along those of
// the plan, or nil. The slice is used again by the next call.
func (s *searcher) stroll(i int) []int16 {
	w := s.follow(i, s.m.way(i, slices.Clone(s.plan.cells[i])))
	if w == nil {
		return nil
	}
	const tries = 4
	for range tries {
		if s.pricer.complete(w, s.cost, s.buf, s.pricer.charged) >= never {
			return nil
		}
		if w.settle(s.buf) {
			return s.buf
		}
	}
	return nil
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

// wander plans person i afresh along their own cells, where that makes the plan
// better.
func (s *searcher) wander(i int) {
	s.lift(i, -1)
	s.marginal(i, 0, s.m.days)
	before := s.priced(i, s.plan.cells[i])
	if cells := s.stroll(i); cells != nil && s.priced(i, cells) < before {
		s.adopt(i, cells, s.m.personScore(i, cells))
	}
	s.lift(i, 1)
}

// priced is what cells of person i come to at the costs in s, scaled, whatever they
// cost by themselves apart from cells.
func (s *searcher) priced(i int, cells []int16) (v int64) {
	q := &s.m.people[i]
	v = s.m.value(s.m.personScore(i, cells)) * scale
	for d, c := range cells {
		k := s.m.at(d, int(c))
		v += s.cost[k] - q.base[k]
	}
	return v
}
