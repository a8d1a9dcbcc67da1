package forecast

import (
	"math"
	"sort"

	"paiban/internal/lang"
)

// blend is what several members say together.
type blend struct {
	names   []lang.Text
	ends    []int       // of the bands of lead, ascending; the last is the horizon
	weights [][]float64 // [band][member], each band's sum to 1
	point   []float64
	past    []outcome // what the blend would have said before, and what came
}

// outcome is one slot of one rolling origin: the forecast by weights that other
// origins gave, and the actual.
type outcome struct {
	origin, at, lead int // slots known then, the slot, slots between
	forecast, actual float64
}

// sharpness is the power of the inverse error by which members are weighted:
// 0 is their plain mean, ∞ the best alone.
const sharpness = 6

// blended forecasts the h slots after s by all members, each weighted by the
// inverse power of its mean absolute error from rolling origins, separately for
// each band of lead, which end before the leads ends. origins are ascending; those a member could not serve count
// as failures of it. Without a usable origin the members count alike.
func blended(s *sample, members []member, origins, ends []int) *blend {
	n, h, bands := len(s.y), ends[len(ends)-1], len(ends)
	all := append(append([]int(nil), origins...), n)
	b := &blend{ends: ends}
	var past [][][]float64 // [member][origin]
	var now [][]float64
	for _, m := range members {
		f := m.ahead(s, all, h)
		if f[len(origins)] == nil {
			continue
		}
		b.names = append(b.names, m.name())
		past = append(past, f[:len(origins)])
		now = append(now, f[len(origins)])
	}
	if len(now) == 0 {
		return nil
	}
	// abs[band][origin][member] is the sum of absolute errors.
	abs := make([][][]float64, bands)
	count := make([][]float64, bands)
	band := func(i int) int { return sort.SearchInts(ends, i+1) }
	for g := range abs {
		abs[g], count[g] = make([][]float64, len(origins)), make([]float64, len(origins))
		for o := range origins {
			abs[g][o] = make([]float64, len(now))
		}
	}
	for o, at := range origins {
		for i := 0; i < h && at+i < n; i++ {
			if !s.observed(at + i) {
				continue
			}
			g := band(i)
			count[g][o]++
			for m := range now {
				if past[m][o] == nil {
					abs[g][o][m] = math.Inf(1)
				} else {
					abs[g][o][m] += math.Abs(s.y[at+i] - past[m][o][i])
				}
			}
		}
	}
	for g := range bands {
		b.weights = append(b.weights, inverse(abs[:g+1], count[:g+1], -1, len(now)))
	}
	b.point = make([]float64, h)
	for i := range b.point {
		for m, w := range b.weights[band(i)] {
			b.point[i] += w * now[m][i]
		}
	}
	for o, at := range origins {
		for g := range bands {
			w := inverse(abs[:g+1], count[:g+1], o, len(now))
			first := 0
			if g > 0 {
				first = ends[g-1]
			}
			for i := first; i < ends[g]; i++ {
				if at+i >= n || !s.observed(at+i) {
					continue
				}
				v, ok := 0.0, true
				for m := range now {
					if w[m] > 0 && past[m][o] == nil {
						ok = false
					} else if w[m] > 0 {
						v += w[m] * past[m][o][i]
					}
				}
				if ok {
					b.past = append(b.past, outcome{at, at + i, i, v, s.y[at+i]})
				}
			}
		}
	}
	return b
}

// inverse returns the weights that the errors of all origins but skip give in
// the last band, or, where no other origin reaches that far, the one before.
func inverse(abs [][][]float64, count [][]float64, skip, members int) []float64 {
	g := len(abs) - 1
	e := make([]float64, members)
	n := 0.0
	for o, row := range abs[g] {
		if o == skip || count[g][o] == 0 {
			continue
		}
		n += count[g][o]
		for m, v := range row {
			e[m] += v
		}
	}
	if n == 0 && g > 0 {
		return inverse(abs[:g], count[:g], skip, members)
	}
	best := math.Inf(1)
	for m := range e {
		best = min(best, e[m])
	}
	w := make([]float64, members)
	total := 0.0
	for m := range w {
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
