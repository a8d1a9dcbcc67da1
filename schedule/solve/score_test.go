package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule"
)

// The search scores by automata, counters and merged rows; the checker from the
// words of the rules. They must agree on every roster.
func TestScoreAgreesWithChecker(t *testing.T) {
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := randomProblem(rng, 1+rng.IntN(4), 1+rng.IntN(20))
		if err := p.Validate(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		m, err := newModel(p)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			plan := m.newPlan(randomCells(m, rng))
			want := schedule.Check(p, plan.roster())
			if got := plan.score(); got != want.Score {
				t.Errorf("seed %d: scored %v, checked %v", seed, got, want.Score)
				for key, by := range want.ByRule {
					t.Logf("%s: %v", key, by)
				}
				for i, r := range p.Rules {
					one := *p
					one.Rules, one.Cover = []schedule.Rule{r}, nil
					om, _ := newModel(&one)
					op := om.newPlan(plan.cells)
					if a, b := op.score(), schedule.Check(&one, plan.roster()).Score; a != b {
						t.Logf("rule %d %#v: scored %v, checked %v", i, r, a, b)
					}
				}
				t.FailNow()
			}
		}
	}
}

// A plan keeps its score while people are given other cells.
func TestPlanSetKeepsScore(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 2))
		m, err := newModel(randomProblem(rng, 3, 10))
		if err != nil {
			t.Fatal(err)
		}
		p := m.newPlan(randomCells(m, rng))
		for range 10 {
			i := rng.IntN(3)
			p.set(i, randomCells(m, rng)[i])
			if a, b := p.score(), m.newPlan(p.clone().cells).score(); a != b {
				t.Fatalf("seed %d: kept %v, afresh %v", seed, a, b)
			}
		}
	}
}
