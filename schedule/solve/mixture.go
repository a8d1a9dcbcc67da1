package solve

import (
	"cmp"
	"slices"
)

// mixture is somebody's part of a fractional roster.
type mixture struct {
	window *window
	parts  []mixed
}

// mixed is a column in a mixture.
type mixed struct {
	cells  []int16
	weight float64
	own    int64 // scaled cost apart from cells and charges
	gains  []int // by sum of the window that is kept by a charge
}

// mostParts bounds the columns of a mixture.
const mostParts = 300

// hand is a worker's memory.
type hand struct {
	*searcher
	delta []float64 // by row: heads that a step adds
	rows  []int32   // those where it may
}

// price finds person i's cheapest column at multipliers mu, by row, scaled, and at
// the charges of their window.
func (h *hand) price(w *warm, i int, mu []int64) int64 {
	w.m.reduce(h.cost, i, mu)
	return h.pricer.complete(w.mix[i].window, h.cost, h.buf, h.pricer.charged)
}

// step prices person i at the leaning multipliers and moves their mixture to where
// the augmented Lagrangian is least on the way to the column found: by what is to be
// gained over the curvature. The heads are added by settle.
func (h *hand) step(w *warm, i int) {
	x := w.mix[i]
	x.charge(true)
	v := h.price(w, i, w.mu)
	x.know(w.m, w.rho)
	found := mixed{cells: h.buf, own: v, gains: x.gains(w.m, h.buf)}
	found.own -= x.beyond(w.m, &found, h.cost)
	step := 1.0
	if len(x.parts) > 0 {
		gain := -float64(v)
		h.add(w.m, i, h.buf, 1)
		for k := range x.parts {
			c := &x.parts[k]
			gain += c.weight * float64(c.own+x.beyond(w.m, c, h.cost))
			h.add(w.m, i, c.cells, -c.weight)
		}
		curve := 0.0
		for _, r := range h.rows {
			curve += h.delta[r] * h.delta[r]
			h.delta[r] = 0
		}
		h.rows = h.rows[:0]
		curve *= w.rho
		for k := range x.window.capped {
			c := &x.window.capped[k]
			d := float64(found.gains[k]) - c.mean
			curve += c.rho * d * d
		}
		step = min(1, max(0, gain/scale)/max(curve, 1e-9))
	}
	h.shift(w, i, found, step)
}

// shift gives the column found a weight of step in person i's mixture, and that of
// columns grown faint; the others' weights shrink. delta is what heads that adds.
func (h *hand) shift(w *warm, i int, found mixed, step float64) {
	x := w.mix[i]
	before := make([]float64, len(x.parts), len(x.parts)+1)
	for k := range x.parts {
		before[k] = x.parts[k].weight
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
	kept := x.parts[:0]
	for k := range x.parts {
		if c := &x.parts[k]; k != at && c.weight <= least { // given to the column found
			x.parts[at].weight += c.weight
			c.weight = 0
		}
	}
	for k, c := range x.parts {
		h.add(w.m, i, c.cells, c.weight-before[k])
		if c.weight > 0 {
			kept = append(kept, c)
		}
	}
	x.parts = kept
	x.weigh()
}

// faint is the weight up to which a column is dropped.
const faint = 1e-5

// add adds by heads where cells of person i are to delta.
func (h *hand) add(m *model, i int, cells []int16, by float64) {
	if by == 0 {
		return
	}
	m.heads(i, cells, func(r int32) {
		if h.delta[r] == 0 {
			h.rows = append(h.rows, r)
		}
		h.delta[r] += by
	})
}

// settle adds the heads of the last step.
func (h *hand) settle(w *warm) {
	for _, r := range h.rows {
		w.count(r, h.delta[r])
		h.delta[r] = 0
	}
	h.rows = h.rows[:0]
}

// heaviest returns the column of largest weight.
func (x *mixture) heaviest() mixed {
	return slices.MaxFunc(x.parts, func(a, b mixed) int { return cmp.Compare(a.weight, b.weight) })
}

// charge sets the charges of the window to their multipliers, leaning against the
// mixture's gains or as they are.
func (x *mixture) charge(lean bool) {
	for k := range x.window.capped {
		c := &x.window.capped[k]
		v := c.pi
		if lean && c.rho > 0 {
			v += c.rho * c.off()
		}
		c.charge = int64(v * scale)
	}
}

// off is how far the mixture's gains are from where they would best be.
func (c *capped) off() float64 {
	return c.mean - min(max(c.mean+c.pi/c.rho, float64(c.lo)), float64(c.hi))
}

// learn moves the multipliers of sums kept by charges.
func (x *mixture) learn() {
	for k := range x.window.capped {
		if c := &x.window.capped[k]; c.rho > 0 {
			c.pi += 0.5 * c.rho * c.off()
		}
	}
}

// know takes in sums that have come to be kept by charges.
func (x *mixture) know(m *model, rho float64) {
	const soft = 0.1 // for sums are larger than heads
	if !slices.ContainsFunc(x.window.capped, func(c capped) bool { return c.rho == 0 }) {
		return
	}
	for k := range x.window.capped {
		c := &x.window.capped[k]
		worth := float64(max(1, m.most(&m.people[x.window.person].counters[c.counter])/m.days))
		c.rho = soft * rho / (worth * worth)
	}
	for k := range x.parts {
		x.parts[k].gains = x.gains(m, x.parts[k].cells)
	}
	x.weigh()
}

// gains returns what cells gain in sums kept by charges.
func (x *mixture) gains(m *model, cells []int16) (out []int) {
	for k := range x.window.capped {
		c := &x.window.capped[k]
		out = append(out, m.total(&m.people[x.window.person].counters[c.counter], cells)-c.base)
	}
	return out
}

// weigh finds the mean gains in sums kept by charges.
func (x *mixture) weigh() {
	for k := range x.window.capped {
		c := &x.window.capped[k]
		c.mean = 0
		for _, p := range x.parts {
			c.mean += p.weight * float64(p.gains[k])
		}
	}
}

// beyond is what a column costs beyond its own, scaled: for its cells, by cost, and
// charges.
func (x *mixture) beyond(m *model, p *mixed, cost []int64) (v int64) {
	base := m.people[x.window.person].base
	for d, cell := range p.cells {
		k := m.at(d, int(cell))
		v += cost[k] - base[k]
	}
	for k := range x.window.capped {
		c := &x.window.capped[k]
		v += c.charge*int64(p.gains[k]) - c.back()
	}
	return v
}

// pace spends sums like the mixtures.
func (w *warm) pace() pace {
	m := w.m
	before := make([][][]float64, len(m.people)) // by person, counter and day: mean gains before it
	for i, x := range w.mix {
		before[i] = make([][]float64, len(m.people[i].counters))
		for k := range before[i] {
			sum := make([]float64, m.days+1)
			for d := range m.days {
				sum[d+1] = sum[d]
				for _, c := range x.parts {
					sum[d+1] += c.weight * float64(m.people[i].counters[k].inc(d, int(c.cells[d])))
				}
			}
			before[i][k] = sum
		}
	}
	return func(i, k, to int) float64 {
		if all := before[i][k][m.days]; all > 0 {
			return before[i][k][to] / all
		}
		return m.evenly(i, k, to)
	}
}
