package forecast

import (
	"context"
	"math/rand/v2"
	"testing"
)

// Every slot of every day is 100 with a normal error of 2, the fourth of each day of 20.
// A forecast that knows all that reaches 1.645 × 20 = 33 to either side in the fourth
// slot, to hold 90%, and 3.3 in the others. What the series itself shows is pooled with
// the slots beside it, so that half of the way there the fourth is too narrow, its
// neighbours are too wide.
func TestSpreadKnowsTheHour(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var ys [][]float64
	for range 44 {
		var y []float64
		for slot := range 8 * 42 {
			sd := 2.0
			if slot%8 == 3 {
				sd = 20
			}
			y = append(y, max(0, 100+sd*rng.NormFloat64()))
		}
		ys = append(ys, y)
	}
	var reach [8]float64
	for _, b := range AheadAll(context.Background(), ys, 8, 8, 0.9) {
		for s := range reach {
			reach[s] += (b.High[s] - b.Low[s]) / 2 / float64(len(ys))
		}
	}
	for s, r := range reach {
		low, high := 3.3*0.9, 3.3*1.6
		switch s {
		case 2, 4:
			high = 3.3 * 2.6
		case 3:
			low, high = 33*0.6, 33*1.5
		}
		if r < low || r > high {
			t.Errorf("slot %d: reaches %.1f to either side, not %.1f to %.1f", s, r, low, high)
		}
	}
}

// The 2 outermost of 39 values that 95% leave out are one on either side: the quantile
// with (m+1)p = 1 is the first from the end.
func TestTails(t *testing.T) {
	var z []float64
	for k := -19; k <= 19; k++ {
		z = append(z, float64(k))
	}
	if below, above := tails(z, 0.95); below != 19 || above != 19 {
		t.Errorf("the tails are %g and %g, want 19 and 19", below, above)
	}
	if below, above := tails(z[25:], 0.9); below != 1e-6 || above != 19 {
		t.Errorf("where nothing is below zero the tails are %g and %g, want next to nothing and 19", below, above)
	}
}
