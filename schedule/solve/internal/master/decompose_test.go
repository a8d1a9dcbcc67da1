package master

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

// noLimit is more steps than any test takes.
const noLimit = 1 << 50

// bestValue is the least value of the subproblem of everybody, found by branching from
// the ordinary master. The brute-force test of Solve checks that against every roster.
func bestValue(m *model.Model, p *model.Plan) (v int64, exact bool) {
	b := NewWorkspace(m).NewWhole(m, p, noLimit, solvetest.Forever, false)
	v = b.Incumbent
	if !b.Generate(1000, v) {
		return v, true
	}
	c, bound, _ := b.BranchAndPrice(v, 10_000, false)
	if c != nil {
		v = b.Value(c)
	}
	return v, m.RoundUp(bound) >= v
}

// At any multipliers, people and day subproblems together never cost more than the best
// roster that keeps people's rules: each roster is a choice of cells for every person
// and of heads for every day, and the multipliers of its heads cancel.
func TestDayDecompositionAgainstBruteForce(t *testing.T) {
	tried, tight, proved := 0, 0, 0
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 22))
		p := randomproblem.New(rng, 1+rng.IntN(2), 2+rng.IntN(2))
		m, plan := solvetest.Constructed(t, p)
		b := NewWorkspace(m).NewWhole(m, plan, noLimit, solvetest.Forever, true)
		if b == nil || len(b.days) == 0 {
			continue
		}
		tried++
		want, exact := bestValue(m, plan)
		if !exact {
			t.Fatalf("seed %d: the search is not complete", seed)
		}
		for range 4 {
			for n := range b.dual {
				b.dual[n] = int64(rng.IntN(81)-40) * fixed.Unit / 2
			}
			if bound, _ := b.priceAll(); bound < 1<<40*fixed.Unit && bound > want*fixed.Unit {
				t.Fatalf("seed %d: bound %d, best %d", seed, bound, want*fixed.Unit)
			}
		}
		if b.Generate(1000, b.Incumbent); b.Bound > want*fixed.Unit {
			t.Fatalf("seed %d: bound %d after the linear program, best %d", seed, b.Bound, want*fixed.Unit)
		}
		if m.RoundUp(b.Bound) >= want {
			tight++
		}
		if c := b.Dive(b.Incumbent, rng.IntN(3)); c != nil && b.Value(c) < want {
			t.Fatalf("seed %d: a choice of %d, best %d", seed, b.Value(c), want)
		}
		// A search that is complete has found the best, or the incumbent is it, in
		// however many calls; bounds are valid after each.
		found, complete := b.Incumbent, false
		for range 150 {
			c, bound, _ := b.BranchAndPrice(found, 1+rng.IntN(5), rng.IntN(2) == 0)
			if c != nil {
				found = b.Value(c)
			}
			all := m.RoundUp(bound) >= found
			if bound = max(bound, b.Bound); found < want || all && found != want || bound > want*fixed.Unit {
				t.Fatalf("seed %d: branched to %d (complete: %v), bound %d, best %d", seed, found, all, bound, want*fixed.Unit)
			}
			if complete = all; complete {
				break
			}
		}
		if complete {
			proved++
		}
	}
	if tried < 100 || tight < tried*9/10 || proved < tried*9/10 {
		t.Errorf("%d problems with day subproblems, bound as good as the best in %d, proved %d", tried, tight, proved)
	}
}
