package forecast

import (
	"math"

	"paiban/internal/lang"
)

const (
	// Members see hours; finer steps share an hour's volume out by the week.
	memberStep = 60
	// rollingOrigins are tried beyond the first that sees the whole lead.
	rollingOrigins = 8
	// An origin needs this many days before it.
	originDays = 28
	// The weight of an origin's errors halves in so many weeks.
	originMemory = 6.0
)

// farMembers forecast days to weeks ahead.
func farMembers(o *openGrid) []member {
	members := []member{onGrid{profile{label: lang.T("周形态，近期水平", "week, quick level"), shape: 84, level: 7}, o}}
	young := o.known() < 8*7
	if young {
		// Later the steady level with the turn of the month stands for it; two slow ones
		// would outweigh the members that see a drift.
		members = append(members, onGrid{profile{label: lang.T("周形态，长期水平", "week, slow level"), shape: 84, level: 40}, o})
	}
	if o.known() >= originDays {
		members = append(members, meanWeeks{4}, meanWeeks{1})
	}
	if young {
		return members
	}
	return append(members,
		onGrid{profile{label: lang.T("周形态，近期水平，月初月末", "week, quick level, turn of month"), shape: 84, level: 7, month: true}, o},
		onGrid{profile{label: lang.T("周形态，稳定水平，月初月末", "week, steady level, turn of month"), shape: 84, level: 80, month: true}, o},
		onGrid{profile{label: lang.T("周形态，参照去年走势", "week, last year's course"), shape: 84, level: 20, year: true}, o},
		ar{label: lang.T("自回归（逐周）", "autoregression, weeks"), scale: o.scale(), week: [2]int{-1, 1}, weeks: 4, ridge: 1e-2, halfLife: 16, unbiased: true},
		ar{label: lang.T("自回归（逐时）", "autoregression, hours"), scale: o.scale(), short: 6, day: [2]int{-2, 2}, twoDays: [2]int{-1, 2}, week: [2]int{-4, 4}, ridge: 1e-3, halfLife: 8, unbiased: true},
		trees{label: lang.T("提升树（逐时）", "boosted trees, hours"), o: o, hours: true},
		trees{label: lang.T("提升树（逐日）", "boosted trees, days"), o: o},
	)
}

// scale is that of regressions on o: logarithms, in which seasons are multiplicative, but
// counts themselves where they are small and their logarithms lie low.
func (o *openGrid) scale() transform {
	const small = 5 // contacts an hour
	sum, n := 0.0, 0.0
	for t, v := range o.y {
		if o.seen[t] {
			sum, n = sum+v, n+1
		}
	}
	return transform(sum >= small*n)
}

// known counts the days of o that were observed at all.
func (o *openGrid) known() (n int) {
	for d := 0; d < len(o.seen); d += o.day {
		for _, v := range o.seen[d : d+o.day] {
			if v {
				n++
				break
			}
		}
	}
	return n
}

// predict returns the normal volume of each slot of the horizon and how far
// such forecasts have missed.
func (q *queue) predict() ([]float64, misses) {
	n := q.hist.slots
	out := make([]float64, q.in.Days*n)
	cut := q.base.lastKnown() + 1
	parts := max(1, memberStep/q.base.step)
	if n%parts != 0 {
		parts = 1
	}
	o := q.openPart(cut, parts)
	if o == nil || len(o.at)*o.day == len(o.y) {
		return out, misses{}
	}
	var origins, ends []int
	for back := (q.all.days-cut+6)/7 + rollingOrigins - 1; back > 0; back-- {
		if d := cut - 7*back; d >= originDays {
			origins = append(origins, o.before(d))
		}
	}
	h := len(o.at)*o.day - len(o.y)
	for _, days := range []int{2, 7, 14, 28} {
		if e := min(h, o.before(cut+days)-len(o.y)); e > 0 && (len(ends) == 0 || e > ends[len(ends)-1]) {
			ends = append(ends, e)
		}
	}
	if ends[len(ends)-1] < h {
		ends = append(ends, h)
	}
	q.blend = blended(&o.sample, bounded(farMembers(o)), origins, ends)
	q.bands = nil
	for _, e := range ends {
		q.bands = append(q.bands, o.at[(len(o.y)+e-1)/o.day])
	}

	// From the open part back to the grid, and from hours to its step.
	fine := fitShape(q.base.head(cut), q.prior, shapeHalfLife)
	spread := func(v float64, day, slot int, each func(t int, v float64)) {
		share := fine.slots[q.all.dow[day]][slot*parts : (slot+1)*parts]
		whole := sumOf(share)
		for i, s := range share {
			if whole > 0 {
				each(day*n+slot*parts+i, v*s/whole)
			} else {
				each(day*n+slot*parts+i, v/float64(parts))
			}
		}
	}
	first := len(o.y) / o.day
	for i, v := range q.blend.point {
		day := o.at[first+i/o.day]
		if day >= q.hist.days {
			spread(v, day, o.slot[i%o.day], func(t int, v float64) {
				if q.open[mondayFirst(q.all.date(day))][t%n] {
					out[t-q.hist.days*n] = v
				}
			})
		}
	}
	var past []outcome
	for _, p := range q.blend.past {
		day := o.at[p.at/o.day]
		if day < len(q.laid) && q.laid[day] {
			continue // its hours have no noise of their own
		}
		// The day of the horizon that lies as far ahead.
		ahead := o.at[first] + day - o.at[p.origin/o.day] - q.hist.days
		spread(p.forecast, day, o.slot[p.at%o.day], func(t int, v float64) {
			if y := q.base.y[t]; !math.IsNaN(y) {
				// In the terms of then, in which the noise of counts is what it was.
				f := q.scale[t]
				past = append(past, outcome{origin: p.origin, at: t, lead: clampInt(ahead*n+t%n, 0, len(out)-1), forecast: v / f, actual: y / f})
			}
		})
	}
	q.lend(out)
	q.ceiling = q.keepShown(out)
	q.cancels = measureSums(past, n)
	return out, measure(past, len(out), n, coverage)
}

// bounded keeps each member between what its slot of the week has shown.
func bounded(members []member) []member {
	out := make([]member, len(members))
	for i, m := range members {
		out[i] = within{m}
	}
	return out
}

// openPart returns what the members see: the days before cut and those to come,
// parts steps taken together.
func (q *queue) openPart(cut, parts int) *openGrid {
	if cut == 0 {
		return nil
	}
	c, prior := q.base.head(cut).coarse(parts), q.prior.coarse(parts)
	w := fitShape(c, prior, shapeHalfLife)
	level := w.levels(c, cut, levelHalfLife, true)
	fill := make([]float64, len(c.y))
	for t := range fill {
		d := t / c.slots
		if v := w.at(level[d], c.dow[d], t%c.slots); v > 0 {
			fill[t] = v
		}
	}
	var open [7][]bool
	for k := range open {
		open[k] = make([]bool, c.slots)
		for s, o := range q.open[k] {
			open[k][s/parts] = open[k][s/parts] || o
		}
	}
	return openPart(c, prior, q.all.dow, open, fill)
}

// lend gives the makeup days of the horizon the volume of the nearest day of the
// weekday whose pattern they follow.
func (q *queue) lend(out []float64) {
	n := q.hist.slots
	for d := q.hist.days; d < q.all.days; d++ {
		k := q.all.dow[d]
		if k == mondayFirst(q.all.date(d)) {
			continue
		}
		for _, off := range []int{-1, 1, -6, 6} {
			if x := d + off; x >= q.hist.days && x < q.all.days && k == mondayFirst(q.all.date(x)) && q.all.dow[x] == k {
				copy(out[(d-q.hist.days)*n:(d-q.hist.days+1)*n], out[(x-q.hist.days)*n:(x-q.hist.days+1)*n])
				break
			}
		}
	}
}

// lastKnown returns the last day of g of which anything is known, −1 if none.
func (g *grid) lastKnown() int {
	for t := len(g.y) - 1; t >= 0; t-- {
		if !math.IsNaN(g.y[t]) {
			return t / g.slots
		}
	}
	return -1
}

// coarse returns g with every parts slots taken together; a slot is known where
// any of its parts is, the others taken to be like them.
func (g *grid) coarse(parts int) *grid {
	if parts == 1 {
		return g
	}
	c := &grid{start: g.start, step: g.step * parts, slots: g.slots / parts, days: g.days, dow: g.dow, y: make([]float64, len(g.y)/parts)}
	for t := range c.y {
		sum, known := 0.0, 0.0
		for _, v := range g.y[t*parts : (t+1)*parts] {
			if !math.IsNaN(v) {
				sum, known = sum+v, known+1
			}
		}
		c.y[t] = sum * float64(parts) / known // NaN where none is known
	}
	return c
}

// coarse returns w with every parts slots taken together.
func (w shape) coarse(parts int) shape {
	for k, fine := range w.slots {
		w.slots[k] = make([]float64, len(fine)/parts)
		for s, v := range fine {
			w.slots[k][s/parts] += v
		}
	}
	return w
}
