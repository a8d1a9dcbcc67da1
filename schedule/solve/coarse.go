package solve

import (
	"slices"
	"sync"
	"sync/atomic"
)

// Where the linear program of everybody would take minutes, it is set up with the
// columns of a warm start, which hold nearly all it needs, and never solved to the end:
// people are fixed a seventh at a time, and what a fixing upsets is mended in some thousand
// pivots. So sums over the horizon are shared out right, which boxes of some days cannot
// mend later; what is left above the bound they can.

// coarseRows is the number of rows above which pivots are too dear.
const coarseRows = 1500

// coarse plans everybody by a coarse dive from the mixtures of w, whose bound goes on
// rising meanwhile. It returns nil where no box of everybody can be had.
func (s *search) coarse(w *warm, first *searcher) [][]int16 {
	const dive, rest = 0.6, 0.7 // of the time allowed
	at := s.everything()
	k := newWorker(s.m)
	k.whole = s.whole // nobody else is at work with these now
	b := k.newBox(s.m, s.plan, at.people, at.from, at.to, rootWork, s.within(dive))
	if b == nil {
		return nil
	}
	b.beginCoarse(w.columns(), w.likeliest(), w.best)
	var other sync.WaitGroup
	var over atomic.Bool
	w.alone = true
	other.Go(func() { // a clock makes the outcome depend on the machine anyway
		w.run(mostPasses, 4*warmPatience, func() bool { return s.stop() || s.opts.TimeLimit > 0 && over.Load() })
	})
	good := b.coarseDive()
	over.Store(true)
	other.Wait()
	w.alone = false
	s.raise(max(w.bound, b.bound))
	s.pi = slices.Clone(w.best)
	out := make([][]int16, len(w.mix))
	if good.free() <= len(w.mix)/2 { // else it has lost its way, and mixtures alone do better
		out = b.chosen(good)
		w.adopt(b.mixed(good))
		for n, r := range b.rows {
			w.best[r] = float64(good.center[n]) / scale
		}
	}
	w.dive(first, out, divePasses, s.within(rest))
	return out
}
