package planner

import (
	"slices"
	"strings"

	"paiban/internal/report"
	"paiban/internal/workcal"
)

// CellDiff is a cell that was changed elsewhere while it, or another one, was changed here.
type CellDiff struct {
	ID, Name    string
	Date        workcal.Date
	Was, Theirs string // in the file as it was read here, and as it is now; Theirs is "" where the row is gone
	Mine        string // as typed here; "" is not
}

// Both reports whether the cell was changed here and there, to different words.
func (c CellDiff) Both() bool { return c.Mine != "" && c.Theirs != c.Was && c.Theirs != c.Mine }

// Merge compares a roster file that was changed elsewhere with the one that cells were
// typed into here: each cell that differs, by row and day, and those of the cells typed
// that can stay. Nothing is lost: the file keeps what was changed there, and what was typed
// here stays typed, but for cells whose row or day is gone.
func Merge(was, now *report.RosterFile, typed []report.Typed) (diffs []CellDiff, keep []report.Typed) {
	mine := map[string]string{}
	for _, t := range typed {
		mine[t.ID+"|"+t.Date.String()] = t.Text
	}
	text := func(f *report.RosterFile, id string, date workcal.Date) (string, bool) {
		k := slices.IndexFunc(f.People, func(r report.RosterRow) bool { return r.ID == id && r.Row > 0 })
		d := int(date - f.Start)
		if k < 0 || d < 0 || d >= f.Days {
			return "", false
		}
		return strings.TrimSpace(f.People[k].Cells[d]), true
	}
	see := func(r report.RosterRow, date workcal.Date) {
		c := CellDiff{ID: r.ID, Name: r.Name, Date: date, Mine: mine[r.ID+"|"+date.String()]}
		c.Was, _ = text(was, r.ID, date)
		c.Theirs, _ = text(now, r.ID, date)
		if c.Was != c.Theirs || c.Mine != "" {
			diffs = append(diffs, c)
		}
	}
	for _, r := range was.People {
		for d := range was.Days {
			see(r, was.Start+workcal.Date(d))
		}
	}
	for _, r := range now.People {
		if slices.ContainsFunc(was.People, func(o report.RosterRow) bool { return o.ID == r.ID }) {
			continue
		}
		for d := range now.Days {
			see(r, now.Start+workcal.Date(d))
		}
	}
	for _, t := range typed {
		if theirs, there := text(now, t.ID, t.Date); there && theirs != t.Text {
			keep = append(keep, t)
		}
	}
	return diffs, keep
}
