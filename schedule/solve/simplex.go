package solve

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// simplex is the restricted master of column generation: a linear program
//
//	min Σ_j c_j λ_j + Σ_r Σ_k s_rk z_rk
//	Σ_j a_rj λ_j − Σ_k z_rk = 0     for each row r
//	Σ_{j of person i} λ_j = 1       for each person i
//	λ ≥ 0, 0 ≤ z_rk ≤ w_rk
//
// where the z of a row, with slopes s ascending, spell out its convex cost. A row
// may have heads of its own, base, to begin with, and a column may take heads away:
// its sign is −1 then, in the rows and, for short, in the equation of its person. It
// is solved by the primal simplex method with bounded variables and an explicit
// inverse, columns sifted; a feasible basis is always at hand, for every person has a column.
// What it yields is only a guide: bounds are computed from its multipliers in
// integers, and rosters are scored by the rules.
type simplex struct {
	rows, people, size int

	// A column adds a head to the rows of each of its groups: a group is a cell
	// of a day, its rows group[groupAt[g]:groupAt[g+1]]. Sums over rows are taken
	// once for each group, for columns share them.
	groupAt []int32
	group   []int32
	sums    []float64

	base  []float64 // by row: heads that are there anyway; nil for none
	segAt []int32   // segments of row r: [segAt[r], segAt[r+1])
	segs  []segment
	cols  []column
	arena []int32 // groups of columns, side by side

	basis []int32 // variable of each basic position: a segment, or len(segs)+column
	value []float64
	inv   inverse
	dual  []float64

	alpha   []float64
	row     []float64 // of the inverse, of the variable that leaves
	touched []int32
	gain    []float64 // reduced costs
	active  []int32   // columns whose reduced costs are kept up to date
	watched []bool    // by column: whether it is in active
	sample  []float64
	weight  []float64 // Devex reference weights
	pivots  int
	worth   float64 // reduced costs above −worth are left
}

// segment is a piece of a row's cost.
type segment struct {
	row          int32
	width, slope float64
	state        varState
}

// column is one way to roster a person on the days of a box.
type column struct {
	person int32
	groups []int32
	cells  []int16
	cost   float64
	sign   float64 // of the heads it adds: 1, or −1 where it takes them away
	state  varState
	banned bool
}

type varState int8

const (
	atLower varState = iota
	atUpper
	basic
)

// bannedCost drives a banned column out of the basis.
const bannedCost = 1e6

// tolerances: a pivot smaller than pivotTol is taken as zero, a basic value may
// be out of bounds by feasTol.
const (
	pivotTol = 1e-8
	feasTol  = 1e-9
)

func (s *simplex) charge(j int32) float64 {
	if s.cols[j].banned {
		return bannedCost
	}
	return s.cols[j].cost
}

// begin sets up the basis in which person i has column first[i], and heads[r] of
// row r come from these.
func (s *simplex) begin(first []int32) {
	s.size = s.rows + s.people
	n := s.size
	s.basis = make([]int32, n)
	s.value = make([]float64, n)
	s.inv.size = n
	s.inv.at = make([]float64, n*n)
	s.dual = make([]float64, n)
	s.alpha = make([]float64, n)
	s.row = make([]float64, n)
	s.restart(first)
}

// restart returns to a basis of first columns.
func (s *simplex) restart(first []int32) {
	s.inv.clear()
	for j := range s.cols {
		s.cols[j].state = atLower
	}
	heads := make([]float64, s.rows)
	copy(heads, s.base)
	for i, j := range first {
		s.cols[j].state = basic
		s.basis[s.rows+i] = int32(len(s.segs)) + j
		s.value[s.rows+i] = 1
		sign := s.cols[j].sign
		s.inv.add(s.rows+i, s.rows+i, sign)
		for _, g := range s.cols[j].groups {
			for _, r := range s.rowsOf(g) {
				heads[r] += sign
				// z = Σ a λ: the row of the inverse that belongs to row r; the sign
				// of a and that of the person's equation are the same.
				s.inv.add(int(r), s.rows+i, 1)
			}
		}
	}
	for r := range s.rows {
		left := heads[r]
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
		s.basis[r] = chosen
		s.value[r] = left
		s.inv.add(r, r, -1)
	}
	s.computeDuals()
}

// cost of a basic variable.
func (s *simplex) basicCost(v int32) float64 {
	if v < int32(len(s.segs)) {
		return s.segs[v].slope
	}
	return s.charge(v - int32(len(s.segs)))
}

// computeDuals recomputes the multipliers from the inverse.
func (s *simplex) computeDuals() {
	for p, v := range s.basis {
		s.alpha[p] = s.basicCost(v)
	}
	s.inv.left(s.dual, s.alpha)
}

// rowsOf returns the rows of group g.
func (s *simplex) rowsOf(g int32) []int32 { return s.group[s.groupAt[g]:s.groupAt[g+1]] }

// sum adds up row over the rows of every group, for dot.
func (s *simplex) sum(row []float64) {
	if len(s.sums) < len(s.groupAt)-1 {
		s.sums = make([]float64, len(s.groupAt)-1)
	}
	for g := range len(s.groupAt) - 1 {
		x := 0.0
		for _, r := range s.group[s.groupAt[g]:s.groupAt[g+1]] {
			x += row[r]
		}
		s.sums[g] = x
	}
}

// dot returns the product of column c and the row last given to sum, whose entry
// for the person is own.
func (s *simplex) dot(c *column, own float64) float64 {
	for _, g := range c.groups {
		own += s.sums[g]
	}
	return c.sign * own
}

// optimise pivots until no variable at hand improves, which it reports, or limit
// pivots are done. Columns are sifted: only some are watched, until none of them
// improves; then all are priced again.
func (s *simplex) optimise(limit int) bool {
	s.price()
	fresh := true
	const often = 200 // pivots between prices
	for since := 0; limit > 0; limit-- {
		v := s.choose()
		if v < 0 {
			if fresh {
				return true
			}
			s.computeDuals()
			s.price()
			fresh, since = true, 0
			continue
		}
		dir := 1.0
		if s.stateOf(v) == atUpper {
			dir = -1
		}
		s.pivots++
		fresh = false
		if !s.enter(v, dir, s.gain[v]) {
			return true
		}
		if since++; since == often {
			s.computeDuals()
			s.price()
			fresh, since = true, 0
		}
	}
	return false
}

// price computes the reduced cost of every variable, sets all weights to one and
// chooses the columns to watch: those of least reduced cost.
func (s *simplex) price() {
	n := len(s.segs) + len(s.cols)
	for len(s.gain) < n {
		s.gain = append(s.gain, 0)
		s.weight = append(s.weight, 1)
	}
	for v := range s.segs {
		s.gain[v] = s.segs[v].slope + s.dual[s.segs[v].row]
		s.weight[v] = 1
	}
	s.sum(s.dual)
	const every = 8 // columns of which one is looked at to find a limit
	s.sample = s.sample[:0]
	free := 0
	for j := range s.cols {
		c := &s.cols[j]
		gain := c.cost - s.dot(c, s.dual[s.rows+int(c.person)])
		s.gain[len(s.segs)+j] = gain
		s.weight[len(s.segs)+j] = 1
		if c.state != basic && !c.banned {
			if free%every == 0 {
				s.sample = append(s.sample, gain)
			}
			free++
		}
	}
	limit := math.Inf(1)
	if watched := (100 + s.size) / every; len(s.sample) > watched {
		slices.Sort(s.sample)
		limit = s.sample[watched]
	}
	for len(s.watched) < len(s.cols) {
		s.watched = append(s.watched, false)
	}
	s.active = s.active[:0]
	for j := range s.cols {
		s.watched[j] = s.cols[j].state != basic && !s.cols[j].banned && s.gain[len(s.segs)+j] <= limit
		if s.watched[j] {
			s.active = append(s.active, int32(j))
		}
	}
}

// choose returns the variable whose reduced cost promises most by the Devex rule
// (P. Harris, Pivot selection methods of the Devex LP code, 1973), or −1.
func (s *simplex) choose() int32 {
	best, at := 0.0, int32(-1)
	for v := range s.segs {
		e := s.gain[v]
		switch s.segs[v].state {
		case atLower:
			e = -e
		case basic:
			continue
		}
		if e > s.worth {
			if score := e * e / s.weight[v]; score > best {
				best, at = score, int32(v)
			}
		}
	}
	n := len(s.segs)
	for _, j := range s.active {
		e := -s.gain[n+int(j)]
		if e <= s.worth || s.cols[j].state == basic {
			continue
		}
		if score := e * e / s.weight[n+int(j)]; score > best {
			best, at = score, int32(n)+j
		}
	}
	return at
}

// turn updates reduced costs and weights for a pivot in which v enters and the
// variable at basic position leave goes; the inverse is still the old one.
func (s *simplex) turn(v int32, leave int) {
	s.inv.row(s.row, leave)
	row := s.row
	pivot := s.alpha[leave]
	step, own := s.gain[v]/pivot, s.weight[v]/(pivot*pivot)
	for k := range s.segs {
		g := &s.segs[k]
		x := row[g.row]
		if g.state == basic || x == 0 {
			continue
		}
		s.gain[k] += step * x
		s.weight[k] = max(s.weight[k], x*x*own)
	}
	base := len(s.segs)
	s.sum(row)
	for _, j := range s.active {
		c := &s.cols[j]
		if c.state == basic {
			continue
		}
		x := s.dot(c, row[s.rows+int(c.person)])
		if x == 0 {
			continue
		}
		s.gain[base+int(j)] -= step * x
		s.weight[base+int(j)] = max(s.weight[base+int(j)], x*x*own)
	}
	out := s.basis[leave]
	if j := int(out) - base; j >= 0 && !s.watched[j] {
		s.watched[j] = true
		if !s.cols[j].banned {
			s.active = append(s.active, int32(j))
		}
	}
	s.gain[v] = 0
	s.gain[out] = -step
	s.weight[out] = max(own, 1)
}

func (s *simplex) stateOf(v int32) varState {
	if v < int32(len(s.segs)) {
		return s.segs[v].state
	}
	return s.cols[v-int32(len(s.segs))].state
}

// upper returns the upper bound of variable v.
func (s *simplex) upper(v int32) float64 {
	if v < int32(len(s.segs)) {
		return s.segs[v].width
	}
	return math.Inf(1)
}

func (s *simplex) setState(v int32, t varState) {
	if v < int32(len(s.segs)) {
		s.segs[v].state = t
	} else {
		s.cols[v-int32(len(s.segs))].state = t
	}
}

// enter brings variable v, with reduced cost d, into the basis, or moves it to
// its other bound. It reports false where the step is unbounded or too small to
// trust.
func (s *simplex) enter(v int32, dir, d float64) bool {
	alpha := s.alpha
	if v < int32(len(s.segs)) {
		s.inv.columns(alpha, -1, s.segs[v].row)
	} else {
		c := &s.cols[v-int32(len(s.segs))]
		s.touched = append(s.touched[:0], int32(s.rows)+c.person)
		for _, g := range c.groups {
			s.touched = append(s.touched, s.rowsOf(g)...)
		}
		s.inv.columns(alpha, c.sign, s.touched...)
	}
	step, leave, size := s.upper(v), -1, 0.0
	toUpper := false
	for p, a := range alpha {
		if a < pivotTol && a > -pivotTol {
			continue
		}
		move := dir * a
		var t float64
		up := move < 0
		if !up {
			t = (s.value[p] + feasTol) / move
		} else {
			u := s.upper(s.basis[p])
			if math.IsInf(u, 1) {
				continue
			}
			t = (u - s.value[p] + feasTol) / -move
		}
		if t < step-1e-12 || t < step+1e-12 && math.Abs(a) > size {
			step, leave, size, toUpper = t, p, math.Abs(a), up
		}
	}
	if math.IsInf(step, 1) {
		return false
	}
	if leave >= 0 {
		// The tolerance chose the row; the step itself must not overshoot.
		move := dir * alpha[leave]
		if !toUpper {
			step = s.value[leave] / move
		} else {
			step = (s.upper(s.basis[leave]) - s.value[leave]) / -move
		}
		step = max(step, 0)
	}
	for p, a := range alpha {
		if a != 0 {
			s.value[p] -= dir * step * a
		}
	}
	if leave < 0 { // v goes to its other bound
		if dir > 0 {
			s.setState(v, atUpper)
		} else {
			s.setState(v, atLower)
		}
		return true
	}
	s.turn(v, leave)
	if toUpper {
		s.setState(s.basis[leave], atUpper)
	} else {
		s.setState(s.basis[leave], atLower)
	}
	s.setState(v, basic)
	s.basis[leave] = v
	if dir > 0 {
		s.value[leave] = step
	} else {
		s.value[leave] = s.upper(v) - step
	}
	s.update(leave, d)
	return true
}

// update pivots the inverse and the multipliers.
func (s *simplex) update(leave int, d float64) {
	floats.AddScaled(s.dual, d/s.alpha[leave], s.row)
	s.inv.pivot(s.row, s.alpha, leave)
}

// add takes a column in and returns its index.
func (s *simplex) add(c column) int32 {
	c.state = atLower
	if len(c.groups) > cap(s.arena)-len(s.arena) {
		s.arena = make([]int32, 0, 1<<14+len(c.groups))
	}
	at := len(s.arena)
	s.arena = append(s.arena, c.groups...)
	c.groups = s.arena[at:len(s.arena):len(s.arena)]
	s.cols = append(s.cols, c)
	return int32(len(s.cols) - 1)
}

// weights calls f with each column in the basis and its value.
func (s *simplex) weights(f func(j int32, x float64)) {
	for p, v := range s.basis {
		if v >= int32(len(s.segs)) {
			f(v-int32(len(s.segs)), s.value[p])
		}
	}
}
