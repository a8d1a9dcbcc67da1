package solve

import (
	"slices"

	"paiban/schedule/solve/internal/model"
)

// Where large neighbourhoods find nothing more, better plans are far from the present one.
// A kick gives some people other cells at any cost, and neighbourhood search continues
// from there (H. Lourenço, O. Martin, T. Stützle, Iterated local search, 2003). The time
// without success before the next kick follows Luby's sequence, which is never much worse
// than the best choice (M. Luby, A. Sinclair, D. Zuckerman, Optimal speedup of Las Vegas
// algorithms, 1993).

// kickState is the descent since the last kick.
type kickState struct {
	plan   *model.Plan // the plan that neighbourhoods improve: the best, or one after a kick
	lowest int64       // its cost at the last gain, not scaled
	quiet  int         // neighbourhoods since then
	kicks  int         // kicks so far
	share  float64     // of people, that the last kick moved
}

const (
	kickPatience = 80  // neighbourhoods without success, times Luby's numbers
	firstShare   = 0.2 // of people, that the first kick moves
	mostShare    = 0.5 // that any kick moves
)

// restart lets neighbourhood search continue from p.
func (d *kickState) restart(p *model.Plan) {
	d.plan, d.quiet = p, 0
	d.lowest = p.Model.Value(p.Score())
}

// countSolved counts one more neighbourhood solved.
func (d *kickState) countSolved() {
	d.quiet++
	if v := d.plan.Model.Value(d.plan.Score()); v < d.lowest {
		d.lowest, d.quiet = v, 0
	}
}

// exhausted reports whether it is time for the next kick.
func (d *kickState) exhausted() bool { return d.quiet > kickPatience*luby(d.kicks+1) }

// kick gives some people of the best plan other cells once neighbourhoods find nothing
// more, and continues from there. One kick in four should return to the same cost:
// where fewer do, the next moves fewer people; where more do, more. The cells come from
// good columns of the root; without these there is no kick.
func (s *search) kick() {
	d := &s.descent
	if s.columns == nil || s.usualSteps < mostWork || !d.exhausted() {
		return
	}
	const (
		down = 1.1
		up   = down * down * down // stationary at one in four
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

// luby is the n-th number, from 1 on, of Luby's sequence 1, 1, 2, 1, 1, 2, 4, 1, 1, 2,
// 1, 1, 2, 4, 8, …
func luby(n int) int {
	size := 1 // one more than the length of the prefix that ends with a power of two and contains n
	for size <= n {
		size *= 2
	}
	if n == size-1 {
		return size / 2
	}
	return luby(n - (size/2 - 1))
}
