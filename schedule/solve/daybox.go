package solve

import (
	"math"
	"slices"
)

// findDays takes the rows of days that stand by themselves out of the linear
// program: rows joined by the cells that add heads to them, all of one day, with
// more than a row to some cell and more than a cell to some row. They go last.
func (b *box) findDays() {
	m := b.m
	root := make([]int, len(b.rows)) // of the tree of rows joined
	for n := range root {
		root[n] = n
	}
	find := func(n int) int {
		for root[n] != n {
			n = root[n]
		}
		return n
	}
	only, many := make([]int, len(b.rows)), make([]bool, len(b.rows)) // by row: its day plus one, −1 for several
	cells := make([]int, len(b.rows))
	size := (b.to - b.from) * m.cells
	rowsOf := func(g int) (out []int32) {
		for _, r := range m.touched(b.from*m.cells + g) {
			if n := b.local[r]; n >= 0 {
				out = append(out, n)
			}
		}
		return out
	}
	for g := range size {
		for _, n := range rowsOf(g) {
			cells[n]++
			if d := g/m.cells + 1; only[n] == 0 || only[n] == d {
				only[n] = d
			} else {
				only[n] = -1
			}
		}
	}
	for g := range size {
		first := -1
		for _, n := range rowsOf(g) {
			switch {
			case only[n] < 0:
			case first < 0:
				first = find(int(n))
			default:
				root[find(int(n))] = first
			}
		}
	}
	count, wide := make([]int, len(b.rows)), make([]bool, len(b.rows)) // by root
	for n := range b.rows {
		if only[n] > 0 {
			count[find(n)]++
			wide[find(n)] = wide[find(n)] || cells[n] > 1
		}
	}
	for n := range b.rows {
		many[n] = only[n] > 0 && count[find(n)] > 1 && wide[find(n)]
	}
	// Rows in their new order, plain ones first.
	order := make([]int, 0, len(b.rows))
	for n := range b.rows {
		if !many[n] {
			order = append(order, n)
		}
	}
	b.plain = len(order)
	roots := []int{}
	for n := range b.rows {
		if many[n] && !slices.Contains(roots, find(n)) {
			roots = append(roots, find(n))
		}
	}
	at := make([]int32, len(b.rows)) // index within its day
	of := make([]int32, len(b.rows)) // which day
	for k, top := range roots {
		j := int32(0)
		for n := range b.rows {
			if many[n] && find(n) == top {
				order = append(order, n)
				of[n], at[n] = int32(k), j
				j++
			}
		}
	}
	days := make([]*day, len(roots))
	for k := range days {
		days[k] = &day{}
	}
	for g := range size {
		var d *day
		var in []int32
		for _, n := range rowsOf(g) {
			if many[n] {
				d = days[of[n]]
				in = append(in, at[n])
			}
		}
		if d == nil {
			continue
		}
		able := int32(0)
		for j := range b.people {
			if b.may(j, g) {
				able++
			}
		}
		d.cells, d.in, d.able = append(d.cells, int32(g)), append(d.in, in), append(d.able, able)
		b.links = append(b.links, int32(g))
	}
	for _, n := range order[b.plain:] {
		days[of[n]].rows = append(days[of[n]].rows, int32(n))
	}
	for _, d := range days {
		b.days = append(b.days, b.finishDay(d))
	}
	rows, out, reach := slices.Clone(b.rows), slices.Clone(b.out), slices.Clone(b.reach)
	for k, n := range order {
		b.rows[k], b.out[k], b.reach[k] = rows[n], out[n], reach[n]
		b.local[rows[n]] = int32(k)
	}
	copy(b.hi, b.reach)
	b.stray = max(1, m.typical()/4)
}

// may reports whether the j-th person of the box gives heads in cell g of it.
func (b *box) may(j, g int) bool {
	q := &b.m.people[b.people[j]]
	return q.cover && q.base[b.from*b.m.cells+g] < never
}

// finishDay sets up the search for what d lists; its rows are still indexes into
// those of the box.
func (b *box) finishDay(d *day) *day {
	size, most := make([]int32, len(d.rows)), int32(0)
	for k := range size {
		size[k] = int32(len(b.people)) // people who may not be there are, in the incumbent
	}
	for c, in := range d.in {
		for _, r := range in {
			size[r] += d.able[c]
		}
	}
	for j := range b.people {
		if slices.ContainsFunc(d.cells, func(g int32) bool { return b.may(j, int(g)) }) {
			most++
		}
	}
	f := make([][]int64, len(d.rows))
	for k, n := range d.rows {
		all := b.m.rows[b.rows[n]].f[b.out[n]:]
		for h := range size[k] + 1 {
			if int(h) < len(all) {
				f[k] = append(f[k], all[h])
			} else { // more than there are people: as it goes on
				f[k] = append(f[k], 2*f[k][h-1]-f[k][max(0, h-2)])
			}
		}
	}
	out := newDay(d.in, f, d.able, most)
	out.cells = d.cells
	return out
}

// linkSegments spells out what heads of a link cost in excess or want, from the base
// of the line up and down; see aim.
func (b *box) linkSegments(hair func() float64) {
	if len(b.links) == 0 {
		return
	}
	base := float64(2*len(b.people) + 2)
	b.lp.base = make([]float64, b.lp.rows)
	for n := range b.links {
		r := b.plain + n
		b.lp.base[r] = base
		b.lp.segs = append(b.lp.segs, segment{row: int32(r), width: base + hair(), slope: -b.stray}, segment{row: int32(r), width: 2 * base, slope: b.stray})
		b.lp.segAt = append(b.lp.segAt, int32(len(b.lp.segs)))
	}
}

// addFirstDays appends, for each day, the column of the heads that the people's
// first columns give.
func (b *box) addFirstDays(first []int32) []int32 {
	heads := make([]int32, (b.to-b.from)*b.m.cells)
	for _, n := range first {
		for _, g := range b.lp.cols[n].groups {
			heads[g]++
		}
	}
	for k, d := range b.days {
		n := make([]int32, len(d.cells))
		for c, g := range d.cells {
			n[c] = heads[g]
		}
		first = append(first, b.addDay(k, n))
	}
	return first
}

// addDay takes heads n of the k-th day in as a column and returns its index.
func (b *box) addDay(k int, n []int32) int32 {
	d := b.days[k]
	j := int32(len(b.people) + k)
	key := uint64(j)*0x9e3779b97f4a7c15 + 1
	cells := make([]int16, len(n))
	for c, x := range n {
		cells[c] = int16(x)
		key = (key ^ uint64(x)) * 0x100000001b3
	}
	for _, at := range b.seen[key] {
		if c := &b.lp.cols[at]; c.person == j && slices.Equal(c.cells, cells) {
			return at
		}
	}
	col := column{person: j, cells: cells, sign: -1, cost: float64(d.cost(n))}
	for c, x := range n {
		for range x {
			col.groups = append(col.groups, int32(len(b.line)-b.plain)+b.line[d.cells[c]])
		}
	}
	at := b.lp.add(col)
	b.seen[key] = append(b.seen[key], at)
	return at
}

// roundDays solves every day at the multipliers in dual and adds the columns found.
func (b *box) roundDays() (bound int64, added int) {
	for k, d := range b.days {
		mu := make([]int64, len(d.cells))
		for c, g := range d.cells {
			mu[c] = b.dual[b.line[g]]
		}
		v, work := d.solve(mu)
		b.spend(work)
		bound += v
		before := len(b.lp.cols)
		n := b.addDay(k, d.heads)
		if len(b.lp.cols) > before && b.lp.reduced(n) < -1e-6 {
			added++
		}
	}
	return bound, added
}

// aim keeps the multipliers of links near the best known: heads that a day has and
// no person gives, or the reverse, are allowed at these multipliers give or take
// stray (R. Marsten, W. Hogan and J. Blankenship, The boxstep method, 1975).
func (b *box) aim() {
	for n := range b.links {
		r := b.plain + n
		c := float64(b.center[r]) / scale
		b.lp.segs[b.lp.segAt[r]].slope = -c - b.stray
		b.lp.segs[b.lp.segAt[r]+1].slope = -c + b.stray
	}
	if len(b.links) > 0 {
		b.lp.computeDuals()
	}
}

// offCost is what the linear program pays for heads of links, by line, that are off.
func (b *box) offCost(heads []float64) (v float64) {
	for r := b.plain; r < b.lp.rows; r++ {
		g := b.lp.segs[b.lp.segAt[r]]
		if heads[r] > 0 {
			g = b.lp.segs[b.lp.segAt[r]+1]
		}
		v += g.slope * heads[r]
	}
	return v
}

// press reports whether the linear program pays for heads that are off, so that
// multipliers elsewhere may be better; they may stray farther then, unless the best
// known have moved and it will be solved anew around these.
func (b *box) press(moved bool) bool {
	const most, times = 1e7, 3
	if b.stray > most || !slices.ContainsFunc(b.heads()[b.plain:], func(h float64) bool { return math.Abs(h) > feasible }) {
		return false
	}
	if !moved {
		b.stray *= times
		b.aim()
	}
	return true
}
