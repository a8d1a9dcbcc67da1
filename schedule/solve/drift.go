package solve

// drift plans some people of p afresh over the whole horizon by mixtures:
// these start from what the people have, adapt to the cells of all others, and are
// dived from. So a dozen people can change their sums over a year with each other, which
// no linear program here could price and nobody could alone. Only one worker may be at
// it at a time, for the mixtures are those of the warm start, and s is always the same.
// It returns the cells of these people, nil if none were found, and the steps taken.
func (w *warm) drift(s *searcher, pi []float64, p *plan, people []int, halt func() bool, spend func(int64)) (found [][]int16, work int64) {
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
		work += n
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
	for _, i := range people {
		cells[i] = nil
		now, ok := w.hands[0].only(w, i, p.cells[i])
		if !ok {
			return found, work
		}
		w.mix[i].blend(now, old)
	}
	w.recount(cells)
	for range passes {
		if stop() {
			return found, work
		}
		w.pass(people)
	}
	copy(w.best, w.pi)
	w.dive(s, cells, divePasses, stop)
	if stop() {
		return found, work
	}
	s.plan = p
	for _, i := range people {
		p.set(i, cells[i])
	}
	for range rounds {
		before := p.score()
		for _, i := range people {
			s.improve(i)
		}
		if tell(); !p.score().Less(before) {
			break
		}
	}
	for _, i := range people {
		found = append(found, p.cells[i])
	}
	return found, work
}
