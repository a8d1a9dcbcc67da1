// Package master solves subproblems by column generation: the restricted master and its
// pricing, dives, branch and price, day subproblems, and the rank-one cut on total
// understaffing.
package master

import (
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/lp"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Subproblem is some people on the days [from, to), with everything else as in the
// incumbent. It is solved by column generation: the master, a linear program, chooses
// among columns, each the cells of one person; pricing finds the columns that it lacks.
// Pricing is exact, so every round yields a valid bound.
type Subproblem struct {
	model         *model.Model
	People        []int
	from, to      int
	networks      []*pricing.Network
	rows          []int32          // rows that the people can add heads to, those of day subproblems last
	plainRows     int              // number of rows in the master itself
	days          []*daySubproblem // the other rows
	links         [][]int32        // cells of days, k*Cells+cell, that people do not tell apart: link rows of the master, after the plain rows
	linkLine      []int32          // by cell: its link row in the master, −1 for none
	twin          []int32          // by cell: the first of the cells that people do not tell from it; nil where each is its own
	trustRadius   float64          // distance of link multipliers from the best known
	rowIndex      []int32          // by row of the model: index into rows, −1 for none
	outside       []int32          // by row: heads from outside the subproblem
	own           [][]int32        // by person and cell: the group of the rows of that person alone, -1 where none; nil mostly
	ownFrom       int              // the first of these groups
	maxHeads      []int32          // by row: heads that the subproblem can add
	rest          int64            // of everybody: cost of the rows of the model that nobody can add heads to, not scaled
	lo, hi        []int32          // by row: heads that branches allow
	understaffing int64            // penalty of each missing head, scaled; see UnderstaffingBound
	excluded      Selection        // dives ignore it; nil for none
	perturbation  []int64          // by person, day and cell: subtracted from the cost, scaled; see Perturb
	truncated     bool             // the master need not be solved to the end
	unitSegments  bool             // every segment of a row is one head wide
	lp            lp.Simplex
	first         []int32  // each person's column of the incumbent
	Incumbent     int64    // cost of the incumbent in the subproblem, not scaled
	Bound         int64    // best lower bound, scaled
	nodeBound     int64    // best lower bound with what is fixed and forbidden now, scaled
	fixed         []int32  // by person: column fixed by a dive, −1 for none
	branched      bool     // a branch is taken
	diving        bool     // people are fixed one by one, and no bound is wanted
	bans          [][]bool // by person: whether a branch forbids a cell; nil before branching
	tree          *tree    // nil before branching
	dual          []int64  // by row of the master: multipliers, scaled
	center        []int64  // multipliers with the best bound
	columnIndex   map[uint64][]int32
	cost          []int64
	cells         []int16
	pricer        *pricing.Pricer
	Work          int64 // elementary steps so far
	limit         int64 // of Work
	halt          func() bool
	report        func(steps int64) // receives the steps done; may be nil
}

// stopped reports whether the steps allowed are used up or the search halts.
func (b *Subproblem) stopped() bool { return b.Work > b.limit || b.halt() }

// Spend counts elementary steps.
func (b *Subproblem) Spend(steps int64) {
	b.Work += steps
	if b.report != nil {
		b.report(steps)
	}
}

// AllowSteps allows so many more steps.
func (b *Subproblem) AllowSteps(steps int64) { b.limit = b.Work + steps }

// SetControl sets what halts the subproblem and what receives the steps done; report
// may be nil.
func (b *Subproblem) SetControl(halt func() bool, report func(steps int64)) {
	b.halt, b.report = halt, report
}

// Size is the number of rows, people and days of the master.
func (b *Subproblem) Size() int { return b.lp.Size() }

// HasDaySubproblems reports whether some days are subproblems of their own.
func (b *Subproblem) HasDaySubproblems() bool { return len(b.days) > 0 }

// CellsOf returns the cells of a selection, by person of the subproblem.
func (b *Subproblem) CellsOf(c Selection) [][]int16 {
	out := make([][]int16, len(c))
	for j, n := range c {
		out[j] = slices.Clone(b.lp.Columns[n].Cells)
	}
	return out
}

// RowMultipliers writes the multipliers of rows with the best bound into pi, by row of
// the model.
func (b *Subproblem) RowMultipliers(pi []float64) {
	for n, r := range b.rows[:b.plainRows] {
		pi[r] = float64(b.center[n]) / fixed.Unit
	}
}

// LinkMultipliers returns the multipliers of link rows with the best bound, by cell.
// The subproblem must be the whole problem.
func (b *Subproblem) LinkMultipliers() []float64 {
	out := make([]float64, b.model.Days*b.model.Cells)
	for n, cells := range b.links {
		for _, g := range cells {
			out[g] = float64(b.center[b.plainRows+n]) / fixed.Unit
		}
	}
	return out
}

// spendSetup counts the steps that building w took.
func (b *Subproblem) spendSetup(w *pricing.Network) {
	b.Spend(w.Setup)
	w.Setup = 0
}

// Workspace is memory that is reused from subproblem to subproblem. Each worker has
// one.
type Workspace struct {
	pricer   pricing.Pricer
	rowIndex []int32
	cost     []int64
	cells    []int16
	Networks []*pricing.Network // by person, over the whole horizon, for a subproblem of everybody; nil to build them
}

// NewWorkspace returns the buffers in which one worker solves subproblems of m.
func NewWorkspace(m *model.Model) *Workspace {
	w := &Workspace{rowIndex: make([]int32, len(m.Rows)), cost: make([]int64, m.Days*m.Cells), cells: make([]int16, m.Days)}
	for r := range w.rowIndex {
		w.rowIndex[r] = -1
	}
	return w
}

// New sets up the subproblem of people on [from, to) around plan p, with day
// subproblems where decompose is set. It returns nil where somebody's cells in p break a
// hard rule that their network must keep.
func (k *Workspace) New(m *model.Model, p *model.Plan, people []int, from, to int, limit int64, halt func() bool, decompose bool) *Subproblem {
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
	if decompose && !m.HasOwnRows() {
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
	if len(people) == len(m.People) && to-from == m.Days {
		for r, n := range b.rowIndex {
			if n < 0 {
				b.rest += m.Rows[r].Costs[p.Heads[r]]
			}
		}
		b.Incumbent += b.rest
	}
	return b
}

// NewWhole sets up the subproblem of everybody over the whole horizon around plan p.
func (k *Workspace) NewWhole(m *model.Model, p *model.Plan, limit int64, halt func() bool, decompose bool) *Subproblem {
	return k.New(m, p, m.Everybody(), 0, m.Days, limit, halt, decompose)
}

// Close returns the memory of the workspace.
func (b *Subproblem) Close() {
	for _, r := range b.rows {
		b.rowIndex[r] = -1
	}
}

// findRows lists the rows that the people can add heads to, and the heads from
// elsewhere.
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
		b.findOwnRows(i, p)
	}
	for _, i := range b.People {
		m.EachHeadBetween(i, p.Cells[i], b.from, b.to, func(r int32) { b.outside[b.rowIndex[r]]-- })
	}
	for n, r := range b.rows {
		b.maxHeads[n] = min(int32(2*len(b.People)), int32(len(m.Rows[r].Costs)-1)-b.outside[n])
	}
	b.lo, b.hi = make([]int32, len(b.rows)), slices.Clone(b.maxHeads)
	b.plainRows = len(b.rows)
}

// groupLines lists the rows of the master to which each cell adds a head.
func (b *Subproblem) groupLines() {
	m := b.model
	size := (b.to - b.from) * m.Cells
	b.linkLine = make([]int32, size)
	for g := range b.linkLine {
		b.linkLine[g] = -1
	}
	for n, cells := range b.links {
		for _, g := range cells {
			b.linkLine[g] = int32(b.plainRows + n)
		}
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
	for n := range b.links { // the rows of a day's columns
		b.lp.Groups = append(b.lp.Groups, int32(b.plainRows+n))
		b.lp.GroupsAt = append(b.lp.GroupsAt, int32(len(b.lp.Groups)))
	}
	b.ownFrom = len(b.lp.GroupsAt) - 1
	b.ownGroups()
}

// segments describes the cost of the rows for the master. The first breakpoint of each
// row is moved by a small random amount, so that the master is not degenerate; its
// duals stay valid multipliers.
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

// AddCells adds cells of the j-th person as a column and returns its index. Cells that
// are already a column are found again.
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
	for k, c := range cells {
		if g := b.ownGroup(j, k*m.Cells+int(c)); g >= 0 {
			col.Groups = append(col.Groups, g)
		}
	}
	col.Cost = float64(b.networks[j].Cost(cells)) - b.perturbationOf(j, cells)
	n := b.lp.Add(col)
	b.columnIndex[key] = append(b.columnIndex[key], n)
	return n
}
