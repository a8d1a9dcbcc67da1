package forecast

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// swings draws series of 42 days of 8 slots with the same course each day, at a level
// of their own. One day in four is double or half; the day after either is always one
// and a half times normal. Each ends with a double or a half day.
func swings(n int) (ys [][]float64, normal [][]float64) {
	rng := rand.New(rand.NewPCG(1, 1))
	course := []float64{10, 30, 60, 80, 70, 90, 50, 20}
	for range n {
		level := 1 + 9*rng.Float64()
		var y, plain []float64
		for _, v := range course {
			plain = append(plain, v*level)
		}
		after := false
		for d := range 42 {
			f := 1.0
			switch odd := rng.IntN(4) == 0 || d == 41; {
			case after && d < 41:
				f, after = 1.5, false
			case odd:
				f, after = []float64{0.5, 2}[rng.IntN(2)], true
			}
			for _, v := range plain {
				y = append(y, v*f*(1+0.05*rng.NormFloat64()))
			}
		}
		ys, normal = append(ys, y), append(normal, plain)
	}
	return ys, normal
}

// What follows a double and a half day is the same, so that no linear member sees it,
// and one series shows it too seldom. All together show it: tomorrow is 1.5 × normal.
func TestCorrectionLearnsAcrossSeries(t *testing.T) {
	ys, normal := swings(44)
	together := AheadAll(context.Background(), ys, 8, 8, 0.9)
	var apart, joint float64
	for i := range 15 {
		alone := AheadAll(context.Background(), ys[i:i+1], 8, 8, 0.9)[0]
		for s, v := range normal[i] {
			apart += math.Abs(alone.Point[s]-1.5*v) / v / 8 / 15
			joint += math.Abs(together[i].Point[s]-1.5*v) / v / 8 / 15
		}
	}
	if joint > 0.6*apart {
		t.Errorf("together they miss by %.3f of normal, alone by %.3f", joint, apart)
	}
}

// The same series give the same trees and the same bytes.
func TestAheadRepeats(t *testing.T) {
	ys, _ := swings(40)
	for i := range ys {
		ys[i] = ys[i][:8*21]
	}
	first := AheadAll(context.Background(), ys, 8, 8, 0.9)
	if again := AheadAll(context.Background(), ys, 8, 8, 0.9); !reflect.DeepEqual(again, first) {
		t.Error("the second forecast differs from the first")
	}
}

// Neither a series that never changes, nor one too short, nor zeros disturb the others
// or themselves.
func TestCorrectionBesideStrangeSeries(t *testing.T) {
	ys, _ := swings(40)
	for i := range ys {
		ys[i] = ys[i][:8*20]
	}
	ys = append(ys, make([]float64, 300), nil, []float64{3, 4}, make([]float64, 8*15), []float64{1e12, 0, 5})
	for len(ys) < 54 {
		y := make([]float64, 8*40)
		for i := range y {
			y[i] = float64(i%8) * 1e9
		}
		y[len(y)-1]++
		ys = append(ys, y)
	}
	for i, b := range AheadAll(context.Background(), ys, 8, 19, 0.9) {
		if len(b.Point) != 19 {
			t.Fatalf("series %d: %d points", i, len(b.Point))
		}
		for s, v := range b.Point {
			if !(v >= 0 && b.Low[s] >= 0 && b.Low[s] <= v && v <= b.High[s]) || math.IsInf(b.High[s], 0) {
				t.Errorf("series %d slot %d: %v [%v, %v]", i, s, v, b.Low[s], b.High[s])
			}
		}
	}
}

// The scale is 10: a forecast of 50 is missed by 1/(1/24 + 1/9) = 6.545, one of 70 by
// 1/(1/24 + 1/12.6) = 8.262, one of nothing by about 0.18 × a thousandth of the scale.
func TestMissUnit(t *testing.T) {
	n := &nearRun{scale: 10}
	for f, want := range map[float64]float64{50: 6.545, 70: 8.262, 0: 0.0018} {
		if u := n.unit(f); math.Abs(u-want) > 0.001*want+1e-4 {
			t.Errorf("unit of %g is %.4f, want %.4f", f, u, want)
		}
	}
}
