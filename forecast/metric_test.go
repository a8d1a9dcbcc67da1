package forecast

import (
	"math"
	"testing"

	"paiban/internal/lang"
)

var nan = math.NaN()

func TestMetrics(t *testing.T) {
	y := []float64{10, 20, nan, 0}
	f := []float64{12, 15, 99, 0}
	for name, c := range map[string]struct{ got, want float64 }{
		// 200·(2/22 + 5/35 + 0)/3
		"sMAPE": {SMAPE(y, f), 200 * (2.0/22 + 5.0/35) / 3},
		// (2+5+0)/3 over a scale of 2
		"MASE": {MASE(y, f, 2), 7.0 / 6},
		// (2+5+0)/(10+20+0)
		"WAPE": {WAPE(y, f), 7.0 / 30},
		// (2−5+0)/30
		"bias": {Bias(y, f), -3.0 / 30},
		// at 0.9 an actual above costs 0.9 of the distance, one below 0.1:
		// (0.1·2 + 0.9·5 + 0)/3
		"pinball": {Pinball(y, f, 0.9), (0.2 + 4.5) / 3},
		// [9,11] holds 10, [0,19] does not hold 20, [0,1] holds 0
		"coverage": {Coverage(y, []float64{9, 0, 0, 0}, []float64{11, 19, 1, 1}), 2.0 / 3},
		// widths 2, 19, 1; 20 lies 1 above 19 and costs 2/0.05 = 40 more; scale 2
		"MSIS": {MSIS(y, []float64{9, 0, 0, 0}, []float64{11, 19, 1, 1}, 0.05, 2), (2 + 19 + 40 + 1) / 3.0 / 2},
		// |3−1|, |4−2|, |8−3|; the pair with an unknown value does not count
		"scale": {Scale([]float64{1, 2, 3, 4, 8, nan}, 2), 3},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, c.got, c.want)
		}
	}
}

// Day 10 20 30 40 doubled every second day has a season and no trend within it:
// Naive2 continues the last value along the season.
func TestNaive2(t *testing.T) {
	var y []float64
	for range 10 {
		y = append(y, 10, 20, 30, 40)
	}
	for i, v := range Naive2(y, 4, 8) {
		if want := y[i%4]; math.Abs(v-want) > 1e-9 {
			t.Errorf("slot %d: %v, want %v", i, v, want)
		}
	}
	// Without a season it is the last value.
	flat := []float64{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6}
	if got := Naive2(flat, 4, 2); got[0] != 6 || got[1] != 6 {
		t.Errorf("got %v, want the last value", got)
	}
}

func TestQuantileIsConformal(t *testing.T) {
	v := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	// m+1 = 10: the 9th value leaves a tenth above, the 1st a tenth below.
	for p, want := range map[float64]float64{0.9: 9, 0.5: 5, 0.1: 1, 0.99: 9, 0.01: 1} {
		if got := quantile(v, p); got != want {
			t.Errorf("quantile %v is %v, want %v", p, got, want)
		}
	}
}

// The ridge solution of y = 1 + 2a − b without a penalty is exact.
func TestGram(t *testing.T) {
	g := newGram(3, 1)
	for _, x := range [][]float64{{1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 2, 5}} {
		g.add(x, []float64{1 + 2*x[1] - x[2]}, 1)
	}
	beta, ok := g.solve(make([]float64, 3))
	if !ok {
		t.Fatal("not solved")
	}
	for i, want := range []float64{1, 2, -1} {
		if math.Abs(beta[i]-want) > 1e-6 {
			t.Errorf("coefficient %d is %v, want %v", i, beta[i], want)
		}
	}
	if _, ok := newGram(2, 1).solve([]float64{0, 0}); ok {
		t.Error("solved nothing")
	}
}

// Of two members one is right and one always 2 off: the right one gets nearly
// all the weight, in a band where nothing can be scored that of the band before.
func TestBlendWeighsByError(t *testing.T) {
	s := &sample{day: 1, week: 7}
	for range 40 {
		s.y = append(s.y, 10)
	}
	b := blended(s, []member{constant(10), constant(12)}, []int{38, 39}, []int{1, 2, 5})
	for g, w := range b.weights {
		if w[0] < 0.999 {
			t.Errorf("band %d: weights %v", g, w)
		}
	}
	if len(b.point) != 5 || math.Abs(b.point[4]-10) > 0.01 {
		t.Errorf("point %v", b.point)
	}
	// Origin 38 sees two slots, origin 39 one.
	if len(b.past) != 3 {
		t.Errorf("%d outcomes, want 3", len(b.past))
	}
}

type constant float64

func (constant) name() lang.Text { return lang.T("定值", "constant") }

func (c constant) ahead(_ *sample, origins []int, h int) (out [][]float64) {
	for range origins {
		f := make([]float64, h)
		for i := range f {
			f[i] = float64(c)
		}
		out = append(out, f)
	}
	return out
}
