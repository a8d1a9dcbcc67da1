// Package model compiles a problem to integers: what every cell costs, the resources
// and counters of every person, and the cover rows.
package model

import (
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
	"paiban/schedule/solve/internal/fixed"
)

// Model is a problem compiled to integers. A cell is a shift; 0 is a day off. While the
// rules are compiled, a cell is a shift index plus one; see [Model.ShiftOf]. A model does not change during a search.
type Model struct {
	Problem *schedule.Problem
	Days    int
	Cells   int // number of cells
	People  []Person
	Rows    []CoverRow
	Fixed   schedule.Score // score of the cover rows that nobody can change

	// The rows that a cell adds a head to, one list after another; see RowsOf.
	rowListAt []int32
	rowLists  []int32

	// HardWeight turns hard units into cost where one number must carry both.
	HardWeight int64
	CostGCD    int64 // greatest common divisor of all costs
	HardOnly   bool  // Value counts hard units alone
	Rolling    bool  // somebody's horizon is too long to be planned in one piece

	resources int                // number of resources so far, for their IDs
	weekends  automaton.Resource // shared by all who have weekends counted; nil where nobody has
	classes   classes
	own       []ownRow // of rules over several people
}

// Person is the compiled rules of one person.
type Person struct {
	CellScore     []schedule.Score     // by day*Cells+cell: score of the cell by itself
	Allowed       []bool               // by day*Cells+cell: the person is eligible
	Resources     []automaton.Resource // rules with a short memory
	Counters      []Counter            // sums over the horizon, judged at its end
	CountsAsCover bool                 // false for a trainee
	Own           [][]int32            // by day*Cells+cell: rows to which the cell adds a head for this person alone; nil mostly

	Incomplete bool    // Automaton lacks a resource that was too large
	Elastic    bool    // breaking a hard rule costs, because the hard rules cannot all hold
	CellCost   []int64 // by day*Cells+cell: scaled cost, fixed.Infinity where not allowed
	Automaton  *automaton.Automaton
	Start      int32 // state of Automaton before day 0
}

// Cell returns the place of a cell of a day among those of a person.
func (m *Model) Cell(day, cell int) int { return day*m.Cells + cell }

// Value returns s as one number, not scaled.
func (m *Model) Value(s schedule.Score) int64 {
	if m.HardOnly {
		return s.Hard
	}
	return s.Hard*m.HardWeight + s.Cost
}

// New compiles p. The error says what is wrong with p, or names a rule that the
// optimiser does not know.
func New(p *schedule.Problem) (*Model, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &Model{Problem: p, Days: p.Days, Cells: len(p.Shifts) + 1, People: make([]Person, len(p.People))}
	for i := range m.People {
		m.People[i].CellScore = make([]schedule.Score, m.Days*m.Cells)
		m.People[i].Allowed = make([]bool, m.Days*m.Cells)
		q := &p.People[i]
		m.People[i].CountsAsCover = !q.Trainee || q.Trained > 0 && q.Trained < p.Days
		for d := range m.Days {
			m.People[i].Allowed[m.Cell(d, 0)] = true
			for _, s := range q.Shifts {
				if d >= q.First && d < q.Last && !p.Shifts[s].Retired && p.Shifts[s].Days.Has(d) {
					m.People[i].Allowed[m.Cell(d, s+1)] = true
				}
			}
			for c := 1; c < m.Cells; c++ {
				if !m.People[i].Allowed[m.Cell(d, c)] {
					m.People[i].CellScore[m.Cell(d, c)].Hard++
				}
			}
		}
	}
	if err := m.compileRules(); err != nil {
		return nil, err
	}
	m.splitCells()
	m.compileCover()
	m.compileOwn()
	m.weigh()
	m.costRows()
	return m, nil
}

// costRows sets the costs of the cover rows by their scores.
func (m *Model) costRows() {
	for r := range m.Rows {
		w := &m.Rows[r]
		w.Costs = make([]int64, len(w.Scores))
		for n, s := range w.Scores {
			w.Costs[n] = m.Value(s)
		}
		w.LeastCost = slices.Min(w.Costs)
		w.Wanted = int32(slices.Index(w.Costs, w.LeastCost))
	}
}

// CountHardUnits makes Value count hard units alone, before the automata are built.
func (m *Model) CountHardUnits() {
	m.HardOnly, m.HardWeight = true, 1
	m.costRows()
}

// mostHardWeight is the largest HardWeight that is chosen without need: small enough for
// the precision of a linear program.
const mostHardWeight = 10_000_000

// Outweigh doubles HardWeight until it is above cost, as far as hard units of a whole
// roster still fit in scaled integers. It reports whether the weight has changed and
// matters; elastic people then need new automata.
func (m *Model) Outweigh(cost int64) bool {
	units := m.worstUnits()
	if units == 0 {
		return false
	}
	before := m.HardWeight
	for m.HardWeight <= cost && m.HardWeight < fixed.Infinity/8/fixed.Unit/units {
		m.HardWeight *= 2
	}
	if m.HardWeight == before {
		return false
	}
	m.costRows()
	return true
}

// worstUnits is the number of hard units that plans of the people may differ by.
func (m *Model) worstUnits() (n int64) {
	for r := range m.Rows {
		worst := int64(0)
		for _, s := range m.Rows[r].Scores {
			worst = max(worst, s.Hard)
		}
		n += worst
	}
	for i := range m.People {
		if m.People[i].Elastic {
			n += int64(10 * m.Days) // more than anybody breaks by far
		}
	}
	return n
}

// weigh chooses HardWeight: more than any gain of soft cost in one cell, and usually in
// a whole roster. It does not know what rules over several days cost; Outweigh raises it
// where that is more. Rosters are compared, and bounds hold, at any weight.
func (m *Model) weigh() {
	total := int64(0)
	for r := range m.Rows {
		at := m.Rows[r].Scores
		worst := int64(0)
		for n := 1; n < len(at); n++ {
			if at[n].Hard != at[n-1].Hard {
				continue // the slope of the soft part is seen elsewhere
			}
			worst = max(worst, abs(at[n].Cost-at[n-1].Cost))
		}
		total += 2 * worst
	}
	for i := range m.People {
		worst := int64(0)
		for _, s := range m.People[i].CellScore {
			worst = max(worst, abs(s.Cost))
		}
		total += worst
	}
	m.HardWeight = min(max(1000, total), mostHardWeight)
}

func abs(n int64) int64 { return max(n, -n) }

// Everybody lists all people.
func (m *Model) Everybody() []int {
	all := make([]int, len(m.People))
	for i := range all {
		all[i] = i
	}
	return all
}
