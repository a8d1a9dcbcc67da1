package settlement

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
)

// Who is not on the staff list is named with the punches that are left out for it,
// those of the month.
func TestUnknownPeople(t *testing.T) {
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches(
		"A1 苏晓禾 "+aDay,
		"V1 访客 2026-11-02 10:00 11:00", "V1 访客 2026-11-03 10:00", "V1 访客 2026-10-31 10:00",
		"V2 旧友 2026-10-31 10:00")})
	s := settle(t, ws, Options{})
	has(t, "named", s.notesEN(), "a.csv: 访客 (V1): not on the staff list", "(3 punches)")
	hasNot(t, "of another month", s.notesEN(), "旧友")
	if n := len(s.Sheet.People); n != 2 {
		t.Errorf("%d people are settled", n)
	}
}

// Somebody with two numbers on the clock, in one department, whose name only one on the
// staff list has, is that one, which is said; in two departments nobody knows.
func TestTwoNumbersOfOnePerson(t *testing.T) {
	for _, c := range []struct {
		dept, note string
		punches    int
	}{{"客服", "taken for one person", 2}, {"仓库", "2 people in the punch files have this name; not counted", 1}} {
		ws := shop(t, map[string]string{"punches/2026-11/a.csv": "登记号码,姓名,部门,打卡时间\nA1,苏晓禾,客服,2026-11-02 07:55\n107,苏晓禾," + c.dept + ",2026-11-02 17:05\n"})
		s := settle(t, ws, Options{})
		has(t, "said", s.notesEN(), "苏晓禾 (107)", c.note)
		if n := len(person(t, s, "A1").Days[1].Punches); n != c.punches {
			t.Errorf("%s: %d punches", c.dept, n)
		}
	}
}

const april = "工号,姓名,日期,班次,打卡时间\n"

// Of bare exports everybody counts: who is the same in two files once, who is not
// surely the same apart. The first file that knows the shift of a day is its plan.
func TestBareExports(t *testing.T) {
	s := settleBare(t,
		april+"7,甲,2026-04-07,早 08:00-17:00,08:05 17:02\n8,乙,2026-04-07,早 08:00-17:00,07:55\n",
		april+"7,甲,2026-04-07,晚 14:00-22:00,\n7,甲,2026-04-08,晚 14:00-22:00,13:55 22:01\n9,丙,2026-04-08,晚 14:00-22:00,13:50 22:01\n8,丁,2026-04-08,,08:00\n")
	if n := len(s.Sheet.People); n != 4 {
		t.Fatalf("%d people, want four: who shares a number with another name is somebody else", n)
	}
	days := person(t, s, "甲").Days
	if a, b := days[6], days[7]; a.Plan.Shift != "早" || len(a.Late) != 1 || b.Plan.Shift != "晚" || b.Result != attendance.OK {
		t.Errorf("%+v\n%+v", a, b)
	}
	if s.Sheet.People[0].Deduction != 0 || person(t, s, "乙").Fines != 0 {
		t.Error("a bare export fines")
	}
}

// Around a short break of a bare export people must punch, for all that is known: the
// shop's limit for breaks that nobody punches around is its own.
func TestBareExportsJoinNothing(t *testing.T) {
	s := settleBare(t, april+"7,甲,2026-04-07,早 08:00-12:00 12:20-17:00,08:00 17:02\n")
	if m := person(t, s, "甲"); m.Missing != 2 {
		t.Errorf("%d punches are missing, want the end at 12:00 and the start at 12:20", m.Missing)
	}
	ws := shop(t, map[string]string{"punches/2026-04/a.csv": april + "A1,苏晓禾,2026-04-07,早 08:00-12:00 12:20-17:00,08:00 17:02\n"})
	if m := person(t, settle(t, ws, Options{}), "A1"); m.Missing != 0 {
		t.Errorf("%d punches are missing where the policy joins twenty minutes", m.Missing)
	}
}

// A start that leave covers is excused whole, since a bare export does not say where the
// breaks are: who is granted the morning and never clocks lacks a punch. By a shop's
// policy that excuses the hours alone, they are absent.
func TestBareExportsExcuseByEdge(t *testing.T) {
	const leave = "工号,姓名,请假类型,开始时间,结束时间,审批状态\n"
	s := settleBare(t, april+"7,甲,2026-04-07,早 08:00-17:00,\n8,乙,2026-04-08,早 08:00-17:00,07:55 17:01\n8,乙,2026-04-06,早 08:00-17:00,07:55 17:01\n", leave+"7,甲,事假,2026-04-07 08:00,2026-04-07 10:00,已通过\n")
	if m := person(t, s, "甲"); m.Missing != 1 || m.Absent != 0 {
		t.Errorf("%d missing, absent %v days", m.Missing, m.Absent)
	}
	ws := shop(t, map[string]string{
		"punches/2026-04/a.csv": april + "A1,苏晓禾,2026-04-07,早 08:00-17:00,\nB2,林一,2026-04-08,早 08:00-17:00,07:55 17:01\nB2,林一,2026-04-06,早 08:00-17:00,07:55 17:01\n",
		"punches/2026-04/b.csv": leave + "A1,苏晓禾,事假,2026-04-07 08:00,2026-04-07 10:00,已通过\n",
	})
	if m := person(t, settle(t, ws, Options{}), "A1"); m.Absent == 0 {
		t.Errorf("absent %v days", m.Absent)
	}
}

// Every line of the exports that is not used is told.
func TestDroppedLines(t *testing.T) {
	s := settleBare(t, punches("A1 甲 "+aDay)+"A1,甲,昨天\n", punches("A1 甲 2026-11-03 08:55")+"A1,甲,2047-02-30 08:00\n")
	if len(s.Dropped) != 2 || s.Dropped[0].Where != "a.csv:4:C" || s.Dropped[1].What == "" || s.Dropped[1].Why.IsZero() {
		t.Errorf("%+v", s.Dropped)
	}
}

// Columns of an unknown layout come from the options, else from the workspace. What is
// read is told.
func TestColumns(t *testing.T) {
	columns := []attendance.PunchColumn{{Heading: "店员", Is: "name"}, {Heading: "哪天", Is: "date"}, {Heading: "几点", Is: "time"}}
	files := map[string]string{"punches/2026-11/a.csv": "店员,哪天,几点\n苏晓禾,2026-11-02,08:55\n"}
	ws := shop(t, files)
	has(t, "unknown", refused(t, ws, Options{}), "a.csv: the layout of this punch file is not known")
	var read []string
	st := settler(ws)
	st.Progress = func(t lang.Text) { read = append(read, t.EN) }
	s, err := st.Settle(context.Background(), Options{Columns: columns})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(person(t, s, "A1").Days[1].Punches); got != 1 || len(read) != 1 || read[0] != "reading a.csv" {
		t.Errorf("%d punches; %q", got, read)
	}
	put(t, filepath.Join(ws.Root, "paiban.yaml"), config+"attendance:\n  punch_columns: [{heading: 店员, is: name}, {heading: 哪天, is: date}, {heading: 几点, is: time}]\n")
	if got := len(person(t, settle(t, load(t, ws.Root), Options{}), "A1").Days[1].Punches); got != 1 {
		t.Errorf("by the workspace: %d punches", got)
	}
}

// Leave that the shop has approved counts in place of what an export grants; the
// export's overtime stays.
func TestLeaveListBeforeTheExport(t *testing.T) {
	m := &month{Settler: settler(shop(t, map[string]string{"leave.csv": "工号或姓名,类型,开始,结束,状态\nA1,事假,2026-11-02 18:00,2026-11-04,已批准\n"}))}
	m.Month = november
	m.begin()
	m.makeRows()
	for d := range m.input.Plans[0] {
		for i := range 2 {
			m.input.Plans[i][d].Granted = &attendance.Granted{Leave: map[attendance.LeaveKind]int{attendance.Sick: 60}, Overtime: &[3]int{120}}
		}
	}
	m.addLeave()
	for d := range m.input.Plans[0] {
		touched := d >= 1 && d <= 3 // the 2nd to the 4th
		one, two := m.input.Plans[0][d].Granted, m.input.Plans[1][d].Granted
		if (one.Leave == nil) != touched || two.Leave == nil || *one.Overtime != [3]int{120} || *two.Overtime != [3]int{120} {
			t.Errorf("on the %d: %v and %v", d+1, one, two)
		}
	}
	if l := m.input.Leave[0]; len(l) != 1 || l[0].Kind != attendance.Personal || l[0].Name != "personal" {
		t.Errorf("%+v", l)
	}
}

// Corrections that the list grants stand for punches.
func TestCorrectionsOfTheList(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55", "A1 苏晓禾 2026-11-03 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日"),
	})
	f := excelize.NewFile()
	defer f.Close()
	_ = f.SetSheetName("Sheet1", "请假")
	_, _ = f.NewSheet("补卡")
	_ = f.SetSheetRow("请假", "A1", &[]string{"工号或姓名", "类型", "开始", "结束", "状态"})
	_ = f.SetSheetRow("补卡", "A1", &[]string{"工号或姓名", "日期", "时间", "原因", "状态"})
	_ = f.SetSheetRow("补卡", "A2", &[]string{"A1", "2026-11-02", "18:01", "忘记打卡", "已批准"})
	if err := f.SaveAs(filepath.Join(ws.Root, "leave.xlsx")); err != nil {
		t.Fatal(err)
	}
	if m := person(t, settle(t, load(t, ws.Root), Options{}), "A1"); m.Missing != 0 || m.Corrections != 1 {
		t.Errorf("%d missing, %d corrections", m.Missing, m.Corrections)
	}
}

// Only the punches tell how far a month is known, up to now.
func TestCutExport(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55 18:05", "A1 苏晓禾 2026-11-04 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日 日 日 休 休"),
	})
	s := settle(t, ws, Options{})
	m := person(t, s, "A1")
	if m.Absent != 1 || m.Days[2].Result != attendance.IsAbsent || m.NotJudged != 2 {
		t.Errorf("absent %v days, %d not judged: want the 3rd, and the 5th and the 6th", m.Absent, m.NotJudged)
	}
	has(t, "the first note", s.Notes[0].EN, "the punches reach until 2026-11-04 18:05; 2 days after that")
}
