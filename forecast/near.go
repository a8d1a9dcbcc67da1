package forecast

import "math"

// nearRun is one series of [AheadAll] with what its members and their blend forecast
// from rolling origins and from its end.
type nearRun struct {
	y       []float64
	blend   *blend
	day, h  int
	scale   float64     // mean absolute change from one day to the next
	origins []int       // ascending, a day apart; the last is the end of y
	point   [][]float64 // [origin] of the blend, by weights that the other origins give; nil where not served
	miss    [][]float64 // [origin] what y was above point, in units; NaN where not known
	best    [][]float64 // [origin] point, corrected by what all series teach
}

// near forecasts the h slots after y by the near members, from its end and from rolling
// origins a day apart, up to two weeks back. It returns nil where less than a day is
// known.
func near(y []float64, day, h int) *nearRun {
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
		return nil
	}
	n := &nearRun{y: y, blend: b, day: day, h: h, scale: Scale(y, day), origins: append(origins, len(y))}
	for o := range origins {
		n.point = append(n.point, b.rolling.without(o))
	}
	n.point = append(n.point, b.point)
	n.miss, n.best = n.missesOf(n.point), n.point
	return n
}

// missesOf returns what y was above the forecasts f[origin], in units of them; NaN where
// either is not known.
func (n *nearRun) missesOf(f [][]float64) [][]float64 {
	out := make([][]float64, len(f))
	for o, at := range n.origins {
		out[o] = make([]float64, n.h)
		for i := range out[o] {
			out[o][i] = math.NaN()
			if f[o] != nil && at+i < len(n.y) {
				out[o][i] = (n.y[at+i] - f[o][i]) / n.unit(f[o][i])
			}
		}
	}
	return out
}

// now is the index of the origin at the end of the series.
func (n *nearRun) now() int { return len(n.origins) - 1 }

// A plain forecast of hours misses by about this much: so many times the mean change
// from one day to the next, and this share of what it says (Naive2 on the hourly
// series of the M4 competition).
const (
	plainScaled   = 2.4
	plainRelative = 0.18
)

// unit is the miss that is typical of a plain forecast f of the series, so that misses
// of different series and slots can be compared: the change from one day to the next
// and f itself each say what is typical, and half the harmonic mean of both is taken, as the
// competition takes the mean of scaled and relative misses.
func (n *nearRun) unit(f float64) float64 {
	return 1 / (1/(plainScaled*n.scale) + 1/(plainRelative*max(f, 1e-3*n.scale)))
}

// alike reports whether the series can be compared with others: two weeks of it and an
// origin are known, and it does not repeat itself.
func (n *nearRun) alike() bool {
	return n != nil && n.now() > 0 && n.scale > 0
}

// members returns what each member forecast from origin o, nil where it could not.
func (n *nearRun) members(o int) [][]float64 {
	r := n.blend.rolling
	if o == n.now() {
		return r.now
	}
	f := make([][]float64, len(r.past))
	for m := range f {
		f[m] = r.past[m][o]
	}
	return f
}

// without returns what the blend would have forecast from origin o, with the weights
// that the other origins give; nil where a member of some weight could not serve it.
func (r *rolling) without(o int) []float64 {
	var out []float64
	for g, end := range r.ends {
		w := r.weights(g, o)
		for i := len(out); i < end; i++ {
			v, ok := r.blended(w, o, i)
			if !ok {
				return nil
			}
			out = append(out, v)
		}
	}
	return out
}
