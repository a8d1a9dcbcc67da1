package model

import (
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

// Model is a problem compiled to integers. A cell is a shift index plus one; 0
// is a day off. It is immutable while a search runs.
type Model struct {
	Problem *schedule.Problem
	Days    int
	Cells   int // number of shifts plus one
	People  []Person
	Rows    []CoverRow
	Fixed   schedule.Score // of cover rows that nobody can change

	// The rows that working a cell on a day adds a head to:
	// touch[touchAt[day*cells+cell]:touchAt[day*cells+cell+1]].
	rowListAt []int32
	rowLists  []int32

	// hardWeight turns hard units into cost where one number must carry both.
	HardWeight int64
	CostGCD    int64 // every value is a multiple of it
	HardOnly   bool  // value counts hard units alone
	Rolling    bool  // somebody's horizon is too long to be planned as a whole

	resources int              // of parts given out
	weekends  *weekendResource // shared by all who have weekends counted
}

// Person is somebody's rules, compiled.
type Person struct {
	CellScore     []schedule.Score     // by day*cells+cell: what the cell alone costs
	Allowed       []bool               // by day*cells+cell: eligible
	Resources     []automaton.Resource // rules with a memory that is short
	Counters      []Counter            // sums over the horizon, judged at its end
	CountsAsCover bool                 // counts as cover

	Incomplete bool    // auto leaves a part out for its size
	Elastic    bool    // hard rules are charged, not kept, for they cannot all hold
	CellCost   []int64 // by day*cells+cell: scaled cost; never where not allowed
	Automaton  *automaton.Automaton
	Start      int32 // state of auto before day 0
}

func (m *Model) Cell(day, cell int) int { return day*m.Cells + cell }

// Value is s as one number, not scaled.
func (m *Model) Value(s schedule.Score) int64 {
	if m.HardOnly {
		return s.Hard
	}
	return s.Hard*m.HardWeight + s.Cost
}

// New compiles p.
func New(p *schedule.Problem) (*Model, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &Model{Problem: p, Days: p.Days, Cells: len(p.Shifts) + 1, People: make([]Person, len(p.People))}
	for i := range m.People {
		m.People[i].CellScore = make([]schedule.Score, m.Days*m.Cells)
		m.People[i].Allowed = make([]bool, m.Days*m.Cells)
		q := &p.People[i]
		m.People[i].CountsAsCover = !q.Trainee
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
	m.compileCover()
	m.weigh()
	for r := range m.Rows {
		w := &m.Rows[r]
		w.Costs = make([]int64, len(w.Scores))
		for n, s := range w.Scores {
			w.Costs[n] = m.Value(s)
		}
		w.LeastCost = slices.Min(w.Costs)
		w.Wanted = int32(slices.Index(w.Costs, w.LeastCost))
	}
	return m, nil
}

// weigh picks hardWeight: more than all that the cheapest wishes of one cell,
// and usually of the whole roster, could outweigh; small enough that a linear
// program keeps its digits. The final comparison of rosters is lexicographic.
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
	m.HardWeight = min(max(1000, total), 10_000_000)
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
