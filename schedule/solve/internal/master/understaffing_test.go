package master

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

// wardBox is the box of everybody in a random ward, its linear program solved; nil where
// nothing better than the plan is left.
func wardBox(t *testing.T, rng *rand.Rand, days, people int) (*Subproblem, *model.Plan) {
	m, plan := solvetest.Constructed(t, randomproblem.Ward(rng, days, people))
	b := NewWorkspace(m).NewWhole(m, plan, noLimit, solvetest.Forever, false)
	if b == nil || !b.Generate(1000, b.Incumbent) {
		return nil, nil
	}
	return b, plan
}

// What counting missing heads adds to a bound is never too much, whatever it aims at,
// and leaves the linear program as it was.
func TestShortfallAgainstBruteForce(t *testing.T) {
	raised, tight := 0, 0
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 31))
		b, plan := wardBox(t, rng, 7+rng.IntN(4), 2+rng.IntN(3))
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
		want, exact := wholeValue(m, plan)
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
	if raised < 30 || tight < 20 {
		t.Errorf("%d bounds raised, %d to the best", raised, tight)
	}
}
