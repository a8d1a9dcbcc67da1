package solve

import "paiban/schedule"

// personScore is what person i's cells cost apart from cover. It asks the parts
// themselves, not the automaton made from them.
func (m *model) personScore(i int, cells []int16) schedule.Score {
	q := &m.people[i]
	var s schedule.Score
	for d, c := range cells {
		s = s.Add(q.own[m.at(d, int(c))])
	}
	for _, part := range q.parts {
		state, spent := part.begin(i)
		s = s.Add(spent)
		for d, c := range cells {
			var charge schedule.Score
			state, charge = part.step(state, d, int(c))
			s = s.Add(charge)
		}
		s = s.Add(part.end(state))
	}
	for k := range q.counters {
		c := &q.counters[k]
		s = s.Add(sub(c.judge(m.total(c, cells)), c.spent))
	}
	return s
}

// total is what c comes to over cells.
func (m *model) total(c *counter, cells []int16) int {
	n := c.start
	counted := -1
	for d, cell := range cells {
		n += c.inc(d, int(cell))
		if c.weekends && cell > 0 && m.p.Weekend(d) {
			if monday := int(m.p.Date(d).Monday()); monday != counted {
				counted = monday
				n++
			}
		}
	}
	return n
}

// plan is a roster inside the search, with its cover kept up to date.
type plan struct {
	m      *model
	cells  [][]int16 // [person][day]
	heads  []int32   // by row
	own    []schedule.Score
	person schedule.Score // sum of own
	cover  schedule.Score
}

// newPlan returns the plan of cells, which it keeps.
func (m *model) newPlan(cells [][]int16) *plan {
	p := &plan{m: m, cells: cells, heads: make([]int32, len(m.rows)), own: make([]schedule.Score, len(cells))}
	for i := range cells {
		p.own[i] = m.personScore(i, cells[i])
		p.person = p.person.Add(p.own[i])
		if m.people[i].cover {
			for d, c := range cells[i] {
				for _, r := range m.touched(m.at(d, int(c))) {
					p.heads[r]++
				}
			}
		}
	}
	p.cover = m.fixed
	for r := range m.rows {
		p.cover = p.cover.Add(m.rows[r].at[p.heads[r]])
	}
	return p
}

// score is the whole score of p.
func (p *plan) score() schedule.Score { return p.person.Add(p.cover) }

// set gives person i other cells.
func (p *plan) set(i int, cells []int16) {
	m := p.m
	if m.people[i].cover {
		for d, c := range cells {
			if old := p.cells[i][d]; old != c {
				p.move(m.at(d, int(old)), -1)
				p.move(m.at(d, int(c)), 1)
			}
		}
	}
	copy(p.cells[i], cells)
	own := m.personScore(i, cells)
	p.person = p.person.Add(sub(own, p.own[i]))
	p.own[i] = own
}

// move adds by heads (1 or −1) to the rows that cell k touches.
func (p *plan) move(k int, by int32) {
	for _, r := range p.m.touched(k) {
		at := p.m.rows[r].at
		n := p.heads[r]
		p.heads[r] = n + by
		p.cover = p.cover.Add(sub(at[n+by], at[n]))
	}
}

// clone returns a copy of p.
func (p *plan) clone() *plan {
	c := *p
	c.cells = make([][]int16, len(p.cells))
	for i := range p.cells {
		c.cells[i] = append([]int16(nil), p.cells[i]...)
	}
	c.heads = append([]int32(nil), p.heads...)
	c.own = append([]schedule.Score(nil), p.own...)
	return &c
}

// roster returns p in the vocabulary of schedule.
func (p *plan) roster() *schedule.Roster {
	r := schedule.NewRoster(p.m.p)
	for i := range p.cells {
		for d, c := range p.cells[i] {
			r.Cells[i][d] = int(c) - 1
		}
	}
	return r
}

// startCells returns the cells of a given roster, those that may not be worked
// taken as days off, or everybody off.
func (m *model) startCells(r *schedule.Roster) [][]int16 {
	cells := make([][]int16, len(m.people))
	for i := range cells {
		cells[i] = make([]int16, m.days)
		if r == nil || i >= len(r.Cells) {
			continue
		}
		for d := 0; d < m.days && d < len(r.Cells[i]); d++ {
			if c := r.Cells[i][d] + 1; c > 0 && c < m.cells && m.people[i].may[m.at(d, c)] {
				cells[i][d] = int16(c)
			}
		}
	}
	return cells
}

// weighted is a column of somebody's and its weight.
type weighted struct {
	cells  []int16
	weight float64
}
