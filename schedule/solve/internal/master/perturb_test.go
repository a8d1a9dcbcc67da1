package master

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

// With a cost perturbation the bound is not above the best roster, a selection costs
// what it costs in the plan, and the perturbation is less than half a unit. Different
// perturbations end at different rosters.
func TestPerturbation(t *testing.T) {
	tried, elsewhere := 0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := randomproblem.New(rng, 2+rng.IntN(2), 2+rng.IntN(2))
		m, plan := solvetest.Constructed(t, p)
		want, exact := bestValue(m, plan)
		if !exact {
			continue
		}
		ends, tries := map[string]bool{}, rng.IntN(3)
		for by := range uint64(4) {
			b := NewWorkspace(m).NewWhole(m, plan, noLimit, solvetest.Forever, false)
			b.Perturb(by)
			b.Generate(1000, fixed.Infinity/fixed.Unit)
			if v := b.masterValue() * fixed.Unit; b.Bound > want*fixed.Unit || float64(b.Bound) > v+0.001*math.Abs(v)+1 {
				t.Fatalf("seed %d: bound %d, linear program %g, best %d", seed, b.Bound, v, want*fixed.Unit)
			}
			c, led := b.Dive(fixed.Infinity/fixed.Unit, tries), 0.0
			key := ""
			q := plan.Clone()
			for j, n := range c {
				col := &b.lp.Columns[n]
				led += float64(b.networks[j].Cost(col.Cells)) - col.Cost
				q.SetCells(j, col.Cells)
				for _, cell := range col.Cells {
					key += string(rune(cell))
				}
			}
			if led < 0 || led >= 0.5 {
				t.Fatalf("seed %d: led by %g", seed, led)
			}
			if got := m.Value(q.Score()) - m.Value(plan.Score()) + b.Incumbent; c != nil && (got != b.Value(c) || got < want) {
				t.Fatalf("seed %d: a choice of %d costs %d, best %d", seed, b.Value(c), got, want)
			}
			if b.Value(c) == want {
				ends[key] = true
			}
			tried++
		}
		if len(ends) > 1 {
			elsewhere++
		}
	}
	if tried < 1000 || elsewhere < 80 {
		t.Errorf("%d subproblems, elsewhere in %d of %d problems", tried, elsewhere, tried/4)
	}
}
