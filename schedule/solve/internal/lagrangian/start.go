// Package lagrangian finds multipliers and a fractional roster by Frank–Wolfe steps on an
// augmented Lagrangian, without a linear program.
package lagrangian

import (
	"math"
	"sync"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pool"
	"paiban/schedule/solve/internal/pricing"
)

// sharedValues bounds the values of everybody's networks together.
const sharedValues = 20_000_000

// Start finds multipliers and a fractional roster of the whole problem without a linear
// program, by block-coordinate Frank–Wolfe steps on an augmented Lagrangian. Everybody
// has a convex combination of columns. Each person in turn is priced at augmented
// multipliers, which include the gradient of the quadratic penalty on the gaps of rows
// and relaxed resources, and moves to the best point between the combination and the
// column found. After each pass the multipliers take a dual step. (Lacoste-Julien and
// others, Block-coordinate Frank-Wolfe optimization, 2013; Gidel, Pedregosa and
// Lacoste-Julien, Frank-Wolfe splitting via augmented Lagrangian, 2018.)
type Start struct {
	model        *model.Model
	combinations []*combination // by person
	heads        []float64      // by row, of the combinations
	marginal     [][]float64    // by row: cost of each further head
	multipliers  []float64      // by row: cost saved by a head
	augmented    []int64        // by row: augmented multipliers, scaled
	outdated     []int32        // rows whose augmented multiplier is out of date
	isOutdated   []bool         // by row: whether it is in outdated
	penalty      float64        // quadratic penalty, cost per head squared
	minPenalty   float64        // least penalty
	Bound        int64          // best bound so far, scaled
	Best         []float64      // multipliers of that bound
	average      []float64      // moving average of the multipliers
	steppers     [pool.Size]*stepper
	Serial       bool // use one processor, because the other has other work
}

// New returns a start for m, with no columns yet.
func New(m *model.Model) *Start {
	n := len(m.Rows)
	const (
		first = 4   // factor of the penalty at first, while multipliers move far
		last  = 0.5 // factor at last
	)
	base := m.TypicalShortageCost() / 16 / math.Sqrt(m.RowsPerCell())
	w := &Start{model: m, heads: make([]float64, n), multipliers: make([]float64, n), augmented: make([]int64, n), isOutdated: make([]bool, n),
		penalty: first * base, minPenalty: last * base, Bound: math.MinInt64, Best: make([]float64, n), average: make([]float64, n)}
	for i := range m.People {
		x := &combination{network: pricing.New(m, i, 0, m.Days, nil, nil)}
		x.network.MaxValues = min(pricing.MaxValues, sharedValues/len(m.People))
		w.combinations = append(w.combinations, x)
	}
	for r := range m.Rows {
		f := m.Rows[r].Costs
		rise := make([]float64, len(f)-1)
		for k := range rise {
			rise[k] = float64(f[k+1] - f[k])
		}
		w.marginal = append(w.marginal, rise)
	}
	for k := range w.steppers {
		w.steppers[k] = newStepper(m)
	}
	return w
}

// proximal returns the z that minimises f(z) + π·z + ρ/2·(z − y)² for the cost f of row
// r, interpolated between whole heads.
func (w *Start) proximal(r int, y float64) float64 {
	rise := w.marginal[r]
	// The derivative to the right of k heads is f(k+1) − f(k) + π + ρ(z − y).
	soft := 1 / w.penalty
	top := y - w.multipliers[r]*soft
	at := func(k int) float64 { return top - rise[k]*soft }
	last := len(rise)
	k := min(max(0, int(y)), last)
	for k < last && at(k) >= float64(k+1) {
		k++
	}
	for k > 0 && at(k-1) < float64(k) {
		k--
	}
	if k == last {
		return float64(k)
	}
	return max(at(k), float64(k))
}

// augmentedMultiplier is the saving of a head in row r with y heads: its multiplier
// plus the gradient of the quadratic penalty.
func (w *Start) augmentedMultiplier(r int, y float64) float64 {
	return w.multipliers[r] + w.penalty*(w.proximal(r, y)-y)
}

// refresh brings the augmented multipliers up to date.
func (w *Start) refresh() {
	for _, r := range w.outdated {
		w.augmented[r] = int64(w.augmentedMultiplier(int(r), w.heads[r]) * fixed.Unit)
		w.isOutdated[r] = false
	}
	w.outdated = w.outdated[:0]
}

// addHeads adds heads to row r.
func (w *Start) addHeads(r int32, heads float64) {
	w.heads[r] += heads
	if !w.isOutdated[r] {
		w.isOutdated[r] = true
		w.outdated = append(w.outdated, r)
	}
}

// outdateAll marks all augmented multipliers as out of date, after the multipliers have
// changed.
func (w *Start) outdateAll() {
	for r := range w.heads {
		w.addHeads(int32(r), 0)
	}
}

// Run makes up to so many passes. It ends early when patience bounds in a row make no
// progress, or stop says so. It may be called again and then continues.
func (w *Start) Run(passes, patience int, stop func() bool) {
	const (
		every  = 5    // passes between bounds; a bound costs as much as a pass
		gain   = 5e-4 // relative gain of a bound that counts as progress
		steep  = 0.02 // relative gain of a bound below which the penalty falls
		softer = 0.75 // factor by which it falls
	)
	all := w.model.Everybody()
	stale, mark := 0, w.Bound
	for pass := 0; pass < passes && stale < patience && !stop(); pass++ {
		w.pass(all)
		for r := range w.multipliers {
			w.average[r] += (w.multipliers[r] - w.average[r]) * 0.2
		}
		if pass%every == every-1 {
			at := w.multipliers
			if pass%(2*every) == every-1 {
				at = w.average
			}
			v := w.dualBound(at)
			if v < w.Bound+int64(steep*math.Abs(float64(w.Bound))) {
				w.penalty = max(w.minPenalty, softer*w.penalty)
			}
			if v > w.Bound {
				w.Bound = v
				copy(w.Best, at)
			}
			stale++
			if w.Bound > mark+int64(gain*math.Abs(float64(mark))) {
				stale, mark = 0, w.Bound
			}
		}
	}
	if w.Bound == math.MinInt64 {
		copy(w.Best, w.multipliers)
	}
}

// pass lets people take one step each, then updates the multipliers.
func (w *Start) pass(people []int) {
	w.outdateAll()
	for i := 0; i < len(people); i += pool.Size {
		w.refresh()
		n := min(pool.Size, len(people)-i)
		w.parallel(n, func(k int) { w.steppers[k].step(w, people[i+k]) })
		for k := range n {
			w.steppers[k].commit(w)
		}
	}
	for r := range w.multipliers {
		y := w.heads[r]
		w.multipliers[r] += 0.5 * w.penalty * (w.proximal(r, y) - y)
	}
	for _, i := range people {
		w.combinations[i].updateMultipliers()
	}
}

// parallel calls f with 0 to n−1, in parallel.
func (w *Start) parallel(n int, f func(k int)) {
	if w.Serial {
		for k := range n {
			f(k)
		}
		return
	}
	var all sync.WaitGroup
	for k := range n {
		all.Go(func() { f(k) })
	}
	all.Wait()
}

// dualBound is the Lagrangian bound at multipliers pi, scaled, without Model.Fixed.
func (w *Start) dualBound(pi []float64) (v int64) {
	mu := make([]int64, len(pi))
	for r := range pi {
		mu[r] = int64(pi[r] * fixed.Unit)
		f := w.model.Rows[r].Costs
		least := f[0] * fixed.Unit
		for k := range f {
			least = min(least, f[k]*fixed.Unit+mu[r]*int64(k))
		}
		v += least
	}
	var halves [pool.Size]int64
	w.parallel(pool.Size, func(k int) {
		for i := k; i < len(w.model.People); i += pool.Size {
			w.combinations[i].setPenalties(false)
			halves[k] += w.steppers[k].price(w, i, mu) + w.combinations[i].network.FixedCost
		}
	})
	for _, p := range halves {
		v += p
	}
	return v
}

// reducedCosts writes the cost of each cell of person i at multipliers mu into cost,
// scaled.
func reducedCosts(m *model.Model, cost []int64, i int, mu []int64) {
	q := &m.People[i]
	for k, v := range q.CellCost {
		if v < fixed.Infinity {
			shared, own := m.RowsFor(i, k)
			for _, r := range shared {
				v -= mu[r]
			}
			for _, r := range own {
				v -= mu[r]
			}
		}
		cost[k] = v
	}
}

// recount computes the heads: of cells where they are given, of combinations elsewhere.
func (w *Start) recount(cells [][]int16) {
	clear(w.heads)
	add := func(i int, cells []int16, by float64) { w.model.EachHead(i, cells, func(r int32) { w.heads[r] += by }) }
	for i, x := range w.combinations {
		if cells[i] != nil {
			add(i, cells[i], 1)
			continue
		}
		for _, c := range x.atoms {
			add(i, c.cells, c.weight)
		}
	}
	w.outdateAll()
}
