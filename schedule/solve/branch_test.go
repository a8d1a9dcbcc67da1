package solve

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// allows reports whether every branch on the way to n allows a choice of b.
func allows(b *box, n *node, c choice) bool {
	heads := make([]int32, len(b.rows))
	for _, k := range c {
		for _, g := range b.lp.cols[k].groups {
			for _, r := range b.lp.rowsOf(g) {
				heads[r]++
			}
		}
	}
	for ; n != nil; n = n.parent {
		if n.row >= 0 {
			if heads[n.row] < n.lo || heads[n.row] > n.hi {
				return false
			}
		} else if n.person >= 0 && (int(b.lp.cols[c[n.person]].cells[n.day]) == n.cell) == n.itself {
			return false
		}
	}
	return true
}

// Whoever knows a roster below the target still finds it in a node that is open, after
// each of many calls, until one as good is found; so bounds are never above it, and a
// search that is complete has found one.
func TestBranchLosesNothing(t *testing.T) {
	branched := 0
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 37))
		m, plan := constructed(t, randomWard(t, rng, 7+rng.IntN(4), 3+rng.IntN(2)))
		at := (&search{m: m}).everything()
		b := newWorker(m).newBox(m, plan, at.people, at.from, at.to, rootWork, forever)
		if b == nil || !b.generate(1000, b.start) {
			continue
		}
		known := choice(slices.Clone(b.first))
		if c := b.dive(b.start, rng.IntN(3)); c != nil {
			known = c
		}
		value := b.value(known)
		target := value + 1 + rng.Int64N(5)
		calls := 0
		for complete := false; !complete; calls++ {
			c, bound, all := b.branch(target, 1+rng.IntN(3), rng.IntN(2) == 0)
			if complete = all; c != nil {
				target = b.value(c)
			}
			if value >= target {
				continue
			}
			if m.ceil(bound) > value || complete {
				t.Fatalf("seed %d: bound %d (complete: %v) above a roster known to cost %d", seed, bound, complete, value*scale)
			}
			if !slices.ContainsFunc(b.tree.open, func(n *node) bool { return allows(b, n, known) }) && b.tree.floor > value*scale {
				t.Fatalf("seed %d: no open node allows a roster known", seed)
			}
		}
		if calls > 3 {
			branched++
		}
	}
	if branched < 30 {
		t.Errorf("only %d took several calls", branched)
	}
}
