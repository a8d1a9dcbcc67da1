package planner

import (
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Leave that somebody wrote into a cell alone is leave of the week.
func TestLeaveInACell(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	const tuesday = 1
	id := atWork(t, h, tuesday)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("班表")
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		if len(row) > 0 && row[0] == id {
			cell, _ := excelize.CoordinatesToCellName(4+tuesday, r+1)
			if err := book.SetCellStr("班表", cell, "病假"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	book.Close()
	pl = at(t, pl.Workspace.Root)
	if path, file = held(t, pl); !file.Changed() {
		t.Fatal("the cell was not edited")
	}
	if h, err = pl.Hold(t.Context(), path, file); err != nil {
		t.Fatal(err)
	}
	i, err := h.person(id)
	if err != nil {
		t.Fatal(err)
	}
	if word := h.Plan.Leave[i][tuesday]; word.ZH != "病假" {
		t.Errorf("the leave of that day is %v", word)
	}
	for _, u := range h.Plan.Problem.Absences() {
		if u.Person == i && u.Day == tuesday && u.Whole {
			return
		}
	}
	t.Error("the problem does not know it")
}

// The duty is A's on days 0 and 1 and B's on day 2. From day 1 on the roster is changed:
// A is off on day 1, so somebody at work takes it; day 0 is past and stays, though A is
// off in the changed roster too.
func TestDutiesOfAChangedRoster(t *testing.T) {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, time.November, 23), Days: 3,
		Shifts: []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}},
		People: []schedule.Person{{ID: "A", Last: 3}, {ID: "B", Last: 3}},
	}
	h := &Held{
		Planning: &Planning{Plan: &workspace.Plan{Problem: p, Rotas: []schedule.Rota{{People: schedule.People{0, 1}}, {People: schedule.People{0}}}}},
		Read:     &report.Matched{Who: [][]int{{0, 0, 1}, nil}},
	}
	got := h.duties(&schedule.Roster{Cells: [][]int{{schedule.Off, schedule.Off, 0}, {0, 0, 0}}}, 1)
	if want := []int{0, 1, 1}; !slices.Equal(got[0], want) {
		t.Errorf("the first duty goes to %v, want %v", got[0], want)
	}
	if got[1] != nil {
		t.Errorf("a duty that the file does not have goes to %v", got[1])
	}
}

// Two of three people have a duty of two seats. B is off now: A has the other seat, so C
// takes it.
func TestDutiesOfTwoSeats(t *testing.T) {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, time.November, 23), Days: 1,
		Shifts: []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}},
		People: []schedule.Person{{ID: "A", Last: 1}, {ID: "B", Last: 1}, {ID: "C", Last: 1}},
	}
	h := &Held{
		Planning: &Planning{Plan: &workspace.Plan{Problem: p, Rotas: []schedule.Rota{{Seats: 2}, {Seats: 2, Seat: 1}}}},
		Read:     &report.Matched{Who: [][]int{{1}, {0}}},
	}
	got := h.duties(&schedule.Roster{Cells: [][]int{{0}, {schedule.Off}, {0}}}, 0)
	if got[0][0] != 2 || got[1][0] != 0 {
		t.Errorf("the seats go to %v, want C and A", got)
	}
}

// A roster of five days is none of a calendar week; nor is one from Tuesday to Monday.
func TestHoldWeekWantsAWeek(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	if h, err := pl.HoldWeek(t.Context(), path, file); err != nil || !h.Horizon.IsWeek() {
		t.Errorf("a week: %v", err)
	}
	for _, h := range []Horizon{{Start: file.Start, Days: 5}, {Start: file.Start + 1, Days: 7}} {
		other := *file
		other.Start, other.Days = h.Start, h.Days
		if _, err := pl.HoldWeek(t.Context(), path, &other); err == nil {
			t.Errorf("%s, %d days, is taken for a week", h.Start, h.Days)
		}
	}
}

// A search starts from the week as it was before A and B exchanged day 1, and a roster in
// which two cells differ from the file has two changes.
func TestBaseOfASearch(t *testing.T) {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, time.November, 23), Days: 2, Interval: 60,
		Shifts: []schedule.Shift{{ID: "D", Queue: schedule.Any, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}},
		People: []schedule.Person{{ID: "A", Shifts: []int{0}, Last: 2}, {ID: "B", Shifts: []int{0}, Last: 2}},
		Rules:  []schedule.Rule{schedule.Request{Person: 0, Day: 0, Cost: 5}}, // A would rather be off
	}
	const off = schedule.Off
	h := &Held{
		Path: "w.xlsx", Planning: &Planning{Plan: &workspace.Plan{Problem: p, Swaps: []workspace.Exchange{{A: 0, B: 1, Day: 1}}}},
		Read: &report.Matched{Roster: &schedule.Roster{Cells: [][]int{{0, 0}, {off, off}}}},
	}
	start := h.Start()
	if !slices.Equal(start.Cells[0], []int{0, off}) || !slices.Equal(start.Cells[1], []int{off, 0}) {
		t.Errorf("it starts from %v", start.Cells)
	}
	b := h.Compare(start)
	if b.File != "w.xlsx" || b.Changed != 2 || b.Score != (schedule.Score{Cost: 5}) {
		t.Errorf("%+v, want 2 changes from a roster that costs 5", b)
	}
	if b := h.Compare(h.Read.Roster); b.Changed != 0 {
		t.Errorf("the file itself has %d changes", b.Changed)
	}
}
