package lagrangian

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/randomproblem"
)

// lagrangian is the augmented Lagrangian of the combinations, at the multipliers.
func (w *Start) lagrangian() float64 {
	v := 0.0
	gap := func(f, pi, rho, by float64) float64 { return f + pi*by + rho/2*by*by }
	for r, y := range w.heads {
		z := w.proximal(r, y)
		f := w.model.Rows[r].Costs
		k := min(int(z), len(f)-2)
		at := 0.0
		if len(f) == 1 {
			at = float64(f[0])
		} else {
			at = float64(f[k]) + (z-float64(k))*float64(f[k+1]-f[k])
		}
		v += gap(at, w.multipliers[r], w.penalty, z-y)
	}
	for _, x := range w.combinations {
		for _, c := range x.atoms {
			v += c.weight * float64(c.own) / fixed.Unit
		}
		for _, c := range x.network.Relaxed {
			z := c.Proximal(c.Mean)
			v += gap(c.CostAt(z)/fixed.Unit, c.Multiplier, c.Quadratic, c.Mean-z)
		}
	}
	return v
}

// People of random problems take steps, with every resource relaxed that can be: no
// step increases the augmented Lagrangian, the heads are those of the combinations, and
// weights add up to one.
func TestStepsDescend(t *testing.T) {
	steps, penalised := 0, 0
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 11))
		m, err := model.New(randomproblem.New(rng, 2+rng.IntN(4), 3+rng.IntN(5)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := localsearch.Prepare(m); err != nil {
			t.Fatal(err)
		}
		w := New(m)
		for _, x := range w.combinations {
			x.network.MaxValues = 1
		}
		for range 4 {
			w.pass(m.Everybody())
		}
		for range 5 {
			for i, x := range w.combinations {
				w.refresh()
				known := len(x.network.Relaxed)
				before := w.lagrangian()
				w.steppers[0].step(w, i)
				w.steppers[0].commit(w)
				if len(x.network.Relaxed) > known {
					continue // another sum has come in
				}
				steps++
				if known > 0 {
					penalised++
				}
				if after := w.lagrangian(); after > before+1e-6*math.Abs(before)+0.01 {
					t.Fatalf("seed %d person %d: %g became %g", seed, i, before, after)
				}
			}
		}
		heads := make([]float64, len(m.Rows))
		for i, x := range w.combinations {
			sum := 0.0
			for _, c := range x.atoms {
				sum += c.weight
				m.EachHead(i, c.cells, func(r int32) { heads[r] += c.weight })
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
	if steps < 1000 || penalised < 300 {
		t.Errorf("only %d steps, %d with penalties, were looked at", steps, penalised)
	}
}
