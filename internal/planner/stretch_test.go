package planner

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// smallShop writes a shop of four people and two shifts without inquiries, and more lines
// of its settings.
func smallShop(t *testing.T, settings string) *Planner {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"paiban.yaml": "preset: douyin\nlang: zh\nname: {zh: 小店, en: Shop}\n" + settings,
		"people.csv":  "工号,姓名\nA1,安琪\nA2,卜乐\nA3,程双\nA4,丁一\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return at(t, dir)
}

// December 2026 begins on a Tuesday of W49 and ends on a Thursday of W53: five weeks from
// 2026-11-30 to 2027-01-03. Their rosters are the weekly files; the sheet of the month is
// made of them, has the days 1 to 31 over its columns and says the same when it is read.
func TestMonthIsPlannedAtOnceAndReadBack(t *testing.T) {
	pl := smallShop(t, "")
	december := workcal.Month{Year: 2026, Month: time.December}
	st, err := pl.WeeksOf(december)
	if err != nil || st.String() != "2026-11-30_2027-01-03" || len(st.Weeks()) != 5 {
		t.Fatalf("the weeks of December are %v, %v", st, err)
	}
	r, err := pl.Rosters(t.Context(), st, Search{Iterations: 30, Gap: 0.05}, Output{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Weeks) != 5 || filepath.Base(r.Path) != "2026-12.xlsx" {
		t.Fatalf("%d weeks, sheet %s", len(r.Weeks), r.Path)
	}
	sheet, err := workspace.ReadRoster(r.Path)
	if err != nil {
		t.Fatal(err)
	}
	if sheet.Start != december.First() || sheet.Days != 31 || len(sheet.People) != 4 || len(sheet.Edited) > 0 {
		t.Errorf("the sheet has %d people and %d days from %s, %d edited cells", len(sheet.People), sheet.Days, sheet.Start, len(sheet.Edited))
	}
	cells := map[string]string{} // by person and date, of the weekly files
	for _, w := range r.Weeks {
		f, err := workspace.ReadRoster(w.Path)
		if err != nil {
			t.Fatal(err)
		}
		if want := w.Horizon.week().Monday(); f.Start != want || f.Days != 7 || f.Changed() {
			t.Errorf("%s: %d days from %s", f.Name, f.Days, f.Start)
		}
		for _, p := range f.People {
			for d, c := range p.Cells {
				cells[p.ID+(f.Start+workcal.Date(d)).String()] = c
			}
		}
		if c, err := pl.Check(f); err != nil || c.Analysis.Score.Hard > r.Analysis.Score.Hard {
			t.Errorf("%s: %v, %v", f.Name, c, err)
		}
	}
	for _, p := range sheet.People {
		for d, c := range p.Cells {
			if want := cells[p.ID+(sheet.Start+workcal.Date(d)).String()]; c != want {
				t.Errorf("%s on December %d: %q in the sheet, %q in the week", p.Name, d+1, c, want)
			}
		}
	}

	// January begins in W53, which has its roster now and keeps it.
	next, err := pl.WeeksOf(workcal.Month{Year: 2027, Month: time.January})
	if err != nil || next.Start.String() != "2027-01-04" || len(next.Kept) != 1 || next.Kept[0].String() != "2026-W53" {
		t.Errorf("January: %+v, %v", next, err)
	}

	// A week that somebody has edited stops the month before anything is written.
	edit(t, r.Weeks[2].Path)
	before, _ := os.ReadFile(r.Weeks[0].Path)
	if _, err := pl.Rosters(t.Context(), st, Search{Iterations: 1}, Output{}); err == nil || !strings.Contains(err.Error(), "2026-W51") {
		t.Errorf("an edited week: %v", err)
	}
	if after, _ := os.ReadFile(r.Weeks[0].Path); !slices.Equal(before, after) {
		t.Error("the first week was written all the same")
	}
}

// Two weeks from Sunday: the horizon and each file begin on a Sunday, and the month of
// rest is judged over all of them.
func TestWeeksFromSunday(t *testing.T) {
	pl := smallShop(t, "week_starts: sunday\n")
	week := workcal.Week{Year: 2026, Number: 49}
	st, err := pl.WeeksFrom(&week, 2)
	if err != nil || st.Start.String() != "2026-11-29" || st.Last().String() != "2026-12-12" {
		t.Fatalf("%v, %v", st, err)
	}
	r, err := pl.Rosters(t.Context(), st, Search{Iterations: 20, Gap: 0.1}, Output{})
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{"2026-11-29", "2026-12-06"} {
		f, err := workspace.ReadRoster(r.Weeks[k].Path)
		if err != nil || f.Start.String() != want || f.Days != 7 || len(f.Notes) > 0 {
			t.Errorf("%s: %v, %v", r.Weeks[k].Path, f, err)
		}
	}
	if filepath.Base(r.Weeks[0].Path) != "2026-W49.xlsx" || filepath.Base(r.Path) != "2026-11-29_2026-12-12.xlsx" {
		t.Errorf("written to %s and %s", r.Weeks[0].Path, r.Path)
	}
	for _, n := range []int{0, -1, 54} {
		if _, err := pl.WeeksFrom(&week, n); err == nil {
			t.Errorf("%d weeks are planned", n)
		}
	}
}
