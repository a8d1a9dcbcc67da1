package planner

import (
	"slices"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Of two days 甲 works an hour longer on the first, at 38.79 yuan, and 乙 four hours of a
// day off on the second, at 200: five hours and 238.79 yuan in all.
func TestOvertimeOfARosterIsTold(t *testing.T) {
	span := func(from, to int) schedule.Span { return schedule.Span{Start: 60 * from, End: 60 * to} }
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 2, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "A+", Segments: []schedule.Span{span(10, 19)}, Parts: []string{"A"}, Overtime: []schedule.Span{span(18, 19)}},
			{ID: "R", Segments: []schedule.Span{span(10, 14)}, Overtime: []schedule.Span{span(10, 14)}},
		},
		People: []schedule.Person{{ID: "1", Name: "甲"}, {ID: "2", Name: "乙"}},
		Rules:  []schedule.Rule{schedule.ExtraWork{Shifts: []int{0, 1}, Price: [][]int64{{3879, 0}, {0, 20000}}}},
	}
	roster := &schedule.Roster{Cells: [][]int{{0, schedule.Off}, {schedule.Off, 1}}}
	j := &Judged{Planning: &Planning{Plan: &workspace.Plan{Problem: p}}, Result: &solve.Result{Roster: roster}}
	want := []lang.Text{
		lang.T("加班一共 5 小时，238.79 元", "overtime in all: 5 h, 238.79 yuan"),
		lang.T("加班：甲 11-23 周一 18:00-19:00，38.79 元", "overtime: 甲 Mon 11-23 18:00-19:00, 38.79 yuan"),
		lang.T("加班：乙 11-24 周二 10:00-14:00，200.00 元", "overtime: 乙 Tue 11-24 10:00-14:00, 200.00 yuan"),
	}
	if got := j.overtimeNotes(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := j.Overtime(); len(got) != 2 || got[1].Person != "2" || got[1].Yuan != 200 || got[1].Date != p.Start+1 {
		t.Errorf("%+v", got)
	}
}
