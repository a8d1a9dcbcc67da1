package lagrangian

import (
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// Improve plans some people of p afresh over the whole horizon by mixtures:
// these start from what the people have, adapt to the cells of all others, and are
// dived from. So a dozen people can change their sums over a year with each other, which
// no linear program here could price and nobody could alone. Only one worker may be at
// it at a time, for the mixtures are those of the warm start, and s is always the same.
// It returns the cells of these people, nil if none were found, and the steps taken.
func (w *Start) Improve(s *localsearch.Search, pi []float64, p *model.Plan, people []int, halt func() bool, spend func(int64)) (found [][]int16, work int64) {
	const (
		passes = 20  // before the dive
		old    = 0.5 // weight of the cells that people have, to begin with
		rounds = 3   // of planning them one by one in the end
	)
	tell := func() {
		n := s.TakeSteps()
		for _, h := range w.steppers {
			n += h.TakeSteps()
		}
		spend(n)
		work += n
	}
	s.TakeSteps() // of the warm start, which no clock counts
	for _, h := range w.steppers {
		h.TakeSteps()
	}
	stop := func() bool {
		tell()
		return halt()
	}
	w.Serial = true
	copy(w.Best, pi)
	copy(w.multipliers, pi)
	w.penalty = w.minPenalty
	cells := make([][]int16, len(w.Combinations))
	for i := range cells {
		cells[i] = p.Cells[i]
	}
	for _, i := range people {
		cells[i] = nil
		now, ok := w.steppers[0].atomOf(w, i, p.Cells[i])
		if !ok {
			return found, work
		}
		w.Combinations[i].mixIn(now, old)
	}
	w.recount(cells)
	for range passes {
		if stop() {
			return found, work
		}
		w.pass(people)
	}
	copy(w.Best, w.multipliers)
	w.Dive(s, cells, DivePasses, stop)
	if stop() {
		return found, work
	}
	s.Plan = p
	for _, i := range people {
		p.SetCells(i, cells[i])
	}
	for range rounds {
		before := p.Score()
		for _, i := range people {
			s.Improve(i)
		}
		if tell(); !p.Score().Less(before) {
			break
		}
	}
	for _, i := range people {
		found = append(found, p.Cells[i])
	}
	return found, work
}
