package planner

import (
	"reflect"
	"slices"
	"testing"

	"paiban/internal/report"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// deskOf is the desk of the roster of the week 2026-W47.
func deskOf(t *testing.T, pl *Planner) (*Desk, string) {
	t.Helper()
	path, file := held(t, pl)
	d, err := pl.Desk(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	return d, path
}

// off is a cell of the desk that works and is typed away.
func off(t *testing.T, d *Desk, day int) report.Typed {
	t.Helper()
	for i, cells := range d.Read.Posted.Cells {
		if cells[day] != schedule.Off && d.Plan.Problem.People[i].CountsOn(day) {
			return report.Typed{ID: d.Read.RowID(i), Date: d.Plan.Problem.Date(day), Text: "休"}
		}
	}
	t.Fatal("nobody works")
	return report.Typed{}
}

// With somebody less, people are missing where their shift was, or more of them; the file
// on the desk stays as it is, and its findings are those of a check.
func TestDeskMovesWithEachCell(t *testing.T) {
	pl := sample(t, "recharge")
	d, _ := deskOf(t, pl)
	before := d.ShortMinutes()
	cell := off(t, d, 5)
	next, err := d.Retype([]report.Typed{cell})
	if err != nil {
		t.Fatal(err)
	}
	if next.ShortMinutes() <= before {
		t.Errorf("short %d, was %d", next.ShortMinutes(), before)
	}
	if d.ShortMinutes() != before {
		t.Error("the desk before has changed")
	}
	checked, err := pl.Check(next.File)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(checked.Findings, next.Findings) {
		t.Error("the desk finds other things than the check")
	}
	if loose := next.Loose(); len(loose) != 1 || loose[0].Text != "休!" {
		t.Errorf("to be locked: %v", loose)
	}
	if n := len(next.Matters()); n == 0 || n > Matters {
		t.Errorf("%d matters", n)
	}
}

// Those who could come are there at these hours once their cells are typed, break no more
// hard rules than is told, and stand by what they cost.
func TestWhoCouldCome(t *testing.T) {
	pl := sample(t, "recharge")
	d, _ := deskOf(t, pl)
	d, err := d.Retype([]report.Typed{off(t, d, 5)})
	if err != nil {
		t.Fatal(err)
	}
	hole := d.Short()[0]
	date := d.Plan.Problem.Date(hole.Day)
	got, err := d.Who(date, hole.Span)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.List) == 0 {
		t.Fatalf("nobody; the others: %v", got.Others)
	}
	if !slices.IsSortedFunc(got.List, func(x, y Comer) int {
		if y.before(x) {
			return 1
		}
		return -1
	}) {
		t.Error("not the cheapest first")
	}
	for _, c := range got.List {
		next, err := d.Retype(c.Cells)
		if err != nil {
			t.Fatal(err)
		}
		if next.ShortMinutes() != c.Short {
			t.Errorf("%s: short %d, told %d", c.Name, next.ShortMinutes(), c.Short)
		}
		for i := range d.Plan.Problem.People {
			s := next.Read.Posted.Cells[i][hole.Day]
			if d.Read.RowID(i) == c.ID && (s == schedule.Off || next.Plan.Problem.Shifts[s].End() <= hole.Span.Start || next.Plan.Problem.Shifts[s].Start() >= hole.Span.End) {
				t.Errorf("%s is not there", c.Name)
			}
		}
	}
}

// A file changed elsewhere: the cell changed there, the one typed here and one that both
// changed all stand side by side, and what is typed here stays.
func TestMergeLosesNothing(t *testing.T) {
	pl := sample(t, "recharge")
	_, was := held(t, pl)
	a, b := was.People[0].ID, was.People[1].ID
	theirs := []report.Typed{{ID: a, Date: was.Start, Text: "病假"}, {ID: b, Date: was.Start, Text: "病假"}}
	now, err := was.Retype(theirs)
	if err != nil {
		t.Fatal(err)
	}
	mine := []report.Typed{{ID: b, Date: was.Start, Text: "年假"}, {ID: a, Date: was.Start + 1, Text: "年假"}, {ID: a, Date: was.Start, Text: "病假"}, {ID: "gone", Date: was.Start, Text: "年假"}}
	diffs, keep := Merge(was, now, mine)
	if len(diffs) != 3 {
		t.Fatalf("%d cells: %+v", len(diffs), diffs)
	}
	both := 0
	for _, c := range diffs {
		if c.Both() {
			both++
			if c.ID != b || c.Theirs != "病假" || c.Mine != "年假" {
				t.Errorf("%+v", c)
			}
		}
	}
	// What both sides typed alike is in the file, and a row that is gone takes nothing.
	if both != 1 || !reflect.DeepEqual(keep, mine[:2]) {
		t.Errorf("both %d, kept %v", both, keep)
	}
}

// A repair that was shown is written as it was shown; of a roster changed since, it is not.
func TestWriteRepair(t *testing.T) {
	pl := sample(t, "recharge")
	d, path := deskOf(t, pl)
	ill := off(t, d, 5)
	task := RepairTask{Absences: []Absence{{Person: ill.ID, From: ill.Date, To: ill.Date, Kind: "病假"}}, DryRun: true}
	again := at(t, pl.Workspace.Root)
	_, file := held(t, again)
	r, err := again.Repair(t.Context(), path, file, task)
	if err != nil {
		t.Fatal(err)
	}
	if r.Written != "" {
		t.Fatal("written before it was asked for")
	}
	shown := r.Changes
	if err := again.WriteRepair(t.Context(), r, task); err != nil {
		t.Fatal(err)
	}
	now, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range shown {
		k := slices.IndexFunc(now.People, func(r report.RosterRow) bool { return r.ID == c.Person })
		if got := now.People[k].Cells[c.Date-now.Start]; got != c.Now {
			t.Errorf("%s %s: %s, shown was %s", c.Name, c.Date, got, c.Now)
		}
	}
	if err := again.WriteRepair(t.Context(), r, task); err == nil {
		t.Error("a repair of a roster that is no longer there was written")
	}
}
