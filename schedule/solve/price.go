package solve

// pricer finds a person's cheapest cells. It holds the memory that pricing
// needs, so that pricing allocates nothing; each worker has one.
type pricer struct {
	values []int64
	flags  []bool
	cost   [][]int64 // by day of the window and subclass
	cell   [][]int16
	steps  int64 // elementary steps done in all
}

// fit makes room for w.
func (p *pricer) fit(w *window) {
	if len(p.values) < w.size {
		p.values = make([]int64, w.size+w.size/2)
	}
	if len(p.flags) < w.flags {
		p.flags = make([]bool, w.flags+w.flags/2)
	}
	for len(p.cost) < len(w.days) {
		p.cost = append(p.cost, nil)
		p.cell = append(p.cell, nil)
	}
	for k := range w.days {
		for len(p.cost[k]) < len(w.days[k].subs) {
			p.cost[k] = append(p.cost[k], 0)
			p.cell[k] = append(p.cell[k], 0)
		}
	}
}

// price writes the cheapest cells of window w, [w.from, w.to), into out and
// returns their cost: that of the cells by cost (scaled, by day*cells+cell over
// the whole horizon), of the arcs, and of the counters. It returns never where
// there is no path. The work is the sum over arcs of the values of their states.
//
// Counters are taken into w only when they turn out to matter.
func (p *pricer) price(w *window, cost []int64, out []int16) int64 {
	for {
		v := p.under(w, cost, out)
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
	p.steps += int64(8 * w.size)
	m, a := w.m, w.auto
	last := len(w.days) - 1
	values, flags := p.values[:w.size], p.flags
	for i := range values {
		values[i] = never
	}
	for k := range last {
		base := (w.from + k) * m.cells
		for j := range w.days[k].subs {
			best, at := int64(never), int16(0)
			for _, c := range w.days[k].subs[j].cells {
				if v := cost[base+int(c)]; v < best {
					best, at = v, c
				}
			}
			p.cost[k][j], p.cell[k][j] = best, at
		}
	}
	outer := w.outer
	clear(flags[:w.flags])
	start := &w.days[0]
	if start.hi[w.start] < start.lo[w.start] || start.lo[w.start] > 0 {
		return never
	}
	values[start.at[w.start]] = 0
	flags[start.flag[w.start]] = true
	for k := range last {
		day, after := &w.days[k], &w.days[k+1]
		l := &a.layers[w.from+k]
		for s := range l.states {
			lo, hi := day.lo[s], day.hi[s]
			if hi < lo {
				continue
			}
			width := int(hi - lo + 1)
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				tlo, thi := after.lo[e.to], after.hi[e.to]
				if thi < tlo {
					continue
				}
				twidth := int(thi - tlo + 1)
				for j := day.first[e.class]; j < day.first[e.class+1]; j++ {
					sub := &day.subs[j]
					charge := e.cost + p.cost[k][j]
					if e.weekend {
						charge += w.weekend
					}
					from, to := max(lo, tlo-sub.gain), min(hi, thi-sub.gain)
					if to < from {
						continue
					}
					kind := sub.kind
					if e.weekend {
						kind = sub.onRest
					}
					next := w.next[kind]
					n := int(to - from + 1)
					src := int(day.at[s]) + int(from-lo)
					dst := int(after.at[e.to]) + int(from+sub.gain-tlo)
					for o := range outer {
						o2 := next[o]
						if o2 < 0 || !flags[int(day.flag[s])+o] {
							continue
						}
						flags[after.flag[e.to]+o2] = true
						x := values[src+o*width:][:n]
						y := values[dst+int(o2)*twidth:][:n]
						for g, v := range x {
							y[g] = min(y[g], v+charge)
						}
					}
				}
			}
		}
	}
	best, at, atOuter, atGain := int64(never), -1, 0, int32(0)
	end := &w.days[last]
	for s := range end.hi {
		lo, hi := end.lo[s], end.hi[s]
		if hi < lo {
			continue
		}
		for o := range outer {
			for g := lo; g <= hi; g++ {
				v := values[int(end.at[s])+o*int(hi-lo+1)+int(g-lo)]
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

// trace finds the cells that lead to a value at the end, from the last day back.
func (p *pricer) trace(w *window, s, o int, g int32, out []int16) {
	for k := len(w.days) - 2; k >= 0; k-- {
		s, o, g, out[k] = p.back(w, k, s, o, g)
	}
}

// back finds one step of the path to state s, outer index o and gain g after the
// k-th day.
func (p *pricer) back(w *window, k, s, o int, g int32) (int, int, int32, int16) {
	day, after := &w.days[k], &w.days[k+1]
	l := &w.auto.layers[w.from+k]
	target := p.values[int(after.at[s])+o*int(after.hi[s]-after.lo[s]+1)+int(g-after.lo[s])]
	for _, n := range l.into[l.intoAt[s]:l.intoAt[s+1]] {
		e := &l.arcs[n]
		lo, hi := day.lo[e.from], day.hi[e.from]
		if hi < lo {
			continue
		}
		for j := day.first[e.class]; j < day.first[e.class+1]; j++ {
			sub := &day.subs[j]
			before := g - sub.gain
			if before < lo || before > hi {
				continue
			}
			kind := sub.kind
			if e.weekend {
				kind = sub.onRest
			}
			for o2, to := range w.next[kind] {
				if int(to) != o {
					continue
				}
				v := p.values[int(day.at[e.from])+o2*int(hi-lo+1)+int(before-lo)]
				charge := e.cost + p.cost[k][j]
				if e.weekend {
					charge += w.weekend
				}
				if v < never/2 && v+charge == target {
					return int(e.from), o2, before, p.cell[k][j]
				}
			}
		}
	}
	panic("solve: a path was lost")
}
