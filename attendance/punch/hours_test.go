package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// The grid tells no hours: 09:12 was 12 minutes late, 16:57 three minutes early,
// and that is the eight hours a day that the counts are made of.
func TestHoursOfDays(t *testing.T) {
	e := read(t, "f", gridSample(t))
	var got []string
	for _, s := range e.Shifts {
		got = append(got, fmt.Sprint(e.People[s.Person].Name, " ", s.Date.String()[8:], " ", s.Kind, " ", s.Segments))
	}
	same(t, "plan", got,
		"甲一 02 work [09:00-17:00]", "甲一 03 work [09:00-17:00]", "甲一 04 work [09:00-17:00]", "甲一 05 rest []",
		"乙二 02 work [09:00-17:00]", "乙二 03 leave []", "乙二 04 leave []", "乙二 05 rest []")
	got = nil
	for _, r := range e.Results {
		got = append(got, fmt.Sprint(e.People[r.Person].Name, " ", r.Date.String()[8:], " ", r.Late, r.Early, r.Missing, r.Absent, r.Attended))
	}
	same(t, "results", got, "甲一 02 12 3 0 0 1", "甲一 03 0 0 0 1 0", "甲一 04 0 0 0 0 1", "乙二 02 0 0 1 0 1")

	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Differences) > 0 || a.PersonDays != 4 || a.Fields["missing"] != (Count{4, 4}) || a.Totals["late_times"] != (Count{2, 2}) {
		t.Errorf("audit %+v", a)
	}
}

// Hours that do not make up the clock's own working time are not believed: the
// same days against 7 hours.
func TestHoursThatDisagree(t *testing.T) {
	r := &reader{}
	r.out.People = []Person{{Name: "甲一"}}
	r.out.Shifts = []Shift{{0, 20000, attendance.Planned{Kind: attendance.Flexible, Shift: "1"}}}
	r.exceptions = []exception{{who: 0, date: 20000, clocks: [4]int{552, 1017, -1, -1}, late: 12, early: 3}}
	r.out.Totals = []Total{{Due: 1, Minutes: 7 * 60}}
	r.learnHours()
	if r.out.Shifts[0].Kind != attendance.Flexible || len(r.out.Results) != 0 {
		t.Errorf("plan %+v", r.out.Shifts[0])
	}
}

// Cards tell no hours either, but how often and by how much each person was late
// and left early, beyond five minutes: from 08:00 to 11:30 and from 12:30 to
// 17:00, eight hours.
func TestHoursOfSums(t *testing.T) {
	r := &reader{}
	in := [][4]int{{486, 691, 755, 1025}, {478, 695, 750, 1030}, {489, 692, 758, 1000}, {470, 693, 748, 1022}} // by person
	for who, m := range in {
		r.out.People = append(r.out.People, Person{Name: fmt.Sprint(who)})
		r.out.Shifts = append(r.out.Shifts, Shift{who, 20000, attendance.Planned{Kind: attendance.Flexible, Shift: "1"}})
		for side, at := range m {
			r.placed = append(r.placed, placed{who, 20000, side, at})
			r.out.Punches = append(r.out.Punches, Punch{who, attendance.Punch{At: attendance.On(20000, at)}})
		}
	}
	r.out.Totals = []Total{
		{Person: 0, Due: 1, Minutes: 480, LateTimes: 1, LateMinutes: 6},                                      // 08:06; 12:35 is within the grace
		{Person: 1, Due: 1, Minutes: 480},                                                                    // 07:58, 12:30
		{Person: 2, Due: 1, Minutes: 480, LateTimes: 2, LateMinutes: 9 + 8, EarlyTimes: 1, EarlyMinutes: 20}, // 08:09, 12:38; 16:40
		{Person: 3, Due: 1, Minutes: 480},
	}
	r.learnHours()
	want := fmt.Sprint([]schedule.Span{{Start: 480, End: 690}, {Start: 750, End: 1020}})
	for _, s := range r.out.Shifts {
		if got := fmt.Sprint(s.Segments); s.Kind != attendance.Work || got != want {
			t.Errorf("plan %+v, want %s", s, want)
		}
	}
	// The clock's own places go with the punches: person 2 left at 16:40.
	if p := r.out.Punches[11]; p.For != attendance.On(20000, 1020) {
		t.Errorf("punch %+v", p)
	}
}

// Two segments, and the only starts and ends that were missed came two to a day:
// 08:10 and 13:05 make 15 minutes late, 11:50 and 17:00 make 40 early, so the
// shift runs from 08:00 to 12:00 and from 13:00 to 17:30.
func TestHoursOfListedSums(t *testing.T) {
	r := &reader{}
	r.out.People = []Person{{Name: "甲一"}}
	for d := range workcal.Date(4) {
		r.out.Shifts = append(r.out.Shifts, Shift{0, 20000 + d, attendance.Planned{Kind: attendance.Flexible, Shift: "1"}})
	}
	r.exceptions = []exception{
		{date: 20000, clocks: [4]int{490, 710, 785, 1020}, late: 15, early: 40},
		{date: 20001, clocks: [4]int{478, 725, 787, 1049}, late: 7, early: 1},
		{date: 20002, clocks: [4]int{483, 719, 775, 1060}, late: 3, early: 1},
	}
	r.out.Totals = []Total{{Due: 1, Minutes: 510}}
	r.learnHours()
	if got := fmt.Sprint(r.out.Shifts[0].Segments); got != "[08:00-12:00 13:00-17:30]" {
		t.Errorf("segments %s", got)
	}
}

// Nobody left early: eight hours from the start that 08:40 was ten minutes late
// for end at 16:30.
func TestHoursWithoutEarlyLeave(t *testing.T) {
	r := &reader{}
	r.out.People = []Person{{Name: "甲一"}}
	for d := range workcal.Date(2) {
		r.out.Shifts = append(r.out.Shifts, Shift{0, 20000 + d, attendance.Planned{Kind: attendance.Flexible, Shift: "1"}})
	}
	r.exceptions = []exception{
		{date: 20000, clocks: [4]int{520, 1000, -1, -1}, late: 10},
		{date: 20001, clocks: [4]int{531, 995, -1, -1}, late: 21},
	}
	r.out.Totals = []Total{{Due: 1, Minutes: 480}}
	r.learnHours()
	if got := fmt.Sprint(r.out.Shifts[0].Segments); got != "[08:30-16:30]" {
		t.Errorf("segments %s", got)
	}
}

// The clock put 12:33 at the end of the afternoon and 17:25 at the start of
// overtime: recomputing its sums needs its habit, to keep overtime apart.
func TestAuditOvertimeApart(t *testing.T) {
	plan := attendance.Planned{Kind: attendance.Work, Shift: "1", Segments: []schedule.Span{{Start: 480, End: 690}, {Start: 750, End: 1020}}}
	at := func(m, to int, note string) Punch {
		p := attendance.Punch{At: attendance.On(20000, m), Source: attendance.Clocked, Note: note}
		if to > 0 {
			p.For = attendance.On(20000, to)
		}
		return Punch{0, p}
	}
	e := &Export{
		Layout: "clock", First: 20000, Last: 20000, People: []Person{{Key: "1", ID: "1", Name: "甲一"}},
		Shifts:  []Shift{{0, 20000, plan}},
		Punches: []Punch{at(478, 480, ""), at(695, 690, ""), at(720, 750, ""), at(753, 1020, ""), at(1045, 0, "加班签到"), at(1260, 0, "加班签退")},
		// 17:00 - 12:33 is 267 minutes.
		Totals: []Total{{Person: 0, Due: 1, Attended: 1, EarlyTimes: 1, EarlyMinutes: 267}},
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if !a.Settings.OvertimeApart || len(a.Differences) > 0 || a.Fields["early_minutes"] != (Count{1, 1}) {
		t.Errorf("audit %+v", a)
	}
}

// The invented workbooks. Standard report: 22 days of three people and 20 of 丁四,
// a grace of ten minutes (09:10 is in time, 09:11 is 11 late); its sums by hand are
// in TestAuditClockSums. Cards: 30 days of six, a grace of five minutes, overtime
// kept apart.
func TestAuditClocks(t *testing.T) {
	for _, c := range []struct {
		file              string
		days, sums, grace int
		segments          string
		apart             bool
	}{
		{"clock_standard_report.xls", 22*3 + 20, 4, 10, "[09:00-17:00]", false},
		{"clock_three_abreast.xls", 180, 6, 5, "[08:00-11:30 12:30-17:00]", true},
	} {
		e := lookAlike(t, c.file)
		for _, s := range e.Shifts {
			if s.Kind == attendance.Work && fmt.Sprint(s.Segments) != c.segments {
				t.Fatalf("%s: a shift of %v", c.file, s.Segments)
			}
		}
		a, err := e.Audit()
		if err != nil {
			t.Fatal(err)
		}
		if a.PersonDays != c.days || a.Settings.Grace.Minutes != c.grace || a.Settings.OvertimeApart != c.apart || len(a.Totals) != len(totalFields) {
			t.Errorf("%s: %d days, settings %+v", c.file, a.PersonDays, a.Settings)
		}
		for key, n := range a.Totals {
			if n != (Count{c.sums, c.sums}) {
				t.Errorf("%s: %s %+v", c.file, key, n)
			}
		}
		same(t, c.file, differences(a))
	}
	if _, err := lookAlike(t, "clock_summary_report.xls").Audit(); err == nil {
		t.Error("528 hours on 16 days, 33 a day, were believed")
	}
}

// What the makers of the workbooks came to, by hand from the odd days in
// lookalike_clocks_test.go: due, attended and absent days, times and minutes late
// and early. Leave and a trip leave 丁四 20 days due.
func TestAuditClockSums(t *testing.T) {
	for file, want := range map[string][]string{
		"clock_standard_report.xls": {"甲一 22 21 1 1 12 1 3", "乙二 22 22 0 2 35 1 30", "丙三 22 0 22 0 0 0 0", "丁四 20 20 0 1 30 0 0"},
		"clock_three_abreast.xls": {"甲一 30 30 0 2 14 0 0", "乙二 30 30 0 1 10 1 267", "丙三 30 0 30 0 0 0 0", "丁四 30 30 0 3 39 2 30",
			"戊五 30 27 3 0 0 1 5", "己六 30 30 0 1 30 1 60"},
	} {
		e := lookAlike(t, file)
		var got []string
		for _, s := range e.Totals {
			got = append(got, fmt.Sprint(e.People[s.Person].Name, " ", s.Due, s.Attended, s.Absent, s.LateTimes, s.LateMinutes, s.EarlyTimes, s.EarlyMinutes))
		}
		same(t, file, got, want...)
	}
}

// The real workbooks: every count of every person, and every day out of order.
func TestAuditClocksReal(t *testing.T) {
	for _, c := range []struct {
		file              string
		days, sums, grace int
	}{{"clock_standard_report.xls", 1702, 74, 10}, {"clock_three_abreast.xls", 1890, 63, 5}} {
		a, err := shared(t, c.file).Audit()
		if err != nil {
			t.Fatal(err)
		}
		if a.PersonDays != c.days || a.Settings.Grace.Minutes != c.grace {
			t.Errorf("%s: %d days, settings %+v", c.file, a.PersonDays, a.Settings)
		}
		for key, n := range a.Totals {
			if n != (Count{c.sums, c.sums}) {
				t.Errorf("%s: %s %+v", c.file, key, n)
			}
		}
		for key, n := range a.Fields {
			if n.Compared-n.Equal > n.Compared/1000 {
				t.Errorf("%s: %s %+v", c.file, key, n)
			}
		}
		for _, d := range a.Differences {
			if d.Cause == "unknown" {
				t.Errorf("%s: unexplained %+v", c.file, d)
			}
		}
	}
	if _, err := shared(t, "clock_summary_report.xls").Audit(); err == nil {
		t.Error("33 hours a day were believed")
	}
}
