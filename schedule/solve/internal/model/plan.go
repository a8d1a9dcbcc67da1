package model

import "paiban/schedule"

// PersonScore is the score of person i's cells, cover left out. It asks the resources
// themselves, not the automaton made from them.
func (m *Model) PersonScore(i int, cells []int16) schedule.Score {
	q := &m.People[i]
	var s schedule.Score
	for d, c := range cells {
		s = s.Add(q.CellScore[m.Cell(d, int(c))])
	}
	for _, resource := range q.Resources {
		state, spent := resource.Start(i)
		s = s.Add(spent)
		for d, c := range cells {
			var cost schedule.Score
			state, cost = resource.Step(state, d, int(c))
			s = s.Add(cost)
		}
		if m.Days == m.Problem.Days {
			s = s.Add(resource.End(i, state))
		} else {
			s = s.Add(resource.End(-1, state))
		}
	}
	for k := range q.Counters {
		c := &q.Counters[k]
		s = s.Add(Sub(c.Judge(m.Total(c, cells)), c.Spent))
	}
	return s
}

// Total is the total of counter c over cells.
func (m *Model) Total(c *Counter, cells []int16) int {
	n := c.Start
	counted := -1
	for d, cell := range cells {
		n += c.Gain(d, int(cell))
		if c.Weekends && cell > 0 && m.Problem.Weekend(d) {
			if monday := int(m.Problem.Date(d).Monday()); monday != counted {
				counted = monday
				n++
			}
		}
	}
	return n
}

// Plan is a roster inside the search. Its cover is kept up to date.
type Plan struct {
	Model        *Model
	Cells        [][]int16 // [person][day]
	Heads        []int32   // by cover row
	PersonScores []schedule.Score
	People       schedule.Score // sum of PersonScores
	Cover        schedule.Score
}

// NewPlan returns a plan of cells. It keeps the slice.
func (m *Model) NewPlan(cells [][]int16) *Plan {
	p := &Plan{Model: m, Cells: cells, Heads: make([]int32, len(m.Rows)), PersonScores: make([]schedule.Score, len(cells))}
	for i := range cells {
		p.PersonScores[i] = m.PersonScore(i, cells[i])
		p.People = p.People.Add(p.PersonScores[i])
		m.EachHead(i, cells[i], func(r int32) { p.Heads[r]++ })
	}
	p.Cover = m.Fixed
	for r := range m.Rows {
		p.Cover = p.Cover.Add(m.Rows[r].Scores[p.Heads[r]])
	}
	return p
}

// Score is the whole score of p.
func (p *Plan) Score() schedule.Score { return p.People.Add(p.Cover) }

// SetCells replaces the cells of person i.
func (p *Plan) SetCells(i int, cells []int16) {
	m := p.Model
	if m.CountsAnywhere(i) {
		for d, c := range cells {
			if old := p.Cells[i][d]; old != c {
				p.AddHead(i, m.Cell(d, int(old)), -1)
				p.AddHead(i, m.Cell(d, int(c)), 1)
			}
		}
	}
	copy(p.Cells[i], cells)
	own := m.PersonScore(i, cells)
	p.People = p.People.Add(Sub(own, p.PersonScores[i]))
	p.PersonScores[i] = own
}

// AddHead adds by heads (1 or −1) of person i to the rows of cell k.
func (p *Plan) AddHead(i, k int, by int32) {
	shared, own := p.Model.RowsFor(i, k)
	p.addHeads(shared, by)
	p.addHeads(own, by)
}

func (p *Plan) addHeads(rows []int32, by int32) {
	for _, r := range rows {
		at := p.Model.Rows[r].Scores
		n := p.Heads[r]
		p.Heads[r] = n + by
		p.Cover = p.Cover.Add(Sub(at[n+by], at[n]))
	}
}

// Clone returns a copy of p.
func (p *Plan) Clone() *Plan {
	c := *p
	c.Cells = make([][]int16, len(p.Cells))
	for i := range p.Cells {
		c.Cells[i] = append([]int16(nil), p.Cells[i]...)
	}
	c.Heads = append([]int32(nil), p.Heads...)
	c.PersonScores = append([]schedule.Score(nil), p.PersonScores...)
	return &c
}

// Roster returns p in the vocabulary of package schedule.
func (p *Plan) Roster() *schedule.Roster {
	r := schedule.NewRoster(p.Model.Problem)
	for i := range p.Cells {
		for d, c := range p.Cells[i] {
			r.Cells[i][d] = p.Model.ShiftOf(int(c))
			r.PlaceBreaks(i, d, p.Model.BreaksOf(int(c)))
		}
	}
	return r
}

// StartCells returns the cells of a given roster, with days off for cells that are not
// allowed; everybody is off where r is nil. Locked cells are as they are locked.
func (m *Model) StartCells(r *schedule.Roster) [][]int16 {
	cells := make([][]int16, len(m.People))
	for i := range cells {
		cells[i] = make([]int16, m.Days)
		if r == nil || i >= len(r.Cells) {
			continue
		}
		for d := 0; d < m.Days && d < len(r.Cells[i]); d++ {
			if s := r.Cells[i][d]; s < schedule.Off || s >= len(m.Problem.Shifts) {
				continue
			} else if c, ok := m.CellOf(i, s, m.wayOf(s, placed(r, i, d))); ok && m.People[i].Allowed[m.Cell(d, c)] {
				cells[i][d] = int16(c)
			}
		}
	}
	for _, rule := range m.Problem.Rules {
		pin, ok := rule.(schedule.Pin)
		if !ok || pin.Units(m.Problem) < schedule.LockUnits || m.ShiftOf(int(cells[pin.Person][pin.Day])) == pin.Shift {
			continue
		}
		c, _ := m.CellOf(pin.Person, pin.Shift, 0)
		cells[pin.Person][pin.Day] = int16(c)
	}
	return cells
}

// WeightedCells is a column, the cells of one person, and its weight.
type WeightedCells struct {
	Cells  []int16
	Weight float64
}

// placed returns where the breaks of a cell of a roster that may be smaller lie.
func placed(r *schedule.Roster, i, day int) []schedule.Span {
	if i >= len(r.Breaks) || day >= len(r.Breaks[i]) {
		return nil
	}
	return r.PlacedAt(i, day)
}
