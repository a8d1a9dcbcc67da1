package lp

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// basis is a basis of the linear program without the convexity rows of people
// (generalized upper bounds; G. Dantzig and R. Van Slyke, 1967). One basic column of
// each person is their key column. Its value is one minus the values of their other
// columns, so every other column stands for a move away from the key, and only cover
// rows need an inverse. With more people than rows, most people have only their key in
// the basis.
type basis struct {
	vars     []int32   // by position: a segment, or len(Segments) plus a column that is no key
	value    []float64 // by position
	key      []int32   // by person
	keyValue []float64 // by person: the key's value
	siblings []int32   // by person: number of their columns in vars
	inv      inverse

	// Of the entering variable:
	alpha   []float64 // by position: by how much the basic variable falls per unit
	beta    []float64 // by person: the same for the key column
	delta   []float64 // by row: its entry; cleared after use
	lines   []int32   // rows where its entry is not zero
	entries []float64 // its entries in these rows
	// Of the leaving variable:
	row         []float64 // row of the inverse
	keyProducts []float64 // by person: row times their key column
	sum         []float64 // buffer for a sum of rows
}

// Begin sets up the basis in which column first[i] is the key of person i. The heads of
// rows follow from these columns.
func (s *Simplex) Begin(first []int32) {
	vector := func(n int) []float64 { return make([]float64, n) }
	s.vars, s.key, s.siblings = make([]int32, s.Rows), make([]int32, s.People), make([]int32, s.People)
	s.value, s.alpha, s.delta = vector(s.Rows), vector(s.Rows), vector(s.Rows)
	s.RowDuals, s.row, s.sum, s.devexRows = vector(s.Rows), vector(s.Rows), vector(s.Rows), vector(s.Rows)
	s.frontier = make([]int32, s.Rows)
	s.keyValue, s.beta, s.keyProducts, s.personDuals = vector(s.People), vector(s.People), vector(s.People), vector(s.People)
	s.inv.reset(s.Rows)
	for j := range s.Columns {
		s.Columns[j].state = atLower
	}
	heads := vector(s.Rows)
	copy(heads, s.Base)
	for i, j := range first {
		s.Columns[j].state = basic
		s.key[i], s.keyValue[i] = j, 1
		for _, g := range s.Columns[j].Groups {
			for _, r := range s.RowsOf(g) {
				heads[r] += s.Columns[j].Sign
			}
		}
	}
	for r, left := range heads {
		chosen := int32(-1)
		for k := s.SegmentsAt[r]; k < s.SegmentsAt[r+1]; k++ {
			g := &s.Segments[k]
			switch {
			case chosen >= 0:
				g.state = atLower
			case left <= g.Width || k == s.SegmentsAt[r+1]-1:
				chosen = k
				g.state = basic
			default:
				left -= g.Width
				g.state = atUpper
			}
		}
		s.vars[r], s.value[r], s.frontier[r] = chosen, left, chosen
	}
	s.ComputeDuals()
}

// owner returns the person of variable v, −1 for a segment.
func (s *Simplex) owner(v int32) int32 {
	if v < int32(len(s.Segments)) {
		return -1
	}
	return s.Columns[v-int32(len(s.Segments))].Person
}

// slack returns the row of a segment, −1 for a column.
func (s *Simplex) slack(v int32) int32 {
	if v < int32(len(s.Segments)) {
		return s.Segments[v].Row
	}
	return -1
}

// pivotIn brings variable v, with reduced cost d, into the basis, or moves it to its
// other bound. It reports false where the step is unbounded or the pivot is too small.
func (s *Simplex) pivotIn(v int32, dir, d float64) bool {
	s.expressColumn(v)
	step, leave, who, toUpper := s.ratioTest(s.upper(v), dir)
	if math.IsInf(step, 1) {
		return false
	}
	floats.AddScaled(s.value, -dir*step, s.alpha)
	floats.AddScaled(s.keyValue, -dir*step, s.beta)
	i := s.owner(v)
	switch {
	case leave < 0 && who < 0: // v moves to its other bound
		if dir > 0 {
			s.setState(v, atUpper)
		} else {
			s.setState(v, atLower)
		}
		return true
	case leave < 0 && s.siblings[who] == 0: // v, a column of who, becomes the key
		s.replaceKey(v, d, step)
		return true
	case leave < 0:
		leave = s.replaceKeyByKin(who)
	default:
		s.inv.row(s.row, leave)
	}
	s.updateReducedCosts(v, leave, d)
	out := s.vars[leave]
	if toUpper {
		s.setState(out, atUpper)
	} else {
		s.setState(out, atLower)
	}
	if j := s.owner(out); j >= 0 {
		s.siblings[j]--
	}
	if i >= 0 {
		s.siblings[i]++
	}
	s.setState(v, basic)
	s.vars[leave] = v
	if dir > 0 {
		s.value[leave] = step
	} else {
		s.value[leave] = s.upper(v) - step
	}
	// The duals change along the leaving row; those of people change with their
	// key columns.
	t := d / s.alpha[leave]
	floats.AddScaled(s.RowDuals, t, s.row)
	floats.AddScaled(s.personDuals, -t, s.keyProducts)
	s.inv.pivot(s.row, s.alpha, leave, s.slack(out), s.slack(v))
	return true
}

// expressColumn computes alpha and beta of variable v.
func (s *Simplex) expressColumn(v int32) {
	s.lines, s.entries = s.lines[:0], s.entries[:0]
	i := s.owner(v)
	if i < 0 {
		s.lines, s.entries = append(s.lines, s.Segments[v].Row), append(s.entries, -1)
	} else {
		c, k := &s.Columns[v-int32(len(s.Segments))], &s.Columns[s.key[i]]
		s.addToDelta(c.Groups, c.Sign)
		s.addToDelta(k.Groups, -k.Sign)
		n := 0
		for _, r := range s.lines {
			if x := s.delta[r]; x != 0 {
				s.lines[n] = r
				s.entries = append(s.entries, x)
				s.delta[r] = 0
				n++
			}
		}
		s.lines = s.lines[:n]
	}
	s.inv.columns(s.alpha, s.entries, s.lines...)
	clear(s.beta)
	if i >= 0 {
		s.beta[i] = 1
	}
	for p, a := range s.alpha {
		if j := s.owner(s.vars[p]); j >= 0 {
			s.beta[j] -= a
		}
	}
}

// addToDelta adds x heads to delta in the rows of groups.
func (s *Simplex) addToDelta(groups []int32, x float64) {
	for _, g := range groups {
		for _, r := range s.RowsOf(g) {
			s.delta[r] += x
			s.lines = append(s.lines, r)
		}
	}
}

// ratioTest returns the step of the entering variable, at most most, and the basic
// variable that limits it: the one at a position, or the key of who. toUpper reports
// that it stops at its upper bound.
func (s *Simplex) ratioTest(most, dir float64) (step float64, leave int, who int32, toUpper bool) {
	step, leave, who = most, -1, -1
	size, at := 0.0, 0.0
	look := func(a, value, upper float64) bool {
		if a < pivotTol && a > -pivotTol {
			return false
		}
		move := dir * a
		var t, exact float64
		if move > 0 {
			t, exact = (value+feasTol)/move, value/move
		} else {
			if math.IsInf(upper, 1) {
				return false
			}
			t, exact = (upper-value+feasTol)/-move, (upper-value)/-move
		}
		if t < step-1e-12 || t < step+1e-12 && math.Abs(a) > size {
			step, size, at, toUpper = t, math.Abs(a), exact, move < 0
			return true
		}
		return false
	}
	for p, a := range s.alpha {
		if a != 0 && look(a, s.value[p], s.upper(s.vars[p])) {
			leave = p
		}
	}
	for i, b := range s.beta {
		if b != 0 && look(b, s.keyValue[i], math.Inf(1)) {
			leave, who = -1, int32(i)
		}
	}
	if leave >= 0 || who >= 0 {
		step = max(at, 0) // the tolerance chose the row; the step itself must not overshoot
	}
	return step, leave, who, toUpper
}

// replaceKey makes column v, with reduced cost d and value x, the key of its person,
// who has no other column in the basis.
func (s *Simplex) replaceKey(v int32, d, x float64) {
	i := s.owner(v)
	out := s.key[i]
	s.watch(out)
	in := v - int32(len(s.Segments))
	own := s.devexColumns[in]
	for _, j := range s.active {
		if s.Columns[j].Person == i {
			s.reducedCosts[j] -= d
			s.devexColumns[j] = max(s.devexColumns[j], own)
		}
	}
	s.reducedCosts[in], s.reducedCosts[out] = 0, -d
	s.devexColumns[out] = max(own, 1)
	s.personDuals[i] += d
	s.Columns[out].state = atLower
	s.setState(v, basic)
	s.key[i], s.keyValue[i] = in, x
}

// replaceKeyByKin makes the basic column of person i with the largest value the new
// key. It returns the position that the old key takes. Only that row of the inverse
// changes; it is left in row.
func (s *Simplex) replaceKeyByKin(i int32) int {
	at := -1
	clear(s.sum)
	for p, v := range s.vars {
		if s.owner(v) != i {
			continue
		}
		s.inv.row(s.row, p)
		floats.Sub(s.sum, s.row)
		if at < 0 || s.value[p] > s.value[at] {
			at = p
		}
	}
	s.inv.row(s.row, at)
	floats.SubTo(s.row, s.sum, s.row)
	s.inv.addRow(at, s.row)
	copy(s.row, s.sum)
	s.alpha[at] = s.beta[i]
	base := int32(len(s.Segments))
	s.key[i], s.vars[at] = s.vars[at]-base, s.key[i]+base
	s.keyValue[i], s.value[at] = s.value[at], s.keyValue[i]
	return at
}

// updateReducedCosts updates the reduced costs of columns and the Devex weights for a
// pivot: v, with reduced cost d, enters, and the variable at basic position leave goes.
// row holds the leaving row of the inverse.
func (s *Simplex) updateReducedCosts(v int32, leave int, d float64) {
	row := s.row
	pivot := s.alpha[leave]
	base := int32(len(s.Segments))
	step, own := d/pivot, 1/(pivot*pivot)
	if v < base {
		own *= s.devexRows[s.Segments[v].Row]
	} else {
		own *= s.devexColumns[v-base]
	}
	for r, x := range row {
		s.devexRows[r] = max(s.devexRows[r], x*x*own)
	}
	s.sumGroups(row)
	for i, j := range s.key {
		s.keyProducts[i] = s.product(&s.Columns[j])
	}
	for _, j := range s.active {
		c := &s.Columns[j]
		if c.state == basic {
			continue
		}
		x := s.product(c) - s.keyProducts[c.Person]
		if x == 0 {
			continue
		}
		s.reducedCosts[j] -= step * x
		s.devexColumns[j] = max(s.devexColumns[j], x*x*own)
	}
	if v >= base {
		s.reducedCosts[v-base] = 0
	}
	if out := s.vars[leave]; out < base {
		s.devexRows[s.Segments[out].Row] = max(own, 1)
	} else {
		s.watch(out - base)
		s.reducedCosts[out-base] = -step
		s.devexColumns[out-base] = max(own, 1)
	}
}

// watch keeps the reduced cost of column j up to date from now on.
func (s *Simplex) watch(j int32) {
	if !s.watched[j] {
		s.watched[j] = true
		if !s.Columns[j].Banned {
			s.active = append(s.active, j)
		}
	}
}
