package solve

import (
	"context"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// shop is a week with an early shift 08–16, a late shift 15–23 and people.
func shop(people int) *schedule.Problem {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 7, Interval: 60}
	p.Shifts = []schedule.Shift{
		{ID: "E", Name: lang.T("早班", "early"), Kind: schedule.Early, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any},
		{ID: "L", Name: lang.T("晚班", "late"), Kind: schedule.Late, Segments: []schedule.Span{{Start: 900, End: 1380}}, Paid: 480, Queue: schedule.Any},
	}
	for i := range people {
		p.People = append(p.People, schedule.Person{ID: string(rune('a' + i)), Name: string(rune('A' + i)), Shifts: []int{0, 1}, Last: 7})
	}
	return p
}

func atLeastOn(day, from, to, heads int) schedule.Cover {
	return schedule.Cover{Why: schedule.Window, Day: day, Span: schedule.Span{Start: from * 60, End: to * 60}, Queue: schedule.Any, Shift: schedule.Any,
		Bound: schedule.AtLeast(heads)}
}

func mustSolve(t *testing.T, p *schedule.Problem) *Result {
	t.Helper()
	r, err := Solve(context.Background(), p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := schedule.Check(p, r.Roster).Score; got != r.Score {
		t.Fatalf("scored %v, checked %v", r.Score, got)
	}
	return r
}

func said(r *Result) string {
	var all []string
	for _, t := range r.Reasons {
		all = append(all, t.EN)
	}
	return strings.Join(all, "\n")
}

// Nobody is there from 07 to 08 on any day: the two half hours are named as one
// span, once for all days.
func TestReasonNoShift(t *testing.T) {
	p := shop(3)
	for d := range 7 {
		for _, half := range []int{420, 450} {
			c := atLeastOn(d, 0, 0, 1)
			c.Span = schedule.Span{Start: half, End: half + 30}
			p.Cover = append(p.Cover, c)
		}
	}
	r := mustSolve(t, p)
	want := "every day 07:00-08:00: service window needs 1, but no shift covers this time: add a shift, or shorten the window"
	// 2 half hours × 7 days, one head each.
	if got := said(r); got != want || r.Score.Hard != 14 || r.Status != Optimal {
		t.Errorf("%v, %v, said %q, want %q", r.Score, r.Status, got, want)
	}
}

// Two of three are on leave on Tuesday, when two are needed early.
func TestReasonTooFewPeople(t *testing.T) {
	p := shop(3)
	p.Cover = []schedule.Cover{atLeastOn(1, 9, 10, 2)}
	for i := range 2 {
		p.Rules = append(p.Rules, schedule.Unavailable{Person: i, Day: 1, Whole: true})
	}
	r := mustSolve(t, p)
	want := "11-24 09:00-10:00: service window needs 2, but only 1 person can work then: move leave, or let more people work these shifts"
	if got := said(r); got != want || r.Score.Hard != 1 || r.Status != Optimal {
		t.Errorf("%v, %v, said %q, want %q", r.Score, r.Status, got, want)
	}
}

// A is pinned to a shift on a day of leave; the pin and the leave are named, the
// weekly rest day, which could hold, is not.
func TestReasonClash(t *testing.T) {
	p := shop(2)
	p.Rules = []schedule.Rule{
		schedule.Pin{Person: 0, Day: 2, Shift: 1},
		schedule.Unavailable{Person: 0, Day: 2, Whole: true, What: lang.T("年假", "annual leave")},
		schedule.RestDays{Per: schedule.Week, Min: 1, Force: schedule.Must()},
	}
	r := mustSolve(t, p)
	got := said(r)
	if !strings.HasPrefix(got, "A: these rules cannot all hold: 11-25 fixed as late; 11-25") || strings.Contains(got, "rest days") || r.Score.Hard != 1 || r.Status != Optimal {
		t.Errorf("%v, %v, said %q", r.Score, r.Status, got)
	}
}

// One more head on the late shift of Monday would save the cost of the one that
// is missing, 50; elsewhere nothing is missing.
func TestCoverDuals(t *testing.T) {
	p := shop(1)
	p.Rules = []schedule.Rule{schedule.Minutes{Per: schedule.Week, Total: schedule.AtMost(480)}}
	for d := range 2 {
		p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: schedule.Span{Start: 1200, End: 1260}, Queue: schedule.Any, Shift: schedule.Any,
			Bound: schedule.Free().Prefer(1, 9, 50, 0)})
	}
	r := mustSolve(t, p)
	if r.Score != (schedule.Score{Cost: 50}) || r.Status != Optimal {
		t.Fatalf("%v, %v, want cost 50 proved", r.Score, r.Status)
	}
	if r.CoverDuals[0] < 49.9 || r.CoverDuals[1] < 49.9 {
		t.Errorf("cover duals %v, want 50 on either day: a second person would save it", r.CoverDuals)
	}
}
