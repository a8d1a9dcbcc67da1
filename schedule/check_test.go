package schedule

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// The shifts of the tests, by letter; '-' is a rest day. 2026-11-23, day 0, is
// a Monday.
const (
	e = iota // E early 08:00-12:00 + 14:00-18:00, 480 paid, queue 0
	l        // L late 14:00-18:00 + 19:00-23:00, 480 paid, queue 0
	n        // N night 22:00-30:00, 420 paid, any queue
	d        // D day 09:00-18:00 unbroken, 480 paid, queue 1
	x        // X duty: D and 18:00-21:00 on top, 660 paid, queue 1
)

const letters = "ELNDX"

func shifts() []Shift {
	return []Shift{
		{ID: "E", Name: lang.T("早班", "early"), Kind: Early, Segments: []Span{{480, 720}, {840, 1080}}, Paid: 480},
		{ID: "L", Name: lang.T("晚班", "late"), Kind: Late, Segments: []Span{{840, 1080}, {1140, 1380}}, Paid: 480},
		{ID: "N", Name: lang.T("夜班", "night"), Kind: Night, Segments: []Span{{1320, 1800}}, Paid: 420, Queue: Any},
		{ID: "D", Name: lang.T("白班", "day"), Kind: Day, Segments: []Span{{540, 1080}}, Paid: 480, Queue: 1},
		{ID: "X", Name: lang.T("值班", "duty"), Kind: Duty, Segments: []Span{{540, 1260}}, Paid: 660, Queue: 1, Parts: []string{"D"}},
	}
}

func cells(s string) (out []int) {
	for _, c := range s {
		out = append(out, strings.IndexRune(letters, c)) // '-' is not among them: Off
	}
	return out
}

// one makes a problem and a roster from a line per person, "past|horizon".
func one(lines ...string) (*Problem, *Roster) {
	p := &Problem{
		Start: workcal.DateOf(2026, time.November, 23), Interval: 60, Shifts: shifts(),
		Queues: []Queue{{"pre", lang.T("售前", "presale")}, {"after", lang.T("售后", "aftersale")}},
	}
	r := &Roster{}
	for i, line := range lines {
		past, now, _ := strings.Cut(line, "|")
		p.Days = len(now)
		p.People = append(p.People, Person{ID: fmt.Sprint(i + 1), Name: string(rune('甲' + i)), Shifts: []int{e, l, n, d, x}, Last: len(now), Past: cells(past)})
		r.Cells = append(r.Cells, cells(now))
	}
	return p, r
}

// told prints findings as "person day hard/cost", with the days a finding is
// computed over in brackets, and fails on a sentence that is missing or
// misformed.
func told(t *testing.T, fs []Finding) (out []string) {
	t.Helper()
	for _, f := range fs {
		s := fmt.Sprintf("%d %d %d/%d", f.Person, f.Day, f.Score.Hard, f.Score.Cost)
		if f.Day == Any {
			s = fmt.Sprintf("%d [%d,%d) %d/%d", f.Person, f.Days.From, f.Days.To, f.Score.Hard, f.Score.Cost)
		}
		out = append(out, s)
		for _, say := range []string{f.Why.ZH, f.Why.EN} {
			if say == "" || strings.Contains(say, "%!") {
				t.Errorf("%s: misformed sentence %q", f.Rule, say)
			}
		}
		if strings.Contains(f.Fix.ZH+f.Fix.EN, "%!") || (f.Fix.ZH == "") != (f.Fix.EN == "") {
			t.Errorf("%s: misformed hint %+v", f.Rule, f.Fix)
		}
	}
	return out
}

func TestRules(t *testing.T) {
	soft := At(7)
	tests := []struct {
		name string
		rule Rule
		line string // "past|horizon"
		want []string
	}{
		// The night 22:00-30:00 is 480 minutes; of the duty, 09:00-21:00, 720.
		{"continuous, within", Continuous{Max: 480, Force: Must()}, "|EN", nil},
		{"continuous, too long", Continuous{Max: 480, Force: soft}, "|EX", []string{"0 1 0/7"}},
		// The night before day 0 ends at 06:00 and no shift begins then.
		{"continuous, past alone", Continuous{Max: 400, Force: Must()}, "N|E", nil},

		{"keep, changed on both sides of From", Keep{Base: &Roster{Cells: [][]int{cells("EEL")}}, From: 1, Cost: 5}, "|LE-",
			[]string{"0 0 1/0", "0 2 0/5"}},

		{"meeting on any shift", Meeting{Days: []int{0, 2}, Force: Must()}, "|-EL", []string{"0 0 1/0"}},
		// The late shift begins at 14:00; the early one ends its morning at 12:00,
		// and 12:00-13:00 is its break.
		{"meeting at hours", Meeting{Days: []int{0, 1, 2}, Span: Span{720, 780}, Force: soft}, "|DLE", []string{"0 1 0/7", "0 2 0/7"}},
		// A night worked into the day attends at 05:00, from the past too.
		{"meeting through midnight", Meeting{Days: []int{0, 1}, Span: Span{300, 330}, Force: Must()}, "N|N-", nil},

		// L ends 23:00, E begins 08:00: 9 h. L to L: 15 h.
		{"min rest", MinRest{Minutes: 660, Force: Must()}, "|LELL", []string{"0 1 1/0"}},
		{"min rest, exactly enough", MinRest{Minutes: 540, Force: Must()}, "|LE", nil},
		{"min rest from the past", MinRest{Minutes: 660, Force: soft}, "L|E", []string{"0 0 0/7"}},
		{"min rest, past pair", MinRest{Minutes: 660, Force: Must()}, "LE|-", nil},
		// N ends at 06:00 of the day between; 06:00 to 08:00 next day is 26 h.
		{"min rest over a day off", MinRest{Minutes: 1600, Force: Must()}, "|N-E", []string{"0 2 1/0"}},

		// N ends at 06:00: 26 h to E on the day after next, 32 h to L; L to E there 33 h.
		{"min rest after nights alone", MinRest{Minutes: 1900, After: []int{n}, Force: Must()}, "|N-EL-E", []string{"0 2 1/0"}},
		{"min rest before early alone", MinRest{Minutes: 2000, Before: []int{e}, Force: Must()}, "|N-LL-E", []string{"0 5 1/0"}},
		{"min rest from nights to early", MinRest{Minutes: 2000, After: []int{n}, Before: []int{e}, Force: Must()}, "|N-LL-EN-E", []string{"0 8 1/0"}},
		{"days off are between them, other shifts end it", MinRest{Minutes: 2880, After: []int{n}, Before: []int{e}, Force: Must()}, "|NLE", nil},

		// 2 × 480 = 960, 60 above 900.
		{"minutes, horizon leaves the past out", Minutes{Per: Horizon, Total: AtMost(900)}, "EEE|EE", []string{"0 [0,2) 60/0"}},
		// 480 paid, 20 below 500; 3 a minute.
		{"minutes, soft minimum", Minutes{Per: Horizon, Total: Free().Prefer(500, NoMax, 3, 0)}, "|E-", []string{"0 [0,2) 0/60"}},
		// The week Mon-Sun begins with the horizon but only two of its days are
		// known: the minimum waits, the maximum (960 > 900) does not.
		{"minutes, week to come", Minutes{Per: Week, Total: AtLeast(2400)}, "|EE", nil},
		{"minutes, week to come above", Minutes{Per: Week, Total: Between(600, 900)}, "|EE", []string{"0 [0,7) 60/0"}},

		{"pin", Pin{Person: 0, Day: 1, Shift: l}, "|EE", []string{"0 1 1/0"}},
		{"pin that is locked", Pin{Person: 0, Day: 1, Shift: l, Locked: true}, "|EE", []string{"0 1 1048576/0"}},
		{"pin a rest day", Pin{Person: 0, Day: 1, Shift: Off}, "|E-", nil},

		{"request for a rest day", Request{Person: 0, Day: 0, Cost: 9}, "|E", []string{"0 0 0/9"}},
		{"request for a rest day, granted", Request{Person: 0, Day: 0, Cost: 9}, "|-", nil},
		{"request to work", Request{Person: 0, Day: 0, Want: true, Cost: 9}, "|-", []string{"0 0 0/9"}},
		{"request for a shift", Request{Person: 0, Day: 0, Shifts: []int{l, n}, Want: true, Cost: 9}, "|E", []string{"0 0 0/9"}},
		{"request against a shift", Request{Person: 0, Day: 0, Shifts: []int{l, n}, Cost: 9}, "|N", []string{"0 0 0/9"}},
		{"request against a shift, off", Request{Person: 0, Day: 0, Shifts: []int{l, n}, Cost: 9}, "|-", nil},

		{"rest days a week", RestDays{Per: Week, Min: 1, Force: Must()}, "|EEEEEEEEEEEEE-", []string{"0 [0,7) 1/0"}},
		// Days 0 and 7 are off. Windows that begin before day 0 or end after day 13
		// hold unknown days, taken as off; [0,7) has day 0 and those from [1,8) to
		// [6,13) have day 7 as their only one.
		{"rest days in any 7", RestDays{Per: Any7, Min: 2, Force: soft}, "|-EEEEEE-EEEEE", []string{
			"0 [0,7) 0/7", "0 [1,8) 0/7", "0 [2,9) 0/7", "0 [3,10) 0/7", "0 [4,11) 0/7", "0 [5,12) 0/7", "0 [6,13) 0/7"}},
		// Six days of work in the past and one now: the window [-6, 1) has none.
		{"rest days carried in", RestDays{Per: Any7, Min: 1, Force: Must()}, "EEEEEE|E-", []string{"0 [-6,1) 1/0"}},
		// November has 30 days, 2026-11-23 is day 0: it reaches from day -22 to
		// day 8. Worked: all 22 known days before and 7 now = 29: one day, the
		// 30th, is left as a rest day of the two asked for.
		{"rest days a month", RestDays{Per: Month, Min: 2, Force: Must()}, "EEEEEEEEEEEEEEEEEEEEEE|EEEEEEE", []string{"0 [-22,8) 1/0"}},

		// Two days off in every other week, from the second week on, then from the first.
		{"rest days in every other week", RestDays{Per: Week, Min: 2, Every: 2, At: 1, Force: Must()}, "|EEEEEE-EEEEEE-EEEEEE-", []string{"0 [7,14) 1/0"}},
		{"rest days in this week and the next but one", RestDays{Per: Week, Min: 2, Every: 2, Force: Must()}, "|EEEEEE-EEEEEEEEEEEE--", []string{"0 [0,7) 1/0"}},

		// Off on day 1 only. Runs cut by the horizon's ends are exempt.
		{"rest run too short", RestRun{Length: AtLeast(2)}, "|E-EE-", []string{"0 [1,2) 1/0"}},
		{"rest run unknown before", RestRun{Length: AtLeast(2)}, "|-E", nil},
		{"rest run continued", RestRun{Length: AtLeast(2)}, "E-|-E", nil},
		{"rest run too short over the edge", RestRun{Length: AtLeast(2)}, "E|-E", []string{"0 [0,1) 1/0"}},
		{"rest run too long", RestRun{Length: AtMost(2)}, "-|---", []string{"0 [-1,3) 2/0"}},

		{"work run too long", WorkRun{Length: AtMost(3)}, "E-EE|EE-", []string{"0 [-2,2) 1/0"}},
		{"work run, past alone", WorkRun{Length: AtMost(3)}, "EEEE|-E", nil},
		// Both ends known: 1 < 2. The last run touches the end.
		{"work run too short", WorkRun{Length: AtLeast(2)}, "E-|E-E", []string{"0 [0,1) 1/0"}},
		// The known past begins with the run: its true length is not known.
		{"work run, past cut", WorkRun{Length: AtLeast(3)}, "E|-", nil},
		{"work run from where nothing is known", WorkRun{Length: AtLeast(3)}, "E|E-", nil},
		// 4 days, one above the soft 3, at 11.
		{"work run, soft", WorkRun{Length: AtMost(6).Prefer(0, 3, 0, 11)}, "|EEEE-", []string{"0 [0,4) 0/11"}},

		// The past week (Sunday) was early: late is due, then steady.
		{"rotation turned", Rotation{Kinds: []Kind{Early, Late}, Steady: Must(), Turn: Must()}, "E|L-LDL", nil},
		{"rotation not turned", Rotation{Kinds: []Kind{Early, Late}, Steady: Must(), Turn: soft}, "E|EE", []string{"0 0 0/7"}},
		{"rotation not steady", Rotation{Kinds: []Kind{Early, Late}, Steady: Must(), Turn: soft}, "E|LDE", []string{"0 2 1/0"}},
		// After late on Sunday (day 6) early is due on Monday (day 7).
		{"rotation within the horizon", Rotation{Kinds: []Kind{Early, Late}, Steady: Must(), Turn: soft}, "|LLLLLLLL", []string{"0 7 0/7"}},

		{"shift count", ShiftCount{What: lang.T("晚班", "late shifts"), Shifts: []int{l, n}, Per: Horizon, Count: AtMost(2)}, "L|LNLE", []string{"0 [0,4) 1/0"}},
		// The month has the past three as well: 3 + 2 = 5, two above 3.
		{"shift count a month", ShiftCount{Shifts: []int{l}, Per: Month, Count: AtMost(3)}, "LLL|LLE", []string{"0 [-22,8) 2/0"}},

		{"succession", Succession{Pairs: [][2]int{{l, e}}, Force: Must()}, "L|EL-E", []string{"0 0 1/0"}},

		{"unavailable", Unavailable{Person: 0, Day: 1, Whole: true, What: lang.T("年假", "annual leave")}, "|EEE", []string{"0 1 1/0"}},
		// 12:00-14:00 is the break of the early shift.
		{"unavailable hours in a break", Unavailable{Person: 0, Day: 0, Span: Span{720, 840}}, "|E", nil},
		{"unavailable hours", Unavailable{Person: 0, Day: 0, Span: Span{1070, 1100}}, "|E", []string{"0 0 1/0"}},
		// 05:00-07:00 of day 1 meets the night that began on day 0.
		{"unavailable through midnight", Unavailable{Person: 0, Day: 1, Span: Span{300, 420}}, "|N-", []string{"0 0 1/0"}},
		{"unavailable, past shift", Unavailable{Person: 0, Day: 0, Span: Span{300, 420}}, "N|-", nil},

		// Days 5 and 6 are the first weekend, 12 and 13 the second.
		{"weekends", Weekends{Worked: AtMost(1)}, "|-----EE-----E-", []string{"0 [0,14) 1/0"}},
		{"weekend, both days once", Weekends{Worked: AtMost(1)}, "|-----EE-----", nil},

		// Carry 2 and two late shifts more (night counts) are 4, one above a share of
		// 3: T(1) × 10.
		{"fair", Fair{What: LateShifts, Base: 3, Carry: []int{2}, Cost: 10}, "L|LNE", []string{"0 [0,3) 0/10"}},
		// 2 and 2 are 4, three above a share of 2 − 1: T(3) = 6.
		{"fair, convex", Fair{What: WeekendDays, Base: 2, Plus: []int{-1}, Carry: []int{2}, Cost: 1}, "|-----EE", []string{"0 [0,7) 0/6"}},
		{"fair, as little as due", Fair{What: WeekendDays, Base: 4, Carry: []int{2}, Cost: 1}, "|-----EE", nil},
		// One fewer than the share costs as one more: T(1).
		{"fair, below", Fair{What: WeekendDays, Base: 5, Carry: []int{2}, Cost: 1}, "|-----EE", []string{"0 [0,7) 0/1"}},
		// Two shifts of 8 h are 16 h, 9 h above a share of 7 h: two whole steps of 4 h,
		// T(2) = 3.
		{"fair, hours", Fair{What: PaidHours, Base: 420, Cost: 1}, "|EE-----", []string{"0 [0,7) 0/3"}},
		// 8 h are 3 h 59 below 11 h 59: no whole step.
		{"fair, hours nearly", Fair{What: PaidHours, Base: 719, Cost: 1}, "|E------", nil},
		{"fair, duty turns", Fair{What: DutyTurns, Cost: 1}, "|XD", []string{"0 [0,2) 0/1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, r := one(tt.line)
			p.Rules = []Rule{tt.rule}
			if err := p.Validate(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, told(t, tt.rule.Check(p, r))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.line, diff)
			}
			a := Check(p, r)
			var sum Score
			for _, f := range a.Findings {
				sum = sum.Add(f.Score)
			}
			if a.Score != sum || a.ByRule[tt.rule.Key()] != sum {
				t.Errorf("score %v, findings add up to %v, by rule %v", a.Score, sum, a.ByRule)
			}
			if w := tt.rule.Words(); w.ZH == "" || w.EN == "" || strings.Contains(w.ZH+w.EN, "%!") {
				t.Errorf("misformed words %+v", w)
			}
		})
	}
}

func TestHolidaysAreShared(t *testing.T) {
	p, r := one("|E-E")
	p.Holiday = DaySet{true, true, false}
	f := Fair{What: HolidayDays, Cost: 4}
	// One shift on a holiday, base 0: T(1) × 4.
	if diff := cmp.Diff([]string{"0 [0,3) 0/4"}, told(t, f.Check(p, r))); diff != "" {
		t.Error(diff)
	}
}

func TestContinuousJoinsShiftsThatTouch(t *testing.T) {
	p, r := one("N|M-")
	p.Shifts = append(p.Shifts, Shift{ID: "M", Name: lang.T("晨班", "dawn"), Segments: []Span{{360, 600}}, Paid: 240})
	r.Cells[0][0] = len(p.Shifts) - 1
	// The night ends at 06:00, the dawn shift begins then: 480 + 240 = 720.
	c := Continuous{Max: 700, Force: Must()}
	if diff := cmp.Diff([]string{"0 0 1/0"}, told(t, c.Check(p, r))); diff != "" {
		t.Error(diff)
	}
	if c.Max = 720; c.Check(p, r) != nil {
		t.Error("720 minutes exceed 720")
	}
}

func TestMeetingExcuses(t *testing.T) {
	p, r := one("|-E", "|-E", "|-E")
	p.People[1].First = 1 // hired on day 1
	m := Meeting{Days: []int{0}, Force: Must()}
	p.Rules = []Rule{m, Unavailable{Person: 2, Day: 0, Whole: true}}
	if diff := cmp.Diff([]string{"0 0 1/0"}, told(t, m.Check(p, r))); diff != "" {
		t.Error(diff)
	}
}

func TestEligible(t *testing.T) {
	p, r := one("|EEENE", "|EEEEE")
	p.People[0].First, p.People[0].Last = 1, 4               // days 0 and 4 are outside
	p.People[0].Shifts = []int{e}                            // the night on day 3 is barred
	p.Shifts[e].Days = DaySet{true, true, false, true, true} // and E is closed on day 2
	p.People[0].Barred = map[int]lang.Text{n: lang.T("孕期不排夜班", "no night work while pregnant")}
	p.Rules = []Rule{Eligible{}} // listed, yet judged once
	want := []string{"0 0 1/0", "0 2 1/0", "1 2 1/0", "0 3 1/0", "0 4 1/0"}
	a := Check(p, r)
	if diff := cmp.Diff(want, told(t, a.Findings)); diff != "" {
		t.Error(diff)
	}
	if why := a.Findings[3].Why.ZH; !strings.Contains(why, "孕期不排夜班") {
		t.Errorf("reason left out: %s", why)
	}
}

func TestCover(t *testing.T) {
	tests := []struct {
		name string
		row  Cover
		want []string
	}{
		// 甲 early and 乙 night of the past; 丙 late is a trainee; 丁 duty.
		// 14:00-15:00: the early shift only (queue 0), or with the duty (any).
		{"queue", Cover{Day: 0, Span: Span{840, 900}, Queue: 0, Shift: Any, Bound: AtLeast(2)}, []string{"-1 0 1/0"}},
		{"any queue", Cover{Day: 0, Span: Span{840, 900}, Queue: Any, Shift: Any, Bound: AtLeast(2)}, nil},
		// 12:00-13:00 lies in the break of the early shift; the duty's 1 is over 0.
		{"gap", Cover{Day: 0, Span: Span{720, 780}, Queue: Any, Shift: Any, Bound: AtMost(0)}, []string{"-1 0 1/0"}},
		// 11:30-12:30: no segment of the early shift contains all of it.
		{"not all of the span", Cover{Day: 0, Span: Span{690, 750}, Queue: 0, Shift: Any, Bound: AtLeast(1)}, []string{"-1 0 1/0"}},
		// 02:00-03:00: the night that began before day 0, on any queue.
		{"night before", Cover{Day: 0, Span: Span{120, 180}, Queue: 1, Shift: Any, Bound: AtLeast(1)}, nil},
		{"night before, next day", Cover{Day: 1, Span: Span{120, 180}, Queue: 1, Shift: Any, Bound: AtLeast(1)}, []string{"-1 1 1/0"}},
		// 22:00 to 01:00 of the next day, on day 1: 乙's second night.
		{"through midnight", Cover{Day: 1, Span: Span{1320, 1500}, Queue: Any, Shift: Any, Bound: Between(1, 1)}, nil},
		// The day shift is part of 丁's duty.
		{"shift as part", Cover{Day: 0, Queue: Any, Shift: d, Bound: Between(1, 1)}, nil},
		// Nobody but the trainee is on the late shift.
		{"trainee", Cover{Why: Headcount, Day: 0, Queue: Any, Shift: l, Bound: AtLeast(1)}, []string{"-1 0 1/0"}},
		// One head, soft 3: 2 × 50.
		{"soft", Cover{Day: 0, Span: Span{840, 900}, Queue: 0, Shift: Any, Bound: Free().Prefer(3, NoMax, 50, 0)}, []string{"-1 0 0/100"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, r := one("|E-", "N|-N", "|L-", "|X-")
			p.People[2].Trainee = true
			p.Cover = []Cover{tt.row}
			if err := p.Validate(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, told(t, Check(p, r).Findings)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnalysisOrder(t *testing.T) {
	p, r := one("|EE", "|EL")
	p.Rules = []Rule{
		Request{Person: 0, Day: 0, Cost: 1},
		Pin{Person: 1, Day: 1, Shift: e},
		Pin{Person: 0, Day: 1, Shift: l},
		RestDays{Per: Horizon, Min: 1, Force: Must()},
	}
	a := Check(p, r)
	// Hard ones first; a finding without a day before those of day 1; persons in
	// order; the soft one last.
	want := []string{"0 [0,2) 1/0", "1 [0,2) 1/0", "0 1 1/0", "1 1 1/0", "0 0 0/1"}
	if diff := cmp.Diff(want, told(t, a.Findings)); diff != "" {
		t.Error(diff)
	}
	if n := len(a.Hard()); n != 4 {
		t.Errorf("%d hard findings, want 4", n)
	}
}

func TestRestDaysSayWhatLeaveTakes(t *testing.T) {
	// Two days of leave and one of rest are due in the four days; one is off.
	p, r := one("|EEE-")
	fs := RestDays{Per: Horizon, Min: 3, Leave: 2, Force: Must()}.Check(p, r)
	if len(fs) != 1 || !strings.HasSuffix(fs[0].Why.EN, "fewer than 3 days (1 day of rest and 2 days of leave)") ||
		!strings.HasSuffix(fs[0].Why.ZH, "少于 3 天（休息 1 天，另加请假 2 天）") {
		t.Errorf("%+v", fs)
	}
}

func TestMinRestSuggests(t *testing.T) {
	p, r := one("|LE")
	fs := MinRest{Minutes: 660, Force: Must()}.Check(p, r)
	// The early shift ends at 18:00, 14 h before 08:00; late ends 23:00 + 11 h = 10:00.
	want := lang.T("把 11-23 周一 的晚班换成早班，或让 甲 11-24 周二 从 10:00 以后开始", "change Mon 11-23 from late to early, or let 甲 start no earlier than 10:00 on Tue 11-24")
	if diff := cmp.Diff(want, fs[0].Fix); diff != "" {
		t.Error(diff)
	}
}

func TestValidateNamesEverything(t *testing.T) {
	p, _ := one("|EE")
	p.Shifts[l].Segments[1].Start = 1080 // touches the one before
	p.Cover = []Cover{{Day: 2, Shift: Any, Queue: 5, Span: Span{0, 60}, Bound: Bound{HardMin: 2, HardMax: 1}}}
	p.Rules = []Rule{Pin{Person: 3, Day: 0, Shift: 99}, Keep{}, Rotation{}, Rotation{Kinds: []Kind{Early, Late, Early}}}
	p.People[0].Past = []int{77}
	err := p.Validate()
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"shift L", "day 2", "queue 5", "out of order", "no person 3", "no shift 99", "worked shift 77", "other people or days", "no kinds", "names early twice"} {
		if !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("does not name %q:\n%v", want, err)
		}
	}
}

// TestCheckIsQuick judges 200 people over 28 days by a full set of rules and
// quarter-hourly cover.
func TestCheckIsQuick(t *testing.T) {
	lines := make([]string, 200)
	for i := range lines {
		lines[i] = strings.Repeat("EE-LLLN", 8) + "|" + strings.Repeat("EELL-DN", 4)
	}
	p, r := one(lines...)
	for i := range p.Days * 96 {
		for _, b := range []Bound{AtLeast(1), Free().Prefer(40, NoMax, 100, 0)} {
			p.Cover = append(p.Cover, Cover{Day: i / 96, Span: Span{i % 96 * 15, i%96*15 + 15}, Queue: i % 2, Shift: Any, Bound: b})
		}
	}
	p.Rules = []Rule{
		Continuous{Max: 480, Force: Must()}, Fair{What: LateShifts, Base: 8, Cost: 3}, Meeting{Days: []int{0, 7, 14, 21}, Force: Must()},
		MinRest{Minutes: 660, Force: Must()}, Minutes{Per: Week, Total: AtMost(2400)}, RestDays{Per: Any7, Min: 1, Force: Must()},
		RestRun{Length: Between(1, 3)}, Rotation{Kinds: []Kind{Early, Late}, Steady: At(1), Turn: At(1)},
		ShiftCount{Shifts: []int{l}, Per: Month, Count: AtMost(9)}, Succession{Pairs: [][2]int{{l, e}, {n, e}}, Force: Must()},
		Weekends{Worked: AtMost(2)}, WorkRun{Length: AtMost(6)},
	}
	start := time.Now()
	a := Check(p, r)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	t.Logf("%d findings in %v", len(a.Findings), time.Since(start))
}

func TestPairsSpeakOfBothDays(t *testing.T) {
	p, r := one("|L-E")
	for _, rule := range []Rule{
		MinRest{Minutes: 3000, Force: Must()}, // 23:00 to 08:00 two days on is 33 h
		Rotation{Kinds: []Kind{Early, Late}, Steady: Must(), Turn: Must()},
	} {
		fs := rule.Check(p, r)
		if len(fs) != 1 || fs[0].Day != 2 || fs[0].Days != (Stretch{0, 3}) {
			t.Errorf("%s: %+v", rule.Key(), fs)
		}
	}
}
