package solve

import (
	"math"
	"math/rand/v2"
	"testing"
)

// lagrangian is the augmented Lagrangian of the mixtures, at the multipliers.
func (w *warm) lagrangian() float64 {
	v := 0.0
	gap := func(f, pi, rho, by float64) float64 { return f + pi*by + rho/2*by*by }
	for r, y := range w.heads {
		z := w.valley(r, y)
		f := w.m.rows[r].f
		k := min(int(z), len(f)-2)
		at := 0.0
		if len(f) == 1 {
			at = float64(f[0])
		} else {
			at = float64(f[k]) + (z-float64(k))*float64(f[k+1]-f[k])
		}
		v += gap(at, w.pi[r], w.rho, z-y)
	}
	for _, x := range w.mix {
		for _, c := range x.parts {
			v += c.weight * float64(c.own) / scale
		}
		for _, c := range x.window.capped {
			z := c.near(c.mean)
			v += gap(between(c.bends, z)/scale, c.pi, c.rho, c.mean-z)
		}
	}
	return v
}

// TestStepsDescend lets people of random problems step, with all sums that charges can
// keep kept by charges: no step makes the augmented Lagrangian larger, heads are those
// of the mixtures, and weights add up to one.
func TestStepsDescend(t *testing.T) {
	steps, charged := 0, 0
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 11))
		m, err := newModel(randomProblem(rng, 2+rng.IntN(4), 3+rng.IntN(5)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := prepare(m); err != nil {
			t.Fatal(err)
		}
		w := newWarm(m)
		for _, x := range w.mix {
			x.window.most = 1
		}
		for range 4 {
			w.pass(m.everybody())
		}
		for range 5 {
			for i, x := range w.mix {
				w.lean()
				known := len(x.window.capped)
				before := w.lagrangian()
				w.hands[0].step(w, i)
				w.hands[0].settle(w)
				if len(x.window.capped) > known {
					continue // another sum has come in
				}
				steps++
				if known > 0 {
					charged++
				}
				if after := w.lagrangian(); after > before+1e-6*math.Abs(before)+0.01 {
					t.Fatalf("seed %d person %d: %g became %g", seed, i, before, after)
				}
			}
		}
		heads := make([]float64, len(m.rows))
		for i, x := range w.mix {
			sum := 0.0
			for _, c := range x.parts {
				sum += c.weight
				m.heads(i, c.cells, func(r int32) { heads[r] += c.weight })
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("seed %d person %d: weights add up to %g", seed, i, sum)
			}
		}
		for r, n := range heads {
			if math.Abs(n-w.heads[r]) > 1e-6 {
				t.Fatalf("seed %d row %d: %g heads, not %g", seed, r, w.heads[r], n)
			}
		}
	}
	if steps < 1000 || charged < 300 {
		t.Errorf("only %d steps, %d with charges, were looked at", steps, charged)
	}
}
