package solve

import (
	"fmt"
	"paiban/schedule"
	"slices"
)

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

// coverForced is the hard units of cover that nobody can help.
func (m *model) coverForced() int64 {
	n := m.fixed.Hard
	for r := range m.rows {
		least := m.rows[r].at[0].Hard
		for _, s := range m.rows[r].at {
			least = min(least, s.Hard)
		}
		n += least
	}
	return n
}

// splits reports whether some cell has heads in intervals with a gap between, where
// others have them: a break, or rows of several queues. Only then can days be worth
// taking whole, for a matrix of intervals has whole corners anyway.
func (m *model) splits() bool {
	byDay := make([][]int32, m.days)
	for r := range m.rows {
		byDay[m.rows[r].day] = append(byDay[m.rows[r].day], int32(r))
	}
	first := func(r int32) *schedule.Cover { return &m.p.Cover[m.rows[r].from[0]] }
	for k := range m.days * m.cells {
		rows := m.touched(k)
		if len(rows) < 2 {
			continue
		}
		one := first(rows[0])
		from, to := one.Span.Start, one.Span.Start
		for _, r := range rows {
			c := first(r)
			if c.Shift != schedule.Any || c.Queue != one.Queue || c.Day != one.Day {
				return true
			}
			from, to = min(from, c.Span.Start), max(to, c.Span.Start)
		}
		for _, r := range byDay[m.rows[rows[0]].day] {
			if c := first(r); c.Queue == one.Queue && c.Shift == schedule.Any && from < c.Span.Start && c.Span.Start < to && !slices.Contains(rows, r) {
				return true
			}
		}
	}
	return false
}

// heads calls f with each row that somebody gives a head to with cells.
func (m *model) heads(i int, cells []int16, f func(r int32)) {
	if !m.people[i].cover {
		return
	}
	for d, c := range cells {
		for _, r := range m.touched(m.at(d, int(c))) {
			f(r)
		}
	}
}
