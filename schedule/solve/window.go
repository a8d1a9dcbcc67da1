package solve

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
	most     int         // values above which counters are kept by charges
	effort   int64       // elementary steps that preparing it took, not yet counted
	weekend  int64       // charge for the first work of a weekend, scaled
	moves    []move      // what price does
	charges  int         // costs that moves share
	toil     int64       // elementary steps that price takes
	outer    int         // number of outer indexes
	next     [][]int32   // [kind][outer index] → outer index, −1 where it must not go; the first leads each to itself
	primary  int         // counter, −1 if none
	endOuter [][]int64   // [state at the end][outer index]; nil for a dead state
	endMain  []int64     // by primary gain
	row      []int16     // the person's cells outside the window
	fixed    int64       // scaled cost of what the window leaves as it is, which price does not return
	lane     way         // that the primary's gain must stay near; nil for anywhere
	want     []int       // counters to keep
	left     []leftOut   // counters left out
	capped   []capped    // counters left out for good
	exits    []exit      // by state at the end
	bases    []int       // by counter: total outside the window, later weekends apart
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
	end    int     // values up to those of this day, included
	moves  int     // moves up to those from this day, included
	wide   int     // outer indexes that may be reached lie below it
	subs   []subset
	first  []int32 // by set of the layer: subs[first[c]:first[c+1]]
	charge int32   // of the first of subs, see move
}

// subset is some cells of a set that move counters alike.
type subset struct {
	cells  []int16
	gain   int32 // of the primary
	kind   int32 // of the outer index, without a weekend
	onRest int32 // of the outer index, with the first work of a weekend
}

// maxValues bounds the values of a window, warmValues those of everybody's windows
// for a warm start; counters that would go beyond it are kept by charges.
const (
	maxValues  = 2_000_000
	warmValues = 20_000_000
)

// exit is what following the fixed days after a window costs from a state.
type exit struct {
	cost     int64
	weekends int
	dead     bool
}

// newWindow prepares the choices of person i on [from, to) where the other days
// are as in cells. Only counters in want are kept track of. It returns nil where
// no path exists.
func newWindow(m *model, i, from, to int, cells []int16, want []int) *window {
	return makeWindow(m, i, from, to, cells, want, nil)
}

// makeWindow is newWindow; where lane is not nil, the primary's gain must stay near
// it, see along.
func makeWindow(m *model, i, from, to int, cells []int16, want []int, lane way) *window {
	w := &window{m: m, most: maxValues, person: i, from: from, to: to, auto: m.people[i].auto, want: want, lane: lane, row: make([]int16, m.days)}
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
	exits := w.leave(cells)
	w.alive(exits)
	if w.days[0].hi[w.start] < 0 {
		return nil
	}
	w.exits = exits
	w.pack(exits, cells, weekends)
	arcs := 0
	for d := from; d < to; d++ {
		arcs += len(w.auto.layers[d].arcs)
	}
	const steps = 30 // for an arc or a cell, by and large
	w.effort = int64(steps * (arcs*(1+len(want)) + len(w.moves) + (to-from)*m.cells*(1+len(q.counters)) + m.days - to))
	return w
}

// cost is what the person costs in all, not scaled, with cells in the window.
func (w *window) cost(cells []int16) int64 {
	m, q := w.m, &w.m.people[w.person]
	v, s, weekends := w.fixed, w.start, 0
	for k, c := range cells {
		e := w.auto.step(w.from+k, s, int(c))
		if e == nil || q.loose {
			return m.value(m.personScore(w.person, w.whole(cells)))
		}
		v += e.cost + m.value(q.own[m.at(w.from+k, int(c))])*scale
		if e.weekend {
			weekends++
		}
		s = e.to
	}
	if w.exits[s].dead || w.exits[s].cost >= never {
		return m.value(m.personScore(w.person, w.whole(cells)))
	}
	v = v/scale + w.exits[s].cost/scale
	for k := range q.counters {
		c := &q.counters[k]
		total := w.bases[k]
		if c.weekends {
			total += weekends + w.exits[s].weekends
		}
		for d, cell := range cells {
			total += c.inc(w.from+d, int(cell))
		}
		v += m.value(sub(c.judge(total), c.spent))
	}
	return v
}

// leave follows the fixed days after the window from every state at its end.
func (w *window) leave(cells []int16) []exit {
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
		// A horizon cut short is open at its end.
		if rep[s] == int32(s) && !out[s].dead && a.layers[w.m.days].end != nil {
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
			w.days[k].first = make([]int32, len(a.layers[w.from+k].sets)+1)
		}
	}
	ahead := make([][]bool, len(w.days))
	for k := range ahead {
		ahead[k] = make([]bool, len(w.days[k].hi))
	}
	ahead[0][w.start] = true
	last := len(w.days) - 1
	open := make([][]bool, last)
	for k := range last {
		open[k] = w.open(k)
		l := &a.layers[w.from+k]
		for s := range l.states {
			if !ahead[k][s] {
				continue
			}
			if u := l.base[s]; u >= 0 {
				ahead[k][u] = true
			}
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				if open[k][e.set] {
					ahead[k+1][e.to] = true
				}
			}
		}
	}
	for s := range exits {
		if ahead[last][s] && !exits[s].dead {
			w.days[last].hi[s] = 0
		}
	}
	for k := last - 1; k >= 0; k-- {
		l := &a.layers[w.from+k]
		for s := l.states - 1; s >= 0; s-- {
			if !ahead[k][s] {
				continue
			}
			if u := l.base[s]; u >= 0 && w.days[k].hi[u] >= 0 {
				w.days[k].hi[s] = 0
				continue
			}
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				if open[k][e.set] && w.days[k+1].hi[e.to] >= 0 {
					w.days[k].hi[s] = 0
					break
				}
			}
		}
	}
}

// open tells which sets have an allowed cell on the k-th day.
func (w *window) open(k int) []bool {
	l := &w.auto.layers[w.from+k]
	out := make([]bool, len(l.sets))
	base := w.m.people[w.person].base[w.m.at(w.from+k, 0):]
	for n, cells := range l.sets {
		for _, c := range cells {
			if base[c] < never {
				out[n] = true
				break
			}
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
		l := &w.auto.layers[w.from+k]
		out := make([]span, len(l.sets))
		base := w.m.people[w.person].base[w.m.at(w.from+k, 0):]
		for n, cells := range l.sets {
			out[n] = none
			for _, cell := range cells {
				if base[cell] < never {
					g := c.inc(w.from+k, int(cell))
					out[n].lo, out[n].hi = min(out[n].lo, g), max(out[n].hi, g)
				}
			}
		}
		return out
	}
	from[0][w.start] = span{}
	last := len(w.days) - 1
	gains := make([][]span, last)
	each := func(k, s int, f func(to int32, by span)) { // arcs of a state
		if w.days[k].hi[s] < 0 {
			return
		}
		l := &w.auto.layers[w.from+k]
		for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
			g := gains[k][e.set]
			if w.days[k+1].hi[e.to] < 0 || g.hi < g.lo {
				continue
			}
			if c.weekends && e.weekend {
				g = span{1, 1}
			}
			f(e.to, g)
		}
	}
	for k := range last {
		gains[k] = gain(k)
		for s := range from[k] {
			if u := w.auto.layers[w.from+k].base[s]; u >= 0 {
				widen(&from[k][u], from[k][s], span{})
			}
			each(k, s, func(to int32, by span) { widen(&from[k+1][to], from[k][s], by) })
		}
	}
	for s := range onward[last] {
		if w.days[last].hi[s] >= 0 {
			onward[last][s] = span{}
		}
	}
	for k := last - 1; k >= 0; k-- {
		for s := len(from[k]) - 1; s >= 0; s-- {
			each(k, s, func(to int32, by span) { widen(&onward[k][s], onward[k+1][to], by) })
			if u := w.auto.layers[w.from+k].base[s]; u >= 0 && w.days[k].hi[u] >= 0 {
				widen(&onward[k][s], onward[k][u], span{})
			}
		}
	}
	return from, onward
}
