package solve

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// scale is how many units of the search's integer costs make one unit of cost.
// Multipliers of cover rows are rounded to these units, so bounds stay exact.
const scale = 1 << 16

// never marks what must not be done; every real value lies far below it.
const never = int64(1) << 60

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

// row is what all cover rows with the same contributions ask for together.
type row struct {
	from   []int32          // rows of Problem.Cover
	at     []schedule.Score // score of n heads, n from 0 on
	f      []int64          // the same as one number, not scaled; convex
	day    int              // first day that contributes
	past   int              // heads from before day 0
	idle   int64            // least value of f
	wanted int32            // fewest heads that cost it
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

// counts reports whether somebody on shift s of day from is a head of row c.
func counts(p *schedule.Problem, c *schedule.Cover, s, from int) bool {
	t := &p.Shifts[s]
	if c.Shift != schedule.Any {
		return from == c.Day && (s == c.Shift || slices.Contains(t.Parts, p.Shifts[c.Shift].ID))
	}
	return t.Serves(c.Queue) && t.Covers(c.Span.Shift((c.Day-from)*schedule.DayMinutes))
}

// compileCover turns cover rows into rows, merging those that the same cells
// contribute to.
func (m *model) compileCover() {
	p := m.p
	able := make([]int, m.days*m.cells) // how many people could fill a cell
	for i := range m.people {
		if m.people[i].cover {
			for k, ok := range m.people[i].may {
				if ok {
					able[k]++
				}
			}
		}
	}
	byKey := map[string]int{}
	var contrib [][]int32
	for ci := range p.Cover {
		c := &p.Cover[ci]
		var cells []int32
		past := 0
		for from := c.Day - 2; from <= c.Day+max(0, c.Span.End-1)/schedule.DayMinutes; from++ {
			if from < 0 {
				for i := range p.People {
					if s, _ := p.People[i].At(from); s != schedule.Off && !p.People[i].Trainee && counts(p, c, s, from) {
						past++
					}
				}
				continue
			}
			for s := range p.Shifts {
				if from < m.days && able[m.at(from, s+1)] > 0 && counts(p, c, s, from) {
					cells = append(cells, int32(m.at(from, s+1)))
				}
			}
		}
		if len(cells) == 0 {
			h, cost := c.Bound.Judge(past)
			m.fixed = m.fixed.Add(schedule.Score{Hard: h, Cost: cost})
			continue
		}
		key := fmt.Sprint(cells, past)
		r, seen := byKey[key]
		if !seen {
			r = len(m.rows)
			byKey[key] = r
			n := 0 // nobody fills more than one cell of a day, and few rows reach over two
			for d := range m.days {
				best := 0
				for _, k := range cells {
					if int(k)/m.cells == d {
						best += able[k]
					}
				}
				n += min(best, len(p.People))
			}
			m.rows = append(m.rows, row{past: past, day: int(cells[0]) / m.cells, at: make([]schedule.Score, n+1)})
			contrib = append(contrib, cells)
		}
		w := &m.rows[r]
		w.from = append(w.from, int32(ci))
		for n := range w.at {
			h, cost := c.Bound.Judge(n + past)
			w.at[n] = w.at[n].Add(schedule.Score{Hard: h, Cost: cost})
		}
	}
	lists := make([][]int32, m.days*m.cells)
	for r, cells := range contrib {
		for _, k := range cells {
			lists[k] = append(lists[k], int32(r))
		}
	}
	m.touchAt = make([]int32, 1, m.days*m.cells+1)
	for _, l := range lists {
		m.touch = append(m.touch, l...)
		m.touchAt = append(m.touchAt, int32(len(m.touch)))
	}
}

// touched returns the rows that cell k adds a head to.
func (m *model) touched(k int) []int32 { return m.touch[m.touchAt[k]:m.touchAt[k+1]] }

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
