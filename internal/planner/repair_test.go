package planner

import (
	"context"
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
	"paiban/schedule/repair"
)

// held reads the roster of 2026-W47, Monday 11-16 to Sunday 11-22; today is Friday, its
// day 4.
func held(t *testing.T, pl *Planner) (path string, file *report.RosterFile) {
	t.Helper()
	path = filepath.Join(pl.Workspace.Root, "rosters", "2026-W47.xlsx")
	file, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, file
}

// atWork finds somebody who works on a day of the roster.
func atWork(t *testing.T, h *Held, day int) (id string) {
	t.Helper()
	for i, cells := range h.Read.Roster.Cells {
		if cells[day] != schedule.Off {
			return h.Plan.Problem.People[i].ID
		}
	}
	t.Fatal("nobody works")
	return ""
}

// What is asked of a repair: from which day it may change cells, and what a change must
// save.
func TestRepairTask(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	monday := file.Start
	a, b := h.Plan.Problem.People[0].ID, h.Plan.Problem.People[1].ID
	day := func(d int) *workcal.Date { date := monday + workcal.Date(d); return &date }
	price := int64(50)
	for _, c := range []struct {
		name  string
		task  RepairTask
		first int // day of the first absence
		from  int
		price int64
		ask   bool // an AskError
	}{
		{"nothing has happened: from today on, for hard rules alone", RepairTask{}, -1, 4, hardOnlyPrice, false},
		{"a price is a price", RepairTask{Price: &price}, -1, 4, 50, false},
		{"an absence", RepairTask{}, 2, 2, 0, false},
		{"an earlier swap", RepairTask{Swaps: []SwapDays{{a, b, *day(1), *day(2)}}}, 3, 1, 0, false},
		{"a day named", RepairTask{From: day(1)}, 2, 1, 0, false},
		{"a day after the absence", RepairTask{From: day(3)}, 2, 0, 0, true},
		{"a day outside", RepairTask{From: day(7)}, -1, 0, 0, true},
		{"a swap outside", RepairTask{Swaps: []SwapDays{{a, b, *day(6), *day(7)}}}, -1, 0, 0, true},
		{"a swap with oneself", RepairTask{Swaps: []SwapDays{{a, a, *day(1), *day(1)}}}, -1, 0, 0, true},
		{"a swap with nobody", RepairTask{Swaps: []SwapDays{{a, "nobody", *day(1), *day(1)}}}, -1, 0, 0, true},
	} {
		r := &Repaired{Held: h}
		err := r.task(pl.today, c.task, c.first)
		var ask AskError
		if errors.As(err, &ask) != c.ask || err != nil && !c.ask {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !c.ask && (r.Task.From != c.from || r.Task.Price != c.price) {
			t.Errorf("%s: from day %d at %d, want %d at %d", c.name, r.Task.From, r.Task.Price, c.from, c.price)
		}
	}
	r := &Repaired{Held: h}
	if err := r.task(pl.today, RepairTask{Swaps: []SwapDays{{a, b, *day(1), *day(2)}}}, -1); err != nil || !slices.Equal(r.Task.Swaps, []repair.Swap{{A: 0, B: 1, Day: 1}, {A: 0, B: 1, Day: 2}}) {
		t.Errorf("swaps %v (%v)", r.Task.Swaps, err)
	}
	gone := func() workcal.Date { return monday + 7 }
	if err := r.task(gone, RepairTask{}, -1); err == nil {
		t.Error("a roster whose days are past is repaired")
	}
}

// Somebody is away on Saturday: the day is taken from them in the plan that is written
// beside the roster, which stays. A second repair gets the next name; a dry run none.
func TestRepairIsWrittenBesideTheRoster(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	const saturday = 5
	id := atWork(t, h, saturday)
	date := file.Start + saturday
	was, _ := os.ReadFile(path)
	task := RepairTask{Absences: []Absence{{Person: id, From: date, To: date, Kind: "SICK"}}}

	r, err := at(t, pl.Workspace.Root).Repair(t.Context(), path, file, withDry(task))
	if err != nil || r.Written != "" {
		t.Fatalf("a dry run wrote %q (%v)", r.Written, err)
	}
	r, err = at(t, pl.Workspace.Root).Repair(t.Context(), path, file, task)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	if r.Written != filepath.Join(dir, "2026-W47_repair1.xlsx") || r.Backup != "" {
		t.Errorf("written %q, backup %q", r.Written, r.Backup)
	}
	if now, _ := os.ReadFile(path); string(now) != string(was) {
		t.Error("the roster was changed")
	}
	i := slices.IndexFunc(r.Plan.Problem.People, func(p schedule.Person) bool { return p.ID == id })
	if got := r.Chosen().Roster.Cells[i][saturday]; got != schedule.Off {
		t.Errorf("%s still works shift %d", id, got)
	}
	repaired, err := workspace.ReadRoster(r.Written)
	if err != nil {
		t.Fatal(err)
	}
	row := slices.IndexFunc(repaired.People, func(p report.RosterRow) bool { return p.ID == id })
	if word := repaired.People[row].Cells[saturday]; word != "病假" {
		t.Errorf("the cell reads %q", word)
	}
	next := &Repaired{Held: &Held{Path: r.Written, File: repaired}}
	if target, backup, err := next.target(RepairTask{}); filepath.Base(target) != "2026-W47_repair2.xlsx" || backup != "" || err != nil {
		t.Errorf("the next repair goes to %q, backup %q (%v)", target, backup, err)
	}
	edit(t, r.Written)
	if next.File, err = workspace.ReadRoster(r.Written); err != nil {
		t.Fatal(err)
	}
	if _, _, err := next.target(RepairTask{InPlace: true}); err == nil {
		t.Error("a file edited by hand is replaced")
	}
	if target, backup, err := next.target(RepairTask{InPlace: true, Force: true}); target != r.Written || !strings.HasSuffix(backup, "_repair1.bak1.xlsx") || err != nil {
		t.Errorf("in place it goes to %q, backup %q (%v)", target, backup, err)
	}
	if _, err := at(t, pl.Workspace.Root).Repair(t.Context(), path, file, RepairTask{DryRun: true, Pick: 99}); !errors.As(err, new(AskError)) {
		t.Errorf("plan 99: %v", err)
	}
}

func withDry(t RepairTask) RepairTask {
	t.DryRun = true
	return t
}

func TestLeaveWord(t *testing.T) {
	for word, want := range map[string]lang.Text{"sick": lang.T("病假", "sick"), "病假": lang.T("病假", "sick"), "搬家": lang.Same("搬家")} {
		if got := leaveWord(word); got != want {
			t.Errorf("%s is %v, want %v", word, got, want)
		}
	}
}

// A stopped repair writes nothing.
func TestInterruptedRepairWritesNothing(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	ctx, stop := context.WithCancel(t.Context())
	clock := pl.Clock
	pl.Clock = func() time.Time { stop(); return clock() }
	date := file.Start + 5
	_, err := pl.Repair(ctx, path, file, RepairTask{Absences: []Absence{{Person: pl.Workspace.People[0].ID, From: date, To: date}}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if _, err := os.Stat(strings.TrimSuffix(path, ".xlsx") + "_repair1.xlsx"); !os.IsNotExist(err) {
		t.Errorf("a repair was written (%v)", err)
	}
}
