package repair

import (
	"context"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// week is a week from a Monday on with one shift of any queue, 08:00-16:00.
func week(people ...string) *schedule.Problem {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 7, Interval: 60, Queues: []schedule.Queue{{ID: "a"}, {ID: "b"}},
		Shifts: []schedule.Shift{{ID: "D", Name: lang.Same("Day"), Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any}},
	}
	for _, name := range people {
		p.People = append(p.People, schedule.Person{ID: name, Name: name, Shifts: []int{0}, Last: 7})
	}
	return p
}

// Anni alone serves every day, one day off a week is due and Wednesday is leave, which is
// no rest: two days lack her. Without the leave one does, so the step "move the leave"
// must leave one, as the same week without it does.
func TestMovedLeaveIsRest(t *testing.T) {
	p := week("Anni")
	for d := range 7 {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Window, Day: d, Span: schedule.Span{Start: 480, End: 960}, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(1)})
	}
	rest := schedule.RestDays{Per: schedule.Week, Min: 1, Force: schedule.Must()}
	measured := func(rules ...schedule.Rule) []Relief {
		q := *p
		q.Rules = rules
		found, _, err := Conflicts(context.Background(), &q, 3, Options{Iterations: 200})
		if err != nil || len(found) == 0 {
			t.Fatal(found, err)
		}
		var all []Relief
		for _, c := range found {
			all = append(all, c.Relief...)
		}
		return all
	}
	without := measured(rest)[0].Before
	p.People[0].Leave = []int{2}
	with := measured(rest, schedule.Unavailable{Person: 0, Day: 2, Whole: true, What: lang.Same("annual")})
	told := false
	for _, r := range with {
		if strings.Contains(r.What.EN, "move or cancel annual") {
			told = true
			if r.Before != 2 || r.After != without || without != 1 {
				t.Errorf("%s: %d, then %d; without the leave %d; want 2, 1 and 1", r.What.EN, r.Before, r.After, without)
			}
		}
	}
	if !told {
		t.Errorf("no such way out: %+v", with)
	}
}

// Two people work on Monday; b alone can serve b. Three of a and one of b are wanted: 2 of
// a are short, b is not, and of both together 2. Short of 2 of b, which b alone can serve,
// and of both: 1 and 3.
func TestShortOfSharedQueues(t *testing.T) {
	p := week("a", "b")
	r := schedule.NewRoster(p)
	r.Cells[0][0], r.Cells[1][0] = 0, 0
	span := schedule.Span{Start: 480, End: 540}
	row := func(need, queue int, with []int, who schedule.People) schedule.Cover {
		return schedule.Cover{Span: span, Queue: queue, With: with, Who: who, Shift: schedule.Any, Bound: schedule.Free().Prefer(need, schedule.NoMax, 10, 0)}
	}
	for _, c := range []struct {
		rows []schedule.Cover
		want int // heads
	}{
		{[]schedule.Cover{row(1, 1, nil, schedule.People{1}), row(4, 0, []int{1}, nil)}, 2},
		{[]schedule.Cover{row(2, 1, nil, schedule.People{1}), row(5, 0, []int{1}, nil)}, 3},
		{[]schedule.Cover{row(3, 1, nil, schedule.People{1}), row(2, 0, []int{1}, nil)}, 2}, // b alone lacks 2, together none
		{[]schedule.Cover{row(3, 1, nil, schedule.People{1}), row(3, 0, nil, schedule.People{0}), row(4, schedule.Any, nil, nil)}, 4},
		{[]schedule.Cover{row(3, 1, nil, schedule.People{1}), row(3, 0, nil, schedule.People{0})}, 4},
		{[]schedule.Cover{row(3, 0, nil, nil), row(2, 0, nil, nil)}, 1},
	} {
		p.Cover = c.rows
		if got := Short(p, r); got != 60*c.want {
			t.Errorf("%+v: short of %d minutes, want %d", c.rows, got, 60*c.want)
		}
	}
}

// An agent more is like somebody: who counts for other rows is of another kind, though
// the shifts are the same.
func TestKindsAreToldApartBySkill(t *testing.T) {
	p := week("a", "b", "c")
	p.Cover = []schedule.Cover{{Span: schedule.Span{Start: 480, End: 540}, Queue: 1, Who: schedule.People{0, 2}, Shift: schedule.Any, Bound: schedule.AtLeast(2)}}
	if got := kinds(p); len(got) != 2 || len(got[0]) != 2 || got[1][0] != 1 {
		t.Errorf("kinds %v", got)
	}
	q := hire(p, 2)
	if who := q.Cover[0].Who; len(who) != 3 || who[2] != 3 {
		t.Errorf("the new one counts for %v", who)
	}
}
