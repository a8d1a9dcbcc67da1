// Package table opens workbooks (.xlsx, .xls), CSV and text files, whatever
// their names say, and streams their cells within bounds. It is the only
// package that opens a user's table. On top of the cells it offers records read
// by header name, with every bad value reported at its file, sheet, row and
// column.
package table

import (
	"fmt"
	"iter"

	"paiban/internal/lang"
)

// Kind is what a cell holds.
type Kind uint8

const (
	Empty  Kind = iota
	Text        // Cell.Text
	Number      // Cell.Num, and Cell.Text as stored
	Moment      // a number that the cell's format shows as a date, a time or both; Cell.Num in days of the 1900 system whatever the workbook's own
	Bool        // Cell.Num is 0 or 1
)

// Cell is one cell. Col is counted from 1.
type Cell struct {
	Col  int
	Kind Kind
	Text string // as stored; for Text cells with line breaks kept
	Num  float64
}

// Row is one non-empty row: its cells in order of column, empty ones left out.
// Number is counted from 1. A Row is valid only until the next one is read.
type Row struct {
	Number int
	Cells  []Cell
}

// At returns the cell in column col (from 1), or an Empty cell.
func (r *Row) At(col int) Cell {
	for _, c := range r.Cells {
		if c.Col == col {
			return c
		}
	}
	return Cell{Col: col}
}

// Format says what a file turned out to be.
type Format string

const (
	XLSX  Format = "xlsx"
	XLS   Format = "xls" // BIFF5/8, in an OLE container or raw
	Delim Format = "csv" // comma, semicolon or tab separated
	Plain Format = "txt" // other text: one cell a line
)

// Limits bound what one file may cost. The zero value means [DefaultLimits].
type Limits struct {
	FileBytes   int64 // of the file as it lies on disk
	UnzipBytes  int64 // of all parts of an xlsx together
	Rows        int   // per sheet
	Cols        int
	CellBytes   int
	SheetsCount int
}

// Book is an open file. Close it.
type Book struct {
	Name   string // base name, for messages
	Format Format
	impl   book
}

type book interface {
	sheets() []string
	rows(sheet int) iter.Seq2[Row, error]
	close() error
}

// Sheets returns the sheet names in order; a text file has one, named "".
func (b *Book) Sheets() []string { return b.impl.sheets() }

// Rows streams the rows of the i-th sheet. It stops after yielding an error.
func (b *Book) Rows(i int) iter.Seq2[Row, error] { return b.impl.rows(i) }

// Close releases the file.
func (b *Book) Close() error { return b.impl.close() }

// Pos is a place in a user's file. Row and Col count from 1; 0 is unknown.
type Pos struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"`
	Col   int    `json:"col,omitempty"`
}

// String prints FILE:SHEET:ROW:COL, the column as letters, unknown parts left
// out.
func (p Pos) String() string {
	s := p.File
	if p.Sheet != "" {
		s += ":" + p.Sheet
	}
	if p.Row > 0 {
		s += fmt.Sprintf(":%d", p.Row)
		if p.Col > 0 {
			s += ":" + Letters(p.Col)
		}
	}
	return s
}

// Letters returns the spreadsheet name of a column counted from 1: A, …, Z, AA.
func Letters(col int) (s string) {
	for ; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}

// Problem is one thing wrong at one place of a user's file.
type Problem struct {
	Pos  Pos
	What lang.Text // names the value: `日期 "2026-13-01" 不存在`
	Hint lang.Text
}

// Tell says the problem in language l: FILE:SHEET:ROW:COL: what, then the hint.
func (p *Problem) Tell(l lang.Lang) string {
	s := p.Pos.String() + ": " + p.What.In(l)
	if !p.Hint.IsZero() {
		s += "\n  " + lang.T("提示：", "hint: ").In(l) + p.Hint.In(l)
	}
	return s
}

func (p *Problem) Error() string { return p.Tell(lang.EN) }

// Problems is every bad place found; it is an error when not empty.
type Problems []*Problem

// Add appends a problem.
func (ps *Problems) Add(pos Pos, what, hint lang.Text) {
	*ps = append(*ps, &Problem{pos, what, hint})
}

// Err returns ps as an error, or nil where there is none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Tell says all problems, one after the other.
func (ps Problems) Tell(l lang.Lang) (s string) {
	for i, p := range ps {
		if i > 0 {
			s += "\n"
		}
		s += p.Tell(l)
	}
	return s
}

func (ps Problems) Error() string { return ps.Tell(lang.EN) }
