package lp

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// basis is the basis of a simplex without the people's equations (generalized
// upper bounds; G. Dantzig and R. Van Slyke, 1967). One basic column of each person
// is their key: it takes what their others leave, so that every other column
// stands for going over to it from the key, and only rows need an inverse. With
// more people than rows, as in a few days of many, most have no other.
type basis struct {
	vars     []int32   // by position: a segment, or len(segs) and a column that is no key
	value    []float64 // by position
	key      []int32   // by person
	keyValue []float64 // by person: the key's value
	siblings []int32   // by person: how many columns of theirs are in basis
	inv      inverse

	// Of the variable that enters:
	alpha   []float64 // by position: how much of the basic variable it replaces
	beta    []float64 // by person: the same of the key
	delta   []float64 // by row: heads that it adds; cleared after use
	lines   []int32   // rows where it does
	entries []float64 // what delta is there
	// Of the variable that leaves:
	row         []float64 // of the inverse
	keyProducts []float64 // by person: row times their key
	sum         []float64 // of rows
}

// Begin sets up the basis in which person i has column first[i], which is the key,
// and heads of rows come from these.
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

// owner returns whose column variable v is, −1 for a segment.
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

// pivotIn brings variable v, with reduced cost d, into the basis, or moves it to
// its other bound. It reports false where the step is unbounded or too small to
// trust.
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
	case leave < 0 && who < 0: // v goes to its other bound
		if dir > 0 {
			s.setState(v, atUpper)
		} else {
			s.setState(v, atLower)
		}
		return true
	case leave < 0 && s.siblings[who] == 0: // v, a column of who, is the key now
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
	// The multipliers move along the row that leaves; so do the people's, by way
	// of their keys.
	t := d / s.alpha[leave]
	floats.AddScaled(s.RowDuals, t, s.row)
	floats.AddScaled(s.personDuals, -t, s.keyProducts)
	s.inv.pivot(s.row, s.alpha, leave, s.slack(out), s.slack(v))
	return true
}

// expressColumn finds alpha and beta of variable v.
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

// ratioTest returns how far the variable that enters can go, at most most, and which
// basic variable stops it: that at a position, or the key of who; toUpper where it
// does at its upper bound.
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
// who has no others in the basis.
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

// replaceKeyByKin makes another basic column of person i their key, the one of largest value,
// and returns the position where the old one is now. Of the inverse that row alone is
// changed; it is left in row.
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

// updateReducedCosts updates reduced costs of columns and weights for a pivot in which v, of reduced
// cost d, enters and the variable at basic position leave goes, whose row of the inverse
// is in row.
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
