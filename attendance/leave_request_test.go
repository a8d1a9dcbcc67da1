package attendance

import (
	"fmt"
	"strings"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// asked reads a request as a list has it: "10-12 下午 / 10-14 上午 / 2天", of personal
// leave.
func asked(t *testing.T, s string) Leave {
	t.Helper()
	f := strings.Split(s, " / ")
	from, ok1 := ParseLeaveTime("2026-"+f[0], 0, false)
	to, ok2 := ParseLeaveTime("2026-"+f[1], 0, true)
	l := Leave{Kind: Personal, Name: "事假"}
	ok3 := true
	if len(f) > 2 {
		l.Length, ok3 = ParseLength(f[2], "", from.At, to.At)
	}
	var ok4 bool
	l.From, l.To, l.Dates, ok4 = SpanOfLeave(from, to, l.Length)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		t.Fatalf("%s cannot be read: %v %v %v %v", s, ok1, ok2, ok3, ok4)
	}
	return l
}

// withBreak gives a shift an hour of break at no fixed time.
func withBreak(s string) Planned {
	p := shift(s)
	p.Break = 60
	return p
}

// lunchAt is the office day with lunch at an hour.
func lunchAt(hour int) Planned {
	p := withBreak(office)
	p.Breaks = []schedule.Span{{Start: 60 * hour, End: 60*hour + 60}}
	return p
}

func TestParseLength(t *testing.T) {
	day, noon := On(monday, 9*60), On(monday, 12*60)
	for _, c := range []struct {
		text, unit string
		from, to   Stamp
		want       Length
	}{
		{"0.5天", "", day, noon, Length{Days: .5}},
		{"3.5小时", "", day, noon, Length{Minutes: 210}},
		{"14h25m51.246s", "", day, noon, Length{Minutes: 866}}, // 865 minutes and 51 seconds
		{"210分钟", "", day, noon, Length{Minutes: 210}},
		{"1天4小时", "", day, noon, Length{Days: 1, Minutes: 240}},
		{"半天", "", day, noon, Length{Days: .5}},
		{"一天半", "", day, noon, Length{Days: 1.5}},
		{"两个工作日", "", day, noon, Length{Days: 2}},
		{"3:30", "", day, noon, Length{Minutes: 210}},
		{"2 days", "", day, noon, Length{Days: 2}},
		{"4 hours", "", day, noon, Length{Minutes: 240}},
		{"4", "时长（小时）", day, noon, Length{Minutes: 240}},
		{"4", "请假天数", day, noon, Length{Days: 4}},
		{"240", "时长(分钟)", day, noon, Length{Minutes: 240}},
		{"0.5", "时长 天", day, noon, Length{Days: .5}},
		// A bare number: 8 days do not lie between 09:00 and 18:00, 8 hours nearly do; and
		// half a day is nearer to three hours than half an hour is.
		{"8", "时长", day, On(monday, 18*60), Length{Minutes: 480}},
		{"1", "时长", day, On(monday, 18*60), Length{Days: 1}},
		{"0.5", "时长", day, noon, Length{Days: .5}},
		{"3", "时长", On(monday, 0), On(monday+3, 0), Length{Days: 3}},
		{"24", "时长", On(monday, 0), On(monday+3, 0), Length{Minutes: 24 * 60}},
	} {
		if got, ok := ParseLength(c.text, c.unit, c.from, c.to); !ok || got != c.want {
			t.Errorf("%s %s: %+v %v, want %+v", c.text, c.unit, got, ok, c.want)
		}
	}
	for _, bad := range []string{"很久", "-1天", "0", "3小时左右", ""} {
		if got, ok := ParseLength(bad, "", day, noon); ok {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func TestSpanOfLeave(t *testing.T) {
	for _, c := range []struct{ asked, want string }{
		{"10-12 / 10-12", "2026-10-12 00:00 2026-10-13 00:00 true"},
		{"10-12 上午 / 10-12 上午", "2026-10-12 00:00 2026-10-12 12:00 true"},
		{"10-12 PM / 10-13 AM", "2026-10-12 12:00 2026-10-13 12:00 true"},
		{"10-12 09:00 / 10-12 13:30", "2026-10-12 09:00 2026-10-12 13:30 false"},
		{"10-12 下午 2:00 / 10-12 下午 6:00", "2026-10-12 14:00 2026-10-12 18:00 false"},
		// Whole days as systems write them.
		{"10-12 00:00 / 10-13 23:59", "2026-10-12 00:00 2026-10-14 00:00 true"},
		{"10-12 00:00 / 10-12 00:00", "2026-10-12 00:00 2026-10-13 00:00 true"},
		{"10-12 00:00 / 10-13 00:00 / 2天", "2026-10-12 00:00 2026-10-14 00:00 true"},
		{"10-12 00:00 / 10-13 00:00 / 1天", "2026-10-12 00:00 2026-10-13 00:00 true"},
		{"10-12 00:00 / 10-13 00:00", "2026-10-12 00:00 2026-10-13 00:00 false"},
	} {
		if l := asked(t, c.asked); fmt.Sprint(l.From, " ", l.To, " ", l.Dates) != c.want {
			t.Errorf("%s: %v %v %v, want %s", c.asked, l.From, l.To, l.Dates, c.want)
		}
	}
}

// How many minutes of each day a request takes. A day of leave is 480 minutes or the
// shift, whichever is less, and half a day half of that.
func TestLengthOfRequests(t *testing.T) {
	lunch := withBreak(office) // 09:00-18:00, 480 minutes of work
	night := shift("22:00-30:00")
	long := shift("08:00-20:00") // 720 minutes
	rest := shift("")
	for _, c := range []struct {
		name    string
		asked   string
		plans   []Planned
		punches string // minutes from Monday
		want    string // minutes a day
		odd     string // what the question says
	}{
		{"the lunch hour is no leave: 3.5 h of 09:00-13:30", "10-12 09:00 / 10-12 13:30 / 3.5小时", []Planned{lunch}, "", "210", ""},
		{"no length: what the hours cover", "10-12 09:00 / 10-12 13:30", []Planned{lunch}, "", "270", ""},
		// 13:00-18:00 are five hours of the eight where the roster has lunch at 12:00, and four
		// where it has it at 14:00. What the request says comes first.
		{"lunch before the leave", "10-12 13:00 / 10-12 18:00", []Planned{lunchAt(12)}, "", "300", ""},
		{"lunch within the leave", "10-12 13:00 / 10-12 18:00", []Planned{lunchAt(14)}, "", "240", ""},
		{"lunch before the leave, which says four hours", "10-12 13:00 / 10-12 18:00 / 4小时", []Planned{lunchAt(12)}, "", "240", ""},
		{"the break lies outside: 4.5 h", "10-12 09:00 / 10-12 13:30 / 4.5小时", []Planned{lunch}, "", "270", ""},
		{"a morning, half of 480", "10-12 上午 / 10-12 上午", []Planned{lunch}, "", "240", ""},
		{"an afternoon with its length", "10-12 下午 / 10-12 下午 / 0.5天", []Planned{lunch}, "", "240", ""},
		{"the morning of a split shift", "10-12 上午 / 10-12 上午 / 4小时", []Planned{shift(split)}, "", "240", ""},
		{"half of a night", "10-12 上午 / 10-12 上午 / 0.5天", []Planned{night}, "", "240", ""},
		{"a night by its date", "10-12 / 10-12 / 1天", []Planned{night, night}, "", "480 0", ""},
		{"half of twelve hours is half a day of leave", "10-12 下午 / 10-12 下午", []Planned{long}, "", "240", ""},
		{"half a day of hours that are not half of the shift", "10-12 09:00 / 10-12 12:00 / 0.5天", []Planned{lunch}, "", "240", ""},
		{"only the length says half: came at one", "10-12 / 10-12 / 0.5天", []Planned{lunch}, "13:00 18:02", "240", ""},
		{"only the length says 2 hours: left at four", "10-12 / 10-12 / 2小时", []Planned{lunch}, "08:58 16:00", "120", ""},
		// 0.5 + 1 + 0.5.
		{"from noon to noon", "10-12 下午 / 10-14 上午 / 2天", []Planned{lunch, lunch, lunch}, "", "240 480 240", ""},
		{"over a rest day", "10-12 / 10-14 / 2天", []Planned{lunch, rest, lunch}, "", "480 0 480", ""},
		// 14:00-18:00 holds three or four hours, the next day eight: twelve.
		{"hours of two days", "10-12 14:00 / 10-13 18:00 / 12小时", []Planned{lunch, lunch}, "", "240 480", ""},
		{"hours of two days, the break inside", "10-12 14:00 / 10-13 18:00 / 11小时", []Planned{lunch, lunch}, "", "180 480", ""},
		{"a day and a half of dates: the first day was worked half", "10-12 / 10-13 / 1.5天", []Planned{lunch, lunch}, "08:58 13:00", "240 480", ""},
		{"a day and a half of dates: the last day was worked half", "10-12 / 10-13 / 1.5天", []Planned{lunch, lunch}, "37:00 42:00", "480 240", ""},
		{"a day of a short shift", "10-12 / 10-12 / 1天", []Planned{shift("09:00-13:00")}, "", "240", ""},
		{"eight hours of a shift of seven", "10-12 / 10-12 / 8小时", []Planned{shift("09:00-16:00")}, "", "420", ""},
		{"eight hours of a shift of nine", "10-12 09:00 / 10-12 18:00 / 8小时", []Planned{shift(office)}, "", "540", ""},
		{"free hours", "10-12 15:00 / 10-12 17:30 / 2.5小时", []Planned{{Kind: Flexible}}, "", "150", ""},
		{"a day of free hours", "10-12 / 10-12", []Planned{{Kind: Flexible}}, "", "480", ""},
		{"half a day of free hours", "10-12 上午 / 10-12 上午", []Planned{{Kind: Flexible}}, "", "240", ""},
		// What does not fit the plan is asked about.
		{"four days of which two are worked", "10-12 / 10-15 / 4天", []Planned{lunch, rest, rest, lunch}, "", "480 0 0 480", "班表上这段时间要上的班只有 2 天：按班表算"},
		{"two days of which four are worked", "10-12 / 10-15 / 2天", []Planned{lunch, lunch, lunch, lunch}, "", "480 480 480 480", "班表上这段时间要上的班有 4 天：按班表算"},
		{"four hours said of the whole shift", "10-12 09:00 / 10-12 18:00 / 4小时", []Planned{lunch}, "08:58 13:00", "240", "起止时间在班次里有 1 天：按请假单算"},
		{"five hours said of three", "10-12 09:00 / 10-12 12:00 / 5小时", []Planned{lunch}, "", "180", "班表上这段时间要上的班只有 3 小时：按班表算"},
		{"leave on a rest day", "10-12 / 10-12 / 1天", []Planned{rest}, "", "0", "没有要上的班，没有算请假"},
		{"nobody knows the plan", "10-12 / 10-12 / 1天", []Planned{{}}, "", "0", ""},
		// 1.5 days from the last of a month: the day outside is taken for a whole one.
		{"from the month before", "10-11 / 10-12 上午 / 1.5天", []Planned{lunch}, "", "240", ""},
		{"hours from the month before", "10-11 09:00 / 10-12 13:30 / 11.5小时", []Planned{lunch}, "", "210", ""},
	} {
		got, odd := "", ""
		for i, d := range settleDays(DefaultPolicy(), c.plans, punched(monday, c.punches), asked(t, c.asked)) {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprint(d.Leave[Personal])
			for _, a := range d.Applied {
				if a.Rule == "leave-length" {
					odd += a.Text.ZH
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %s minutes, want %s", c.name, got, c.want)
		}
		if c.odd == "" && odd != "" || !strings.Contains(odd, c.odd) {
			t.Errorf("%s: asks %q, want %q", c.name, odd, c.odd)
		}
	}
}

// The border between the halves of a shift.
func TestHalves(t *testing.T) {
	for _, c := range []struct {
		plan        Planned
		front, back string
	}{
		{shift("09:00-17:00"), "13:00", "13:00"},
		{withBreak(office), "13:00", "14:00"}, // the break lies before the border or behind it
		{shift(split), "12:00", "14:00"},
		{shift("08:30-12:00 13:00-17:30"), "12:00", "13:00"},
		{shift("22:00-30:00"), "26:00", "26:00"},
		// 3, 3.5 and 3 hours: no gap leaves a third on both sides; half of 9.5 is 4.75.
		{shift("08:30-11:30 13:00-16:30 18:00-21:00"), "14:45", "14:45"},
	} {
		if front, back := c.plan.halves(); front != clk(c.front) || back != clk(c.back) {
			t.Errorf("%s: %s %s, want %s %s", c.plan.Name(), schedule.Clock(front), schedule.Clock(back), c.front, c.back)
		}
	}
}

// No minute counts twice. The shift is 09:00-18:00.
func TestLeaveAndLateness(t *testing.T) {
	for _, c := range []struct {
		name, asked, punches string
		plan                 Planned
		want                 string
	}{
		// From 13:02 to 18:00 are 298 minutes, 88 of them leave.
		{"left during the leave and stayed away", "10-12 13:00 / 10-12 14:30", "08:55 13:02", withBreak(office), "leave 90 late 0 early 210"},
		{"left before the leave and stayed away", "10-12 13:00 / 10-12 14:30", "08:55 12:30", shift(office), "leave 90 late 0 early 240"},
		// From 09:00 to 11:30 are 150 minutes, 60 of them leave.
		{"came after leave in the morning", "10-12 10:00 / 10-12 11:00", "11:30 18:01", shift(office), "leave 60 late 90 early 0"},
		{"leave until eleven, came at 11:07", "10-12 09:00 / 10-12 11:00", "11:07 18:01", shift(office), "leave 120 late 7 early 0"},
	} {
		d := settleDays(DefaultPolicy(), []Planned{c.plan}, punched(monday, c.punches), asked(t, c.asked))[0]
		if got := fmt.Sprintf("leave %d late %d early %d", d.Leave[Personal], Minutes(d.Late), Minutes(d.Early)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	// Time on leave is not time at work: 8 hours less the 90 minutes.
	d := settleDays(DefaultPolicy(), []Planned{withBreak(office)}, punched(monday, "08:55 18:02"), asked(t, "10-12 13:00 / 10-12 14:30"))[0]
	if d.Worked != 390 {
		t.Errorf("worked %d minutes beside 90 of leave, want 390", d.Worked)
	}
}

// Who need not clock is on leave all the same: 8700 a month are 400 a day.
func TestExemptOnLeave(t *testing.T) {
	in := Input{Month: workcal.MonthOf(monday), People: []Person{{ID: "1", Exempt: true, Salary: 870000}}, Plans: [][]Planned{make([]Planned, 31)}, Calendar: workcal.New(nil),
		Leave: [][]Leave{{asked(t, "10-13 / 10-14"), asked(t, "10-15 上午 / 10-15 上午"), {Kind: Annual, From: On(monday+4, 0), To: On(monday+5, 0), Dates: true}}}}
	for d := range in.Plans[0] {
		if in.Plans[0][d].Kind = Rest; d >= 11 && d < 16 {
			in.Plans[0][d] = withBreak(office)
		}
	}
	m := Settle(in, DefaultPolicy()).People[0]
	if m.LeaveDays[Personal] != 2.5 || m.LeaveDays[Annual] != 1 || m.Withheld != 100000 || m.Due != 0 {
		t.Errorf("leave %v, withheld %v, due %v", m.LeaveDays, m.Withheld, m.Due)
	}
	// Five planned days less 2.5 of personal leave, and three statutory holidays.
	if m.PaidDays != 5.5 {
		t.Errorf("paid %v", m.PaidDays)
	}
	// A shop may count their days: 5 due, and attended what leave leaves.
	p := DefaultPolicy()
	p.Attended.Exempt = true
	if m = Settle(in, p).People[0]; m.Due != 5 || m.Attended != 1.5 || m.Rank != 0 {
		t.Errorf("due %v, attended %v, rank %d", m.Due, m.Attended, m.Rank)
	}
}

func TestTakeBack(t *testing.T) {
	three := Leave{Kind: Annual, From: On(monday, 0), To: On(monday+3, 0), Dates: true, Length: Length{Days: 3}, Number: "20261008001"}
	for _, c := range []struct {
		name string
		back Return
		want string
	}{
		{"by its number", Return{Of: "请假 20261008001"}, ""},
		{"another number", Return{Of: "20261008002", From: On(monday, 0), To: On(monday+3, 0)}, "2026-10-12 00:00 2026-10-15 00:00 3 天"},
		{"the same days", Return{From: On(monday, 0), To: On(monday+3, 0)}, ""},
		{"back on the last day", Return{From: On(monday+2, 0), To: On(monday+3, 0)}, "2026-10-12 00:00 2026-10-14 00:00 0 天"},
		{"other days", Return{From: On(monday+5, 0), To: On(monday+6, 0)}, "2026-10-12 00:00 2026-10-15 00:00 3 天"},
	} {
		got := ""
		left, _ := TakeBack([]Leave{three}, c.back)
		for _, l := range left {
			got += fmt.Sprint(l.From, " ", l.To, " ", l.Length.Text().ZH)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A request of overtime counts for no more than it says: dinner lies inside.
func TestOvertimeOfTheRequest(t *testing.T) {
	p := DefaultPolicy()
	p.Overtime = Overtime{By: ByBoth}
	s := days{policy: &p, person: &Person{ID: "1"}, first: monday, overtime: []Approval{{From: On(monday, 18*60), To: On(monday, 20*60+30), Minutes: 120}}}
	if d := s.run([]Planned{shift(office)}, punched(monday, "08:58 20:40"), 0, 1)[0]; d.Overtime != [3]int{120, 0, 0} {
		t.Errorf("overtime %v", d.Overtime)
	}
}

// Leave goes by its own name also where it is half of a night.
func TestNameOfHalfANight(t *testing.T) {
	l := asked(t, "10-13 上午 / 10-13 上午")
	l.Kind, l.Name = Other, "婚假"
	in := Input{Month: workcal.MonthOf(monday), People: []Person{{ID: "1"}}, Plans: [][]Planned{make([]Planned, 31)}, Calendar: workcal.New(nil), Leave: [][]Leave{{l}}}
	in.Plans[0][12] = shift("22:00-30:00")
	m := Settle(in, DefaultPolicy()).People[0]
	if len(m.LeaveNames) != 1 || m.LeaveNames[0].Name.ZH != "婚假" || m.LeaveNames[0].Days != .5 {
		t.Errorf("%+v", m.LeaveNames)
	}
}
