package schedule

import (
	"slices"
	"testing"

	"paiban/internal/lang"
)

// Day 0, 10:00-11:00. 甲 works D (09:00-18:00, queue 1), 乙 and 丙 E (08:00-12:00,
// queue 0), 丁 D as a trainee who counts from day 1 on.
func TestWhoCounts(t *testing.T) {
	p, r := one("|DD", "|E-", "|E-", "|DD")
	p.People[3].Trainee, p.People[3].Trained = true, 1
	span := Span{600, 660}
	for _, c := range []struct {
		of   string
		row  Cover
		want int // heads
	}{
		{"everybody", Cover{Span: span, Queue: Any, Shift: Any}, 3},
		{"a queue", Cover{Span: span, Queue: 0, Shift: Any}, 2},
		{"both queues", Cover{Span: span, Queue: 0, With: []int{1}, Shift: Any}, 3},
		{"some people", Cover{Span: span, Queue: Any, Who: People{0, 1}, Shift: Any}, 2},
		{"some people of both queues", Cover{Span: span, Queue: 1, With: []int{0}, Who: People{0, 1}, Shift: Any}, 2},
		{"some people of a queue", Cover{Span: span, Queue: 0, Who: People{0, 1}, Shift: Any}, 1},
		{"nobody", Cover{Span: span, Queue: Any, Who: People{}, Shift: Any}, 0},
		{"some people on a shift", Cover{Queue: Any, Who: People{1}, Shift: e}, 1},
		{"the trainee on day 0", Cover{Span: span, Queue: Any, Who: People{3}, Shift: Any}, 0},
		{"the trainee on day 1", Cover{Day: 1, Span: span, Queue: Any, Who: People{3}, Shift: Any}, 1},
		{"a shift, training over", Cover{Day: 1, Queue: Any, Shift: d}, 2},
	} {
		c.row.Bound = AtLeast(5)
		p.Cover = []Cover{c.row}
		if a := Check(p, r); a.Score.Hard != int64(5-c.want) || a.Findings[0].Why.ZH == "" || a.Findings[0].Fix.EN == "" {
			t.Errorf("%s: %+v, want %d heads", c.of, a.Findings, c.want)
		}
	}
}

// A row about people goes with them into another team; a new person counts like the one
// that they are like.
func TestCoverOfTeam(t *testing.T) {
	row := Cover{Who: People{1, 3}}
	for _, c := range []struct {
		team Team
		want People
	}{
		{Alone(1), People{0}},
		{Alone(0), People{}},
		{Team{3, 0, 1}, People{0, 2}},
		{Team{0, 1, 2, 3, 1}, People{1, 3, 4}},
	} {
		if got := row.Of(c.team).Who; !slices.Equal(got, c.want) || got == nil {
			t.Errorf("%v: %v, want %v", c.team, got, c.want)
		}
	}
	if got := (Cover{}).Of(Alone(1)).Who; got != nil {
		t.Errorf("everybody became %v", got)
	}
}

// Findings of queues together are joined with their like and not with those of one
// queue; their sentence names the queues.
func TestCoverOfSeveralQueuesIsToldTogether(t *testing.T) {
	p, r := one("|-")
	for _, at := range []int{600, 660} {
		p.Cover = append(p.Cover,
			Cover{Span: Span{at, at + 60}, Queue: 0, Shift: Any, Bound: AtLeast(1)},
			Cover{Span: Span{at, at + 60}, Queue: 0, With: []int{1}, Shift: Any, Bound: AtLeast(2)})
	}
	var got []lang.Text
	for _, f := range Coalesce(Check(p, r).Findings) {
		got = append(got, f.Why)
	}
	if len(got) != 2 || got[1].EN != "Mon 11-23 10:00-11:00 presale + aftersale: 0 heads, at least 2 (requirement), the worst of 10:00-12:00" {
		t.Errorf("%+v", got)
	}
}
