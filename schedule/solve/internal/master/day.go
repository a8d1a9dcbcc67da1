package master

import (
	"math"

	"paiban/schedule/solve/internal/fixed"
)

// daySubproblem is cover of one day that stands by itself: rows whose heads come from cells
// of that day alone, and those cells. As a fraction of the linear program of a box it
// chooses heads for its cells, whole ones, and pays what its rows then cost; that
// the people of the box give these heads is what multipliers see to. So a roster is
// taken apart twice, by people and by days, and both parts are whole (M. Guignard
// and S. Kim, Lagrangean decomposition, 1987).
type daySubproblem struct {
	cells    []int32   // of the box, k*cells+cell
	rows     []int32   // of the model
	in       [][]int32 // by cell: indexes into rows
	f        [][]int64 // by row and heads of the box: cost, not scaled
	able     []int32   // by cell: people of the box who can fill it
	maxHeads int32     // heads in all

	relaxation dayRelaxation
	heads      []int32 // the best found
	best       int64   // what they cost, scaled
	openBound  int64   // least bound met where the search ended
	mu         []int64
	pi         []int64 // by row: multipliers, scaled
	trial      []int32
	sum        []int32 // by row: heads
	nodes      int
}

// dayNodes limits the nodes of a day's search; the bound stays valid.
const dayNodes = 3000

// cost is what the rows cost with heads n by cell, not scaled.
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

// costAtMultipliers is what heads n cost, scaled, at multipliers mu.
func (d *daySubproblem) costAtMultipliers(n []int32) int64 {
	v := d.cost(n) * fixed.Unit
	for c, x := range n {
		v += d.mu[c] * int64(x)
	}
	return v
}

// solve finds the heads that cost least where each head of cell c costs mu[c] more,
// scaled: branch and bound, depth first. They are in d.heads; the bound returned is
// never above their cost, and below it only where nodes ran out or by a hair.
func (d *daySubproblem) solve(mu []int64) (bound, work int64) {
	d.mu = mu
	d.best, d.openBound = math.MaxInt64, math.MaxInt64
	d.relaxation.begin(d)
	d.nodes = dayNodes
	before := d.relaxation.work
	d.visit(math.MinInt64)
	return min(d.best, d.openBound), d.relaxation.work - before
}

// offer takes heads n if they are allowed and the best so far.
func (d *daySubproblem) offer(n []int32) {
	total := int32(0)
	for c, x := range n {
		if x < 0 || x > d.able[c] {
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

// visit solves the node whose bounds the edges hold.
func (d *daySubproblem) visit(parent int64) {
	const (
		slack = fixed.Unit / 256 // a bound this near the best is as good
		whole = 1e-3             // how far from whole heads may be; wider than the hair of kinks
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
		d.trial[c] = min(max(int32(k), 0), d.able[c])
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

// improve offers the heads in trial, improved by a head more or less of one cell
// until nothing is gained.
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
				if x < 0 || x > d.able[c] || total >= d.maxHeads && by > 0 {
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

// bound is the Lagrangian bound of the node at the edges' multipliers, scaled and
// exact: rows, cells and the sum of all heads each take what suits them best.
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

// newDaySubproblem sets up the search for cells and rows given by in and f; able bounds the
// heads of each cell, most those of all.
func newDaySubproblem(in [][]int32, f [][]int64, able []int32, most int32) *daySubproblem {
	n := len(in)
	return &daySubproblem{in: in, f: f, able: able, maxHeads: most, heads: make([]int32, n), trial: make([]int32, n),
		sum: make([]int32, len(f)), pi: make([]int64, len(f))}
}
