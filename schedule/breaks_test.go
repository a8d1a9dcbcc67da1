package schedule

import "testing"

// D is 09:00-18:00 with an hour of break, which lies in its middle half, 11:15-15:45.
func TestBreaksShort(t *testing.T) {
	for _, c := range []struct {
		name        string
		rows        []string // letters as in shifts()
		least       int
		span        Span
		short       bool
		who         People
		trainee     int // this person counts from day 1 on; -1 is nobody
		longerBreak bool
	}{
		{"two and two must stay", []string{"|D", "|D"}, 2, Span{540, 1080}, true, nil, -1, false},
		{"two and one must stay", []string{"|D", "|D"}, 1, Span{540, 1080}, false, nil, -1, false},
		{"one alone", []string{"|D"}, 1, Span{540, 1080}, true, nil, -1, false},
		// The hours at work are no matter where nobody must be online.
		{"alone, the window ends before", []string{"|D"}, 1, Span{540, 840}, false, nil, -1, false},
		{"alone, the window leaves too little", []string{"|D"}, 1, Span{540, 900}, true, nil, -1, false}, // 15:00-15:45
		{"the other counts for another row", []string{"|D", "|D"}, 1, Span{540, 1080}, true, People{0}, -1, false},
		{"the other is in training", []string{"|D", "|D"}, 1, Span{540, 1080}, true, nil, 1, false},
		// E, 08:00-12:00 and 14:00-18:00, has no break; its gap is no break of D. D can go
		// while E is there: 11:15-12:00 is too short, 14:00-15:45 is not.
		{"another between", []string{"|D", "|E"}, 1, Span{540, 1080}, false, nil, -1, false},
		// Three of five must stay: two at a time are away, 2 x 4:30 h; five breaks of 2 h are 10 h.
		{"each fits, all do not", []string{"|D", "|D", "|D", "|D", "|D"}, 3, Span{540, 1080}, true, nil, -1, true},
		{"three must stay of six", []string{"|D", "|D", "|D", "|D", "|D", "|D"}, 3, Span{540, 1080}, false, nil, -1, true}, // 12 h in 3 x 4:30 h
	} {
		p, r := one(c.rows...)
		p.Shifts[e].Queue, p.Shifts[d].Paid = 1, 480
		if c.longerBreak {
			p.Shifts[d].Paid = 420
		}
		if c.trainee >= 0 {
			p.People[c.trainee].Trainee = true
		}
		p.Cover = []Cover{{Why: Window, Span: c.span, Queue: 1, Who: c.who, Shift: Any, Bound: AtLeast(c.least)}}
		got := BreaksShort(p, r)
		if (len(got) > 0) != c.short {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
