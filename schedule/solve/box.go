package solve

import (
	"math"
	"slices"
)

// box is a part of the problem: some people on the days [from, to), everything
// else as the incumbent has it. It is solved by column generation: a linear
// program chooses among columns, one person's cells each, and pricing finds the
// columns it lacks. Pricing is exact, so that every round yields a valid bound.
type box struct {
	m        *model
	people   []int
	from, to int
	windows  []*window
	rows     []int32 // rows that the people can touch here, those of days last
	plain    int     // how many rows are lines of the linear program themselves
	days     []*day  // the others, if the box takes days whole
	links    []int32 // their cells, k*cells+cell: lines of the linear program after the plain rows
	line     []int32 // by cell of the box: its line among the links, −1 if none
	stray    float64 // how far multipliers of links may be from the best known
	local    []int32 // by row: index into rows, −1 elsewhere
	out      []int32 // by index into rows: heads from outside the box
	reach    []int32 // by index into rows: heads the box can add
	lo, hi   []int32 // by index into rows: heads of the box that branches allow
	tilt     int64   // charged for each head that is wanted and missing, scaled; see shortfall
	stale    choice  // not to be found again; nil for none
	bias     []int64 // by person, day and cell: taken off the cost, scaled; nil for none; see sway
	coarse   bool    // the linear program need not be solved to the end
	units    bool    // every segment of the linear program is one head wide
	lp       simplex
	first    []int32  // each person's column of the incumbent
	start    int64    // value of the incumbent in the box, not scaled
	bound    int64    // best lower bound on it, scaled
	node     int64    // best lower bound under what is fixed and forbidden now, scaled
	fixed    []int32  // by person: column fixed by a dive, −1 if free
	inside   bool     // a branch is taken
	bans     [][]bool // by person: whether a branch forbids a cell of the box; nil until there are some
	tree     *tree    // nil until there are branches
	dual     []int64  // by line of the linear program: multipliers, scaled
	center   []int64  // those with the best bound
	seen     map[uint64][]int32
	cost     []int64
	cells    []int16
	pricer   *pricer
	work     int64 // elementary steps done
	limit    int64 // of work
	halt     func() bool
	tick     func(steps int64) // told of work done; may be nil
}

// stop reports whether the box has had its time.
func (b *box) stop() bool { return b.work > b.limit || b.halt() }

// spend counts elementary steps.
func (b *box) spend(steps int64) {
	b.work += steps
	if b.tick != nil {
		b.tick(steps)
	}
}

// prepared counts the steps that preparing w took.
func (b *box) prepared(w *window) {
	b.spend(w.effort)
	w.effort = 0
}

// worker holds memory that is used again from box to box.
type worker struct {
	pricer pricer
	local  []int32
	cost   []int64
	cells  []int16
	whole  []*window // by person, over the whole horizon: for a box of everybody; nil to make them
}

func newWorker(m *model) *worker {
	w := &worker{local: make([]int32, len(m.rows)), cost: make([]int64, m.days*m.cells), cells: make([]int16, m.days)}
	for r := range w.local {
		w.local[r] = -1
	}
	return w
}

// newBox sets up the box of people on [from, to) around plan p. It returns nil
// where somebody's cells in p break a hard rule that their window must keep.
func (k *worker) newBox(m *model, p *plan, people []int, from, to int, limit int64, halt func() bool) *box {
	return k.makeBox(m, p, people, from, to, limit, halt, false)
}

// makeBox is newBox; whole says that the box takes days whole.
func (k *worker) makeBox(m *model, p *plan, people []int, from, to int, limit int64, halt func() bool, whole bool) *box {
	b := &box{m: m, people: people, from: from, to: to, local: k.local, pricer: &k.pricer, cost: k.cost,
		cells: k.cells, seen: map[uint64][]int32{}, limit: limit, halt: halt, bound: math.MinInt64}
	for _, i := range people {
		var w *window
		if k.whole != nil {
			w = k.whole[i]
		}
		if w == nil {
			w = newWindow(m, i, from, to, p.cells[i], nil)
		}
		if w == nil {
			b.close()
			return nil
		}
		b.windows = append(b.windows, w)
		b.prepared(w)
	}
	b.findRows(p)
	if whole {
		b.findDays()
	}
	b.group()
	b.fixed = make([]int32, len(people))
	b.lp.rows, b.lp.people = b.plain+len(b.links), len(people)+len(b.days)
	b.dual = make([]int64, b.lp.rows)
	b.center = make([]int64, b.lp.rows)
	b.lp.worth = 1e-6
	b.segments()
	for j, i := range people {
		b.fixed[j] = -1
		b.first = append(b.first, b.addCells(j, p.cells[i][from:to]))
		b.start += m.value(p.own[i])
	}
	b.first = b.addFirstDays(b.first)
	b.lp.begin(b.first)
	for _, r := range b.rows {
		b.start += m.rows[r].f[p.heads[r]]
	}
	return b
}

// close gives the worker's memory back.
func (b *box) close() {
	for _, r := range b.rows {
		b.local[r] = -1
	}
}

// findRows lists the rows that the box can touch and the heads that others put
// there.
func (b *box) findRows(p *plan) {
	m := b.m
	for d := b.from; d < b.to; d++ {
		for c := 1; c < m.cells; c++ {
			able := int32(0)
			for _, i := range b.people {
				if m.people[i].cover && m.people[i].base[m.at(d, c)] < never {
					able++
				}
			}
			if able == 0 {
				continue
			}
			for _, r := range m.touched(m.at(d, c)) {
				if b.local[r] < 0 {
					b.local[r] = int32(len(b.rows))
					b.rows = append(b.rows, r)
					b.out = append(b.out, p.heads[r])
					b.reach = append(b.reach, 0)
				}
			}
		}
	}
	for _, i := range b.people {
		if !m.people[i].cover {
			continue
		}
		for d := b.from; d < b.to; d++ {
			for _, r := range m.touched(m.at(d, int(p.cells[i][d]))) {
				b.out[b.local[r]]--
			}
		}
	}
	for n, r := range b.rows {
		b.reach[n] = min(int32(2*len(b.people)), int32(len(m.rows[r].f)-1)-b.out[n])
	}
	b.lo, b.hi = make([]int32, len(b.rows)), slices.Clone(b.reach)
	b.plain = len(b.rows)
}

// group lists the lines of the linear program that each cell adds a head to.
func (b *box) group() {
	m := b.m
	size := (b.to - b.from) * m.cells
	b.line = make([]int32, size)
	for g := range b.line {
		b.line[g] = -1
	}
	for n, g := range b.links {
		b.line[g] = int32(b.plain + n)
	}
	b.lp.groupAt = make([]int32, 1, size+len(b.links)+1)
	for g := range size {
		for _, r := range m.touched(b.from*m.cells + g) {
			if n := b.local[r]; n >= 0 && int(n) < b.plain {
				b.lp.group = append(b.lp.group, n)
			}
		}
		if b.line[g] >= 0 {
			b.lp.group = append(b.lp.group, b.line[g])
		}
		b.lp.groupAt = append(b.lp.groupAt, int32(len(b.lp.group)))
	}
	for n := range b.links { // what a day's column takes heads from
		b.lp.group = append(b.lp.group, int32(b.plain+n))
		b.lp.groupAt = append(b.lp.groupAt, int32(len(b.lp.group)))
	}
}

// segments spells out the rows' costs for the linear program. The first kink of
// each row is moved by a hair, a different one each, so that the program is not
// degenerate; its multipliers stay right.
func (b *box) segments() {
	noise := uint64(88172645463325252)
	hair := func() float64 {
		noise ^= noise << 13
		noise ^= noise >> 7
		noise ^= noise << 17
		return 1e-5 * (0.5 + float64(noise>>40)/(1<<25))
	}
	b.lp.segs = b.lp.segs[:0]
	b.lp.segAt = make([]int32, 1, b.lp.rows+1)
	for n, r := range b.rows[:b.plain] {
		f := b.m.rows[r].f
		first := true
		for h := int32(0); h < b.reach[n]; {
			slope := f[b.out[n]+h+1] - f[b.out[n]+h]
			width := int32(1)
			for !b.units && h+width < b.reach[n] && f[b.out[n]+h+width+1]-f[b.out[n]+h+width] == slope {
				width++
			}
			g := segment{row: int32(n), width: float64(width), slope: float64(slope), short: b.out[n]+h < b.m.rows[r].wanted}
			if first {
				g.width += hair() / max(1, math.Abs(float64(slope))/1000)
				first = false
			}
			b.lp.segs = append(b.lp.segs, g)
			h += width
		}
		b.lp.segAt = append(b.lp.segAt, int32(len(b.lp.segs)))
	}
	b.linkSegments(hair)
}

// addCells takes the cells of the j-th person in as a column and returns its
// index; cells already there are found again.
func (b *box) addCells(j int, cells []int16) int32 {
	key := uint64(j)*0x9e3779b97f4a7c15 + 1
	for _, c := range cells {
		key = (key ^ uint64(c)) * 0x100000001b3
	}
	for _, n := range b.seen[key] {
		if c := &b.lp.cols[n]; int(c.person) == j && slices.Equal(c.cells, cells) {
			return n
		}
	}
	m, i := b.m, b.people[j]
	col := column{person: int32(j), cells: slices.Clone(cells), sign: 1}
	if m.people[i].cover {
		for k, c := range cells {
			if g := int32(k*m.cells + int(c)); b.lp.groupAt[g] < b.lp.groupAt[g+1] {
				col.groups = append(col.groups, g)
			}
		}
	}
	col.cost = float64(b.windows[j].cost(cells)) - b.biased(j, cells)
	n := b.lp.add(col)
	b.seen[key] = append(b.seen[key], n)
	return n
}
