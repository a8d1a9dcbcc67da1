package solve_test

import (
	"context"
	"fmt"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// twoShifts is a week of a small shop: an early and a late shift, one agent wanted on
// each, two on the late shift at the weekend.
func twoShifts(names ...string) *schedule.Problem {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 7, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "E", Name: lang.T("早班", "early"), Kind: schedule.Early, Queue: schedule.Any, Paid: 480, Segments: []schedule.Span{{Start: 8 * 60, End: 16 * 60}}},
			{ID: "L", Name: lang.T("晚班", "late"), Kind: schedule.Late, Queue: schedule.Any, Paid: 480, Segments: []schedule.Span{{Start: 16 * 60, End: 24 * 60}}},
		},
		Rules: []schedule.Rule{
			schedule.WorkRun{Length: schedule.AtMost(5)},
			schedule.MinRest{Minutes: 11 * 60, Force: schedule.Must()},
			schedule.RestDays{Per: schedule.Week, Min: 2, Force: schedule.Must()},
		},
	}
	for _, n := range names {
		p.People = append(p.People, schedule.Person{ID: n, Name: n, Shifts: []int{0, 1}, Last: p.Days})
	}
	for d := range p.Days {
		late := 1
		if p.Weekend(d) {
			late = 2
		}
		p.Cover = append(p.Cover,
			schedule.Cover{Why: schedule.Headcount, Day: d, Shift: 0, Queue: schedule.Any, Bound: schedule.AtLeast(1)},
			schedule.Cover{Why: schedule.Headcount, Day: d, Shift: 1, Queue: schedule.Any, Bound: schedule.AtLeast(late)})
	}
	return p
}

// Solve returns the best roster and a bound; here it proves that nothing is better. A
// wish for a day off is granted because that costs nothing.
func ExampleSolve() {
	p := twoShifts("Ann", "Bo", "Cy", "Di")
	p.Rules = append(p.Rules, schedule.Request{Person: 1, Day: 2, Want: false, Cost: 10})
	r, err := solve.Solve(context.Background(), p, solve.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%v: %v, bound %v\n", r.Status, r.Score, r.Bound)
	fmt.Println("checked:", schedule.Check(p, r.Roster).Score)
	fmt.Println("Bo works on Wednesday:", r.Roster.Cells[1][2] != schedule.Off)
	// Output:
	// optimal: 0 hard, cost 0, bound 0 hard, cost 0
	// checked: 0 hard, cost 0
	// Bo works on Wednesday: false
}

// Where hard rules cannot all hold, there still is a roster, and Reasons say why: here
// somebody is pinned to a late shift and to the early shift of the next day.
func ExampleResult_reasons() {
	p := twoShifts("Ann", "Bo", "Cy", "Di", "Ed")
	p.Rules = append(p.Rules, schedule.Pin{Person: 0, Day: 0, Shift: 1}, schedule.Pin{Person: 0, Day: 1, Shift: 0})
	r, err := solve.Solve(context.Background(), p, solve.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Score)
	for _, why := range r.Reasons {
		fmt.Println(why.EN)
	}
	// Output:
	// 1 hard, cost 0
	// Ann: these rules cannot all hold: at least 11 h between two shifts (hard); 11-23 fixed as late; 11-24 fixed as early; relax one of them
}

// Gap says how far the roster may be from the best one. With an iteration cap instead of
// a time limit the result is the same on any machine.
func ExampleResult_Gap() {
	p := twoShifts("Ann", "Bo", "Cy", "Di")
	r, err := solve.Solve(context.Background(), p, solve.Options{Seed: 1, Iterations: 100})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f%%\n", 100*r.Gap())
	// Output: 0.0%
}
