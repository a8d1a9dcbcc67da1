package pricing

import (
	"paiban/schedule/solve/internal/automaton"
	"paiban/schedule/solve/internal/fixed"
)

// Pricer finds a person's cheapest cells. It holds the memory for this, so that pricing
// allocates nothing. Each worker has one.
type Pricer struct {
	values []int64
	costs  []int64 // by transition.costAt
	cellAt []int16 // by the same index: the cheapest cell
	Steps  int64   // elementary steps so far
}

// reserve makes room for the values of w.
func (p *Pricer) reserve(w *Network) {
	if len(p.values) < w.Size {
		p.values = make([]int64, w.Size+w.Size/2)
	}
	if len(p.costs) < w.costs {
		p.costs = make([]int64, 2*w.costs)
		p.cellAt = make([]int16, 2*w.costs)
	}
}

// Price writes the cheapest cells of network w into out and returns their cost, scaled:
// the costs of cells (by day*cells+cell over the whole horizon), of arcs and of
// counters. It returns fixed.Infinity where there is no path. The work is the sum, over
// the arcs, of the number of values of their states.
//
// Counters are tracked only when they turn out to matter. Where resources are relaxed,
// the result is a lower bound.
func (p *Pricer) Price(w *Network, cost []int64, out []int16) int64 {
	return p.PriceBy(w, cost, out, p.penalised)
}

// PriceBy is Price with a given way to find a path.
func (p *Pricer) PriceBy(w *Network, cost []int64, out []int16, path func(*Network, []int64, []int16) int64) int64 {
	for {
		v := path(w, cost, out)
		if v >= fixed.Infinity {
			return fixed.Infinity
		}
		c := w.violated(out[:w.to-w.from])
		if c < 0 {
			return v
		}
		w.track(c)
	}
}

// shortestPath is Price with the counters that w tracks.
func (p *Pricer) shortestPath(w *Network, cost []int64, out []int16) int64 {
	p.reserve(w)
	p.Steps += w.pathSteps
	start := &w.days[0]
	if start.hi[w.start] < start.lo[w.start] || start.lo[w.start] > 0 {
		return fixed.Infinity
	}
	p.chooseCells(w, cost)
	values := p.values[:w.Size]
	fillInfinity(values[:start.end])
	values[start.at[w.start]] = 0
	next := 0
	for k := range len(w.days) - 1 {
		fillInfinity(values[w.days[k].end:w.days[k+1].end]) // just before use, while the memory is cached
		wide := int32(w.days[k].wide)
		for _, mv := range w.transitions[next:w.days[k].transitions] {
			cost, dst, src := p.costs[mv.costAt], mv.dst, mv.src
			if cost >= fixed.Infinity {
				continue
			}
			for range mv.repeats {
				lowerTo(values[dst:][:mv.n], values[src:][:mv.n], cost+mv.cost)
				dst, src = dst+mv.step, src+wide
			}
		}
		next = w.days[k].transitions
	}
	best, s, o, g := p.cheapestEnd(w)
	if best >= fixed.Infinity/2 {
		return fixed.Infinity
	}
	p.traceBack(w, s, o, g, out)
	return best
}

// chooseCells finds the cheapest cell of every cell class and its cost, without and with
// the first work of a weekend.
func (p *Pricer) chooseCells(w *Network, cost []int64) {
	for k := range len(w.days) - 1 {
		day := &w.days[k]
		base := (w.from + k) * w.model.Cells
		for j := range day.cellClasses {
			best, at := fixed.Infinity, int16(0)
			for _, c := range day.cellClasses[j].cells {
				if v := cost[base+int(c)]; v < best {
					best, at = v, c
				}
			}
			n := int(day.costAt) + 2*j
			p.costs[n], p.cellAt[n] = best, at
			p.costs[n+1] = best
			if best < fixed.Infinity {
				p.costs[n+1] += w.weekendCost
			}
		}
	}
}

// cheapestEnd returns the least value after the last day, with what the end costs, and
// its state, outer index and gain of the primary counter.
func (p *Pricer) cheapestEnd(w *Network) (best int64, state, outer int, gain int32) {
	best, state = fixed.Infinity, -1
	end := &w.days[len(w.days)-1]
	for s := range end.hi {
		lo, hi := end.lo[s], end.hi[s]
		if hi < lo {
			continue
		}
		for o := range end.wide {
			for g := lo; g <= hi; g++ {
				v := p.values[int(end.at[s])+int(g-lo)*end.wide+o]
				if v >= fixed.Infinity/2 {
					continue
				}
				v += w.endOuter[s][o]
				if w.primary >= 0 {
					v += w.endMain[g]
				}
				if v < best {
					best, state, outer, gain = v, s, o, g
				}
			}
		}
	}
	return best, state, outer, gain
}

// infinities is a stock of fixed.Infinity: copying is faster than filling.
var infinities = func() (v [512]int64) {
	for k := range v {
		v[k] = fixed.Infinity
	}
	return v
}()

// fillInfinity sets all values to fixed.Infinity.
func fillInfinity(values []int64) {
	for len(values) > 0 {
		values = values[copy(values, infinities[:]):]
	}
}

// traceBack finds the cells that lead to a value at the end, from the last day back. No
// back pointers are stored.
func (p *Pricer) traceBack(w *Network, s, o int, g int32, out []int16) {
	for k := len(w.days) - 2; k >= 0; k-- {
		s, o, g, out[k] = p.stepBack(w, k, s, o, g)
	}
}

// stepBack finds one step of the path to state s, outer index o and gain g after the
// k-th day.
func (p *Pricer) stepBack(w *Network, k, s, o int, g int32) (int, int, int32, int16) {
	day := &w.days[k]
	l := &w.automaton.Layers[w.from+k]
	target := p.value(&w.days[k+1], s, o, g)
	for _, n := range l.Incoming.Of(int32(s)) {
		e := &l.Arcs[n]
		for j := day.first[e.Set]; j < day.first[e.Set+1]; j++ {
			sub := &day.cellClasses[j]
			kind, n := sub.kind, day.costAt+2*j
			if e.FirstOfWeekend {
				kind, n = sub.onRest, n+1
			}
			cost := e.Cost + p.costs[n]
			for o2, to := range w.outerNext[kind][:day.wide] {
				if int(to) != o {
					continue
				}
				if v := p.value(day, int(e.From), o2, g-sub.gain); v < fixed.Infinity/2 && v+cost == target {
					return p.baseOrigin(day, l, int(e.From), o2, g-sub.gain), o2, g - sub.gain, p.cellAt[day.costAt+2*j]
				}
			}
		}
	}
	panic("solve: a path was lost")
}

// baseOrigin returns the state from which a value of state s came: s itself, or a state
// that has s as its base.
func (p *Pricer) baseOrigin(day *stage, l *automaton.Layer, s, o int, g int32) int {
	v := p.value(day, s, o, g)
	for again := true; again; {
		again = false
		for _, t := range l.Sharers.Of(int32(s)) {
			if p.value(day, int(t), o, g) == v {
				s, again = int(t), true
				break
			}
		}
	}
	return s
}

// value returns the value of a state, fixed.Infinity outside the range of its gains.
func (p *Pricer) value(day *stage, s, o int, g int32) int64 {
	lo, hi := day.lo[s], day.hi[s]
	if g < lo || g > hi {
		return fixed.Infinity
	}
	return p.values[int(day.at[s])+int(g-lo)*day.wide+o]
}
