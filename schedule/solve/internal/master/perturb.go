package master

import (
	"math/rand/v2"

	"paiban/schedule/solve/internal/fixed"
)

// Perturb makes some rosters of the box cheaper than others that cost the same, each time
// others, but all together by less than half a unit of cost: so a level box ends where
// it has not been, and bounds are still valid, for nothing is dearer.
func (b *Subproblem) Perturb(seed uint64) {
	const all = 0.4 // units of cost, of everybody on every day
	b.perturbation = make([]int64, len(b.People)*(b.to-b.from)*b.model.Cells)
	rng := rand.New(rand.NewPCG(seed, 2))
	most := int64(all * fixed.Unit / float64(len(b.People)*(b.to-b.from)))
	for k := range b.perturbation {
		b.perturbation[k] = rng.Int64N(most + 1)
	}
	for n := range b.lp.Columns {
		if c := &b.lp.Columns[n]; int(c.Person) < len(b.People) {
			c.Cost -= b.perturbationOf(int(c.Person), c.Cells)
		}
	}
	b.lp.ComputeDuals()
}

// perturbationOf is what sway takes off the cost of cells of the j-th person.
func (b *Subproblem) perturbationOf(j int, cells []int16) float64 {
	if b.perturbation == nil {
		return 0
	}
	sum, at := int64(0), j*len(cells)*b.model.Cells
	for k, c := range cells {
		sum += b.perturbation[at+k*b.model.Cells+int(c)]
	}
	return float64(sum) / fixed.Unit
}

// ExcludeIncumbent says that a dive is not to end at the incumbent again.
func (b *Subproblem) ExcludeIncumbent() { b.excluded = Selection(b.first[:len(b.People)]) }
