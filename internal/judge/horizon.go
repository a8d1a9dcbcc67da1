package judge

import (
	"fmt"
	"path/filepath"
)

// saidFile is the roster of one week of several that were planned at once.
type saidFile struct {
	Week string `json:"week"`
	File string `json:"file"`
}

// joined is the roster of several weeks that were planned at once, from the file of each.
// err tells one that cannot be read, or that has other days than its week.
func (s *Shop) joined(w *saidWeek, first Day) (*Roster, error) {
	all := &Roster{File: filepath.Base(w.File), First: first}
	var weeks []*Roster
	for _, f := range w.Weeks {
		r, err := s.RosterFile(s.locate(f.File))
		if err != nil {
			return nil, err
		}
		if start, err := s.WeekOf(f.Week); err != nil || r.First != start || r.Days != 7 {
			return nil, fmt.Errorf("%s has %d days from %s", r.File, r.Days, r.First)
		}
		weeks = append(weeks, r)
		all.Days = int(r.First-first) + r.Days
	}
	for _, said := range w.Roster {
		row := Row{Person: s.ByID(said.ID), ID: said.ID, Cells: make([]Cell, all.Days)}
		for _, r := range weeks {
			for i := range r.Days {
				c, ok := r.Cell(said.ID, r.First+Day(i))
				if !ok {
					c = Cell{Gone: true}
				}
				if at := int(r.First-first) + i; at >= 0 && at < all.Days {
					row.Cells[at] = c
				}
			}
		}
		all.Rows = append(all.Rows, row)
		all.Tally = append(all.Tally, map[string]string{})
	}
	return all, nil
}

// leaveOf says whether a cell that is shown differs from the roster's only by leave that the
// list has and the roster, made before it, has not: a word for it on a day off, or its hours
// off the shift.
func (s *Shop) leaveOf(id string, d Day, is, shown Cell) bool {
	on := s.LeaveOn(id, d)
	if len(on) == 0 {
		return false
	}
	if is.Shift == nil {
		return shown.Leave != ""
	}
	return shown.Shift != nil && shown.Shift.Base == is.Shift.Base && sameSpans(shown.Shift.Segments, subtract(is.Shift.Segments, on...))
}

// JudgeMonthSheet holds the sheet of a month, or of several weeks, against the rosters that
// count: every cell of every day, everybody who is on one of them, all days that the name of
// the sheet promises.
func (s *Shop) JudgeMonthSheet(path string) []Finding {
	s.Forget()
	r, err := s.RosterFile(path)
	name := filepath.Base(path)
	if err != nil {
		return []Finding{{Kind: "roster/number/month-days", File: name, Said: "a roster", True: "none that can be read", Why: err.Error()}}
	}
	var out []Finding
	tell := func(kind, place, id string, d Day, said, is, why string) {
		out = append(out, Finding{Kind: "roster/number/" + kind, File: name, Place: place, Person: id, Date: d.String(), Said: said, True: is, Why: why})
	}
	if m, err := ParseDay(name[:min(7, len(name))] + "-01"); err == nil {
		if days := int(months(m, m+1)[0][1] - m); r.First != m || r.Days != days {
			tell("month-days", "", "", r.First, fmt.Sprintf("%d days", r.Days), fmt.Sprintf("%d from %s", days, m), "the days of the month")
		}
	}
	for _, p := range s.People {
		for i := range r.Days {
			d := r.First + Day(i)
			is, planned := s.Plan(p.ID, d)
			c, there := r.Cell(p.ID, d)
			switch {
			case !planned || is.Gone && !there:
			case !there:
				tell("month-days", "", p.ID, d, "nobody", is.Text, "the roster of the week has the person")
			case is.Gone && c.Shift == nil || is.Leave != "" && c.Leave != "":
			case s.leaveOf(p.ID, d, is, c):
			case c.Bad || !sameWork(c, is) || is.Shift != nil && !sameSpans(is.Shift.Segments, c.Shift.Segments) || (is.Leave != "") != (c.Leave != ""):
				tell("month-sheet", c.Place, p.ID, d, c.Text, is.Text, "the roster of the week, cell "+is.Place)
			}
			if !there && planned && !is.Gone {
				break
			}
		}
	}
	g := &hearing{s: s, r: r, b: &bench{s: s, r: r}}
	for i, row := range r.Rows {
		g.tally(row, r.Tally[i])
	}
	return append(out, g.out...)
}
