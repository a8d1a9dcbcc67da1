package solve

// drift plans the people of a site, which has the whole horizon, afresh by mixtures:
// these start from what the people have, adapt to the cells of all others, and are
// dived from. So a dozen people can change their sums over a year with each other, which
// no linear program here could price and nobody could alone. Only one worker may be at
// it at a time, for the mixtures are those of the warm start, and s is always the same.
func (s *searcher) drift(w *warm, pi []float64, p *plan, at site, halt func() bool, spend func(int64)) (out outcome) {
	const (
		passes = 20  // before the dive
		old    = 0.5 // weight of the cells that people have, to begin with
		rounds = 3   // of planning them one by one in the end
	)
	tell := func() {
		n := s.steps()
		for _, h := range w.hands {
			n += h.steps()
		}
		spend(n)
		out.work += n
	}
	s.steps() // of the warm start, which no clock counts
	for _, h := range w.hands {
		h.steps()
	}
	stop := func() bool {
		tell()
		return halt()
	}
	w.alone = true
	copy(w.best, pi)
	copy(w.pi, pi)
	w.rho = w.least
	cells := make([][]int16, len(w.mix))
	for i := range cells {
		cells[i] = p.cells[i]
	}
	for _, i := range at.people {
		cells[i] = nil
		now, ok := w.hands[0].only(w, i, p.cells[i])
		if !ok {
			return out
		}
		w.mix[i].blend(now, old)
	}
	w.recount(cells)
	for range passes {
		if stop() {
			return out
		}
		w.pass(at.people)
	}
	copy(w.best, w.pi)
	w.dive(s, cells, divePasses, stop)
	if stop() {
		return out
	}
	s.plan = p
	for _, i := range at.people {
		p.set(i, cells[i])
	}
	for range rounds {
		before := p.score()
		for _, i := range at.people {
			s.improve(i)
		}
		if tell(); !p.score().Less(before) {
			break
		}
	}
	for _, i := range at.people {
		out.cells = append(out.cells, p.cells[i])
	}
	return out
}
