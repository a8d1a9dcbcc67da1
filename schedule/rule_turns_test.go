package schedule

import "testing"

// checked adds up what a rule finds in the row of one person, hard and soft.
func checked(t *testing.T, row string, start int, rule func(Force) Rule) (units int64) {
	t.Helper()
	for _, force := range []Force{Must(), At(30)} {
		p, r := one(row)
		p.Start = p.Date(start)
		var got Score
		for _, f := range rule(force).Check(p, r) {
			got = got.Add(f.Score)
		}
		units = got.Hard + got.Cost/30
		if got != force.Score(units) {
			t.Errorf("%s: %v is not what %d units are", row, got, units)
		}
	}
	return units
}

// Two early shifts, then two days off; the first day is the one at At. E is shift 0.
func TestCycle(t *testing.T) {
	p, _ := one("|E")
	early := []int{p.People[0].Shifts[0]}
	for _, c := range []struct {
		row  string
		at   int
		want int64
	}{
		{"|EE--EE--", 0, 0},
		{"|E--EE--E", 1, 0},
		{"|--EE--EE", -2, 0}, // counted backwards
		{"|EE--EE--", 1, 4},  // days 1, 3, 5 and 7 are another's
		{"|EEE-", 0, 1},
		{"|E---", 0, 1},
		{"EE|EE--", 0, 0}, // the past is not judged
	} {
		if got := checked(t, c.row, 0, func(f Force) Rule {
			return Cycle{Pattern: [][]int{early, early, {}, {}}, At: c.at, Force: f}
		}); got != c.want {
			t.Errorf("%s from %d: %d units, want %d", c.row, c.at, got, c.want)
		}
	}
}

// Who is on leave, or not employed yet, does not follow the cycle.
func TestCycleExcuses(t *testing.T) {
	p, r := one("|--EE")
	early := []int{p.People[0].Shifts[0]}
	rule := Cycle{Pattern: [][]int{early}, Force: Must()}
	p.Rules = []Rule{Unavailable{Person: 0, Day: 0, Whole: true}}
	if got := rule.Check(p, r); len(got) != 1 || got[0].Day != 1 {
		t.Errorf("leave on the first day: %+v", got)
	}
	p.Rules, p.People[0].First = nil, 2
	if got := rule.Check(p, r); len(got) != 0 {
		t.Errorf("hired on the third day: %+v", got)
	}
}

// After two lates in a row two days off.
func TestRestAfter(t *testing.T) {
	late := []int{1}
	for _, c := range []struct {
		row  string
		want int64
	}{
		{"|LL--E", 0},
		{"|LL-E", 1},
		{"|LLE", 2},
		{"|LLL-E", 1}, // a longer run too
		{"|L-E", 0},   // a run of one owes nothing
		{"|L-L-E", 0},
		{"|LL-L", 1}, // a late that comes back too soon
		{"|LL-", 0},  // the next shift is not known yet
		{"LL|E", 2},  // the run is of the past
		{"L|L-E", 1},
		{"LL-|E", 1},
		{"LLE|E", 0}, // judged then
		{"|EL-E", 0},
		{"|LL-ELL-E", 2},
	} {
		if got := checked(t, c.row, 0, func(f Force) Rule {
			return RestAfter{Shifts: late, Run: 2, Days: 2, Force: f}
		}); got != c.want {
			t.Errorf("%s: %d units, want %d", c.row, got, c.want)
		}
	}
}

// A late run that ends in the horizon is held to the shift that is posted after it.
func TestRestAfterLooksAhead(t *testing.T) {
	for _, c := range []struct {
		row  string
		next []int
		want int64
	}{
		{"|LL-", []int{e}, 1},
		{"|-LL", []int{e}, 2},
		{"|-LL", []int{Off, Off, e}, 0},
		{"|-LL", []int{l, e}, 0}, // the run goes on: the week after decides
		{"|--E", []int{l, l, e}, 0},
	} {
		p, r := one(c.row)
		p.People[0].Next = c.next
		var got Score
		for _, f := range (RestAfter{Shifts: []int{l}, Run: 2, Days: 2, Force: Must()}).Check(p, r) {
			got = got.Add(f.Score)
		}
		if got.Hard != c.want {
			t.Errorf("%s, then %v: %d units, want %d", c.row, c.next, got.Hard, c.want)
		}
	}
}

// The horizon of the tests begins on a Monday; start moves it by days.
func TestWeekendWindow(t *testing.T) {
	const free, worked = "-------", "-----E-"
	for _, c := range []struct {
		name, row string
		start     int
		max, span int
		want      int64
	}{
		{"one of two", "|" + worked + free + worked, 0, 1, 2, 0},
		{"two in a row", "|" + worked + worked, 0, 1, 2, 1},
		{"three in a row", "|" + worked + worked + worked, 0, 1, 2, 2}, // two windows
		{"both days are one weekend", "|-----EE", 0, 0, 1, 1},
		{"at most 2 of 4", "|" + worked + worked + free + worked, 0, 2, 4, 1},
		{"and the window moves on", "|" + worked + worked + free + free + worked, 0, 2, 4, 0},
		{"the past counts", worked + "|" + worked, 0, 1, 2, 1},
		{"the past before it does not", worked + free + "|" + worked, 0, 1, 2, 0},
		{"a weekend over the edge", "E|E------", -1, 0, 1, 1}, // Saturday is past, Sunday is not
		{"Saturday alone ends the horizon", worked + "|-----E", 0, 1, 2, 1},
	} {
		if got := checked(t, c.row, c.start, func(f Force) Rule {
			return WeekendWindow{Max: c.max, Span: c.span, Force: f}
		}); got != c.want {
			t.Errorf("%s: %d units, want %d", c.name, got, c.want)
		}
	}
}

// Early and late in turn, in terms of two weeks: the horizon begins on a Monday, and so
// does a term, unless at of its weeks are over.
func TestRotationInTerms(t *testing.T) {
	const early, late = "EEEEE--", "LLLLL--"
	for _, c := range []struct {
		name, row string
		at        int
		rest      bool
		want      int64
	}{
		{"two weeks each", "|" + early + early + late + late, 0, false, 0},
		{"by the week", "|" + early + late + early + late, 0, false, 2}, // into weeks 2 and 4 no turn is due, into 3 one is
		{"not turned", "|" + early + early + early, 0, false, 1},
		{"one week is over", "|" + early + late + late + early, 1, false, 0},
		{"the past is of the term before", early + early + "|" + late + late, 0, false, 0},
		{"the past is of the same term", early + "|" + early + late, 1, false, 0},

		// Wednesday is the day off: Monday and Tuesday of the third week stay early.
		{"after the day off", "|" + "EE-EEEE" + "EE-EEEE" + "EE-LLLL" + "LL-LLLL", 0, true, 0},
		{"not on Monday", "|" + "EE-EEEE" + "EE-EEEE" + "LL-LLLL", 0, true, 1 + 1}, // L on Monday, and no turn on Thursday
		{"not after the second day off", "|" + "EE-EEEE" + "EE-EEEE" + "E-LL-EE", 0, true, 1},
		{"a weekend off ends the term", "|" + early + early + late, 0, true, 0},
		{"missed", "|" + early + early + early + early, 0, true, 1},
		{"the first term known has no turn", "EE-|EE-EE--", 1, true, 0},
		{"a day off in the past", "EE-EE--|LL", 0, true, 0},
		{"worked through", "EEEEE|E-L", 0, true, 0},
		{"a duty day is no day off", "EEEEE|EDEE-L", 0, true, 0},
	} {
		if got := checked(t, c.row, 0, func(f Force) Rule {
			return Rotation{Kinds: []Kind{Early, Late}, Weeks: 2, At: c.at, AfterRest: c.rest, Steady: f, Turn: f}
		}); got != c.want {
			t.Errorf("%s: %d units, want %d", c.name, got, c.want)
		}
	}
}
