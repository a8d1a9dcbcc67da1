package settlement

import (
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/workspace"
)

// A1 has the day shift and B2 the evening shift on Monday and Tuesday, 2 and 3 November.
var twoShifts = roster(nov(2), "A1 苏晓禾 日 日", "B2 林一 晚 晚")

// A swap of Monday is in leave.csv. Which of the two works when, the punches tell.
func TestAgreedSwapsAndTheMonth(t *testing.T) {
	const (
		asRostered = "A1 苏晓禾 2026-11-02 08:56 18:02\nB2 林一 2026-11-02 15:57\nB2 林一 2026-11-03 00:03"
		exchanged  = "B2 林一 2026-11-02 08:56 18:02\nA1 苏晓禾 2026-11-02 15:57\nA1 苏晓禾 2026-11-03 00:03"
		tuesday    = "A1 苏晓禾 2026-11-03 08:55 18:04\nB2 林一 2026-11-03 15:55\nB2 林一 2026-11-04 00:01"
	)
	for name, c := range map[string]struct {
		monday  string
		status  string
		missing bool   // whether one of them lacks a punch
		told    string // of the swap
	}{
		"made, and not in the roster":     {exchanged, "已批准", false, "the month goes by these"},
		"the roster has it already":       {asRostered, "已批准", false, ""},
		"not agreed on":                   {asRostered, "驳回", false, ""},
		"made, but not agreed on":         {exchanged, "驳回", true, ""},
		"nobody came, so nobody can tell": {"A1 苏晓禾 2026-11-04 12:00", "", false, "do not tell whether it was made"},
	} {
		ws := shop(t, map[string]string{
			"leave.csv":             "甲,乙,日期,状态\nA1,B2,2026-11-02," + c.status + "\n",
			"rosters/2026-W45.xlsx": twoShifts,
			"punches/2026-11/p.csv": punches(strings.Split(c.monday+"\n"+tuesday, "\n")...),
		})
		s := settle(t, ws, Options{Month: november})
		missing := person(t, s, "A1").Missing + person(t, s, "B2").Missing
		if missing > 0 != c.missing {
			t.Errorf("%s: %d missing, want some: %v", name, missing, c.missing)
		}
		notes := s.notesEN()
		if c.told == "" && strings.Contains(notes, "swap of") || !strings.Contains(notes, c.told) {
			t.Errorf("%s: notes %s, want %q", name, notes, c.told)
		}
		if c.told != "" {
			has(t, name, notes, "leave.csv:2")
		}
	}
}

// Overtime of leave.xlsx is approved. A1 works the day shift until 18:00 on Monday
// 2 November; B2 has a rest day and clocks from 10:02 to 15:31.
func TestOvertimeOfTheLeaveList(t *testing.T) {
	const workday, restDay = 0, 1
	for name, c := range map[string]struct {
		rows  string // 工号,日期,开始,结束,时长,状态
		who   string
		class int
		want  float64 // minutes; half hours count, from 30 minutes on
	}{
		"from and to":                        {"A1,2026-11-02,18:00,20:00,,\n", "A1", workday, 120},
		"dates in from and to":               {"A1,,2026-11-02 18:00,2026-11-02 19:30,,同意\n", "A1", workday, 90},
		"hours of a date":                    {"A1,2026-11-02,,,2,已批准\n", "A1", workday, 120},
		"hours in words":                     {"A1,2026-11-02,,,1.5小时,\n", "A1", workday, 90},
		"a start and hours":                  {"A1,2026-11-02,18:30,,1.5,\n", "A1", workday, 90},
		"hours leave a meal out":             {"B2,2026-11-02,10:00,15:30,5,\n", "B2", restDay, 300},
		"hours of a rest day":                {"B2,2026-11-02,,,4,\n", "B2", restDay, 240},
		"past midnight":                      {"A1,2026-11-02,22:00,00:30,,\n", "A1", workday, 150},
		"twice":                              {"A1,2026-11-02,18:00,20:00,,\nA1,2026-11-02,19:00,21:00,,\n", "A1", workday, 180},
		"the same once with times, once not": {"A1,2026-11-02,18:30,20:30,,\nA1,2026-11-02,,,2,\n", "A1", workday, 120},
		"not approved":                       {"A1,2026-11-02,18:00,20:00,,驳回\n", "A1", workday, 0},
		"another month":                      {"A1,2026-10-26,18:00,20:00,,\n", "A1", workday, 0},
	} {
		ws := shop(t, map[string]string{
			"leave.csv":             "工号,加班日期,开始,结束,时长,状态\n" + c.rows,
			"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日", "B2 林一 休 晚"),
			"punches/2026-11/p.csv": punches("A1 苏晓禾 2026-11-02 08:56 20:32", "B2 林一 2026-11-02 10:02 15:31", "B2 林一 2026-11-03 15:55"),
		})
		s := settle(t, ws, Options{Month: november})
		if got := 60 * person(t, s, c.who).Overtime[c.class]; got != c.want {
			t.Errorf("%s: %v of overtime, want %v; %s", name, got, c.want, s.notesEN())
		}
	}
}

// Where the shop counts overtime by punches alone, the list has no say, which is told.
func TestOvertimeListWithoutASay(t *testing.T) {
	ws := shop(t, map[string]string{
		"paiban.yaml":           config + "attendance: {overtime: {by: punches}}\n",
		"leave.csv":             "工号,加班日期,时长\nA1,2026-11-02,2\n",
		"rosters/2026-W45.xlsx": twoShifts,
		"punches/2026-11/p.csv": punches("A1 苏晓禾 2026-11-02 08:56 19:02", "B2 林一 2026-11-03 15:55"),
	})
	s := settle(t, ws, Options{Month: november})
	has(t, "notes", s.notesEN(), "leave.csv:2:A", "attendance.overtime.by is punches")
}

// Whatever overtime leave.xlsx has counts in place of what an export says of that day.
func TestOvertimeListBesideAnExport(t *testing.T) {
	m := &month{Settler: &Settler{Workspace: &workspace.Workspace{Overtime: []workspace.Overtime{{Date: nov(2), Minutes: 60}}}}}
	m.Month, m.policy = november, attendance.DefaultPolicy()
	m.input.People = make([]attendance.Person, 1)
	m.makeRows()
	leave := map[attendance.LeaveKind]int{attendance.Annual: 60}
	m.input.Plans[0][1].Granted = &attendance.Granted{Overtime: &[3]int{90}, Leave: leave}
	m.input.Plans[0][2].Granted = &attendance.Granted{Overtime: &[3]int{90}}
	m.addOvertime()
	if g := m.input.Plans[0][1].Granted; g == nil || g.Overtime != nil || g.Leave == nil {
		t.Errorf("the second: %+v", g)
	}
	if g := m.input.Plans[0][2].Granted; g == nil || g.Overtime == nil {
		t.Errorf("the third: %+v", g)
	}
}

// Exports that lie beside the folder of the month are told, and named where there are no
// others.
func TestPunchesBesideTheFolderOfTheMonth(t *testing.T) {
	log := punches("A1 苏晓禾 2026-11-02 08:56 19:02")
	ws := shop(t, map[string]string{"punches/2026-11/p.csv": log, "punches/钉钉.csv": log, "punches/10月份/q.csv": log, "punches/old/r.csv": log})
	notes := settle(t, ws, Options{Month: november}).notesEN()
	has(t, "notes", notes, "punches/钉钉.csv, punches/10月份/: not in the folder of a month")
	hasNot(t, "notes", notes, "punches/old")

	ws = shop(t, map[string]string{"punches/钉钉.csv": log})
	has(t, "the error", refused(t, ws, Options{Month: november}), "there are no punch files in", "punches/钉钉.csv: not in the folder of a month")
	has(t, "the error without a month", refused(t, ws, Options{}), "there is no month folder in", "punches/钉钉.csv: not in the folder of a month")
}
