// Package pricing finds the cheapest cells of one person for given costs of cells: a
// shortest path in the person's automaton, with counters beside the state.
package pricing

import (
	"paiban/schedule/solve/internal/automaton"
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
)

// Network is the pricing network of one person on the days [from, to), with the other
// days fixed: the live states of the automaton, with those counters beside them that
// can make a difference. The costs of cells change from call to call; a network does
// not depend on them.
//
// One counter, the primary, is exact: every state has its own range of gains. The other
// tracked counters are packed into one number, the outer index.
type Network struct {
	model       *model.Model
	Person      int
	from, to    int
	automaton   *automaton.Automaton
	start       int32
	days        []stage           // one for each day, and one for the states at the end
	Size        int               // number of values
	MaxValues   int               // size above which counters are relaxed
	Setup       int64             // elementary steps that building it took, not yet counted
	weekendCost int64             // cost of the first work of a weekend, scaled
	transitions []transition      // what shortestPath does, in order
	costs       int               // number of costs that transitions share
	pathSteps   int64             // elementary steps of one shortest path
	outerSize   int               // number of outer indexes
	outerNext   [][]int32         // [kind][outer index] → outer index, −1 where it must not go; the first leads each to itself
	primary     int               // counter, −1 if none
	endOuter    [][]int64         // [state at the end][outer index]; nil for a dead state
	endMain     []int64           // by primary gain
	row         []int16           // the person's cells outside the network
	FixedCost   int64             // scaled cost of what is fixed; Price does not include it
	corridor    Trajectory        // that the primary counter must stay near; nil for no corridor
	Tracked     []int             // counters beside the state
	untracked   []untracked       // counters that are not tracked yet
	Relaxed     []RelaxedResource // counters that have a penalty instead
	exits       []exitCost        // by state at the end
	totals      []int             // by counter: total outside the network, without later weekends
}

// untracked is a counter that a network does not track. It is assumed to cost the least
// it can. Where a path costs more, the counter is tracked and the path computed again;
// until then every cost found is a lower bound.
type untracked struct {
	counter int
	base    int   // total outside the network
	least   int64 // what it is assumed to cost
}

// stage is the states before one day and their values.
type stage struct {
	lo, hi      []int32 // by state: range of the primary's gain; hi < lo for a dead state
	at          []int32 // by state: index of its first value
	end         int     // number of values up to those of this day
	transitions int     // number of transitions up to those of this day
	wide        int     // all reachable outer indexes are smaller
	cellClasses []cellClass
	first       []int32 // by set of the layer: cellClasses[first[c]:first[c+1]]
	costAt      int32   // index of the cost of the first cell class, see transition
}

// cellClass is the cells of a set that change the tracked counters alike.
type cellClass struct {
	cells  []int16
	gain   int32 // of the primary counter
	kind   int32 // kind of step of the outer index, without a weekend
	onRest int32 // the same with the first work of a weekend
}

// MaxValues bounds the values of a network. Resources that would take more are relaxed.
const MaxValues = 2_000_000

// exitCost is what the fixed days after a network cost from one of its last states.
type exitCost struct {
	cost     int64
	weekends int
	dead     bool
}

// New builds the network of person i on [from, to), with the other days as in cells. It
// tracks the counters in want. It returns nil where no path exists.
func New(m *model.Model, i, from, to int, cells []int16, want []int) *Network {
	return NewInCorridor(m, i, from, to, cells, want, nil)
}

// NewInCorridor is New with a corridor: where it is not nil, the primary counter must
// stay near it, see corridorRanges.
func NewInCorridor(m *model.Model, i, from, to int, cells []int16, want []int, corridor Trajectory) *Network {
	w := &Network{model: m, MaxValues: MaxValues, Person: i, from: from, to: to, automaton: m.People[i].Automaton, Tracked: want, corridor: corridor, row: make([]int16, m.Days)}
	copy(w.row, cells)
	q := &m.People[i]
	w.start = q.Start
	weekends := 0
	for _, resource := range q.Resources {
		_, spent := resource.Start(i)
		w.FixedCost += m.Value(spent) * fixed.Unit
	}
	for d := to; d < m.Days; d++ {
		w.FixedCost += m.Value(q.CellScore[m.Cell(d, int(cells[d]))]) * fixed.Unit
	}
	for d := range from {
		e := w.automaton.Step(d, w.start, int(cells[d]))
		if e == nil {
			return nil
		}
		w.FixedCost += e.Cost + m.Value(q.CellScore[m.Cell(d, int(cells[d]))])*fixed.Unit
		if e.FirstOfWeekend {
			weekends++
		}
		w.start = e.To
	}
	exits := w.followExits(cells)
	w.markLive(exits)
	if w.days[0].hi[w.start] < 0 {
		return nil
	}
	w.exits = exits
	w.layOut(exits, cells, weekends)
	arcs := 0
	for d := from; d < to; d++ {
		arcs += len(w.automaton.Layers[d].Arcs)
	}
	const steps = 30 // for an arc or a cell, roughly
	w.Setup = int64(steps * (arcs*(1+len(want)) + len(w.transitions) + (to-from)*m.Cells*(1+len(q.Counters)) + m.Days - to))
	return w
}

// Cost is what the person costs in all, not scaled, with cells in the network.
func (w *Network) Cost(cells []int16) int64 {
	m, q := w.model, &w.model.People[w.Person]
	v, s, weekends := w.FixedCost, w.start, 0
	for k, c := range cells {
		e := w.automaton.Step(w.from+k, s, int(c))
		if e == nil || q.Incomplete {
			return m.Value(m.PersonScore(w.Person, w.Splice(cells)))
		}
		v += e.Cost + m.Value(q.CellScore[m.Cell(w.from+k, int(c))])*fixed.Unit
		if e.FirstOfWeekend {
			weekends++
		}
		s = e.To
	}
	if w.exits[s].dead || w.exits[s].cost >= fixed.Infinity {
		return m.Value(m.PersonScore(w.Person, w.Splice(cells)))
	}
	v = v/fixed.Unit + w.exits[s].cost/fixed.Unit
	for k := range q.Counters {
		c := &q.Counters[k]
		total := w.totals[k]
		if c.Weekends {
			total += weekends + w.exits[s].weekends
		}
		for d, cell := range cells {
			total += c.Gain(w.from+d, int(cell))
		}
		v += m.Value(model.Sub(c.Judge(total), c.Spent))
	}
	return v
}

// followExits follows the fixed days after the network from each of its last states.
func (w *Network) followExits(cells []int16) []exitCost {
	a, n := w.automaton, w.automaton.Layers[w.to].States
	out := make([]exitCost, n)
	state := make([]int32, n)
	for s := range state {
		state[s] = int32(s)
	}
	rep := make([]int32, n) // the first state whose path this one's has joined
	for s := range rep {
		rep[s] = int32(s)
	}
	for d := w.to; d < w.model.Days; d++ {
		owner := make(map[int32]int32, 8)
		for s := range out {
			if out[s].dead || rep[s] != int32(s) {
				continue
			}
			e := a.Step(d, state[s], int(cells[d]))
			if e == nil {
				out[s].dead = true
				continue
			}
			state[s] = e.To
			out[s].cost += e.Cost
			if e.FirstOfWeekend {
				out[s].weekends++
			}
			if o, ok := owner[e.To]; ok {
				rep[s] = o // the same as o from here on: only the difference is kept
				out[s].cost -= out[o].cost
				out[s].weekends -= out[o].weekends
			} else {
				owner[e.To] = int32(s)
			}
		}
	}
	for s := range out {
		// A truncated horizon is open at its end.
		if rep[s] == int32(s) && !out[s].dead && a.Layers[w.model.Days].End != nil {
			out[s].cost += a.Layers[w.model.Days].End[state[s]]
		}
	}
	for s := range out { // a state joins one of lower index, which is complete by now
		if r := rep[s]; r != int32(s) {
			out[s].dead = out[r].dead
			out[s].cost += out[r].cost
			out[s].weekends += out[r].weekends
		}
	}
	return out
}

// markLive lists the states of each day and marks those on some path: hi ≥ 0.
func (w *Network) markLive(exits []exitCost) {
	a := w.automaton
	w.days = make([]stage, w.to-w.from+1)
	for k := range w.days {
		n := a.Layers[w.from+k].States
		w.days[k].lo, w.days[k].hi = make([]int32, n), make([]int32, n)
		for s := range n {
			w.days[k].hi[s] = -1
		}
		if k < len(w.days)-1 {
			w.days[k].first = make([]int32, len(a.Layers[w.from+k].Sets)+1)
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
		l := &a.Layers[w.from+k]
		for s := range l.States {
			if !ahead[k][s] {
				continue
			}
			if u := l.Base[s]; u >= 0 {
				ahead[k][u] = true
			}
			for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
				if open[k][e.Set] {
					ahead[k+1][e.To] = true
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
		l := &a.Layers[w.from+k]
		for s := l.States - 1; s >= 0; s-- {
			if !ahead[k][s] {
				continue
			}
			if u := l.Base[s]; u >= 0 && w.days[k].hi[u] >= 0 {
				w.days[k].hi[s] = 0
				continue
			}
			for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
				if open[k][e.Set] && w.days[k+1].hi[e.To] >= 0 {
					w.days[k].hi[s] = 0
					break
				}
			}
		}
	}
}

// open reports, by set, whether a cell is allowed on the k-th day.
func (w *Network) open(k int) []bool {
	l := &w.automaton.Layers[w.from+k]
	out := make([]bool, len(l.Sets))
	base := w.model.People[w.Person].CellCost[w.model.Cell(w.from+k, 0):]
	for n, cells := range l.Sets {
		for _, c := range cells {
			if base[c] < fixed.Infinity {
				out[n] = true
				break
			}
		}
	}
	return out
}

// gainSpan is a range of gains of a counter.
type gainSpan struct{ lo, hi int }

// gainRanges returns, for each day and state, the range of gains of counter c from the
// start to the state, and the range from the state to the end.
func (w *Network) gainRanges(c *model.Counter) (from, onward [][]gainSpan) {
	none := gainSpan{1 << 30, -1 << 30}
	from, onward = make([][]gainSpan, len(w.days)), make([][]gainSpan, len(w.days))
	for k := range w.days {
		n := len(w.days[k].hi)
		from[k], onward[k] = make([]gainSpan, n), make([]gainSpan, n)
		for s := range n {
			from[k][s], onward[k][s] = none, none
		}
	}
	widen := func(t *gainSpan, s, by gainSpan) {
		t.lo, t.hi = min(t.lo, s.lo+by.lo), max(t.hi, s.hi+by.hi)
	}
	gain := func(k int) []gainSpan {
		l := &w.automaton.Layers[w.from+k]
		out := make([]gainSpan, len(l.Sets))
		base := w.model.People[w.Person].CellCost[w.model.Cell(w.from+k, 0):]
		for n, cells := range l.Sets {
			out[n] = none
			for _, cell := range cells {
				if base[cell] < fixed.Infinity {
					g := c.Gain(w.from+k, int(cell))
					out[n].lo, out[n].hi = min(out[n].lo, g), max(out[n].hi, g)
				}
			}
		}
		return out
	}
	from[0][w.start] = gainSpan{}
	last := len(w.days) - 1
	gains := make([][]gainSpan, last)
	each := func(k, s int, f func(to int32, by gainSpan)) { // calls f for the arcs of a state
		if w.days[k].hi[s] < 0 {
			return
		}
		l := &w.automaton.Layers[w.from+k]
		for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
			g := gains[k][e.Set]
			if w.days[k+1].hi[e.To] < 0 || g.hi < g.lo {
				continue
			}
			if c.Weekends && e.FirstOfWeekend {
				g = gainSpan{1, 1}
			}
			f(e.To, g)
		}
	}
	for k := range last {
		gains[k] = gain(k)
		for s := range from[k] {
			if u := w.automaton.Layers[w.from+k].Base[s]; u >= 0 {
				widen(&from[k][u], from[k][s], gainSpan{})
			}
			each(k, s, func(to int32, by gainSpan) { widen(&from[k+1][to], from[k][s], by) })
		}
	}
	for s := range onward[last] {
		if w.days[last].hi[s] >= 0 {
			onward[last][s] = gainSpan{}
		}
	}
	for k := last - 1; k >= 0; k-- {
		for s := len(from[k]) - 1; s >= 0; s-- {
			each(k, s, func(to int32, by gainSpan) { widen(&onward[k][s], onward[k+1][to], by) })
			if u := w.automaton.Layers[w.from+k].Base[s]; u >= 0 && w.days[k].hi[u] >= 0 {
				widen(&onward[k][s], onward[k][u], gainSpan{})
			}
		}
	}
	return from, onward
}
