package solve

import (
	"slices"

	"paiban/schedule/solve/internal/model"
)

// Where large boxes find nothing any more, better plans are far from this one. So some
// people are given other cells, whatever that costs, and boxes go on from there: iterated
// local search (H. Lourenço, O. Martin, T. Stützle, Iterated local search, 2003). How long
// boxes may find nothing before the next kick follows Luby's sequence, which is never much
// worse than the best choice (M. Luby, A. Sinclair, D. Zuckerman, Optimal speedup of Las
// Vegas algorithms, 1993).

// kickState is how boxes get on from where they began.
type kickState struct {
	plan   *model.Plan // what boxes improve: the best plan, or what came of a kick
	lowest int64       // its value at the last gain, not scaled
	quiet  int         // boxes since
	kicks  int         // so far
	share  float64     // of people that the last kick moved
}

const (
	kickPatience = 80  // boxes that find nothing, times Luby's numbers
	firstShare   = 0.2 // of people, that the first kick moves
	mostShare    = 0.5 // that any does
)

// restart lets boxes go on from p.
func (d *kickState) restart(p *model.Plan) {
	d.plan, d.quiet = p, 0
	d.lowest = p.Model.Value(p.Score())
}

// countSolved takes notice that one more box has been solved.
func (d *kickState) countSolved() {
	d.quiet++
	if v := d.plan.Model.Value(d.plan.Score()); v < d.lowest {
		d.lowest, d.quiet = v, 0
	}
}

// exhausted reports whether so many boxes have found nothing that others should be tried.
func (d *kickState) exhausted() bool { return d.quiet > kickPatience*luby(d.kicks+1) }

// kick gives some people of the best plan other cells once boxes find no more, and lets
// them go on from there. One in four kicks should come back to the same cost: where fewer
// do, the next moves fewer people, where more do, more. Without a root there are no cells
// to give.
func (s *search) kick() {
	d := &s.descent
	if s.columns == nil || s.usualSteps < mostWork || !d.exhausted() {
		return
	}
	const (
		down = 1.1
		up   = down * down * down // level at one in four
	)
	switch {
	case d.kicks == 0:
		d.share = firstShare
	case d.plan.Score() == s.plan.Score():
		d.share = min(d.share*up, mostShare)
	default:
		d.share = max(d.share/down, 1/float64(len(s.columns)))
	}
	cells := s.plan.Clone().Cells
	moved := s.rng.Perm(len(cells))[:max(1, int(d.share*float64(len(cells))))]
	for _, i := range moved {
		if some := s.columns[i]; len(some) > 0 {
			cells[i] = slices.Clone(some[s.rng.IntN(len(some))])
		}
	}
	d.kicks++
	d.restart(s.m.NewPlan(cells))
}

// luby is the n-th number, from 1 on, of 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, …
func luby(n int) int {
	size := 1 // of the whole that n lies in, and one more
	for size <= n {
		size *= 2
	}
	if n == size-1 {
		return size / 2
	}
	return luby(n - (size/2 - 1))
}
