package schedule

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// The least step by which each limit can give way, on the shifts of the tests.
func TestRelax(t *testing.T) {
	for _, c := range []struct {
		name    string
		rule    Rule
		retired int // a shift that nobody may work any more; Off is none
		want    Rule
		says    string
	}{
		// Of the pairs closer than 11 h, L to D is the widest: 23:00 to 09:00 is 10 h.
		{"rest, to the next pair of shifts", MinRest{Minutes: 660, Force: Must()}, Off, MinRest{Minutes: 600, Force: Must()}, "from 11 h to 10 h"},
		// Without L it is N to D or X: 06:00 to 09:00 is 3 h.
		{"rest, a shift of the past alone does not help", MinRest{Minutes: 660, Force: Must()}, l, MinRest{Minutes: 180, Force: Must()}, "from 11 h to 3 h"},
		// After N alone it is N to L: 06:00 to 14:00 is 8 h.
		{"rest after some, to their next pair", MinRest{Minutes: 660, After: []int{n}, Force: Must()}, Off, MinRest{Minutes: 480, After: []int{n}, Force: Must()}, "from 11 h to 8 h"},
		{"rest, no pair is closer", MinRest{Minutes: 120, Force: Must()}, Off, nil, "drop this rule"},
		{"rest days", RestDays{Per: Week, Min: 2, Force: Must()}, Off, RestDays{Per: Week, Min: 1, Force: Must()}, "one rest day fewer"},
		{"the last rest day", RestDays{Per: Week, Min: 1, Force: Must()}, Off, nil, "one rest day fewer"},
		// The longest shift is the duty of 660 minutes; without it 480.
		{"hours at most", Minutes{Per: Week, Total: AtMost(2400)}, Off, Minutes{Per: Week, Total: AtMost(3060)}, "one more shift"},
		{"hours at most, no duty", Minutes{Per: Week, Total: AtMost(2400)}, x, Minutes{Per: Week, Total: AtMost(2880)}, "one more shift"},
		{"hours at least", Minutes{Per: Week, Total: AtLeast(2400)}, Off, Minutes{Per: Week, Total: AtLeast(1740)}, "one shift less"},
		{"hours at least, of one shift", Minutes{Per: Week, Total: AtLeast(660)}, Off, nil, "one shift less"},
		{"weekends", Weekends{Worked: AtMost(1)}, Off, Weekends{Worked: AtMost(2)}, "work 2 weekends"},
		{"days in a row at most", WorkRun{Length: AtMost(6)}, Off, WorkRun{Length: AtMost(7)}, "7 days in a row"},
		{"days in a row at least", WorkRun{Length: AtLeast(3)}, Off, WorkRun{Length: AtLeast(2)}, "only 2 days in a row"},
		{"days off in a row at most", RestRun{Length: AtMost(2)}, Off, RestRun{Length: AtMost(3)}, "3 days off"},
		{"days off in a row at least", RestRun{Length: AtLeast(1)}, Off, nil, "only 0 days off"},
		{"shifts at most", ShiftCount{Shifts: []int{n}, Per: Week, Count: AtMost(2)}, Off, ShiftCount{Shifts: []int{n}, Per: Week, Count: AtMost(3)}, "one more"},
		{"continuous work", Continuous{Max: 240, Force: Must()}, Off, nil, "drop this rule"},
		{"succession", Succession{Pairs: [][2]int{{l, e}}, Force: Must()}, Off, nil, "drop this rule"},
		{"rotation", Rotation{Kinds: []Kind{Early, Late}, Steady: Must()}, Off, nil, "drop this rule"},
		{"a meeting", Meeting{What: lang.T("例会", "meeting"), Days: []int{1}, Force: Must()}, Off, nil, "excuse 甲 from the meeting"},
		{"an absence", Unavailable{Day: 1, Whole: true, What: lang.T("年假", "annual")}, Off, nil, "move or cancel annual (Tue)"},
		{"a fixed cell", Pin{Day: 1, Shift: e}, Off, nil, "unfix the cell of 甲 (Tue)"},
	} {
		p, _ := one("|-------")
		if c.retired != Off {
			p.Shifts[c.retired].Retired = true
		}
		eased, step := c.rule.Relax(p, lang.Same("甲"), lang.Same("Tue"))
		if d := cmp.Diff(c.want, eased); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
		if !strings.Contains(step.EN, c.says) || step.ZH == "" || strings.Contains(step.ZH+step.EN, "%!") {
			t.Errorf("%s: the step is %v, want %q in it", c.name, step, c.says)
		}
	}
}

// What must hold of a rule: each hard limit by itself, and nothing soft.
func TestHardOfRules(t *testing.T) {
	hardMinAndMax := Between(480, 2400).Prefer(960, 1920, 3, 4)
	for _, c := range []struct {
		name string
		rule Rule
		want []Rule
	}{
		{"two limits", Minutes{Per: Week, Total: hardMinAndMax}, []Rule{Minutes{Per: Week, Total: AtLeast(480)}, Minutes{Per: Week, Total: AtMost(2400)}}},
		{"a preference", WorkRun{Length: Free().Prefer(2, 5, 1, 1)}, nil},
		{"rest days, hard", RestDays{Min: 1, Force: Must()}, []Rule{RestDays{Min: 1, Force: Must()}}},
		{"rest days, soft", RestDays{Min: 1, Force: At(9)}, nil},
		{"an absence always", Unavailable{Day: 1, Whole: true}, []Rule{Unavailable{Day: 1, Whole: true}}},
		{"a fair share never", Fair{Cost: 5}, nil},
		{"a wish never", Request{Cost: 5}, nil},
	} {
		if d := cmp.Diff(c.want, c.rule.Hard()); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// The rules of three people, as they are for a team of the third and the first: the
// third is 0 there, the first 1, and of the second nothing is said.
func TestRulesOfAnotherTeam(t *testing.T) {
	team := Team{2, 0}
	for _, c := range []struct {
		name string
		rule Rule
		want Rule
	}{
		{"everybody", RestDays{Min: 1}, RestDays{Min: 1}},
		{"the second and the third", RestDays{People: People{1, 2}, Min: 1}, RestDays{People: People{0}, Min: 1}},
		{"the second alone", RestDays{People: People{1}, Min: 1}, nil},
		{"what each carries", Fair{Carry: []int{4, 5, 6}, Cost: 1}, Fair{Carry: []int{6, 4}, Cost: 1}},
		{"a share of the second alone", Fair{People: People{1}, Cost: 1}, nil},
		{"an absence of the first", Unavailable{Person: 0, Day: 1}, Unavailable{Person: 1, Day: 1}},
		{"an absence of the second", Unavailable{Person: 1, Day: 1}, nil},
	} {
		if d := cmp.Diff(c.want, c.rule.Of(team)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	// An earlier roster says nothing about somebody new, so it is left out.
	keep := Keep{Base: &Roster{Cells: [][]int{cells("E"), cells("L"), cells("N")}}, Cost: 1}
	if d := cmp.Diff(Rule(Keep{Base: &Roster{Cells: [][]int{cells("N"), cells("E")}}, Cost: 1}), keep.Of(team)); d != "" {
		t.Errorf("an earlier roster (-want +got):\n%s", d)
	}
	if got := keep.Of(Team{0, 0}); got != nil {
		t.Errorf("with somebody new an earlier roster is %+v", got)
	}
}

// Hard rules alone give days off for sure, the most of several; those of a month do
// not say in which week.
func TestRestPerWeek(t *testing.T) {
	p, _ := one("|-------", "|-------", "|-------")
	p.Rules = []Rule{
		RestDays{People: People{0, 1}, Per: Week, Min: 1, Force: Must()},
		RestDays{People: People{1}, Per: Any7, Min: 2, Force: Must()},
		RestDays{Per: Week, Min: 3, Force: At(5)},
		RestDays{Per: Month, Min: 4, Force: Must()},
	}
	if d := cmp.Diff([]int{1, 2, 0}, p.RestPerWeek()); d != "" {
		t.Errorf("days off a week (-want +got):\n%s", d)
	}
}

// A whole day of leave leaves a day off alone; hours of it leave other shifts.
func TestRoomOfAbsences(t *testing.T) {
	p, _ := one("|--")
	p.People[0].Shifts = []int{e, l}
	p.Rules = []Rule{Unavailable{Day: 0, Whole: true}, Unavailable{Day: 1, Span: Span{480, 540}}}
	if d := cmp.Diff([][]int{{Off}, {Off, e, l}}, p.Room()[0]); d != "" {
		t.Errorf("room (-want +got):\n%s", d)
	}
}

// Seven days of at most 660 minutes are 4620. A minimum above is an obstacle; where
// days of the week are before the horizon and not known, nothing can be said.
func TestTooLittleIsSeenByCounting(t *testing.T) {
	for _, c := range []struct {
		name  string
		least int
		start int // day of the week, 0 is Monday
		past  string
		want  int
	}{
		{"as much as can be", 4620, 0, "", 0},
		{"a minute more", 4621, 0, "", 1},
		{"Monday is not known", 4621, 1, "", 0},
		{"on Monday an early shift was worked: 480 + 6·660 = 4440", 4441, 1, "E", 1},
		{"which may be enough", 4440, 1, "E", 0},
	} {
		p, _ := one(c.past + "|" + strings.Repeat("-", 7-c.start))
		p.Start += workcal.Date(c.start)
		m := Minutes{Per: Week, Total: AtLeast(c.least)}
		if got := m.Obstacles(p, p.Room()); len(got) != c.want {
			t.Errorf("%s: %d obstacles, want %d: %v", c.name, len(got), c.want, got)
		}
	}
}
