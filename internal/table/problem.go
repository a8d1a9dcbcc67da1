package table

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
)

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
	err  error // the cause, where there is one
}

// Unwrap returns the cause: fs.ErrNotExist and the like.
func (p *Problem) Unwrap() error { return p.err }

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
	*ps = append(*ps, &Problem{Pos: pos, What: what, Hint: hint})
}

// Err returns ps as an error, or nil where there is none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// mostTold is how many problems are listed one by one; people do not read more.
const mostTold = 100

// Tell lists all problems. Of very many it lists the first and counts the rest.
func (ps Problems) Tell(l lang.Lang) string {
	var lines []string
	for i, p := range ps {
		if i == mostTold {
			lines = append(lines, lang.F("……另有 %d 处问题", "… and %d more problems", len(ps)-i).In(l))
			break
		}
		lines = append(lines, p.Tell(l))
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) Error() string { return ps.Tell(lang.EN) }
