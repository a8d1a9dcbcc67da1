package forecast

import (
	"context"
	"math"
	"sort"
)

// Band is a forecast with a central interval.
type Band struct{ Point, Low, High []float64 }

// nearMembers forecast some days ahead, where the last hours still tell.
func nearMembers() []member {
	return []member{
		ar{label: "autoregression, log", scale: log1p, short: 6, day: [2]int{-2, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-4, 4}, ridge: 1e-4, halfLife: 2},
		ar{label: "autoregression", scale: raw, short: 6, day: [2]int{-2, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-4, 4}, ridge: 1e-4, halfLife: 2},
		ar{label: "autoregression, long", scale: log1p, short: 23, day: [2]int{0, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-2, 2}, ridge: 1e-3, halfLife: 1},
		week{label: "week, steady", scale: log1p, decay: 0.7, catch: 0.05, fade: 0.98},
		week{label: "week, quick", scale: log1p, decay: 0.7, catch: 0.2, fade: 0.9},
		lastDay{},
		dshw{},
		analog{log1p, 3},
	}
}

// Ahead forecasts the h slots after y, a complete series of non-negative values
// with day slots to a day and 7 days to a week, with intervals that should hold
// the share cover of actuals. Rolling origins a day apart, up to two weeks back,
// weigh the members and give the intervals.
func Ahead(y []float64, day, h int, cover float64) Band {
	s := &sample{y: y, day: day, week: 7 * day}
	var origins []int
	for back := 14 * day; back >= day; back -= day {
		if o := len(y) - back; o >= 2*s.week {
			origins = append(origins, o)
		}
	}
	bands := min(2, h)
	b := blended(s, nearMembers(), origins, h, bands)
	if b == nil {
		// Less than a day is known: its mean is all there is.
		f := make([]float64, h)
		for i := range f {
			f[i] = mean(y, func(t int) float64 { return y[t] })
		}
		return Band{f, f, f}
	}
	low, high := b.interval(cover)
	return Band{b.point, low, high}
}

// AheadAll is [Ahead] for many series at once, on all processors. A cancelled
// ctx leaves the remaining ones empty.
func AheadAll(ctx context.Context, ys [][]float64, day, h int, cover float64) []Band {
	out := make([]Band, len(ys))
	each(len(ys), func(i int) {
		if ctx.Err() == nil {
			out[i] = Ahead(ys[i], day, h, cover)
		}
	})
	return out
}

const (
	// Misses grow with the forecast to this power: between Poisson counts (½)
	// and a constant coefficient of variation (1).
	missPower = 0.75
	// How far a lead's own spread is drawn to that of all leads.
	spreadShrink = 0.25
	// leadWindow leads to either side share their spread.
	leadWindow = 3
	// The rolling origins are few and near each other, so that their misses
	// are too narrow; measured on held-out weeks of the M4 training series.
	inflate = 1.1
)

// interval returns the split-conformal interval that should hold the share cover
// of actuals: misses from rolling origins, in units of forecast^missPower and of
// their lead's spread, pooled over leads.
func (b *blend) interval(cover float64) (low, high []float64) {
	h := len(b.point)
	unit := func(f float64) float64 { return math.Pow(max(f, 1e-3), missPower) }
	sum, n := make([]float64, h), make([]float64, h)
	all, count := 0.0, 0.0
	for _, p := range b.past {
		e := math.Abs(p.actual-p.forecast) / unit(p.forecast)
		all, count = all+e, count+1
		for i := max(0, p.lead-leadWindow); i <= min(h-1, p.lead+leadWindow); i++ {
			sum[i], n[i] = sum[i]+e, n[i]+1
		}
	}
	low, high = make([]float64, h), make([]float64, h)
	if count == 0 {
		for i, f := range b.point {
			w := 2 * math.Sqrt(f+f*f/16)
			low[i], high[i] = max(0, f-w), f+w
		}
		return low, high
	}
	spread := make([]float64, h)
	for i := range spread {
		spread[i] = all/count + 1e-12
		if n[i] > 0 {
			spread[i] = math.Pow(sum[i]/n[i]+1e-12, 1-spreadShrink) * math.Pow(spread[i], spreadShrink)
		}
	}
	z := make([]float64, 0, len(b.past))
	for _, p := range b.past {
		z = append(z, (p.actual-p.forecast)/(unit(p.forecast)*spread[p.lead]))
	}
	sort.Float64s(z)
	below, above := min(0, quantile(z, (1-cover)/2)), max(0, quantile(z, (1+cover)/2))
	for i, f := range b.point {
		u := inflate * unit(f) * spread[i]
		low[i], high[i] = max(0, f+below*u), f+above*u
	}
	return low, high
}
