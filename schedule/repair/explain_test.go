package repair

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// What a person's own problem says of two of their rows is what the whole problem
// says with everybody else unchanged.
func TestAlone(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 73))
		p := small(rng, 3, 4)
		random := func() *schedule.Roster {
			r := schedule.NewRoster(p)
			for i := range r.Cells {
				for d := range r.Cells[i] {
					r.Cells[i][d] = rng.IntN(3) - 1
				}
			}
			return r
		}
		p.Rules = append(p.Rules,
			schedule.Fair{What: schedule.LateShifts, Base: 1, Carry: []int{0, 1, 2}, Cost: 7},
			schedule.Keep{Base: random(), From: 1, Cost: 11})
		p.Cover[0].Bound = schedule.Between(0, 1).Prefer(0, 1, 0, 0)
		r, other := random(), random()
		for i := range p.People {
			next := r.Clone()
			copy(next.Cells[i], other.Cells[i])
			whole, was := schedule.Check(p, next).Score, schedule.Check(p, r).Score
			own := alone(p, i, r)
			if err := own.Validate(); err != nil {
				t.Fatal(err)
			}
			part := schedule.Check(own, &schedule.Roster{Cells: next.Cells[i : i+1]}).Score
			base := schedule.Check(own, &schedule.Roster{Cells: r.Cells[i : i+1]}).Score
			if whole.Hard-was.Hard != part.Hard-base.Hard || whole.Cost-was.Cost != part.Cost-base.Cost {
				t.Errorf("seed %d, person %d: the whole goes from %v to %v, the part from %v to %v", seed, i, was, whole, base, part)
			}
		}
	}
}

// plain makes a problem of two shifts, early 08:00-16:00 and late 15:00-23:00,
// without rules or cover, beginning on Monday 2026-11-23.
func plain(people, days int) *schedule.Problem {
	p := small(rand.New(rand.NewPCG(1, 1)), people, days)
	p.Cover, p.Rules = nil, nil
	for i := range p.People {
		p.People[i].Shifts, p.People[i].Past = []int{0, 1}, nil
	}
	return p
}

const (
	early = 0
	late  = 1
	off   = schedule.Off
)

// One late shift is wanted; who does it without having asked for the day off does
// not pay, who has asked pays 150. 甲 is on it: without, 乙 must and loses the
// wish.
func TestWhy(t *testing.T) {
	p := plain(2, 1)
	p.Cover = []schedule.Cover{{Why: schedule.Headcount, Shift: late, Bound: schedule.Between(1, 1)}}
	p.Rules = []schedule.Rule{schedule.Request{Person: 1, Day: 0, Cost: 150}}
	base := &schedule.Roster{Cells: [][]int{{late}, {off}}}
	r, err := Why(context.Background(), p, base, 0, 0, 0, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Avoided || r.Plan.Roster.Cells[1][0] != late || r.Plan.Analysis.Score != (schedule.Score{Cost: 150}) || !r.Plan.Proved {
		t.Errorf("the alternative is %v, %v", r.Plan.Roster.Cells, r.Plan.Analysis.Score)
	}
	if len(r.Bears) != 1 || r.Bears[0].Person != 1 || r.Bears[0].Score.Cost != 150 || len(r.Bears[0].New) != 1 {
		t.Errorf("who bears it: %+v", r.Bears)
	}
	// Where 乙 is away, hard rules leave nobody else.
	p.Rules = []schedule.Rule{schedule.Unavailable{Person: 1, Day: 0, Whole: true}}
	if r, err = Why(context.Background(), p, base, 0, 0, 0, Options{}); err != nil || r.Avoided {
		t.Errorf("avoided %v, %v", r.Avoided, err)
	}
}

// Two heads are wanted at eight on each of two days, at 600 for each missing. 甲
// works early only, 乙 late only: of four heads two are there. Another 甲 adds two
// (saves 1200), another 乙 none; one more early head on a day saves 600.
func TestWorthMore(t *testing.T) {
	p := plain(2, 2)
	p.People[0].Shifts, p.People[1].Shifts = []int{early}, []int{late}
	for d := range 2 {
		p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: schedule.Span{Start: 480, End: 540}, Shift: schedule.Any, Bound: schedule.Free().Prefer(2, schedule.NoMax, 600, 0)})
	}
	base, got, err := WorthMore(context.Background(), p, nil, 2, 1, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if base.Score.Cost != 1200 || len(got) != 3 {
		t.Fatalf("before %v, %d answers", base.Score, len(got))
	}
	for k, want := range []struct {
		like, shift int
		saves       int64
		short       int // of two hours
	}{{0, schedule.Any, 1200, 0}, {1, schedule.Any, 0, 120}, {schedule.Any, early, 600, 60}} {
		w := got[k]
		if w.Like != want.like || w.Shift != want.shift || w.Saves() != (schedule.Score{Cost: want.saves}) || w.ShortWas != 120 || w.Short != want.short || !w.Proved {
			t.Errorf("answer %d: %+v saves %v, want %+v", k, w, w.Saves(), want)
		}
	}
}

// 甲 worked late on the Sunday before, is late on Monday and early on Tuesday; of
// 乙 nothing is known before Monday.
func TestAccount(t *testing.T) {
	p := plain(2, 2)
	p.People[0].Past = []int{late}
	r := &schedule.Roster{Cells: [][]int{{late, early}, {off, late}}}
	before := func(person, day int) (int, bool) { return p.People[person].At(day) }
	l := Account(p, r, 56, before, func(day int) bool { return day == -1 })
	if want := []workcal.Date{p.Start - 7, p.Start}; !slices.Equal(l.Weeks, want) {
		t.Errorf("weeks %v, want %v", l.Weeks, want)
	}
	first, second := l.Rows[0], l.Rows[1]
	// late, night, weekend, holiday, duty
	if !slices.Equal(first.Total, []int{2, 0, 1, 1, 0}) || !slices.Equal(first.Now, []int{1, 0, 0, 0, 0}) || first.Days != 3 || first.Worked != 3 || first.Minutes != 3*480 {
		t.Errorf("first: %+v", first)
	}
	if !slices.Equal(second.Total, []int{1, 0, 0, 0, 0}) || second.Days != 2 || second.Worked != 1 {
		t.Errorf("second: %+v", second)
	}
	if first.Weekly[0][0] != 1 || first.Weekly[1][0] != 1 {
		t.Errorf("late by week: %v", first.Weekly)
	}
	// Three late shifts on five known days: 3 × 7 / 5 = 4.2 a week.
	if l.Mean[0] != 4.2 || first.PerWeek(0) != 14.0/3 {
		t.Errorf("mean %v, first %v", l.Mean[0], first.PerWeek(0))
	}
}

func TestPrecheck(t *testing.T) {
	row := func(day, from, to, heads int) schedule.Cover {
		return schedule.Cover{Why: schedule.Window, Day: day, Span: schedule.Span{Start: from, End: to}, Shift: schedule.Any, Bound: schedule.AtLeast(heads)}
	}
	shift := func(day, s, heads int) schedule.Cover {
		return schedule.Cover{Why: schedule.Headcount, Day: day, Shift: s, Bound: schedule.AtLeast(heads)}
	}
	tests := []struct {
		name  string
		days  int
		cover []schedule.Cover
		rules []schedule.Rule
		want  []string
	}{
		{"nothing wrong", 2, []schedule.Cover{row(0, 480, 540, 2)}, nil, nil},
		{"no shift reaches 23:00", 1, []schedule.Cover{row(0, 1380, 1440, 1)}, nil, []string{"no-shift"}},
		// One of two is away.
		{"one away", 1, []schedule.Cover{row(0, 480, 540, 2)}, []schedule.Rule{schedule.Unavailable{Person: 0, Day: 0, Whole: true}}, []string{"few-people", "day-full"}},
		// Two early and one late are three people; there are two.
		{"shifts together", 1, []schedule.Cover{shift(0, early, 2), shift(0, late, 1)}, nil, []string{"day-full"}},
		// A row that is there twice wants no more people than once.
		{"a shift twice", 1, []schedule.Cover{shift(0, early, 2), shift(0, early, 1)}, nil, nil},
		// Two days of 8 h are 16 h.
		{"hours out of reach", 2, nil, []schedule.Rule{schedule.Minutes{People: schedule.People{1}, Per: schedule.Horizon, Total: schedule.AtLeast(961)}}, []string{"too-little"}},
		{"hours within reach", 2, nil, []schedule.Rule{schedule.Minutes{Per: schedule.Horizon, Total: schedule.AtLeast(960)}}, nil},
		{"two pins on a cell", 1, nil, []schedule.Rule{schedule.Pin{Shift: early}, schedule.Pin{Shift: late}}, []string{"pin-clash"}},
		{"pin on leave", 1, nil, []schedule.Rule{schedule.Pin{Shift: early}, schedule.Unavailable{Whole: true}}, []string{"pin-clash"}},
		// Two heads on seven days are 14 person-days; with a rest day each 12 are left.
		{"a week too full", 7, []schedule.Cover{row(0, 480, 540, 2), row(1, 480, 540, 2), row(2, 480, 540, 2), row(3, 480, 540, 2), row(4, 480, 540, 2), row(5, 480, 540, 2), row(6, 480, 540, 2)},
			[]schedule.Rule{schedule.RestDays{Per: schedule.Week, Min: 1, Force: schedule.Must()}}, []string{"week-full"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := plain(2, tt.days)
			p.Cover, p.Rules = tt.cover, tt.rules
			var got []string
			for _, d := range Precheck(p) {
				got = append(got, d.Key)
				if d.What.ZH == "" || d.What.EN == "" || d.Fix == (lang.Text{}) {
					t.Errorf("%s says too little: %+v", d.Key, d)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("found %v, want %v", got, tt.want)
			}
			// What counting shows, the search finds too.
			found, proved, err := Conflicts(context.Background(), p, 1, Options{})
			if err != nil || !proved || (len(found) > 0) != (tt.want != nil) {
				t.Errorf("%d conflicts for %v, proved %v, %v", len(found), tt.want, proved, err)
			}
		})
	}
}
