package attendance_test

import (
	"fmt"
	"time"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Three days of one person: ten minutes late on Monday, on time on Tuesday, no
// punch on Wednesday. The shop forgives five minutes, fines ten yuan for lateness
// and withholds a day's pay for a day absent.
func ExampleSettle() {
	month := workcal.Month{Year: 2026, Month: time.November}
	monday := workcal.DateOf(2026, time.November, 2)
	shift := attendance.Planned{Kind: attendance.Work, Shift: "early", Segments: []schedule.Span{{Start: 9 * 60, End: 18 * 60}}, Break: 60}
	plans := make([]attendance.Planned, month.Days())
	for i := range plans {
		plans[i].Kind = attendance.Rest
	}
	for day := range workcal.Date(3) {
		plans[monday+day-month.First()] = shift
	}
	var punches []attendance.Punch
	for _, at := range []attendance.Stamp{
		attendance.On(monday, 9*60+10), attendance.On(monday, 18*60),
		attendance.On(monday+1, 8*60+55), attendance.On(monday+1, 18*60+5),
	} {
		punches = append(punches, attendance.Punch{At: at, Source: attendance.Clocked})
	}
	policy := attendance.DefaultPolicy()
	policy.Grace = attendance.Grace{Minutes: 5, Inclusive: true}
	policy.Late = []attendance.Tier{{From: 1, Effect: attendance.Effect{Fine: attendance.Yuan(10)}}}

	sheet := attendance.Settle(attendance.Input{
		Month: month, Calendar: workcal.New(nil),
		People:  []attendance.Person{{ID: "007", Name: "Li Si", Salary: attendance.Yuan(4350)}},
		Plans:   [][]attendance.Planned{plans},
		Punches: [][]attendance.Punch{punches},
	}, policy)

	m := sheet.People[0]
	fmt.Printf("%s: due %v, attended %v, absent %v, late %d minutes, fines %v, withheld %v yuan\n", m.Person.Name, m.Due, m.Attended, m.Absent, m.LateMinutes, m.Fines, m.Withheld)
	for _, d := range m.Days {
		if d.Due > 0 {
			fmt.Printf("%v %s: %d minutes worked\n", d.Date, d.Result.Text().EN, d.Worked)
			for _, a := range d.Applied {
				fmt.Println("  " + a.Words().EN)
			}
		}
	}
	// Output:
	// Li Si: due 3, attended 2, absent 1, late 10 minutes, fines 10, withheld 200 yuan
	// 2026-11-02 late: 470 minutes worked
	//   due start at 09:00, clocked 09:10: late by 10 minutes (10 yuan)
	// 2026-11-03 on time: 480 minutes worked
	// 2026-11-04 absent: 0 minutes worked
	//   no punch in the shift: absent 1 day
}
