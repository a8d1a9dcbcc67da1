package pricing

import (
	"paiban/schedule/solve/internal/automaton"
	"paiban/schedule/solve/internal/fixed"
)

// Pricer finds a person's cheapest cells. It holds the memory that pricing
// needs, so that pricing allocates nothing; each worker has one.
type Pricer struct {
	values []int64
	costs  []int64 // see move
	cellAt []int16 // by cost: the cheapest cell
	Steps  int64   // elementary steps done in all
}

// reserve makes room for w.
func (p *Pricer) reserve(w *Network) {
	if len(p.values) < w.Size {
		p.values = make([]int64, w.Size+w.Size/2)
	}
	if len(p.costs) < w.costs {
		p.costs = make([]int64, 2*w.costs)
		p.cellAt = make([]int16, 2*w.costs)
	}
}

// Price writes the cheapest cells of window w, [w.from, w.to), into out and
// returns their cost: that of the cells by cost (scaled, by day*cells+cell over
// the whole horizon), of the arcs, and of the counters. It returns never where
// there is no path. The work is the sum over arcs of the values of their states.
//
// Counters are taken into w only when they turn out to matter.
func (p *Pricer) Price(w *Network, cost []int64, out []int16) int64 {
	return p.PriceBy(w, cost, out, p.penalised)
}

// PriceBy is price, where paths are found by path.
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

// shortestPath is price with the counters that w has.
func (p *Pricer) shortestPath(w *Network, cost []int64, out []int16) int64 {
	p.reserve(w)
	p.Steps += w.pathSteps
	m := w.model
	last := len(w.days) - 1
	values := p.values[:w.Size]
	for k := range last {
		day := &w.days[k]
		base := (w.from + k) * m.Cells
		for j := range day.cellClasses {
			best, at := int64(fixed.Infinity), int16(0)
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
	fillInfinity(values[:w.days[0].end])
	start := &w.days[0]
	if start.hi[w.start] < start.lo[w.start] || start.lo[w.start] > 0 {
		return fixed.Infinity
	}
	values[start.at[w.start]] = 0
	next := 0
	for k := range last {
		fillInfinity(values[w.days[k].end:w.days[k+1].end]) // when at hand, not all before
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
	best, at, atOuter, atGain := int64(fixed.Infinity), -1, 0, int32(0)
	end := &w.days[last]
	for s := range end.hi {
		lo, hi := end.lo[s], end.hi[s]
		if hi < lo {
			continue
		}
		for o := range end.wide {
			for g := lo; g <= hi; g++ {
				v := values[int(end.at[s])+int(g-lo)*end.wide+o]
				if v >= fixed.Infinity/2 {
					continue
				}
				v += w.endOuter[s][o]
				if w.primary >= 0 {
					v += w.endMain[g]
				}
				if v < best {
					best, at, atOuter, atGain = v, s, o, g
				}
			}
		}
	}
	if best >= fixed.Infinity/2 {
		return fixed.Infinity
	}
	p.traceBack(w, at, atOuter, atGain, out)
	return best
}

// infinities is a stock of never, for copying is faster than filling.
var infinities = func() (v [512]int64) {
	for k := range v {
		v[k] = fixed.Infinity
	}
	return v
}()

// fillInfinity makes all values never.
func fillInfinity(values []int64) {
	for len(values) > 0 {
		values = values[copy(values, infinities[:]):]
	}
}

// traceBack finds the cells that lead to a value at the end, from the last day back.
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

// baseOrigin follows a value of state s back through the states that it is the base
// of to the one that it comes from.
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

// value is that of a state of day, never outside its range.
func (p *Pricer) value(day *stage, s, o int, g int32) int64 {
	lo, hi := day.lo[s], day.hi[s]
	if g < lo || g > hi {
		return fixed.Infinity
	}
	return p.values[int(day.at[s])+int(g-lo)*day.wide+o]
}
