package solve

import "slices"

// hand is a worker's memory for steps.
type hand struct {
	*searcher
	delta  tally // heads that the step adds, by row
	turn   tally // heads that a way adds, by row
	net    tally // weight that legs add, by day*cells+cell
	way    []leg
	gains  []float64 // by sum kept by a charge: what a way adds
	mu     []int64   // by row: leaning multipliers with the heads of the step
	values []int64   // by column of a mixture: what it costs
}

func newHand(m *model) *hand {
	n := len(m.rows)
	return &hand{searcher: newSearcher(m, nil), delta: newTally(n), turn: newTally(n), net: newTally(m.days * m.cells),
		mu: make([]int64, n)}
}

// tally is numbers by index, none in most.
type tally struct {
	by   []float64
	some []int32 // where there may be some
	in   []bool  // by index: whether it is in some
}

func newTally(n int) tally { return tally{by: make([]float64, n), in: make([]bool, n)} }

func (t *tally) add(k int32, by float64) {
	if !t.in[k] {
		t.in[k] = true
		t.some = append(t.some, k)
	}
	t.by[k] += by
}

func (t *tally) clear() {
	for _, k := range t.some {
		t.by[k], t.in[k] = 0, false
	}
	t.some = t.some[:0]
}

// leg is a column and the weight that it gains on the whole of a way.
type leg struct {
	*mixed
	by float64
}

// spread adds to t the heads that person i's columns give, times the weight that they
// gain on a way. Weights are added up by cell first, for columns share cells.
func (h *hand) spread(t *tally, i int, way []leg) {
	if !h.m.people[i].cover {
		return
	}
	for _, l := range way {
		for d, c := range l.cells {
			h.net.add(int32(h.m.at(d, int(c))), l.by)
		}
	}
	for _, k := range h.net.some {
		if by := h.net.by[k]; by != 0 {
			for _, r := range h.m.touched(int(k)) {
				t.add(r, by)
			}
		}
	}
	h.net.clear()
}

// price finds person i's cheapest column at multipliers mu, by row, scaled, and at
// the charges of their window.
func (h *hand) price(w *warm, i int, mu []int64) int64 {
	reduce(w.m, h.cost, i, mu)
	return h.pricer.complete(w.mix[i].window, h.cost, h.buf, h.pricer.charged)
}

// only returns cells of person i as a column of their mixture.
func (h *hand) only(w *warm, i int, cells []int16) (mixed, bool) {
	x := w.mix[i]
	for k := range h.cost {
		h.cost[k] = never
	}
	for d, c := range cells {
		k := w.m.at(d, int(c))
		h.cost[k] = w.m.people[i].base[k]
	}
	x.charge(false)
	v := h.pricer.complete(x.window, h.cost, h.buf, h.pricer.charged)
	if v >= never {
		return mixed{}, false
	}
	x.know(w.m, w.rho)
	p := mixed{cells: slices.Clone(cells), own: v, gains: x.gains(w.m, cells)}
	p.own -= x.beyond(w.m, &p, h.cost)
	return p, true
}

// corrections is how often a step moves weight between the columns of a mixture.
const corrections = 3

// step prices person i at the leaning multipliers and moves their mixture to where
// the augmented Lagrangian is least on the way to the column found; then it moves
// weight from dear columns to the cheapest, which mixtures that only grow take long to
// do. (Frank–Wolfe with pairwise steps; Lacoste-Julien and Jaggi, On the global linear
// convergence of Frank-Wolfe optimization variants, 2015.) The heads are added by
// settle.
func (h *hand) step(w *warm, i int) {
	x := w.mix[i]
	x.charge(true)
	v := h.price(w, i, w.mu)
	x.know(w.m, w.rho)
	found := mixed{cells: h.buf, own: v, gains: x.gains(w.m, h.buf)}
	found.own -= x.beyond(w.m, &found, h.cost)
	if len(x.parts) == 0 {
		h.shift(w, i, found, 1)
		return
	}
	h.way = append(h.way[:0], leg{&found, 1})
	for k := range x.parts {
		h.way = append(h.way, leg{&x.parts[k], -x.parts[k].weight})
	}
	h.shift(w, i, found, h.far(w, i, 1))
	for range corrections {
		if !h.correct(w, i) {
			break
		}
	}
}

// far returns how far along the way of person i the augmented Lagrangian is least, up
// to most.
func (h *hand) far(w *warm, i int, most float64) float64 {
	x := w.mix[i]
	defer h.turn.clear()
	own := 0.0 // what the way costs apart from heads and charges
	h.gains = append(h.gains[:0], make([]float64, len(x.window.capped))...)
	for _, l := range h.way {
		own += l.by * float64(l.own) / scale
		for k, n := range l.mixed.gains {
			h.gains[k] += l.by * float64(n)
		}
	}
	h.spread(&h.turn, i, h.way)
	// The derivative along the way, which only grows.
	slope := func(t float64) float64 {
		v := own
		for _, r := range h.turn.some {
			if by := h.turn.by[r]; by != 0 {
				v -= by * w.saved(int(r), w.heads[r]+h.delta.by[r]+t*by)
			}
		}
		for k := range x.window.capped {
			c := &x.window.capped[k]
			v += h.gains[k] * c.lean(c.mean+t*h.gains[k])
		}
		return v
	}
	lo, hi := 0.0, most
	atLo, atHi := slope(lo), slope(hi)
	switch {
	case atHi <= 0:
		return most
	case atLo >= 0:
		return 0
	}
	for n := range 2 {
		t := lo + (hi-lo)*atLo/(atLo-atHi)
		if n > 0 { // lest one end stay
			t = (lo + hi) / 2
		}
		if v := slope(t); v <= 0 {
			lo, atLo = t, v
		} else {
			hi, atHi = t, v
		}
	}
	return lo + (hi-lo)*atLo/(atLo-atHi)
}

// correct moves weight between the columns of person i's mixture, from the one where
// most is to be saved to the cheapest, and reports whether there was any to move.
func (h *hand) correct(w *warm, i int) bool {
	x := w.mix[i]
	x.charge(true)
	copy(h.mu, w.mu)
	for _, r := range h.delta.some {
		h.mu[r] = int64(w.saved(int(r), w.heads[r]+h.delta.by[r]) * scale)
	}
	reduce(w.m, h.cost, i, h.mu)
	h.values = h.values[:0]
	for k := range x.parts {
		h.values = append(h.values, x.parts[k].own+x.beyond(w.m, &x.parts[k], h.cost))
	}
	least := slices.Min(h.values)
	from, save := -1, 0.0
	for k, v := range h.values {
		if s := float64(v-least) * x.parts[k].weight; s > save {
			from, save = k, s
		}
	}
	if from < 0 {
		return false
	}
	a, b := &x.parts[from], &x.parts[slices.Index(h.values, least)]
	h.way = append(h.way[:0], leg{a, -1}, leg{b, 1})
	weight := h.far(w, i, a.weight)
	h.spread(&h.delta, i, []leg{{a, -weight}, {b, weight}})
	b.weight += weight
	if a.weight -= weight; a.weight <= 0 {
		x.parts = slices.Delete(x.parts, from, from+1)
	}
	x.weigh()
	return weight > 0
}

// shift gives the column found a weight of step in person i's mixture, and that of
// columns grown faint; the others' weights shrink. delta is what heads that adds.
func (h *hand) shift(w *warm, i int, found mixed, step float64) {
	x := w.mix[i]
	before := make([]float64, 0, len(x.parts)+1)
	for k := range x.parts {
		before = append(before, x.parts[k].weight)
		x.parts[k].weight *= 1 - step
	}
	at := slices.IndexFunc(x.parts, func(c mixed) bool { return slices.Equal(c.cells, found.cells) })
	if at < 0 {
		at = len(x.parts)
		found.cells = slices.Clone(found.cells)
		x.parts, before = append(x.parts, found), append(before, 0)
	}
	x.parts[at].weight += step
	least := faint
	if len(x.parts) > mostParts {
		for k := range x.parts {
			if k != at && (least == faint || x.parts[k].weight < least) {
				least = x.parts[k].weight
			}
		}
	}
	for k := range x.parts {
		if c := &x.parts[k]; k != at && c.weight <= least { // given to the column found
			x.parts[at].weight += c.weight
			c.weight = 0
		}
	}
	h.way = h.way[:0]
	for k := range x.parts {
		c := &x.parts[k]
		h.way = append(h.way, leg{c, c.weight - before[k]})
	}
	h.spread(&h.delta, i, h.way)
	x.parts = slices.DeleteFunc(x.parts, func(c mixed) bool { return c.weight == 0 })
	x.weigh()
}

// faint is the weight up to which a column is dropped.
const faint = 1e-5

// settle adds the heads of the last step.
func (h *hand) settle(w *warm) {
	for _, r := range h.delta.some {
		w.count(r, h.delta.by[r])
	}
	h.delta.clear()
}
