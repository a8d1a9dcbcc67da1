package schedule

import (
	"strings"
	"testing"
)

// around is one for a row with a second |, behind which stand the days after the
// horizon; v is a day of leave. Day 0 of the tests is Monday, 2026-11-23.
func around(row string) (*Problem, *Roster) {
	past, rest, _ := strings.Cut(row, "|")
	head, next, _ := strings.Cut(rest, "|")
	p, r := one(strings.ReplaceAll(past+"|"+head, "v", "-"))
	who := &p.People[0]
	who.Next = append(who.Next, cells(strings.ReplaceAll(next, "v", "-"))...)
	for k, c := range past + head + next {
		if c == 'v' {
			who.Leave = append(who.Leave, k-len(past))
		}
	}
	return p, r
}

// What a week decides beyond its own days is judged in it. E is 8 to 18, N 22 to 6 of
// the next day.
func TestWhatTheWeekDecides(t *testing.T) {
	for _, c := range []struct {
		name, row string
		rule      Rule
		want      int64   // units
		day       int     // that is named; Any where the whole run is
		days      Stretch // of the first finding
	}{
		// Two days in a row at least, three at most.
		{"Sunday alone, for Monday is off", "--E|-EE|", WorkRun{Length: Between(2, 3)}, 1, 0, Stretch{-1, 1}},
		{"Sunday and Monday", "--E|E--|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"nothing is known before Sunday", "E|-EE|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"Monday is leave", "--E|vEE|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"over before Sunday", "-E-|-EE|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"too long in the past alone", "EEEEE|-EE|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"the last day alone, then off", "|EE-E|-", WorkRun{Length: Between(2, 3)}, 1, Any, Stretch{3, 4}},
		{"the last day, and one more", "|EE-E|E-", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"the last day, nothing known after", "|EE-E|", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"two of four days are of the next week", "|E-EE|EE-", WorkRun{Length: AtMost(3)}, 1, Any, Stretch{2, 6}},
		{"too long in the next week alone", "|EE--|EEEE", WorkRun{Length: AtMost(3)}, 0, 0, Stretch{}},
		{"the last day off leaves the next alone", "|EE--|E-", WorkRun{Length: Between(2, 3)}, 1, 3, Stretch{3, 5}},
		{"the one after that is not of this week", "|EE--|-E-", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},
		{"leave after the last day", "|EE-E|v-", WorkRun{Length: Between(2, 3)}, 0, 0, Stretch{}},

		{"one day off, over Monday", "EE-|EE-|", RestRun{Length: AtLeast(2)}, 1, 0, Stretch{-1, 1}},
		{"two days off over Monday", "EE-|-EE|", RestRun{Length: AtLeast(2)}, 0, 0, Stretch{}},
		{"one day off before leave", "|E-vvE|", RestRun{Length: AtLeast(2)}, 0, 0, Stretch{}},
		{"leave is no day off in a row", "|E-vvvvE|", RestRun{Length: AtMost(3)}, 0, 0, Stretch{}},
		{"days off on both sides of leave", "|--v--EE|", RestRun{Length: AtMost(2)}, 0, 0, Stretch{}},
		{"leave of last week", "vv-|--E|", RestRun{Length: AtMost(2)}, 1, Any, Stretch{-1, 2}},

		// 2026-11-23 to 29 and what lies around them.
		{"no day off in seven, from Tuesday and from Wednesday on", "|-EEEEEE|EE", RestDays{Per: Any7, Min: 1, Force: Must()}, 2, Any, Stretch{1, 8}},
		{"the seventh is not known", "|-EEEEEE|", RestDays{Per: Any7, Min: 1, Force: Must()}, 0, 0, Stretch{}},
		{"leave is no rest day, of any seven", "|EvEEEEE|", RestDays{Per: Any7, Min: 1, Force: Must()}, 1, Any, Stretch{0, 7}},
		{"nor of the week", "|EvEEEEE|", RestDays{Per: Week, Min: 1, Force: Must()}, 1, Any, Stretch{0, 7}},
		{"leave all week leaves nothing to rest on", "|vvvvvvv|", RestDays{Per: Week, Min: 1, Force: Must()}, 0, 0, Stretch{}},
		{"leave and a rest day", "|Evvvvv-|", RestDays{Per: Week, Min: 1, Force: Must()}, 0, 0, Stretch{}},
		{"one day is left and worked", "|vvvvvvE|", RestDays{Per: Week, Min: 1, Force: Must()}, 1, Any, Stretch{0, 7}},
		{"leave of last week", "EvEEE|EE|", RestDays{Per: Any7, Min: 1, Force: Must()}, 1, Any, Stretch{-5, 2}},

		// N ends at 6, E begins at 8.
		{"Monday after the night of Sunday", "|EE-N|E", MinRest{Minutes: 660, Force: Must()}, 1, 3, Stretch{3, 5}},
		{"a day off between", "|EE-N|-E", MinRest{Minutes: 660, Force: Must()}, 0, 0, Stretch{}},
		{"both in the next week", "|EE--|NE", MinRest{Minutes: 660, Force: Must()}, 0, 0, Stretch{}},
		{"two that may not follow each other", "|--N|E", Succession{Pairs: [][2]int{{2, 0}}, Force: Must()}, 1, 2, Stretch{2, 4}},
	} {
		p, r := around(c.row)
		if err := p.Validate(); err != nil {
			t.Fatal(c.name, err)
		}
		var got Score
		fs := c.rule.Check(p, r)
		for _, f := range fs {
			got = got.Add(f.Score)
		}
		if got != (Score{Hard: c.want}) {
			t.Errorf("%s, %s: %v, want %d: %v", c.name, c.row, got, c.want, told(t, fs))
		} else if c.want > 0 && (fs[0].Day != c.day || fs[0].Days != c.days) {
			t.Errorf("%s, %s: on day %d, days %v; want %d, %v", c.name, c.row, fs[0].Day, fs[0].Days, c.day, c.days)
		}
	}
}

// Who is hired on the third day is not off for two days before, and their first day is
// not too short a run.
func TestRunsEndAtEmployment(t *testing.T) {
	p, r := one("EE|--E-")
	p.People[0].First = 2
	for _, rule := range []Rule{RestRun{Length: Between(0, 1)}, WorkRun{Length: AtLeast(3)}} {
		if fs := rule.Check(p, r); fs != nil {
			t.Errorf("%s: %v", rule.Key(), told(t, fs))
		}
	}
}

// A night into a day of leave is a breach; so is one into the first day after the
// horizon. Two hours past midnight are enough. One that ends at midnight is none.
func TestNightsIntoLeave(t *testing.T) {
	p, r := one("|EN-E")
	p.Shifts = append(p.Shifts, Shift{ID: "A", Segments: []Span{{960, 1560}}}, Shift{ID: "B", Segments: []Span{{960, 1440}}})
	late, until := len(p.Shifts)-2, len(p.Shifts)-1
	for _, c := range []struct {
		cell, day int // the leave is on the day after
		want      int
	}{{2, 1, 1}, {late, 1, 1}, {until, 1, 0}, {2, 3, 1}, {until, 3, 0}, {0, 2, 0}} {
		r.Cells[0] = []int{Off, Off, Off, Off}
		r.Cells[0][c.day] = c.cell
		fs := Unavailable{Day: c.day + 1, Whole: true}.Check(p, r)
		if len(fs) != c.want || c.want > 0 && fs[0].Day != c.day {
			t.Errorf("shift %d on day %d: %v", c.cell, c.day, told(t, fs))
		}
	}
}
