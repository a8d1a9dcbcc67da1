package planner

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// lastWeek reads the roster of the week before, as generated and then edited by
// somebody: one who had a day off in the cell returned works.
func lastWeek(t *testing.T, pl *Planner) (was, now *report.RosterFile, path, cell string) {
	t.Helper()
	path = filepath.Join(pl.Workspace.Root, "rosters", "2026-W47.xlsx")
	read := func() *report.RosterFile {
		file, err := workspace.ReadRoster(path)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	was = read()
	cell = edit(t, path)
	return was, read(), path, cell
}

// A weekly rest that an edit took away is found at the cell that was edited, and
// nowhere before.
func TestCheckNamesTheEditedCell(t *testing.T) {
	pl := sample(t, "wangdian")
	was, now, _, cell := lastWeek(t, pl)
	rests := func(file *report.RosterFile) (cells []string) {
		c, err := pl.Check(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Findings {
			if f.Rule == "rest-days" && f.Hard {
				for _, at := range f.Cells {
					cells = append(cells, fmt.Sprintf("%s%d", table.Letters(at.Col), at.Row))
				}
				if f.Person == "" || f.Name == "" || f.From == nil || *f.To < *f.From {
					t.Errorf("it does not say who and when: %+v", f)
				}
			}
		}
		return cells
	}
	if cells := rests(was); cells != nil {
		t.Errorf("rest days are missing at %v before the edit", cells)
	}
	if cells := rests(now); !slices.Equal(cells, []string{cell}) {
		t.Errorf("rest days are missing at %v, want %s", cells, cell)
	}
}

// Somebody works a day more: the paid hours grow by that shift, no more is short than
// before. An unedited roster has no effect to tell.
func TestEffectOfAnEdit(t *testing.T) {
	pl := sample(t, "wangdian")
	was, now, _, _ := lastWeek(t, pl)
	if e, err := pl.Effect(t.Context(), was); e != nil || err != nil {
		t.Errorf("nothing was edited: %+v (%v)", e, err)
	}
	e, err := pl.Effect(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	if more := e.Hours[1] - e.Hours[0]; more < 4 || more > 12 || e.Short[1] > e.Short[0] {
		t.Errorf("hours %v, short %v", e.Hours, e.Short)
	}
	if len(e.Reply) != 1 || e.Reply[0].Rate[0] <= 0 || e.Reply[0].Rate[1] < e.Reply[0].Rate[0]-.02 {
		t.Errorf("reply rates %+v", e.Reply)
	}
}

// Leave of some hours that came after the roster was posted: the posted shift runs into
// it, which the checker finds at the cell, whether the shift or its hours are written.
func TestCheckFindsLeaveThatCameLater(t *testing.T) {
	pl := sample(t, "wangdian")
	_, file, _, _ := lastWeek(t, pl)
	who := slices.IndexFunc(pl.Workspace.People, func(p workspace.Person) bool { return p.ID == file.People[0].ID })
	day := slices.IndexFunc(file.People[0].Cells, func(c string) bool { return c == "晚" })
	if who < 0 || day < 0 {
		t.Fatalf("nobody has a late shift: %v", file.People[0])
	}
	at := func(c *Checked) (found bool) {
		for _, f := range c.Findings {
			found = found || f.Rule == "unavailable" && f.Hard && f.Person == file.People[0].ID && f.Cells[0] == file.Pos(file.People[0], day)
		}
		return found
	}
	before, err := pl.Check(file)
	if err != nil || at(before) {
		t.Fatalf("found before: %v", err)
	}
	const late = "14:00-18:00、19:00-23:00" // the hours of that shift
	date := file.Start + workcal.Date(day)
	pl.Workspace.Leave = append(pl.Workspace.Leave, workspace.Leave{Person: who, Type: lang.T("事假", "personal"), From: attendance.On(date, 16*60), To: attendance.On(date, 20*60), Substitute: -1})
	for _, text := range []string{"晚", late} {
		file.People[0].Cells[day] = text
		after, err := pl.Check(file)
		if err != nil {
			t.Fatal(err)
		}
		if !at(after) {
			t.Errorf("%s on %s is not found: %+v", text, date, after.Findings)
		}
		// What is exported and published says the same as the file and the finding.
		j, err := pl.Read(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(j.Plan.Problem.People, func(p schedule.Person) bool { return p.ID == file.People[0].ID })
		if s := j.Result.Roster.Cells[i][day]; s == schedule.Off || j.Plan.Problem.Shifts[s].Cut() || j.Analysis.ByRule["unavailable"] != after.Analysis.ByRule["unavailable"] {
			t.Errorf("%s on %s is exported as shift %d, with %+v of leave; check finds %+v", text, date, s, j.Analysis.ByRule["unavailable"], after.Analysis.ByRule["unavailable"])
		}
	}
}
