package model

import "paiban/schedule"

// Rules over several people at once, such as two who work the same shift, are rows of
// cover of their own. What a cell adds to such a row hangs on the person: of a couple,
// one adds a head while they are on the shift and the other while they are not, on a day
// off too. The row costs from some number of heads on, so it is as convex as any other
// and the bound stays exact.

// ownPart is one person's part in a row: they add a head on the cells of in, by shift
// index plus one with the day off first, or where not is set on all others.
type ownPart struct {
	person int
	in     []bool
	not    bool
}

// ownRow is a row that names the people who add heads.
type ownRow struct {
	day   int
	parts []ownPart
	score func(heads int) schedule.Score // convex
}

// addOwnRow adds a row of one day.
func (c *compilation) addOwnRow(r ownRow) { c.own = append(c.own, r) }

// compileOwn makes rows of cover of what rules have added, after the cells are split.
func (m *Model) compileOwn() {
	for _, o := range m.own {
		r := int32(len(m.Rows))
		row := CoverRow{FirstDay: o.day, Scores: make([]schedule.Score, len(o.parts)+1)}
		for n := range row.Scores {
			row.Scores[n] = o.score(n)
		}
		m.Rows = append(m.Rows, row)
		for _, part := range o.parts {
			q := &m.People[part.person]
			if q.Own == nil {
				q.Own = make([][]int32, m.Days*m.Cells)
			}
			for cell := range m.Cells {
				if k := m.Cell(o.day, cell); part.in[m.ShiftOf(cell)+1] != part.not {
					q.Own[k] = append(q.Own[k], r)
				}
			}
		}
	}
}

// HasOwnRows reports whether some rule over several people has a row.
func (m *Model) HasOwnRows() bool { return len(m.own) > 0 }

// OwnRows returns the rows to which cell k adds a head for person i alone.
func (m *Model) OwnRows(i, k int) []int32 {
	if own := m.People[i].Own; own != nil {
		return own[k]
	}
	return nil
}

// RowsFor returns all rows to which cell k adds a head for person i, in two lists: those
// that everybody who counts adds to, and those of the person alone.
func (m *Model) RowsFor(i, k int) (shared, own []int32) {
	if m.People[i].CountsAsCover {
		shared = m.RowsOf(k)
	}
	return shared, m.OwnRows(i, k)
}

// CountsAnywhere reports whether person i adds heads to any row.
func (m *Model) CountsAnywhere(i int) bool {
	return m.People[i].CountsAsCover || m.People[i].Own != nil
}
