package schedule_test

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// A roster of three days, judged by two rules and one row of cover.
func ExampleCheck() {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 3, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "E", Name: lang.T("早班", "early"), Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any},
			{ID: "L", Name: lang.T("晚班", "late"), Segments: []schedule.Span{{Start: 900, End: 1380}}, Paid: 480, Queue: schedule.Any},
		},
		People: []schedule.Person{{ID: "1", Name: "An", Shifts: []int{0, 1}, Last: 3}},
		Cover:  []schedule.Cover{{Why: schedule.Window, Day: 2, Span: schedule.Span{Start: 1200, End: 1260}, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(1)}},
		Rules: []schedule.Rule{
			schedule.MinRest{Minutes: 11 * 60, Force: schedule.Must()}, // 11 h
			schedule.WorkRun{Length: schedule.Free().Prefer(0, 2, 0, 50)},
		},
	}
	roster := &schedule.Roster{Cells: [][]int{{1, 0, 0}}} // late, early, early
	a := schedule.Check(p, roster)
	fmt.Println(a.Score)
	for _, f := range a.Findings {
		fmt.Printf("%s: %s\n", f.Rule, f.Why.EN)
	}
	// Output:
	// 2 hard, cost 50
	// min-rest: An has only 9 h between late 15:00-23:00 on Mon 11-23 and early 08:00-16:00 on Tue 11-24; 11 h are needed
	// window: Wed 11-25 20:00-21:00: 0 heads, at least 1 (service window)
	// work-run: An works 3 days in a row (Mon 11-23 to Wed 11-25), above the limit of 2 days
}
