package simulate

import (
	"context"
	"math"
	"slices"
	"testing"

	"paiban/schedule"
)

// uncertain is a queue of 100 contacts an hour from 8 to 12 on every day, in steps of so
// many minutes, with an interval of ± 164.5 an hour: a standard deviation of 100, of
// which √100 is the contacts' own noise. The rate has the variance 100² − 100 = 9900 an
// hour.
func uncertain(days, step int) Input {
	in := Input{Days: days, Step: step, Queues: []Queue{{Params: chats()}}}
	q := &in.Queues[0]
	for i := range days * schedule.DayMinutes / step {
		v, part := 0.0, float64(step)/60
		if h := i * step / 60 % 24; 8 <= h && h < 12 {
			v = 100 * part
		}
		q.Volume, q.Low, q.High = append(q.Volume, v), append(q.Low, v-v*z90), append(q.High, v+v*z90)
	}
	return in
}

// moments returns the mean of the contacts of a day and of all days, and the standard
// deviations, over n replications.
func moments(t *testing.T, in Input, n int) (mean, day, whole float64) {
	t.Helper()
	m, err := newModel(in)
	if err != nil {
		t.Fatal(err)
	}
	per := schedule.DayMinutes / in.Step
	var days, sums, all, squares float64
	if err := m.replicate(context.Background(), Options{Seed: 5, Replications: n, Workers: 2}, func(r *run) {
		total := 0.0
		for c := range slices.Chunk(r.cells[0], per) {
			x := 0.0
			for _, c := range c {
				x += float64(c.arrived)
			}
			days, sums, total = days+x, sums+x*x, total+x
		}
		all, squares = all+total, squares+total*total
	}); err != nil {
		t.Fatal(err)
	}
	k := float64(n * in.Days)
	mean = days / k
	return mean, math.Sqrt(sums/k - mean*mean), math.Sqrt(squares/float64(n) - all/float64(n)*all/float64(n))
}

// The intervals of a day and of a week are kept, whatever the step. A day of four hours
// of a standard deviation of 100 each has one of share·400, a week of two days
// week·share·800.
func TestForecastUncertainty(t *testing.T) {
	for _, c := range []struct {
		name       string
		days       []float64
		week       float64
		day, whole float64
	}{
		// All err together: √(16·9900 + 400) = 398.5 a day, √(64·9900 + 800) = 796.5.
		{"unknown", nil, 0, 398.5, 796.5},
		// 0.85·400 = 340 and 0.8·680 = 544.
		{"known", []float64{.85, .85}, .8, 340, 544},
		// Days are independent from 1/√2 on: √2·340 = 480.8.
		{"days apart", []float64{.85, .85}, .5, 340, 480.8},
		// Hours of a correlation of e^-½, e^-1, e^-1½ give
		// 9900·(4 + 2·(3·0.6065 + 2·0.3679 + 0.2231)) + 400 = 94,995 at least: 308.2;
		// the second day's begin 20 hours later, e^-10.
		{"hours alone", []float64{.5, .5}, .7, 308.2, 435.9},
	} {
		for _, step := range []int{15, 60} {
			in := uncertain(2, step)
			in.Queues[0].DayShare, in.Queues[0].WeekShare = c.days, c.week
			mean, day, whole := moments(t, in, 3000)
			// Lognormal factors of σ = √ln 1.99 have a heavy tail: a tenth.
			near(t, c.name+": mean", mean, 400, 4*c.day/math.Sqrt(3000))
			near(t, c.name+": standard deviation of a day", day, c.day, c.day/10)
			near(t, c.name+": standard deviation of both", whole, c.whole, c.whole/10)
		}
	}
}

// The same customers come under one seed, whether steps have 15 minutes or an hour.
func TestUncertaintyKnowsNoStep(t *testing.T) {
	want := []float64(nil)
	for _, step := range []int{15, 20, 30, 60, 120} {
		in := uncertain(9, step)
		in.Queues[0].DayShare, in.Queues[0].WeekShare = slices.Repeat([]float64{.8}, 9), .7
		m, err := newModel(in)
		if err != nil {
			t.Fatal(err)
		}
		var got []float64
		for rep := range 5 {
			rates := m.queues[0].noise.draw(nil, stream(1, rep, noiseStream))
			hour := 60 / m.queues[0].noise.cell
			for i := 0; i < len(rates); i += hour {
				got = append(got, rates[i])
				if slices.ContainsFunc(rates[i:i+hour], func(r float64) bool { return math.Abs(r-rates[i]) > 1e-12 }) {
					t.Fatalf("the rate changes within hour %d at steps of %d", i/hour, step)
				}
			}
		}
		if want == nil {
			want = got
		}
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Fatalf("steps of %d minutes: rate %v in hour %d, %v at 15", step, got[i], i, want[i])
			}
		}
	}
}

// An interval about half hours has twice the noise of contacts in it, relative to them.
func TestGrain(t *testing.T) {
	in := uncertain(1, 30)
	in.Queues[0].Grain = 30
	m, err := newModel(in)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "sigma", m.queues[0].noise.sigma[16], math.Sqrt(math.Log1p(1-1/50.)), 1e-12)
	in.Queues[0].Grain = 7
	if _, err := newModel(in); err == nil {
		t.Error("intervals about 7 minutes are taken")
	}
}

// A factor between 1 − 0.2·z and 1 + 0.2·z has a standard deviation of 0.2. It is about
// the second day only, and about both queues alike: 400 contacts have 80 and √400 of
// their own, 82.5, and both queues' 2·80 and √800, 162.5.
func TestGuess(t *testing.T) {
	in := uncertain(2, 60)
	q := &in.Queues[0]
	q.Low, q.High = nil, nil
	in.Queues = append(in.Queues, *q)
	second := make([]bool, 48)
	for i := 24; i < 48; i++ {
		second[i] = true
	}
	in.Guesses = []Guess{{Low: 1 - .2*z90, High: 1 + .2*z90, Steps: [][]bool{second, second}}}
	m, err := newModel(in)
	if err != nil {
		t.Fatal(err)
	}
	var n float64
	var sum, squares [3]float64
	if err := m.replicate(context.Background(), Options{Seed: 5, Replications: 4000, Workers: 2}, func(r *run) {
		var x [3]float64
		for i := range 24 {
			a, b := float64(r.cells[0][24+i].arrived), float64(r.cells[1][24+i].arrived)
			x[0], x[1], x[2] = x[0]+float64(r.cells[0][i].arrived), x[1]+a, x[2]+a+b
		}
		n++
		for i, v := range x {
			sum[i], squares[i] = sum[i]+v, squares[i]+v*v
		}
	}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct{ mean, sd float64 }{{400, 20}, {400, 82.5}, {800, 162.5}} {
		mean := sum[i] / n
		near(t, "mean", mean, want.mean, 4*want.sd/math.Sqrt(n))
		near(t, "standard deviation", math.Sqrt(squares[i]/n-mean*mean), want.sd, want.sd/20)
	}
	in.Guesses[0].Steps = [][]bool{{true}}
	if _, err := newModel(in); err == nil {
		t.Error("a factor of one step is taken")
	}
}
