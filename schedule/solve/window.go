package solve

import (
	"slices"

	"paiban/schedule"
)

// window is what one person may do on the days [from, to), the days outside it
// being fixed: the live part of the automaton, and the counters that can still
// make a difference as numbers beside its states. Costs change from call to
// call, a window does not.
//
// One counter, the primary, is kept exact over a range of its own in every
// state; the others are packed into one number, the outer index.
type window struct {
	m        *model
	person   int
	from, to int
	auto     *automaton
	start    int32
	days     []windowDay // one a day, and one more for the states at the end
	size     int         // values needed by price
	flags    int         // flags needed by price
	outer    int         // number of outer indexes
	next     [][]int32   // [kind][outer index] → outer index, −1 where it must not go
	primary  int         // counter, −1 if none
	endOuter [][]int64   // [state at the end][outer index]; nil for a dead state
	endMain  []int64     // by primary gain
	row      []int16     // the person's cells outside the window
	fixed    int64       // scaled cost of what the window leaves as it is, which price does not return
	want     []int       // counters to keep
	left     []leftOut   // counters left out
	capped   []capped    // counters left out for good
}

// leftOut is a counter that a window does not keep track of, taken to cost the
// least it can. Where the cells found cost more, the window is prepared again
// with it; until then nothing is lost.
type leftOut struct {
	counter int
	base    int   // total outside the window
	least   int64 // what it is taken to cost
}

type windowDay struct {
	lo, hi []int32 // by state: range of the primary's gain; hi < lo for a dead state
	at     []int32 // by state: index of its first value
	flag   []int32 // by state: index of its first flag
	subs   []subclass
	first  []int32 // by class: subs[first[c]:first[c+1]]
}

// subclass is a set of cells that move states and counters alike.
type subclass struct {
	cells  []int16
	gain   int32 // of the primary
	kind   int32 // of the outer index, without a weekend
	onRest int32 // of the outer index, with the first work of a weekend
}

// maxValues bounds the values of a window; counters that would go beyond it are
// left out for good.
const maxValues = 8_000_000

// exit is what following the fixed days after a window costs from a state.
type exit struct {
	cost     int64
	weekends int
	dead     bool
}

// newWindow prepares the choices of person i on [from, to) where the other days
// are as in cells. Only counters in want are kept track of. It returns nil where
// no path exists.
func (m *model) newWindow(i, from, to int, cells []int16, want []int) *window {
	w := &window{m: m, person: i, from: from, to: to, auto: m.people[i].auto, want: want, row: make([]int16, m.days)}
	copy(w.row, cells)
	q := &m.people[i]
	w.start = q.entry
	weekends := 0
	for _, part := range q.parts {
		_, spent := part.begin(i)
		w.fixed += m.value(spent) * scale
	}
	for d := to; d < m.days; d++ {
		w.fixed += m.value(q.own[m.at(d, int(cells[d]))]) * scale
	}
	for d := range from {
		e := w.auto.step(d, w.start, int(cells[d]))
		if e == nil {
			return nil
		}
		w.fixed += e.cost + m.value(q.own[m.at(d, int(cells[d]))])*scale
		if e.weekend {
			weekends++
		}
		w.start = e.to
	}
	exits := w.exits(cells)
	w.alive(exits)
	if w.days[0].hi[w.start] < 0 {
		return nil
	}
	w.pack(exits, cells, weekends)
	return w
}

// exits follows the fixed days after the window from every state at its end.
func (w *window) exits(cells []int16) []exit {
	a, n := w.auto, w.auto.layers[w.to].states
	out := make([]exit, n)
	state := make([]int32, n)
	for s := range state {
		state[s] = int32(s)
	}
	rep := make([]int32, n) // the first state whose path has joined this one's
	for s := range rep {
		rep[s] = int32(s)
	}
	for d := w.to; d < w.m.days; d++ {
		owner := make(map[int32]int32, 8)
		for s := range out {
			if out[s].dead || rep[s] != int32(s) {
				continue
			}
			e := a.step(d, state[s], int(cells[d]))
			if e == nil {
				out[s].dead = true
				continue
			}
			state[s] = e.to
			out[s].cost += e.cost
			if e.weekend {
				out[s].weekends++
			}
			if o, ok := owner[e.to]; ok {
				rep[s] = o // from here on the same as o; only the difference stays
				out[s].cost -= out[o].cost
				out[s].weekends -= out[o].weekends
			} else {
				owner[e.to] = int32(s)
			}
		}
	}
	for s := range out {
		if rep[s] == int32(s) && !out[s].dead {
			out[s].cost += a.layers[w.m.days].end[state[s]]
		}
	}
	for s := range out { // a state joins one of lower index, which is settled before it
		if r := rep[s]; r != int32(s) {
			out[s].dead = out[r].dead
			out[s].cost += out[r].cost
			out[s].weekends += out[r].weekends
		}
	}
	return out
}

// alive lays out the days with the states that lie on some path: hi ≥ 0.
func (w *window) alive(exits []exit) {
	a := w.auto
	w.days = make([]windowDay, w.to-w.from+1)
	for k := range w.days {
		n := a.layers[w.from+k].states
		w.days[k].lo, w.days[k].hi = make([]int32, n), make([]int32, n)
		for s := range n {
			w.days[k].hi[s] = -1
		}
		if k < len(w.days)-1 {
			w.days[k].first = make([]int32, len(a.cells)+1)
		}
	}
	ahead := make([][]bool, len(w.days))
	for k := range ahead {
		ahead[k] = make([]bool, len(w.days[k].hi))
	}
	ahead[0][w.start] = true
	for k := 0; k < len(w.days)-1; k++ {
		open := w.open(k)
		for _, e := range a.layers[w.from+k].arcs {
			if ahead[k][e.from] && open[e.class] {
				ahead[k+1][e.to] = true
			}
		}
	}
	last := len(w.days) - 1
	for s := range exits {
		if ahead[last][s] && !exits[s].dead {
			w.days[last].hi[s] = 0
		}
	}
	for k := last - 1; k >= 0; k-- {
		open := w.open(k)
		for _, e := range a.layers[w.from+k].arcs {
			if ahead[k][e.from] && open[e.class] && w.days[k+1].hi[e.to] >= 0 {
				w.days[k].hi[e.from] = 0
			}
		}
	}
}

// open tells which classes have an allowed cell on the k-th day.
func (w *window) open(k int) []bool {
	out := make([]bool, len(w.auto.cells))
	for c := range w.m.cells {
		if w.m.people[w.person].base[w.m.at(w.from+k, c)] < never {
			out[w.auto.class[c]] = true
		}
	}
	return out
}

// span is a range of gains of a counter.
type span struct{ lo, hi int }

// reach returns, for each day and state, the gains of counter c that lead there
// from the start, and those still possible from there to the end.
func (w *window) reach(c *counter) (from, onward [][]span) {
	none := span{1 << 30, -1 << 30}
	from, onward = make([][]span, len(w.days)), make([][]span, len(w.days))
	for k := range w.days {
		n := len(w.days[k].hi)
		from[k], onward[k] = make([]span, n), make([]span, n)
		for s := range n {
			from[k][s], onward[k][s] = none, none
		}
	}
	widen := func(t *span, s, by span) {
		t.lo, t.hi = min(t.lo, s.lo+by.lo), max(t.hi, s.hi+by.hi)
	}
	gain := func(k int) []span {
		out := make([]span, len(w.auto.cells))
		for i := range out {
			out[i] = none
		}
		for cell := range w.m.cells {
			if w.m.people[w.person].base[w.m.at(w.from+k, cell)] < never {
				g := c.inc(w.from+k, cell)
				t := &out[w.auto.class[cell]]
				t.lo, t.hi = min(t.lo, g), max(t.hi, g)
			}
		}
		return out
	}
	from[0][w.start] = span{}
	last := len(w.days) - 1
	gains := make([][]span, last)
	for k := range last {
		gains[k] = gain(k)
		for _, e := range w.auto.layers[w.from+k].arcs {
			g := gains[k][e.class]
			if w.days[k].hi[e.from] < 0 || w.days[k+1].hi[e.to] < 0 || g.hi < g.lo {
				continue
			}
			if c.weekends && e.weekend {
				g = span{1, 1}
			}
			widen(&from[k+1][e.to], from[k][e.from], g)
		}
	}
	for s := range onward[last] {
		if w.days[last].hi[s] >= 0 {
			onward[last][s] = span{}
		}
	}
	for k := last - 1; k >= 0; k-- {
		for _, e := range w.auto.layers[w.from+k].arcs {
			g := gains[k][e.class]
			if w.days[k].hi[e.from] < 0 || w.days[k+1].hi[e.to] < 0 || g.hi < g.lo {
				continue
			}
			if c.weekends && e.weekend {
				g = span{1, 1}
			}
			widen(&onward[k][e.from], onward[k+1][e.to], g)
		}
	}
	return from, onward
}

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
	w.ranges(axes)
	w.subdivide(axes)
	w.ends(axes, exits, always)
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

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
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
}

// ranges sets each state's range of the primary's gain and the layout of values.
func (w *window) ranges(axes []axis) {
	w.outer = 1
	for k, x := range axes {
		if k > 0 || w.primary < 0 {
			w.outer *= x.values()
		}
	}
	for k := range w.days {
		day := &w.days[k]
		n := len(day.hi)
		day.at, day.flag = make([]int32, n), make([]int32, n)
		for s := range n {
			if day.hi[s] < 0 {
				day.lo[s] = 0
				continue
			}
			if w.primary >= 0 {
				lo, hi := axes[0].at(k, s)
				day.lo[s], day.hi[s] = int32(lo), int32(hi)
				if day.hi[s] < day.lo[s] {
					day.lo[s], day.hi[s] = 0, -1
					continue
				}
			}
			day.at[s], day.flag[s] = int32(w.size), int32(w.flags)
			w.size += w.outer * int(day.hi[s]-day.lo[s]+1)
			w.flags += w.outer
		}
	}
}

// subdivide splits classes by what their cells add to the counters kept.
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
	for k := range w.days[:len(w.days)-1] {
		day, d := &w.days[k], w.from+k
		for class, cells := range w.auto.cells {
			begin := len(day.subs)
			for _, cell := range cells {
				if q.base[w.m.at(d, int(cell))] >= never {
					continue
				}
				sub := subclass{}
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
				at := slices.IndexFunc(day.subs[begin:], func(t subclass) bool {
					return t.gain == sub.gain && t.kind == sub.kind && t.onRest == sub.onRest
				})
				if at < 0 {
					at = len(day.subs) - begin
					day.subs = append(day.subs, sub)
				}
				day.subs[begin+at].cells = append(day.subs[begin+at].cells, cell)
			}
			day.first[class+1] = int32(len(day.subs))
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

// missed returns a counter left out that costs more over cells, those of the
// window, than it was taken to, or −1.
func (w *window) missed(cells []int16) int {
	if w.left == nil {
		return -1
	}
	row := w.whole(cells)
	for _, l := range w.left {
		c := &w.m.people[w.person].counters[l.counter]
		if w.judge(c, w.m.total(c, row)) > l.least {
			return l.counter
		}
	}
	return -1
}

// grow prepares w again with one more counter. Where that would take too much
// memory, the longest maxima are kept down by a charge instead.
func (w *window) grow(counter int) {
	want := append(slices.Clone(w.want), counter)
	cells, charged := slices.Clone(w.row), w.capped
	for {
		slices.Sort(want)
		n := w.m.newWindow(w.person, w.from, w.to, cells, want)
		if n == nil {
			n = &window{}
		}
		n.capped = charged
		for _, c := range charged {
			n.left = slices.DeleteFunc(n.left, func(l leftOut) bool { return l.counter == c.counter })
		}
		long := -1
		if n.size > maxValues {
			long = w.longest(want, cells)
		}
		if long < 0 {
			*w = *n
			return
		}
		charged = append(charged, w.cap(long, cells))
		want = slices.DeleteFunc(want, func(k int) bool { return k == long })
	}
}

// longest returns the counter of want with the longest maximum that a charge can
// keep, or −1.
func (w *window) longest(want []int, cells []int16) int {
	best, room := -1, 0
	for _, k := range want {
		if c := w.cap(k, cells); !w.m.people[w.person].counters[k].weekends && c.room > room {
			best, room = k, c.room
		}
	}
	return best
}

// cap returns counter k as a maximum; its room is −1 where it is none.
func (w *window) cap(k int, cells []int16) capped {
	c := &w.m.people[w.person].counters[k]
	out := capped{counter: k, base: c.start, room: -1}
	for d, cell := range cells {
		if d < w.from || d >= w.to {
			out.base += c.inc(d, int(cell))
		}
	}
	most := w.loose(c).hi
	for n := 0; n <= most && c.judge(out.base+n) == (schedule.Score{}); n++ {
		out.room = n
	}
	if out.room == most || c.judge(out.base+out.room+1).Hard == 0 {
		out.room = -1
	}
	return out
}

// capped is a maximum too long to count: every unit is charged, at a rate that
// keeps it. What is charged for the units that are free is given back, so that
// the cost found is never above the true one.
type capped struct {
	counter int
	base    int   // total outside the window
	room    int   // gains that keep the maximum
	charge  int64 // scaled
}

// whole returns the person's cells over the horizon with those of the window
// put in. The slice is used again by the next call.
func (w *window) whole(cells []int16) []int16 {
	copy(w.row[w.from:w.to], cells)
	return w.row
}
