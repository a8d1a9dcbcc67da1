package repair

import (
	"context"
	"testing"
	"time"

	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// limits are those of the commands.
var limits = Options{Each: 600 * time.Millisecond, Total: 1500 * time.Millisecond, Clock: time.Now}

// team returns 50 people over 7 days and a roster of them.
func team(b *testing.B) (*schedule.Problem, *schedule.Roster) {
	p := bench.Team(50, 7, 30, 1)
	r, err := solve.Solve(context.Background(), p, solve.Options{TimeLimit: 5 * time.Second, Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	return p, r.Roster
}

// Somebody who works on the third and fourth day is away.
func BenchmarkRepair(b *testing.B) {
	p, r := team(b)
	i := 0
	for r.Cells[i][2] == schedule.Off || r.Cells[i][3] == schedule.Off {
		i++
	}
	q := with(p, schedule.Unavailable{Person: i, Day: 2, Whole: true}, schedule.Unavailable{Person: i, Day: 3, Whole: true})
	for b.Loop() {
		if _, err := Roster(context.Background(), q, Task{Base: r, From: 2}, limits); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWhy(b *testing.B) {
	p, r := team(b)
	for b.Loop() {
		if _, err := Why(context.Background(), p, r, 0, 2, 0, limits); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorthMore(b *testing.B) {
	p, r := team(b)
	for b.Loop() {
		if _, _, err := WorthMore(context.Background(), p, r, 3, 4, limits); err != nil {
			b.Fatal(err)
		}
	}
}

// The weekend wants nearly everybody in the last hour.
func BenchmarkConflicts(b *testing.B) {
	p := bench.Team(50, 7, 30, 1)
	for _, d := range []int{5, 6} {
		p.Cover = append(p.Cover, schedule.Cover{
			Why: schedule.Window, Day: d, Span: schedule.Span{Start: 1320, End: 1350}, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(48),
		})
	}
	for b.Loop() {
		found, _, err := Conflicts(context.Background(), p, 3, Options{Each: 400 * time.Millisecond, Total: 2500 * time.Millisecond, Clock: time.Now})
		if err != nil || len(found) == 0 {
			b.Fatal(len(found), err)
		}
	}
}
