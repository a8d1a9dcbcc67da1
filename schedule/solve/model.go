package solve

import (
	"slices"

	"paiban/schedule"
)

// model is a problem compiled to integers. A cell is a shift index plus one; 0
// is a day off. It is immutable while a search runs.
type model struct {
	p      *schedule.Problem
	days   int
	cells  int // number of shifts plus one
	people []person
	rows   []row
	fixed  schedule.Score // of cover rows that nobody can change

	// The rows that working a cell on a day adds a head to:
	// touch[touchAt[day*cells+cell]:touchAt[day*cells+cell+1]].
	touchAt []int32
	touch   []int32

	// hardWeight turns hard units into cost where one number must carry both.
	hardWeight int64
	grain      int64 // every value is a multiple of it
	hardOnly   bool  // value counts hard units alone
	rolling    bool  // somebody's horizon is too long to be planned as a whole

	ids     int          // of parts given out
	weekend *weekendPart // shared by all who have weekends counted
}

// person is somebody's rules, compiled.
type person struct {
	own      []schedule.Score // by day*cells+cell: what the cell alone costs
	may      []bool           // by day*cells+cell: eligible
	parts    []part           // rules with a memory that is short
	counters []counter        // sums over the horizon, judged at its end
	cover    bool             // counts as cover

	loose   bool    // auto leaves a part out for its size
	elastic bool    // hard rules are charged, not kept, for they cannot all hold
	base    []int64 // by day*cells+cell: scaled cost; never where not allowed
	auto    *automaton
	entry   int32 // state of auto before day 0
}

func (m *model) at(day, cell int) int { return day*m.cells + cell }

// value is s as one number, not scaled.
func (m *model) value(s schedule.Score) int64 {
	if m.hardOnly {
		return s.Hard
	}
	return s.Hard*m.hardWeight + s.Cost
}

// newModel compiles p.
func newModel(p *schedule.Problem) (*model, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &model{p: p, days: p.Days, cells: len(p.Shifts) + 1, people: make([]person, len(p.People))}
	for i := range m.people {
		m.people[i].own = make([]schedule.Score, m.days*m.cells)
		m.people[i].may = make([]bool, m.days*m.cells)
		q := &p.People[i]
		m.people[i].cover = !q.Trainee
		for d := range m.days {
			m.people[i].may[m.at(d, 0)] = true
			for _, s := range q.Shifts {
				if d >= q.First && d < q.Last && !p.Shifts[s].Retired && p.Shifts[s].Days.Has(d) {
					m.people[i].may[m.at(d, s+1)] = true
				}
			}
			for c := 1; c < m.cells; c++ {
				if !m.people[i].may[m.at(d, c)] {
					m.people[i].own[m.at(d, c)].Hard++
				}
			}
		}
	}
	if err := m.compileRules(); err != nil {
		return nil, err
	}
	m.compileCover()
	m.weigh()
	for r := range m.rows {
		w := &m.rows[r]
		w.f = make([]int64, len(w.at))
		for n, s := range w.at {
			w.f[n] = m.value(s)
		}
		w.idle = slices.Min(w.f)
		w.wanted = int32(slices.Index(w.f, w.idle))
	}
	return m, nil
}

// weigh picks hardWeight: more than all that the cheapest wishes of one cell,
// and usually of the whole roster, could outweigh; small enough that a linear
// program keeps its digits. The final comparison of rosters is lexicographic.
func (m *model) weigh() {
	total := int64(0)
	for r := range m.rows {
		at := m.rows[r].at
		worst := int64(0)
		for n := 1; n < len(at); n++ {
			if at[n].Hard != at[n-1].Hard {
				continue // the slope of the soft part is seen elsewhere
			}
			worst = max(worst, abs(at[n].Cost-at[n-1].Cost))
		}
		total += 2 * worst
	}
	for i := range m.people {
		worst := int64(0)
		for _, s := range m.people[i].own {
			worst = max(worst, abs(s.Cost))
		}
		total += worst
	}
	m.hardWeight = min(max(1000, total), 10_000_000)
}

func abs(n int64) int64 { return max(n, -n) }

// everybody lists all people.
func (m *model) everybody() []int {
	all := make([]int, len(m.people))
	for i := range all {
		all[i] = i
	}
	return all
}
