package master

import (
	"math"

	"paiban/schedule/solve/internal/fixed"
)

// daySubproblem is the cover of one independent day: rows that only cells of that day
// add heads to. It chooses integral heads for these cells and pays the cost of its
// rows. Link rows of the master, with multipliers, make the people of the subproblem
// give these heads. So the roster is decomposed twice, by people and by days, with
// integral parts on both sides (M. Guignard and S. Kim, Lagrangean decomposition,
// 1987).
type daySubproblem struct {
	cells    []int32   // of the subproblem, k*Cells+cell
	rows     []int32   // of the model
	in       [][]int32 // by cell: indexes into rows
	f        [][]int64 // by row and heads: cost, not scaled
	able     []int32   // by cell: people who can fill it
	maxHeads int32     // of all cells together
	lo, hi   []int32   // by cell: heads that branches allow

	relaxation dayRelaxation
	heads      []int32 // best found
	best       int64   // their cost, scaled
	openBound  int64   // least bound of the nodes that were not searched further
	mu         []int64
	pi         []int64 // by row: multipliers, scaled
	trial      []int32
	sum        []int32 // by row: heads
	nodes      int
}

// The nodes of the search of a day are limited: to a few while that finds columns, then to
// many. The bound is valid even when they run out.
const (
	fewDayNodes = 60
	dayNodes    = 3000
)

// cost is the cost of the rows with n[c] heads in cell c, not scaled.
func (d *daySubproblem) cost(n []int32) (v int64) {
	clear(d.sum)
	for c, x := range n {
		for _, r := range d.in[c] {
			d.sum[r] += x
		}
	}
	for r, h := range d.sum {
		v += d.f[r][h]
	}
	return v
}

// costAtMultipliers is the cost of heads n at multipliers mu, scaled.
func (d *daySubproblem) costAtMultipliers(n []int32) int64 {
	v := d.cost(n) * fixed.Unit
	for c, x := range n {
		v += d.mu[c] * int64(x)
	}
	return v
}

// solve finds the heads of least cost where each head of cell c costs mu[c] more,
// scaled, by branch and bound of so many nodes, depth first. It leaves them in d.heads. The bound is
// never above their cost; it is below only where nodes ran out or by the size of the
// perturbation.
func (d *daySubproblem) solve(mu []int64, nodes int) (bound, work int64) {
	d.mu = mu
	d.best, d.openBound = math.MaxInt64, math.MaxInt64
	d.relaxation.begin(d)
	d.nodes = nodes
	before := d.relaxation.work
	d.visit(math.MinInt64)
	return min(d.best, d.openBound), d.relaxation.work - before
}

// offer keeps heads n if they are allowed and the best so far.
func (d *daySubproblem) offer(n []int32) {
	total := int32(0)
	for c, x := range n {
		if x < d.lo[c] || x > d.hi[c] {
			return
		}
		total += x
	}
	if total > d.maxHeads {
		return
	}
	if v := d.costAtMultipliers(n); v < d.best {
		d.best = v
		copy(d.heads, n)
	}
}

// visit solves the node given by the bounds of the relaxation.
func (d *daySubproblem) visit(parent int64) {
	const (
		slack = fixed.Unit / 256 // bounds this near to the best count as equal
		whole = 1e-3             // tolerance of integrality, wider than the perturbation of breakpoints
	)
	if d.nodes <= 0 {
		d.openBound = min(d.openBound, parent)
		return
	}
	d.nodes--
	e := &d.relaxation
	e.descend()
	bound := max(parent, d.bound())
	if bound >= d.best-slack {
		d.openBound = min(d.openBound, bound)
		return
	}
	at, fraction := -1, whole
	for c := range d.in {
		x := e.y[c]
		k := math.Round(x)
		d.trial[c] = min(max(int32(k), d.lo[c]), d.hi[c])
		if off := math.Abs(x - k); off > fraction {
			at, fraction = c, off
		}
	}
	d.improve()
	if at < 0 || bound >= d.best-slack {
		d.openBound = min(d.openBound, bound)
		return
	}
	lo, hi := e.lo[at], e.hi[at]
	down := int32(math.Floor(e.y[at]))
	sides := [2][2]int32{{lo, down}, {down + 1, hi}}
	if e.y[at]-float64(down) > 0.5 {
		sides[0], sides[1] = sides[1], sides[0]
	}
	for _, s := range sides {
		if s[0] <= s[1] {
			e.setBounds(at, s[0], s[1])
			d.visit(bound)
		}
	}
	e.setBounds(at, lo, hi)
}

// improve offers the heads in trial, after adding or removing single heads while that
// helps.
func (d *daySubproblem) improve() {
	total := int32(0)
	for _, x := range d.trial {
		total += x
	}
	clear(d.sum)
	for c, x := range d.trial {
		for _, r := range d.in[c] {
			d.sum[r] += x
		}
	}
	for again := true; again; {
		again = false
		for c := range d.trial {
			for _, by := range []int32{1, -1} {
				x := d.trial[c] + by
				if x < d.lo[c] || x > d.hi[c] || total >= d.maxHeads && by > 0 {
					continue
				}
				gain := d.mu[c] * int64(by)
				for _, r := range d.in[c] {
					gain += (d.f[r][d.sum[r]+by] - d.f[r][d.sum[r]]) * fixed.Unit
				}
				if gain >= 0 && total <= d.maxHeads {
					continue
				}
				for _, r := range d.in[c] {
					d.sum[r] += by
				}
				d.trial[c], total, again = x, total+by, true
			}
		}
	}
	d.offer(d.trial)
}

// bound is the Lagrangian bound of the node at the relaxation's multipliers, exact and
// scaled: rows, cells and the sum of all heads are each minimised by themselves.
func (d *daySubproblem) bound() (v int64) {
	e := &d.relaxation
	all := int64(math.Round(e.multiplier(e.total()) * fixed.Unit))
	for r := range d.f {
		d.pi[r] = int64(math.Round(e.multiplier(len(d.in)+r) * fixed.Unit))
		f, pi := d.f[r], d.pi[r]
		best := f[0] * fixed.Unit
		for h := 1; h < min(len(f), int(d.maxHeads)+1); h++ {
			x := f[h]*fixed.Unit - pi*int64(h)
			if x > best {
				break // f is convex
			}
			best = x
		}
		v += best
	}
	for c := range d.in {
		g := d.mu[c] + all
		for _, r := range d.in[c] {
			g += d.pi[r]
		}
		if g > 0 {
			v += g * int64(e.lo[c])
		} else {
			v += g * int64(e.hi[c])
		}
	}
	return v - max(0, all*int64(d.maxHeads))
}

// newDaySubproblem sets up a day: in lists the rows of each cell, f gives the cost of
// each row by heads, able bounds the heads of each cell, most those of all together.
func newDaySubproblem(in [][]int32, f [][]int64, able []int32, most int32) *daySubproblem {
	n := len(in)
	d := &daySubproblem{in: in, f: f, able: able, maxHeads: most, heads: make([]int32, n), trial: make([]int32, n),
		sum: make([]int32, len(f)), pi: make([]int64, len(f)), lo: make([]int32, n), hi: make([]int32, n)}
	d.free()
	return d
}

// free lifts the limits of all branches.
func (d *daySubproblem) free() {
	clear(d.lo)
	copy(d.hi, d.able)
}

// feasible reports whether any heads are within the limits of the branches.
func (d *daySubproblem) feasible() bool {
	sum := int32(0)
	for c := range d.lo {
		if d.lo[c] > d.hi[c] {
			return false
		}
		sum += d.lo[c]
	}
	return sum <= d.maxHeads
}

// allows reports whether branches allow heads n.
func (d *daySubproblem) allows(n []int16) bool {
	for c, x := range n {
		if int32(x) < d.lo[c] || int32(x) > d.hi[c] {
			return false
		}
	}
	return true
}
