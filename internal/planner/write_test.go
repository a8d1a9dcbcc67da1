package planner

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/forecast"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// edit changes a cell of the roster in a workbook as a person would: of those with
// the fewest days off, the first works on one of them what they work on another day.
func edit(t *testing.T, path string) (cell string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("班表")
	if err != nil {
		t.Fatal(err)
	}
	worked, fewest := "", 7
	for r, row := range rows {
		if len(row) < 10 {
			continue
		}
		days := row[3:10]
		rests := 0
		for _, word := range days {
			if word == "休" {
				rests++
			}
		}
		work := slices.IndexFunc(days, func(word string) bool { return word != "休" && !strings.Contains(word, "假") })
		if rests > 0 && rests < fewest && work >= 0 {
			worked, fewest = days[work], rests
			cell, _ = excelize.CoordinatesToCellName(4+slices.Index(days, "休"), r+1)
		}
	}
	if cell == "" {
		t.Fatal("nobody has a day off")
	}
	if err := book.SetCellStr("班表", cell, worked); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	return cell
}

// quick finds some roster at once.
var quick = Search{Iterations: 1, Seed: 1, Gap: .5}

func weekOf(t *testing.T, name string) *workcal.Week {
	t.Helper()
	w, err := workcal.ParseWeek(name)
	if err != nil {
		t.Fatal(err)
	}
	return &w
}

// A roster that stands as it was generated is replaced without a word; one that was
// edited only with force, which keeps it; so is what is no roster at all.
func TestEditedRosterIsKept(t *testing.T) {
	pl := sample(t, "recharge")
	pl.Version = "1.2.3"
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(pl.Workspace.Root, "rosters", "2026-W48.xlsx")
	for range 2 {
		j, err := pl.Roster(t.Context(), p, quick, Output{HTML: true})
		if err != nil {
			t.Fatal(err)
		}
		if j.Path != path || j.Backup != "" || j.Page != filepath.Join(pl.Workspace.Root, "exports", "2026-W48.html") {
			t.Fatalf("written %q, backup %q, page %q", j.Path, j.Backup, j.Page)
		}
	}
	edit(t, path)
	mine, _ := os.ReadFile(path)
	if _, err := pl.Roster(t.Context(), p, quick, Output{}); err == nil || !strings.Contains(err.Error(), "was edited") {
		t.Fatalf("an edited roster: %v", err)
	}
	if now, _ := os.ReadFile(path); string(now) != string(mine) {
		t.Fatal("it was changed")
	}
	j, err := pl.Roster(t.Context(), p, quick, Output{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(path), "history", "2026-W48_"+pl.Clock().Format("20060102-150405")+".xlsx"); j.Backup != want {
		t.Errorf("backup %q, want %q", j.Backup, want)
	}
	if kept, _ := os.ReadFile(j.Backup); string(kept) != string(mine) {
		t.Error("the backup is not what was there")
	}
	// A second version kept in the same second has a name of its own.
	edit(t, path)
	if again, err := pl.Roster(t.Context(), p, quick, Output{Force: true}); err != nil || again.Backup == j.Backup {
		t.Errorf("the next backup is %q (%v)", again.Backup, err)
	}
	if v, err := versionAt(filepath.Join(pl.Workspace.Root, "people.xlsx")); err != nil || v.guard(false) == nil {
		t.Errorf("people.xlsx would be replaced (%v)", err)
	}
}

// A week whose roster is a repair is not planned again without force.
func TestRepairedRosterIsKept(t *testing.T) {
	pl := sample(t, "recharge")
	dir := filepath.Join(pl.Workspace.Root, "rosters")
	data, err := os.ReadFile(filepath.Join(dir, "2026-W47.xlsx"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "2026-W47_repair1.xlsx"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	p, err := pl.Plan(t.Context(), weekOf(t, "2026-W47"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pl.Roster(t.Context(), p, quick, Output{}); err == nil || !strings.Contains(err.Error(), "was repaired") {
		t.Errorf("a repaired roster: %v", err)
	}
	if state, file, err := p.standing(workspace.RosterPath(pl.Workspace.Root, *weekOf(t, "2026-W47")), false, pl.today()); state != ShopEdited || filepath.Base(file) != "2026-W47_repair1.xlsx" || err != nil {
		t.Errorf("it stands as %q: %s (%v)", state, file, err)
	}
}

// The lock is taken before anything is read or written and released after; that of the
// forecasts that are kept comes when the roster is there.
func TestRosterIsWrittenUnderALock(t *testing.T) {
	pl := sample(t, "recharge")
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	var where []string
	pl.Lock = func(dir string) (func(), error) {
		held++
		where = append(where, filepath.Base(dir))
		return func() { held-- }, nil
	}
	var searched bool
	pl.Progress = func(s Step) { searched = searched || held == 1 && s.Search != nil }
	if _, err := pl.Roster(t.Context(), p, Search{Iterations: 20, Seed: 1}, Output{}); err != nil {
		t.Fatal(err)
	}
	if held != 0 || !searched || strings.Join(where, " ") != "rosters "+filepath.Base(pl.Workspace.Root) {
		t.Errorf("locks held %d, searched under it %v, in %v", held, searched, where)
	}
}

// Somebody edits the roster while a new one is searched for: the edit stays, and with
// force it is what the backup holds.
func TestRosterEditedDuringTheSearchIsKept(t *testing.T) {
	for _, force := range []bool{false, true} {
		pl := sample(t, "recharge")
		p, err := pl.Plan(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		j, err := pl.Roster(t.Context(), p, quick, Output{})
		if err != nil {
			t.Fatal(err)
		}
		var once sync.Once
		var mine []byte
		pl.Progress = func(s Step) {
			if s.Search != nil {
				once.Do(func() { edit(t, j.Path); mine, _ = os.ReadFile(j.Path) })
			}
		}
		again, err := pl.Roster(t.Context(), p, quick, Output{Force: force})
		kept := j.Path
		if force {
			if err != nil {
				t.Fatal(err)
			}
			kept = again.Backup
		} else if err == nil || !strings.Contains(err.Error(), "was edited") {
			t.Errorf("an edit during the search: %v", err)
		}
		if now, _ := os.ReadFile(kept); mine == nil || string(now) != string(mine) {
			t.Errorf("force %v: the edit is not in %q", force, kept)
		}
	}
}

// A roster written elsewhere leaves the repair of the week alone, so it is allowed.
func TestRosterElsewhereBesideARepair(t *testing.T) {
	pl := sample(t, "recharge")
	dir := filepath.Join(pl.Workspace.Root, "rosters")
	if err := os.Rename(filepath.Join(dir, "2026-W47.xlsx"), filepath.Join(dir, "2026-W47_repair1.xlsx")); err != nil {
		t.Fatal(err)
	}
	p, err := pl.Plan(t.Context(), weekOf(t, "2026-W47"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "mine.xlsx")
	if j, err := pl.Roster(t.Context(), p, quick, Output{Path: path}); err != nil || j.Path != path {
		t.Errorf("written %+v (%v)", j, err)
	}
}

// An event of 27 November from 20:00 to the midnight after the 28th is on the 27th and the
// 28th, one of the 28th alone beside it, and nothing on the 29th.
func TestPromotionsStandOnTheirDays(t *testing.T) {
	at := func(day, minute int) forecast.Stamp {
		return forecast.Stamp{Date: workcal.DateOf(2026, time.November, day), Minute: minute}
	}
	w := &workspace.Workspace{Events: []forecast.Event{
		{Name: "返场", From: at(27, 20*60), To: at(29, 0)},
		{Name: "店庆", Queue: "a", From: at(28, 0), To: at(28, 1440)},
		{Name: "店庆", Queue: "b", From: at(28, 0), To: at(28, 1440)},
	}}
	var got []string
	for _, e := range promotions(w, &schedule.Problem{Start: workcal.DateOf(2026, time.November, 26), Days: 4}) {
		got = append(got, e.ZH)
	}
	if want := []string{"", "返场", "返场、店庆", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
