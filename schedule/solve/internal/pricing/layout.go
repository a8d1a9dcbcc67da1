package pricing

import (
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
)

// dimension is a counter that a network tracks.
type dimension struct {
	counter      int
	base         int // total outside the network
	unit         int // gains are multiples of it
	lo, hi       int // gains that break no hard rule, in units
	top          int // outer indexes above it are equivalent
	from, onward [][]gainSpan
}

// layOut decides which counters the values distinguish, and lays the values out in
// memory.
func (w *Network) layOut(exits []exitCost, cells []int16, weekends int) {
	m, q := w.model, &w.model.People[w.Person]
	last := len(w.days) - 1
	outside := 0 // most weekends after the network
	for s := range exits {
		if w.days[last].hi[s] >= 0 {
			outside = max(outside, exits[s].weekends)
		}
	}
	var axes []dimension
	var always int64 // cost that does not depend on the path
	for k := range q.Counters {
		c := &q.Counters[k]
		x := dimension{counter: k, base: c.Start, unit: 1}
		for d := range m.Days {
			if (d < w.from || d >= w.to) && cells != nil {
				x.base += c.Gain(d, int(cells[d]))
			}
		}
		if c.Weekends {
			x.base += weekends
		}
		w.totals = append(w.totals, x.base)
		kept := slices.Contains(w.Tracked, k)
		g := w.gainRange(c)
		if kept {
			x.from, x.onward = w.gainRanges(c)
			g = x.onward[0][w.start]
		}
		if c.Weekends {
			g.hi += outside
		}
		if !c.Weekends {
			x.unit = w.unit(c)
		}
		if v, same := w.alwaysSame(c, x.base, g, x.unit); same {
			always += v
			continue
		}
		if !kept {
			out := untracked{k, x.base, fixed.Infinity}
			for n := g.lo; n <= g.hi; n += x.unit {
				out.least = min(out.least, w.Judge(c, x.base+n))
			}
			w.untracked = append(w.untracked, out)
			always += out.least
			continue
		}
		x.limit(m, q, c, g)
		axes = append(axes, x)
	}
	w.choosePrimary(axes)
	w.subdivide(axes)
	w.widths()
	w.ranges(axes)
	w.ends(axes, exits, always)
	w.buildTransitions()
}

// gainRange returns a range that contains every gain of c in the network.
func (w *Network) gainRange(c *model.Counter) (g gainSpan) {
	base := w.model.People[w.Person].CellCost
	for d := w.from; d < w.to; d++ {
		day := gainSpan{1 << 30, 0}
		for cell := range w.model.Cells {
			if base[w.model.Cell(d, cell)] < fixed.Infinity {
				n := c.Gain(d, cell)
				if c.Weekends && w.model.Problem.Weekend(d) {
					n = 1
				}
				day.lo, day.hi = min(day.lo, n), max(day.hi, n)
			}
		}
		if c.Weekends {
			day.lo = 0
		}
		g.lo, g.hi = g.lo+day.lo, g.hi+day.hi
	}
	return g
}

// alwaysSame reports whether all gains in g, multiples of unit, cost the same, and how
// much.
func (w *Network) alwaysSame(c *model.Counter, base int, g gainSpan, unit int) (int64, bool) {
	v := w.Judge(c, base+g.lo)
	for n := g.lo + unit; n <= g.hi; n += unit {
		if w.Judge(c, base+n) != v {
			return 0, false
		}
	}
	return v, true
}

// Judge is what a total of c costs, scaled; fixed.Infinity where it breaks a hard rule
// that must hold.
func (w *Network) Judge(c *model.Counter, total int) int64 {
	s := model.Sub(c.Judge(total), c.Spent)
	if s.Hard > 0 && !w.model.People[w.Person].Elastic {
		return fixed.Infinity
	}
	return w.model.Value(s) * fixed.Unit
}

// unit is the greatest common divisor of the gains of c on all days.
func (w *Network) unit(c *model.Counter) int {
	u := 0
	for d := w.from; d < w.to; d++ {
		for cell := range w.model.Cells {
			if w.model.People[w.Person].CellCost[w.model.Cell(d, cell)] < fixed.Infinity {
				u = model.GCD(u, c.Gain(d, cell))
			}
		}
	}
	return max(1, u)
}

// limit sets the gains of x that break no hard rule, and the gain from which on all
// cost the same.
func (x *dimension) limit(m *model.Model, q *model.Person, c *model.Counter, g gainSpan) {
	ok := func(n int) bool { return q.Elastic || c.Judge(x.base+n).Hard == 0 }
	x.lo, x.hi = 0, g.hi/x.unit
	for x.lo < x.hi && !ok(x.lo*x.unit) {
		x.lo++
	}
	for x.hi > x.lo && !ok(x.hi*x.unit) {
		x.hi--
	}
	x.top = x.hi
	for x.top > 0 && x.hi == g.hi/x.unit && !c.Weekends && c.Judge(x.base+(x.top-1)*x.unit) == c.Judge(x.base+x.hi*x.unit) {
		x.top--
	}
}

// gainsAt returns the range of the primary counter's gains to distinguish in a state
// before the k-th day.
func (x *dimension) gainsAt(k, s int) (lo, hi int) {
	f, o := x.from[k][s], x.onward[k][s]
	return max(f.lo/x.unit, x.lo-o.hi/x.unit), min(f.hi/x.unit, x.hi-o.lo/x.unit)
}

// values is the number of outer positions of x.
func (x *dimension) values() int { return min(x.top, x.hi) + 1 }

// choosePrimary makes the counter with the widest range the primary one, first of axes.
func (w *Network) choosePrimary(axes []dimension) {
	w.primary = -1
	best := -1
	for k, x := range axes {
		if !w.model.People[w.Person].Counters[x.counter].Weekends && (best < 0 || x.hi > axes[best].hi) {
			best = k
		}
	}
	if best >= 0 {
		axes[0], axes[best] = axes[best], axes[0]
		w.primary = axes[0].counter
	}
	w.outerSize = 1
	for k, x := range axes {
		if k > 0 || w.primary < 0 {
			w.outerSize *= x.values()
		}
	}
}

// widths finds which outer indexes the states of each day can have.
func (w *Network) widths() {
	reached := make([]bool, w.outerSize)
	reached[0] = true
	w.days[0].wide = 1
	for k := range w.days[1:] {
		day, after := &w.days[k], make([]bool, w.outerSize)
		done := make([]bool, len(w.outerNext))
		for _, t := range day.cellClasses {
			for n, kind := range []int32{t.kind, t.onRest} {
				if done[kind] || n == 1 && !w.model.Problem.Weekend(w.from+k) {
					continue
				}
				done[kind] = true
				for o, ok := range reached[:day.wide] {
					if to := w.outerNext[kind][o]; ok && to >= 0 {
						after[to] = true
					}
				}
			}
		}
		reached = after
		wide := w.outerSize
		for wide > 1 && !reached[wide-1] {
			wide--
		}
		w.days[k+1].wide = wide
	}
}

// ranges sets the range of the primary counter's gain in each state, and the position
// of its values.
func (w *Network) ranges(axes []dimension) {
	along := w.corridorRanges(axes)
	for k := range w.days {
		day := &w.days[k]
		n := len(day.hi)
		day.at = make([]int32, n)
		for s := range n {
			if day.hi[s] < 0 {
				day.lo[s] = 0
				continue
			}
			if w.primary >= 0 {
				lo, hi := axes[0].gainsAt(k, s)
				if along != nil {
					lo, hi = max(lo, along[k].lo), min(hi, along[k].hi)
				}
				day.lo[s], day.hi[s] = int32(lo), int32(hi)
				if day.hi[s] < day.lo[s] {
					day.lo[s], day.hi[s] = 0, -1
					continue
				}
			}
			day.at[s] = int32(w.Size)
			w.Size += day.wide * int(day.hi[s]-day.lo[s]+1)
		}
		day.end = w.Size
	}
}

// subdivide splits the sets of cells by what the cells add to the tracked counters.
func (w *Network) subdivide(axes []dimension) {
	q := &w.model.People[w.Person]
	first := 0
	if w.primary >= 0 {
		first = 1
	}
	kinds := map[string]int32{}
	kind := func(gains []int) int32 {
		b := make([]byte, 0, 2*len(gains))
		for _, g := range gains {
			b = append(b, byte(g), byte(g>>8))
		}
		n, ok := kinds[string(b)]
		if !ok {
			n = int32(len(w.outerNext))
			kinds[string(b)] = n
			w.outerNext = append(w.outerNext, outerStep(axes[first:], gains, w.outerSize))
		}
		return n
	}
	kind(make([]int, len(axes)-first))
	for k := range w.days[:len(w.days)-1] {
		day, d := &w.days[k], w.from+k
		for set, cells := range w.automaton.Layers[d].Sets {
			begin := len(day.cellClasses)
			for _, cell := range cells {
				if q.CellCost[w.model.Cell(d, int(cell))] >= fixed.Infinity {
					continue
				}
				sub := cellClass{}
				gains, rest := make([]int, len(axes)-first), make([]int, len(axes)-first)
				for j, x := range axes {
					c := &q.Counters[x.counter]
					g := c.Gain(d, int(cell)) / x.unit
					if j < first {
						sub.gain = int32(g)
						continue
					}
					gains[j-first], rest[j-first] = g, g
					if c.Weekends {
						rest[j-first] = 1
					}
				}
				sub.kind, sub.onRest = kind(gains), kind(rest)
				at := slices.IndexFunc(day.cellClasses[begin:], func(t cellClass) bool {
					return t.gain == sub.gain && t.kind == sub.kind && t.onRest == sub.onRest
				})
				if at < 0 {
					at = len(day.cellClasses) - begin
					day.cellClasses = append(day.cellClasses, sub)
				}
				day.cellClasses[begin+at].cells = append(day.cellClasses[begin+at].cells, cell)
			}
			day.first[set+1] = int32(len(day.cellClasses))
		}
	}
}

// outerStep returns the outer index that gains lead to from each outer index.
func outerStep(axes []dimension, gains []int, outer int) []int32 {
	next := make([]int32, outer)
	for o := range next {
		rest, radix, to := o, 1, 0
		for j, x := range axes {
			n := x.values()
			g := rest%n + gains[j]
			rest /= n
			if g > x.hi && x.top == x.hi {
				to = -1
				break
			}
			to += min(g, n-1) * radix
			radix *= n
		}
		next[o] = int32(to)
	}
	return next
}

// ends sets the cost of the states at the end of the network.
func (w *Network) ends(axes []dimension, exits []exitCost, always int64) {
	q := &w.model.People[w.Person]
	first := 0
	if w.primary >= 0 {
		first = 1
		x := &axes[0]
		w.endMain = make([]int64, x.hi+1)
		for g := range w.endMain {
			w.endMain[g] = w.Judge(&q.Counters[x.counter], x.base+g*x.unit)
		}
	}
	last := &w.days[len(w.days)-1]
	w.endOuter = make([][]int64, len(exits))
	for s := range exits {
		if last.hi[s] < last.lo[s] {
			continue
		}
		w.endOuter[s] = make([]int64, w.outerSize)
		for o := range w.outerSize {
			v := exits[s].cost + always
			rest := o
			for _, x := range axes[first:] {
				n := x.values()
				total := x.base + rest%n*x.unit
				rest /= n
				if q.Counters[x.counter].Weekends {
					total += exits[s].weekends
				}
				v = min(fixed.Infinity, v+w.Judge(&q.Counters[x.counter], total))
			}
			w.endOuter[s][o] = v
		}
	}
}
