package settlement

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"

	"github.com/xuri/excelize/v2"
)

// What a roster's cells mean. The hour of break inside the day shift is unpaid: eight
// hours are planned, and worked by who clocks from nine to six.
func TestRosterCells(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 09:00 18:00", "A1 苏晓禾 2026-11-03 16:00 23:59", "B2 林一 2026-11-30 12:00"),
		"leave.csv":             "工号或姓名,类型,开始,结束,状态\nA1,年假,2026-11-05,2026-11-05,已批准\n",
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 晚 休 请假 病假 请假 9-18", "GONE 旧友 日 日 日 日 日 日 看不懂"),
	})
	days := person(t, settle(t, ws, Options{}), "A1").Days
	for day, want := range map[int]attendance.Planned{
		2: {Kind: attendance.Work, Shift: "Day", Break: 60},
		3: {Kind: attendance.Work, Shift: "Evening"},
		4: {Kind: attendance.Rest},
		5: {Kind: attendance.LeaveDay, Leave: attendance.Annual}, // the list says which
		6: {Kind: attendance.LeaveDay, Leave: attendance.Sick},
		7: {Kind: attendance.LeaveDay, Leave: attendance.Other}, // no list does
		8: {Kind: attendance.Work, Shift: "Day", Break: 60},
	} {
		got := days[day-1].Plan
		if got.Kind != want.Kind || got.Break != want.Break || got.Leave != want.Leave || want.Shift != "" && got.Shift != want.Shift {
			t.Errorf("on the %d: %+v, want %+v", day, got, want)
		}
		if got.Where.File != "2026-W45.xlsx" || got.Where.Row != 2 {
			t.Errorf("on the %d the evidence is %v", day, got.Where)
		}
	}
	if d := &days[1]; d.Plan.Minutes() != 8*60 || d.Worked != 8*60 {
		t.Errorf("%d minutes are planned, %d worked, want 480 of both", d.Plan.Minutes(), d.Worked)
	}
}

// A roster plans the day, and the app's report still says what it grants: two hours of
// overtime, and half a day of sick leave that no request places. On the 3rd a request
// does: 09:00 to 11:00 of the roster's eight hours.
func TestGrantedBesideARoster(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/report.csv": "每日统计 统计日期：2026-11-02 至 2026-11-03\n报表生成时间：2026-12-01 09:00\n" +
			"姓名,考勤组,工号,UserId,日期,班次,上班1打卡时间,上班1打卡结果,下班1打卡时间,下班1打卡结果,关联的审批单,请假,加班总时长,工作日加班(小时)\n" +
			",,,,,,,,,,,病假(小时),,\n" +
			"苏晓禾,客服,A1,u1,26-11-02 星期一,,13:00,正常,20:10,正常,,4,2,2\n" +
			"苏晓禾,客服,A1,u1,26-11-03 星期二,,11:00,正常,18:10,正常,事假11-03 09:00到11-03 11:00 2小时,8,,\n",
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日", "B2 林一 休 休"),
	})
	m := person(t, settle(t, ws, Options{}), "A1")
	if m.Overtime != [3]float64{2} || m.LeaveDays[attendance.Sick] != 0.5 || m.LeaveDays[attendance.Personal] != 0.25 {
		t.Errorf("overtime %v, leave %v", m.Overtime, m.LeaveDays)
	}
}

// Of a shift that leave has cut the roster shows what is left. It is settled as the whole
// shift with leave inside.
func TestCutShift(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 13:00 18:00", "B2 林一 2026-11-30 12:00"),
		"leave.csv":             "工号或姓名,类型,开始,结束,状态\nA1,事假,2026-11-02 09:00,2026-11-02 13:00,已批准\n",
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日(09-13假)"),
	})
	m := person(t, settle(t, ws, Options{}), "A1")
	if d := &m.Days[1]; d.Plan.Minutes() != 8*60 || d.Plan.Shift != "Day" || m.LeaveDays[attendance.Personal] != 0.5 || len(d.Late) != 0 {
		t.Errorf("%d minutes of %s, %v days of leave, late %v", d.Plan.Minutes(), d.Plan.Shift, m.LeaveDays, d.Late)
	}
}

// A sheet kept by hand says how a day went; the roster beside it says which shift.
func TestRosterBesideASheetKeptByHand(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": "2026年11月考勤表,,,,,,\n姓名,2,3,4,5,6,7\n苏晓禾,√,√,休,休,休,休\n林一,√,×,√,休,休,休\n说明：出勤√ 旷工×,,,,,,\n",
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 晚 休", "B2 林一 日 日 日"),
	})
	s := settle(t, ws, Options{})
	a, b := person(t, s, "A1"), person(t, s, "B2")
	if a.Days[1].Plan.Shift != "Day" || a.Attended != 2 || a.Absent != 0 || b.Attended != 2 || b.Absent != 1 {
		t.Errorf("%v attended, %v absent; %v and %v", a.Attended, a.Absent, b.Attended, b.Absent)
	}
}

func TestRosterCellThatMeansNothing(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay),
		"rosters/2026-W44.xlsx": roster(nov(1)-1, "A1 苏晓禾 看不懂 待定 日", "B2 林一 日 休 未知"),
	})
	said := refused(t, ws, Options{})
	has(t, "all at once, with their places", said, "2026-W44.xlsx:班表:2:D", "待定", "2026-W44.xlsx:班表:3:E", "未知", "use one of")
	hasNot(t, "a cell outside the month", said, "看不懂")
}

// The sheet of a month is a plan like the rosters of weeks; where both speak of a day
// the week's counts.
func TestMonthSheet(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay),
		"rosters/十一月.xlsx":      roster(nov(1), "A1 苏晓禾 休 日 日 休", "B2 林一 晚 晚 晚 晚"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 晚"),
	})
	s := settle(t, ws, Options{})
	a, b := person(t, s, "A1").Days, person(t, s, "B2").Days
	if a[0].Plan.Kind != attendance.Rest || a[1].Plan.Shift != "Evening" || a[2].Plan.Shift != "Day" || b[1].Plan.Shift != "Evening" {
		t.Errorf("%+v, %+v, %+v, %+v", a[0].Plan, a[1].Plan, a[2].Plan, b[1].Plan)
	}
}

// An older repair does not count, and that is said; of another month nothing is said.
func TestRosterNotes(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay),
		"rosters/2026-W45.ods":  "not read",
		"rosters/2026-W40.ods":  "not read",
	})
	notes := settle(t, ws, Options{}).notesEN()
	has(t, "of this month", notes, "2026-W45.ods is no .xlsx, .xls or .csv file")
	hasNot(t, "of another", notes, "W40")
}

// The day outside the month tells whether a week is all leave.
func TestLeaveOnTheFirst(t *testing.T) {
	const week = "年假 年假 年假 年假 年假 年假 年假"
	for _, c := range []struct {
		name, roster, from string
		start              int // the roster's first day, in November
		want               float64
	}{
		{"the days before are worked", "日 日 日 日 日 日 年假", "2026-11-01", -5, 1},
		{"the days before are leave", week, "2026-10-26", -5, 0},
		{"the roster is right, not the list", "日 日 日 日 日 日 年假", "2026-10-26", -5, 1},
		{"no roster of October, a list of the week", "年假", "2026-10-26", 1, 0},
		{"no roster of October, a list from Tuesday", "年假", "2026-10-27", 1, 1},
	} {
		ws := shop(t, map[string]string{
			"leave.csv":             "工号或姓名,类型,开始,结束,状态\nA1,年假," + c.from + ",2026-11-01,已批准\n",
			"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay),
			"rosters/2026-W44.xlsx": roster(nov(c.start), "A1 苏晓禾 "+c.roster),
		})
		if got := person(t, settle(t, ws, Options{}), "A1").LeaveDays[attendance.Annual]; got != c.want {
			t.Errorf("%s: %v days of annual leave, want %v", c.name, got, c.want)
		}
	}
}

// Seven days off take the five working days of the week as leave. Half of a Monday is
// half a day: four hours of eight, the unpaid break of the shift taken off.
func TestLeaveIsCountedInWorkingTime(t *testing.T) {
	ws := shop(t, map[string]string{
		"leave.csv":             "工号或姓名,类型,开始,结束,状态\nA1,年假,2026-11-09,2026-11-15,已批准\nB2,事假,2026-11-09 09:00,2026-11-09 13:00,已批准\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 "+aDay, "B2 林一 2026-11-09 13:00 18:00", "B2 林一 2026-11-30 12:00"),
		"rosters/2026-W46.xlsx": roster(nov(9), "A1 苏晓禾 年假 年假 年假 年假 年假 年假 年假", "B2 林一 日 休 休 休 休 休 休"),
	})
	s := settle(t, ws, Options{})
	if got := person(t, s, "A1").LeaveDays[attendance.Annual]; got != 5 {
		t.Errorf("a week off is %v days of annual leave, want 5", got)
	}
	if got := person(t, s, "B2").LeaveDays[attendance.Personal]; got != 0.5 {
		t.Errorf("four hours off are %v days of leave, want 0.5", got)
	}
}

// 12 evenings of three hours are 36 hours of overtime, what the law allows in a month;
// a half hour more is flagged.
func TestOvertimeCap(t *testing.T) {
	for _, c := range []struct {
		last string
		flag bool
	}{{"21:00", false}, {"21:30", true}} {
		lines := []string{"B2 林一 2026-11-30 12:00"}
		export := "工号,姓名,加班开始时间,加班结束时间,审批状态\n"
		cells := "A1 苏晓禾"
		for d := 1; d <= 16; d++ {
			if nov(d + 1).Weekend() {
				cells += " 休"
				continue
			}
			cells += " 日"
			day, end := nov(d+1).String(), "21:00"
			if d == 16 {
				end = c.last
			}
			lines = append(lines, "A1 苏晓禾 "+day+" 08:55 "+end)
			export += "A1,苏晓禾," + day + " 18:00," + day + " " + end + ",已通过\n"
		}
		ws := shop(t, map[string]string{
			"punches/2026-11/a.csv": punches(lines...),
			"punches/2026-11/b.csv": export,
			"rosters/十一月.xlsx":      roster(nov(2), cells),
		})
		m := person(t, settle(t, ws, Options{}), "A1")
		flagged := false
		for _, f := range m.Flags {
			flagged = flagged || f.Key == "overtime-36"
		}
		if flagged != c.flag {
			t.Errorf("until %s: %v hours of overtime, flags %v", c.last, m.Overtime, m.Flags)
		}
	}
}

// Days of which nothing is known are counted for people employed then alone.
func TestUnplannedDays(t *testing.T) {
	ws := shop(t, map[string]string{
		"people.csv":            "工号,姓名,入职,离职\nA1,苏晓禾,2026-11-21,\nB2,林一,,2026-11-05\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-23 08:55 18:05"),
		"rosters/2026-W48.xlsx": roster(nov(23), "A1 苏晓禾 日 日 日 日 日 休 休"),
	})
	s := settle(t, ws, Options{})
	// A1 has the 21st, the 22nd and the 30th, B2 the first five days.
	has(t, "said", s.notesEN(), "8 person-days have no roster and no shift")
	if r := person(t, s, "A1").Days[29].Result; r != attendance.NoPlan {
		t.Errorf("a day without a plan is %s", r)
	}
}

// A roster of numbered days, saved as CSV, a title and a legend around it: due are the two
// days of work, and 08:42 against 09:00 is not late. The row of an ID that is nobody's and
// words in brackets that no leave explains are told.
func TestRosterAsAShopKeepsIt(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:42 18:05", "A1 苏晓禾 2026-11-03 08:55 18:05", "B2 林一 2026-11-30 12:00"),
		"rosters/11月排班.csv": "客服部2026年11月排班表,,,,,,,\n工号,姓名,1,2,3,4,5,出勤天数\n,,日,一,二,三,四,\n" +
			"a1 ,苏晓禾,休,日,日（待定）,休,休,2\nB-2,林一,休,日,日,休,休,2\n合计,,,2,2,,,\n日：9:00-18:00,,,,,,,\n",
	})
	s := settle(t, ws, Options{})
	if m := person(t, s, "A1"); m.Due != 2 || m.Attended != 2 || len(m.Days[1].Late) != 0 {
		t.Errorf("due %v, attended %v", m.Due, m.Attended)
	}
	has(t, "what is not used", s.notesEN(), "11月排班.csv:5: ID B-2 (林一) is not in the staff list and the row is not used; 林一 has ID B2", `11月排班.csv:4:E: "日(待定)": what stands in brackets, (待定), is not used`)
	hasNot(t, "what is nobody", s.notesEN(), "合计", "9:00")
}

// Two cells of a roster hold formulas whose values the file does not hold: they are
// neither days off nor shifts, and both are named.
func TestRosterOfFormulasWithoutValues(t *testing.T) {
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55 18:05")})
	f := excelize.NewFile()
	defer f.Close()
	_ = f.SetSheetRow("Sheet1", "A1", &[]string{"工号", "姓名", "2026-11-02", "2026-11-03", "2026-11-04"})
	_ = f.SetSheetRow("Sheet1", "A2", &[]string{"A1", "苏晓禾", "日"})
	_ = f.SetCellFormula("Sheet1", "D2", "C2")
	_ = f.SetCellFormula("Sheet1", "E2", "C2")
	path := filepath.Join(ws.Root, "rosters", "2026-W45.xlsx")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	_, err := settler(load(t, ws.Root)).Settle(t.Context(), Options{})
	if err == nil {
		t.Fatal("settled")
	}
	for _, want := range []string{"2026-W45.xlsx:Sheet1:2:D", "2026-W45.xlsx:Sheet1:2:E"} {
		has(t, "the error", lang.Tell(err, lang.EN), want)
	}
}

// On standby nobody clocks in: no day of work is due and none is missed, and the shop pays
// for the day. On the 4th, when the roster calls them in, the shift is worked.
func TestStandbyInTheRoster(t *testing.T) {
	ws := shop(t, map[string]string{
		"paiban.yaml": config + "  - {id: S, name: {zh: 待命, en: Standby}, short: {zh: 待, en: S}, kind: standby, hours: [09:00-21:00], heads: {min: 1, force: 100}}\n" +
			"attendance: {allowances: {standby: 50}}\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 09:00 18:00", "A1 苏晓禾 2026-11-04 09:00 18:00", "A1 苏晓禾 2026-11-06 10:00 12:00", "B2 林一 2026-11-30 12:00"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 待 日 待 待", "B2 林一 休 休 休 休 休"),
	})
	m := person(t, settle(t, ws, Options{}), "A1")
	for day, want := range map[int]struct {
		shift  string
		due    float64
		result attendance.Result
	}{
		2: {"Day", 1, attendance.OK}, 3: {"Standby", 0, attendance.Resting}, 4: {"Day", 1, attendance.OK},
		5: {"Standby", 0, attendance.Resting}, 6: {"Standby", 0, attendance.RestWorked}, // asked about
	} {
		if d := &m.Days[day-1]; d.Plan.Shift != want.shift || d.Due != want.due || d.Result != want.result {
			t.Errorf("on the %d: %s, due %v, %v; want %+v", day, d.Plan.Shift, d.Due, d.Result, want)
		}
	}
	if m.Standbys != 3 || m.Allowance != attendance.Yuan(150) || m.Absent != 0 || m.Missing != 0 {
		t.Errorf("%d days on standby, %v yuan, %v absent, %d missing", m.Standbys, m.Allowance, m.Absent, m.Missing)
	}
}

// Overtime in a roster's cell is approved by it: the shift of the day is the plain one, and
// of 09:00-20:00 two hours are paid at 150%; 10:00-14:00 on a day off are four at 200%.
func TestOvertimeInTheRoster(t *testing.T) {
	ws := shop(t, map[string]string{
		"paiban.yaml": config + "extra:\n  - {id: ot, kind: overtime, longest: 2h}\n  - {id: R, name: 休息日班, kind: rest_day, hours: [10:00-14:00]}\n" +
			"attendance: {overtime: {by: approval, step: 30}}\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 09:00 20:00", "A1 苏晓禾 2026-11-07 10:00 14:00", "B2 林一 2026-11-30 12:00"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日(18-20加班) 休 休 休 休 休息日班 休", "B2 林一 休"),
	})
	m := person(t, settle(t, ws, Options{}), "A1")
	if d := &m.Days[1]; d.Plan.Shift != "Day" || d.Plan.Minutes() != 480 {
		t.Errorf("the plan of the 2nd is %+v", d.Plan)
	}
	if m.Overtime != [3]float64{2, 4} {
		t.Errorf("overtime %v, want 2 h at 150%% and 4 h at 200%%", m.Overtime)
	}
}
