package repair_test

import (
	"context"
	"fmt"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// desk needs one person a day on its only shift; An and Bo take turns, and nobody
// works more than two days in a row.
func desk() *schedule.Problem {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 4, Interval: 60,
		Shifts: []schedule.Shift{{ID: "D", Name: lang.T("白班", "day"), Segments: []schedule.Span{{Start: 540, End: 1080}}, Paid: 480, Queue: schedule.Any}},
		People: []schedule.Person{{ID: "1", Name: "An", Shifts: []int{0}, Last: 4}, {ID: "2", Name: "Bo", Shifts: []int{0}, Last: 4}},
		Rules:  []schedule.Rule{schedule.WorkRun{Length: schedule.AtMost(2)}},
	}
	for d := range p.Days {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: schedule.Any, Shift: 0, Bound: schedule.AtLeast(1)})
	}
	return p
}

// An is ill on the second day: Bo works it, and An one of Bo's days, since Bo may
// not work three in a row.
func ExampleRoster() {
	p := desk()
	p.Rules = append(p.Rules, schedule.Unavailable{Person: 0, Day: 1, Whole: true, What: lang.T("病假", "sick leave")})
	off := schedule.Off
	posted := &schedule.Roster{Cells: [][]int{{0, 0, off, off}, {off, off, 0, 0}}}
	found, err := repair.Roster(context.Background(), p, repair.Task{Base: posted, From: 1, Price: 100}, repair.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := found.Plans[found.Choice]
	for _, c := range plan.Changes {
		fmt.Println(c.Words(p).EN)
	}
	fmt.Println("hard rules broken:", plan.Analysis.Score.Hard)
	// Output:
	// An does not work day on Tue 11-24
	// ask Bo to work day on Tue 11-24 instead of being off
	// ask An to work day on Wed 11-25 instead of being off
	// give Bo a day off on Wed 11-25 instead of day
	// hard rules broken: 0
}

// Bo is away all four days, so An would have to work more than two in a row.
func ExampleConflicts() {
	p := desk()
	for d := range p.Days {
		p.Rules = append(p.Rules, schedule.Unavailable{Person: 1, Day: d, Whole: true, What: lang.T("年假", "annual leave")})
	}
	found, proved, err := repair.Conflicts(context.Background(), p, 1, repair.Options{Seed: 1})
	if err != nil || len(found) == 0 {
		fmt.Println(found, err)
		return
	}
	fmt.Println("proved:", proved)
	for _, part := range found[0].Parts {
		fmt.Println(part.Text(p).EN)
	}
	fmt.Printf("way out: %s (%d broken before, %d after)\n", found[0].Relief[0].What.EN, found[0].Relief[0].Before, found[0].Relief[0].After)
	// Output:
	// proved: true
	// Mon 11-23, Tue 11-24, Wed 11-25: day: at least 1 (headcount)
	// An, days worked in a row: at most 2 days
	// Bo, Mon 11-23, Tue 11-24, Wed 11-25: annual leave
	// way out: Mon 11-23, Tue 11-24, Wed 11-25, day: at least 1 (headcount): lower it to 0 (1 broken before, 0 after)
}
