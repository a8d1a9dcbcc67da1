package master

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

// wardSubproblem is the subproblem of everybody in a random ward, with its master
// solved; nil where nothing better than the plan is left.
func wardSubproblem(t *testing.T, rng *rand.Rand, days, people int) (*Subproblem, *model.Plan) {
	m, plan := solvetest.Constructed(t, randomproblem.Ward(rng, days, people))
	b := NewWorkspace(m).NewWhole(m, plan, noLimit, solvetest.Forever, false)
	if b == nil || !b.Generate(1000, b.Incumbent) {
		return nil, nil
	}
	return b, plan
}

// The cut on total understaffing never raises the bound above the best roster, whatever
// the target, and leaves the master as it was.
func TestUnderstaffingAgainstBruteForce(t *testing.T) {
	tries := 1000
	if os.Getenv("PAIBAN_LONG") != "" {
		tries = 2400
	}
	raised, tight := 0, 0
	for seed := range tries {
		rng := rand.New(rand.NewPCG(uint64(seed), 31))
		b, plan := wardSubproblem(t, rng, 7+rng.IntN(4), 2+rng.IntN(3))
		if b == nil {
			continue
		}
		m := b.model
		before, value := b.Bound, b.masterValue()
		bound := b.UnderstaffingBound(b.Incumbent + rng.Int64N(100))
		if bound == before {
			continue
		}
		raised++
		want, exact := bestValue(m, plan)
		if !exact {
			t.Fatalf("seed %d: not searched to the end", seed)
		}
		if m.RoundUp(bound) > want || bound < before {
			t.Fatalf("seed %d: bound %d became %d, best %d", seed, before, bound, want*fixed.Unit)
		}
		if m.RoundUp(bound) == want {
			tight++
		}
		if b.Generate(1000, b.Incumbent); b.understaffing != 0 || math.Abs(b.masterValue()-value) > 1e-3*(1+math.Abs(value)) {
			t.Fatalf("seed %d: the linear program came to %g, now to %g", seed, value, b.masterValue())
		}
	}
	if raised < tries/80 || tight < tries/120 {
		t.Errorf("%d bounds raised, %d to the best", raised, tight)
	}
}
