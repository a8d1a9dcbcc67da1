package attendance

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// october settles people who work office hours from Monday 12 to Friday 16
// October 2026, in time except for what times says of a day: "" for no punch.
func october(t *testing.T, p Policy, change func(*Input), days ...map[int]string) *Sheet {
	t.Helper()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	month := workcal.Month{Year: 2026, Month: 10}
	in := Input{Month: month, Calendar: workcal.New(nil)}
	for i, times := range days {
		in.People = append(in.People, Person{ID: string(rune('a' + i)), Name: "甲"})
		plans := make([]Planned, month.Days())
		var punches []Punch
		for d := range plans {
			plans[d] = shift("")
			if date := month.First() + workcal.Date(d); date >= monday && date < monday+5 {
				plans[d] = shift(office)
				at, ok := times[d+1]
				if !ok {
					at = "08:55 18:05"
				}
				punches = append(punches, punched(date, at)...)
			}
		}
		in.Plans, in.Punches = append(in.Plans, plans), append(in.Punches, punches)
	}
	in.Leave, in.Overtime, in.Corrections = make([][]Leave, len(days)), make([][]Approval, len(days)), make([][]Correction, len(days))
	if change != nil {
		change(&in)
	}
	return Settle(in, p)
}

func keys(list []Applied) (out []string) {
	for _, a := range list {
		out = append(out, a.Rule)
	}
	return out
}

// Tiers of DOMAIN.md section 3: 1–4 minutes 1 yuan a minute, 5–10 minutes 10, up
// to 30 minutes 30, beyond half a day absent.
var wild = []Tier{
	{From: 1, Effect: Effect{PerMinute: 100}},
	{From: 5, Effect: Effect{Fine: 1000}},
	{From: 11, Level: Serious, Effect: Effect{Fine: 3000}},
	{From: 31, Level: Absent, Effect: Effect{Absent: 0.5}},
}

func TestLateTiers(t *testing.T) {
	p := DefaultPolicy()
	p.Late = wild
	m := october(t, p, nil, map[int]string{12: "09:04 18:00", 13: "09:05 18:00", 14: "09:11 18:00", 15: "09:30 18:00", 16: "09:31 18:00"}).People[0]
	// 4 × 1 + 10 + 30 + 30 yuan; the last is half a day absent.
	if m.Fines != 7400 || m.Absent != 0.5 || m.Attended != 4.5 || m.LateTimes != 5 || m.LateMinutes != 81 || m.Serious != 3 {
		t.Errorf("fines %v, absent %v, attended %v, %d times, %d minutes, %d serious", m.Fines, m.Absent, m.Attended, m.LateTimes, m.LateMinutes, m.Serious)
	}
	if m.Days[15].Result != IsAbsent || m.Days[11].Result != IsLate {
		t.Errorf("results %s, %s", m.Days[15].Result, m.Days[11].Result)
	}
}

// The third lateness counts as half a day absent, the sixth would again.
func TestLateRepeat(t *testing.T) {
	p := DefaultPolicy()
	p.LateRepeat = Repeat{Nth: 3, Counts: CountLate, Effect: Effect{Absent: 0.5}}
	m := october(t, p, nil, map[int]string{12: "09:01 18:00", 13: "09:01 18:00", 14: "09:01 18:00", 15: "09:01 18:00"}).People[0]
	if m.Absent != 0.5 || m.Days[13].Absent != 0.5 {
		t.Errorf("absent %v, on the third day %v", m.Absent, m.Days[13].Absent)
	}
	// An early leave counts with the latenesses only where the shop says so. Of the
	// second of two on one day it is the third: late, late and early.
	days := map[int]string{12: "09:01 18:00", 13: "09:01 17:50"}
	if m = october(t, p, nil, days).People[0]; m.Absent != 0 {
		t.Errorf("latenesses alone: absent %v", m.Absent)
	}
	p.LateRepeat.Counts = CountLateOrEarly
	if m = october(t, p, nil, days).People[0]; m.Absent != 0.5 || m.Days[12].Absent != 0.5 || !strings.Contains(m.Days[12].Applied[2].Text.ZH, "第 3 次迟到或早退") {
		t.Errorf("both together: absent %v, %+v", m.Absent, m.Days[12].Applied)
	}
}

func TestEarlyTier(t *testing.T) {
	p := DefaultPolicy()
	p.Early = []Tier{{From: 16, Effect: Effect{Absent: 0.5}}}
	m := october(t, p, nil, map[int]string{12: "08:55 17:45", 13: "08:55 17:44"}).People[0]
	// 15 minutes cost nothing, 16 half a day.
	if m.EarlyTimes != 2 || m.EarlyMin != 31 || m.Absent != 0.5 {
		t.Errorf("%d times, %d minutes, absent %v", m.EarlyTimes, m.EarlyMin, m.Absent)
	}
}

// Two corrections are free; the third counts as half a day absent.
func TestCorrections(t *testing.T) {
	p := DefaultPolicy()
	p.Corrections = Corrections{Free: 2, Beyond: Effect{Absent: 0.5, Points: 1}}
	sheet := october(t, p, func(in *Input) {
		for d := range workcal.Date(3) {
			in.Corrections[0] = append(in.Corrections[0], Correction{At: On(monday+d, 9*60)})
		}
		// A correction beside a punch that is there already changes nothing.
		in.Corrections[0] = append(in.Corrections[0], Correction{At: On(monday+3, 8*60+55)})
	}, map[int]string{12: "18:05", 13: "18:05", 14: "18:05"})
	m := sheet.People[0]
	if m.Corrections != 3 || m.Missing != 0 || m.Absent != 0.5 || m.Score != 79 {
		t.Errorf("%d used, %d missing, absent %v, score %v", m.Corrections, m.Missing, m.Absent, m.Score)
	}
	if got := keys(m.Days[13].Applied); !slices.Equal(got, []string{"correction-beyond"}) {
		t.Errorf("rules of the third: %v", got)
	}
}

func TestMissing(t *testing.T) {
	p := DefaultPolicy()
	p.Missing.Attended, p.Missing.Each = 0.5, Effect{Fine: 500}
	m := october(t, p, nil, map[int]string{12: "08:55", 13: ""}).People[0]
	if m.Missing != 1 || m.Attended != 3.5 || m.Absent != 1 || m.Fines != 500 {
		t.Errorf("%d missing, attended %v, absent %v, fines %v", m.Missing, m.Attended, m.Absent, m.Fines)
	}
}

func TestFullAttendance(t *testing.T) {
	p := DefaultPolicy()
	p.Full = Full{Bonus: 20000, LostBy: []string{"late", "missing", "absent", "personal"}, FreeLate: 1}
	sheet := october(t, p, func(in *Input) {
		in.Leave[2] = []Leave{{Kind: Personal, From: On(monday, 0), To: On(monday+1, 0)}}
		in.Leave[3] = []Leave{{Kind: Annual, From: On(monday, 0), To: On(monday+1, 0)}}
		in.People[4].Hired = monday + 1
	}, map[int]string{12: "09:01 18:00"}, map[int]string{12: "09:01 18:00", 13: "09:01 18:00"}, map[int]string{12: ""}, map[int]string{12: ""}, map[int]string{12: ""})
	for i, want := range []Money{20000, 0, 0, 20000, 0} {
		if got := sheet.People[i].Full; got != want {
			t.Errorf("person %d: %v, want %v: %v", i, got, want, keys(sheet.People[i].Applied))
		}
	}
}

// Outside employment nothing counts: hired on Wednesday, three days are due.
func TestNewHire(t *testing.T) {
	m := october(t, DefaultPolicy(), func(in *Input) { in.People[0].Hired = monday + 2 }, map[int]string{12: "", 13: ""}).People[0]
	if m.Due != 3 || m.Absent != 0 || m.Days[11].Result != NotHere {
		t.Errorf("due %v, absent %v, result %s", m.Due, m.Absent, m.Days[11].Result)
	}
}

// Nothing counts of people who need not punch, unless the shop says so.
func TestExempt(t *testing.T) {
	marks := scored()
	marks.Score.Items = nil // the base less what attendance takes
	sheet := october(t, marks, func(in *Input) { in.People[0].Exempt = true }, map[int]string{12: "", 13: "11:00 18:00"}, nil)
	m := sheet.People[0]
	if m.Due != 0 || m.Attended != 0 || m.Absent != 0 || m.LateTimes != 0 || m.Rank != 0 {
		t.Errorf("%+v", m)
	}
	if sheet.People[1].Rank != 1 {
		t.Errorf("exempt people take no rank: %d", sheet.People[1].Rank)
	}
	p := DefaultPolicy()
	p.Attended.Exempt = true
	m = october(t, p, func(in *Input) { in.People[0].Exempt = true }, map[int]string{12: "", 13: "11:00 18:00"}).People[0]
	if m.Due != 5 || m.Attended != 5 || m.LateTimes != 0 {
		t.Errorf("counted by the shop: due %v, attended %v", m.Due, m.Attended)
	}
}

// Where nothing is judged and no rule takes points nobody has a score, a rank or
// a flag for it, whatever the base; one rule with points is enough for all three.
func TestNoScores(t *testing.T) {
	p := DefaultPolicy()
	p.Score.Base, p.Score.Below = 10, 60
	m := october(t, p, nil, map[int]string{12: ""}, nil).People[0]
	if m.Rank != 0 || m.Score != 0 || m.Scores != nil || len(m.Flags) != 0 {
		t.Errorf("not scored: rank %d, score %v, flags %v", m.Rank, m.Score, m.Flags)
	}
	p.Absence.Day.Points = 3 // 10 − 3 = 7
	m = october(t, p, nil, map[int]string{12: ""}, nil).People[0]
	if m.Rank != 2 || m.Score != 7 || len(m.Flags) != 1 || m.Flags[0].Name().ZH != "得分过低" {
		t.Errorf("scored: rank %d, score %v, flags %v", m.Rank, m.Score, m.Flags)
	}
}

// Saturday the 17th has a shift, 09:00–18:00. Of rostered staff it is a working
// day; of an office 9 hours on a rest day. Three minutes late within a grace of
// five take nothing off; beyond it, seven minutes late, they do.
func TestShiftOnARestDay(t *testing.T) {
	for _, c := range []struct {
		office bool
		in     int
		want   [3]float64
	}{{false, 535, [3]float64{}}, {true, 535, [3]float64{0, 9, 0}}, {true, 543, [3]float64{0, 9, 0}}, {true, 547, [3]float64{0, 8.88, 0}}} {
		p := DefaultPolicy()
		p.Grace, p.Overtime.RestDays = Grace{Minutes: 5, Inclusive: true}, c.office
		m := october(t, p, func(in *Input) {
			in.Plans[0][16] = shift(office)
			in.Punches[0] = append(in.Punches[0], Punch{At: On(monday+5, c.in), Source: Clocked}, Punch{At: On(monday+5, 18*60+5), Source: Clocked})
		}, nil).People[0]
		if m.Overtime != c.want {
			t.Errorf("office %v, in at %d: %v, want %v", c.office, c.in, m.Overtime, c.want)
		}
	}
}

// Monthly pay 4350 is 200 a day. One day absent and one of personal leave.
func TestWithheld(t *testing.T) {
	change := func(in *Input) {
		in.People[0].Salary = Yuan(4350)
		in.Leave[0] = []Leave{{Kind: Personal, From: On(monday+1, 0), To: On(monday+2, 0)}}
	}
	p := DefaultPolicy()
	sheet := october(t, p, change, map[int]string{12: "", 13: ""})
	if m := sheet.People[0]; m.Withheld != Yuan(400) || m.Deduction != Yuan(400) || len(sheet.Flags) != 0 {
		t.Errorf("withheld %v, deduction %v", m.Withheld, m.Deduction)
	}
	// Three days' pay for one day absent: 600 + 200, and the law is named.
	p.Absence.PayFactor = 3
	sheet = october(t, p, change, map[int]string{12: "", 13: ""})
	if m := sheet.People[0]; m.Withheld != Yuan(800) || len(sheet.Flags) != 1 || sheet.Flags[0].Key != "pay-factor" {
		t.Errorf("withheld %v, flags %v", m.Withheld, sheet.Flags)
	}
}

// Fines over a fifth of the month's pay are flagged; they go into the fund.
func TestFinesAndFund(t *testing.T) {
	p := DefaultPolicy()
	p.FundFines = true
	p.Fines = []Fine{{ID: "conduct", Name: lang.T("违纪", "misconduct"), Amount: Yuan(20)}, {ID: "order", Name: lang.T("错单", "order mistake"), Amount: Yuan(50)}}
	change := func(in *Input) {
		in.People[0].Salary = Yuan(1000)
		in.Typed = []Typed{{ID: "a", Fines: map[string]int{"conduct": 3, "order": 2}}}
	}
	sheet := october(t, p, change, nil, nil)
	// 3 × 20 + 2 × 50 = 160, below 200.
	if m := sheet.People[0]; m.Fines != Yuan(160) || sheet.Fund != Yuan(160) || len(m.Flags) != 0 {
		t.Errorf("fines %v, fund %v, flags %v", m.Fines, sheet.Fund, m.Flags)
	}
	p.Fines[1].Amount = Yuan(71) // 60 + 142 = 202
	if m := october(t, p, change, nil).People[0]; len(m.Flags) != 1 || m.Flags[0].Key != "unlawful-fines" {
		t.Errorf("flags %v", m.Flags)
	}
}

func scored() Policy {
	p := DefaultPolicy()
	p.Score.Items = []Item{{ID: "orders", Points: 30}, {ID: "quality", Points: 50}, {ID: "merit", Points: 40, Extra: true}}
	p.Late = []Tier{{From: 1, Effect: Effect{Points: 5}}}
	return p
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		name  string
		items map[string]float64
		times string
		want  float64
	}{
		{"nothing typed is nothing", nil, "08:55 18:05", 0},
		{"all marks typed", map[string]float64{"orders": 30, "quality": 50}, "08:55 18:05", 80},
		{"late once", map[string]float64{"orders": 30, "quality": 50}, "09:05 18:05", 75},
		{"what nobody has scored has no points", map[string]float64{"quality": 20}, "08:55 18:05", 20},
		{"extras, up to the cap of 110", map[string]float64{"orders": 30, "quality": 50, "merit": 40}, "08:55 18:05", 110},
		{"an item holds its points at most", map[string]float64{"orders": 30, "quality": 500}, "08:55 18:05", 80},
		{"never below nothing", map[string]float64{"quality": 0, "orders": 2}, "09:05 18:05", 0},
	} {
		m := october(t, scored(), func(in *Input) { in.Typed = []Typed{{ID: "a", Items: c.items}} }, map[int]string{12: c.times}).People[0]
		sum := 0.0
		for _, s := range m.Scores {
			sum += s.Points
		}
		if m.Score != c.want || sum != m.Score {
			t.Errorf("%s: score %v, lines add up to %v, want %v", c.name, m.Score, sum, c.want)
		}
	}
}

func TestFlagsBelowAndLast(t *testing.T) {
	typed := func(a, b float64) func(*Input) {
		return func(in *Input) {
			in.Typed = []Typed{{ID: "a", Items: map[string]float64{"orders": 30, "quality": a}}, {ID: "b", Items: map[string]float64{"orders": 30, "quality": b}}}
		}
	}
	flags := func(m Month) (out []string) {
		for _, f := range m.Flags {
			out = append(out, f.Key)
		}
		return out
	}
	// 30 + 25 is below 60.
	if m := october(t, scored(), typed(25, 50), nil, nil).People[0]; !slices.Equal(flags(m), []string{"below"}) || m.LastMonths != 1 || m.Rank != 2 {
		t.Errorf("flags %v, months %d, rank %d", flags(m), m.LastMonths, m.Rank)
	}
	// 65, last and below 70 for the second month.
	last := func(in *Input) {
		typed(35, 50)(in)
		in.Before = []Standing{{ID: "a", Score: 66, Last: true, LastMonths: 1}}
	}
	if m := october(t, scored(), last, nil, nil).People[0]; !slices.Equal(flags(m), []string{"last-again"}) || m.LastMonths != 2 {
		t.Errorf("flags %v, months %d", flags(m), m.LastMonths)
	}
	// 70 is not below 70; not last breaks the run; alone nobody is last.
	at70 := func(in *Input) { typed(40, 50)(in); in.Before = []Standing{{ID: "a", LastMonths: 1}} }
	if m := october(t, scored(), at70, nil, nil).People[0]; m.LastMonths != 0 {
		t.Errorf("at 70: %d months", m.LastMonths)
	}
	second := func(in *Input) { typed(35, 34)(in); in.Before = []Standing{{ID: "a", LastMonths: 1}} }
	if m := october(t, scored(), second, nil, nil).People[0]; m.LastMonths != 0 {
		t.Errorf("not last: %d months", m.LastMonths)
	}
	if m := october(t, scored(), func(in *Input) { in.Typed = []Typed{{ID: "a", Items: map[string]float64{"quality": 35}}} }, nil).People[0]; m.LastMonths != 0 {
		t.Errorf("alone: %d months", m.LastMonths)
	}
}

func TestRanksShared(t *testing.T) {
	marks := scored()
	marks.Score.Items = nil // the base less what attendance takes
	sheet := october(t, marks, nil, map[int]string{12: "09:05 18:05"}, nil, nil)
	got := []int{sheet.People[0].Rank, sheet.People[1].Rank, sheet.People[2].Rank}
	if !slices.Equal(got, []int{3, 1, 1}) {
		t.Errorf("ranks %v", got)
	}
}

// Approved 18:30–20:30, and once more in part, clocked until 20:10 on the 12th; unapproved until 20:00
// on the 13th; a rest day worked on Saturday the 17th from 09:00 to 12:40.
func TestOvertime(t *testing.T) {
	change := func(in *Input) {
		in.Overtime[0] = []Approval{{From: On(monday, 18*60+30), To: On(monday, 20*60+30)}, {From: On(monday, 18*60+30), To: On(monday, 20*60)}, {From: On(monday+5, 9*60), To: On(monday+5, 12*60)}}
		in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 12:40")...)
	}
	times := map[int]string{12: "08:55 20:10", 13: "08:55 20:00"}
	for _, c := range []struct {
		by   OvertimeBy
		auto int
		want [3]float64 // hours
	}{
		{ByNone, 0, [3]float64{}},
		{ByApproval, 0, [3]float64{2, 3, 0}},
		// 18:30–20:10 is 100 minutes, rounded down to 90.
		{ByBoth, 0, [3]float64{1.5, 3, 0}},
		// 18:00–20:10 is 130, down to 120; 18:00–20:00; 220 down to 210.
		{ByPunches, 0, [3]float64{4, 3.5, 0}},
		// 90 minutes extend by themselves on both days; approval gives more.
		{ByApproval, 90, [3]float64{3.5, 3, 0}},
	} {
		p := DefaultPolicy()
		p.Overtime.By, p.Overtime.AutoExtend = c.by, c.auto
		if got := october(t, p, change, times).People[0].Overtime; got != c.want {
			t.Errorf("%s, extending %d: %v, want %v", c.by, c.auto, got, c.want)
		}
	}
}

// Ends are at 18:00. Until 19:00 is worth a question, 18:59 is not; approved from
// 18:00 to 19:30, the half hour until 20:00 is not either; nor are the first 60
// minutes where shifts extend by themselves.
func TestAskOvertime(t *testing.T) {
	approved := func(in *Input) {
		in.Overtime[0] = []Approval{{From: On(monday+2, 18*60), To: On(monday+2, 19*60+30)}}
	}
	times := map[int]string{12: "08:55 19:00", 13: "08:55 18:59", 14: "08:55 20:00", 15: "08:55 20:10"}
	for _, c := range []struct {
		by   OvertimeBy
		auto int
		want []int // days of October
	}{
		{ByApproval, 0, []int{12, 15}},
		{ByBoth, 60, []int{15}},
		{ByPunches, 0, nil},
		{ByNone, 0, nil},
	} {
		p := DefaultPolicy()
		p.Overtime.By, p.Overtime.AutoExtend = c.by, c.auto
		var got []int
		for i, d := range october(t, p, approved, times).People[0].Days {
			if d.About == AboutOvertime && d.Result == OK {
				got = append(got, i+1)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, extending %d: asked about %v, want %v", c.by, c.auto, got, c.want)
		}
	}
}

// One day of each kind of question: no punch out, no punch at all, a rest day, an
// hour more without approval, leave with punches, and a punch before being hired.
func TestQuestions(t *testing.T) {
	sheet := october(t, DefaultPolicy(), func(in *Input) {
		in.Leave[0] = []Leave{{Kind: Annual, From: On(monday+3, 0), To: On(monday+4, 0)}}
		in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 12:00")...)
		in.Punches[0] = append(in.Punches[0], punched(monday-3, "09:00")...)
		in.People[0].Hired = monday
	}, map[int]string{12: "08:55", 13: "", 14: "08:55 19:10"})
	var got []QuestionKind
	for _, d := range sheet.People[0].Days {
		if d.About != "" {
			got = append(got, d.About)
		}
		if (d.About == "") != d.Question.IsZero() {
			t.Errorf("%v: about %q, asked %v", d.Date, d.About, d.Question)
		}
	}
	want := []QuestionKind{AboutOutside, AboutMissing, AboutAbsence, AboutOvertime, AboutLeave, AboutRest}
	if !slices.Equal(got, want) {
		t.Errorf("questions %v, want %v", got, want)
	}
}

// A normal day of eight hours with an evening turn of three: three hours of
// overtime where the policy counts planned ones, by which 480 minutes are a day.
func TestPlannedOvertime(t *testing.T) {
	p := DefaultPolicy()
	p.Overtime.Planned = true
	m := october(t, p, func(in *Input) {
		in.Plans[0][16] = shift("08:00-12:00 14:00-18:00 18:30-21:30")
		in.Punches[0] = append(in.Punches[0], punched(monday+5, "07:58 12:01 13:55 21:35")...)
	}, nil).People[0]
	// From Monday to Friday office hours are nine hours: an hour each day.
	if m.Overtime != [3]float64{5 + 3, 0, 0} {
		t.Errorf("overtime %v", m.Overtime)
	}
}

// A shift worked on 1 October is paid as a statutory holiday: eight hours.
func TestStatutoryShift(t *testing.T) {
	d := workcal.DateOf(2026, 10, 1)
	m := october(t, DefaultPolicy(), func(in *Input) {
		in.Plans[0][0] = shift("09:00-17:00")
		in.Punches[0] = append(in.Punches[0], punched(d, "08:55 17:05")...)
	}, nil).People[0]
	if m.Overtime != [3]float64{0, 0, 8} {
		t.Errorf("overtime %v", m.Overtime)
	}
}

func TestOvertimeBeyondTheLaw(t *testing.T) {
	m := october(t, DefaultPolicy(), func(in *Input) {
		in.Overtime[0] = []Approval{{From: On(monday, 18*60), To: On(monday, 22*60)}}
		for d := workcal.Date(5); d < 14; d++ { // nine rest days of four hours and a bit
			in.Overtime[0] = append(in.Overtime[0], Approval{From: On(monday+d, 9*60), To: On(monday+d, 13*60)})
		}
	}, nil).People[0]
	var got []string
	for _, f := range m.Flags {
		got = append(got, f.Key)
	}
	// 4 + 36 hours; four on a working day.
	if !slices.Equal(got, []string{"overtime-36", "overtime-3"}) {
		t.Errorf("flags %v with %v", got, m.Overtime)
	}
}

// Flexible by 60 minutes: 09:40 to 18:40 is in time, 09:40 to 18:30 early by 10,
// 10:05 late by 5.
func TestFlex(t *testing.T) {
	p := DefaultPolicy()
	p.Flex = Flex{Early: 30, Late: 60}
	m := october(t, p, nil, map[int]string{12: "09:40 18:40", 13: "09:40 18:30", 14: "10:05 19:00", 15: "08:20 17:30", 16: "08:20 17:29"}).People[0]
	if m.LateMinutes != 5 || m.EarlyMin != 11 || m.EarlyTimes != 2 {
		t.Errorf("late %d, early %d in %d", m.LateMinutes, m.EarlyMin, m.EarlyTimes)
	}
}

func TestLeaveKindOf(t *testing.T) {
	for name, want := range map[string]LeaveKind{"事假": Personal, "奖优年假": Annual, "病假": Sick, "加班调休": Comp, "陪产假": Other, "外出": Outing, "出差": Trip, "Annual leave": Annual, "丧假": Other, "无薪事假": Personal} {
		if got := LeaveKindOf(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Marks: a shop's own over the usual ones; half a day of leave shows both.
func TestSymbols(t *testing.T) {
	p := DefaultPolicy()
	p.Symbols = []Symbol{{"late", "△"}}
	m := october(t, p, func(in *Input) {
		in.Leave[0] = []Leave{{Kind: Sick, From: On(monday+2, 0), To: On(monday+3, 0)}, {Kind: Comp, From: On(monday+3, 9*60), To: On(monday+3, 13*60)}}
	}, map[int]string{12: "09:05 18:05", 13: "", 14: "", 15: "12:55 18:05", 16: "08:55"}).People[0]
	got := ""
	for d := 10; d < 17; d++ {
		got += m.Days[d].Symbol(&p).ZH + " "
	}
	// Sunday the 11th to Saturday the 17th.
	if got != "休 △ × 病 √调 缺 休 " {
		t.Errorf("marks %s", got)
	}
	if legend := lang.Join(p.Legend(), " ", " ").ZH; !strings.Contains(legend, "△ 迟到") || !strings.Contains(legend, "病 病假") {
		t.Errorf("legend %s", legend)
	}
	if got := m.Days[14].Symbol(&p).EN + m.Days[10].Symbol(&p).EN; got != "P/TLR" {
		t.Errorf("English marks %s", got)
	}
	p.Symbols = []Symbol{{"lateness", "△"}}
	if p.Validate() == nil {
		t.Error("an unknown key passed")
	}
}

// Every sentence has both languages.
func TestWordsInBothLanguages(t *testing.T) {
	p := scored()
	p.Late, p.LateRepeat, p.Flex, p.FundFines = wild, Repeat{Nth: 3, Effect: Effect{Fine: 1}}, Flex{Late: 30}, true
	p.Grace = Grace{Minutes: 5, Inclusive: true, Subtract: true}
	p.Full = Full{Bonus: 100, LostBy: Losses, FreeLate: 2}
	p.Overtime.AutoExtend, p.Overtime.Planned = 60, true
	words := p.Words()
	p.Hours = Comprehensive
	for _, t2 := range append(words, p.Words()...) {
		if t2.ZH == "" || t2.EN == "" || strings.ContainsAny(t2.EN, "，。的") || strings.Contains(t2.EN+t2.ZH, "%!") {
			t.Errorf("%+v", t2)
		}
	}
}

// The sum that the sheet shows is the one it says: an hour and a half of personal leave
// in a day of eight hours is 0.1875 days, and 4350 / 21.75 × 0.1875 = 37.5.
func TestUnpaidSaysItsSum(t *testing.T) {
	s := october(t, DefaultPolicy(), func(in *Input) {
		in.People[0].Salary = Yuan(4350)
		in.Plans[0][11].Break = 60
		in.Leave[0] = []Leave{{Kind: Personal, From: On(monday, 13*60), To: On(monday, 14*60+30)}}
	}, map[int]string{12: "08:55 18:05"})
	m := &s.People[0]
	i := slices.IndexFunc(m.Applied, func(a Applied) bool { return a.Rule == "unpaid" })
	if i < 0 || m.Withheld != Yuan(37.5) || !strings.Contains(m.Applied[i].Text.EN, "4350 a month / 21.75 × 0.1875 = 37.5 yuan") {
		t.Errorf("withheld %v, %+v", m.Withheld, m.Applied)
	}
}
