package solve

// pricer finds a person's cheapest cells. It holds the memory that pricing
// needs, so that pricing allocates nothing; each worker has one.
type pricer struct {
	values []int64
	charge []int64 // see move
	cell   []int16 // by charge: the cheapest cell
	steps  int64   // elementary steps done in all
}

// fit makes room for w.
func (p *pricer) fit(w *window) {
	if len(p.values) < w.size {
		p.values = make([]int64, w.size+w.size/2)
	}
	if len(p.charge) < w.charges {
		p.charge = make([]int64, 2*w.charges)
		p.cell = make([]int16, 2*w.charges)
	}
}

// price writes the cheapest cells of window w, [w.from, w.to), into out and
// returns their cost: that of the cells by cost (scaled, by day*cells+cell over
// the whole horizon), of the arcs, and of the counters. It returns never where
// there is no path. The work is the sum over arcs of the values of their states.
//
// Counters are taken into w only when they turn out to matter.
func (p *pricer) price(w *window, cost []int64, out []int16) int64 {
	return p.complete(w, cost, out, p.under)
}

// complete is price, where paths are found by path.
func (p *pricer) complete(w *window, cost []int64, out []int16, path func(*window, []int64, []int16) int64) int64 {
	for {
		v := path(w, cost, out)
		if v >= never {
			return never
		}
		c := w.missed(out[:w.to-w.from])
		if c < 0 {
			return v
		}
		w.grow(c)
	}
}

// path is price with the counters that w has.
func (p *pricer) path(w *window, cost []int64, out []int16) int64 {
	p.fit(w)
	p.steps += w.toil
	m := w.m
	last := len(w.days) - 1
	values := p.values[:w.size]
	for k := range last {
		day := &w.days[k]
		base := (w.from + k) * m.cells
		for j := range day.subs {
			best, at := int64(never), int16(0)
			for _, c := range day.subs[j].cells {
				if v := cost[base+int(c)]; v < best {
					best, at = v, c
				}
			}
			n := int(day.charge) + 2*j
			p.charge[n], p.cell[n] = best, at
			p.charge[n+1] = best
			if best < never {
				p.charge[n+1] += w.weekend
			}
		}
	}
	unreached(values[:w.days[0].end])
	start := &w.days[0]
	if start.hi[w.start] < start.lo[w.start] || start.lo[w.start] > 0 {
		return never
	}
	values[start.at[w.start]] = 0
	next := 0
	for k := range last {
		unreached(values[w.days[k].end:w.days[k+1].end]) // when at hand, not all before
		wide := int32(w.days[k].wide)
		for _, mv := range w.moves[next:w.days[k].moves] {
			charge, dst, src := p.charge[mv.charge], mv.dst, mv.src
			if charge >= never {
				continue
			}
			for range mv.gains {
				lower(values[dst:][:mv.n], values[src:][:mv.n], charge+mv.cost)
				dst, src = dst+mv.step, src+wide
			}
		}
		next = w.days[k].moves
	}
	best, at, atOuter, atGain := int64(never), -1, 0, int32(0)
	end := &w.days[last]
	for s := range end.hi {
		lo, hi := end.lo[s], end.hi[s]
		if hi < lo {
			continue
		}
		for o := range end.wide {
			for g := lo; g <= hi; g++ {
				v := values[int(end.at[s])+int(g-lo)*end.wide+o]
				if v >= never/2 {
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
	if best >= never/2 {
		return never
	}
	p.trace(w, at, atOuter, atGain, out)
	return best
}

// nevers is a stock of never, for copying is faster than filling.
var nevers = func() (v [512]int64) {
	for k := range v {
		v[k] = never
	}
	return v
}()

// unreached makes all values never.
func unreached(values []int64) {
	for len(values) > 0 {
		values = values[copy(values, nevers[:]):]
	}
}

// trace finds the cells that lead to a value at the end, from the last day back.
func (p *pricer) trace(w *window, s, o int, g int32, out []int16) {
	for k := len(w.days) - 2; k >= 0; k-- {
		s, o, g, out[k] = p.back(w, k, s, o, g)
	}
}

// back finds one step of the path to state s, outer index o and gain g after the
// k-th day.
func (p *pricer) back(w *window, k, s, o int, g int32) (int, int, int32, int16) {
	day := &w.days[k]
	l := &w.auto.layers[w.from+k]
	target := p.value(&w.days[k+1], s, o, g)
	for _, n := range l.into.get(int32(s)) {
		e := &l.arcs[n]
		for j := day.first[e.set]; j < day.first[e.set+1]; j++ {
			sub := &day.subs[j]
			kind, n := sub.kind, day.charge+2*j
			if e.weekend {
				kind, n = sub.onRest, n+1
			}
			charge := e.cost + p.charge[n]
			for o2, to := range w.next[kind][:day.wide] {
				if int(to) != o {
					continue
				}
				if v := p.value(day, int(e.from), o2, g-sub.gain); v < never/2 && v+charge == target {
					return p.origin(day, l, int(e.from), o2, g-sub.gain), o2, g - sub.gain, p.cell[day.charge+2*j]
				}
			}
		}
	}
	panic("solve: a path was lost")
}

// origin follows a value of state s back through the states that it is the base
// of to the one that it comes from.
func (p *pricer) origin(day *windowDay, l *layer, s, o int, g int32) int {
	v := p.value(day, s, o, g)
	for again := true; again; {
		again = false
		for _, t := range l.heirs.get(int32(s)) {
			if p.value(day, int(t), o, g) == v {
				s, again = int(t), true
				break
			}
		}
	}
	return s
}

// value is that of a state of day, never outside its range.
func (p *pricer) value(day *windowDay, s, o int, g int32) int64 {
	lo, hi := day.lo[s], day.hi[s]
	if g < lo || g > hi {
		return never
	}
	return p.values[int(day.at[s])+int(g-lo)*day.wide+o]
}
