package forecast

import (
	"context"

	"paiban/internal/lang"
)

// Band is a forecast with a central interval.
type Band struct{ Point, Low, High []float64 }

// nearMembers forecast some days ahead, where the last hours still matter.
func nearMembers() []member {
	return []member{
		ar{label: lang.T("自回归（对数）", "autoregression, log"), scale: log1p, short: 6, day: [2]int{-2, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-4, 4}, ridge: 1e-4, halfLife: 2},
		ar{label: lang.T("自回归", "autoregression"), scale: raw, short: 6, day: [2]int{-2, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-4, 4}, ridge: 1e-4, halfLife: 2},
		ar{label: lang.T("自回归（长记忆）", "autoregression, long"), scale: log1p, short: 23, day: [2]int{0, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-2, 2}, ridge: 1e-3, halfLife: 1},
		week{label: lang.T("周形态（稳）", "week, steady"), scale: log1p, decay: 0.7, catch: 0.05, fade: 0.98},
		week{label: lang.T("周形态（快）", "week, quick"), scale: log1p, decay: 0.7, catch: 0.2, fade: 0.9},
		lastDay{},
		dshw{},
		analog{log1p, 3},
	}
}

// ahead forecasts one series of [AheadAll]. Rolling origins a day apart, up to two
// weeks back, give the weights of the members and the intervals.
func ahead(y []float64, day, h int, cover float64) Band {
	s := &sample{y: y, day: day, week: 7 * day}
	var origins []int
	for back := 14 * day; back >= day; back -= day {
		if o := len(y) - back; o >= 2*s.week {
			origins = append(origins, o)
		}
	}
	ends := []int{h}
	if h > day {
		ends = []int{day, h}
	}
	b := blended(s, nearMembers(), origins, ends)
	if b == nil {
		// Less than a day is known: the forecast is its mean.
		f := make([]float64, h)
		for i := range f {
			f[i] = sumOf(y) / max(1, float64(len(y)))
		}
		return Band{f, f, f}
	}
	m := measure(b.past, h, day/8, cover)
	low, high := make([]float64, h), make([]float64, h)
	for i, f := range b.point {
		below, above := m.around(f, i)
		low[i], high[i] = max(0, f-below), f+above
	}
	return Band{b.point, low, high}
}

// AheadAll forecasts the h slots after each of ys, on all processors. Each series
// is complete and not negative, with day slots to a day and 7 days to a week; the
// intervals should hold the share cover of actuals. A cancelled ctx leaves the
// remaining bands empty.
func AheadAll(ctx context.Context, ys [][]float64, day, h int, cover float64) []Band {
	out := make([]Band, len(ys))
	each(len(ys), func(i int) {
		if ctx.Err() == nil {
			out[i] = ahead(ys[i], day, h, cover)
		}
	})
	return out
}
