package forecast

import "math"

// clues calls row for each lead from origin o with what may tell how far the blend is
// off there. Differences are in units of the miss (see unit); what is not known is NaN.
func (n *nearRun) clues(o int, row func(lead int, x []float64)) {
	if n.point[o] == nil {
		return
	}
	at, p, f := n.origins[o], n.point[o], n.members(o)
	mu, sd := moments(n.y[:at])
	var x []float64
	add := func(v ...float64) { x = append(x, v...) }

	// Misses of the latest days whose actuals were known, by slot of the day, each
	// from the origin so many days before and of its first or second day.
	type past struct {
		slot []float64
		mean float64
	}
	var lately []past
	for _, l := range [][2]int{{1, 0}, {2, 0}, {2, 1}, {3, 1}} {
		slot := n.missOf(o-l[0], l[1]*n.day, n.day)
		lately = append(lately, past{slot, known(slot)})
	}
	weekAgo := n.missOf(o-7, 0, n.h)
	weekMean := known(weekAgo)
	var size []float64
	for back := 2; back <= 8; back++ {
		for _, v := range n.missOf(o-back, 0, n.h) {
			size = append(size, math.Abs(v))
		}
	}
	usual := known(size)

	first, last := meanOf(p[:min(n.day, n.h)]), meanOf(p[max(0, n.h-n.day):])
	yesterday, week := meanOf(n.y[at-n.day:at]), meanOf(n.y[at-7*n.day:at])
	for i, v := range p {
		u := n.unit(v)
		x = x[:0]
		// What the members say, and how much they disagree.
		for m := range f {
			if f[m] == nil {
				add(math.NaN())
			} else {
				add((f[m][i] - v) / u)
			}
		}
		_, apart := moments(x)
		add(apart)
		// Which slot it is, of which series.
		add(float64(i), (v-mu)/sd, v/u, sd/mu)
		for _, l := range lately {
			add(l.slot[i%n.day], l.mean)
		}
		add(weekAgo[i], weekMean, usual)
		// The same slot of the last days and weeks.
		for d := 1; d <= 7; d++ {
			add((n.y[at-d*n.day+i%n.day] - v) / u)
		}
		back := (i/(7*n.day) + 1) * 7 * n.day
		add((n.y[at+i-back]-v)/u, (n.y[at+i-back-7*n.day]-v)/u)
		// The course that the blend takes.
		add((p[min(i+1, n.h-1)]-p[max(i-1, 0)])/u, (first-yesterday)/u, (last-first)/u, (yesterday-week)/u)
		row(i, x)
	}
}

// missOf returns the misses of leads [from, from+size) from origin o, NaN where there
// is no such origin or lead.
func (n *nearRun) missOf(o, from, size int) []float64 {
	out := make([]float64, size)
	for i := range out {
		out[i] = math.NaN()
		if o >= 0 && from+i < n.h {
			out[i] = n.miss[o][from+i]
		}
	}
	return out
}

// known returns the mean of what is known of z, NaN where that is nothing.
func known(z []float64) float64 { return mean(z, func(i int) float64 { return z[i] }) }

func meanOf(z []float64) float64 { return sumOf(z) / float64(len(z)) }
