package punch

import (
	"strings"

	"paiban/internal/table"
)

// columns are the headings of a table by name. A heading of two levels goes by
// both joined (上班1 over 打卡时间 is 上班1打卡时间) and by the lower alone where
// that is not ambiguous.
type columns struct {
	sheet int
	last  int // last heading row
	col   map[string]int
	names []heading // in order of column

	unread []unread // cells of the row that were asked for in vain
}

type heading struct {
	col         int
	upper, name string // upper is "" for a heading of one level
}

// findColumns looks in the first rows of a sheet for the one that holds all the
// wanted headings, in one or two levels, and returns nil where there is none.
func (r *reader) findColumns(sheet int, want ...string) *columns {
	rows := r.heads[sheet].rows
	for i := range rows {
		var below *table.Row
		if i+1 < len(rows) && rows[i+1].Number == rows[i].Number+1 {
			below = &rows[i+1]
		}
		for _, lower := range []*table.Row{nil, below} {
			if lower != nil && newColumns(sheet, lower, nil).has(want[0]) {
				continue // that row is the headings, this one a title above
			}
			if c := newColumns(sheet, &rows[i], lower); c.has(want...) {
				// A second level is one only where the first columns, merged
				// over both rows, are blank in it.
				if lower == nil && below != nil && below.Cells[0].Col > rows[i].Cells[0].Col+1 {
					if two := newColumns(sheet, &rows[i], below); two.has(want...) {
						return two
					}
				}
				return c
			}
		}
	}
	return nil
}

func newColumns(sheet int, upper, lower *table.Row) *columns {
	c := &columns{sheet: sheet, last: upper.Number, col: map[string]int{}}
	at := map[int]string{}
	last := 0
	for _, u := range upper.Cells {
		at[u.Col] = tight(u.Text)
		last = max(last, u.Col)
	}
	if lower != nil {
		c.last = lower.Number
		last = max(last, lower.Cells[len(lower.Cells)-1].Col)
	}
	group := ""
	twice := map[string]bool{}
	add := func(name string, col int) {
		if _, ok := c.col[name]; ok {
			twice[name] = true
			return
		}
		c.col[name] = col
	}
	for col := 1; col <= last; col++ {
		name, sub := at[col], ""
		if lower != nil {
			sub = tight(lower.At(col))
		}
		switch {
		case sub != "":
			if name != "" {
				group = name
			}
			c.names = append(c.names, heading{col, group, sub})
			add(group+sub, col)
			add(sub, col)
		case name != "":
			group = name
			c.names = append(c.names, heading{col, "", name})
			add(name, col)
		}
	}
	// A lower heading under several upper ones is ambiguous alone.
	for name := range twice {
		for _, h := range c.names {
			if h.upper != "" && h.name == name && c.col[name] == h.col {
				delete(c.col, name)
			}
		}
	}
	return c
}

// tight drops all blanks from a heading.
func tight(s string) string { return strings.ReplaceAll(table.Clean(s), " ", "") }

func (c *columns) has(names ...string) bool {
	for _, n := range names {
		if _, ok := c.col[n]; !ok {
			return false
		}
	}
	return true
}

// ofSeveral are headings of what may stand once for several rows, in a merged cell.
var ofSeveral = words("姓名", "工号", "userid", "UserId", "账号", "考勤组", "部门", "所属规则", "日期", "时间", "考勤日期", "班次", "关联的审批单", "假勤申请")

// of returns the text of a row under one of the headings, cleaned. Cells without a value
// of their own are empty and named by rows: what a merged cell shows over several rows is
// that of each only where it says who, when, or which shift.
func (c *columns) of(row *table.Row, names ...string) string {
	for _, n := range names {
		col, ok := c.col[n]
		if !ok {
			continue
		}
		s := table.Clean(row.At(col))
		how := row.MergedAt(col)
		switch what, _, broken := table.Broken(s); {
		case s == "", how == table.Across && ofSeveral[n]:
		case broken:
			c.unread = append(c.unread, unread{col, s, what})
		case how != 0 && !ofSeveral[n]:
			c.unread = append(c.unread, unread{col, s, table.MergedText})
		default:
			return s
		}
	}
	return ""
}

// rows streams the rows below the headings and names the cells that were asked for and
// hold nothing of their own.
func (r *reader) rows(c *columns, each func(*table.Row)) error {
	r.brokenHeadings(c.sheet, c.last)
	for row, err := range r.book.Filled(c.sheet, c.last) {
		if err != nil {
			return err
		}
		if row.Number > c.last {
			each(&row)
			r.dropUnread(c.sheet, row.Number, c.unread)
			c.unread = c.unread[:0]
		}
	}
	return nil
}
