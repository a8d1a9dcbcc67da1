package pricing

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/solve/internal/fixed"
)

// For random costs of a sum, the breakpoints lie on the costs, no cost lies below the
// convex function through them, and the function is convex. The offset and the proximal
// point equal those found by trying all.
func TestCostOfRelaxedResources(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	for range 2000 {
		unit := 1 + rng.IntN(3)
		var points []breakpoint
		c := RelaxedResource{Penalty: int64(rng.IntN(21)-10) * fixed.Unit / 2, Quadratic: 0.5 + rng.Float64()}
		for n := range 1 + rng.IntN(9) {
			p := breakpoint{n * unit, int64(rng.IntN(30)) * fixed.Unit}
			points = append(points, p)
			c.breakpoints = addToHull(c.breakpoints, p)
		}
		best := int64(math.MinInt64)
		for _, p := range points {
			if float64(p.cost) < c.CostAt(float64(p.gain))-1 {
				t.Fatalf("%v: %v is below %v", points, p, c.breakpoints)
			}
			best = max(best, c.Penalty*int64(p.gain)-p.cost)
		}
		for k := 2; k < len(c.breakpoints); k++ {
			x, y, z := c.breakpoints[k-2], c.breakpoints[k-1], c.breakpoints[k]
			if (y.cost-x.cost)*int64(z.gain-y.gain) >= (z.cost-y.cost)*int64(y.gain-x.gain) {
				t.Fatalf("%v: %v are not convex", points, c.breakpoints)
			}
		}
		if got := c.Offset(); got != best {
			t.Fatalf("%v penalty %d: worth %d, not %d", points, c.Penalty, got, best)
		}
		first, last := c.maximisers()
		for _, p := range []breakpoint{first, last} {
			if c.Penalty*int64(p.gain)-p.cost != best {
				t.Fatalf("%v penalty %d: %v is not worth %d", points, c.Penalty, p, best)
			}
		}
		c.Multiplier = 10 * (rng.Float64() - 0.5)
		mean := rng.Float64() * float64(points[len(points)-1].gain)
		off := func(z float64) float64 {
			return c.CostAt(z)/fixed.Unit - c.Multiplier*z + c.Quadratic/2*(z-mean)*(z-mean)
		}
		found := off(c.Proximal(mean))
		for z := 0.0; z <= float64(points[len(points)-1].gain); z += 0.05 {
			if off(z) < found-1e-9 {
				t.Fatalf("%v: at %g it is %g, at %g, found, %g", points, z, off(z), c.Proximal(mean), found)
			}
		}
	}
}

// A sum that has a cost gets a penalty from zero on. The penalty of a range that nobody
// keeps does not grow without end.
func TestPenaltyUpdates(t *testing.T) {
	c := RelaxedResource{Hi: 10, maxGain: 10, breakpoints: []breakpoint{{0, 0}, {3, 0}, {10, 70 * fixed.Unit}}, stepSize: firstStep}
	if c.Update(8); c.Penalty <= 0 { // for 8 gains cost more than nothing
		t.Errorf("penalty %d after the first move", c.Penalty)
	}
	for range 20 { // somebody who has 8 gains unless the penalty is above 5 a unit
		n := 8
		if c.Penalty > 5*fixed.Unit {
			n = 0
		}
		c.Update(n)
	}
	if math.Abs(float64(c.Penalty-5*fixed.Unit)) > 2*fixed.Unit {
		t.Errorf("penalty %d, far from %d", c.Penalty, 5*fixed.Unit)
	}
	const gains = 20_000
	c = RelaxedResource{Hi: 3, maxGain: gains, breakpoints: []breakpoint{{0, 0}, {3, 0}}, stepSize: firstStep}
	for range 1000 {
		if c.Update(gains); c.Penalty <= 0 || c.Penalty > fixed.Infinity/4/gains {
			t.Fatalf("penalty %d, step %d", c.Penalty, c.stepSize)
		}
	}
}
