package master

import (
	"cmp"
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/lp"
)

// priceAll prices everybody and every day subproblem at the multipliers in dual. It adds
// the columns that improve the master, and returns the Lagrangian bound, scaled, and the
// number of new columns.
func (b *Subproblem) priceAll() (bound int64, added int) {
	bound = b.rest * fixed.Unit
	for n := range b.rows[:b.plainRows] {
		bound += b.rowBound(n)
	}
	for j := range b.People {
		if c := b.fixed[j]; c >= 0 {
			bound += b.costAtDuals(&b.lp.Columns[c], b.dual)
			continue
		}
		v, isNew := b.pricePerson(j)
		if v >= fixed.Infinity {
			return fixed.Infinity, 0
		}
		bound += v
		if isNew {
			added++
		}
	}
	v, more := b.priceDays(added > 0)
	if v >= fixed.Infinity {
		return fixed.Infinity, 0
	}
	return bound + v, added + more
}

// rowBound is the least of cost(h) + dual·h over the heads h that the n-th row may have,
// scaled. The cost is convex, so the search ends where it rises.
func (b *Subproblem) rowBound(n int) int64 {
	row, pi := &b.model.Rows[b.rows[n]], b.dual[n]
	cost := func(h int32) int64 {
		return row.Costs[b.outside[n]+h]*fixed.Unit + b.understaffing*int64(max(0, row.Wanted-b.outside[n]-h)) + pi*int64(h)
	}
	best := cost(b.lo[n])
	for h := b.lo[n] + 1; h <= b.hi[n]; h++ {
		v := cost(h)
		if v > best {
			break
		}
		best = v
	}
	return best
}

// costAtDuals is the cost of a person's column less the duals of its heads, scaled.
func (b *Subproblem) costAtDuals(c *lp.Column, dual []int64) int64 {
	v := c.FixedCost()
	for _, g := range c.Groups {
		for _, r := range b.lp.RowsOf(g) {
			v -= dual[r]
		}
	}
	return v
}

// pricePerson finds the cheapest column of the j-th person and adds it to the master. It
// returns its cost, scaled, fixed.Infinity where there is none, and whether it is new
// and improves the master.
func (b *Subproblem) pricePerson(j int) (v int64, isNew bool) {
	m, w := b.model, b.networks[j]
	q := &m.People[b.People[j]]
	for k := b.from * m.Cells; k < b.to*m.Cells; k++ {
		v := q.CellCost[k]
		if v < fixed.Infinity && q.CountsAsCover {
			for _, n := range b.lp.RowsOf(int32(k - b.from*m.Cells)) {
				v -= b.dual[n]
			}
		}
		if g := b.ownGroup(j, k-b.from*m.Cells); g >= 0 && v < fixed.Infinity {
			for _, n := range b.lp.RowsOf(g) {
				v -= b.dual[n]
			}
		}
		if b.bans != nil && b.bans[j][k-b.from*m.Cells] {
			v = fixed.Infinity
		}
		if b.perturbation != nil && v < fixed.Infinity {
			v -= b.perturbation[j*(b.to-b.from)*m.Cells+k-b.from*m.Cells]
		}
		b.cost[k] = v
	}
	before := b.pricer.Steps
	v = b.pricer.Price(w, b.cost, b.cells)
	b.Spend(b.pricer.Steps - before)
	b.spendSetup(w)
	if v >= fixed.Infinity {
		return fixed.Infinity, false
	}
	known := len(b.lp.Columns)
	n := b.AddCells(j, b.cells[:b.to-b.from])
	return v + w.FixedCost, len(b.lp.Columns) > known && b.lp.ReducedCost(n) < -1e-6
}

// PriceAt prices everybody at given multipliers, for first columns: pi by row of the
// model, worth by cell for link rows. It reports whether something below target (not
// scaled) may exist.
func (b *Subproblem) PriceAt(pi, worth []float64, target int64) bool {
	if pi == nil {
		return true
	}
	for n, r := range b.rows[:b.plainRows] {
		b.dual[n] = int64(pi[r] * fixed.Unit)
	}
	for n, cells := range b.links {
		v := 0.0
		for _, g := range cells {
			k := b.from*b.model.Cells + int(g)
			if worth != nil {
				v += worth[k]
				continue
			}
			for _, r := range b.model.RowsOf(k) {
				if n := b.rowIndex[r]; int(n) >= b.plainRows {
					v += pi[r]
				}
			}
		}
		b.dual[b.plainRows+n] = int64(v / float64(len(cells)) * fixed.Unit)
	}
	bound, _ := b.priceAll()
	if bound > b.Bound {
		b.Bound = bound
		copy(b.center, b.dual)
	}
	return b.model.RoundUp(bound) < target
}

// AddColumns adds cells as columns, by person of the problem, and prices everybody at
// given multipliers, by row of the model.
func (b *Subproblem) AddColumns(columns [][][]int16, pi []float64) {
	for j, i := range b.People {
		for _, cells := range columns[i] {
			b.AddCells(j, cells)
		}
	}
	b.PriceAt(pi, nil, b.Incumbent)
}

// BestColumns returns the cells of each person's columns of least reduced cost at the
// multipliers with the best bound. Subproblems over the whole horizon start with them.
func (b *Subproblem) BestColumns(most int) [][][]int16 {
	type priced struct {
		n int32
		v int64
	}
	by := make([][]priced, len(b.People))
	for n := range b.lp.Columns {
		c := &b.lp.Columns[n]
		if int(c.Person) >= len(b.People) {
			continue
		}
		by[c.Person] = append(by[c.Person], priced{int32(n), b.costAtDuals(c, b.center)})
	}
	out := make([][][]int16, len(b.model.People))
	for j, list := range by {
		slices.SortStableFunc(list, func(x, y priced) int { return cmp.Compare(x.v, y.v) })
		for _, x := range list[:min(most, len(list))] {
			out[b.People[j]] = append(out[b.People[j]], b.lp.Columns[x.n].Cells)
		}
	}
	return out
}

// Generate solves the master by column generation to the end, or until the bound shows
// that nothing below target (not scaled) exists, or for so many rounds. It reports
// whether something better may exist.
func (b *Subproblem) Generate(rounds int, target int64) bool {
	m := b.model
	best := int64(math.MinInt64)
	if len(b.days) > 0 && b.Bound > best { // begin at the best known multipliers
		copy(b.dual, b.center)
		best, _ = b.priceAll()
		b.centreTrustRegion()
	}
	b.nodeBound = best
	for range rounds {
		b.solveMaster()
		smooth := 0.5
		if best == math.MinInt64 {
			smooth = 0
		}
		value := b.masterValue()
		moved := false // the trust region has moved since the master was solved
		for {
			for n := range b.dual {
				pi := b.lp.RowDuals[n] * fixed.Unit
				b.dual[n] = int64(math.Round(pi + smooth*(float64(b.center[n])-pi)))
			}
			bound, added := b.priceAll()
			if bound > best {
				best = bound
				b.nodeBound = best
				copy(b.center, b.dual)
				if b.unrestricted() && b.understaffing == 0 {
					b.Bound = max(b.Bound, best)
					b.centreTrustRegion()
					moved = true
				}
			}
			if m.RoundUp(best) >= target || bound >= fixed.Infinity {
				return false
			}
			if b.stopped() {
				return true
			}
			if value*fixed.Unit-float64(best) < b.near() {
				if b.unrestricted() && b.widenTrustRegion(moved) {
					break
				}
				return true
			}
			if added > 0 {
				break
			}
			if smooth == 0 {
				if b.unrestricted() && b.widenTrustRegion(moved) {
					break
				}
				return true
			}
			smooth = 0 // nothing at the smoothed multipliers: try those of the master
		}
	}
	return true
}

// near is how far a bound may lie below the master's value, scaled, to count as its own.
// The perturbation of many days adds up, and no roster costs a tenth of the step between
// two costs more than another.
func (b *Subproblem) near() float64 {
	if len(b.days) > 0 {
		return max(fixed.Unit/64, float64(b.model.CostGCD)*fixed.Unit/10)
	}
	return fixed.Unit / 64
}

// solveMaster solves the master with the present columns; in a truncated dive only
// until that gains little.
func (b *Subproblem) solveMaster() {
	const chunk = 300
	value := math.Inf(1)
	for done, most := 0, 20*b.lp.Size(); (b.truncated || done < most) && !b.stopped(); done += chunk {
		before := b.lp.Steps
		optimal := b.lp.Optimise(chunk)
		b.Spend(b.lp.Steps - before)
		if optimal {
			return
		}
		if b.truncated && done/chunk%truncatedChunks == truncatedChunks-1 {
			v := b.masterValue()
			if v > value-truncatedGain*math.Abs(v) {
				return
			}
			value = v
		}
	}
}

// unrestricted reports whether nobody is fixed and no branch is taken, so that a bound
// holds for the whole subproblem.
func (b *Subproblem) unrestricted() bool {
	return !b.branched && !slices.ContainsFunc(b.fixed, func(c int32) bool { return c >= 0 })
}

// heads returns the heads that columns add, by row of the master.
func (b *Subproblem) heads() []float64 {
	out := make([]float64, b.lp.Rows)
	b.lp.Weights(func(n int32, x float64) {
		c := &b.lp.Columns[n]
		for _, g := range c.Groups {
			for _, r := range b.lp.RowsOf(g) {
				out[r] += x * c.Sign
			}
		}
	})
	return out
}

// masterValue is the cost of the master's solution, with the cost of rows interpolated
// between whole heads. It is computed from the weights, because the perturbation
// falsifies the objective. It is infinite where a branch is violated.
func (b *Subproblem) masterValue() float64 {
	heads, v := b.heads(), float64(b.rest)
	b.lp.Weights(func(n int32, x float64) {
		if b.lp.Columns[n].Banned && x > feasible {
			v = math.Inf(1)
		}
		v += x * b.lp.Columns[n].Cost
	})
	v += b.linkCost(heads)
	for n, r := range b.rows[:b.plainRows] {
		h := heads[n]
		if h < float64(b.lo[n])-feasible || h > float64(b.hi[n])+feasible {
			return math.Inf(1)
		}
		f := b.model.Rows[r].Costs[b.outside[n]:]
		k := max(0, min(int(h), len(f)-2))
		v += float64(f[k]) + (h-float64(k))*float64(f[k+1]-f[k])
		v += float64(b.understaffing) / fixed.Unit * max(0, float64(b.model.Rows[r].Wanted-b.outside[n])-h)
	}
	return v
}

// feasible is the tolerance of weights and heads, wider than the perturbation of
// breakpoints.
const feasible = 1e-3
