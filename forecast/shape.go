package forecast

import "math"

// shape is a normal week: what share of a day's volume falls into each slot,
// by weekday, and how each weekday compares with the mean day.
type shape struct {
	slots [7][]float64 // each sums to 1
	index [7]float64   // mean 1
	days  float64      // effective days it rests on
}

// priorShape is the week assumed where there is no history: every day alike,
// hours as in prior (24 shares; nil is flat).
func priorShape(prior []float64, step int) shape {
	n := 1440 / step
	day := make([]float64, n)
	total := 0.0
	for _, p := range prior {
		total += max(p, 0)
	}
	for s := range day {
		day[s] = 1 / float64(n)
		if total > 0 {
			day[s] = 0
			for m := s * step; m < (s+1)*step; m++ {
				day[s] += max(prior[m/60], 0) / total / 60
			}
		}
	}
	var w shape
	for i := range w.slots {
		w.slots[i], w.index[i] = day, 1
	}
	return w
}

// fitShape estimates the normal week of g, the latest days counting most:
// a day's weight halves every halfLife days. Each estimate is shrunk to the
// next coarser one as if that had been seen for shrink days: a weekday's hours
// to all days' hours, those to prior's.
func fitShape(g *grid, prior shape, halfLife float64) shape {
	const shrink = 1.0
	n := g.slots
	decay := math.Pow(0.5, 1/halfLife)
	w := prior
	// Two rounds: totals of days with gaps need the shape, which needs totals.
	for range 2 {
		var sum, exp [7][]float64 // Σ weight·y and Σ weight·total over the days where the slot is known
		for k := range sum {
			sum[k], exp[k] = make([]float64, n), make([]float64, n)
		}
		var totals, weight [7]float64
		var effective, expected float64
		for d := range g.days {
			k := g.dow[d]
			t, ok := dayTotal(g.day(d), w.slots[k])
			if !ok {
				continue
			}
			f := math.Pow(decay, float64(g.days-1-d))
			effective += f
			expected += f * w.index[k]
			totals[k] += f * t
			weight[k] += f
			for s, v := range g.day(d) {
				if !math.IsNaN(v) {
					sum[k][s] += f * v
					exp[k][s] += f * t
				}
			}
		}
		if effective == 0 {
			return prior
		}
		var total float64
		for k := range totals {
			total += totals[k]
		}
		mean := total / expected
		if mean == 0 {
			return prior
		}
		next := shape{days: effective}
		// All weekdays together, each slot's share shrunk to the prior's.
		all := make([]float64, n)
		for s := range all {
			a, b, p := 0.0, 0.0, 0.0
			for k := range sum {
				a, b, p = a+sum[k][s], b+exp[k][s], p+prior.slots[k][s]/7
			}
			all[s] = (a + shrink*mean*p) / (b + shrink*mean)
		}
		norm := 0.0
		for k := range next.index {
			next.index[k] = (totals[k]/mean + shrink*prior.index[k]) / (weight[k] + shrink)
			norm += next.index[k] / 7
			next.slots[k] = make([]float64, n)
			for s := range all {
				next.slots[k][s] = (sum[k][s] + 2*shrink*mean*all[s]) / (exp[k][s] + 2*shrink*mean)
			}
			normalise(next.slots[k])
		}
		for k := range next.index {
			next.index[k] /= norm
		}
		w = next
	}
	return w
}

// dayTotal returns the volume of a whole day given the known part of it, and
// whether enough of it is known: a quarter of its usual volume.
func dayTotal(day, share []float64) (float64, bool) {
	sum, known := 0.0, 0.0
	for s, v := range day {
		if !math.IsNaN(v) {
			sum += v
			known += share[s]
		}
	}
	if known < 0.25 {
		return 0, false
	}
	return sum / known, true
}

func normalise(p []float64) {
	total := 0.0
	for _, v := range p {
		total += v
	}
	if total > 0 {
		for i := range p {
			p[i] /= total
		}
	}
}

// levels returns for each of days days the volume of a mean day around it: the
// mean of known days' totals over their weekday's index, each weighted by
// closeness, halving every halfLife days, on both sides or, with past set, only
// before the day. Days beyond history carry the last level on. NaN where
// nothing at all is known.
func (w *shape) levels(g *grid, days int, halfLife float64, past bool) []float64 {
	decay := math.Pow(0.5, 1/halfLife)
	level := make([]float64, days)
	num, den := make([]float64, days), make([]float64, days)
	sweep := func(from, to, by int, own bool) {
		a, b := 0.0, 0.0
		for d := from; d != to; d += by {
			a, b = a*decay, b*decay
			if !own {
				num[d], den[d] = num[d]+a, den[d]+b
			}
			if d < g.days {
				k := g.dow[d]
				if t, ok := dayTotal(g.day(d), w.slots[k]); ok {
					a, b = a+t/w.index[k], b+1
				}
			}
			if own {
				num[d], den[d] = num[d]+a, den[d]+b
			}
		}
	}
	sweep(0, days, 1, true)
	if !past {
		sweep(days-1, -1, -1, false)
	}
	last := math.NaN()
	for d := range level {
		if den[d] > 0 {
			last = num[d] / den[d]
		}
		level[d] = last
	}
	return level
}

// at returns the normal volume of a slot given the level of its day.
func (w *shape) at(level float64, dow, slot int) float64 {
	return level * w.index[dow] * w.slots[dow][slot]
}
