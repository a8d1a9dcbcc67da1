package master

import (
	"math/rand/v2"

	"paiban/schedule/solve/internal/fixed"
)

// Perturb lowers the cost of cells by random amounts, for a plateau move: of rosters
// with equal cost, others than the incumbent become cheaper. All amounts together are
// less than half a unit of cost. Bounds stay valid, because nothing becomes dearer.
func (b *Subproblem) Perturb(seed uint64) {
	const all = 0.4 // units of cost, for all people and days together
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

// perturbationOf is what Perturb subtracts from the cost of cells of the j-th person.
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

// ExcludeIncumbent makes dives ignore the incumbent.
func (b *Subproblem) ExcludeIncumbent() { b.excluded = Selection(b.first[:len(b.People)]) }
