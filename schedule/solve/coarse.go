package solve

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Where the linear program of everybody would take minutes, it is set up with the
// columns of a warm start, which hold nearly all it needs, and never solved to the end:
// people are fixed a seventh at a time, and what a fixing upsets is mended in some thousand
// pivots. So sums over the horizon are shared out right, which boxes of some days cannot
// mend later; what is left above the bound they can.

const (
	coarseRows   = 1500 // above this pivots are too dear
	coarseGain   = 3e-4 // share that a lot of pivots must save for more to follow
	coarseChunks = 3    // chunks of pivots in a lot
	coarseLoss   = 1e-3 // share that a fixing may cost for good
	coarseRounds = 3    // of pricing in which what is lost must be back
	coarseShare  = 7    // one in how many people is fixed at once
)

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
	b.beginCoarse(w)
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
		out = w.adopt(b, good)
	}
	w.dive(first, out, divePasses, s.within(rest))
	return out
}

// beginCoarse begins the linear program of b at the heaviest columns of w.
func (b *box) beginCoarse(w *warm) {
	b.coarse = true
	b.stock(w)
	for j, i := range b.people {
		b.first[j] = b.addCells(j, w.mix[i].heaviest().cells)
	}
	b.lp.begin(b.first)
}

// held is how far a dive has come.
type held struct {
	fixed  []int32   // by person: column, −1 if free
	cols   []int32   // of those who are free
	weight []float64 // by col
	center []int64   // multipliers
}

// hold notes how far b has come.
func (b *box) hold() held {
	h := held{fixed: slices.Clone(b.fixed), center: slices.Clone(b.center)}
	b.lp.weights(func(n int32, x float64) {
		if c := &b.lp.cols[n]; x > faint && !c.banned && b.fixed[c.person] < 0 {
			h.cols, h.weight = append(h.cols, n), append(h.weight, x)
		}
	})
	return h
}

// free counts those that are not fixed.
func (h *held) free() (n int) {
	for _, c := range h.fixed {
		if c < 0 {
			n++
		}
	}
	return n
}

// coarseDive fixes people, those with the heaviest columns first, while columns that
// cost little more are soon found for the others.
func (b *box) coarseDive() (good held) {
	limit := math.Inf(1)
	for {
		v := math.Inf(1)
		for range coarseRounds {
			b.generate(1, never)
			if v = b.fractional(); v <= limit || b.stop() {
				break
			}
		}
		if good.fixed != nil && (v > limit || b.stop()) {
			return good
		}
		good = b.hold()
		limit = v + coarseLoss*math.Abs(v)
		cols, weight := b.heaviest()
		free := b.undecided(weight)
		if len(free) == 0 || b.stop() {
			return good
		}
		for _, j := range free[:min(len(free), (len(b.people)+coarseShare-1)/coarseShare)] {
			b.fix(j, cols[j])
		}
		b.lp.computeDuals()
	}
}

// adopt returns the cells of those that b has fixed, and gives the others mixtures as
// its linear program had them.
func (w *warm) adopt(b *box, at held) [][]int16 {
	out := make([][]int16, len(w.mix))
	for j, i := range b.people {
		if n := at.fixed[j]; n >= 0 {
			out[i] = slices.Clone(b.lp.cols[n].cells)
		}
	}
	mix := make([][]mixed, len(w.mix))
	for k, n := range at.cols {
		i := b.people[b.lp.cols[n].person]
		if p, ok := w.hands[0].only(w, i, b.lp.cols[n].cells); ok {
			p.weight = at.weight[k]
			mix[i] = append(mix[i], p)
		}
	}
	for i, parts := range mix {
		sum := 0.0
		for _, p := range parts {
			sum += p.weight
		}
		if sum == 0 { // they stay as they were
			continue
		}
		for k := range parts {
			parts[k].weight /= sum
		}
		w.mix[i].parts = parts
		w.mix[i].weigh()
	}
	for n, r := range b.rows {
		w.best[r] = float64(at.center[n]) / scale
	}
	return out
}
