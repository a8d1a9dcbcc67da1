package page

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// sheet is the part of the page that changes with every cell.
type sheet struct {
	State     lang.Text
	Headline  lang.Text
	Broken    int
	Missing   lang.Text // why nothing is forecast; zero where it is
	Day       string    // the date that is drawn
	DayText   lang.Text
	Live      *report.Live
	Groups    []sheetGroup
	Dates     []string
	Short     string // head-hours missing; "" where nothing says how many are needed
	Hours     string // rostered in all
	Matters   []planner.Matter
	Findings  []planner.Finding // all of them
	Loose     []report.Typed    // edited cells, as they are when locked
	Published bool
}

type sheetGroup struct {
	report.LiveGroup
	Rows []sheetRow
}

type sheetRow struct {
	ID, Name string
	Trainee  bool
	Cells    []sheetCell
	Hours    string
}

type sheetCell struct {
	Date, Text, Sign, Part, Class, Label string
	Locked                               bool
}

// view puts a judged roster into what the page shows, with one day drawn. Cells of list are
// marked as changed.
func view(d *planner.Desk, list []report.Typed, day int, l lang.Lang) *sheet {
	p := d.Plan.Problem
	out := &sheet{
		Headline: d.Headline(), Missing: d.Missing, State: d.File.State.Text(), Published: !d.File.State.Published.IsZero(),
		Day: p.Date(day).String(), DayText: p.DayText(day), Live: report.LiveOf(d.Week(), day), Matters: d.Matters(), Findings: d.Findings, Loose: d.Loose(),
	}
	for k := range p.Days {
		out.Dates = append(out.Dates, p.Date(k).String())
	}
	for _, f := range d.Findings {
		if f.Hard {
			out.Broken++
		}
	}
	changed := changedCells(d, list)
	minutes, rows := 0, make([]*sheetRow, len(p.People))
	person := map[string]int{}
	for i := range p.People {
		person[d.Read.RowID(i)] = i
	}
	for _, r := range d.File.People {
		if i, known := person[r.ID]; known && r.Row > 0 {
			row, worked := viewRow(d, r, i, changed)
			rows[i] = &row
			minutes += worked
		}
	}
	for _, g := range out.Live.Groups {
		group := sheetGroup{LiveGroup: g}
		for _, i := range g.People {
			if rows[i] != nil {
				group.Rows = append(group.Rows, *rows[i])
			}
		}
		out.Groups = append(out.Groups, group)
	}
	out.Hours = hours(minutes)
	if out.Live.Days[0].Need != "" {
		out.Short = hours(d.ShortMinutes())
	}
	return out
}

// changedCells are the cells that differ from the roster as it was planned, and those
// typed, as id|date.
func changedCells(d *planner.Desk, list []report.Typed) map[string]bool {
	changed := map[string]bool{}
	for _, t := range list {
		changed[t.ID+"|"+t.Date.String()] = true
	}
	for _, c := range d.File.State.Changed() {
		changed[c.ID+"|"+c.Date.String()] = true
	}
	for _, t := range d.Edited() {
		changed[t.ID+"|"+t.Date.String()] = true
	}
	return changed
}

// viewRow is the row of person i.
func viewRow(d *planner.Desk, r report.RosterRow, i int, changed map[string]bool) (row sheetRow, minutes int) {
	p, posted := d.Plan.Problem, d.Read.Posted
	row = sheetRow{ID: r.ID, Name: r.Name, Trainee: p.People[i].Trainee}
	for k, text := range r.Cells {
		cell := sheetCell{Date: (d.File.Start + workcal.Date(k)).String(), Text: strings.TrimRight(text, "!！"), Class: "k-off"}
		cell.Locked = cell.Text != text
		cell.Sign, cell.Part = report.CellLines(cell.Text)
		if sh := posted.Cells[i][k]; sh != schedule.Off {
			cell.Class = "k-" + p.Shifts[sh].Kind.String()
			minutes += p.Shifts[sh].Worked()
		} else if d.Read.Leave[i][k] != "" {
			cell.Class = "k-leave"
		}
		if changed[r.ID+"|"+cell.Date] {
			cell.Class += " changed"
		}
		if cell.Locked {
			cell.Class += " locked"
		}
		if cell.Part != "" {
			cell.Class += " two"
		}
		cell.Label = fmt.Sprintf("%s %s %s", r.Name, cell.Date, text)
		row.Cells = append(row.Cells, cell)
	}
	row.Hours = hours(minutes)
	return row, minutes
}

func hours(minutes int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(minutes)/60), ".0")
}
