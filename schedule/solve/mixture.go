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
		if lean {
			v = c.lean(c.mean)
		}
		c.set(int64(v * scale))
	}
}

// learn moves the multipliers of sums kept by charges.
func (x *mixture) learn() {
	for k := range x.window.capped {
		if c := &x.window.capped[k]; c.rho > 0 {
			c.pi += 0.5 * c.rho * c.off(c.mean)
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

// spent returns what the mixture gains of c, on average, before each day and at the
// end.
func (x *mixture) spent(m *model, c *counter) []float64 {
	out := make([]float64, m.days+1)
	for d := range m.days {
		out[d+1] = out[d]
		for _, p := range x.parts {
			out[d+1] += p.weight * float64(c.inc(d, int(p.cells[d])))
		}
	}
	return out
}

// blend gives cells a share of the mixture, that of all others shrinks.
func (x *mixture) blend(now mixed, share float64) {
	at := slices.IndexFunc(x.parts, func(c mixed) bool { return slices.Equal(c.cells, now.cells) })
	for k := range x.parts {
		x.parts[k].weight *= 1 - share
	}
	switch {
	case len(x.parts) == 0:
		now.weight = 1
		x.parts = append(x.parts, now)
	case at >= 0:
		x.parts[at].weight += share
	default:
		now.weight = share
		x.parts = append(x.parts, now)
	}
	x.weigh()
}

// columns lists everybody's columns.
func (w *warm) columns() [][][]int16 {
	out := make([][][]int16, len(w.mix))
	for i, x := range w.mix {
		for _, p := range x.parts {
			out[i] = append(out[i], p.cells)
		}
	}
	return out
}

// likeliest returns everybody's heaviest columns.
func (w *warm) likeliest() [][]int16 {
	out := make([][]int16, len(w.mix))
	for i, x := range w.mix {
		out[i] = x.heaviest().cells
	}
	return out
}

// adopt gives people mixtures of the columns given, in proportion to their weights;
// those who have none keep what they have.
func (w *warm) adopt(columns [][]weighted) {
	for i, list := range columns {
		var parts []mixed
		sum := 0.0
		for _, c := range list {
			if p, ok := w.hands[0].only(w, i, c.cells); ok {
				p.weight = c.weight
				parts = append(parts, p)
				sum += c.weight
			}
		}
		if sum == 0 {
			continue
		}
		for k := range parts {
			parts[k].weight /= sum
		}
		w.mix[i].parts = parts
		w.mix[i].weigh()
	}
}
