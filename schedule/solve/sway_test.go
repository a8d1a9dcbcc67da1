package solve

import (
	"math"
	"math/rand/v2"
	"testing"
)

// However a box sways, its bound is not above the best roster, what a choice costs is
// what it costs in the plan, and it is not led by more than half a unit; and boxes that
// sway otherwise end elsewhere.
func TestSway(t *testing.T) {
	tried, elsewhere := 0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := randomProblem(rng, 2+rng.IntN(2), 2+rng.IntN(2))
		m, plan := constructed(t, p)
		at := (&search{m: m}).everything()
		want, exact := wholeValue(m, plan, at)
		if !exact {
			continue
		}
		ends, tries := map[string]bool{}, rng.IntN(3)
		for by := range uint64(4) {
			b := newWorker(m).newBox(m, plan, at.people, at.from, at.to, rootWork, forever)
			b.sway(by)
			b.generate(1000, never/scale)
			if v := b.fractional() * scale; b.bound > want*scale || float64(b.bound) > v+0.001*math.Abs(v)+1 {
				t.Fatalf("seed %d: bound %d, linear program %g, best %d", seed, b.bound, v, want*scale)
			}
			c, led := b.dive(never/scale, tries), 0.0
			key := ""
			q := plan.clone()
			for j, n := range c {
				col := &b.lp.cols[n]
				led += float64(b.windows[j].cost(col.cells)) - col.cost
				q.set(at.people[j], col.cells)
				for _, cell := range col.cells {
					key += string(rune(cell))
				}
			}
			if led < 0 || led >= 0.5 {
				t.Fatalf("seed %d: led by %g", seed, led)
			}
			if got := m.value(q.score()) - m.value(plan.score()) + b.start; c != nil && (got != b.value(c) || got < want) {
				t.Fatalf("seed %d: a choice of %d costs %d, best %d", seed, b.value(c), got, want)
			}
			if b.value(c) == want {
				ends[key] = true
			}
			tried++
		}
		if len(ends) > 1 {
			elsewhere++
		}
	}
	if tried < 1000 || elsewhere < 100 {
		t.Errorf("%d boxes, elsewhere in %d of %d problems", tried, elsewhere, tried/4)
	}
}
