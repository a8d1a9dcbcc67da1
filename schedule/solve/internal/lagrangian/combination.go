package lagrangian

import (
	"cmp"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// combination is the convex combination of columns that one person has in a fractional
// roster.
type combination struct {
	network *pricing.Network
	atoms   []atom
}

// atom is a column of a convex combination (an atom of Frank–Wolfe).
type atom struct {
	cells  []int16
	weight float64
	own    int64 // scaled cost without cells and penalties
	gains  []int // by relaxed resource of the network
}

// maxAtoms bounds the columns of a combination.
const maxAtoms = 300

// heaviest returns the column of largest weight.
func (x *combination) heaviest() atom {
	return slices.MaxFunc(x.atoms, func(a, b atom) int { return cmp.Compare(a.weight, b.weight) })
}

// setPenalties sets the penalties of the network to their multipliers, or to the
// augmented multipliers where lean is set.
func (x *combination) setPenalties(lean bool) {
	for k := range x.network.Relaxed {
		c := &x.network.Relaxed[k]
		v := c.Multiplier
		if lean {
			v = c.AugmentedMultiplier(c.Mean)
		}
		c.SetPenalty(int64(v * fixed.Unit))
	}
}

// updateMultipliers takes a dual step of the multipliers of relaxed resources.
func (x *combination) updateMultipliers() {
	for k := range x.network.Relaxed {
		if c := &x.network.Relaxed[k]; c.Quadratic > 0 {
			c.Multiplier += 0.5 * c.Quadratic * c.Violation(c.Mean)
		}
	}
}

// adoptRelaxed gives newly relaxed resources a quadratic penalty.
func (x *combination) adoptRelaxed(m *model.Model, rho float64) {
	const soft = 0.1 // because sums are larger than heads
	if !slices.ContainsFunc(x.network.Relaxed, func(c pricing.RelaxedResource) bool { return c.Quadratic == 0 }) {
		return
	}
	for k := range x.network.Relaxed {
		c := &x.network.Relaxed[k]
		worth := float64(max(1, m.MaxGain(&m.People[x.network.Person].Counters[c.Counter])/m.Days))
		c.Quadratic = soft * rho / (worth * worth)
	}
	for k := range x.atoms {
		x.atoms[k].gains = x.gains(m, x.atoms[k].cells)
	}
	x.updateMeans()
}

// gains returns the gains of cells in relaxed resources.
func (x *combination) gains(m *model.Model, cells []int16) (out []int) {
	for k := range x.network.Relaxed {
		c := &x.network.Relaxed[k]
		out = append(out, m.Total(&m.People[x.network.Person].Counters[c.Counter], cells)-c.Base)
	}
	return out
}

// updateMeans computes the mean gains of relaxed resources.
func (x *combination) updateMeans() {
	for k := range x.network.Relaxed {
		c := &x.network.Relaxed[k]
		c.Mean = 0
		for _, p := range x.atoms {
			c.Mean += p.weight * float64(p.gains[k])
		}
	}
}

// lagrangianCost is the cost of a column beyond its own, scaled: of its cells, by cost,
// and of its penalties.
func (x *combination) lagrangianCost(m *model.Model, p *atom, cost []int64) (v int64) {
	base := m.People[x.network.Person].CellCost
	for d, cell := range p.cells {
		k := m.Cell(d, int(cell))
		v += cost[k] - base[k]
	}
	for k := range x.network.Relaxed {
		c := &x.network.Relaxed[k]
		v += c.Penalty*int64(p.gains[k]) - c.Offset()
	}
	return v
}

// meanTrajectory returns the mean gains of counter c before each day and at the end.
func (x *combination) meanTrajectory(m *model.Model, c *model.Counter) []float64 {
	out := make([]float64, m.Days+1)
	for d := range m.Days {
		out[d+1] = out[d]
		for _, p := range x.atoms {
			out[d+1] += p.weight * float64(c.Gain(d, int(p.cells[d])))
		}
	}
	return out
}

// mixIn gives cells a share of the combination; the weights of all other columns
// shrink.
func (x *combination) mixIn(now atom, share float64) {
	at := slices.IndexFunc(x.atoms, func(c atom) bool { return slices.Equal(c.cells, now.cells) })
	for k := range x.atoms {
		x.atoms[k].weight *= 1 - share
	}
	switch {
	case len(x.atoms) == 0:
		now.weight = 1
		x.atoms = append(x.atoms, now)
	case at >= 0:
		x.atoms[at].weight += share
	default:
		now.weight = share
		x.atoms = append(x.atoms, now)
	}
	x.updateMeans()
}

// Ready reports whether everybody has a column, which takes one pass.
func (w *Start) Ready() bool { return len(w.combinations[len(w.combinations)-1].atoms) > 0 }

// Columns lists everybody's columns.
func (w *Start) Columns() [][][]int16 {
	out := make([][][]int16, len(w.combinations))
	for i, x := range w.combinations {
		for _, p := range x.atoms {
			out[i] = append(out[i], p.cells)
		}
	}
	return out
}

// Heaviest returns everybody's column of largest weight.
func (w *Start) Heaviest() [][]int16 {
	out := make([][]int16, len(w.combinations))
	for i, x := range w.combinations {
		out[i] = x.heaviest().cells
	}
	return out
}

// Adopt gives people convex combinations of the given columns, in proportion to their
// weights. People without columns keep their combination.
func (w *Start) Adopt(columns [][]model.WeightedCells) {
	for i, list := range columns {
		var atoms []atom
		sum := 0.0
		for _, c := range list {
			if p, ok := w.steppers[0].atomOf(w, i, c.Cells); ok {
				p.weight = c.Weight
				atoms = append(atoms, p)
				sum += c.Weight
			}
		}
		if sum == 0 {
			continue
		}
		for k := range atoms {
			atoms[k].weight /= sum
		}
		w.combinations[i].atoms = atoms
		w.combinations[i].updateMeans()
	}
}
