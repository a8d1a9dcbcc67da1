package planner

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// week48 is the Monday of 2026-W48, the week of these tests.
var week48 = workcal.DateOf(2026, 11, 23)

// on returns a planner of a workspace at nine in the morning of a date. Each one is a
// minute later than the one before.
func on(t *testing.T, dir string, date workcal.Date, user string) *Planner {
	t.Helper()
	pl := at(t, dir)
	minutes++
	now := date.Time().Add(9*time.Hour + time.Duration(minutes)*time.Minute)
	pl.Clock = func() time.Time { return now }
	pl.User = user
	return pl
}

var minutes int

// planned writes the roster of the week for a shop of four on a Sunday before it, and
// returns the folder and the file.
func planned(t *testing.T) (dir, path string) {
	t.Helper()
	dir = shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}")).Workspace.Root
	pl := on(t, dir, week48-1, "")
	j, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{})
	if err != nil {
		t.Fatal(err)
	}
	return dir, j.Path
}

func planOn(t *testing.T, pl *Planner) *Planning {
	t.Helper()
	p, err := pl.Plan(t.Context(), weekOf(t, "2026-W48"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func bytesOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sick repairs the roster after the absence of somebody at work on a day, and returns who.
func sick(t *testing.T, dir, path string, today, day workcal.Date) string {
	t.Helper()
	pl := on(t, dir, today, "Dora")
	file, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	id := atWork(t, h, int(day-file.Start))
	r, err := on(t, dir, today, "Dora").Repair(t.Context(), path, file, RepairTask{Absences: []Absence{{Person: id, From: day, To: day, Kind: "SICK"}}})
	if err != nil || r.Written == "" {
		t.Fatalf("the repair wrote %q (%v)", r.Written, err)
	}
	return id
}

// Today is not past: on its Monday a week may still be planned, on Tuesday only from
// Tuesday on, on its Sunday from Sunday on, and the day after no more.
func TestPastDaysAreLocked(t *testing.T) {
	dir, path := planned(t)
	p := planOn(t, on(t, dir, week48-1, ""))
	v, err := versionAt(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		today workcal.Date
		want  string // of the error; "" is none
		from  string // the day that the hint offers; "" is none
	}{
		{week48 - 1, "", ""},
		{week48, "", ""},
		{week48 + 1, "days that are past, before 2026-11-24", "--from 2026-11-24"},
		{week48 + 6, "days that are past, before 2026-11-29", "--from 2026-11-29"},
		{week48 + 7, "only days that are past (2026-11-23 to 2026-11-29)", ""},
	} {
		err := p.lockedDays(v, c.today)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.today, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.today, err, c.want)
			continue
		}
		hint := hintOf(err)
		if c.from != "" && !strings.Contains(hint, c.from) || c.from == "" && strings.Contains(hint, "--from") {
			t.Errorf("%s: the hint is %q, want %q in it", c.today, hint, c.from)
		}
	}
	elsewhere := *v
	elsewhere.path = filepath.Join(dir, "try.xlsx")
	if err := p.lockedDays(&elsewhere, week48+7); err != nil {
		t.Errorf("a file elsewhere is locked: %v", err)
	}
}

func hintOf(err error) string {
	var tell lang.Teller
	if !errors.As(err, &tell) {
		return ""
	}
	return tell.Tell(lang.EN)
}

// A published week is not planned again, from the day of its stamp on and before its first
// day too; one that was repaired and not published neither. With force it is.
func TestPublishedWeekIsNotPlannedAgain(t *testing.T) {
	for _, c := range []struct {
		name, want string
		do         func(t *testing.T, dir, path string)
	}{
		{"published", "was published (11-22 09:", func(t *testing.T, dir, path string) {
			if _, err := on(t, dir, week48-1, "Dora").Publish(t.Context(), path); err != nil {
				t.Fatal(err)
			}
		}},
		{"repaired", "was changed in", func(t *testing.T, dir, path string) { sick(t, dir, path, week48-1, week48+5) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, path := planned(t)
			c.do(t, dir, path)
			was := bytesOf(t, path)
			pl := on(t, dir, week48-1, "")
			if _, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("it is planned again: %v, want %q", err, c.want)
			}
			if bytesOf(t, path) != was {
				t.Error("the roster was written over")
			}
			if _, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{Force: true}); err != nil {
				t.Errorf("with force: %v", err)
			}
		})
	}
}

// Publishing stamps who and when, changes no cell and marks none. What changes later is
// marked once for each cell, also when it is published again.
func TestPublish(t *testing.T) {
	dir, path := planned(t)
	before, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	pl := on(t, dir, week48-1, "Dora")
	out, err := pl.Publish(t.Context(), path)
	if err != nil || out.Again || out.State.Published != (report.Stamp{At: pl.Clock().Format("2006-01-02 15:04"), By: "Dora"}) {
		t.Fatalf("published as %+v, again %t (%v)", out.State.Published, out.Again, err)
	}
	after, err := workspace.ReadRoster(path)
	if err != nil || !after.SameCells(before) || len(after.State.Changes) != 0 {
		t.Errorf("publishing changed cells or marked them: %v (%v)", after.State.Changes, err)
	}
	if past, err := pl.Past(path); err != nil || len(past.Changes) != 1 || past.Changes[0].What != workspace.Published || past.Changes[0].By != "Dora" {
		t.Errorf("on record: %+v (%v)", past, err)
	}

	id := sick(t, dir, path, week48+1, week48+5)
	again := on(t, dir, week48+2, "Anni")
	out, err = again.Publish(t.Context(), path)
	if err != nil || !out.Again || out.State.Published.By != "Anni" {
		t.Fatalf("published again as %+v, again %t (%v)", out.State.Published, out.Again, err)
	}
	n := 0
	for _, c := range out.State.Changed() {
		if c.ID == id && c.Date == week48+5 {
			n++
			if c.On != week48+1 {
				t.Errorf("it was changed on %s", c.On)
			}
		}
	}
	if n != 1 {
		t.Errorf("the cell of the sick is marked %d times in %v", n, out.State.Changed())
	}
}

// A cell edited by hand after publishing is marked from the next change on, in the name of
// nobody, and counted on record.
func TestEditsAfterPublishingAreMarked(t *testing.T) {
	pl := sample(t, "recharge")
	path, _ := held(t, pl)
	if _, err := pl.Publish(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	edit(t, path)
	next := at(t, pl.Workspace.Root)
	out, err := next.Publish(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(out.State.Changed()); n != 1 {
		t.Errorf("%d cells are marked, want the one edited: %v", n, out.State.Changed())
	}
	past, err := next.Past(path)
	if err != nil || len(past.Changes) != 2 || past.Changes[1].Edited != 1 || len(past.Edits) != 0 {
		t.Errorf("on record: %+v (%v)", past, err)
	}
}

// Three changes are taken back one after the other, the last first; each time the very
// bytes of the version before are the roster again, and the one taken back is kept.
func TestUndo(t *testing.T) {
	dir, path := planned(t)
	versions := []string{bytesOf(t, path)}
	if _, err := on(t, dir, week48-1, "Dora").Publish(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	versions = append(versions, bytesOf(t, path))
	for _, day := range []workcal.Date{week48 + 5, week48 + 6} {
		sick(t, dir, path, week48-1, day)
		versions = append(versions, bytesOf(t, path))
	}
	kinds := []workspace.ChangeKind{workspace.Repaired, workspace.Repaired, workspace.Published}
	for k, want := range kinds {
		last := len(versions) - 1 - k
		out, err := on(t, dir, week48, "Dora").Undo(path, false)
		if err != nil {
			t.Fatal(err)
		}
		if out.Change.What != want || out.Path != path || bytesOf(t, path) != versions[last-1] || bytesOf(t, out.Kept) != versions[last] {
			t.Errorf("undo %d took back %s; the roster is version before: %t, kept is what was there: %t", k+1, out.Change.What,
				bytesOf(t, path) == versions[last-1], bytesOf(t, out.Kept) == versions[last])
		}
		if (len(out.Cells) > 0) != (want == workspace.Repaired) {
			t.Errorf("undo %d changes the cells %v", k+1, out.Cells)
		}
	}
	if _, err := on(t, dir, week48, "").Undo(path, false); !errors.As(err, new(lang.AskError)) {
		t.Errorf("nothing is left to take back: %v", err)
	}
	past, err := on(t, dir, week48, "").Past(path)
	if err != nil || len(past.Changes) != 6 {
		t.Fatalf("on record: %+v (%v)", past, err)
	}
	for k, c := range past.Changes {
		if c.Gone != (k < 3) || (c.What == workspace.Undone) != (k >= 3) || c.By != "Dora" {
			t.Errorf("change %d: %+v", k, c)
		}
	}
}

// What somebody has edited since is not taken back without force, which keeps it.
func TestUndoOverEdits(t *testing.T) {
	pl := sample(t, "recharge")
	path, _ := held(t, pl)
	was := bytesOf(t, path)
	if _, err := pl.Publish(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	edit(t, path)
	mine := bytesOf(t, path)
	if _, err := pl.Undo(path, false); err == nil || !strings.Contains(err.Error(), "edited by hand in 1 place") || bytesOf(t, path) != mine {
		t.Fatalf("an edited roster: %v", err)
	}
	out, err := pl.Undo(path, true)
	if err != nil || bytesOf(t, path) != was || bytesOf(t, out.Kept) != mine {
		t.Errorf("with force: %v", err)
	}
}

// From Thursday on: the days before stay as they are, and the changes are marked.
func TestFromADayOn(t *testing.T) {
	dir, path := planned(t)
	if _, err := on(t, dir, week48-1, "Dora").Publish(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	// Anni is away from Wednesday on, which the roster does not know.
	write(t, filepath.Join(dir, "leave.csv"), "Name,Type,From,To\nAnni,annual,2026-11-25,2026-11-29\n")
	before, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	pl, from := on(t, dir, week48+2, "Dora"), week48+3
	if _, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{From: &from}); err != nil {
		t.Fatal(err)
	}
	after, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	if after.State.Published.By != "Dora" {
		t.Error("it is no longer published")
	}
	if changed := report.Compare(before, after, pl.today()); len(changed) == 0 || slices.ContainsFunc(changed, func(c report.CellChange) bool { return c.Date < from }) {
		t.Errorf("changed are %v", changed)
	} else if len(after.State.Changed()) != len(changed) {
		t.Errorf("%d cells are marked, %d changed", len(after.State.Changed()), len(changed))
	}
	outside := week48 + 7
	if _, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{From: &outside}); !errors.As(err, new(lang.AskError)) {
		t.Errorf("from a day after the roster: %v", err)
	}
}

// A mark behind the word of a cell pins it, on the first day and on the last, a day off
// too. Leave of the leave list overtakes a shift that is locked.
func TestLockedCells(t *testing.T) {
	dir := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}")).Workspace.Root
	write(t, filepath.Join(dir, "leave.csv"), "Name,Type,From,To\nChen,annual,2026-11-25,2026-11-25\n")
	if err := os.MkdirAll(filepath.Join(dir, "rosters"), 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "rosters", "2026-W48.csv")
	write(t, path, `ID,Name,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29
T1,Anni,E!,E,E,E,E,E,off
T2,Boris,E,E,E,E,E,off,E!
T3,Chen,E,off,E!,E,E,E,E
T4,Dora,off！,E,E,E,E,E,E
`)
	p := planOn(t, on(t, dir, week48-1, ""))
	// It is the roster of the week, though a workbook will be written beside it.
	v, err := versionAt(workspace.RosterPath(dir, p.Horizon.week()))
	if err != nil {
		t.Fatal(err)
	}
	locked := p.locks(p.inHand(v, p.Horizon))
	var got []schedule.Pin
	for _, r := range p.Plan.Problem.Rules {
		if pin, ok := r.(schedule.Pin); ok {
			got = append(got, pin)
		}
	}
	want := []schedule.Pin{{Person: 0, Day: 0, Shift: 0, Locked: true}, {Person: 1, Day: 6, Shift: 0, Locked: true}, {Person: 3, Day: 0, Shift: schedule.Off, Locked: true}}
	if !slices.Equal(got, want) {
		t.Errorf("pinned are %v, want %v", got, want)
	}
	for i, row := range locked {
		for d, is := range row {
			if is != slices.ContainsFunc(want, func(p schedule.Pin) bool { return p.Person == i && p.Day == d }) {
				t.Errorf("person %d day %d locked: %t", i, d, is)
			}
		}
	}
}

// A cell of somebody who has left since names them all the same.
func TestChangesOfSomebodyWhoLeft(t *testing.T) {
	row := func(id, name, word string) report.RosterRow {
		return report.RosterRow{ID: id, Name: name, Cells: []string{word}}
	}
	before := &report.RosterFile{Start: week48, Days: 1, People: []report.RosterRow{row("T1", "Anni", "E"), row("T2", "Boris", "E")}}
	after := &report.RosterFile{Start: week48, Days: 1, People: []report.RosterRow{row("T1", "Anni", "off")}}
	want := []workspace.CellEdit{
		{Person: "T1", Name: "Anni", Date: week48, Was: "E", Now: "off"},
		{Person: "T2", Name: "Boris", Date: week48, Was: "E"}, // the later file has no row
	}
	if got := namedCells(before, after, week48); !slices.Equal(got, want) {
		t.Errorf("changed are %+v", got)
	}
}
