package lagrangian

import (
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// Improve is a step of an LP-guided large neighbourhood. It re-optimises some people of
// p over the whole horizon together: their convex combinations begin at their cells,
// adapt to everybody else, and are dived from. So a dozen people can exchange parts of
// a sum over a year, which no linear program here could price and no single person
// could change alone. Only one worker may call it at a time, always with the same s.
//
// It returns the cells of these people, nil if it finds none, and the steps taken.
func (w *Start) Improve(s *localsearch.Search, pi []float64, p *model.Plan, people []int, halt func() bool, spend func(int64)) (found [][]int16, work int64) {
	const (
		passes = 20  // before the dive
		old    = 0.5 // weight of the present cells at first
		rounds = 3   // of re-optimising them one by one at the end
	)
	tell := func() {
		n := s.TakeSteps()
		for _, h := range w.steppers {
			n += h.TakeSteps()
		}
		spend(n)
		work += n
	}
	s.TakeSteps() // drop those of the start, which no clock counts
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
	cells := make([][]int16, len(w.combinations))
	for i := range cells {
		cells[i] = p.Cells[i]
	}
	for _, i := range people {
		cells[i] = nil
		now, ok := w.steppers[0].atomOf(w, i, p.Cells[i])
		if !ok {
			return found, work
		}
		w.combinations[i].mixIn(now, old)
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
