package forecast

import (
	"math"
	"slices"
	"sort"

	"paiban/internal/lang"
)

// blend is the weighted forecast of several members.
type blend struct {
	names   []lang.Text
	ends    []int       // of the bands of lead, ascending; the last is the horizon
	weights [][]float64 // [band][member], each band's sum to 1
	point   []float64
	past    []outcome // what the blend would have forecast before, and the actuals
	rolling *rolling
}

// outcome is one slot of one rolling origin: the forecast by weights that other
// origins gave, and the actual.
type outcome struct {
	origin, at, lead int // slots known then, the slot, slots between
	forecast, actual float64
}

// The power of the inverse error by which members are weighted, hours and weeks
// ahead: 0 is their plain mean, ∞ the best alone. Weeks ahead most members err to one
// side where the level moves, and the few that do not should not be drowned.
const (
	nearSharpness = 6
	farSharpness  = 10
)

// blended forecasts the slots after s by all members, each weighted by the inverse
// power of its mean absolute error from rolling origins, separately for each band of
// lead, which end before the leads ends. origins are ascending; those that a member
// could not serve count as failures of it. Without a usable origin all members have
// the same weight. It returns nil where no member can forecast.
func blended(s *sample, members []member, origins, ends []int) *blend {
	r := &rolling{s: s, origins: origins, ends: ends}
	b := &blend{ends: ends, rolling: r}
	b.names = r.forecast(members)
	if len(b.names) == 0 {
		return nil
	}
	r.measure()
	for g := range ends {
		b.weights = append(b.weights, r.weights(g, -1))
	}
	b.point = make([]float64, ends[len(ends)-1])
	for i := range b.point {
		for m, w := range b.weights[r.band(i)] {
			b.point[i] += w * r.now[m][i]
		}
	}
	b.past = r.outcomes()
	return b
}

// rolling is what members forecast from the origins and from the end of s.
type rolling struct {
	s             *sample
	origins, ends []int
	now           [][]float64   // [member]
	past          [][][]float64 // [member][origin]; nil where the member could not serve it
	abs           [][][]float64 // [band][origin][member] sum of absolute errors
	count         [][]float64   // [band][origin] slots that have an actual
	simple        []bool        // [member] whether it guards the blend
}

// band returns the band of a lead.
func (r *rolling) band(lead int) int { return sort.SearchInts(r.ends, lead+1) }

// forecast asks all members and returns the names of those that can forecast.
func (r *rolling) forecast(members []member) (names []lang.Text) {
	last := len(r.origins)
	all := append(append([]int(nil), r.origins...), len(r.s.y))
	for _, m := range members {
		f := m.ahead(r.s, all, r.ends[len(r.ends)-1])
		if f[last] == nil {
			continue
		}
		names = append(names, m.name())
		r.simple = append(r.simple, guards(m))
		r.past = append(r.past, f[:last])
		r.now = append(r.now, f[last])
	}
	return names
}

// measure adds up the errors of the members from every origin.
func (r *rolling) measure() {
	r.abs, r.count = make([][][]float64, len(r.ends)), make([][]float64, len(r.ends))
	for g := range r.abs {
		r.abs[g], r.count[g] = make([][]float64, len(r.origins)), make([]float64, len(r.origins))
		for o := range r.origins {
			r.abs[g][o] = make([]float64, len(r.now))
		}
	}
	for o, at := range r.origins {
		for i := 0; i < r.ends[len(r.ends)-1] && at+i < len(r.s.y); i++ {
			if !r.s.observed(at + i) {
				continue
			}
			g := r.band(i)
			r.count[g][o]++
			for m := range r.now {
				if r.past[m][o] == nil {
					r.abs[g][o][m] = math.Inf(1)
				} else {
					r.abs[g][o][m] += math.Abs(r.s.y[at+i] - r.past[m][o][i])
				}
			}
		}
	}
}

// weights returns the weights in band g that all origins but skip give.
func (r *rolling) weights(g, skip int) []float64 {
	sharpness := float64(nearSharpness)
	if r.s.far {
		sharpness = farSharpness
	}
	w := inverse(r.abs[:g+1], r.count[:g+1], r.fresh(), skip, r.simple, sharpness)
	if !slices.Contains(r.simple, true) {
		return w
	}
	return r.guarded(w, g, skip)
}

// fresh returns the weight of each origin's errors: later ones count more.
func (r *rolling) fresh() []float64 {
	w := make([]float64, len(r.origins))
	for o, at := range r.origins {
		w[o] = 1
		if r.s.memory > 0 {
			w[o] = math.Pow(0.5, float64(len(r.s.y)-at)/r.s.memory)
		}
	}
	return w
}

// outcomes lists what the blend would have forecast from each origin, with the
// weights that the other origins give.
func (r *rolling) outcomes() (past []outcome) {
	for o, at := range r.origins {
		first := 0
		for g, end := range r.ends {
			w := r.weights(g, o)
			for i := first; i < end; i++ {
				if at+i >= len(r.s.y) || !r.s.observed(at+i) {
					continue
				}
				if v, ok := r.blended(w, o, i); ok {
					past = append(past, outcome{at, at + i, i, v, r.s.y[at+i]})
				}
			}
			first = end
		}
	}
	return past
}

// blended returns the weighted forecast of lead i from origin o; false where a
// member of some weight could not serve it.
func (r *rolling) blended(w []float64, o, i int) (v float64, ok bool) {
	for m := range r.now {
		if w[m] == 0 {
			continue
		}
		if r.past[m][o] == nil {
			return 0, false
		}
		v += w[m] * r.past[m][o][i]
	}
	return v, true
}

// inverse returns the weights that the errors of all origins but skip give, each counted
// by fresh, in the last band, to members that are not simple, or, where no other origin reaches that far, in the one before.
func inverse(abs [][][]float64, count [][]float64, fresh []float64, skip int, simple []bool, sharpness float64) []float64 {
	g := len(abs) - 1
	e := make([]float64, len(simple))
	n := 0.0
	for o, row := range abs[g] {
		if o == skip || count[g][o] == 0 {
			continue
		}
		n += fresh[o] * count[g][o]
		for m, v := range row {
			e[m] += fresh[o] * v
		}
	}
	if n == 0 && g > 0 {
		return inverse(abs[:g], count[:g], fresh, skip, simple, sharpness)
	}
	best := math.Inf(1)
	for m := range e {
		if !simple[m] {
			best = min(best, e[m])
		}
	}
	w := make([]float64, len(simple))
	total := 0.0
	for m := range w {
		if simple[m] {
			continue
		}
		w[m] = 1
		if n > 0 && !math.IsInf(best, 1) {
			tiny := 1e-9 * n
			w[m] = math.Pow((best+tiny)/(e[m]+tiny), sharpness)
		}
		total += w[m]
	}
	for m := range w {
		w[m] /= total
	}
	return w
}
