package solve

import (
	"math"
	"math/rand/v2"
	"testing"
)

// between is the function through the bends, at a gain.
func between(bends []bend, gain float64) float64 {
	v := float64(bends[0].cost)
	for k := 1; k < len(bends) && gain > float64(bends[k-1].gain); k++ {
		a, b := bends[k-1], bends[k]
		v = float64(a.cost) + (gain-float64(a.gain))*float64(b.cost-a.cost)/float64(b.gain-a.gain)
	}
	return v
}

// TestSumsThatCost takes random costs of a sum: its bends lie on them, none of them lies
// below the function through the bends, which is convex; what a charge is worth, and
// where the sum would best be while it is pulled to a mean, equal trying all.
func TestSumsThatCost(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	for range 2000 {
		unit := 1 + rng.IntN(3)
		var points []bend
		c := capped{charge: int64(rng.IntN(21)-10) * scale / 2, rho: 0.5 + rng.Float64()}
		for n := range 1 + rng.IntN(9) {
			p := bend{n * unit, int64(rng.IntN(30)) * scale}
			points = append(points, p)
			c.bends = hull(c.bends, p)
		}
		best := int64(math.MinInt64)
		for _, p := range points {
			if float64(p.cost) < between(c.bends, float64(p.gain))-1 {
				t.Fatalf("%v: %v is below %v", points, p, c.bends)
			}
			best = max(best, c.charge*int64(p.gain)-p.cost)
		}
		for k := 2; k < len(c.bends); k++ {
			x, y, z := c.bends[k-2], c.bends[k-1], c.bends[k]
			if (y.cost-x.cost)*int64(z.gain-y.gain) >= (z.cost-y.cost)*int64(y.gain-x.gain) {
				t.Fatalf("%v: %v do not bend upwards", points, c.bends)
			}
		}
		if got := c.back(); got != best {
			t.Fatalf("%v charged %d: worth %d, not %d", points, c.charge, got, best)
		}
		first, last := c.worth()
		for _, p := range []bend{first, last} {
			if c.charge*int64(p.gain)-p.cost != best {
				t.Fatalf("%v charged %d: %v is not worth %d", points, c.charge, p, best)
			}
		}
		c.pi = 10 * (rng.Float64() - 0.5)
		mean := rng.Float64() * float64(points[len(points)-1].gain)
		off := func(z float64) float64 { return between(c.bends, z)/scale - c.pi*z + c.rho/2*(z-mean)*(z-mean) }
		found := off(c.near(mean))
		for z := 0.0; z <= float64(points[len(points)-1].gain); z += 0.05 {
			if off(z) < found-1e-9 {
				t.Fatalf("%v: at %g it is %g, at %g, found, %g", points, z, off(z), c.near(mean), found)
			}
		}
	}
}

// A sum that costs something is charged from nothing on, and a range that nobody keeps
// is not charged without end.
func TestChargeMoves(t *testing.T) {
	c := capped{hi: 10, most: 10, bends: []bend{{0, 0}, {3, 0}, {10, 70 * scale}}, step: firstStep}
	if c.move(8); c.charge <= 0 { // for 8 gains cost more than nothing
		t.Errorf("charge %d after the first move", c.charge)
	}
	for range 20 { // somebody who has 8 gains unless they are charged 5 a unit
		n := 8
		if c.charge > 5*scale {
			n = 0
		}
		c.move(n)
	}
	if math.Abs(float64(c.charge-5*scale)) > 2*scale {
		t.Errorf("charge %d, far from %d", c.charge, 5*scale)
	}
	const gains = 20_000
	c = capped{hi: 3, most: gains, bends: []bend{{0, 0}, {3, 0}}, step: firstStep}
	for range 1000 {
		if c.move(gains); c.charge <= 0 || c.charge > never/4/gains {
			t.Fatalf("charge %d, step %d", c.charge, c.step)
		}
	}
}
