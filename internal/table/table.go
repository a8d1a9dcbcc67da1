// Package table opens workbooks (.xlsx, .xls), CSV and text files, whatever
// their names say, and streams their cells within bounds. It is the only
// package that opens a user's table. On top of the cells it offers records read
// by header name, with every bad value reported at its file, sheet, row and
// column.
package table

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"unsafe"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Cell is one cell that is not empty. Text is what the file stores: a number in
// digits with a point, whatever the cell's format shows, a truth value as 1 or
// 0, line breaks kept. Dates and times are numbers, in days of the 1900 system
// whatever the workbook's own; what a number means is decided by the column it
// is asked for under, not by the cell: see [ParseDate] and its siblings.
type Cell struct {
	Col     int // from 1
	Text    string
	Formula bool  // the text is a formula's result; told of .xlsx only
	Number  bool  // the file stores a number, not a text; told of workbooks only
	Percent bool  // the number is shown as a percentage; told of .xlsx only
	Merged  Merge // the text is that of a merged cell which covers this one; see [Book.Filled]
}

// Row is one non-empty row: its cells in order of column, empty ones left out.
// Number is counted from 1. A Row is valid only until the next one is read.
type Row struct {
	Number int
	Cells  []Cell
}

// At returns the text of the cell in column col (from 1), "" where it is empty.
func (r *Row) At(col int) string {
	if c := r.cell(col); c != nil {
		return c.Text
	}
	return ""
}

// Shown returns the text of the cell in column col as a spreadsheet shows it where that
// is a percentage: 20% for a stored 0.2. Who types +20% into a spreadsheet has 0.2 stored.
func (r *Row) Shown(col int) string {
	c := r.cell(col)
	if c == nil || !c.Percent {
		return r.At(col)
	}
	v, ok := ParseFloat(c.Text)
	if !ok {
		return c.Text
	}
	return number(math.Round(v*1e8)/1e6) + "%"
}

// cell returns the cell in column col, nil where it is empty.
func (r *Row) cell(col int) *Cell {
	i, ok := slices.BinarySearchFunc(r.Cells, col, func(c Cell, col int) int { return c.Col - col })
	if !ok {
		return nil
	}
	return &r.Cells[i]
}

// Format says what a file turned out to be.
type Format string

const (
	XLSX  Format = "xlsx"
	XLS   Format = "xls"  // BIFF5/8, in an OLE container or raw
	Delim Format = "csv"  // comma, semicolon or tab separated
	Plain Format = "txt"  // other text: one cell a line
	HTML  Format = "html" // a web page, also kept as a mail
	XML   Format = "xml"  // XML spreadsheet 2003
)

// isText reports whether a file has lines and no cells.
func (f Format) isText() bool { return f == Delim || f == Plain }

// Limits bound what one file may cost. A zero field takes the value of
// [DefaultLimits].
type Limits struct {
	FileBytes  int64 // of the file as it lies on disk
	UnzipBytes int64 // of all parts of an xlsx together
	Sheets     int
	Rows       int // per sheet
	Cols       int
	Cells      int // per sheet, empty ones to the left of others counted
	CellBytes  int // of text in one cell
}

// DefaultLimits are those of Excel itself where it has one.
var DefaultLimits = Limits{
	FileBytes:  64 << 20,
	UnzipBytes: 512 << 20,
	Sheets:     1000,
	Rows:       1 << 20,
	Cols:       1 << 14,
	Cells:      50_000_000,
	CellBytes:  128 << 10, // 32,767 characters
}

// maxStrings bounds the shared strings of a workbook, which are held while its
// sheets are read, in bytes with what holds them. Those of a full sheet of punches
// take some 50 MB.
const maxStrings = 128 << 20

// held is what a string costs in a slice that grows, and so is there twice for a
// moment.
func held(s string) int { return len(s) + 2*int(unsafe.Sizeof(s)) }

func tooManyStrings() *Problem {
	return tooMuch(Pos{}, lang.F("文字超过 %d MB", "more than %d MB of text", maxStrings>>20))
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	return Limits{
		cmp.Or(l.FileBytes, d.FileBytes), cmp.Or(l.UnzipBytes, d.UnzipBytes), cmp.Or(l.Sheets, d.Sheets),
		cmp.Or(l.Rows, d.Rows), cmp.Or(l.Cols, d.Cols), cmp.Or(l.Cells, d.Cells), cmp.Or(l.CellBytes, d.CellBytes),
	}
}

// Book is an open file. Close it.
type Book struct {
	Name   string // base name, for messages
	Format Format
	Today  workcal.Date // by which years are judged, see [DateOrder] and [Far]; 0 where unknown
	Lost   []Lost       // lines of a text file that cannot be read, see [Lost]
	limits Limits
	impl   book
	tops   map[int]top // the first rows of each sheet that was looked at for its headings
}

// Lost is a line that the file no longer holds whole. It is not among the rows, so
// whoever reads them says so; [Records.All] does.
type Lost struct {
	Row  int
	Text string // what there is of it, cleaned
	Why  lang.Text
}

// LostLines returns the lost lines as problems.
func (b *Book) LostLines() (problems Problems) {
	for _, l := range b.Lost {
		problems.Add(Pos{File: b.Name, Row: l.Row}, l.Why, lang.T("从机器或系统重新导出一次，或删去这一行", "export the file again, or delete the line"))
	}
	return problems
}

// book is one format. Its rows may hold no cells; Book.Rows drops those and
// places the errors.
type book interface {
	sheets() []string
	rows(sheet int) iter.Seq2[Row, error]
	merged(sheet int) ([]area, error)
	close() error
}

// Sheets returns the sheet names in order; a text file has one, named "".
func (b *Book) Sheets() []string { return b.impl.sheets() }

// Rows streams the rows of the i-th sheet (from 0). It stops after yielding an
// error, which is a *Problem that names the place.
func (b *Book) Rows(i int) iter.Seq2[Row, error] {
	name := b.Sheets()[i]
	return func(yield func(Row, error) bool) {
		cells := 0
		for row, err := range b.impl.rows(i) {
			if err == nil {
				err = b.check(&row, &cells)
			}
			if p, ok := err.(*Problem); ok {
				p.Pos.File, p.Pos.Sheet, p.Pos.Row = b.Name, name, max(p.Pos.Row, row.Number)
			} else if err != nil {
				err = damaged(Pos{File: b.Name, Sheet: name, Row: row.Number}, err)
			}
			if err == nil && len(row.Cells) == 0 {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// check holds a row to the limits.
func (b *Book) check(row *Row, cells *int) error {
	if row.Number > b.limits.Rows {
		return tooMuch(Pos{Row: row.Number}, lang.F("超过 %d 行", "more than %d rows", b.limits.Rows))
	}
	if n := len(row.Cells); n > 0 {
		*cells += row.Cells[n-1].Col
		if row.Cells[n-1].Col > b.limits.Cols {
			return wideRow(row.Number, b.limits)
		}
	}
	if *cells > b.limits.Cells {
		return tooMuch(Pos{Row: row.Number}, lang.F("超过 %d 个单元格", "more than %d cells", b.limits.Cells))
	}
	for _, c := range row.Cells {
		if len(c.Text) > b.limits.CellBytes {
			return longCell(Pos{Row: row.Number, Col: c.Col}, b.limits)
		}
	}
	return nil
}

func wideRow(row int, limits Limits) *Problem {
	return tooMuch(Pos{Row: row}, lang.F("超过 %d 列", "more than %d columns", limits.Cols))
}

func longCell(pos Pos, limits Limits) *Problem {
	return tooMuch(pos, lang.F("单元格文字超过 %d 字节", "a cell of more than %d bytes", limits.CellBytes))
}

func tooMuch(pos Pos, what lang.Text) *Problem {
	return &Problem{Pos: pos, What: what, Hint: lang.T("拆成几个较小的文件", "split it into smaller files")}
}

func damaged(pos Pos, err error) *Problem {
	return &Problem{
		Pos:  pos,
		What: lang.F("文件损坏，读不下去（%v）", "the file is damaged and the rest cannot be read (%v)", lang.Cause(err)),
		Hint: lang.T("用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS, save it as .xlsx and try again"),
		err:  err,
	}
}

// Close releases the file.
func (b *Book) Close() error { return b.impl.close() }
