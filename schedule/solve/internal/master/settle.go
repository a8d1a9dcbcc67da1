package master

import "slices"

// Cells that only a day tells apart, the ways to place the breaks of a shift, have one
// link row together: people are chosen for the shift, and the day decides how many of
// them take their breaks when. What people's columns say of it means nothing, so that a
// selection is settled before it is valued: each day hands out the ways anew.

// findTwins lists, for each cell, the first one of the cells that have its link row.
func (b *Subproblem) findTwins() {
	if !slices.ContainsFunc(b.links, func(cells []int32) bool { return len(cells) > 1 }) {
		return
	}
	b.twin = make([]int32, b.cellCount())
	for g := range b.twin {
		b.twin[g] = int32(g)
	}
	for _, cells := range b.links {
		for _, g := range cells {
			b.twin[g] = cells[0]
		}
	}
}

// twinOf is the first of the cells that people do not tell from cell g.
func (b *Subproblem) twinOf(g int) int {
	if b.twin == nil {
		return g
	}
	return int(b.twin[g])
}

// Settle returns a selection with as many heads in each set of cells with one link row as
// cols has, handed out within it so that the days cost as little as single exchanges find.
func (b *Subproblem) Settle(cols Selection) Selection {
	if b.twin == nil {
		return cols
	}
	m := b.model
	cells := b.CellsOf(cols)
	heads := make([]int32, b.cellCount())
	for j := range cells {
		if m.People[b.People[j]].CountsAsCover {
			for k, c := range cells[j] {
				heads[k*m.Cells+int(c)]++
			}
		}
	}
	for k, d := range b.days {
		b.settleDay(k, d, heads)
	}
	out := slices.Clone(cols)
	taken := make([]int32, b.cellCount())
	// Who already takes a break when somebody is to keeps it; the others fill the rest.
	for _, keep := range []bool{true, false} {
		for j := range cells {
			if !m.People[b.People[j]].CountsAsCover {
				continue
			}
			for k, c := range cells[j] {
				g := k*m.Cells + int(c)
				if c < 0 || b.linkLine[g] < 0 {
					continue
				}
				if keep {
					if taken[g] < heads[g] {
						taken[g]++
						cells[j][k] = -1 - c // done
					}
					continue
				}
				for _, h := range b.links[int(b.linkLine[g])-b.plainRows] {
					if taken[h] < heads[h] {
						taken[h]++
						cells[j][k] = -1 - int16(int(h)%m.Cells)
						break
					}
				}
			}
		}
	}
	for j := range cells {
		for k, c := range cells[j] {
			if c < 0 {
				cells[j][k] = -1 - c
			}
		}
		out[j] = b.AddCells(j, cells[j])
	}
	return out
}

// settleDay rewrites the heads of the cells of the k-th day. It starts from those given
// and from each column of the day with the same heads by link row, and takes the best.
func (b *Subproblem) settleDay(k int, d *daySubproblem, heads []int32) {
	sums := func(n func(c int) int32) (by map[int32]int32) {
		by = map[int32]int32{}
		for c, g := range d.cells {
			by[b.linkLine[g]] += n(c)
		}
		return by
	}
	have := make([]int32, len(d.cells))
	for c, g := range d.cells {
		have[c] = heads[g]
	}
	want := sums(func(c int) int32 { return have[c] })
	best := slices.Clone(have)
	least := b.exchange(d, best)
	for n := range b.lp.Columns {
		col := &b.lp.Columns[n]
		if int(col.Person) != len(b.People)+k || int64(col.Cost) >= least {
			continue
		}
		same := true
		for line, x := range sums(func(c int) int32 { return int32(col.Cells[c]) }) {
			same = same && want[line] == x
		}
		if same {
			for c, x := range col.Cells {
				best[c] = int32(x)
			}
			least = b.exchange(d, best)
		}
	}
	for c, g := range d.cells {
		heads[g] = best[c]
	}
}

// exchange moves single heads of a day between cells with one link row while that saves
// anything, and returns the cost, not scaled.
func (b *Subproblem) exchange(d *daySubproblem, n []int32) int64 {
	cost := d.cost(n)
	for again := true; again; {
		again = false
		for from := range n {
			if n[from] == 0 {
				continue
			}
			for to := range n {
				if to == from || b.linkLine[d.cells[to]] != b.linkLine[d.cells[from]] {
					continue
				}
				n[from]--
				n[to]++
				if v := d.cost(n); v < cost {
					cost, again = v, true
					break
				}
				n[from]++
				n[to]--
			}
			b.Spend(int64(len(d.f)))
		}
	}
	return cost
}
