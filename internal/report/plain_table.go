package report

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Table is a workbook of one table and of what is said beside it. Cells are numbers, dates
// or text.
type Table struct {
	Name  lang.Text // of the sheet
	Title lang.Text
	Head  []lang.Text
	Rows  [][]any
	Notes []lang.Text
}

// WriteTable writes t to path.
func WriteTable(path string, l lang.Lang, t *Table) error {
	b := newBook(l)
	defer b.f.Close()
	s := b.sheet(b.say(t.Name))
	s.merge(1, 1, len(t.Head), b.say(t.Title), look{Bold: true, Size: 14, Color: ink})
	for i, h := range t.Head {
		s.text(2, i+1, h, headLook)
	}
	for r, row := range t.Rows {
		for c, v := range row {
			switch v := v.(type) {
			case workcal.Date:
				s.date(r+3, c+1, v, centerLook)
			case float64:
				s.set(r+3, c+1, v, formatted("#,##0.0"))
			default:
				s.set(r+3, c+1, v, centerLook)
			}
		}
	}
	s.fit(1, len(t.Head), 9, 20)
	s.freeze(3, 2)
	s.page("landscape", 0)
	s.flush()
	b.lines(lang.T("怎么算的", "How"), t.Notes)
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}
