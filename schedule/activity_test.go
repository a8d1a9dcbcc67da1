package schedule

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
)

// trained is three people on one shift 09:00–18:00 with lunch at 12:00 on each of two days,
// and a training of an hour that a and b are due once, between 10:00 and 16:00.
func trained() (*Problem, *Roster) {
	p := &Problem{Days: 2, Interval: 60, Shifts: []Shift{{ID: "A", Segments: []Span{{540, 1080}}, Paid: 480, Queue: Any, Breaks: []Break{{Length: 60, From: 720, To: 780}}}}}
	for _, id := range []string{"a", "b", "c"} {
		p.People = append(p.People, Person{ID: id, Shifts: []int{0}, Last: 2})
	}
	p.Activities = []Activity{{ID: "t", Name: lang.T("培训", "training"), Length: 60, Hours: []Span{{600, 960}}, Due: []int{1, 1, 0}, Force: At(50)}}
	r := NewRoster(p)
	for i := range r.Cells {
		r.Cells[i] = []int{0, Off}
	}
	return p, r
}

func TestActivityFindings(t *testing.T) {
	at := func(start, end int) []ActivitySpan { return []ActivitySpan{{0, Span{start, end}}} }
	cases := []struct {
		name  string
		set   func(p *Problem, r *Roster)
		score Score
		says  string // one of the findings
	}{
		{"nobody has it", func(*Problem, *Roster) {}, Score{Cost: 100}, "a is due the training and does not have it: there is room on Thu 01-01 10:00-11:00"},
		{"both have it", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 0, at(840, 900)) }, Score{}, ""},
		// b's overlaps lunch: impossible, and so not given either.
		{"over lunch", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 0, at(690, 750)) }, Score{Hard: 1, Cost: 50}, "overlaps a break"},
		{"on a day off", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 1, at(600, 660)) }, Score{Hard: 1, Cost: 50}, "b on Fri 01-02: the training (10:00-11:00), but they have no shift"},
		{"before the shift", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 0, at(500, 560)) }, Score{Hard: 1, Cost: 100}, "is not within the"},
		{"outside its hours", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 0, at(960, 1020)) }, Score{Cost: 50}, "move it to"},
		{"too short", func(_ *Problem, r *Roster) { r.SetActivities(0, 0, at(600, 660)); r.SetActivities(1, 0, at(600, 630)) }, Score{Cost: 50}, "should last 1 h"},
		{"two at once", func(p *Problem, r *Roster) {
			p.Activities = append(p.Activities, Activity{ID: "m", Name: lang.Same("meeting"), Length: 60, Due: make([]int, 3)})
			r.SetActivities(0, 0, []ActivitySpan{{0, Span{600, 660}}, {1, Span{630, 690}}})
			r.SetActivities(1, 0, at(600, 660))
		}, Score{Hard: 1}, "same time as the meeting"},
		{"alone in a group of two", func(p *Problem, r *Roster) {
			p.Activities[0].Least = 2
			r.SetActivities(0, 0, at(600, 660))
			r.SetActivities(1, 0, at(840, 900))
		}, Score{Cost: 100}, "1 at the training, at least 2 together"},
		{"too many together", func(p *Problem, r *Roster) {
			p.Activities[0].Most = 1
			r.SetActivities(0, 0, at(600, 660))
			r.SetActivities(1, 0, at(600, 660))
		}, Score{Cost: 50}, "at most 1 together"},
		// On leave on the only day that they work: nobody asks them.
		{"excused", func(p *Problem, r *Roster) {
			p.Activities[0].Days = DaySet{true, false}
			p.Rules = []Rule{Unavailable{Person: 1, Day: 0, Whole: true}}
			r.Cells[1][0] = Off
			r.SetActivities(0, 0, at(600, 660))
		}, Score{}, ""},
		{"a rest day", func(p *Problem, r *Roster) {
			p.Activities[0].Days = DaySet{true, false}
			r.Cells[1][0] = Off
			r.SetActivities(0, 0, at(600, 660))
		}, Score{Cost: 50}, "b is due the training and does not have it: they do not work on the days"},
		{"no room", func(p *Problem, r *Roster) {
			p.Activities[0].Hours = []Span{{720, 780}}
		}, Score{Cost: 100}, "breaks or other activities take the 1 h of their shift"},
		{"another shift", func(p *Problem, r *Roster) {
			p.Activities[0].Hours = []Span{{1140, 1200}}
		}, Score{Cost: 100}, "no shift of theirs has 1 h within"},
		// Three people, three asked for from 10 to 16: the hour and the window are named.
		{"a window in the way", func(p *Problem, _ *Roster) {
			for h := 600; h < 960; h += 60 {
				if h != 720 {
					p.Cover = append(p.Cover, Cover{Why: Window, Day: 0, Span: Span{h, h + 60}, Queue: Any, Shift: Any, Bound: AtLeast(3)})
				}
			}
		}, Score{Cost: 100}, "with them away at the best time, Thu 01-01 10:00-11:00, the service window of 10:00-11:00 falls short (at least 3)"},
		// An hour too few costs 80, to leave the training out 50.
		{"dearer than it is worth", func(p *Problem, _ *Roster) {
			p.Cover = append(p.Cover, Cover{Day: 0, Span: Span{600, 960}, Queue: Any, Shift: Any, Bound: Free()})
			for h := 600; h < 960; h += 60 {
				if h != 720 {
					p.Cover = append(p.Cover, Cover{Day: 0, Span: Span{h, h + 60}, Queue: Any, Shift: Any, Bound: Free().Prefer(3, NoMax, 80, 0)})
				}
			}
		}, Score{Cost: 100}, "falls shorter, which costs 80; to leave it out costs 50"},
		{"a group to join", func(p *Problem, r *Roster) {
			p.Activities[0].Least = 2
			r.SetActivities(0, 0, at(840, 900))
			r.SetActivities(2, 0, at(840, 900))
		}, Score{Cost: 50}, "there is room on Thu 01-01 14:00-15:00"},
		{"every group is full", func(p *Problem, r *Roster) {
			p.Activities[0].Most, p.Activities[0].Hours = 1, []Span{{840, 900}}
			r.SetActivities(0, 0, at(840, 900))
		}, Score{Cost: 50}, "such as Thu 01-01 14:00-15:00, is full with 1 already"},
		{"nobody to attend with", func(p *Problem, r *Roster) {
			p.Activities[0].Least = 2
			r.Cells[1][0] = Off
			r.SetActivities(1, 0, nil)
		}, Score{Cost: 100}, "but at least 2 attend together"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, r := trained()
			c.set(p, r)
			if err := p.Validate(); err != nil {
				t.Fatal(err)
			}
			a := Check(p, r)
			if a.Score != c.score {
				t.Errorf("score %v, want %v: %+v", a.Score, c.score, a.Findings)
			}
			if c.says != "" && !slices.ContainsFunc(a.Findings, func(f Finding) bool { return strings.Contains(f.Why.EN+"; "+f.Fix.EN, c.says) }) {
				t.Errorf("no finding says %q: %+v", c.says, a.Findings)
			}
		})
	}
}

// Nobody counts as cover while they attend, and breaks and activities are one absence where
// they touch.
func TestActivityIsNoCover(t *testing.T) {
	p, r := trained()
	r.SetActivities(0, 0, []ActivitySpan{{0, Span{660, 720}}})
	if got := p.AwayOn(r, 0, 0); !slices.Equal(got, []Span{{660, 780}}) {
		t.Errorf("away at %v", got)
	}
	for _, want := range []struct{ hour, heads int }{{600, 3}, {660, 2}, {720, 0}, {780, 3}} {
		if n := p.segments(r).heads(p, Cover{Span: Span{want.hour, want.hour + 60}, Queue: Any, Shift: Any}); n != want.heads {
			t.Errorf("%d heads at %s, want %d", n, Clock(want.hour), want.heads)
		}
	}
}

// A meeting of all but one at a fixed hour is a gap in what is solved: who attends counts for
// no row then, is asked to be there, and eats at another time.
func TestToSolve(t *testing.T) {
	p, _ := trained()
	for h := 540; h < 1080; h += 60 {
		p.Cover = append(p.Cover, Cover{Why: Window, Day: 0, Span: Span{h, h + 60}, Queue: Any, Shift: Any, Bound: AtLeast(1)})
	}
	if q := p.ToSolve(); q.Activities != nil || len(q.Rules) != 0 || len(q.Cover) != len(p.Cover) {
		t.Errorf("a training with a choice of time changes what is solved: %v, %d rows", q.Rules, len(q.Cover))
	}
	p.Activities[0].Hours, p.Activities[0].Days = []Span{{600, 660}}, DaySet{true, false}
	p.Cover = append(p.Cover, Cover{Day: 0, Span: Span{600, 660}, Queue: Any, Shift: Any, Bound: Free().Prefer(2, NoMax, 30, 0)})
	q := p.ToSolve()
	if len(q.Rules) != 1 || len(q.Cover) != len(p.Cover)+2 {
		t.Fatalf("%v, %d rows", q.Rules, len(q.Cover))
	}
	if err := q.Validate(); err != nil {
		t.Error(err)
	}
	// A meeting that must be is no hard rule of the search, which could leave a window for it.
	p.Activities[0].Force = Must()
	if f := p.ToSolve().Rules[0].(Meeting).Force; f.Hard || f.Cost != missMeeting {
		t.Errorf("the meeting has force %+v", f)
	}
	if f := p.ToExplain().Rules[0].(Meeting).Force; !f.Hard {
		t.Errorf("to be explained it has force %+v", f)
	}
	for k, c := range q.Cover {
		others, eats := len(p.Cover)+1, len(p.Cover)
		want := People(nil) // a window at ten holds with whoever is there
		switch k {
		case len(p.Cover) - 1: // the requirement at ten
			want = People{2}
		case eats:
			want = People{0, 1}
		case others:
			want = People{2}
			if c.Span != (Span{600, 660}) || c.Bound.HardMin != 0 || c.Bound.SoftMin != 1 || c.Bound.UnderCost != 50 {
				t.Errorf("the others at ten: %+v", c)
			}
		}
		if !slices.Equal(c.Who, want) || c.Pause != (k == eats) {
			t.Errorf("row %d counts %v at %s, want %v", k, c.Who, c.Span, want)
		}
	}
	// With nobody left the window stands as it is: it comes before the meeting.
	p.Activities[0].Due = []int{1, 1, 1}
	for _, c := range p.ToSolve().Cover {
		if !c.Pause && c.Who != nil {
			t.Errorf("the window at %s counts %v", c.Span, c.Who)
		}
	}
}
