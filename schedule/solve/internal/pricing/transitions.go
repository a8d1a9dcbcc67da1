package pricing

import "slices"

// transition sets n values from dst on to the smaller of themselves and those from src
// on plus a cost, and repeats that for the next gains of the primary counter. It
// carries the values of a state along an arc, or to its base, for a range of counters.
// A shortest path is computed by a list of transitions.
type transition struct {
	dst, src, n int32
	repeats     int32 // number of gains
	step        int32 // distance in dst from one gain to the next; in src it is the width of the day
	costAt      int32 // index of the cost of the cells among Pricer.costs
	cost        int64 // cost of the arc
}

// buildTransitions lists the transitions of w, day by day.
func (w *Network) buildTransitions() {
	last := len(w.days) - 1
	w.costs = 1 // the first stands for no cost
	for k := range last {
		day := &w.days[k]
		day.costAt = int32(w.costs)
		w.costs += 2 * len(day.cellClasses)
		runs := w.blocks(k)
		l := &w.automaton.Layers[w.from+k]
		for s := range l.States {
			if day.hi[s] < day.lo[s] {
				continue
			}
			if u := l.Base[s]; u >= 0 {
				w.addTransitions(transition{}, k, s, k, int(u), 0, []block{{0, 0, int32(day.wide)}})
			}
			for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
				for j := day.first[e.Set]; j < day.first[e.Set+1]; j++ {
					t := &day.cellClasses[j]
					kind, cost := t.kind, day.costAt+2*j
					if e.FirstOfWeekend {
						kind, cost = t.onRest, cost+1
					}
					w.addTransitions(transition{costAt: cost, cost: e.Cost}, k, s, k+1, int(e.To), t.gain, runs[kind])
				}
			}
		}
		day.transitions = len(w.transitions)
	}
	w.transitions = slices.Clip(w.transitions)
	w.pathSteps = int64(w.Size/8 + 2*w.costs)
	for _, m := range w.transitions {
		w.pathSteps += int64(m.repeats) * int64(5+m.n/3)
	}
}

// block maps n outer indexes from src on to those from dst on.
type block struct{ src, dst, n int32 }

// blocks lists, by kind, where the outer indexes of the k-th day lead.
func (w *Network) blocks(k int) [][]block {
	out := make([][]block, len(w.outerNext))
	for kind, next := range w.outerNext {
		for o, to := range next[:w.days[k].wide] {
			if to < 0 || int(to) >= w.days[k+1].wide {
				continue
			}
			if n := len(out[kind]) - 1; n >= 0 {
				if r := &out[kind][n]; int32(o) == r.src+r.n && to == r.dst+r.n {
					r.n++
					continue
				}
			}
			out[kind] = append(out[kind], block{int32(o), to, 1})
		}
	}
	return out
}

// addTransitions adds transitions like m from state s of day k to state t of day j.
func (w *Network) addTransitions(m transition, k, s, j, t int, gain int32, runs []block) {
	a, b := &w.days[k], &w.days[j]
	from, to := max(a.lo[s], b.lo[t]-gain), min(a.hi[s], b.hi[t]-gain)
	if to < from || b.hi[t] < b.lo[t] {
		return
	}
	src, dst := a.at[s]+(from-a.lo[s])*int32(a.wide), b.at[t]+(from+gain-b.lo[t])*int32(b.wide)
	m.repeats, m.step = to-from+1, int32(b.wide)
	if len(runs) == 1 && runs[0] == (block{0, 0, int32(a.wide)}) && a.wide == b.wide { // the blocks of all gains adjoin
		m.src, m.dst, m.n, m.repeats = src, dst, m.repeats*int32(a.wide), 1
		w.transitions = append(w.transitions, m)
		return
	}
	for _, r := range runs {
		m.src, m.dst, m.n = src+r.src, dst+r.dst, r.n
		w.transitions = append(w.transitions, m)
	}
}
