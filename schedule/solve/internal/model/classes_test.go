package model

import (
	"slices"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// Three shifts; of the people, a and b count for the row of some people, c and d do not,
// e is a trainee who counts from day 1 on and f one who never does. So there are three
// classes: {a b}, {c d f} and {e}. f counts nowhere and shares the cells of the first.
func TestClassesOfPeople(t *testing.T) {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 2, Interval: 60}
	for _, id := range []string{"E", "L", "N"} {
		p.Shifts = append(p.Shifts, schedule.Shift{ID: id, Segments: []schedule.Span{{Start: 480, End: 960}}, Queue: schedule.Any})
	}
	for _, may := range [][]int{{0, 1}, {0}, {0, 1}, {1}, {0}, {0}} {
		p.People = append(p.People, schedule.Person{Shifts: may, Last: 2})
	}
	p.People[4].Trainee, p.People[4].Trained = true, 1
	p.People[5].Trainee = true
	span := schedule.Span{Start: 480, End: 540}
	p.Cover = []schedule.Cover{
		{Span: span, Queue: schedule.Any, Who: schedule.People{0, 1}, Shift: schedule.Any, Bound: schedule.AtLeast(1)},
		{Span: span, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(2)},
		{Day: 1, Span: span, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(2)},
	}
	m, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	// Off; E and L of {a b}; E and L of {c d}; E of {e}.
	if want := []int{schedule.Off, 0, 1, 0, 1, 0}; !slices.Equal(m.classes.shift, want) {
		t.Fatalf("shifts of cells %v, want %v", m.classes.shift, want)
	}
	for _, c := range []struct{ person, shift, cell int }{{0, 0, 1}, {1, 1, 2}, {2, 0, 3}, {3, 1, 4}, {4, 0, 5}, {5, 0, 1}, {4, 1, -1}, {4, schedule.Off, 0}} {
		if cell, ok := m.CellOf(c.person, c.shift, 0); cell != c.cell || ok != (c.cell >= 0) {
			t.Errorf("person %d, shift %d: cell %d, want %d", c.person, c.shift, cell, c.cell)
		}
	}
	// By cell of day 0, then of day 1: the rows that it adds a head to.
	for k, want := range [][]int32{{}, {0, 1}, {0, 1}, {1}, {1}, {}, {}, {2}, {2}, {2}, {2}, {2}} {
		if got := m.RowsOf(k); !slices.Equal(got, want) {
			t.Errorf("cell %d of day %d adds to %v, want %v", k%m.Cells, k/m.Cells, got, want)
		}
	}
}

// Where rows count everybody, the cells are the shifts.
func TestOneClassKeepsTheCells(t *testing.T) {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 1, Interval: 60,
		Shifts: []schedule.Shift{{ID: "E", Segments: []schedule.Span{{Start: 480, End: 960}}, Queue: schedule.Any, Retired: true}, {ID: "L", Segments: []schedule.Span{{Start: 480, End: 960}}, Queue: schedule.Any}},
		People: []schedule.Person{{Shifts: []int{1}, Last: 1}, {Last: 1}, {Trainee: true, Last: 1}}}
	p.Cover = []schedule.Cover{{Queue: schedule.Any, Who: schedule.People{0, 1, 2}, Shift: 1, Bound: schedule.AtLeast(1)}}
	m, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	if m.Cells != 3 || m.ShiftOf(2) != 1 {
		t.Errorf("%d cells, the third is shift %d", m.Cells, m.ShiftOf(2))
	}
}
