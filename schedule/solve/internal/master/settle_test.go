package master

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

// Settled selections have as many heads in each set of cells that people do not tell
// apart, cost no more, and are made of cells that everybody may fill. With breaks that lie
// anywhere in shifts, days and people together still never cost more than the best roster,
// and a search that is complete has found it.
func TestSettleAndBranchOnDays(t *testing.T) {
	settled, proved := 0, 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := randomproblem.New(rng, 1+rng.IntN(2), 2+rng.IntN(2))
		for s := range p.Shifts {
			if g := p.Shifts[s].Segments; len(g) == 1 && g[0].Len() >= 240 {
				p.Shifts[s].Breaks = []schedule.Break{{Length: 60, From: g[0].Start + 60, To: g[0].End - 60}}
			}
		}
		if p.Validate() != nil {
			continue
		}
		m, plan := solvetest.Constructed(t, p)
		b := NewWorkspace(m).NewWhole(m, plan, noLimit, solvetest.Forever, true)
		if b == nil || b.twin == nil {
			continue
		}
		want, exact := bestValue(m, plan)
		if !exact {
			t.Fatalf("seed %d: the search is not complete", seed)
		}
		b.Generate(1000, b.Incumbent)
		if m.RoundUp(b.Bound) > want {
			t.Fatalf("seed %d: bound %d, best %d", seed, m.RoundUp(b.Bound), want)
		}
		cols, _ := b.Heaviest()
		out := b.Settle(cols)
		settled++
		if b.Value(out) > b.Value(cols) {
			t.Fatalf("seed %d: settled from %d to %d", seed, b.Value(cols), b.Value(out))
		}
		if b.Value(out) < want {
			t.Fatalf("seed %d: settled to %d, best %d", seed, b.Value(out), want)
		}
		heads := map[int]int{}
		for by, list := range map[int][][]int16{1: b.CellsOf(out), -1: b.CellsOf(cols)} {
			for j := range list {
				for k, c := range list[j] {
					if by > 0 && !m.People[b.People[j]].Allowed[m.Cell(k, int(c))] {
						t.Fatalf("seed %d: person %d may not fill cell %d", seed, j, c)
					}
					if m.People[b.People[j]].CountsAsCover {
						heads[b.twinOf(k*m.Cells+int(c))] += by
					}
				}
			}
		}
		for g, n := range heads {
			if n != 0 {
				t.Fatalf("seed %d: %+d heads in the cells of %d", seed, n, g)
			}
		}
		found := b.Incumbent
		c, bound, _ := b.BranchAndPrice(found, 300, false)
		if c != nil {
			found = b.Value(c)
		}
		if all := m.RoundUp(bound) >= found; found < want || all && found != want {
			t.Fatalf("seed %d: branched to %d (complete: %v), best %d", seed, found, all, want)
		} else if all {
			proved++
		}
	}
	if settled < 60 || proved < settled*9/10 {
		t.Errorf("%d settled, %d proved", settled, proved)
	}
	t.Logf("%d settled, %d proved", settled, proved)
}
