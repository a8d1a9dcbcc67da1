package forecast

import (
	"math"
	"math/rand/v2"

	"paiban/internal/workcal"
)

// shop is a seeded generator of inquiry history whose truth is known: a weekday
// by hour pattern with growth, times what happened on top of it.
type shop struct {
	start  workcal.Date
	days   int
	step   int     // minutes
	daily  float64 // contacts on a mean day at the start
	growth float64 // factor a year
	opens  int     // minute of the day
	closes int
	happen func(d workcal.Date, minute int) float64 // nil is always 1
	noise  uint64                                   // seed of the Poisson counts; 0 is none
}

// Hours of a retail day: a morning rise, a dip at supper, a peak at 21.
var shopHours = [24]float64{3, 1.5, .8, .5, .5, .7, 1.4, 2.5, 4, 5, 5.5, 5, 4.5, 5, 5.2, 5.3, 5.2, 4.6, 5, 6.5, 7.8, 8.8, 8.2, 5.5}

// Weekdays from Monday on; the mean is 1.
var shopWeek = [7]float64{1.10, 1.05, 1.00, 1.00, 0.95, 0.92, 0.98}

// mean is the true expected volume of the slot that starts at minute of d.
func (s shop) mean(d workcal.Date, minute int) float64 {
	if minute < s.opens || minute >= s.closes {
		return math.NaN()
	}
	total := 0.0
	for _, v := range shopHours {
		total += v
	}
	v := s.daily * math.Pow(s.growth, float64(d-s.start)/365) * shopWeek[mondayFirst(d)]
	share := 0.0
	for m := minute; m < minute+s.step; m++ {
		share += shopHours[m/60] / total / 60
	}
	if s.happen != nil {
		v *= s.happen(d, minute)
	}
	return v * share
}

// series returns the counts of days [0, s.days).
func (s shop) series(name string) Series {
	rng := rand.New(rand.NewPCG(s.noise, 1))
	out := Series{Queue: name, Start: s.start, Step: s.step}
	for d := range s.days {
		for m := 0; m < 1440; m += s.step {
			v := s.mean(s.start+workcal.Date(d), m)
			if s.noise > 0 && !math.IsNaN(v) {
				v = poisson(rng, v)
			}
			out.Values = append(out.Values, v)
		}
	}
	return out
}

// poisson draws a count: by multiplication of uniforms in pieces of mean ≤ 30.
func poisson(rng *rand.Rand, mean float64) float64 {
	n := 0.0
	for ; mean > 0; mean -= 30 {
		limit := math.Exp(-min(mean, 30))
		for p := rng.Float64(); p > limit; p *= rng.Float64() {
			n++
		}
	}
	return n
}

var monday = workcal.DateOf(2026, 3, 2)

func plainShop() shop {
	return shop{start: monday, days: 84, step: 60, daily: 600, growth: 1, opens: 8 * 60, closes: 24 * 60, noise: 7}
}
