package solve

import "slices"

// axis is a counter that a window keeps track of.
type axis struct {
	counter      int
	base         int // total outside the window
	unit         int // gains are multiples of it
	lo, hi       int // gains that do not break a hard rule, in units
	top          int // outer indexes above it are the same
	from, onward [][]span
}

// pack decides which counters to keep and lays the values out.
func (w *window) pack(exits []exit, cells []int16, weekends int) {
	m, q := w.m, &w.m.people[w.person]
	last := len(w.days) - 1
	outside := 0 // weekends after the window, at most
	for s := range exits {
		if w.days[last].hi[s] >= 0 {
			outside = max(outside, exits[s].weekends)
		}
	}
	var axes []axis
	var always int64 // judged the same whatever happens
	for k := range q.counters {
		c := &q.counters[k]
		x := axis{counter: k, base: c.start, unit: 1}
		for d := range m.days {
			if (d < w.from || d >= w.to) && cells != nil {
				x.base += c.inc(d, int(cells[d]))
			}
		}
		if c.weekends {
			x.base += weekends
		}
		w.bases = append(w.bases, x.base)
		kept := slices.Contains(w.want, k)
		g := w.loose(c)
		if kept {
			x.from, x.onward = w.reach(c)
			g = x.onward[0][w.start]
		}
		if c.weekends {
			g.hi += outside
		}
		if !c.weekends {
			x.unit = w.unit(c)
		}
		if v, same := w.constant(c, x.base, g, x.unit); same {
			always += v
			continue
		}
		if !kept {
			out := leftOut{k, x.base, never}
			for n := g.lo; n <= g.hi; n += x.unit {
				out.least = min(out.least, w.judge(c, x.base+n))
			}
			w.left = append(w.left, out)
			always += out.least
			continue
		}
		x.limit(m, q, c, g)
		axes = append(axes, x)
	}
	w.choose(axes)
	w.subdivide(axes)
	w.widths()
	w.ranges(axes)
	w.ends(axes, exits, always)
	w.compile()
}

// loose returns a range that holds every gain of c in the window, and more.
func (w *window) loose(c *counter) (g span) {
	base := w.m.people[w.person].base
	for d := w.from; d < w.to; d++ {
		day := span{1 << 30, 0}
		for cell := range w.m.cells {
			if base[w.m.at(d, cell)] < never {
				n := c.inc(d, cell)
				if c.weekends && w.m.p.Weekend(d) {
					n = 1
				}
				day.lo, day.hi = min(day.lo, n), max(day.hi, n)
			}
		}
		if c.weekends {
			day.lo = 0
		}
		g.lo, g.hi = g.lo+day.lo, g.hi+day.hi
	}
	return g
}

// constant reports whether c judges all gains in g, multiples of unit, alike, and
// how.
func (w *window) constant(c *counter, base int, g span, unit int) (int64, bool) {
	v := w.judge(c, base+g.lo)
	for n := g.lo + unit; n <= g.hi; n += unit {
		if w.judge(c, base+n) != v {
			return 0, false
		}
	}
	return v, true
}

// judge is what c charges for a total, scaled; never where it breaks a hard rule
// that must hold.
func (w *window) judge(c *counter, total int) int64 {
	s := sub(c.judge(total), c.spent)
	if s.Hard > 0 && !w.m.people[w.person].elastic {
		return never
	}
	return w.m.value(s) * scale
}

// unit is the greatest common divisor of what c can gain on any day.
func (w *window) unit(c *counter) int {
	u := 0
	for d := w.from; d < w.to; d++ {
		for cell := range w.m.cells {
			if w.m.people[w.person].base[w.m.at(d, cell)] < never {
				u = gcd(u, c.inc(d, cell))
			}
		}
	}
	return max(1, u)
}

// limit sets the gains of x that break no hard rule, and from where on all are
// judged alike.
func (x *axis) limit(m *model, q *person, c *counter, g span) {
	ok := func(n int) bool { return q.elastic || c.judge(x.base+n).Hard == 0 }
	x.lo, x.hi = 0, g.hi/x.unit
	for x.lo < x.hi && !ok(x.lo*x.unit) {
		x.lo++
	}
	for x.hi > x.lo && !ok(x.hi*x.unit) {
		x.hi--
	}
	x.top = x.hi
	for x.top > 0 && x.hi == g.hi/x.unit && !c.weekends && c.judge(x.base+(x.top-1)*x.unit) == c.judge(x.base+x.hi*x.unit) {
		x.top--
	}
}

// at returns the gains of the primary worth knowing in a state of the k-th day.
func (x *axis) at(k, s int) (lo, hi int) {
	f, o := x.from[k][s], x.onward[k][s]
	return max(f.lo/x.unit, x.lo-o.hi/x.unit), min(f.hi/x.unit, x.hi-o.lo/x.unit)
}

// values is how many outer positions x takes.
func (x *axis) values() int { return min(x.top, x.hi) + 1 }

// choose makes the longest counter the primary, first of axes.
func (w *window) choose(axes []axis) {
	w.primary = -1
	best := -1
	for k, x := range axes {
		if !w.m.people[w.person].counters[x.counter].weekends && (best < 0 || x.hi > axes[best].hi) {
			best = k
		}
	}
	if best >= 0 {
		axes[0], axes[best] = axes[best], axes[0]
		w.primary = axes[0].counter
	}
	w.outer = 1
	for k, x := range axes {
		if k > 0 || w.primary < 0 {
			w.outer *= x.values()
		}
	}
}

// widths finds which outer indexes each day's states may have.
func (w *window) widths() {
	reached := make([]bool, w.outer)
	reached[0] = true
	w.days[0].wide = 1
	for k := range w.days[1:] {
		day, after := &w.days[k], make([]bool, w.outer)
		done := make([]bool, len(w.next))
		for _, t := range day.subs {
			for n, kind := range []int32{t.kind, t.onRest} {
				if done[kind] || n == 1 && !w.m.p.Weekend(w.from+k) {
					continue
				}
				done[kind] = true
				for o, ok := range reached[:day.wide] {
					if to := w.next[kind][o]; ok && to >= 0 {
						after[to] = true
					}
				}
			}
		}
		reached = after
		wide := w.outer
		for wide > 1 && !reached[wide-1] {
			wide--
		}
		w.days[k+1].wide = wide
	}
}

// ranges sets each state's range of the primary's gain and the layout of values.
func (w *window) ranges(axes []axis) {
	along := w.along(axes)
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
				lo, hi := axes[0].at(k, s)
				if along != nil {
					lo, hi = max(lo, along[k].lo), min(hi, along[k].hi)
				}
				day.lo[s], day.hi[s] = int32(lo), int32(hi)
				if day.hi[s] < day.lo[s] {
					day.lo[s], day.hi[s] = 0, -1
					continue
				}
			}
			day.at[s] = int32(w.size)
			w.size += day.wide * int(day.hi[s]-day.lo[s]+1)
		}
		day.end = w.size
	}
}

// subdivide splits sets by what their cells add to the counters kept.
func (w *window) subdivide(axes []axis) {
	q := &w.m.people[w.person]
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
			n = int32(len(w.next))
			kinds[string(b)] = n
			w.next = append(w.next, outerStep(axes[first:], gains, w.outer))
		}
		return n
	}
	kind(make([]int, len(axes)-first))
	for k := range w.days[:len(w.days)-1] {
		day, d := &w.days[k], w.from+k
		for set, cells := range w.auto.layers[d].sets {
			begin := len(day.subs)
			for _, cell := range cells {
				if q.base[w.m.at(d, int(cell))] >= never {
					continue
				}
				sub := subset{}
				gains, rest := make([]int, len(axes)-first), make([]int, len(axes)-first)
				for j, x := range axes {
					c := &q.counters[x.counter]
					g := c.inc(d, int(cell)) / x.unit
					if j < first {
						sub.gain = int32(g)
						continue
					}
					gains[j-first], rest[j-first] = g, g
					if c.weekends {
						rest[j-first] = 1
					}
				}
				sub.kind, sub.onRest = kind(gains), kind(rest)
				at := slices.IndexFunc(day.subs[begin:], func(t subset) bool {
					return t.gain == sub.gain && t.kind == sub.kind && t.onRest == sub.onRest
				})
				if at < 0 {
					at = len(day.subs) - begin
					day.subs = append(day.subs, sub)
				}
				day.subs[begin+at].cells = append(day.subs[begin+at].cells, cell)
			}
			day.first[set+1] = int32(len(day.subs))
		}
	}
}

// outerStep returns where gains lead from each outer index.
func outerStep(axes []axis, gains []int, outer int) []int32 {
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

// ends charges the states at the end of the window.
func (w *window) ends(axes []axis, exits []exit, always int64) {
	q := &w.m.people[w.person]
	first := 0
	if w.primary >= 0 {
		first = 1
		x := &axes[0]
		w.endMain = make([]int64, x.hi+1)
		for g := range w.endMain {
			w.endMain[g] = w.judge(&q.counters[x.counter], x.base+g*x.unit)
		}
	}
	last := &w.days[len(w.days)-1]
	w.endOuter = make([][]int64, len(exits))
	for s := range exits {
		if last.hi[s] < last.lo[s] {
			continue
		}
		w.endOuter[s] = make([]int64, w.outer)
		for o := range w.outer {
			v := exits[s].cost + always
			rest := o
			for _, x := range axes[first:] {
				n := x.values()
				total := x.base + rest%n*x.unit
				rest /= n
				if q.counters[x.counter].weekends {
					total += exits[s].weekends
				}
				v = min(never, v+w.judge(&q.counters[x.counter], total))
			}
			w.endOuter[s][o] = v
		}
	}
}
