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

// AheadAll forecasts the h slots after each of ys, on all processors: each by a blend
// of members of its own, which is then corrected by what was learnt across all of them.
// Each series is complete and not negative, with day slots to a day and 7 days to a
// week; the intervals should hold the share cover of actuals. A cancelled ctx leaves
// the remaining bands empty.
func AheadAll(ctx context.Context, ys [][]float64, day, h int, cover float64) []Band {
	out, runs := make([]Band, len(ys)), make(across, len(ys))
	each(len(ys), func(i int) {
		if ctx.Err() == nil {
			runs[i] = near(ys[i], day, h)
		}
	})
	if ctx.Err() != nil {
		return out
	}
	runs.correct()
	bands := runs.bands(cover)
	each(len(ys), func(i int) {
		switch {
		case ctx.Err() != nil:
		case runs[i] == nil:
			// Less than a day is known: the forecast is its mean.
			f := make([]float64, h)
			for j := range f {
				f[j] = sumOf(ys[i]) / max(1, float64(len(ys[i])))
			}
			out[i] = Band{f, f, f}
		case bands[i].Point != nil:
			out[i] = bands[i]
		default:
			out[i] = runs[i].band(cover)
		}
	})
	return out
}

// band returns the forecast of the series with an interval that should hold the share
// cover of actuals, as its own past shows it.
func (n *nearRun) band(cover float64) Band {
	m := n.misses(cover)
	b := Band{n.best[n.now()], make([]float64, n.h), make([]float64, n.h)}
	for lead, f := range b.Point {
		below, above := m.around(f, lead)
		b.Low[lead], b.High[lead] = max(0, f-below), f+above
	}
	return b
}

// misses measures how far the forecasts from the past origins were off.
func (n *nearRun) misses(cover float64) misses {
	var past []outcome
	for o, at := range n.origins[:n.now()] {
		for lead, f := range n.best[o] {
			if at+lead < len(n.y) {
				past = append(past, outcome{at, at + lead, lead, f, n.y[at+lead]})
			}
		}
	}
	return measure(past, n.h, n.day/8, cover)
}
