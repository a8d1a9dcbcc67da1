package solve

import "slices"

// move lowers n values from dst on to those from src on plus a charge, where these
// are less, and so again for the next gains of the primary: what a state is worth by
// one of its arcs, or by its base, over a range of counters. Pricing is a list of moves.
type move struct {
	dst, src, n int32
	gains       int32 // how often
	step        int32 // from one gain to the next, of dst; of src it is how wide the day is
	charge      int32 // index into the pricer's charges: of the cells, see windowDay
	cost        int64 // of the arc
}

// compile lists the moves of w, day by day.
func (w *window) compile() {
	last := len(w.days) - 1
	w.charges = 1 // the first is none
	for k := range last {
		day := &w.days[k]
		day.charge = int32(w.charges)
		w.charges += 2 * len(day.subs)
		runs := w.runs(k)
		l := &w.auto.layers[w.from+k]
		for s := range l.states {
			if day.hi[s] < day.lo[s] {
				continue
			}
			if u := l.base[s]; u >= 0 {
				w.link(move{}, k, s, k, int(u), 0, []run{{0, 0, int32(day.wide)}})
			}
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				for j := day.first[e.set]; j < day.first[e.set+1]; j++ {
					t := &day.subs[j]
					kind, charge := t.kind, day.charge+2*j
					if e.weekend {
						kind, charge = t.onRest, charge+1
					}
					w.link(move{charge: charge, cost: e.cost}, k, s, k+1, int(e.to), t.gain, runs[kind])
				}
			}
		}
		day.moves = len(w.moves)
	}
	w.moves = slices.Clip(w.moves)
	w.toil = int64(w.size/8 + 2*w.charges)
	for _, m := range w.moves {
		w.toil += int64(m.gains) * int64(5+m.n/3)
	}
}

// run says that n outer indexes from src on lead to those from dst on.
type run struct{ src, dst, n int32 }

// runs lists, by kind, where the outer indexes of the k-th day lead.
func (w *window) runs(k int) [][]run {
	out := make([][]run, len(w.next))
	for kind, next := range w.next {
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
			out[kind] = append(out[kind], run{int32(o), to, 1})
		}
	}
	return out
}

// link adds moves like m from state s of day k to state t of day j.
func (w *window) link(m move, k, s, j, t int, gain int32, runs []run) {
	a, b := &w.days[k], &w.days[j]
	from, to := max(a.lo[s], b.lo[t]-gain), min(a.hi[s], b.hi[t]-gain)
	if to < from || b.hi[t] < b.lo[t] {
		return
	}
	src, dst := a.at[s]+(from-a.lo[s])*int32(a.wide), b.at[t]+(from+gain-b.lo[t])*int32(b.wide)
	m.gains, m.step = to-from+1, int32(b.wide)
	if len(runs) == 1 && runs[0] == (run{0, 0, int32(a.wide)}) && a.wide == b.wide { // side by side
		m.src, m.dst, m.n, m.gains = src, dst, m.gains*int32(a.wide), 1
		w.moves = append(w.moves, m)
		return
	}
	for _, r := range runs {
		m.src, m.dst, m.n = src+r.src, dst+r.dst, r.n
		w.moves = append(w.moves, m)
	}
}
