package punch

import (
	"regexp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// ReadMapped reads a list whose columns the user has named: headings, or letters
// of columns where there are no headings. It is for what [Read] does not know.
func ReadMapped(b *table.Book, columns []attendance.PunchColumn) (*Export, error) {
	r := &reader{book: b, people: map[string]int{}}
	r.out.Files, r.out.Layout, r.out.Name = []string{b.Name}, "mapped", lang.T("按列对照读的列表", "list read by a column mapping")
	if err := r.peek(); err != nil {
		return nil, err
	}
	found := false
	for i := range r.heads {
		c := r.mapped(i, columns)
		if c == nil {
			continue
		}
		found = true
		if err := r.listSheet(c); err != nil {
			return nil, err
		}
	}
	if !found {
		var names []string
		for _, c := range columns {
			names = append(names, c.Heading)
		}
		return nil, &table.Problem{Pos: table.Pos{File: b.Name},
			What: lang.F("没有一张表有列对照里的全部列：%s", "no sheet has all columns of the mapping: %s", strings.Join(names, "、")),
			Hint: lang.T("对照里写表头原文；没有表头的写列号 A、B、C", "give the headings exactly as in the file, or column letters if there are none")}
	}
	return r.result()
}

var letters = regexp.MustCompile(`^[A-Z]{1,3}$`)

// mapped finds the named columns in a sheet, nil where any is missing.
func (r *reader) mapped(sheet int, columns []attendance.PunchColumn) *listColumns {
	place := func(c *listColumns, role string, col int) {
		switch role {
		case "name":
			c.name = col
		case "id":
			c.id = col
		case "punch_no":
			c.punch = col
		case "group":
			c.group = col
		case "date":
			c.date, c.perDay = col, true
		case "shift":
			c.shift = col
		case "note":
			c.note = col
		case "time", "moment":
			c.times = append(c.times, col)
		}
	}
	byLetter := listColumns{sheet: sheet}
	for _, m := range columns {
		if !letters.MatchString(m.Heading) {
			byLetter.sheet = -1
			break
		}
		col := 0
		for _, l := range m.Heading {
			col = col*26 + int(l-'A') + 1
		}
		place(&byLetter, m.Is, col)
	}
	if byLetter.sheet >= 0 {
		return &byLetter
	}
	for _, row := range r.heads[sheet].rows {
		c := listColumns{sheet: sheet, header: row.Number}
		missing := false
		for _, m := range columns {
			i := slices.IndexFunc(row.Cells, func(cell table.Cell) bool { return strings.EqualFold(tight(cell.Text), tight(m.Heading)) })
			if i < 0 {
				missing = true
				break
			}
			place(&c, m.Is, row.Cells[i].Col)
		}
		if !missing {
			return &c
		}
	}
	return nil
}
