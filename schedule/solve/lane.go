package solve

// A sum over a long horizon takes too many values to be kept exactly; but somebody
// who has cells already, within all limits, may look for better ones along the way:
// cells whose sum so far is never far from that of the old ones. (A corridor around
// an incumbent, as in iterated dynamic programming.)

// laneDays is how many days' worth the sum may be ahead or behind.
const laneDays = 5

// along returns the primary's gains allowed before each day of w, in its unit; nil
// where w has no lane.
func (w *window) along(axes []axis) []span {
	if w.lane == nil || w.primary < 0 {
		return nil
	}
	c, unit := &w.m.people[w.person].counters[w.primary], axes[0].unit
	slack := laneDays * max(1, w.m.most(c)/w.m.days) / unit
	out := make([]span, len(w.days))
	gain := 0
	for k := range out {
		out[k] = span{gain/unit - slack, gain/unit + slack}
		if k < len(out)-1 {
			gain += c.inc(w.from+k, int(w.lane[k]))
		}
	}
	return out
}

// follow returns a window over the whole horizon along cells of person i. It keeps
// the counters, and has the charges, of the one that was made last; nil where there
// is no way.
func (s *searcher) follow(i int, cells []int16) *window {
	var want []int
	var charged []capped
	if last := s.lanes[i]; last != nil {
		want, charged = last.want, last.capped
	}
	w := s.m.makeWindow(i, 0, s.m.days, nil, want, cells)
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
	w := s.follow(i, s.plan.cells[i])
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
			c.charge = max(firstStep, c.charge+c.charge/2)
			kept = false
		case n < c.lo:
			c.charge = min(-firstStep, c.charge+c.charge/2)
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
