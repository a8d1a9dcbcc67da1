package forecast

import (
	"math"
	"math/rand/v2"
	"testing"
)

// dayOf is a day of 24 hours with so many contacts from 8:00 to 24:00, whose level is off
// by the share spread (a standard deviation) and whose hours scatter as counts do.
func dayOf(hourly, spread float64) *Forecast {
	f := &Forecast{Step: 60, Point: make([]float64, 24), Low: make([]float64, 24), High: make([]float64, 24)}
	sum, width := 0.0, 0.0
	for h := range 24 {
		if h >= 8 {
			f.Point[h] = hourly
		}
		half := z90 * math.Sqrt(square(spread*f.Point[h])+f.Point[h])
		f.Low[h], f.High[h] = f.Point[h]-half, f.Point[h]+half
		sum, width = sum+f.Point[h], width+half
	}
	f.dayShare = []float64{z90 * math.Sqrt(square(spread*sum)+sum) / width}
	return f
}

// The level lies between the forecast and what has come, nearer to what has come the more
// was counted: with v = 0.04 and φ = 1 the forecast weighs as 1/v = 25 contacts do.
func TestIntradayShrinks(t *testing.T) {
	for _, c := range []struct {
		name   string
		hourly float64
		seen   int // hours from 8:00 on with 1.5 times the forecast
		want   float64
	}{
		{"nothing known", 10, 0, 1},
		{"10 expected, 15 came", 10, 1, (25. + 15) / (25 + 10)},
		{"60 expected, 90 came", 10, 6, (25. + 90) / (25 + 60)},
		{"600 expected, 900 came", 100, 6, (25. + 900) / (25 + 600)},
	} {
		f := dayOf(c.hourly, .2)
		seen := make([]float64, 8+c.seen)
		for h := range seen {
			seen[h] = 1.5 * f.Point[h]
		}
		in := f.Intraday(0, seen)
		if math.Abs(in.Level-c.want) > 1e-6 || in.Low >= in.Level || in.High <= in.Level {
			t.Errorf("%s: level %.4f (%.3f to %.3f), want %.4f", c.name, in.Level, in.Low, in.High, c.want)
		}
		for h, v := range in.Point { // the shape stays
			if math.Abs(v-in.Level*f.Point[h]) > 1e-9 {
				t.Errorf("%s: %d:00 has %.3f, want %.3f", c.name, h, v, in.Level*f.Point[h])
			}
		}
		// From 12:00 to 13:30 there are an hour and a half of the forecast.
		if got := in.Between(f, 12*60, 13*60+30).Point; math.Abs(got-1.5*c.hourly*in.Level) > 1e-9 {
			t.Errorf("%s: 12:00-13:30 has %.3f", c.name, got)
		}
	}
}

// Hours that nobody knows say nothing: neither for nor against the forecast.
func TestIntradayUnknownHours(t *testing.T) {
	f := dayOf(10, .2)
	seen := make([]float64, 12)
	for h := range seen {
		seen[h] = math.NaN()
	}
	if in := f.Intraday(0, seen); in.Slots != 0 || in.Level != 1 || in.Expected != 0 {
		t.Errorf("%d slots, level %v", in.Slots, in.Level)
	}
	seen[9] = 20
	if in := f.Intraday(0, seen); in.Slots != 1 || in.Expected != 10 || math.Abs(in.Level-45./35) > 1e-6 {
		t.Errorf("%d slots, %v expected, level %v", in.Slots, in.Expected, in.Level)
	}
}

// A day without a forecast stays one.
func TestIntradayWithoutForecast(t *testing.T) {
	f := dayOf(0, 0)
	if in := f.Intraday(0, []float64{3, 4}); in.Seen != 7 || in.Between(f, 0, 1440).Point != 0 {
		t.Errorf("%+v", in)
	}
}

// The interval of the rest of the day holds 90 times of 100, and the update beats the
// forecast: 2000 days whose level and counts are drawn as the model says.
func TestIntradayInterval(t *testing.T) {
	const days, spread, hourly = 2000, .25, 20.
	r := rand.New(rand.NewPCG(7, 1))
	f := dayOf(hourly, spread)
	within, own, updated := 0, 0.0, 0.0
	for range days {
		level := max(.05, 1+spread*r.NormFloat64())
		seen, rest := make([]float64, 14), 0.0
		for h := 8; h < 24; h++ {
			n := max(0, math.Round(level*hourly+math.Sqrt(level*hourly)*r.NormFloat64()))
			if h < 14 {
				seen[h] = n
			} else {
				rest += n
			}
		}
		got := f.Intraday(0, seen).Between(f, 14*60, 24*60)
		if got.Low <= rest && rest <= got.High {
			within++
		}
		own += math.Abs(rest - 10*hourly)
		updated += math.Abs(rest - got.Point)
	}
	// One standard error of the share is 0.7 points.
	if share := float64(within) / days; share < .88 || share > .92 {
		t.Errorf("the 90%% interval holds %.1f%% of the days", 100*share)
	}
	if updated > .6*own {
		t.Errorf("after six hours the miss is %.0f, without them %.0f", updated/days, own/days)
	}
}
