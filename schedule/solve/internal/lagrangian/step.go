package lagrangian

import (
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// stepper is one worker's memory for steps.
type stepper struct {
	*localsearch.Search
	delta          sparse // by row: heads that the step adds
	directionHeads sparse // by row: heads that a direction adds
	cellWeights    sparse // by day*Cells+cell: weight that a direction adds
	direction      []term
	gains          []float64 // by relaxed resource: what a direction adds
	augmented      []int64   // by row: augmented multipliers with the heads of the step
	values         []int64   // by atom: its cost
}

func newStepper(m *model.Model) *stepper {
	n := len(m.Rows)
	return &stepper{Search: localsearch.New(m, nil), delta: newSparse(n), directionHeads: newSparse(n), cellWeights: newSparse(m.Days * m.Cells),
		augmented: make([]int64, n)}
}

// sparse is a vector that is mostly zero.
type sparse struct {
	values  []float64
	support []int32 // indexes that may have a value
	in      []bool  // by index: whether it is in support
}

func newSparse(n int) sparse { return sparse{values: make([]float64, n), in: make([]bool, n)} }

func (t *sparse) add(k int32, by float64) {
	if !t.in[k] {
		t.in[k] = true
		t.support = append(t.support, k)
	}
	t.values[k] += by
}

func (t *sparse) clear() {
	for _, k := range t.support {
		t.values[k], t.in[k] = 0, false
	}
	t.support = t.support[:0]
}

// term is an atom and its change of weight along a direction.
type term struct {
	*atom
	by float64
}

// addHeads adds to t the heads of person i along a direction. Weights are summed by
// cell first, because columns share cells.
func (h *stepper) addHeads(t *sparse, i int, direction []term) {
	if !h.Model.CountsAnywhere(i) {
		return
	}
	for _, l := range direction {
		for d, c := range l.cells {
			h.cellWeights.add(int32(h.Model.Cell(d, int(c))), l.by)
		}
	}
	for _, k := range h.cellWeights.support {
		if by := h.cellWeights.values[k]; by != 0 {
			shared, own := h.Model.RowsFor(i, int(k))
			for _, r := range shared {
				t.add(r, by)
			}
			for _, r := range own {
				t.add(r, by)
			}
		}
	}
	h.cellWeights.clear()
}

// price finds person i's cheapest column at multipliers mu, by row, scaled, and at the
// penalties of their network.
func (h *stepper) price(w *Start, i int, mu []int64) int64 {
	reducedCosts(w.model, h.Cost, i, mu)
	return h.Pricer.PriceBy(w.combinations[i].network, h.Cost, h.Cells, h.Pricer.AtPenalties)
}

// atomOf returns cells of person i as an atom.
func (h *stepper) atomOf(w *Start, i int, cells []int16) (atom, bool) {
	x := w.combinations[i]
	for k := range h.Cost {
		h.Cost[k] = fixed.Infinity
	}
	for d, c := range cells {
		k := w.model.Cell(d, int(c))
		h.Cost[k] = w.model.People[i].CellCost[k]
	}
	x.setPenalties(false)
	v := h.Pricer.PriceBy(x.network, h.Cost, h.Cells, h.Pricer.AtPenalties)
	if v >= fixed.Infinity {
		return atom{}, false
	}
	x.adoptRelaxed(w.model, w.penalty)
	p := atom{cells: slices.Clone(cells), own: v, gains: x.gains(w.model, cells)}
	p.own -= x.lagrangianCost(w.model, &p, h.Cost)
	return p, true
}

// corrections is the number of pairwise steps after each step.
const corrections = 3

// step prices person i at the augmented multipliers and moves their combination towards
// the column found, to where the augmented Lagrangian is least. Then pairwise steps
// move weight from expensive columns to the cheapest, which Frank–Wolfe steps alone do
// slowly. (Lacoste-Julien and Jaggi, On the global linear convergence of Frank-Wolfe
// optimization variants, 2015.) The heads change only with commit.
func (h *stepper) step(w *Start, i int) {
	x := w.combinations[i]
	x.setPenalties(true)
	v := h.price(w, i, w.augmented)
	x.adoptRelaxed(w.model, w.penalty)
	found := atom{cells: h.Cells, own: v, gains: x.gains(w.model, h.Cells)}
	found.own -= x.lagrangianCost(w.model, &found, h.Cost)
	if len(x.atoms) == 0 {
		h.moveTowards(w, i, found, 1)
		return
	}
	h.direction = append(h.direction[:0], term{&found, 1})
	for k := range x.atoms {
		h.direction = append(h.direction, term{&x.atoms[k], -x.atoms[k].weight})
	}
	h.moveTowards(w, i, found, h.lineSearch(w, i, 1))
	for range corrections {
		if !h.pairwiseStep(w, i) {
			break
		}
	}
}

// lineSearch returns where, along the direction of person i, the augmented Lagrangian
// is least, at most most.
func (h *stepper) lineSearch(w *Start, i int, most float64) float64 {
	x := w.combinations[i]
	defer h.directionHeads.clear()
	own := 0.0 // cost of the direction without heads and penalties
	h.gains = append(h.gains[:0], make([]float64, len(x.network.Relaxed))...)
	for _, l := range h.direction {
		own += l.by * float64(l.own) / fixed.Unit
		for k, n := range l.atom.gains {
			h.gains[k] += l.by * float64(n)
		}
	}
	h.addHeads(&h.directionHeads, i, h.direction)
	// The derivative along the direction. It increases.
	slope := func(t float64) float64 {
		v := own
		for _, r := range h.directionHeads.support {
			if by := h.directionHeads.values[r]; by != 0 {
				v -= by * w.augmentedMultiplier(int(r), w.heads[r]+h.delta.values[r]+t*by)
			}
		}
		for k := range x.network.Relaxed {
			c := &x.network.Relaxed[k]
			v += h.gains[k] * c.AugmentedMultiplier(c.Mean+t*h.gains[k])
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
		if n > 0 { // else one end might stay
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

// pairwiseStep moves weight between two columns of person i's combination, from the one
// with the largest saving to the cheapest. It reports whether weight moved.
func (h *stepper) pairwiseStep(w *Start, i int) bool {
	x := w.combinations[i]
	x.setPenalties(true)
	copy(h.augmented, w.augmented)
	for _, r := range h.delta.support {
		h.augmented[r] = int64(w.augmentedMultiplier(int(r), w.heads[r]+h.delta.values[r]) * fixed.Unit)
	}
	reducedCosts(w.model, h.Cost, i, h.augmented)
	h.values = h.values[:0]
	for k := range x.atoms {
		h.values = append(h.values, x.atoms[k].own+x.lagrangianCost(w.model, &x.atoms[k], h.Cost))
	}
	least := slices.Min(h.values)
	from, save := -1, 0.0
	for k, v := range h.values {
		if s := float64(v-least) * x.atoms[k].weight; s > save {
			from, save = k, s
		}
	}
	if from < 0 {
		return false
	}
	a, b := &x.atoms[from], &x.atoms[slices.Index(h.values, least)]
	h.direction = append(h.direction[:0], term{a, -1}, term{b, 1})
	weight := h.lineSearch(w, i, a.weight)
	h.addHeads(&h.delta, i, []term{{a, -weight}, {b, weight}})
	b.weight += weight
	if a.weight -= weight; a.weight <= 0 {
		x.atoms = slices.Delete(x.atoms, from, from+1)
	}
	x.updateMeans()
	return weight > 0
}

// moveTowards gives the column found a weight of step, and that of columns whose weight
// becomes negligible; the others shrink. It adds the change of heads to delta.
func (h *stepper) moveTowards(w *Start, i int, found atom, step float64) {
	x := w.combinations[i]
	before := make([]float64, 0, len(x.atoms)+1)
	for k := range x.atoms {
		before = append(before, x.atoms[k].weight)
		x.atoms[k].weight *= 1 - step
	}
	at := slices.IndexFunc(x.atoms, func(c atom) bool { return slices.Equal(c.cells, found.cells) })
	if at < 0 {
		at = len(x.atoms)
		found.cells = slices.Clone(found.cells)
		x.atoms, before = append(x.atoms, found), append(before, 0)
	}
	x.atoms[at].weight += step
	least := negligible
	if len(x.atoms) > maxAtoms {
		for k := range x.atoms {
			if k != at && (least == negligible || x.atoms[k].weight < least) {
				least = x.atoms[k].weight
			}
		}
	}
	for k := range x.atoms {
		if c := &x.atoms[k]; k != at && c.weight <= least { // moved to the column found
			x.atoms[at].weight += c.weight
			c.weight = 0
		}
	}
	h.direction = h.direction[:0]
	for k := range x.atoms {
		c := &x.atoms[k]
		h.direction = append(h.direction, term{c, c.weight - before[k]})
	}
	h.addHeads(&h.delta, i, h.direction)
	x.atoms = slices.DeleteFunc(x.atoms, func(c atom) bool { return c.weight == 0 })
	x.updateMeans()
}

// negligible is the weight up to which a column is dropped.
const negligible = 1e-5

// commit adds the heads of the last step.
func (h *stepper) commit(w *Start) {
	for _, r := range h.delta.support {
		w.addHeads(r, h.delta.values[r])
	}
	h.delta.clear()
}
