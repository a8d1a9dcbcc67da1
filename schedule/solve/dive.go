package solve

import (
	"cmp"
	"math"
	"slices"
)

// choice is a column for each person of a box.
type choice []int32

// heaviest returns each person's column of largest weight in the linear program,
// and the weights.
func (b *box) heaviest() (choice, []float64) {
	cols, weight := make(choice, len(b.people)), make([]float64, len(b.people))
	for j := range cols {
		cols[j] = b.first[j]
	}
	b.lp.weights(func(n int32, x float64) {
		if j := b.lp.cols[n].person; int(j) < len(b.people) && x > weight[j] {
			cols[j], weight[j] = n, x
		}
	})
	return cols, weight
}

// value is what a choice costs in the box, not scaled.
func (b *box) value(cols choice) int64 {
	heads := slices.Clone(b.out)
	v := int64(0)
	for _, n := range cols {
		v += int64(b.lp.cols[n].cost)
		for _, g := range b.lp.cols[n].groups {
			for _, r := range b.m.touched(b.from*b.m.cells + int(g)) {
				if k := b.local[r]; k >= 0 {
					heads[k]++
				}
			}
		}
	}
	for n, r := range b.rows {
		v += b.m.rows[r].f[heads[n]]
	}
	return v
}

// dive fixes one person after another, or a few at once where the linear program
// is sure of them, to the column of largest weight, solving it to the end in
// between. It returns the best choice seen that costs less than target, or nil.
func (b *box) dive(target int64) (best choice) {
	const (
		sure   = 0.999
		likely = 0.85
		rounds = 60
		share  = 20
	)
	defer b.unfix()
	for {
		cols, weight := b.heaviest()
		if v := b.value(cols); v < target && !slices.Equal(cols, b.stale) {
			best, target = cols, v
		}
		free := b.undecided(weight)
		if len(free) == 0 || b.stop() {
			return best
		}
		quota := max(1, len(free)/share)
		done := 0
		for _, j := range free {
			if weight[j] < sure && (done >= quota || done > 0 && weight[j] < likely) {
				break
			}
			if weight[j] < sure {
				done++
			}
			b.fix(j, cols[j])
		}
		b.lp.computeDuals()
		if !b.generate(rounds, target) {
			return best
		}
	}
}

// undecided lists who is not fixed, those with the heaviest columns first.
func (b *box) undecided(weight []float64) (free []int) {
	for j, n := range b.fixed {
		if n < 0 {
			free = append(free, j)
		}
	}
	slices.SortStableFunc(free, func(x, y int) int { return cmp.Compare(weight[y], weight[x]) })
	return free
}

// fix gives the j-th person column n and bans all others of theirs.
func (b *box) fix(j int, n int32) {
	b.fixed[j] = n
	for k := range b.lp.cols {
		if c := &b.lp.cols[k]; int(c.person) == j && int32(k) != n {
			c.banned = true
		}
	}
}

// unfix frees everybody.
func (b *box) unfix() {
	for j := range b.fixed {
		b.fixed[j] = -1
	}
	for k := range b.lp.cols {
		b.lp.cols[k].banned = b.bans != nil && b.forbidden(&b.lp.cols[k])
	}
	b.lp.computeDuals()
}

// forbidden reports whether a branch forbids a cell of c.
func (b *box) forbidden(c *column) bool {
	if int(c.person) >= len(b.people) {
		return false
	}
	for k, cell := range c.cells {
		if b.bans[c.person][k*b.m.cells+int(cell)] > 0 {
			return true
		}
	}
	return false
}

// branch searches the whole box until it is proved that nothing costs less than
// the best choice found or nodes run out: first on the heads of rows that the
// linear program splits, then on cells, the likelier side first. It returns the
// best choice below target, or nil, and whether the search was complete.
func (b *box) branch(target int64, nodes int) (best choice, complete bool) {
	if b.bans == nil {
		if len(b.days) == 0 { // whose heads are whole as it is
			b.units = true
			b.segments()
			b.lp.begin(b.first)
		}
		b.bans = make([][]uint8, len(b.people))
		for j := range b.bans {
			b.bans[j] = make([]uint8, (b.to-b.from)*b.m.cells)
		}
	}
	complete = true
	var visit func()
	visit = func() {
		if nodes <= 0 || b.stop() {
			complete = false
			return
		}
		nodes--
		b.unfix()
		if !b.generate(60, target) {
			return
		}
		cols, _ := b.heaviest()
		if v := b.value(cols); v < target {
			best, target = cols, v
		}
		if n, heads := b.splitRow(); n >= 0 { // none where days are whole
			lo, hi := b.lo[n], b.hi[n]
			low := int32(math.Floor(heads))
			sides := [][2]int32{{lo, low}, {low + 1, hi}}
			if heads-math.Floor(heads) > 0.5 {
				slices.Reverse(sides)
			}
			b.depth++
			for _, s := range sides {
				b.limitRow(n, s[0], s[1])
				visit()
			}
			b.depth--
			b.limitRow(n, lo, hi)
			return
		}
		j, k, cell := b.split()
		if j < 0 {
			// A whole solution ends the branch, if it is as good as the bound says.
			complete = complete && b.m.ceil(b.node) >= target
			return
		}
		b.depth++
		for _, itself := range []bool{false, true} {
			b.forbid(j, k, cell, itself, 1)
			visit()
			b.forbid(j, k, cell, itself, -1)
		}
		b.depth--
	}
	visit()
	b.unfix()
	return best, complete
}

// splitRow returns the row whose heads in the linear program are the least
// whole, weighed by how sharply its cost bends there, or −1 where all are whole.
func (b *box) splitRow() (row int, heads float64) {
	if len(b.days) > 0 {
		return -1, 0
	}
	row = -1
	best := 0.0
	for n, x := range b.heads() {
		part := x - math.Floor(x)
		if part < 0.02 || part > 0.98 {
			continue
		}
		f, at := b.m.rows[b.rows[n]].f, b.out[n]+int32(x)
		bend := int64(1)
		if at > 0 {
			bend += f[at+1] - 2*f[at] + f[at-1]
		}
		if int(at)+2 < len(f) {
			bend += f[at+2] - 2*f[at+1] + f[at]
		}
		if score := (0.5 - math.Abs(part-0.5)) * float64(bend); score > best {
			row, heads, best = n, x, score
		}
	}
	return row, heads
}

// outside is what a head outside the limits of a branch costs.
const outside = 1e7

// limitRow allows lo to hi heads of the box in the n-th row.
func (b *box) limitRow(n int, lo, hi int32) {
	b.lo[n], b.hi[n] = lo, hi
	f := b.m.rows[b.rows[n]].f
	for k := range b.reach[n] {
		g := &b.lp.segs[b.lp.segAt[n]+k]
		g.slope = float64(f[b.out[n]+k+1] - f[b.out[n]+k])
		if k >= hi {
			g.slope += outside
		}
		if k < lo {
			g.slope -= outside
		}
	}
}

// forbid adds by to the bans of the j-th person on the k-th day: of cell itself,
// or of all others.
func (b *box) forbid(j, k, cell int, itself bool, by int) {
	for c := range b.m.cells {
		if (c == cell) == itself {
			b.bans[j][k*b.m.cells+c] += uint8(by)
		}
	}
}

// split returns the cell whose weight in the linear program is the largest that
// is not whole, or j < 0 where all are.
func (b *box) split() (j, k, cell int) {
	days := b.to - b.from
	weight := make([]float64, len(b.people)*days*b.m.cells)
	b.lp.weights(func(n int32, x float64) {
		c := &b.lp.cols[n]
		if int(c.person) >= len(b.people) {
			return
		}
		for k, cell := range c.cells {
			weight[(int(c.person)*days+k)*b.m.cells+int(cell)] += x
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
	return at / b.m.cells / days, at / b.m.cells % days, at % b.m.cells
}
