package forecast

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
)

// erratic makes a shop at random: 10 to 20,000 contacts a day, 10 days to 40 weeks of
// history, closed hours and weekdays, growth, wandering days, and up to four troubles,
// among them unentered campaigns, steps of level, gaps, outages and double exports, half
// of them in the last two weeks.
func erratic(seed uint64) Series {
	rng := rand.New(rand.NewPCG(seed, 9))
	s := plainShop()
	s.noise = seed
	s.daily = math.Exp(math.Log(10) + rng.Float64()*math.Log(2000))
	s.days = 10 + rng.IntN(7*[]int{4, 12, 20, 40}[rng.IntN(4)])
	s.growth = math.Exp(rng.NormFloat64() * 0.4)
	s.opens, s.closes = 60*rng.IntN(10), 60*(18+rng.IntN(7))
	closed := -1
	if rng.IntN(3) == 0 {
		closed = rng.IntN(7)
	}
	type trouble struct {
		from, to int
		factor   float64
		shape    int
	}
	var troubles []trouble
	for range rng.IntN(5) {
		length := 1 + rng.IntN(14)
		from := rng.IntN(s.days)
		if rng.IntN(2) == 0 {
			from = s.days - 1 - rng.IntN(min(14, s.days))
		}
		factor := math.Exp(rng.NormFloat64())
		shape := rng.IntN(5)
		switch shape {
		case 1: // a step
			length = s.days
		case 2: // gap
			factor = math.NaN()
		case 3:
			factor = 0
		}
		troubles = append(troubles, trouble{from, from + length, factor, shape})
	}
	wander, level := rng.Float64()*0.12, 0.0
	day := -1
	s.happen = func(d workcal.Date, _ int) float64 {
		at := int(d - s.start)
		if at != day {
			day, level = at, 0.7*level+wander*rng.NormFloat64()
		}
		f := math.Exp(level)
		if mondayFirst(d) == closed {
			return math.NaN()
		}
		for _, t := range troubles {
			if at >= t.from && at < t.to {
				by := t.factor
				if t.shape == 4 { // rises and falls
					by = 1 + (t.factor-1)*math.Sin(math.Pi*(float64(at-t.from)+0.5)/float64(t.to-t.from))
				}
				f *= by
			}
		}
		return f
	}
	return s.series("q")
}

// No forecast, no member and no interval leaves what was shown: whatever happened, no hour
// is above the busiest hour ever, no day above the busiest day, no upper bound out of
// their order, and no week goes on climbing. Thousands of histories with -many.
func TestNothingExplodes(t *testing.T) {
	seeds := uint64(60)
	if *many {
		seeds = 3000
	}
	each(int(seeds), func(i int) {
		past := erratic(uint64(i) + 1)
		days := 28
		in := Input{History: []Series{past}, From: past.Start + workcal.Date(len(past.Values)/24), Days: days}
		qs, fs, err := fit(t.Context(), in)
		if err != nil {
			t.Error(err)
			return
		}
		f, q := fs[0], qs[0]
		peak, busiest := 0.0, 0.0
		for d := range len(past.Values) / 24 {
			day := 0.0
			for _, v := range past.Values[d*24 : d*24+24] {
				if !math.IsNaN(v) {
					peak, day = max(peak, v), day+v
				}
			}
			busiest = max(busiest, day)
		}
		// A short history has shown little: n counts leave a share of 3/n more.
		slack := 1 + 12/float64(len(past.Values)/24)
		var weeks [4]float64
		for d := range days {
			day := sumOf(f.Point[d*24 : d*24+24])
			weeks[d/7] += day
			if day > slack*busiest+1 {
				t.Errorf("seed %d: day %d has %.0f, the busiest ever %.0f", i+1, d, day, busiest)
				return
			}
			for h := range 24 {
				if v := f.Point[d*24+h]; v > slack*peak+1 {
					t.Errorf("seed %d: day %d, %d h: %.1f, the busiest ever %.0f", i+1, d, h, v, peak)
					return
				}
				if v := f.High[d*24+h]; v > 2*slack*peak+10 {
					t.Errorf("seed %d: day %d, %d h: up to %.1f, the busiest ever %.0f", i+1, d, h, v, peak)
					return
				}
			}
		}
		if weeks[3] > 1.25*weeks[0]+10 {
			t.Errorf("seed %d: %.0f in the first week, %.0f in the fourth", i+1, weeks[0], weeks[3])
		}
		o := q.openPart(q.base.lastKnown()+1, 1)
		if o == nil {
			return
		}
		most := 0.0 // in today's terms
		for k, v := range o.y {
			if o.seen[k] {
				most = max(most, v)
			}
		}
		for _, m := range bounded(farMembers(o)) {
			for k, v := range m.ahead(&o.sample, []int{len(o.y)}, 4*o.week)[0] {
				if v > most*slack+1 {
					t.Errorf("seed %d: %s has %.1f at lead %d, the busiest of what it was taught %.0f", i+1, m.name().EN, v, k, most)
					return
				}
			}
		}
	})
}

// Weeks of 70 and then 140: the second, third and fourth may have 1.25^⅓, 1.25^⅔ and 1.25
// times the first. Two days of a fifth week are compared with two of the first.
func TestKeepLevel(t *testing.T) {
	q := &queue{hist: &grid{slots: 1}}
	out := make([]float64, 30)
	for d := range out {
		out[d] = 20
		if d < 7 {
			out[d] = 10
		}
	}
	q.keepLevel(out)
	for w, want := range []float64{70, 70 * math.Cbrt(1.25), 70 * math.Pow(1.25, 2.0/3), 87.5, 20 * math.Pow(1.25, 4.0/3)} {
		if got := sumOf(out[7*w : min(7*w+7, 30)]); math.Abs(got-want) > 1e-9 {
			t.Errorf("week %d has %.2f, want %.2f", w+1, got, want)
		}
	}
}
