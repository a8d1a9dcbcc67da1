package scenario

import (
	"slices"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/simulate"
)

// pointAt is a point of a curve of one queue with a target of 90%.
func pointAt(turns int, cost, reply, confidence float64) Point {
	return Point{Turns: turns, Cost: cost, Confidence: confidence, Queues: []Queue{{Target: .9, Reply: simulate.Estimate{Mean: reply}}}}
}

// From 80% for 1,000 yuan to 90% for 2,000 a point costs 100 yuan. To 92% for 3,000 it is
// 1000/2 = 500, and the next plan is no better.
func TestAdvice(t *testing.T) {
	curve := []Point{pointAt(0, 1000, .8, 0), pointAt(5, 2000, .9, .92), pointAt(10, 2600, .9005, .95), pointAt(12, 3000, .92, 1), pointAt(20, 4000, .92, 1)}
	for _, c := range []struct {
		name       string
		curve      []Point
		best       *Outcome
		confidence float64
		want       string
	}{
		{"the first that is sure enough", curve, nil, .9, "buy up to a reply rate of 90.0% (2000 yuan in all); up to there a point costs 100 yuan on average, beyond 90.0% each further point costs 500 yuan"},
		{"the plan found", curve, &Outcome{Total: 1900, Turns: make([]Turn, 4), Queues: []Queue{{Target: .9, Reply: simulate.Estimate{Mean: .89}}}}, .9, "buy up to a reply rate of 89.0% (1900 yuan in all); up to there a point costs 100 yuan on average, beyond 89.0% each further point costs 100 yuan"},
		{"all of it", curve, nil, 1, "buy up to a reply rate of 92.0% (3000 yuan in all); up to there a point costs 167 yuan on average, and more of it raises it no further"},
		{"not enough", curve[:2], nil, .99, "all of it (2000 yuan) gives a reply rate of 90.0% and does not reach the target with 99% confidence: these sources alone will not do; up to there a point costs 100 yuan on average"},
		// A point costs 1000/10 = 100 yuan up to 2,000 and 500 beyond, more than three times that.
		{"not enough, and steep", append(slices.Clone(curve[:2]), pointAt(12, 3000, .92, .8)), nil, .99, "all of it (3000 yuan) gives a reply rate of 92.0% and does not reach the target with 99% confidence: these sources alone will not do; if any of it, buy up to 90.0% (2000 yuan in all); up to there a point costs 100 yuan on average, beyond 90.0% each further point costs 500 yuan"},
		{"nobody needed", curve[1:], nil, .9, "add nobody"},
	} {
		if c.name == "nobody needed" {
			c.curve = slices.Clone(c.curve)
			c.curve[0].Turns = 0
		}
		if got := Advice(c.curve, c.best, c.confidence).EN; got != c.want && (c.name != "nobody needed" || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	if got := Advice(nil, nil, .9); !got.IsZero() {
		t.Errorf("of no curve: %s", got)
	}
}

// The curve is that of the search: it begins with nobody added and ends with all.
func TestCurve(t *testing.T) {
	c := shop(1, between(8, 20, 2), []schedule.Span{hours(8, 20)})
	c.Sources = temps(Source{})
	curve, err := Curve(t.Context(), c, simulate.Options{Seed: 1, Replications: 4})
	if err != nil {
		t.Fatal(err)
	}
	if len(curve) != 3 || curve[0].Turns != 0 || curve[2].Turns != 2 || curve[2].Cost != curve[0].Cost+200 {
		t.Errorf("%+v", curve)
	}
}
