// Package lp solves the restricted master program of column generation.
package lp

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
)

// Simplex is the restricted master of column generation: a linear program
//
//	min Σ_j c_j λ_j + Σ_r Σ_k s_rk z_rk
//	Σ_j a_rj λ_j − Σ_k z_rk = 0     for each row r
//	Σ_{j of person i} λ_j = 1       for each person i
//	λ ≥ 0, 0 ≤ z_rk ≤ w_rk
//
// where the segments z of a row, with ascending slopes s, describe its convex cost. A
// row may begin with heads of its own (Base), and a column may remove heads (Sign −1).
// The method is the primal simplex with bounded variables and sifted columns, in a
// basis of cover rows only (basis.go). Its floating-point results are only a guide:
// bounds are computed from its duals in integers, and rosters are scored by the rules.
type Simplex struct {
	Rows, People int

	// A column adds a head to the rows of each of its groups. A group is a cell of a
	// day; see RowsOf. Columns share groups, so sums over their rows are taken once.
	GroupsAt  []int32
	Groups    []int32
	groupSums []float64

	Base       []float64 // by row: heads that are always there; nil for none
	SegmentsAt []int32   // segments of row r: Segments[SegmentsAt[r]:SegmentsAt[r+1]]
	Segments   []Segment
	Columns    []Column
	arena      []int32 // groups of all columns

	basis

	RowDuals       []float64 // by row
	personDuals    []float64 // by person
	frontier       []int32   // by row: the first segment below its width
	reducedCosts   []float64 // by column
	active         []int32   // columns whose reduced costs are kept up to date
	watched        []bool    // by column: whether it is in active
	sample         []float64
	devexColumns   []float64 // by column: Devex reference weights
	devexRows      []float64 // by row: Devex reference weights of its segments
	Steps          int64     // elementary steps so far, each about as long as those of pricing
	groupCount     int       // number of groups of all columns
	MinReducedCost float64   // reduced costs above −MinReducedCost count as zero
}

// Segment is a linear piece of the cost of a row.
type Segment struct {
	Row          int32
	Width, Slope float64
	Wanted       bool // its heads are wanted
	state        varState
}

// Column is one way to roster a person on the days of a subproblem, or the heads of one
// day subproblem.
type Column struct {
	Person int32
	Groups []int32
	Cells  []int16
	Cost   float64
	Sign   float64 // 1, or −1 where it removes heads
	state  varState
	Banned bool
}

// FixedCost is the cost of c, scaled.
func (c *Column) FixedCost() int64 { return int64(math.Round(c.Cost * fixed.Unit)) }

type varState int8

const (
	atLower varState = iota
	atUpper
	basic
)

// bannedCost drives a banned column out of the basis.
const bannedCost = 1e6

// Tolerances: a pivot smaller than pivotTol counts as zero; a basic value may exceed
// its bounds by feasTol.
const (
	pivotTol = 1e-8
	feasTol  = 1e-9
)

func (s *Simplex) priceOf(j int32) float64 {
	if s.Columns[j].Banned {
		return bannedCost
	}
	return s.Columns[j].Cost
}

// basicCost is the cost of a basic variable.
func (s *Simplex) basicCost(v int32) float64 {
	if v < int32(len(s.Segments)) {
		return s.Segments[v].Slope
	}
	return s.priceOf(v - int32(len(s.Segments)))
}

// ComputeDuals computes the duals from the inverse.
func (s *Simplex) ComputeDuals() {
	for p, v := range s.vars {
		s.alpha[p] = s.basicCost(v)
		if v >= int32(len(s.Segments)) {
			s.alpha[p] -= s.priceOf(s.key[s.Columns[v-int32(len(s.Segments))].Person])
		}
	}
	s.inv.leftProduct(s.RowDuals, s.alpha)
	s.sumGroups(s.RowDuals)
	for i, j := range s.key {
		s.personDuals[i] = s.priceOf(j) - s.product(&s.Columns[j])
	}
}

// Size is the number of rows and people.
func (s *Simplex) Size() int { return s.Rows + s.People }

// RowsOf returns the rows of group g.
func (s *Simplex) RowsOf(g int32) []int32 { return s.Groups[s.GroupsAt[g]:s.GroupsAt[g+1]] }

// sumGroups adds up a vector over the rows of every group, for product.
func (s *Simplex) sumGroups(row []float64) {
	if len(s.groupSums) < len(s.GroupsAt)-1 {
		s.groupSums = make([]float64, len(s.GroupsAt)-1)
	}
	for g := range len(s.GroupsAt) - 1 {
		x := 0.0
		for _, r := range s.Groups[s.GroupsAt[g]:s.GroupsAt[g+1]] {
			x += row[r]
		}
		s.groupSums[g] = x
	}
}

// product returns the product of column c and the vector last given to sumGroups.
func (s *Simplex) product(c *Column) (x float64) {
	for _, g := range c.Groups {
		x += s.groupSums[g]
	}
	return c.Sign * x
}

// ReducedCost is the reduced cost of column j.
func (s *Simplex) ReducedCost(j int32) float64 {
	c := &s.Columns[j]
	x := 0.0
	for _, g := range c.Groups {
		for _, r := range s.RowsOf(g) {
			x += s.RowDuals[r]
		}
	}
	return c.Cost - c.Sign*x - s.personDuals[c.Person]
}

// Optimise pivots until no variable improves, which it reports, or limit pivots are
// done. Columns are sifted: only the most promising are watched until none of them
// improves; then all are priced again.
func (s *Simplex) Optimise(limit int) bool {
	s.price()
	fresh := true
	const often = 200 // pivots between full pricings
	for since := 0; limit > 0; limit-- {
		v := s.entering()
		if v < 0 {
			if fresh {
				return true
			}
			s.ComputeDuals()
			s.price()
			fresh, since = true, 0
			continue
		}
		dir, gain := 1.0, 0.0
		if v < int32(len(s.Segments)) {
			gain = s.Segments[v].Slope + s.RowDuals[s.Segments[v].Row]
			if s.Segments[v].state == atUpper {
				dir = -1
			}
		} else {
			gain = s.reducedCosts[v-int32(len(s.Segments))]
		}
		s.Steps += int64(15*s.Rows + len(s.active)*(5+s.groupCount/max(1, 2*len(s.Columns))) + s.Rows*s.Rows/24)
		fresh = false
		if !s.pivotIn(v, dir, gain) {
			return true
		}
		if since++; since == often {
			s.ComputeDuals()
			s.price()
			fresh, since = true, 0
		}
	}
	return false
}

// price computes the reduced cost of every column, resets the Devex weights to one, and
// chooses the columns to watch: those of least reduced cost.
func (s *Simplex) price() {
	for len(s.reducedCosts) < len(s.Columns) {
		s.reducedCosts = append(s.reducedCosts, 0)
		s.devexColumns = append(s.devexColumns, 1)
	}
	for r := range s.devexRows {
		s.devexRows[r] = 1
	}
	s.sumGroups(s.RowDuals)
	const every = 8 // one in so many columns is sampled to find the limit
	s.sample = s.sample[:0]
	free := 0
	for j := range s.Columns {
		c := &s.Columns[j]
		gain := c.Cost - s.product(c) - s.personDuals[c.Person]
		s.reducedCosts[j] = gain
		s.devexColumns[j] = 1
		if c.state != basic && !c.Banned {
			if free%every == 0 {
				s.sample = append(s.sample, gain)
			}
			free++
		}
	}
	limit := math.Inf(1)
	if watched := (100 + s.Size()) / every; len(s.sample) > watched {
		slices.Sort(s.sample)
		limit = s.sample[watched]
	}
	for len(s.watched) < len(s.Columns) {
		s.watched = append(s.watched, false)
	}
	s.Steps += int64(3*len(s.Columns) + s.groupCount/2)
	s.active = s.active[:0]
	for j := range s.Columns {
		s.watched[j] = s.Columns[j].state != basic && !s.Columns[j].Banned && s.reducedCosts[j] <= limit
		if s.watched[j] {
			s.active = append(s.active, int32(j))
		}
	}
}

// entering returns the variable with the most promising reduced cost by the Devex rule
// (P. Harris, Pivot selection methods of the Devex LP code, 1973), or −1.
func (s *Simplex) entering() int32 {
	best, at := 0.0, int32(-1)
	// As slopes ascend, only two segments of a row can be best: the next to grow and
	// the last that has grown.
	for r, v := range s.frontier {
		if v < s.SegmentsAt[r+1] {
			if s.Segments[v].state == basic {
				continue
			}
			if e := -s.Segments[v].Slope - s.RowDuals[r]; e > s.MinReducedCost {
				if score := e * e / s.devexRows[r]; score > best {
					best, at = score, v
				}
			}
		}
		if v > s.SegmentsAt[r] {
			if e := s.Segments[v-1].Slope + s.RowDuals[r]; e > s.MinReducedCost {
				if score := e * e / s.devexRows[r]; score > best {
					best, at = score, v-1
				}
			}
		}
	}
	for _, j := range s.active {
		e := -s.reducedCosts[j]
		if e <= s.MinReducedCost || s.Columns[j].state == basic {
			continue
		}
		if score := e * e / s.devexColumns[j]; score > best {
			best, at = score, int32(len(s.Segments))+j
		}
	}
	return at
}

// upper returns the upper bound of variable v.
func (s *Simplex) upper(v int32) float64 {
	if v < int32(len(s.Segments)) {
		return s.Segments[v].Width
	}
	return math.Inf(1)
}

func (s *Simplex) setState(v int32, t varState) {
	if v < int32(len(s.Segments)) {
		s.Segments[v].state = t
		s.frontier[s.Segments[v].Row] = v
		if t == atUpper {
			s.frontier[s.Segments[v].Row]++
		}
	} else {
		s.Columns[v-int32(len(s.Segments))].state = t
	}
}

// Add adds a column and returns its index.
func (s *Simplex) Add(c Column) int32 {
	c.state = atLower
	if len(c.Groups) > cap(s.arena)-len(s.arena) {
		s.arena = make([]int32, 0, 1<<14+len(c.Groups))
	}
	at := len(s.arena)
	s.arena = append(s.arena, c.Groups...)
	c.Groups = s.arena[at:len(s.arena):len(s.arena)]
	s.Columns = append(s.Columns, c)
	s.groupCount += len(c.Groups)
	return int32(len(s.Columns) - 1)
}

// Weights calls f with each basic column and its value.
func (s *Simplex) Weights(f func(j int32, x float64)) {
	for i, j := range s.key {
		f(j, s.keyValue[i])
	}
	for p, v := range s.vars {
		if v >= int32(len(s.Segments)) {
			f(v-int32(len(s.Segments)), s.value[p])
		}
	}
}
