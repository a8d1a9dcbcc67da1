package model

import (
	"fmt"
	"paiban/schedule"
	"slices"
)

// CoverRow merges the cover rows of a problem that count the same cells.
type CoverRow struct {
	Sources   []int32          // indexes into Problem.Cover; nil for a rule over several people
	Scores    []schedule.Score // by number of heads, from 0
	Costs     []int64          // the same as one number, not scaled; convex
	FirstDay  int              // first day that contributes heads
	Past      int              // heads from before day 0
	LeastCost int64            // least of Costs
	Wanted    int32            // fewest heads at which the cost is least
}

// Counts reports whether those of c.Who on shift s of day from, with breaks at some
// spans, count as heads of cover row c.
func Counts(p *schedule.Problem, c *schedule.Cover, s, from int, breaks []schedule.Span) bool {
	t := &p.Shifts[s]
	if c.Shift != schedule.Any {
		return from == c.Day && (s == c.Shift || slices.Contains(t.Parts, p.Shifts[c.Shift].ID))
	}
	span := c.Span.Shift((c.Day - from) * schedule.DayMinutes)
	pausing := slices.ContainsFunc(breaks, func(b schedule.Span) bool { return b.Start < span.End && span.Start < b.End })
	return c.ServedBy(t) && pausing == c.Pause && (c.Pause || t.Covers(span))
}

// compileCover merges the cover rows that count the same cells.
func (m *Model) compileCover() {
	able := m.able()
	byKey := map[string]int{}
	var contrib [][]int32 // by row: the cells that add a head
	for ci := range m.Problem.Cover {
		c := &m.Problem.Cover[ci]
		cells, past := m.contributors(c, able)
		if len(cells) == 0 {
			h, cost := c.Bound.Judge(past)
			m.Fixed = m.Fixed.Add(schedule.Score{Hard: h, Cost: cost})
			continue
		}
		key := fmt.Sprint(cells, past)
		r, seen := byKey[key]
		if !seen {
			r = len(m.Rows)
			byKey[key] = r
			m.Rows = append(m.Rows, CoverRow{Past: past, FirstDay: int(cells[0]) / m.Cells, Scores: make([]schedule.Score, m.mostHeads(cells, able)+1)})
			contrib = append(contrib, cells)
		}
		w := &m.Rows[r]
		w.Sources = append(w.Sources, int32(ci))
		for n := range w.Scores {
			h, cost := c.Bound.Judge(n + past)
			w.Scores[n] = w.Scores[n].Add(schedule.Score{Hard: h, Cost: cost})
		}
	}
	lists := make([][]int32, m.Days*m.Cells)
	for r, cells := range contrib {
		for _, k := range cells {
			lists[k] = append(lists[k], int32(r))
		}
	}
	m.rowListAt = make([]int32, 1, m.Days*m.Cells+1)
	for _, l := range lists {
		m.rowLists = append(m.rowLists, l...)
		m.rowListAt = append(m.rowListAt, int32(len(m.rowLists)))
	}
}

// able counts, by cell, the people who may fill it and count as cover.
func (m *Model) able() []int {
	out := make([]int, m.Days*m.Cells)
	for i := range m.People {
		if !m.People[i].CountsAsCover {
			continue
		}
		for k, ok := range m.People[i].Allowed {
			if ok {
				out[k]++
			}
		}
	}
	return out
}

// contributors lists the cells that add a head to c and that somebody can fill, and
// counts the heads from before day 0.
func (m *Model) contributors(c *schedule.Cover, able []int) (cells []int32, past int) {
	p := m.Problem
	for from := c.Day - 2; from <= c.Day+max(0, c.Span.End-1)/schedule.DayMinutes; from++ {
		if from < 0 {
			for i := range p.People {
				if s, _ := p.People[i].At(from); s != schedule.Off && m.counts(c, i, from) && Counts(p, c, s, from, m.lastBreaks(i, from, s)) {
					past++
				}
			}
			continue
		}
		for cell := 1; cell < m.Cells && from < m.Days; cell++ {
			if able[m.Cell(from, cell)] > 0 && m.countsAt(c, cell, from) && Counts(p, c, m.ShiftOf(cell), from, m.BreaksOf(cell)) {
				cells = append(cells, int32(m.Cell(from, cell)))
			}
		}
	}
	return cells, past
}

// mostHeads bounds the heads of a row: nobody fills more than one cell of a day, and few
// rows span two days.
func (m *Model) mostHeads(cells []int32, able []int) (n int) {
	for d := range m.Days {
		most := 0
		for _, k := range cells {
			if int(k)/m.Cells == d {
				most += able[k]
			}
		}
		n += min(most, len(m.People))
	}
	return n
}

// RowsOf returns the rows that cell k adds a head to.
func (m *Model) RowsOf(k int) []int32 { return m.rowLists[m.rowListAt[k]:m.rowListAt[k+1]] }

// ForcedCover is the number of hard units of cover that no roster can avoid.
func (m *Model) ForcedCover() int64 {
	n := m.Fixed.Hard
	for r := range m.Rows {
		least := m.Rows[r].Scores[0].Hard
		for _, s := range m.Rows[r].Scores {
			least = min(least, s.Hard)
		}
		n += least
	}
	return n
}

// HasSplitShifts reports whether some cell adds heads to intervals with a gap between
// them where others have heads, such as a shift with a break, or adds heads to rows of
// several queues. Only then can day subproblems raise the bound: a matrix of intervals
// has integral vertices anyway.
func (m *Model) HasSplitShifts() bool {
	byDay := make([][]int32, m.Days)
	for r := range m.Rows {
		if m.Rows[r].Sources == nil {
			continue
		}
		byDay[m.Rows[r].FirstDay] = append(byDay[m.Rows[r].FirstDay], int32(r))
	}
	first := func(r int32) *schedule.Cover { return &m.Problem.Cover[m.Rows[r].Sources[0]] }
	for k := range m.Days * m.Cells {
		rows := m.RowsOf(k)
		if len(rows) < 2 {
			continue
		}
		one := first(rows[0])
		from, to := one.Span.Start, one.Span.Start
		for _, r := range rows {
			c := first(r)
			if c.Shift != schedule.Any || !sameHeads(c, one) || c.Day != one.Day {
				return true
			}
			from, to = min(from, c.Span.Start), max(to, c.Span.Start)
		}
		for _, r := range byDay[m.Rows[rows[0]].FirstDay] {
			if c := first(r); sameHeads(c, one) && c.Shift == schedule.Any && from < c.Span.Start && c.Span.Start < to && !slices.Contains(rows, r) {
				return true
			}
		}
	}
	return false
}

// sameHeads reports whether two rows count the same people on the same shifts.
func sameHeads(a, b *schedule.Cover) bool {
	return a.Queue == b.Queue && slices.Equal(a.With, b.With) && (a.Who == nil) == (b.Who == nil) && slices.Equal(a.Who, b.Who)
}

// EachHead calls f with every row to which person i adds a head with cells, once for
// each head.
func (m *Model) EachHead(i int, cells []int16, f func(r int32)) {
	m.EachHeadBetween(i, cells, 0, len(cells), f)
}

// EachHeadBetween is EachHead for the days [from, to).
func (m *Model) EachHeadBetween(i int, cells []int16, from, to int, f func(r int32)) {
	if !m.CountsAnywhere(i) {
		return
	}
	for d := from; d < to; d++ {
		shared, own := m.RowsFor(i, m.Cell(d, int(cells[d])))
		for _, r := range shared {
			f(r)
		}
		for _, r := range own {
			f(r)
		}
	}
}
