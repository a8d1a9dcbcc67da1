package report

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Typed is the text that somebody types into the cell of a person and a day.
type Typed struct {
	ID   string       `json:"id"` // as the row of the file has it
	Date workcal.Date `json:"date"`
	Text string       `json:"text"`
}

// Retype returns f as it would be read with the cells typed. f stays as it is.
func (f *RosterFile) Retype(typed []Typed) (*RosterFile, error) {
	out := *f
	out.People = slices.Clone(f.People)
	for i := range out.People {
		out.People[i].Cells = slices.Clone(f.People[i].Cells)
	}
	for _, t := range typed {
		row, day, err := f.cell(t)
		if err != nil {
			return nil, err
		}
		out.People[row].Cells[day] = t.Text
	}
	out.Edited, out.loose = nil, false
	var problems table.Problems
	out.compare(f.was, &problems)
	return &out, problems.Err()
}

// cell finds the row and the day of a cell.
func (f *RosterFile) cell(t Typed) (row, day int, err error) {
	row = slices.IndexFunc(f.People, func(r RosterRow) bool { return r.ID == t.ID })
	day = int(t.Date - f.Start)
	if row < 0 || day < 0 || day >= f.Days || f.People[row].Row == 0 {
		return 0, 0, lang.Errorf("班表 %s 里没有 %s 的 %s", "the roster %s has no cell of %s on %s", f.Name, t.ID, t.Date).
			WithHint("文件可能在别处改过：重新打开这一周", "the file may have been changed elsewhere: open the week again")
	}
	return row, day, nil
}

// Type writes the cells typed into the workbook at path, of which f was read. Everything
// else of the workbook stays as it is, as if they had been typed in a spreadsheet.
func (f *RosterFile) Type(path string, typed []Typed) error {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return lang.Errorf("打不开 %s", "cannot open %s", path).Because(err)
	}
	defer book.Close()
	for _, t := range typed {
		row, day, err := f.cell(t)
		if err != nil {
			return err
		}
		at, err := excelize.CoordinatesToCellName(f.cols[day], f.People[row].Row)
		if err != nil {
			return err
		}
		if err := book.SetCellStr(f.Sheet, at, t.Text); err != nil {
			return err
		}
	}
	return Save(book, path)
}
