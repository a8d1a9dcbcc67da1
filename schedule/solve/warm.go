package solve

import (
	"math"
	"sync"
)

// warm finds multipliers and a fractional roster of the whole problem without a
// linear program, by block-coordinate Frank–Wolfe steps on an augmented
// Lagrangian: everybody holds a mixture of columns; each in turn is priced at
// multipliers that lean against the rows' gaps, and moves some way to the column
// found; after each pass the multipliers move. (Lacoste-Julien and others,
// Block-coordinate Frank-Wolfe optimization, 2013; Gidel, Pedregosa and
// Lacoste-Julien, Frank-Wolfe splitting via augmented Lagrangian, 2018.)
type warm struct {
	m       *model
	windows []*window
	mix     [][]mixed // by person
	heads   []float64 // by row, of the mixtures
	pi      []float64 // multipliers, cost saved by a head
	rho     float64   // penalty, cost per head squared
	sides   [pair]*searcher
}

// mixed is a column in somebody's mixture.
type mixed struct {
	cells  []int16
	weight float64
}

func newWarm(m *model) *warm {
	w := &warm{m: m, windows: make([]*window, len(m.people)), mix: make([][]mixed, len(m.people)), heads: make([]float64, len(m.rows)),
		pi: make([]float64, len(m.rows)), rho: m.typical() / 16 / math.Sqrt(m.overlap())}
	for i := range w.windows {
		w.windows[i] = m.newWindow(i, 0, m.days, nil, nil)
		w.windows[i].most = min(maxValues, warmValues/len(w.windows))
	}
	for k := range w.sides {
		w.sides[k] = newSearcher(m, nil)
	}
	return w
}

// overlap is how many rows a cell of work adds a head to, on average.
func (m *model) overlap() float64 {
	cells := 0
	for k := range m.days * m.cells {
		if len(m.touched(k)) > 0 {
			cells++
		}
	}
	return float64(len(m.touch)) / float64(max(1, cells))
}

// valley returns the z that minimises f(z) + pi·z + rho/2·(z − y)² for the row's
// cost f, straight between whole heads.
func (w *warm) valley(r int, y float64) float64 {
	f := w.m.rows[r].f
	pi, rho := w.pi[r], w.rho
	// The derivative at z to the right of whole heads k is slope(k) + pi + rho(z − y).
	for k := 0; k < len(f)-1; k++ {
		z := y - (pi+float64(f[k+1]-f[k]))/rho
		if z <= float64(k) {
			return float64(k)
		}
		if z < float64(k+1) {
			return z
		}
	}
	return float64(len(f) - 1)
}

// lean returns the multiplier of row r that leans against its gap.
func (w *warm) lean(r int) float64 {
	y := w.heads[r]
	return w.pi[r] + w.rho*(w.valley(r, y)-y)
}

// price finds person i's cheapest column at multipliers mu, by row, scaled.
func (w *warm) price(side int, i int, mu []int64) int64 {
	s := w.sides[side]
	w.m.reduce(s.cost, i, mu)
	return s.pricer.price(w.windows[i], s.cost, s.buf)
}

// run makes passes until there were enough or stop says so, and returns the best
// bound met, scaled.
func (w *warm) run(passes int, stop func() bool) (bound int64) {
	bound = math.MinInt64
	best := make([]float64, len(w.pi))
	mu := make([]int64, len(w.pi))
	mean := make([]float64, len(w.pi))
	const (
		every   = 5    // passes between bounds, which cost a pass each
		patient = 10   // bounds that may go by without gain
		gain    = 5e-4 // share by which a bound must be better to be one
	)
	stale, mark := 0, int64(math.MinInt64/2)
	for pass := 0; pass < passes && stale < patient && !stop(); pass++ {
		step := max(2/float64(pass+3), 0.03)
		if pass == 0 {
			step = 1
		}
		for i := 0; i < len(w.m.people); i += pair {
			for r := range mu {
				mu[r] = int64(w.lean(r) * scale)
			}
			n := min(pair, len(w.m.people)-i)
			var all sync.WaitGroup
			for k := range n {
				all.Go(func() { w.price(k, i+k, mu) })
			}
			all.Wait()
			for k := range n {
				w.move(i+k, w.sides[k].buf, step)
			}
		}
		for r := range w.pi {
			y := w.heads[r]
			w.pi[r] += 0.5 * w.rho * (w.valley(r, y) - y)
			mean[r] += (w.pi[r] - mean[r]) * 0.2
		}
		if pass%every == every-1 {
			at := w.pi
			if pass%(2*every) == every-1 {
				at = mean
			}
			if v := w.bound(at, mu); v > bound {
				bound = v
				copy(best, at)
			}
			stale++
			if bound > mark+int64(gain*math.Abs(float64(mark))) {
				stale, mark = 0, bound
			}
		}
	}
	if bound > math.MinInt64 {
		copy(w.pi, best)
	}
	return bound
}

// bound is the Lagrangian bound at multipliers pi, scaled, cover that nobody can
// change left out.
func (w *warm) bound(pi []float64, mu []int64) (v int64) {
	for r := range pi {
		mu[r] = int64(pi[r] * scale)
		f := w.m.rows[r].f
		least := f[0] * scale
		for k := range f {
			least = min(least, f[k]*scale+mu[r]*int64(k))
		}
		v += least
	}
	var parts [pair]int64
	var all sync.WaitGroup
	for k := range pair {
		all.Go(func() {
			for i := k; i < len(w.m.people); i += pair {
				parts[k] += w.price(k, i, mu) + w.windows[i].fixed
			}
		})
	}
	all.Wait()
	for _, p := range parts {
		v += p
	}
	return v
}

// move takes person i's mixture a step towards cells.
func (w *warm) move(i int, cells []int16, step float64) {
	mix := w.mix[i]
	found := false
	kept := mix[:0]
	for _, x := range mix {
		before := x.weight
		x.weight *= 1 - step
		if same(x.cells, cells) {
			x.weight += step
			found = true
		}
		const faint = 1e-3
		if x.weight < faint {
			w.count(i, x.cells, -before)
			continue
		}
		w.count(i, x.cells, x.weight-before)
		kept = append(kept, x)
	}
	if !found {
		kept = append(kept, mixed{append([]int16(nil), cells...), step})
		w.count(i, cells, step)
	}
	w.mix[i] = kept
}

func same(a, b []int16) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

// count adds weight heads where cells of person i are.
func (w *warm) count(i int, cells []int16, weight float64) {
	if !w.m.people[i].cover {
		return
	}
	for d, c := range cells {
		for _, r := range w.m.touched(w.m.at(d, int(c))) {
			w.heads[r] += weight
		}
	}
}

// round gives everybody in turn the cells that cost least at multipliers that lean
// against the gaps beside the others' mixtures, and returns them. The windows of s
// keep all hard rules.
func (w *warm) round(s *searcher) [][]int16 {
	out := make([][]int16, len(w.mix))
	mu := make([]int64, len(w.pi))
	for i, mix := range w.mix {
		heaviest := 0
		for k, x := range mix {
			w.count(i, x.cells, -x.weight)
			if x.weight > mix[heaviest].weight {
				heaviest = k
			}
		}
		for r := range mu {
			mu[r] = int64(w.lean(r) * scale)
		}
		w.m.reduce(s.cost, i, mu)
		out[i] = append([]int16(nil), mix[heaviest].cells...)
		if cells := s.best(i); cells != nil {
			copy(out[i], cells)
		}
		w.count(i, out[i], 1)
	}
	return out
}

// reduce writes what each cell of person i costs at multipliers mu, by row,
// scaled, into cost.
func (m *model) reduce(cost []int64, i int, mu []int64) {
	q := &m.people[i]
	for k, v := range q.base {
		if v < never && q.cover {
			for _, r := range m.touched(k) {
				v -= mu[r]
			}
		}
		cost[k] = v
	}
}
