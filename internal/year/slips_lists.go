package year

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
)

// listSlips are slips in the staff list, the leave list, the lists of events and
// holidays, and the settings.
var listSlips = slices.Concat(peopleSlips, leaveSlips, wishSlips, eventSlips, holidaySlips, settingSlips)

// planned is the coming week as `week` plans it.
type planned struct {
	Ran
	rows map[string]plannedRow // by id
}

type plannedRow struct {
	ID, Name string
	Cells    []string
	Hours    float64
}

// plannedWeek plans the coming week, of which no roster is there before.
func (w *World) plannedWeek() planned {
	week := weekName(w.nextWeek())
	t, err := readTree(w.Dir)
	Must(err)
	for path := range t {
		if strings.HasPrefix(path, "rosters/"+week) {
			w.remove(path)
		}
	}
	p := planned{Ran: w.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...), rows: map[string]plannedRow{}}
	var doc struct{ Roster []plannedRow }
	_ = json.Unmarshal(p.Out, &doc) // no JSON is no roster, which is looked at by who asks
	for _, row := range doc.Roster {
		p.rows[row.ID] = row
	}
	return p
}

// done reports whether the week was planned, with or without broken rules.
func (p planned) done() bool { return p.Code == 0 || p.Code == 4 }

// shifts are the days on which the person works, at "" nobody does.
func (r plannedRow) shifts() (out []string) {
	for _, c := range r.Cells {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

// saveRows saves a list as its file's name says.
func (w *World) saveRows(file, name string, rows [][]any) {
	if filepath.Ext(file) == ".xlsx" {
		w.Save(file, workbook(sheet{Name: name, Rows: rows}))
		return
	}
	w.Save(file, table(rows))
}
