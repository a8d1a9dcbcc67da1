package solve

import "slices"

// Where large boxes find nothing any more, better plans are far from this one. So some
// people are given other cells, whatever that costs, and boxes go on from there: iterated
// local search (H. Lourenço, O. Martin, T. Stützle, Iterated local search, 2003). How long
// boxes may find nothing before the next kick follows Luby's sequence, which is never much
// worse than the best choice (M. Luby, A. Sinclair, D. Zuckerman, Optimal speedup of Las
// Vegas algorithms, 1993).

// descent is how boxes get on from where they began.
type descent struct {
	plan  *plan   // what boxes improve: the best plan, or what came of a kick
	low   int64   // its value at the last gain, not scaled
	quiet int     // boxes since
	kicks int     // so far
	share float64 // of people that the last kick moved
}

const (
	kickPatience = 80  // boxes that find nothing, times Luby's numbers
	firstShare   = 0.2 // of people, that the first kick moves
	mostShare    = 0.5 // that any does
)

// land lets boxes go on from p.
func (d *descent) land(p *plan) {
	d.plan, d.quiet = p, 0
	d.low = p.m.value(p.score())
}

// count takes notice that one more box has been solved.
func (d *descent) count() {
	d.quiet++
	if v := d.plan.m.value(d.plan.score()); v < d.low {
		d.low, d.quiet = v, 0
	}
}

// over reports whether so many boxes have found nothing that others should be tried.
func (d *descent) over() bool { return d.quiet > kickPatience*luby(d.kicks+1) }

// kick gives some people of the best plan other cells once boxes find no more, and lets
// them go on from there. One in four kicks should come back to the same cost: where fewer
// do, the next moves fewer people, where more do, more. Without a root there are no cells
// to give.
func (s *search) kick() {
	d := &s.descent
	if s.pool == nil || s.usual < mostWork || !d.over() {
		return
	}
	const (
		down = 1.1
		up   = down * down * down // level at one in four
	)
	switch {
	case d.kicks == 0:
		d.share = firstShare
	case d.plan.score() == s.plan.score():
		d.share = min(d.share*up, mostShare)
	default:
		d.share = max(d.share/down, 1/float64(len(s.pool)))
	}
	cells := s.plan.clone().cells
	moved := s.rng.Perm(len(cells))[:max(1, int(d.share*float64(len(cells))))]
	for _, i := range moved {
		if some := s.pool[i]; len(some) > 0 {
			cells[i] = slices.Clone(some[s.rng.IntN(len(some))])
		}
	}
	d.kicks++
	d.land(s.m.newPlan(cells))
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
