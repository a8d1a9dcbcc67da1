package solve

import "paiban/schedule"

// searcher improves one plan by giving people, one or a few at a time, the
// cheapest cells that fit what all others do. Each worker has one.
type searcher struct {
	m       *model
	plan    *plan
	windows []*window // by person, over the whole horizon
	pricer  pricer
	cost    []int64
	buf     []int16
	cuts    map[[2]int]*model // see cut
	wants   [][]int           // by person: counters that mattered in blocks
	lanes   []*window         // by person: see follow
}

func newSearcher(m *model, p *plan) *searcher {
	s := &searcher{m: m, plan: p, windows: make([]*window, len(m.people)),
		cost: make([]int64, m.days*m.cells), buf: make([]int16, m.days), wants: make([][]int, len(m.people)), lanes: make([]*window, len(m.people))}
	return s
}

// window returns person i's window over the whole horizon.
func (s *searcher) window(i int) *window {
	if s.windows[i] == nil {
		s.windows[i] = newWindow(s.m, i, 0, s.m.days, nil, nil)
	}
	return s.windows[i]
}

// marginal fills cost with what each cell of person i costs beside everybody
// else, whose heads are in the plan; i's own must have been taken out.
func (s *searcher) marginal(i, from, to int) {
	m, q := s.m, &s.m.people[i]
	for k := from * m.cells; k < to*m.cells; k++ {
		v := q.base[k]
		if v < never && q.cover {
			for _, r := range m.touched(k) {
				n := s.plan.heads[r]
				v += (m.rows[r].f[n+1] - m.rows[r].f[n]) * scale
			}
		}
		s.cost[k] = v
	}
}

// lift takes person i's heads out of the cover rows, or puts them back.
func (s *searcher) lift(i int, by int32) {
	if !s.m.people[i].cover {
		return
	}
	for d, c := range s.plan.cells[i] {
		s.plan.move(s.m.at(d, int(c)), by)
	}
}

// replan gives person i, whose heads are lifted, the best cells and counts them
// again.
func (s *searcher) replan(i int) {
	s.marginal(i, 0, s.m.days)
	if cells := s.best(i); cells != nil {
		own := s.m.personScore(i, cells)
		if own.Hard <= s.plan.own[i].Hard || s.m.people[i].elastic {
			s.adopt(i, cells, own)
		}
	}
	s.lift(i, 1)
}

// adopt gives person i, whose heads are lifted, other cells, which score own.
func (s *searcher) adopt(i int, cells []int16, own schedule.Score) {
	copy(s.plan.cells[i], cells)
	s.plan.person = s.plan.person.Add(sub(own, s.plan.own[i]))
	s.plan.own[i] = own
}

// best returns the cells of person i that are cheapest at the costs in s, or good
// ones where the horizon is too long to tell; nil if none are found. The slice is
// used again by the next call.
func (s *searcher) best(i int) []int16 {
	w := s.window(i)
	if w == nil {
		return nil
	}
	if w.needy() {
		return s.byBlocks(i)
	}
	found := s.pricer.price(w, s.cost, s.buf) < never
	for found && w.exceeded(s.buf, s.cost) {
		found = s.pricer.price(w, s.cost, s.buf) < never
	}
	if !found {
		return nil
	}
	return s.buf
}

// construct plans everybody in turn, then again until nothing changes.
func (s *searcher) construct(stop func() bool) {
	for i := range s.m.people {
		s.lift(i, -1)
		s.replan(i)
	}
	s.settle(stop)
}

// settle plans everybody again and again until nothing improves; once only where
// pricing is slow.
func (s *searcher) settle(stop func() bool) {
	const (
		most  = 50          // rounds
		total = 100_000_000 // values of all windows, times rounds
	)
	size := 1
	for _, w := range s.windows {
		if w != nil {
			size += w.size
		}
	}
	rounds := min(most, 1+total/size)
	if s.m.rolling {
		rounds = most
	}
	for range rounds {
		before := s.plan.score()
		for i := range s.m.people {
			if stop() {
				return
			}
			s.improve(i)
		}
		if !s.plan.score().Less(before) {
			return
		}
	}
}

// improve plans person i afresh beside all others.
func (s *searcher) improve(i int) {
	if s.m.rolling {
		s.wander(i)
		return
	}
	s.lift(i, -1)
	s.replan(i)
}

// steps returns the elementary steps done since it was last asked.
func (s *searcher) steps() int64 {
	n := s.pricer.steps
	s.pricer.steps = 0
	for _, w := range s.lanes {
		if w != nil {
			n += w.effort
			w.effort = 0
		}
	}
	return n
}

// quick reports whether pricing everybody over the whole horizon is cheap: nobody
// has to be planned block by block.
func (s *searcher) quick() bool {
	for i := range s.m.people {
		if w := s.window(i); w != nil && (w.size > annealValue || w.needy()) {
			return false
		}
	}
	return true
}
