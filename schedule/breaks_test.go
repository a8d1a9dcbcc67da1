package schedule

import (
	"slices"
	"testing"
)

// lunch is D, 09:00-18:00, with an hour's break between 11:00 and 15:00.
func lunch(people ...string) (*Problem, *Roster) {
	p, r := one(people...)
	p.Shifts[d].Breaks = []Break{{Length: 60, From: 660, To: 900}}
	return p, r
}

// Starts at each half-hour from 11:00 to 14:00 are seven ways, the middle, 12:30, first.
// In two pieces of 30 minutes with work between them: of eight half-hours two that do not
// touch, 8·7/2 − 7 = 21 more.
func TestWays(t *testing.T) {
	p, _ := lunch("|D")
	s := &p.Shifts[d]
	ways := s.Ways(30)
	if len(ways) != 7 || ways[0][0] != (Span{750, 810}) {
		t.Errorf("%d ways, the first %v", len(ways), ways[0])
	}
	s.Breaks[0].Pieces = 2
	if ways = s.Ways(30); len(ways) != 28 {
		t.Errorf("%d ways with two pieces", len(ways))
	}
	for _, w := range ways {
		if why := s.breaksWrong(w); !why.IsZero() {
			t.Errorf("%v: %s", w, why.EN)
		}
	}
}

// Nobody counts on a break, wherever it lies: where it was placed, else in the middle of
// its room, 12:30. A row beside it is not touched.
func TestCoverLeavesBreaksOut(t *testing.T) {
	for _, c := range []struct {
		at    []Span
		row   Span
		hard  int64
		pause bool
	}{
		{nil, Span{750, 780}, 1, false},
		{nil, Span{690, 720}, 0, false},
		{[]Span{{690, 750}}, Span{690, 720}, 1, false},
		{[]Span{{690, 750}}, Span{750, 780}, 0, false},
		{[]Span{{690, 750}}, Span{735, 780}, 1, false}, // some of the row is enough
		{[]Span{{690, 750}}, Span{720, 780}, 1, true},  // one away, none may be
		{[]Span{{690, 750}}, Span{750, 780}, 0, true},
	} {
		p, r := lunch("|D")
		r.PlaceBreaks(0, 0, c.at)
		row := Cover{Why: Window, Span: c.row, Queue: 1, Shift: Any, Bound: AtLeast(1)}
		if c.pause {
			row.Why, row.Pause, row.Bound = AwayAtOnce, true, AtMost(0)
		}
		p.Cover = []Cover{row}
		if a := Check(p, r); a.Score.Hard != c.hard {
			t.Errorf("break %v, row %v: %v", c.at, c.row, a.Score)
		}
	}
}

// A break of another length, beside its room, missing or one too many is a finding; breaks
// of a shift that the cell no longer shows are not looked at.
func TestBreaksAreJudged(t *testing.T) {
	for _, c := range []struct {
		at   []Span
		hard int64
	}{
		{[]Span{{660, 720}}, 0},
		{[]Span{{840, 900}}, 0},
		{[]Span{{700, 760}}, 0},             // at no half-hour, as people write it
		{[]Span{{660, 690}}, 1},             // half an hour
		{[]Span{{600, 660}}, 1},             // at ten
		{[]Span{}, 1},                       // none
		{[]Span{{660, 720}, {780, 840}}, 1}, // two
	} {
		p, r := lunch("|D")
		r.PlaceBreaks(0, 0, c.at)
		if a := Check(p, r); a.Score.Hard != c.hard || len(a.Hard()) > 0 && a.Hard()[0].Rule != BreaksKey {
			t.Errorf("%v: %v", c.at, a.Findings)
		}
		r.Cells[0][0] = e
		if a := Check(p, r); a.Score.Hard != 0 {
			t.Errorf("%v on another shift: %v", c.at, a.Findings)
		}
	}
}

// 09:00-18:00 is nine hours; with lunch at 12:30 no stretch is longer than 4:30 h.
func TestBreaksEndAStretch(t *testing.T) {
	p, r := lunch("|D")
	p.Rules = []Rule{Continuous{Max: 285, Force: Must()}}
	for _, c := range []struct {
		at   Span
		hard int64
	}{{Span{750, 810}, 0}, {Span{840, 900}, 1}} { // 14:00: five hours before it
		r.PlaceBreaks(0, 0, []Span{c.at})
		if a := Check(p, r); a.Score.Hard != c.hard {
			t.Errorf("lunch at %v: %v", c.at, a.Findings)
		}
	}
	if got := p.Shifts[d].LongestStretches(); !slices.Equal(got, []Span{{540, 780}, {840, 1080}}) { // lunch at 13:00
		t.Errorf("stretches %v", got)
	}
}
