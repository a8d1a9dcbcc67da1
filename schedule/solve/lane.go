package solve

import "slices"

// A sum over a long horizon takes too many values to be kept exactly; but somebody
// who has cells already, within all limits, may look for better ones along the way:
// cells whose sum so far is never far from that of the old ones. (A corridor around
// an incumbent, as in iterated dynamic programming.)

// wayOf is that of cells of person i.
func wayOf(m *model, i int, cells []int16) way {
	return func(counter int) []int {
		out := make([]int, 1, m.days+1)
		for d, c := range cells {
			out = append(out, out[d]+m.people[i].counters[counter].inc(d, int(c)))
		}
		return out
	}
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
	w := makeWindow(s.m, i, 0, s.m.days, nil, want, along)
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
	w := s.follow(i, wayOf(s.m, i, slices.Clone(s.plan.cells[i])))
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
