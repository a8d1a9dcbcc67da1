package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// companyB is an export of a firm with a grace of five minutes that is taken
// off, absence by lateness from 74 counted minutes on, and half a day for a day
// with one punch missing.
func companyB() *Export {
	e := &Export{Layout: "test", People: []Person{{Key: "1", Name: "甲"}}}
	day := workcal.DateOf(2026, 5, 4)
	add := func(in, out int, r Result) {
		e.Shifts = append(e.Shifts, Shift{0, day, attendance.Planned{Kind: attendance.Work, Segments: []schedule.Span{{Start: 540, End: 1080}}}})
		for _, m := range []int{in, out} {
			if m > 0 {
				e.Punches = append(e.Punches, Punch{0, attendance.Punch{At: attendance.On(day, m), Source: attendance.Clocked}})
			}
		}
		r.Date = day
		e.Results = append(e.Results, r)
		day++
	}
	add(535, 1085, Result{Attended: 1, Words: []string{"正常", "正常"}})
	add(544, 1085, Result{Attended: 1, Words: []string{"正常", "正常"}})
	add(545, 1085, Result{Attended: 1, Words: []string{"正常", "正常"}})
	add(546, 1085, Result{Attended: 1, Late: 1, Words: []string{"迟到", "正常"}})
	add(565, 1085, Result{Attended: 1, Late: 20, Words: []string{"迟到", "正常"}})
	add(618, 1085, Result{Attended: 1, Late: 73, Words: []string{"严重迟到", "正常"}})
	add(619, 1085, Result{Attended: 1, AbsentLate: 1, Words: []string{"旷工迟到", "正常"}})
	add(700, 1085, Result{Attended: 1, AbsentLate: 1, Words: []string{"旷工迟到", "正常"}})
	add(535, 0, Result{Attended: 0.5, Missing: 1, Words: []string{"正常", "缺卡"}})
	add(0, 1085, Result{Attended: 0.5, Missing: 1, Words: []string{"缺卡", "正常"}})
	add(0, 0, Result{Absent: 1, Words: []string{"缺卡", "缺卡"}})
	return e
}

func TestAuditInfersSettings(t *testing.T) {
	a, err := companyB().Audit()
	if err != nil {
		t.Fatal(err)
	}
	want := attendance.Grace{Minutes: 5, Inclusive: true, Subtract: true}
	if a.Settings.Grace != want || a.Settings.AbsentLate != 74 || a.Settings.OneMissing != 0.5 || a.Settings.LateWithAbsence {
		t.Errorf("settings %+v", a.Settings)
	}
	for _, d := range a.Differences {
		t.Errorf("difference %+v", d)
	}
	for _, f := range AuditFields {
		if c := a.Fields[f.Key]; c != (Count{11, 11}) && f.Key != "overtime_minutes" {
			t.Errorf("%s: %+v", f.Key, c)
		}
	}
}

// A shift with a grace of its own: ten minutes that are not taken off.
func TestAuditInfersGraceOfShift(t *testing.T) {
	e := companyB()
	day := workcal.DateOf(2026, 5, 18)
	for _, c := range []struct{ in, late int }{{545, 0}, {549, 0}, {550, 0}, {551, 11}, {560, 20}} {
		e.Shifts = append(e.Shifts, Shift{0, day, attendance.Planned{Kind: attendance.Work, Shift: "B", Segments: []schedule.Span{{Start: 540, End: 1080}}}})
		e.Punches = append(e.Punches, Punch{0, attendance.Punch{At: attendance.On(day, c.in)}}, Punch{0, attendance.Punch{At: attendance.On(day, 1085)}})
		e.Results = append(e.Results, Result{Date: day, Late: c.late, Attended: 1, Words: []string{"正常", "正常"}})
		if c.late > 0 {
			e.Results[len(e.Results)-1].Words[0] = "迟到"
		}
		day++
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Differences) != 0 || len(a.Settings.ShiftGrace) != 1 {
		t.Errorf("settings %+v, differences %+v", a.Settings, a.Differences)
	}
}

// A result that the punches do not bear out is named, with both figures.
func TestAuditNamesDifferences(t *testing.T) {
	e := companyB()
	e.Results[0].Late = 7
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Differences) != 1 || fmt.Sprint(a.Differences[0].Field, a.Differences[0].Theirs, a.Differences[0].Ours) != "late_minutes7 0" {
		t.Errorf("differences %+v", a.Differences)
	}
}

func TestAuditWithoutResults(t *testing.T) {
	if _, err := (&Export{}).Audit(); err == nil {
		t.Error("nothing to compare, and no error")
	}
}

// Exports judge every segment for itself: 9-12 and 12:30-18 have four boundaries, though
// the break is so short that a shop's own policy would join them.
func TestAuditJoinsNoSegments(t *testing.T) {
	e := companyB()
	day := workcal.DateOf(2026, 5, 18)
	for _, c := range []struct {
		punches []int
		late    int
	}{{[]int{535, 725, 748, 1085}, 0}, {[]int{535, 725, 760, 1085}, 5}} {
		e.Shifts = append(e.Shifts, Shift{0, day, attendance.Planned{Kind: attendance.Work, Segments: []schedule.Span{{Start: 540, End: 720}, {Start: 750, End: 1080}}}})
		for _, at := range c.punches {
			e.Punches = append(e.Punches, Punch{0, attendance.Punch{At: attendance.On(day, at), Source: attendance.Clocked}})
		}
		r := Result{Date: day, Attended: 1, Late: c.late, Words: []string{"正常", "正常", "正常", "正常"}}
		if c.late > 0 {
			r.Words[2] = "迟到"
		}
		e.Results = append(e.Results, r)
		day++
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range a.Differences {
		t.Errorf("difference %+v", d)
	}
}
