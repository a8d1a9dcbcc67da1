package punch

import (
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
)

// Somebody without a number goes by the name; a number that two have is told
// apart by the name.
func TestEverybody(t *testing.T) {
	e := &Export{People: []Person{{Key: "u1", ID: "007", Punch: "u1", Name: "甲"}, {Key: "乙", Name: "乙"}, {Key: "8", Punch: "8", Name: "丙"}, {Key: "8", Punch: "8", Name: "丁"}}}
	list, of := e.Everybody()
	var got []string
	for i, p := range list {
		if of[i] != i {
			t.Errorf("person %d is %d", i, of[i])
		}
		got = append(got, p.ID)
	}
	same(t, "ids", got, "007", "乙", "8", "8·丁")
}

// A month takes its own plans, and the punches from the evening before to the
// morning after.
func TestInput(t *testing.T) {
	first := workcal.DateOf(2026, 10, 1)
	e := &Export{People: []Person{{Key: "1"}, {Key: "2"}}}
	for _, d := range []workcal.Date{first - 2, first - 1, first, first + 30, first + 31, first + 33} {
		e.Punches = append(e.Punches, Punch{0, attendance.Punch{At: attendance.On(d, 60)}})
		e.Shifts = append(e.Shifts, Shift{0, d, attendance.Planned{Kind: attendance.Rest}})
	}
	e.Punches = append(e.Punches, Punch{1, attendance.Punch{At: attendance.On(first, 60)}})
	in := e.Input(workcal.Month{Year: 2026, Month: 10}, []attendance.Person{{ID: "a"}}, []int{0, -1})
	rests := 0
	for _, p := range in.Plans[0] {
		if p.Kind == attendance.Rest {
			rests++
		}
	}
	if len(in.Punches) != 1 || len(in.Punches[0]) != 4 || rests != 2 {
		t.Errorf("%d punches, %d plans", len(in.Punches[0]), rests)
	}
	if m := e.Months(); len(m) != 3 || m[0].String() != "2026-09" {
		t.Errorf("months %v", m)
	}
}
