package attendance

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// Punches end on Wednesday 14 October at 18:05: nobody is absent on Thursday and
// Friday, who are neither due; Monday without a punch of one person is absence
// all the same, as others punched. Of the bonus nothing is said yet.
func TestBeyondTheLastPunch(t *testing.T) {
	p := DefaultPolicy()
	p.Full.Bonus = Yuan(100)
	cutOff := func(in *Input) { in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches}}, 0) }
	cut := map[int]string{15: "", 16: ""}
	sheet := october(t, p, cutOff, cut, map[int]string{12: "", 15: "", 16: ""})
	a, b := sheet.People[0], sheet.People[1]
	if a.Due != 3 || a.Attended != 3 || a.Absent != 0 || a.NotJudged != 2 || a.Full != 0 || a.Days[14].Result != NotJudged || a.Days[16].Result != Resting {
		t.Errorf("due %v, attended %v, absent %v, not judged %d, bonus %v", a.Due, a.Attended, a.Absent, a.NotJudged, a.Full)
	}
	if b.Absent != 1 || b.Due != 3 {
		t.Errorf("the other: absent %v, due %v", b.Absent, b.Due)
	}
	if len(sheet.Unjudged) != 1 || !strings.Contains(sheet.Unjudged[0].ZH, "打卡数据到 2026-10-14 18:05 为止，之后的 2 天没有结算") {
		t.Errorf("said %v", sheet.Unjudged)
	}
}

// They start on Tuesday the 13th: Monday is not judged.
func TestBeforeTheFirstPunch(t *testing.T) {
	sheet := october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches}}, 0) }, map[int]string{12: ""})
	if m := sheet.People[0]; m.Due != 4 || m.Absent != 0 || len(sheet.Unjudged) != 1 || !strings.Contains(sheet.Unjudged[0].EN, "1 days before") {
		t.Errorf("due %v, absent %v, said %v", m.Due, m.Absent, sheet.Unjudged)
	}
}

// At noon on the 14th the end of that day's shift is not over, and the next two days
// are ahead;
// a punch out after midnight does not make the next day's shift begin.
func TestNotOverYet(t *testing.T) {
	sheet := october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches}}, On(monday+2, 12*60)) }, map[int]string{14: "08:55", 15: "", 16: ""})
	if m := sheet.People[0]; m.Due != 3 || m.Missing != 0 || m.Absent != 0 || m.NotJudged != 2 || m.NotOver != 1 || len(sheet.Unjudged) != 2 || !strings.Contains(sheet.Unjudged[0].EN, "today is 2026-10-14; 2 days") || !strings.Contains(sheet.Unjudged[1].EN, "2026-10-14 18:00") {
		t.Errorf("due %v, missing %d, not judged %d, said %v", m.Due, m.Missing, m.NotJudged, sheet.Unjudged)
	}
	sheet = october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches}}, 0) }, map[int]string{14: "08:55 24:10", 15: "", 16: ""})
	if m := sheet.People[0]; m.Due != 3 || m.Absent != 0 {
		t.Errorf("past midnight: due %v, absent %v", m.Due, m.Absent)
	}
}

// Leave needs no punch to prove it: it counts before the first punch of all and
// after the last, as a cell of the roster (the 12th) and as leave that covers a
// shift (the 16th). Leave that covers half a shift leaves a half to prove.
func TestLeaveBeyondThePunches(t *testing.T) {
	leave := func(to int) func(*Input) {
		return func(in *Input) {
			in.Plans[0][11] = Planned{Kind: LeaveDay, Leave: Annual}
			in.Leave[0] = []Leave{{Kind: Annual, From: On(monday+4, 0), To: On(monday+4, to)}}
			in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches}}, 0)
		}
	}
	days := map[int]string{12: "", 16: ""}
	if m := october(t, DefaultPolicy(), leave(24*60), days).People[0]; m.LeaveDays[Annual] != 2 || m.Due != 5 || m.NotJudged != 0 {
		t.Errorf("%v days of leave, due %v, not judged %d", m.LeaveDays, m.Due, m.NotJudged)
	}
	if m := october(t, DefaultPolicy(), leave(13*60), days).People[0]; m.LeaveDays[Annual] != 1 || m.Due != 4 || m.NotJudged != 1 {
		t.Errorf("half covered: %v days of leave, due %v, not judged %d", m.LeaveDays, m.Due, m.NotJudged)
	}
	// Leave that is still ahead is not.
	ahead := func(in *Input) { leave(24 * 60)(in); in.CutOff.Now = On(monday+4, 12*60) }
	if m := october(t, DefaultPolicy(), ahead, days).People[0]; m.LeaveDays[Annual] != 1 || m.NotJudged != 1 {
		t.Errorf("ahead: %v days of leave, not judged %d", m.LeaveDays, m.NotJudged)
	}
}

// month31 settles people of October 2026 whose plans and punches are given by day of
// the month. Punches count in minutes past 24:00 too.
func month31(plans []map[int]string, times []map[int]string, change func(*Input)) *Sheet {
	month := workcal.Month{Year: 2026, Month: 10}
	in := Input{Month: month, Calendar: workcal.New(nil), DayBefore: make([]Planned, len(plans)), DayAfter: make([]Planned, len(plans))}
	for i := range plans {
		in.People = append(in.People, Person{ID: string(rune('a' + i)), Name: string(rune('A' + i))})
		row := make([]Planned, month.Days())
		for d := range row {
			row[d] = shift(plans[i][d+1])
		}
		var p []Punch
		for day, at := range times[i] {
			p = append(p, punched(month.First()+workcal.Date(day-1), at)...)
		}
		in.Plans, in.Punches = append(in.Plans, row), append(in.Punches, p)
	}
	in.Leave = make([][]Leave, len(plans))
	in.CutOff = CutOffOf(&in, []PunchFile{{Punches: in.Punches}}, 0)
	if change != nil {
		change(&in)
	}
	p := DefaultPolicy()
	p.Full.Bonus, p.Full.LostBy = Yuan(100), []string{"late", "missing", "absent"}
	return Settle(in, p)
}

func saidEN(s *Sheet) string {
	var all []string
	for _, t := range s.Unjudged {
		all = append(all, t.EN)
	}
	return strings.Join(all, "\n")
}

// The log was taken on the 15th at 09:03, the last punch. What came before counts: B is
// late by 3 minutes. The ends of the 15th and all of the 16th are open, also of C, who
// has not come yet.
func TestLogTakenInTheMorning(t *testing.T) {
	plan := map[int]string{14: office, 15: office, 16: office}
	s := month31([]map[int]string{plan, plan, plan}, []map[int]string{
		{14: "08:55 18:02", 15: "08:51"}, {14: "08:55 18:02", 15: "09:03"}, {14: "08:55 18:02"}}, nil)
	for i, want := range []string{
		"unfinished late=0 early=0 miss=0 absent=0 att=1 [08:51 -]", "late late=3 early=0 miss=0 absent=0 att=1 [09:03 -]", "pending late=0 early=0 miss=0 absent=0 att=0 [- -]"} {
		if got := say(s.People[i].Days[14]); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
		if r := s.People[i].Days[15].Result; r != NotJudged {
			t.Errorf("%d: the 16th is %s", i, r)
		}
	}
	if a := s.People[0]; a.Full != 0 || a.Due != 2 || a.NotOver != 1 || !slices.Equal(keys(a.Applied), []string{"full-lost", "full-lost"}) || !strings.Contains(a.Applied[1].Text.ZH, "未定") {
		t.Errorf("the bonus must be open: %v %+v", a.Full, a.Applied)
	}
	if s.Until != On(monday+3, 9*60+3) || !strings.Contains(saidEN(s), "reach until 2026-10-15 09:03") || !strings.Contains(saidEN(s), "2026-10-15 18:00 (A, B)") {
		t.Errorf("until %v: %s", s.Until, saidEN(s))
	}
	// 18:00 ← not over yet
	if got := s.People[0].Days[14].Against(); got.EN != "09:00 ← 08:51; 18:00 ← not over yet" || got.ZH != "09:00 ← 08:51；18:00 ← 未到" {
		t.Errorf("%v", got)
	}
}

// Of a split shift the morning is over and the afternoon is not, when the log ends at
// 13:10: no punch in the morning is absence of that half.
func TestHalfOfTheDayOver(t *testing.T) {
	plan := map[int]string{15: split}
	s := month31([]map[int]string{plan, plan}, []map[int]string{{15: "07:55 12:01 13:10"}, {14: "07:55"}}, nil)
	if got, want := say(s.People[1].Days[14]), "absent late=0 early=0 miss=0 absent=0.5 att=0 [- - - -]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := say(s.People[0].Days[14]), "unfinished late=0 early=0 miss=0 absent=0 att=1 [07:55 12:01 13:10 -]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// In a finished month nothing is open: the last punch of the 31st is 23:05. A, who
// forgot the punch out at 18:00, lacks it; B, who did not come, is absent.
func TestLastDayOfAFinishedMonth(t *testing.T) {
	day, late := map[int]string{31: office}, map[int]string{31: "14:00-23:00"}
	s := month31([]map[int]string{day, day, late}, []map[int]string{{31: "08:55"}, {30: "09:00"}, {31: "13:55 23:05"}}, nil)
	for i, want := range []string{"missing late=0 early=0 miss=1 absent=0 att=1 [08:55 -]", "absent late=0 early=0 miss=0 absent=1 att=0 [- -]", "ok late=0 early=0 miss=0 absent=0 att=1 [13:55 23:05]"} {
		if got := say(s.People[i].Days[30]); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
	if s.Unjudged != nil {
		t.Errorf("said %s", saidEN(s))
	}
	// A team that did not come on the 31st at all is not passed over in silence.
	s = month31([]map[int]string{{30: office, 31: office}, {30: office, 31: office}}, []map[int]string{{30: "08:55 18:02"}, {30: "08:55 18:03"}}, nil)
	if m := s.People[0]; m.Absent != 0 || m.NotJudged != 1 || !strings.Contains(saidEN(s), "2026-10-30 18:03; 1 days after that are not judged") || !strings.Contains(saidEN(s), "2026-10-31") {
		t.Errorf("absent %v, said %s", m.Absent, saidEN(s))
	}
	// A report made on 1 November knows that they did not.
	s = month31([]map[int]string{{30: office, 31: office}, {30: office, 31: office}}, []map[int]string{{30: "08:55 18:02"}, {30: "08:55 18:03"}}, func(in *Input) {
		in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches, Made: On(in.Month.Last()+1, 9*60), Work: in.Month.Last()}}, 0)
	})
	if m := s.People[0]; m.Absent != 1 || m.NotJudged != 0 || s.Unjudged != nil {
		t.Errorf("absent %v, said %s", m.Absent, saidEN(s))
	}
}

// A report made on the 15th at 14:39 of the days until then reaches 14:39, whatever its
// last punch; made on the 20th, it reaches the end of the 15th, nights included.
func TestReachOfAReport(t *testing.T) {
	plan := map[int]string{14: office, 15: office, 16: office}
	made := func(day, minute int) *Sheet {
		return month31([]map[int]string{plan, {15: "22:00-30:00"}}, []map[int]string{{14: "08:55 18:02", 15: "08:51"}, {15: "21:50"}}, func(in *Input) {
			in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches, Made: On(in.Month.First()+workcal.Date(day-1), minute), Work: monday + 3}}, 0)
		})
	}
	s := month31([]map[int]string{plan}, []map[int]string{{14: "08:55 18:02", 15: "08:51"}}, func(in *Input) {
		in.CutOff = CutOffOf(in, []PunchFile{{Punches: in.Punches, Made: On(monday+3, 14*60+39), Work: monday + 3}}, 0)
	})
	if m := s.People[0]; m.Missing != 0 || s.Until != On(monday+3, 14*60+39) {
		t.Errorf("at 14:39: missing %d, until %v", m.Missing, s.Until)
	}
	s = made(20, 0)
	if a, b := s.People[0], s.People[1]; a.Missing != 1 || b.Missing != 1 || a.Days[15].Result != NotJudged {
		t.Errorf("on the 20th: missing %d and %d, the 16th %s", a.Missing, b.Missing, a.Days[15].Result)
	}
}

// The night of the 31st ends on 1 November, which the log of October does not hold: it
// is open, not missing, and the file of November is asked for. With a punch of
// November at hand, the clock's last, somebody else's end at 06:00 is missing.
func TestNightOverTheEnd(t *testing.T) {
	night := map[int]string{30: "22:00-30:00", 31: "22:00-30:00"}
	plans, times := []map[int]string{night, night}, []map[int]string{{30: "21:56 30:02", 31: "21:56"}, {30: "21:56 30:02", 31: "22:00"}}
	s := month31(plans, times, nil)
	for i := range s.People {
		if m := s.People[i]; m.Missing != 0 || m.Due != 2 || m.Attended != 2 || m.Days[30].Result != NotOverYet || m.NotOver != 1 {
			t.Errorf("%d: missing %d, due %v, attended %v, %s", i, m.Missing, m.Due, m.Attended, m.Days[30].Result)
		}
	}
	if !strings.Contains(saidEN(s), "needs the file of November") || !strings.Contains(s.Unjudged[0].ZH, "需要11月的打卡文件") {
		t.Errorf("said %s", saidEN(s))
	}
	if _, after := s.Incomplete(); !after {
		t.Error("a punch may lie in the next month")
	}
	times[0][31] = "21:56 30:03"
	s = month31(plans, times, nil)
	if a, b := s.People[0], s.People[1]; a.Missing != 0 || a.Full != Yuan(100) || b.Missing != 1 || s.Unjudged != nil {
		t.Errorf("with November: missing %d and %d, bonus %v, said %s", a.Missing, b.Missing, a.Full, saidEN(s))
	}
}

// The plan of 30 September is a night; its punch out, twice at 06:04 and 06:10, begins
// the log. The 1st is a rest day with nothing to ask, or a day shift with a start of
// its own. Without that plan nobody can know.
func TestNightBeforeTheMonth(t *testing.T) {
	known := func(in *Input) { in.DayBefore[0] = shift("22:00-30:00") }
	s := month31([]map[int]string{{}}, []map[int]string{{1: "06:04 06:10"}}, known)
	if d := s.People[0].Days[0]; d.Result != Resting || !d.Question.IsZero() {
		t.Errorf("%s, asks %v", d.Result, d.Question)
	}
	s = month31([]map[int]string{{1: office}}, []map[int]string{{1: "06:04 08:55 18:01"}}, known)
	if got := say(s.People[0].Days[0]); got != "ok late=0 early=0 miss=0 absent=0 att=1 [08:55 18:01]" {
		t.Errorf("a day shift: %s", got)
	}
	if s = month31([]map[int]string{{}}, []map[int]string{{1: "06:04"}}, nil); s.People[0].Days[0].Result != RestWorked {
		t.Error("a punch that nothing explains must be asked about")
	}
	// So are two punches out after a night within the month.
	s = month31([]map[int]string{{5: "22:00-30:00"}}, []map[int]string{{5: "21:55", 6: "06:02 06:09"}}, nil)
	if d := s.People[0].Days[5]; d.Result != Resting || len(s.People[0].Days[4].Punches) != 3 {
		t.Errorf("two punches out: the day after is %s", d.Result)
	}
}

// A shift that starts on the 1st at 00:00 is clocked in on 30 September: not missing,
// and the file of September is asked for.
func TestStartAtTheFirstMidnight(t *testing.T) {
	s := month31([]map[int]string{{1: "00:00-08:00", 2: "00:00-08:00"}}, []map[int]string{{1: "08:02 23:55", 2: "08:01"}}, nil)
	if m := s.People[0]; m.Missing != 0 || m.Attended != 2 || !strings.Contains(saidEN(s), "needs the file of September") {
		t.Errorf("missing %d, attended %v, said %s", m.Missing, m.Attended, saidEN(s))
	}
	if before, _ := s.Incomplete(); !before {
		t.Error("a punch may lie in the month before")
	}
}

// The log ends on the 14th; one punch of A on the 28th, with shifts of others on nine
// dates between, is a clock that was set wrong. Between the 14th and a punch on the
// 16th lies one date only: the 15th is absence then.
func TestStrayPunch(t *testing.T) {
	plan := map[int]string{}
	for d := 12; d <= 30; d++ {
		plan[d] = office
	}
	times := []map[int]string{{12: "08:55 18:02", 14: "08:55 18:02"}, {12: "08:55 18:02", 14: "08:55 18:04"}}
	times[0][28] = "13:00"
	s := month31([]map[int]string{plan, plan}, times, nil)
	if a, b := s.People[0], s.People[1]; a.LateTimes != 0 || b.Absent != 1 || s.Until != On(monday+2, 18*60+4) || !strings.Contains(saidEN(s), "wrong clock") {
		t.Errorf("late %d, absent %v, until %v, said %s", a.LateTimes, b.Absent, s.Until, saidEN(s))
	}
	delete(times[0], 28)
	times[0][16] = "13:00"
	if s = month31([]map[int]string{plan, plan}, times, nil); s.People[1].Absent != 2 || strings.Contains(saidEN(s), "wrong clock") {
		t.Errorf("absent %v, said %s", s.People[1].Absent, saidEN(s))
	}
}

// Two floors with a clock each: A's log ends on the 16th, B's on the 14th at 18:04. B is
// not absent on the 15th and 16th. Two logs of the same people are one clock's: whoever
// is missing in the second did not come.
func TestTwoClocks(t *testing.T) {
	plan := map[int]string{14: office, 15: office, 16: office}
	files := func(split bool, plans, times []map[int]string) *Sheet {
		return month31(plans, times, func(in *Input) {
			one, two := make([][]Punch, len(plans)), make([][]Punch, len(plans))
			for i, list := range in.Punches {
				for _, p := range list {
					if split && i == 0 || !split && p.At < On(monday+3, 0) {
						one[i] = append(one[i], p)
					} else {
						two[i] = append(two[i], p)
					}
				}
			}
			in.CutOff = CutOffOf(in, []PunchFile{{Punches: one}, {Punches: two}}, 0)
		})
	}
	s := files(true, []map[int]string{plan, plan}, []map[int]string{{14: "08:55 18:02", 15: "08:55 18:02", 16: "08:55 18:02"}, {14: "08:55 18:04"}})
	if a, b := s.People[0], s.People[1]; a.Attended != 3 || b.Absent != 0 || b.NotJudged != 2 {
		t.Errorf("two floors: attended %v; absent %v, not judged %d", a.Attended, b.Absent, b.NotJudged)
	}
	s = files(false, []map[int]string{plan, plan, plan}, []map[int]string{{14: "08:55 18:02", 15: "08:55 18:02", 16: "08:55 18:02"}, {14: "08:55 18:04"}, {14: "08:55 18:02", 15: "08:55 18:02", 16: "08:55 18:02"}})
	if b := s.People[1]; b.Absent != 2 || b.NotJudged != 0 {
		t.Errorf("one clock, two files: absent %v, not judged %d", b.Absent, b.NotJudged)
	}
}

// Of a shift to 23:00 with approved overtime until 01:00 the punch out is expected at
// 01:00, which the log of the month does not hold; the clock's last punch is a
// colleague's at 23:03. Without the approval the end at 23:00 is over: missing.
func TestOvertimeOverTheEnd(t *testing.T) {
	plans := []map[int]string{{31: "15:00-23:00"}, {31: "15:00-23:00"}}
	times := []map[int]string{{31: "14:55"}, {31: "14:56 23:03"}}
	s := month31(plans, times, func(in *Input) {
		d := in.Month.Last()
		in.Overtime = [][]Approval{{{From: On(d, 23*60), To: On(d, 24*60)}, {From: On(d, 24*60), To: On(d, 25*60)}}, nil}
	})
	if m := s.People[0]; m.Missing != 0 || m.NotOver != 1 || !strings.Contains(saidEN(s), "needs the file of November") {
		t.Errorf("missing %d, open %d, said %s", m.Missing, m.NotOver, saidEN(s))
	}
	if s = month31(plans, times, nil); s.People[0].Missing != 1 || s.Unjudged != nil {
		t.Errorf("without overtime: missing %d, said %s", s.People[0].Missing, saidEN(s))
	}
}

// Where one of the smaller clock's four people uses the other one too, they are two
// clocks; where two do, they are one.
func TestClocksThatShareHalf(t *testing.T) {
	file := func(people ...int) PunchFile {
		f := PunchFile{Punches: make([][]Punch, 8)}
		for _, p := range people {
			f.Punches[p] = punched(monday, "09:00")
		}
		return f
	}
	if got := byClock([]PunchFile{file(0, 1, 2, 3), file(3, 4, 5, 6, 7)}); len(got) != 2 {
		t.Errorf("one shared: %d clocks", len(got))
	}
	if got := byClock([]PunchFile{file(0, 1, 2, 3), file(2, 3, 4, 5, 6, 7)}); len(got) != 1 {
		t.Errorf("two shared: %d clocks", len(got))
	}
}
