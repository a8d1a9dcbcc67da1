package master

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"paiban/schedule/solve/internal/fixed"
)

// allows reports whether every branch on the way to n allows a selection of b.
func allows(b *Subproblem, n *node, c Selection) bool {
	heads := make([]int32, len(b.rows))
	for _, k := range c {
		for _, g := range b.lp.Columns[k].Groups {
			for _, r := range b.lp.RowsOf(g) {
				heads[r]++
			}
		}
	}
	for ; n != nil; n = n.parent {
		if n.row >= 0 {
			if heads[n.row] < n.lo || heads[n.row] > n.hi {
				return false
			}
		} else if n.person >= 0 && (int(b.lp.Columns[c[n.person]].Cells[n.day]) == n.cell) == n.itself {
			return false
		}
	}
	return true
}

// A known roster below the target stays in an open node, after each of many calls,
// however they are interrupted and whatever else is done with the subproblem in
// between, until one as good is found. So bounds are never above it. A complete search
// finds the best roster, as one call without interruption does.
func TestBranchLosesNothing(t *testing.T) {
	checks, proved := 0, 0
	tries := 700
	if os.Getenv("PAIBAN_LONG") != "" {
		tries = 1600
	}
	for seed := range tries {
		rng := rand.New(rand.NewPCG(uint64(seed), 37))
		b, plan := wardSubproblem(t, rng, 7+rng.IntN(4), 3+rng.IntN(2))
		if b == nil {
			continue
		}
		m := b.model
		best, exact := bestValue(m, plan)
		if !exact {
			continue
		}
		known := Selection(slices.Clone(b.first))
		if c := b.Dive(b.Incumbent, rng.IntN(3)); c != nil {
			known = c
		}
		value := b.Value(known)
		target, limit := value+1+rng.Int64N(5), b.limit
		for calls := 0; calls < 500; calls++ {
			if rng.IntN(2) == 0 {
				b.limit = b.Work + rng.Int64N(100_000)
			}
			c, bound, _ := b.BranchAndPrice(target, 1+rng.IntN(3), rng.IntN(2) == 0)
			b.limit = limit
			if c != nil {
				target = b.Value(c)
			}
			if m.RoundUp(bound) > best || target < best {
				t.Fatalf("seed %d: bound %d, found %d, best %d", seed, bound, target*fixed.Unit, best*fixed.Unit)
			}
			if m.RoundUp(bound) >= target {
				proved++
				break
			}
			if value < target {
				checks++
				if !slices.ContainsFunc(b.tree.open, func(n *node) bool { return allows(b, n, known) }) && b.tree.floor > value*fixed.Unit {
					t.Fatalf("seed %d: no open node allows a roster known", seed)
				}
			}
			switch rng.IntN(6) {
			case 0:
				b.Dive(target, rng.IntN(3))
			case 1:
				if v := b.UnderstaffingBound(target); m.RoundUp(v) > best {
					t.Fatalf("seed %d: bound %d by missing heads, best %d", seed, v, best*fixed.Unit)
				}
			}
		}
	}
	if checks < tries/16 || proved < tries/16 {
		t.Errorf("only %d checks, %d proved", checks, proved)
	}
}
