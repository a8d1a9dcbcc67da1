package master

import (
	"fmt"
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/lp"
)

// decomposeDays removes the rows of independent days from the master and makes a day
// subproblem of each; see dayComponents. These rows go last.
func (b *Subproblem) decomposeDays() {
	component, n := b.dayComponents()
	days := make([]*daySubproblem, n)
	for k := range days {
		days[k] = &daySubproblem{}
	}
	var order []int                  // of rows, those of the master first
	at := make([]int32, len(b.rows)) // index within its day
	for r, k := range component {
		if k < 0 {
			order = append(order, r)
			continue
		}
		at[r] = int32(len(days[k].rows))
		days[k].rows = append(days[k].rows, int32(r))
	}
	b.plainRows = len(order)
	b.addLinks(days, component, at)
	b.findTwins()
	for _, d := range days {
		for _, r := range d.rows {
			order = append(order, int(r))
		}
		b.days = append(b.days, b.prepareDay(d))
	}
	b.reorderRows(order)
	b.trustRadius = max(1, b.model.TypicalShortageCost()/4)
}

// rowsOfCell lists the rows of the subproblem, by index, to which cell g adds a head.
func (b *Subproblem) rowsOfCell(g int) (out []int32) {
	for _, r := range b.model.RowsOf(b.from*b.model.Cells + g) {
		if n := b.rowIndex[r]; n >= 0 {
			out = append(out, n)
		}
	}
	return out
}

// cellCount is the number of cells on all days of the subproblem.
func (b *Subproblem) cellCount() int { return (b.to - b.from) * b.model.Cells }

// rowSets is a partition of rows (union-find): by row, another of its set, or itself.
type rowSets []int

// find returns the representative of the set of n.
func (u rowSets) find(n int) int {
	for u[n] != n {
		n = u[n]
	}
	return n
}

// join unites the sets of two rows.
func (u rowSets) join(n, with int) { u[u.find(n)] = u.find(with) }

// soleDays returns for each row the only day whose cells add heads to it, plus one, −1
// where there are several, and how many cells do.
func (b *Subproblem) soleDays() (day, cells []int) {
	day, cells = make([]int, len(b.rows)), make([]int, len(b.rows))
	for g := range b.cellCount() {
		for _, n := range b.rowsOfCell(g) {
			cells[n]++
			if d := g/b.model.Cells + 1; day[n] == 0 || day[n] == d {
				day[n] = d
			} else {
				day[n] = -1
			}
		}
	}
	return day, cells
}

// dayComponents finds the sets of rows that form independent days: rows of one day,
// connected by the cells that add heads to them, where some cell has several rows and
// some row several cells. It returns the set of each row, −1 for none, and the number
// of sets.
func (b *Subproblem) dayComponents() (component []int, n int) {
	day, cells := b.soleDays()
	sets := make(rowSets, len(b.rows))
	for r := range sets {
		sets[r] = r
	}
	for g := range b.cellCount() {
		first := -1
		for _, r := range b.rowsOfCell(g) {
			switch {
			case day[r] < 0:
			case first < 0:
				first = int(r)
			default:
				sets.join(int(r), first)
			}
		}
	}
	size, wide := make([]int, len(b.rows)), make([]bool, len(b.rows)) // by representative of a set
	for r := range b.rows {
		if top := sets.find(r); day[r] > 0 {
			size[top]++
			wide[top] = wide[top] || cells[r] > 1
		}
	}
	component = make([]int, len(b.rows))
	number := map[int]int{} // by representative
	for r := range b.rows {
		component[r] = -1
		if top := sets.find(r); day[r] > 0 && size[top] > 1 && wide[top] {
			k, seen := number[top]
			if !seen {
				k = len(number)
				number[top] = k
			}
			component[r] = k
		}
	}
	return component, len(number)
}

// addLinks lists the cells of the days, and a link row for each set of cells that only
// the day tells apart; at is the index of a row within its day.
func (b *Subproblem) addLinks(days []*daySubproblem, component []int, at []int32) {
	known := map[string]int{} // link row by what people see of a cell
	for g := range b.cellCount() {
		var d *daySubproblem
		var in []int32
		for _, r := range b.rowsOfCell(g) {
			if k := component[r]; k >= 0 {
				d = days[k]
				in = append(in, at[r])
			}
		}
		if d == nil {
			continue
		}
		able := int32(0)
		for j := range b.People {
			if b.may(j, g) {
				able++
			}
		}
		d.cells, d.in, d.able = append(d.cells, int32(g)), append(d.in, in), append(d.able, able)
		key := b.seenByPeople(g, component)
		n, ok := known[key]
		if !ok {
			n = len(b.links)
			known[key] = n
			b.links = append(b.links, nil)
		}
		b.links[n] = append(b.links[n], int32(g))
	}
}

// seenByPeople names what a cell is to people and to the rows of the master: cells that
// differ only in where breaks lie within the day's own rows have the same name.
func (b *Subproblem) seenByPeople(g int, component []int) string {
	m := b.model
	first, seen := m.FirstWay(g % m.Cells)
	day := b.from + g/m.Cells
	for _, i := range b.People {
		if q := &m.People[i]; q.CellCost[m.Cell(day, g%m.Cells)] != q.CellCost[m.Cell(day, first)] {
			return fmt.Sprint(g)
		}
	}
	name := fmt.Sprint(g/m.Cells, " ", first, seen, ":")
	for _, r := range b.rowsOfCell(g) {
		if component[r] < 0 {
			name += fmt.Sprint(" ", r)
		}
	}
	return name
}

// reorderRows puts the rows into another order, given by their present indexes.
func (b *Subproblem) reorderRows(order []int) {
	rows, out, reach := slices.Clone(b.rows), slices.Clone(b.outside), slices.Clone(b.maxHeads)
	for k, n := range order {
		b.rows[k], b.outside[k], b.maxHeads[k] = rows[n], out[n], reach[n]
		b.rowIndex[rows[n]] = int32(k)
	}
	copy(b.hi, b.maxHeads)
}

// may reports whether the j-th person can add heads in cell g.
func (b *Subproblem) may(j, g int) bool {
	q := &b.model.People[b.People[j]]
	return q.CountsAsCover && q.CellCost[b.from*b.model.Cells+g] < fixed.Infinity
}

// prepareDay makes a day subproblem of the rows and cells that d lists. The rows are
// indexes into b.rows before it is reordered.
func (b *Subproblem) prepareDay(d *daySubproblem) *daySubproblem {
	size, most := make([]int32, len(d.rows)), int32(0)
	for k := range size {
		size[k] = int32(len(b.People)) // the incumbent may have people in cells that are not allowed
	}
	for c, in := range d.in {
		for _, r := range in {
			size[r] += d.able[c]
		}
	}
	for j := range b.People {
		if slices.ContainsFunc(d.cells, func(g int32) bool { return b.may(j, int(g)) }) {
			most++
		}
	}
	f := make([][]int64, len(d.rows))
	for k, n := range d.rows {
		all := b.model.Rows[b.rows[n]].Costs[b.outside[n]:]
		for h := range size[k] + 1 {
			if int(h) < len(all) {
				f[k] = append(f[k], all[h])
			} else { // more heads than people: extrapolated
				f[k] = append(f[k], 2*f[k][h-1]-f[k][max(0, h-2)])
			}
		}
	}
	out := newDaySubproblem(d.in, f, d.able, most)
	out.cells = d.cells
	return out
}

// linkSegments gives each link row two segments: for heads that people give but the day
// does not have, and for the reverse; see centreTrustRegion.
func (b *Subproblem) linkSegments(perturb func() float64) {
	if len(b.links) == 0 {
		return
	}
	base := float64(2*len(b.People) + 2)
	b.lp.Base = make([]float64, b.lp.Rows)
	for n := range b.links {
		r := b.plainRows + n
		b.lp.Base[r] = base
		b.lp.Segments = append(b.lp.Segments, lp.Segment{Row: int32(r), Width: base + perturb(), Slope: -b.trustRadius}, lp.Segment{Row: int32(r), Width: 2 * base, Slope: b.trustRadius})
		b.lp.SegmentsAt = append(b.lp.SegmentsAt, int32(len(b.lp.Segments)))
	}
}

// addFirstDays appends, for each day, the column of the heads that the people's first
// columns give.
func (b *Subproblem) addFirstDays(first []int32) []int32 {
	heads := make([]int32, (b.to-b.from)*b.model.Cells)
	for _, n := range first {
		for _, g := range b.lp.Columns[n].Groups {
			if int(g) < len(heads) {
				heads[g]++
			}
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

// addDay adds heads n of the k-th day as a column and returns its index.
func (b *Subproblem) addDay(k int, n []int32) int32 {
	d := b.days[k]
	j := int32(len(b.People) + k)
	key := uint64(j)*0x9e3779b97f4a7c15 + 1
	cells := make([]int16, len(n))
	for c, x := range n {
		cells[c] = int16(x)
		key = (key ^ uint64(x)) * 0x100000001b3
	}
	for _, at := range b.columnIndex[key] {
		if c := &b.lp.Columns[at]; c.Person == j && slices.Equal(c.Cells, cells) {
			return at
		}
	}
	col := lp.Column{Person: j, Cells: cells, Sign: -1, Cost: float64(d.cost(n))}
	for c, x := range n {
		for range x {
			col.Groups = append(col.Groups, int32(len(b.linkLine)-b.plainRows)+b.linkLine[d.cells[c]])
		}
	}
	at := b.lp.Add(col)
	b.columnIndex[key] = append(b.columnIndex[key], at)
	return at
}

// priceDays solves every day at the multipliers in dual and adds the columns found: with
// few nodes, and with many where neither that nor people, who have some or not, found any.
// A dive needs no better bound.
func (b *Subproblem) priceDays(some bool) (bound int64, added int) {
	if bound, added = b.priceDaysBy(fewDayNodes); some || added > 0 || b.diving || bound >= fixed.Infinity {
		return bound, added
	}
	return b.priceDaysBy(dayNodes)
}

// priceDaysBy is priceDays with so many nodes.
func (b *Subproblem) priceDaysBy(nodes int) (bound int64, added int) {
	for k, d := range b.days {
		mu := make([]int64, len(d.cells))
		for c, g := range d.cells {
			mu[c] = b.dual[b.linkLine[g]]
		}
		if !d.feasible() {
			return fixed.Infinity, 0
		}
		v, work := d.solve(mu, nodes)
		b.Spend(work)
		bound += v
		before := len(b.lp.Columns)
		n := b.addDay(k, d.heads)
		if len(b.lp.Columns) > before && b.lp.ReducedCost(n) < -1e-6 {
			added++
		}
	}
	return bound, added
}

// centreTrustRegion keeps the multipliers of link rows near the best known: a head that
// only the day or only a person has costs that multiplier, give or take trustRadius (R.
// Marsten, W. Hogan and J. Blankenship, The boxstep method, 1975).
func (b *Subproblem) centreTrustRegion() {
	for n := range b.links {
		r := b.plainRows + n
		c := float64(b.center[r]) / fixed.Unit
		b.lp.Segments[b.lp.SegmentsAt[r]].Slope = -c - b.trustRadius
		b.lp.Segments[b.lp.SegmentsAt[r]+1].Slope = -c + b.trustRadius
	}
	if len(b.links) > 0 {
		b.lp.ComputeDuals()
	}
}

// linkCost is what the master pays for link rows that do not balance.
func (b *Subproblem) linkCost(heads []float64) (v float64) {
	for r := b.plainRows; r < b.lp.Rows; r++ {
		g := b.lp.Segments[b.lp.SegmentsAt[r]]
		if heads[r] > 0 {
			g = b.lp.Segments[b.lp.SegmentsAt[r]+1]
		}
		v += g.Slope * heads[r]
	}
	return v
}

// widenTrustRegion reports whether some link row does not balance, so that multipliers
// outside the trust region may be better. It then widens the region, unless the best
// multipliers have moved and the region will be centred on them.
func (b *Subproblem) widenTrustRegion(moved bool) bool {
	const most, times = 1e7, 3
	if b.trustRadius > most || !slices.ContainsFunc(b.heads()[b.plainRows:], func(h float64) bool { return math.Abs(h) > feasible }) {
		return false
	}
	if !moved {
		b.trustRadius *= times
		b.centreTrustRegion()
	}
	return true
}
