package model

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/randomproblem"
)

// The search scores by automata, counters and merged rows; the checker from the
// words of the rules. They must agree on every roster.
func TestScoreAgreesWithChecker(t *testing.T) {
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := randomproblem.New(rng, 1+rng.IntN(4), 1+rng.IntN(20))
		if err := p.Validate(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		m, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			plan := m.NewPlan(randomCells(m, rng))
			want := schedule.Check(p, plan.Roster())
			if got := plan.Score(); got != want.Score {
				t.Errorf("seed %d: scored %v, checked %v", seed, got, want.Score)
				for key, by := range want.ByRule {
					t.Logf("%s: %v", key, by)
				}
				for i, r := range p.Rules {
					one := *p
					one.Rules, one.Cover = []schedule.Rule{r}, nil
					om, _ := New(&one)
					op := om.NewPlan(plan.Cells)
					if a, b := op.Score(), schedule.Check(&one, plan.Roster()).Score; a != b {
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
		m, err := New(randomproblem.New(rng, 3, 10))
		if err != nil {
			t.Fatal(err)
		}
		p := m.NewPlan(randomCells(m, rng))
		for range 10 {
			i := rng.IntN(3)
			p.SetCells(i, randomCells(m, rng)[i])
			if a, b := p.Score(), m.NewPlan(p.Clone().Cells).Score(); a != b {
				t.Fatalf("seed %d: kept %v, afresh %v", seed, a, b)
			}
		}
	}
}

// randomCells fills a roster with cells that each person may work.
func randomCells(m *Model, rng *rand.Rand) [][]int16 {
	cells := m.StartCells(nil)
	for i := range cells {
		for d := range cells[i] {
			for {
				if c := rng.IntN(m.Cells); m.People[i].Allowed[m.Cell(d, c)] {
					cells[i][d] = int16(c)
					break
				}
			}
		}
	}
	return cells
}
