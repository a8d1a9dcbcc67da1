package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

var smallShop = map[string]string{"paiban.yaml": "preset: recharge\n", "people.csv": "工号,姓名\nA1,甲\nA2,乙\nA3,丙\n"}

// What is written is what is read: a temp with a shift of their own, which nobody else may
// work, and overtime of somebody of the staff list.
func TestWeekFile(t *testing.T) {
	dir := testWorkspace(t, smallShop)
	w, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	week, _ := workcal.ParseWeek("2026-W48")
	sat := week.Monday() + 5
	f := &WeekFile{
		Week: "2026-W48", Plan: "temps: \"more\"",
		Shifts:   []WeekShift{{ID: "t", Name: lang.T("临时工48", "temps 48"), Hours: []Span{{Start: 600, End: 840}, {Start: 1080, End: 1380}}, Days: Days{DayName(sat.String())}}},
		People:   []WeekPerson{{ID: "t-1", Name: "临时工 1", From: sat, To: sat, Shift: "t"}},
		Overtime: []WeekOvertime{{ID: "1", Person: w.People[0].ID, Date: sat, Hours: Span{Start: 1080, End: 1200}}},
	}
	path := w.WeekFilePath(week)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(path); err != nil {
		t.Fatal(err)
	}
	read, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	with, err := w.With(f)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]*Workspace{"read": read, "laid over": with} {
		n := len(w.People)
		if len(got.People) != n+1 || got.People[n].ID != "t-1" || got.People[n].Hired != sat || got.People[n].Left != sat || len(got.Overtime) != len(w.Overtime)+1 {
			t.Fatalf("%s: people %+v", name, got.People[n:])
		}
		plan, err := got.PlanDays(week.Monday(), 7, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		s := slices.IndexFunc(plan.Problem.Shifts, func(s schedule.Shift) bool { return s.ID == "t" })
		for i := range plan.Problem.People {
			p := &plan.Problem.People[i]
			if own := p.ID == "t-1"; own != p.May(s) || own && (len(p.Shifts) != 1 || p.Trainee || p.Skills != nil) {
				t.Errorf("%s: %s may work %v", name, p.ID, p.Shifts)
			}
		}
		if d := plan.Problem.Shifts[s].Days; d.Has(4) || !d.Has(5) {
			t.Errorf("%s: the shift is worked on %v", name, d)
		}
	}
	if len(w.People) != len(read.People)-1 || slices.ContainsFunc(w.Config.Shifts, func(s Shift) bool { return s.ID == "t" }) {
		t.Error("the workspace itself was changed")
	}
	if a, b := len(w.Lint()), len(read.Lint()); a != b {
		t.Errorf("lint says %d things of the settings, %d with a week's file", a, b)
	}
}

// Each bad line is named with its file.
func TestWeekFileSlips(t *testing.T) {
	for text, want := range map[string]string{
		"peple: []": "peple",
		"people: [{id: x, name: X, from: 2026-11-28, to: 2026-11-28, shift: none}]": "person x",
		"overtime: [{id: 1, person: nobody, date: 2026-11-28, hours: 18:00-20:00}]": "nobody is not in the staff list",
		"shifts: [{id: t, name: t}]": "shift t",
	} {
		dir := testWorkspace(t, smallShop)
		path := filepath.Join(dir, "weeks", "2026-W48.yaml")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Load(dir)
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) || !strings.Contains(lang.Tell(err, lang.EN), "weeks/2026-W48.yaml") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
