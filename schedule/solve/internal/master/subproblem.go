package master

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/lp"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Subproblem is a part of the problem: some people on the days [from, to), everything
// else as the incumbent has it. It is solved by column generation: a linear
// program chooses among columns, one person's cells each, and pricing finds the
// columns it lacks. Pricing is exact, so that every round yields a valid bound.
type Subproblem struct {
	model         *model.Model
	People        []int
	from, to      int
	networks      []*pricing.Network
	rows          []int32          // rows that the people can touch here, those of days last
	plainRows     int              // how many rows are lines of the linear program themselves
	days          []*daySubproblem // the others, if the box takes days whole
	links         []int32          // their cells, k*cells+cell: lines of the linear program after the plain rows
	linkLine      []int32          // by cell of the box: its line among the links, −1 if none
	trustRadius   float64          // how far multipliers of links may be from the best known
	rowIndex      []int32          // by row: index into rows, −1 elsewhere
	outside       []int32          // by index into rows: heads from outside the box
	maxHeads      []int32          // by index into rows: heads the box can add
	lo, hi        []int32          // by index into rows: heads of the box that branches allow
	understaffing int64            // charged for each head that is wanted and missing, scaled; see shortfall
	excluded      Selection        // not to be found again; nil for none
	perturbation  []int64          // by person, day and cell: taken off the cost, scaled; nil for none; see sway
	truncated     bool             // the linear program need not be solved to the end
	unitSegments  bool             // every segment of the linear program is one head wide
	lp            lp.Simplex
	first         []int32  // each person's column of the incumbent
	Incumbent     int64    // value of the incumbent in the box, not scaled
	Bound         int64    // best lower bound on it, scaled
	nodeBound     int64    // best lower bound under what is fixed and forbidden now, scaled
	fixed         []int32  // by person: column fixed by a dive, −1 if free
	branched      bool     // a branch is taken
	bans          [][]bool // by person: whether a branch forbids a cell of the box; nil until there are some
	tree          *tree    // nil until there are branches
	dual          []int64  // by line of the linear program: multipliers, scaled
	center        []int64  // those with the best bound
	columnIndex   map[uint64][]int32
	cost          []int64
	cells         []int16
	pricer        *pricing.Pricer
	Work          int64 // elementary steps done
	limit         int64 // of work
	halt          func() bool
	report        func(steps int64) // told of work done; may be nil
}

// stopped reports whether the box has had its time.
func (b *Subproblem) stopped() bool { return b.Work > b.limit || b.halt() }

// Spend counts elementary steps.
func (b *Subproblem) Spend(steps int64) {
	b.Work += steps
	if b.report != nil {
		b.report(steps)
	}
}

// AllowSteps lets the box take so many more steps.
func (b *Subproblem) AllowSteps(steps int64) { b.limit = b.Work + steps }

// SetControl says what halts the box and whom it tells of steps done; nil is nobody.
func (b *Subproblem) SetControl(halt func() bool, report func(steps int64)) {
	b.halt, b.report = halt, report
}

// Size is the number of lines, people and days of the linear program.
func (b *Subproblem) Size() int { return b.lp.Size() }

// HasDaySubproblems reports whether the box takes days whole.
func (b *Subproblem) HasDaySubproblems() bool { return len(b.days) > 0 }

// CellsOf returns the cells of a choice, by person of the box.
func (b *Subproblem) CellsOf(c Selection) [][]int16 {
	out := make([][]int16, len(c))
	for j, n := range c {
		out[j] = slices.Clone(b.lp.Columns[n].Cells)
	}
	return out
}

// RowMultipliers writes those of plain rows with the best bound into pi, by row of the
// model.
func (b *Subproblem) RowMultipliers(pi []float64) {
	for n, r := range b.rows[:b.plainRows] {
		pi[r] = float64(b.center[n]) / fixed.Unit
	}
}

// LinkMultipliers returns, by cell of a box that is the whole problem, what a head there is
// worth to the days taken whole.
func (b *Subproblem) LinkMultipliers() []float64 {
	out := make([]float64, b.model.Days*b.model.Cells)
	for n, g := range b.links {
		out[g] = float64(b.center[b.plainRows+n]) / fixed.Unit
	}
	return out
}

// spendSetup counts the steps that preparing w took.
func (b *Subproblem) spendSetup(w *pricing.Network) {
	b.Spend(w.Setup)
	w.Setup = 0
}

// Workspace holds memory that is used again from box to box.
type Workspace struct {
	pricer   pricing.Pricer
	rowIndex []int32
	cost     []int64
	cells    []int16
	Networks []*pricing.Network // by person, over the whole horizon: for a box of everybody; nil to make them
}

func NewWorkspace(m *model.Model) *Workspace {
	w := &Workspace{rowIndex: make([]int32, len(m.Rows)), cost: make([]int64, m.Days*m.Cells), cells: make([]int16, m.Days)}
	for r := range w.rowIndex {
		w.rowIndex[r] = -1
	}
	return w
}

// newPlain sets up the box of people on [from, to) around plan p. It returns nil
// where somebody's cells in p break a hard rule that their window must keep.
func (k *Workspace) newPlain(m *model.Model, p *model.Plan, people []int, from, to int, limit int64, halt func() bool) *Subproblem {
	return k.New(m, p, people, from, to, limit, halt, false)
}

// New is newBox; whole says that the box takes days whole.
func (k *Workspace) New(m *model.Model, p *model.Plan, people []int, from, to int, limit int64, halt func() bool, whole bool) *Subproblem {
	b := &Subproblem{model: m, People: people, from: from, to: to, rowIndex: k.rowIndex, pricer: &k.pricer, cost: k.cost,
		cells: k.cells, columnIndex: map[uint64][]int32{}, limit: limit, halt: halt, Bound: math.MinInt64}
	for _, i := range people {
		var w *pricing.Network
		if k.Networks != nil {
			w = k.Networks[i]
		}
		if w == nil {
			w = pricing.New(m, i, from, to, p.Cells[i], nil)
		}
		if w == nil {
			b.Close()
			return nil
		}
		b.networks = append(b.networks, w)
		b.spendSetup(w)
	}
	b.findRows(p)
	if whole {
		b.decomposeDays()
	}
	b.groupLines()
	b.fixed = make([]int32, len(people))
	b.lp.Rows, b.lp.People = b.plainRows+len(b.links), len(people)+len(b.days)
	b.dual = make([]int64, b.lp.Rows)
	b.center = make([]int64, b.lp.Rows)
	b.lp.MinReducedCost = 1e-6
	b.segments()
	for j, i := range people {
		b.fixed[j] = -1
		b.first = append(b.first, b.AddCells(j, p.Cells[i][from:to]))
		b.Incumbent += m.Value(p.PersonScores[i])
	}
	b.first = b.addFirstDays(b.first)
	b.lp.Begin(b.first)
	for _, r := range b.rows {
		b.Incumbent += m.Rows[r].Costs[p.Heads[r]]
	}
	return b
}

// NewWhole sets up the box of everybody over the whole horizon around plan p.
func (k *Workspace) NewWhole(m *model.Model, p *model.Plan, limit int64, halt func() bool, whole bool) *Subproblem {
	return k.New(m, p, m.Everybody(), 0, m.Days, limit, halt, whole)
}

// Close gives the worker's memory back.
func (b *Subproblem) Close() {
	for _, r := range b.rows {
		b.rowIndex[r] = -1
	}
}

// findRows lists the rows that the box can touch and the heads that others put
// there.
func (b *Subproblem) findRows(p *model.Plan) {
	m := b.model
	for d := b.from; d < b.to; d++ {
		for c := 1; c < m.Cells; c++ {
			able := int32(0)
			for _, i := range b.People {
				if m.People[i].CountsAsCover && m.People[i].CellCost[m.Cell(d, c)] < fixed.Infinity {
					able++
				}
			}
			if able == 0 {
				continue
			}
			for _, r := range m.RowsOf(m.Cell(d, c)) {
				if b.rowIndex[r] < 0 {
					b.rowIndex[r] = int32(len(b.rows))
					b.rows = append(b.rows, r)
					b.outside = append(b.outside, p.Heads[r])
					b.maxHeads = append(b.maxHeads, 0)
				}
			}
		}
	}
	for _, i := range b.People {
		if !m.People[i].CountsAsCover {
			continue
		}
		for d := b.from; d < b.to; d++ {
			for _, r := range m.RowsOf(m.Cell(d, int(p.Cells[i][d]))) {
				b.outside[b.rowIndex[r]]--
			}
		}
	}
	for n, r := range b.rows {
		b.maxHeads[n] = min(int32(2*len(b.People)), int32(len(m.Rows[r].Costs)-1)-b.outside[n])
	}
	b.lo, b.hi = make([]int32, len(b.rows)), slices.Clone(b.maxHeads)
	b.plainRows = len(b.rows)
}

// groupLines lists the lines of the linear program that each cell adds a head to.
func (b *Subproblem) groupLines() {
	m := b.model
	size := (b.to - b.from) * m.Cells
	b.linkLine = make([]int32, size)
	for g := range b.linkLine {
		b.linkLine[g] = -1
	}
	for n, g := range b.links {
		b.linkLine[g] = int32(b.plainRows + n)
	}
	b.lp.GroupsAt = make([]int32, 1, size+len(b.links)+1)
	for g := range size {
		for _, r := range m.RowsOf(b.from*m.Cells + g) {
			if n := b.rowIndex[r]; n >= 0 && int(n) < b.plainRows {
				b.lp.Groups = append(b.lp.Groups, n)
			}
		}
		if b.linkLine[g] >= 0 {
			b.lp.Groups = append(b.lp.Groups, b.linkLine[g])
		}
		b.lp.GroupsAt = append(b.lp.GroupsAt, int32(len(b.lp.Groups)))
	}
	for n := range b.links { // what a day's column takes heads from
		b.lp.Groups = append(b.lp.Groups, int32(b.plainRows+n))
		b.lp.GroupsAt = append(b.lp.GroupsAt, int32(len(b.lp.Groups)))
	}
}

// segments spells out the rows' costs for the linear program. The first kink of
// each row is moved by a perturb, a different one each, so that the program is not
// degenerate; its multipliers stay right.
func (b *Subproblem) segments() {
	noise := uint64(88172645463325252)
	perturb := func() float64 {
		noise ^= noise << 13
		noise ^= noise >> 7
		noise ^= noise << 17
		return 1e-5 * (0.5 + float64(noise>>40)/(1<<25))
	}
	b.lp.Segments = b.lp.Segments[:0]
	b.lp.SegmentsAt = make([]int32, 1, b.lp.Rows+1)
	for n, r := range b.rows[:b.plainRows] {
		f := b.model.Rows[r].Costs
		first := true
		for h := int32(0); h < b.maxHeads[n]; {
			slope := f[b.outside[n]+h+1] - f[b.outside[n]+h]
			width := int32(1)
			for !b.unitSegments && h+width < b.maxHeads[n] && f[b.outside[n]+h+width+1]-f[b.outside[n]+h+width] == slope {
				width++
			}
			g := lp.Segment{Row: int32(n), Width: float64(width), Slope: float64(slope), Wanted: b.outside[n]+h < b.model.Rows[r].Wanted}
			if first {
				g.Width += perturb() / max(1, math.Abs(float64(slope))/1000)
				first = false
			}
			b.lp.Segments = append(b.lp.Segments, g)
			h += width
		}
		b.lp.SegmentsAt = append(b.lp.SegmentsAt, int32(len(b.lp.Segments)))
	}
	b.linkSegments(perturb)
}

// AddCells takes the cells of the j-th person in as a column and returns its
// index; cells already there are found again.
func (b *Subproblem) AddCells(j int, cells []int16) int32 {
	key := uint64(j)*0x9e3779b97f4a7c15 + 1
	for _, c := range cells {
		key = (key ^ uint64(c)) * 0x100000001b3
	}
	for _, n := range b.columnIndex[key] {
		if c := &b.lp.Columns[n]; int(c.Person) == j && slices.Equal(c.Cells, cells) {
			return n
		}
	}
	m, i := b.model, b.People[j]
	col := lp.Column{Person: int32(j), Cells: slices.Clone(cells), Sign: 1}
	if m.People[i].CountsAsCover {
		for k, c := range cells {
			if g := int32(k*m.Cells + int(c)); b.lp.GroupsAt[g] < b.lp.GroupsAt[g+1] {
				col.Groups = append(col.Groups, g)
			}
		}
	}
	col.Cost = float64(b.networks[j].Cost(cells)) - b.perturbationOf(j, cells)
	n := b.lp.Add(col)
	b.columnIndex[key] = append(b.columnIndex[key], n)
	return n
}
