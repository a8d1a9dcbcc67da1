package master

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/lp"
)

// tree is the branch-and-bound tree of a subproblem, as far as it is searched.
type tree struct {
	open  []*node // not solved yet
	stuck []*node // integral, but not proved optimal; for the next call
	floor int64   // least bound of the nodes that are done
}

// node is what some branches, from the root on, allow.
type node struct {
	parent            *node // nil for the root
	bound             int64 // no roster of the node costs less, scaled
	row               int   // the row with lo to hi heads, −1 where the branch is on a cell
	lo, hi            int32 // heads of the subproblem
	person, day, cell int   // the cell branched on
	itself            bool  // whether that cell is forbidden, or all other cells of the day

	ofDay, ofCell int // the day subproblem and its cell with lo to hi heads, ofDay −1 for none
}

// BranchAndPrice searches the whole subproblem until it is proved that nothing costs
// less than target, or nodes run out, or, where once is set, something is found. It
// branches on fractional heads of rows first, then on cells, and dives into the
// likelier side. Where a dive ends, it continues at the node of least bound, so that no
// corner of the tree keeps it; so does the next call.
//
// It returns the best selection below target, or nil; a bound on the subproblem,
// scaled, at most the cost of that selection or target; and the number of nodes solved.
func (b *Subproblem) BranchAndPrice(target int64, nodes int, once bool) (best Selection, bound int64, solved int) {
	if b.tree == nil {
		b.plantTree()
	}
	t := b.tree
	t.open, t.stuck = append(t.open, t.stuck...), nil
	n := t.next()
	for n != nil && solved < nodes && !(once && best != nil) && !b.stopped() {
		if b.model.RoundUp(n.bound) >= target {
			t.floor = min(t.floor, n.bound)
			n = t.next()
			continue
		}
		solved++
		b.restrict(n)
		more := b.Generate(60, target)
		n.bound = max(n.bound, b.nodeBound)
		if !more {
			continue
		}
		if b.stopped() {
			break
		}
		cols, _ := b.Heaviest()
		cols = b.Settle(cols)
		if v := b.Value(cols); v < target {
			best, target = cols, v
		}
		if b.model.RoundUp(n.bound) < target && b.widenTrustRegion(false) { // days and people do not agree yet: solve it again
			continue
		}
		likely, other := b.branchOnDay(n)
		if likely == nil {
			likely, other = b.branchOn(n)
		}
		switch {
		case likely != nil:
			t.open = append(t.open, other)
			n = likely
		case b.model.RoundUp(n.bound) >= target:
		default:
			t.stuck = append(t.stuck, n)
			n = t.next()
		}
	}
	if n != nil {
		t.open = append(t.open, n)
	}
	b.restrict(nil)
	bound = min(t.floor, target*fixed.Unit)
	for _, n := range slices.Concat(t.open, t.stuck) {
		bound = min(bound, n.bound)
	}
	return best, bound, solved
}

// plantTree begins a tree.
func (b *Subproblem) plantTree() {
	if len(b.days) == 0 { // day subproblems have integral heads already
		b.unitSegments = true
		b.segments()
		b.lp.Begin(b.first)
	}
	b.bans = make([][]bool, len(b.People))
	for j := range b.bans {
		b.bans[j] = make([]bool, (b.to-b.from)*b.model.Cells)
	}
	b.tree = &tree{open: []*node{{bound: b.Bound, row: -1, person: -1, ofDay: -1}}, floor: math.MaxInt64}
}

// next removes and returns the open node of least bound, the oldest of several; nil
// where none is open.
func (t *tree) next() *node {
	if len(t.open) == 0 {
		return nil
	}
	at := 0
	for k, n := range t.open {
		if n.bound < t.open[at].bound {
			at = k
		}
	}
	n := t.open[at]
	t.open = slices.Delete(t.open, at, at+1)
	return n
}

// restrict limits the master to node n; nil lifts all limits.
func (b *Subproblem) restrict(n *node) {
	for r := range b.rows[:b.plainRows] {
		if b.lo[r] > 0 || b.hi[r] < b.maxHeads[r] {
			b.limitRow(r, 0, b.maxHeads[r])
		}
	}
	for j := range b.bans {
		clear(b.bans[j])
	}
	for _, d := range b.days {
		d.free()
	}
	b.branched = n != nil && n.parent != nil
	for ; n != nil; n = n.parent {
		switch {
		case n.row >= 0:
			b.limitRow(n.row, max(b.lo[n.row], n.lo), min(b.hi[n.row], n.hi))
		case n.person >= 0:
			b.forbid(n.person, n.day, n.cell, n.itself)
		case n.ofDay >= 0:
			d := b.days[n.ofDay]
			d.lo[n.ofCell], d.hi[n.ofCell] = max(d.lo[n.ofCell], n.lo), min(d.hi[n.ofCell], n.hi)
		}
	}
	b.unfix()
}

// branchOn divides the solved node n in two, or returns nil where its solution is
// integral.
func (b *Subproblem) branchOn(n *node) (likely, other *node) {
	one := &node{parent: n, bound: n.bound, row: -1, person: -1, ofDay: -1}
	two := &node{parent: n, bound: n.bound, row: -1, person: -1, ofDay: -1}
	if r, heads := b.fractionalRow(); r >= 0 { // none with day subproblems
		low := int32(math.Floor(heads))
		one.row, one.lo, one.hi = r, b.lo[r], low
		two.row, two.lo, two.hi = r, low+1, b.hi[r]
		if heads-math.Floor(heads) > 0.5 {
			one, two = two, one
		}
		return one, two
	}
	j, day, cell := b.fractionalCell()
	if j < 0 {
		return nil, nil
	}
	one.person, one.day, one.cell = j, day, cell
	two.person, two.day, two.cell, two.itself = j, day, cell, true
	return one, two
}

// fractionalRow returns the row to branch on: its heads are the most fractional,
// weighted by how sharply its cost bends there; −1 where all are integral.
func (b *Subproblem) fractionalRow() (row int, heads float64) {
	if len(b.days) > 0 {
		return -1, 0
	}
	row = -1
	best := 0.0
	for n, x := range b.heads() {
		fraction := x - math.Floor(x)
		if fraction < 0.02 || fraction > 0.98 || x < float64(b.lo[n]) || x > float64(b.hi[n]) {
			continue
		}
		f, at := b.model.Rows[b.rows[n]].Costs, b.outside[n]+int32(x)
		curvature := int64(1)
		if at > 0 {
			curvature += f[at+1] - 2*f[at] + f[at-1]
		}
		if int(at)+2 < len(f) {
			curvature += f[at+2] - 2*f[at+1] + f[at]
		}
		if score := (0.5 - math.Abs(fraction-0.5)) * float64(curvature); score > best {
			row, heads, best = n, x, score
		}
	}
	return row, heads
}

// outsideCost is the cost of a head outside the limits of a branch.
const outsideCost = 1e7

// limitRow allows lo to hi heads in the n-th row. The slopes still ascend.
func (b *Subproblem) limitRow(n int, lo, hi int32) {
	b.lo[n], b.hi[n] = lo, hi
	f := b.model.Rows[b.rows[n]].Costs
	for k := range b.maxHeads[n] {
		g := &b.lp.Segments[b.lp.SegmentsAt[n]+k]
		g.Slope = float64(f[b.outside[n]+k+1] - f[b.outside[n]+k])
		if k >= hi {
			g.Slope += outsideCost
		}
		if k < lo {
			g.Slope -= outsideCost
		}
	}
}

// forbid bans a cell of the j-th person on the k-th day with those that people do not tell
// from it: themselves, or all others.
func (b *Subproblem) forbid(j, k, cell int, itself bool) {
	at := k * b.model.Cells
	for c := range b.model.Cells {
		if (b.twinOf(at+c) == b.twinOf(at+cell)) == itself {
			b.bans[j][at+c] = true
		}
	}
}

// fractionalCell returns the fractional cell whose weight is nearest to 0.7; j < 0
// where all are integral. Cells that people do not tell apart count as one.
func (b *Subproblem) fractionalCell() (j, k, cell int) {
	days := b.to - b.from
	weight := make([]float64, len(b.People)*days*b.model.Cells)
	b.lp.Weights(func(n int32, x float64) {
		c := &b.lp.Columns[n]
		if int(c.Person) >= len(b.People) {
			return
		}
		for k, cell := range c.Cells {
			weight[int(c.Person)*days*b.model.Cells+b.twinOf(k*b.model.Cells+int(cell))] += x
		}
	})
	best, at := math.Inf(-1), -1
	for n, x := range weight {
		if x > 1e-5 && x < 1-1e-5 {
			if score := -math.Abs(x - 0.7); score > best {
				best, at = score, n
			}
		}
	}
	if at < 0 {
		return -1, 0, 0
	}
	return at / b.model.Cells / days, at / b.model.Cells % days, at % b.model.Cells
}

// branchOnDay divides the solved node n in two by the heads of a cell of a day, for whole
// people leave it open how many of those whom they do not tell apart the day has in which;
// nil where these are whole too.
func (b *Subproblem) branchOnDay(n *node) (likely, other *node) {
	heads := make([][]float64, len(b.days))
	for k, d := range b.days {
		heads[k] = make([]float64, len(d.cells))
	}
	b.lp.Weights(func(n int32, x float64) {
		c := &b.lp.Columns[n]
		if k := int(c.Person) - len(b.People); k >= 0 {
			for i, h := range c.Cells {
				heads[k][i] += x * float64(h)
			}
		}
	})
	best, day, cell := 0.02, -1, 0
	for k := range heads {
		for c, x := range heads[k] {
			if off := math.Abs(x - math.Round(x)); off > best {
				best, day, cell = off, k, c
			}
		}
	}
	if day < 0 {
		return nil, nil
	}
	d, x := b.days[day], heads[day][cell]
	low := int32(math.Floor(x))
	one := &node{parent: n, bound: n.bound, row: -1, person: -1, ofDay: day, ofCell: cell, lo: d.lo[cell], hi: low}
	two := &node{parent: n, bound: n.bound, row: -1, person: -1, ofDay: day, ofCell: cell, lo: low + 1, hi: d.hi[cell]}
	if x-math.Floor(x) > 0.5 {
		return two, one
	}
	return one, two
}

// forbidden reports whether a branch forbids a cell of column c.
func (b *Subproblem) forbidden(c *lp.Column) bool {
	if k := int(c.Person) - len(b.People); k >= 0 {
		return !b.days[k].allows(c.Cells)
	}
	for k, cell := range c.Cells {
		if b.bans[c.Person][k*b.model.Cells+int(cell)] {
			return true
		}
	}
	return false
}
