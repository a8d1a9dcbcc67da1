package solve

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// working is the basis of a simplex without the people's equations (generalized
// upper bounds; G. Dantzig and R. Van Slyke, 1967). One basic column of each person
// is their key: it takes what their others leave, so that every other column
// stands for going over to it from the key, and only rows need an inverse. With
// more people than rows, as in a few days of many, most have no other.
type working struct {
	basis []int32   // by position: a segment, or len(segs) and a column that is no key
	value []float64 // by position
	key   []int32   // by person
	rest  []float64 // by person: the key's value
	kin   []int32   // by person: how many columns of theirs are in basis
	inv   inverse

	// Of the variable that enters:
	alpha []float64 // by position: how much of the basic variable it replaces
	beta  []float64 // by person: the same of the key
	delta []float64 // by row: heads that it adds; cleared after use
	lines []int32   // rows where it does
	heads []float64 // what delta is there
	// Of the variable that leaves:
	row []float64 // of the inverse
	own []float64 // by person: row times their key
	sum []float64 // of rows
}

// begin sets up the basis in which person i has column first[i], which is the key,
// and heads of rows come from these.
func (s *simplex) begin(first []int32) {
	vector := func(n int) []float64 { return make([]float64, n) }
	s.basis, s.key, s.kin = make([]int32, s.rows), make([]int32, s.people), make([]int32, s.people)
	s.value, s.alpha, s.delta = vector(s.rows), vector(s.rows), vector(s.rows)
	s.dual, s.row, s.sum, s.scope = vector(s.rows), vector(s.rows), vector(s.rows), vector(s.rows)
	s.edge = make([]int32, s.rows)
	s.rest, s.beta, s.own, s.mu = vector(s.people), vector(s.people), vector(s.people), vector(s.people)
	s.inv.minusOne(s.rows)
	for j := range s.cols {
		s.cols[j].state = atLower
	}
	heads := vector(s.rows)
	copy(heads, s.base)
	for i, j := range first {
		s.cols[j].state = basic
		s.key[i], s.rest[i] = j, 1
		for _, g := range s.cols[j].groups {
			for _, r := range s.rowsOf(g) {
				heads[r] += s.cols[j].sign
			}
		}
	}
	for r, left := range heads {
		chosen := int32(-1)
		for k := s.segAt[r]; k < s.segAt[r+1]; k++ {
			g := &s.segs[k]
			switch {
			case chosen >= 0:
				g.state = atLower
			case left <= g.width || k == s.segAt[r+1]-1:
				chosen = k
				g.state = basic
			default:
				left -= g.width
				g.state = atUpper
			}
		}
		s.basis[r], s.value[r], s.edge[r] = chosen, left, chosen
	}
	s.computeDuals()
}

// owner returns whose column variable v is, −1 for a segment.
func (s *simplex) owner(v int32) int32 {
	if v < int32(len(s.segs)) {
		return -1
	}
	return s.cols[v-int32(len(s.segs))].person
}

// slack returns the row of a segment, −1 for a column.
func (s *simplex) slack(v int32) int32 {
	if v < int32(len(s.segs)) {
		return s.segs[v].row
	}
	return -1
}

// enter brings variable v, with reduced cost d, into the basis, or moves it to
// its other bound. It reports false where the step is unbounded or too small to
// trust.
func (s *simplex) enter(v int32, dir, d float64) bool {
	s.express(v)
	step, leave, who, toUpper := s.ratio(s.upper(v), dir)
	if math.IsInf(step, 1) {
		return false
	}
	floats.AddScaled(s.value, -dir*step, s.alpha)
	floats.AddScaled(s.rest, -dir*step, s.beta)
	i := s.owner(v)
	switch {
	case leave < 0 && who < 0: // v goes to its other bound
		if dir > 0 {
			s.setState(v, atUpper)
		} else {
			s.setState(v, atLower)
		}
		return true
	case leave < 0 && s.kin[who] == 0: // v, a column of who, is the key now
		s.replaceKey(v, d, step)
		return true
	case leave < 0:
		leave = s.handOver(who)
	default:
		s.inv.row(s.row, leave)
	}
	s.turn(v, leave, d)
	out := s.basis[leave]
	if toUpper {
		s.setState(out, atUpper)
	} else {
		s.setState(out, atLower)
	}
	if j := s.owner(out); j >= 0 {
		s.kin[j]--
	}
	if i >= 0 {
		s.kin[i]++
	}
	s.setState(v, basic)
	s.basis[leave] = v
	if dir > 0 {
		s.value[leave] = step
	} else {
		s.value[leave] = s.upper(v) - step
	}
	// The multipliers move along the row that leaves; so do the people's, by way
	// of their keys.
	t := d / s.alpha[leave]
	floats.AddScaled(s.dual, t, s.row)
	floats.AddScaled(s.mu, -t, s.own)
	s.inv.pivot(s.row, s.alpha, leave, s.slack(out), s.slack(v))
	return true
}

// express finds alpha and beta of variable v.
func (s *simplex) express(v int32) {
	s.lines, s.heads = s.lines[:0], s.heads[:0]
	i := s.owner(v)
	if i < 0 {
		s.lines, s.heads = append(s.lines, s.segs[v].row), append(s.heads, -1)
	} else {
		c, k := &s.cols[v-int32(len(s.segs))], &s.cols[s.key[i]]
		s.spread(c.groups, c.sign)
		s.spread(k.groups, -k.sign)
		n := 0
		for _, r := range s.lines {
			if x := s.delta[r]; x != 0 {
				s.lines[n] = r
				s.heads = append(s.heads, x)
				s.delta[r] = 0
				n++
			}
		}
		s.lines = s.lines[:n]
	}
	s.inv.columns(s.alpha, s.heads, s.lines...)
	clear(s.beta)
	if i >= 0 {
		s.beta[i] = 1
	}
	for p, a := range s.alpha {
		if j := s.owner(s.basis[p]); j >= 0 {
			s.beta[j] -= a
		}
	}
}

// spread adds x heads to delta in the rows of groups.
func (s *simplex) spread(groups []int32, x float64) {
	for _, g := range groups {
		for _, r := range s.rowsOf(g) {
			s.delta[r] += x
			s.lines = append(s.lines, r)
		}
	}
}

// ratio returns how far the variable that enters can go, at most most, and which
// basic variable stops it: that at a position, or the key of who; toUpper where it
// does at its upper bound.
func (s *simplex) ratio(most, dir float64) (step float64, leave int, who int32, toUpper bool) {
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
		if a != 0 && look(a, s.value[p], s.upper(s.basis[p])) {
			leave = p
		}
	}
	for i, b := range s.beta {
		if b != 0 && look(b, s.rest[i], math.Inf(1)) {
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
func (s *simplex) replaceKey(v int32, d, x float64) {
	i := s.owner(v)
	out := s.key[i]
	s.watch(out)
	in := v - int32(len(s.segs))
	own := s.weight[in]
	for _, j := range s.active {
		if s.cols[j].person == i {
			s.gain[j] -= d
			s.weight[j] = max(s.weight[j], own)
		}
	}
	s.gain[in], s.gain[out] = 0, -d
	s.weight[out] = max(own, 1)
	s.mu[i] += d
	s.cols[out].state = atLower
	s.setState(v, basic)
	s.key[i], s.rest[i] = in, x
}

// handOver makes another basic column of person i their key, the one of largest value,
// and returns the position where the old one is now. Of the inverse that row alone is
// changed; it is left in row.
func (s *simplex) handOver(i int32) int {
	at := -1
	clear(s.sum)
	for p, v := range s.basis {
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
	base := int32(len(s.segs))
	s.key[i], s.basis[at] = s.basis[at]-base, s.key[i]+base
	s.rest[i], s.value[at] = s.value[at], s.rest[i]
	return at
}

// turn updates reduced costs of columns and weights for a pivot in which v, of reduced
// cost d, enters and the variable at basic position leave goes, whose row of the inverse
// is in row.
func (s *simplex) turn(v int32, leave int, d float64) {
	row := s.row
	pivot := s.alpha[leave]
	base := int32(len(s.segs))
	step, own := d/pivot, 1/(pivot*pivot)
	if v < base {
		own *= s.scope[s.segs[v].row]
	} else {
		own *= s.weight[v-base]
	}
	for r, x := range row {
		s.scope[r] = max(s.scope[r], x*x*own)
	}
	s.addUp(row)
	for i, j := range s.key {
		s.own[i] = s.dot(&s.cols[j])
	}
	for _, j := range s.active {
		c := &s.cols[j]
		if c.state == basic {
			continue
		}
		x := s.dot(c) - s.own[c.person]
		if x == 0 {
			continue
		}
		s.gain[j] -= step * x
		s.weight[j] = max(s.weight[j], x*x*own)
	}
	if v >= base {
		s.gain[v-base] = 0
	}
	if out := s.basis[leave]; out < base {
		s.scope[s.segs[out].row] = max(own, 1)
	} else {
		s.watch(out - base)
		s.gain[out-base] = -step
		s.weight[out-base] = max(own, 1)
	}
}

// watch keeps the reduced cost of column j up to date from now on.
func (s *simplex) watch(j int32) {
	if !s.watched[j] {
		s.watched[j] = true
		if !s.cols[j].banned {
			s.active = append(s.active, j)
		}
	}
}
