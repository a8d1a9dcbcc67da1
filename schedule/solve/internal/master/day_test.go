package master

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
)

// randomDay makes a random day subproblem with a few cells and rows and convex costs.
func randomDay(rng *rand.Rand) *daySubproblem {
	cells, rows := 1+rng.IntN(4), 1+rng.IntN(6)
	able, most := make([]int32, cells), int32(1+rng.IntN(6))
	in, size := make([][]int32, cells), make([]int, rows)
	for c := range in {
		able[c] = int32(rng.IntN(int(most) + 1))
		for r := range rows {
			if rng.IntN(2) == 0 {
				in[c] = append(in[c], int32(r))
				size[r] += int(able[c])
			}
		}
	}
	f := make([][]int64, rows)
	for r := range f {
		v, s := int64(rng.IntN(50)), int64(-rng.IntN(40))
		for range size[r] + 1 {
			f[r] = append(f[r], v)
			v += s
			s += int64(rng.IntN(3) * rng.IntN(20))
		}
	}
	return newDaySubproblem(in, f, able, most)
}

// leastDay tries all heads.
func leastDay(d *daySubproblem, mu []int64) int64 {
	d.mu = mu
	n := make([]int32, len(d.in))
	best := fixed.Infinity
	var walk func(c int, left int32)
	walk = func(c int, left int32) {
		if c == len(n) {
			best = min(best, d.costAtMultipliers(n))
			return
		}
		for x := range min(d.able[c], left) + 1 {
			n[c] = x
			walk(c+1, left-x)
		}
	}
	walk(0, d.maxHeads)
	return best
}

// The heads found for a day cost what the best of all cost. The bound is not above
// that, nor below by more than the perturbation of breakpoints.
func TestDayAgainstBruteForce(t *testing.T) {
	for seed := range uint64(4000) {
		rng := rand.New(rand.NewPCG(seed, 21))
		d := randomDay(rng)
		for range 3 { // the memory is used again
			mu := make([]int64, len(d.in))
			for c := range mu {
				mu[c] = int64(rng.IntN(120)-60) * fixed.Unit / int64(1+rng.IntN(3))
			}
			bound, _ := d.solve(mu, dayNodes)
			want := leastDay(d, mu)
			if d.costAtMultipliers(d.heads) != d.best || bound > want {
				t.Fatalf("seed %d: bound %d, heads worth %d, best %d", seed, bound, d.best, want)
			}
			if off := want - bound; off > fixed.Unit/50 || d.best-want > fixed.Unit/50 {
				t.Errorf("seed %d: bound %d and heads of %d, best %d", seed, bound, d.best, want)
			}
		}
	}
}
