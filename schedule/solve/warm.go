package solve

import (
	"math"
	"sync"
)

// warm finds multipliers and a fractional roster of the whole problem without a
// linear program, by block-coordinate Frank–Wolfe steps on an augmented
// Lagrangian: everybody holds a mixture of columns; each in turn is priced at
// multipliers that lean against the gaps, of rows and of sums kept by charges, and
// moves to the best point between the mixture and the column found; after each pass
// the multipliers move. (Lacoste-Julien and others, Block-coordinate Frank-Wolfe
// optimization, 2013; Gidel, Pedregosa and Lacoste-Julien, Frank-Wolfe splitting via
// augmented Lagrangian, 2018.)
type warm struct {
	m     *model
	mix   []*mixture  // by person
	heads []float64   // by row, of the mixtures
	rise  [][]float64 // by row: what each head more costs
	pi    []float64   // multipliers, cost saved by a head
	mu    []int64     // those that lean against the gaps, scaled
	late  []int32     // rows whose mu is out of date
	dirty []bool      // by row: whether it is in late
	rho   float64     // penalty, cost per head squared
	least float64     // below which the penalty does not fall
	bound int64       // the best met, scaled
	best  []float64   // multipliers that gave it
	mean  []float64   // multipliers on a moving average
	hands [pair]*hand
	alone bool // the other processor is at work elsewhere
}

func newWarm(m *model) *warm {
	n := len(m.rows)
	const (
		first = 4   // times the penalty at first: multipliers have far to go
		last  = 0.5 // at last: what is left is fine
	)
	base := m.typical() / 16 / math.Sqrt(m.overlap())
	w := &warm{m: m, heads: make([]float64, n), pi: make([]float64, n), mu: make([]int64, n), dirty: make([]bool, n),
		rho: first * base, least: last * base, bound: math.MinInt64, best: make([]float64, n), mean: make([]float64, n)}
	for i := range m.people {
		x := &mixture{window: newWindow(m, i, 0, m.days, nil, nil)}
		x.window.most = min(maxValues, warmValues/len(m.people))
		w.mix = append(w.mix, x)
	}
	for r := range m.rows {
		f := m.rows[r].f
		rise := make([]float64, len(f)-1)
		for k := range rise {
			rise[k] = float64(f[k+1] - f[k])
		}
		w.rise = append(w.rise, rise)
	}
	for k := range w.hands {
		w.hands[k] = newHand(m)
	}
	return w
}

// valley returns the z that minimises f(z) + pi·z + rho/2·(z − y)² for the row's
// cost f, straight between whole heads.
func (w *warm) valley(r int, y float64) float64 {
	rise := w.rise[r]
	// The derivative to the right of k heads is f(k+1) − f(k) + pi + rho(z − y).
	soft := 1 / w.rho
	top := y - w.pi[r]*soft
	at := func(k int) float64 { return top - rise[k]*soft }
	last := len(rise)
	k := min(max(0, int(y)), last)
	for k < last && at(k) >= float64(k+1) {
		k++
	}
	for k > 0 && at(k-1) < float64(k) {
		k--
	}
	if k == last {
		return float64(k)
	}
	return max(at(k), float64(k))
}

// saved is what a head more in row r, where y are, saves at the multiplier that leans
// against the gap.
func (w *warm) saved(r int, y float64) float64 { return w.pi[r] + w.rho*(w.valley(r, y)-y) }

// lean brings mu up to date.
func (w *warm) lean() {
	for _, r := range w.late {
		w.mu[r] = int64(w.saved(int(r), w.heads[r]) * scale)
		w.dirty[r] = false
	}
	w.late = w.late[:0]
}

// count adds heads to row r.
func (w *warm) count(r int32, heads float64) {
	w.heads[r] += heads
	if !w.dirty[r] {
		w.dirty[r] = true
		w.late = append(w.late, r)
	}
}

// expire says that all of mu is out of date, for multipliers have moved.
func (w *warm) expire() {
	for r := range w.heads {
		w.count(int32(r), 0)
	}
}

// run makes passes until there were enough, so many bounds in a row were no gain, or
// stop says so. It may be called again, and goes on then.
func (w *warm) run(passes, patience int, stop func() bool) {
	const (
		every  = 5    // passes between bounds, which cost a pass each
		gain   = 5e-4 // share by which a bound must be better to be one
		steep  = 0.02 // share by which a bound must rise for the penalty to stay
		softer = 0.75 // else it changes by this
	)
	all := w.m.everybody()
	stale, mark := 0, w.bound
	for pass := 0; pass < passes && stale < patience && !stop(); pass++ {
		w.pass(all)
		for r := range w.pi {
			w.mean[r] += (w.pi[r] - w.mean[r]) * 0.2
		}
		if pass%every == every-1 {
			at := w.pi
			if pass%(2*every) == every-1 {
				at = w.mean
			}
			v := w.lower(at)
			if v < w.bound+int64(steep*math.Abs(float64(w.bound))) {
				w.rho = max(w.least, softer*w.rho)
			}
			if v > w.bound {
				w.bound = v
				copy(w.best, at)
			}
			stale++
			if w.bound > mark+int64(gain*math.Abs(float64(mark))) {
				stale, mark = 0, w.bound
			}
		}
	}
	if w.bound == math.MinInt64 {
		copy(w.best, w.pi)
	}
}

// pass lets people step once each, then moves the multipliers.
func (w *warm) pass(people []int) {
	w.expire()
	for i := 0; i < len(people); i += pair {
		w.lean()
		n := min(pair, len(people)-i)
		w.both(n, func(k int) { w.hands[k].step(w, people[i+k]) })
		for k := range n {
			w.hands[k].settle(w)
		}
	}
	for r := range w.pi {
		y := w.heads[r]
		w.pi[r] += 0.5 * w.rho * (w.valley(r, y) - y)
	}
	for _, i := range people {
		w.mix[i].learn()
	}
}

// both calls f with 0 up to n, side by side.
func (w *warm) both(n int, f func(k int)) {
	if w.alone {
		for k := range n {
			f(k)
		}
		return
	}
	var all sync.WaitGroup
	for k := range n {
		all.Go(func() { f(k) })
	}
	all.Wait()
}

// lower is the Lagrangian bound at multipliers pi, scaled, cover that nobody can
// change left out.
func (w *warm) lower(pi []float64) (v int64) {
	mu := make([]int64, len(pi))
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
	w.both(pair, func(k int) {
		for i := k; i < len(w.m.people); i += pair {
			w.mix[i].charge(false)
			parts[k] += w.hands[k].price(w, i, mu) + w.mix[i].window.fixed
		}
	})
	for _, p := range parts {
		v += p
	}
	return v
}

// reduce writes what each cell of person i costs at multipliers mu, by row,
// scaled, into cost.
func reduce(m *model, cost []int64, i int, mu []int64) {
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

// recount finds the heads anew, of the cells of those who have some and of the mixtures
// of the others.
func (w *warm) recount(cells [][]int16) {
	clear(w.heads)
	add := func(i int, cells []int16, by float64) { w.m.heads(i, cells, func(r int32) { w.heads[r] += by }) }
	for i, x := range w.mix {
		if cells[i] != nil {
			add(i, cells[i], 1)
			continue
		}
		for _, c := range x.parts {
			add(i, c.cells, c.weight)
		}
	}
	w.expire()
}
