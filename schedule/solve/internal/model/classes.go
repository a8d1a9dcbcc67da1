package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

// Some rows of cover count some people only, and a trainee counts from some day on. A
// cell then adds heads to other rows for one person than for another. People who count
// alike are a class, and each class has cells of its own for the shifts that somebody of
// it may work: what a cell adds to the rows is the same for everybody who may fill it.
//
// Where the breaks of a shift can lie at several times, each way to place them is a cell
// of its own too. The automata do not tell the ways apart, so they are no larger: an arc
// carries all of them, and pricing takes the cheapest.
//
// The rules are compiled before, with one cell for each shift, and know nothing of
// classes and ways. Where all people count alike and no shift has breaks, there is
// nothing to split and the cells stay as they are.

// classes is how the cells of a model are split.
type classes struct {
	of      []int   // by person: class; who counts nowhere is of the first
	counted []int   // by class: somebody of it who counts as cover, -1 where nobody does
	shift   []int   // by cell: shift, schedule.Off of cell 0; nil where nothing is split
	class   []int   // by cell: class
	cellAt  [][]int // [class][shift]: its first cell, -1 where nobody of the class may work the shift

	ways [][][]schedule.Span // by shift: the ways to place its breaks; one at least
	way  []int               // by cell: which of the ways of its shift

	presence []automaton.Resource // of people that look at when they are at work
}

// splitCells finds the classes and the ways and gives each cells of its own.
func (m *Model) splitCells() {
	k := &m.classes
	sets := m.Problem.HeadSets()
	index := map[string]int{}
	k.of = make([]int, len(m.People))
	for i := range m.People {
		if !m.People[i].CountsAsCover {
			continue
		}
		in, from := make([]bool, len(sets)), 0
		for n, s := range sets {
			in[n] = s.Has(i)
		}
		if q := &m.Problem.People[i]; q.Trainee {
			from = q.Trained
		}
		key := fmt.Sprint(in, from)
		if _, seen := index[key]; !seen {
			index[key] = len(index)
			k.counted = append(k.counted, i)
		}
		k.of[i] = index[key]
	}
	if len(k.counted) == 0 {
		k.counted = []int{-1}
	}
	breaks := slices.ContainsFunc(m.Problem.Shifts, func(s schedule.Shift) bool { return len(s.Breaks) > 0 })
	if len(k.counted) == 1 && !breaks {
		return
	}
	m.findWays()
	k.shift, k.class, k.way = []int{schedule.Off}, []int{0}, []int{0}
	k.cellAt = make([][]int, len(k.counted))
	for c := range k.cellAt {
		k.cellAt[c] = make([]int, len(m.Problem.Shifts))
		for s := range k.cellAt[c] {
			k.cellAt[c][s] = -1
			if slices.ContainsFunc(m.Everybody(), func(i int) bool { return k.of[i] == c && m.Problem.People[i].May(s) }) {
				k.cellAt[c][s] = len(k.shift)
				for w := range k.ways[s] {
					k.shift, k.class, k.way = append(k.shift, s), append(k.class, c), append(k.way, w)
				}
			}
		}
	}
	m.widen()
}

// widen rewrites what the rules have compiled for the cells of the classes and ways.
func (m *Model) widen() {
	k, narrow := &m.classes, m.Cells
	m.Cells = len(k.shift)
	by := func(old []int) []int {
		wide := make([]int, m.Cells)
		for c, s := range k.shift {
			wide[c] = old[s+1]
		}
		return wide
	}
	resources := map[automaton.Resource]automaton.Resource{}
	for i := range m.People {
		q := &m.People[i]
		score, allowed := q.CellScore, q.Allowed
		q.CellScore, q.Allowed = make([]schedule.Score, m.Days*m.Cells), make([]bool, m.Days*m.Cells)
		for d := range m.Days {
			for c, s := range k.shift {
				old := d*narrow + s + 1
				q.CellScore[m.Cell(d, c)] = score[old]
				q.Allowed[m.Cell(d, c)] = allowed[old] && (c == 0 || k.class[c] == k.of[i])
			}
		}
		for n, r := range q.Resources {
			if resources[r] == nil {
				resources[r] = m.widenResource(r)
			}
			q.Resources[n] = resources[r]
		}
		for n := range q.Counters {
			if c := &q.Counters[n]; c.By != nil {
				c.By = by(c.By)
			}
		}
	}
	if m.weekends != nil {
		m.weekends = resources[m.weekends]
	}
	m.costWays()
}

// presenceResource is a resource that looks at when people are at work, so that where
// breaks lie matters to it.
type presenceResource interface {
	automaton.Resource
	// onCells returns the resource for other cells: present is when each is worked.
	onCells(present [][]schedule.Span) automaton.Resource
}

// widenResource returns a resource as it is on the cells of classes and ways.
func (m *Model) widenResource(r automaton.Resource) automaton.Resource {
	q, ok := r.(presenceResource)
	if !ok {
		return &widened{r, m.classes.shift}
	}
	present := make([][]schedule.Span, m.Cells)
	for c := 1; c < m.Cells; c++ {
		present[c] = less(m.Problem.Shifts[m.ShiftOf(c)].AtWork(), m.BreaksOf(c))
	}
	out := q.onCells(present)
	m.classes.presence = append(m.classes.presence, out)
	return out
}

// widened is a resource on the cells of classes and ways.
type widened struct {
	automaton.Resource
	shift []int // by cell
}

func (w *widened) Class(cell int) string { return w.Resource.Class(w.shift[cell] + 1) }

func (w *widened) Step(state int32, day, cell int) (int32, schedule.Score) {
	return w.Resource.Step(state, day, w.shift[cell]+1)
}

// ShiftOf returns the shift of a cell, schedule.Off for a day off.
func (m *Model) ShiftOf(cell int) int {
	if m.classes.shift == nil {
		return cell - 1
	}
	return m.classes.shift[cell]
}

// CellOf returns the cell of person i for a shift with its breaks in some way, or for
// schedule.Off; ok is false where there is none, for nobody who counts like them may work
// it.
func (m *Model) CellOf(i, shift, way int) (cell int, ok bool) {
	if m.classes.shift == nil || shift == schedule.Off {
		return shift + 1, true
	}
	cell = m.classes.cellAt[m.classes.of[i]][shift]
	return cell + way, cell >= 0
}

// countsAt reports whether people who may fill a cell of day from count for row c.
func (m *Model) countsAt(c *schedule.Cover, cell, from int) bool {
	class := 0
	if m.classes.class != nil {
		class = m.classes.class[cell]
	}
	i := m.classes.counted[class]
	return i >= 0 && m.counts(c, i, from)
}

// counts reports whether person i, on a shift of day from, is one whom row c counts.
func (m *Model) counts(c *schedule.Cover, i, from int) bool {
	return c.Who.Has(i) && m.Problem.People[i].CountsOn(from)
}
