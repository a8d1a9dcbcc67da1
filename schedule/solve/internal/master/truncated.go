package master

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
)

// Limits of a truncated dive.
const (
	truncatedGain   = 3e-4 // relative gain below which pivoting stops
	truncatedChunks = 3    // chunks of pivots between such checks
	truncatedLoss   = 1e-3 // relative loss that a fixing may cost
	truncatedRounds = 3    // rounds of pricing to make up for a fixing
	truncatedShare  = 7    // one in so many people is fixed at once
)

// BeginTruncated prepares a truncated dive: it adds cells as columns, by person of the
// problem, and begins the master at those in first.
func (b *Subproblem) BeginTruncated(columns [][][]int16, first [][]int16, pi []float64) {
	b.truncated = true
	b.AddColumns(columns, pi)
	for j, i := range b.People {
		b.first[j] = b.AddCells(j, first[i])
	}
	b.lp.Begin(b.first)
}

// PartialDive is the state of a dive in which some people are fixed.
type PartialDive struct {
	fixed  []int32   // by person: column, −1 for none
	cols   []int32   // columns of the other people
	weight []float64 // by index into cols
	center []int64   // multipliers
}

// droppable is the weight up to which a column is left out of a convex combination.
const droppable = 1e-5

// snapshot returns the state of the dive.
func (b *Subproblem) snapshot() PartialDive {
	h := PartialDive{fixed: slices.Clone(b.fixed), center: slices.Clone(b.center)}
	b.lp.Weights(func(n int32, x float64) {
		if c := &b.lp.Columns[n]; x > droppable && !c.Banned && b.fixed[c.Person] < 0 {
			h.cols, h.weight = append(h.cols, n), append(h.weight, x)
		}
	})
	return h
}

// Free counts the people who are not fixed.
func (h *PartialDive) Free() (n int) {
	for _, c := range h.fixed {
		if c < 0 {
			n++
		}
	}
	return n
}

// TruncatedDive fixes people, those with the heaviest columns first, as long as a few
// rounds of pricing make up for most of the loss. It returns the last good state.
func (b *Subproblem) TruncatedDive() (good PartialDive) {
	limit := math.Inf(1)
	for {
		v := math.Inf(1)
		for range truncatedRounds {
			b.Generate(1, fixed.Infinity)
			if v = b.masterValue(); v <= limit || b.stopped() {
				break
			}
		}
		if good.fixed != nil && (v > limit || b.stopped()) {
			return good
		}
		good = b.snapshot()
		limit = v + truncatedLoss*math.Abs(v)
		cols, weight := b.Heaviest()
		free := b.undecided(weight)
		if len(free) == 0 || b.stopped() {
			return good
		}
		for _, j := range free[:min(len(free), (len(b.People)+truncatedShare-1)/truncatedShare)] {
			b.fix(j, cols[j])
		}
		b.lp.ComputeDuals()
	}
}

// FixedCells returns the cells of the fixed people, by person of the problem.
func (b *Subproblem) FixedCells(h PartialDive) [][]int16 {
	out := make([][]int16, len(b.model.People))
	for j, i := range b.People {
		if n := h.fixed[j]; n >= 0 {
			out[i] = slices.Clone(b.lp.Columns[n].Cells)
		}
	}
	return out
}

// FreeColumns returns the columns of the other people and their weights, by person of
// the problem.
func (b *Subproblem) FreeColumns(h PartialDive) [][]model.WeightedCells {
	out := make([][]model.WeightedCells, len(b.model.People))
	for k, n := range h.cols {
		c := &b.lp.Columns[n]
		i := b.People[c.Person]
		out[i] = append(out[i], model.WeightedCells{Cells: c.Cells, Weight: h.weight[k]})
	}
	return out
}

// MultipliersAt writes the multipliers of h into pi, by row of the model.
func (b *Subproblem) MultipliersAt(h PartialDive, pi []float64) {
	for n, r := range b.rows {
		pi[r] = float64(h.center[n]) / fixed.Unit
	}
}
