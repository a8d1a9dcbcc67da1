package solve

import (
	"math"
	"slices"
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
// the a of its rows are −1 then, its sign. It is solved by the primal simplex method
// with bounded variables, columns sifted, in a basis that has only the rows (basis.go).
// What it yields is only a guide: bounds are computed from its multipliers in
// integers, and rosters are scored by the rules.
type simplex struct {
	rows, people int

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

	working // the basis

	dual    []float64 // by row
	mu      []float64 // by person
	edge    []int32   // by row: the first segment that is not at its width; those before it are
	gain    []float64 // by column: reduced costs
	active  []int32   // columns whose reduced costs are kept up to date
	watched []bool    // by column: whether it is in active
	sample  []float64
	weight  []float64 // by column: Devex reference weights
	scope   []float64 // by row: those of its segments
	steps   int64     // elementary, done; about as long as those of pricing
	terms   int       // of all groups of columns
	worth   float64   // reduced costs above −worth are left
}

// segment is a piece of a row's cost.
type segment struct {
	row          int32
	width, slope float64
	short        bool // heads that are wanted
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

// scaled is what c costs, as an integer.
func (c *column) scaled() int64 { return int64(math.Round(c.cost * scale)) }

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
		if v >= int32(len(s.segs)) {
			s.alpha[p] -= s.charge(s.key[s.cols[v-int32(len(s.segs))].person])
		}
	}
	s.inv.left(s.dual, s.alpha)
	s.addUp(s.dual)
	for i, j := range s.key {
		s.mu[i] = s.charge(j) - s.dot(&s.cols[j])
	}
}

// size is the number of rows and people.
func (s *simplex) size() int { return s.rows + s.people }

// rowsOf returns the rows of group g.
func (s *simplex) rowsOf(g int32) []int32 { return s.group[s.groupAt[g]:s.groupAt[g+1]] }

// addUp adds up row over the rows of every group, for dot.
func (s *simplex) addUp(row []float64) {
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

// dot returns the product of the rows of column c and the row last given to addUp.
func (s *simplex) dot(c *column) (x float64) {
	for _, g := range c.groups {
		x += s.sums[g]
	}
	return c.sign * x
}

// reduced is the reduced cost of column j.
func (s *simplex) reduced(j int32) float64 {
	c := &s.cols[j]
	x := 0.0
	for _, g := range c.groups {
		for _, r := range s.rowsOf(g) {
			x += s.dual[r]
		}
	}
	return c.cost - c.sign*x - s.mu[c.person]
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
		dir, gain := 1.0, 0.0
		if v < int32(len(s.segs)) {
			gain = s.segs[v].slope + s.dual[s.segs[v].row]
			if s.segs[v].state == atUpper {
				dir = -1
			}
		} else {
			gain = s.gain[v-int32(len(s.segs))]
		}
		s.steps += int64(15*s.rows + len(s.active)*(5+s.terms/max(1, 2*len(s.cols))) + s.rows*s.rows/24)
		fresh = false
		if !s.enter(v, dir, gain) {
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

// price computes the reduced cost of every column, sets all weights to one and
// chooses the columns to watch: those of least reduced cost.
func (s *simplex) price() {
	for len(s.gain) < len(s.cols) {
		s.gain = append(s.gain, 0)
		s.weight = append(s.weight, 1)
	}
	for r := range s.scope {
		s.scope[r] = 1
	}
	s.addUp(s.dual)
	const every = 8 // columns of which one is looked at to find a limit
	s.sample = s.sample[:0]
	free := 0
	for j := range s.cols {
		c := &s.cols[j]
		gain := c.cost - s.dot(c) - s.mu[c.person]
		s.gain[j] = gain
		s.weight[j] = 1
		if c.state != basic && !c.banned {
			if free%every == 0 {
				s.sample = append(s.sample, gain)
			}
			free++
		}
	}
	limit := math.Inf(1)
	if watched := (100 + s.size()) / every; len(s.sample) > watched {
		slices.Sort(s.sample)
		limit = s.sample[watched]
	}
	for len(s.watched) < len(s.cols) {
		s.watched = append(s.watched, false)
	}
	s.steps += int64(3*len(s.cols) + s.terms/2)
	s.active = s.active[:0]
	for j := range s.cols {
		s.watched[j] = s.cols[j].state != basic && !s.cols[j].banned && s.gain[j] <= limit
		if s.watched[j] {
			s.active = append(s.active, int32(j))
		}
	}
}

// choose returns the variable whose reduced cost promises most by the Devex rule
// (P. Harris, Pivot selection methods of the Devex LP code, 1973), or −1.
func (s *simplex) choose() int32 {
	best, at := 0.0, int32(-1)
	// As slopes ascend, of the segments of a row only the one that would be next and
	// the one that was last can be best.
	for r, v := range s.edge {
		if v < s.segAt[r+1] {
			if s.segs[v].state == basic {
				continue
			}
			if e := -s.segs[v].slope - s.dual[r]; e > s.worth {
				if score := e * e / s.scope[r]; score > best {
					best, at = score, v
				}
			}
		}
		if v > s.segAt[r] {
			if e := s.segs[v-1].slope + s.dual[r]; e > s.worth {
				if score := e * e / s.scope[r]; score > best {
					best, at = score, v-1
				}
			}
		}
	}
	for _, j := range s.active {
		e := -s.gain[j]
		if e <= s.worth || s.cols[j].state == basic {
			continue
		}
		if score := e * e / s.weight[j]; score > best {
			best, at = score, int32(len(s.segs))+j
		}
	}
	return at
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
		s.edge[s.segs[v].row] = v
		if t == atUpper {
			s.edge[s.segs[v].row]++
		}
	} else {
		s.cols[v-int32(len(s.segs))].state = t
	}
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
	s.terms += len(c.groups)
	return int32(len(s.cols) - 1)
}

// weights calls f with each column in the basis and its value.
func (s *simplex) weights(f func(j int32, x float64)) {
	for i, j := range s.key {
		f(j, s.rest[i])
	}
	for p, v := range s.basis {
		if v >= int32(len(s.segs)) {
			f(v-int32(len(s.segs)), s.value[p])
		}
	}
}
