package solve

import (
	"math"
	"slices"
)

const (
	coarseGain   = 3e-4 // share that a lot of pivots must save for more to follow
	coarseChunks = 3    // chunks of pivots in a lot
	coarseLoss   = 1e-3 // share that a fixing may cost for good
	coarseRounds = 3    // of pricing in which what is lost must be back
	coarseShare  = 7    // one in how many people is fixed at once
)

// beginCoarse takes cells in as columns, by person of the problem, and begins the linear
// program at some of them.
func (b *box) beginCoarse(columns [][][]int16, first [][]int16, pi []float64) {
	b.coarse = true
	b.stock(columns, pi)
	for j, i := range b.people {
		b.first[j] = b.addCells(j, first[i])
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

// droppable is the weight up to which a column is left out of a mixture.
const droppable = 1e-5

// hold notes how far b has come.
func (b *box) hold() held {
	h := held{fixed: slices.Clone(b.fixed), center: slices.Clone(b.center)}
	b.lp.weights(func(n int32, x float64) {
		if c := &b.lp.cols[n]; x > droppable && !c.banned && b.fixed[c.person] < 0 {
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

// chosen returns the cells of those that are fixed, by person of the problem.
func (b *box) chosen(h held) [][]int16 {
	out := make([][]int16, len(b.m.people))
	for j, i := range b.people {
		if n := h.fixed[j]; n >= 0 {
			out[i] = slices.Clone(b.lp.cols[n].cells)
		}
	}
	return out
}

// mixed returns the columns of those who are free, by person of the problem.
func (b *box) mixed(h held) [][]weighted {
	out := make([][]weighted, len(b.m.people))
	for k, n := range h.cols {
		c := &b.lp.cols[n]
		i := b.people[c.person]
		out[i] = append(out[i], weighted{c.cells, h.weight[k]})
	}
	return out
}
