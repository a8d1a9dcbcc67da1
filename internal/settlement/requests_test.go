package settlement

import (
	"testing"

	"paiban/attendance"
)

// requestHeads are the usual headings of a list of requests.
const requestHeads = "审批编号,标题,审批状态,审批结果,申请人,请假类型,开始时间,结束时间,时长\n"

// She earns 4350, which is 200 a day, and works Monday to Friday 09:00-18:00 with an
// hour of break. Her leave of Tuesday was refused and that of Wednesday took an
// afternoon: half a day of personal leave costs 100. Of two evenings of overtime the
// first was approved, 18:00-20:00, and the second refused.
func TestRequestsDecideTheMonth(t *testing.T) {
	ws := shop(t, map[string]string{
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日 日 日 休 休"),
		"punches/2026-11/log.csv": punches("A1 苏晓禾 2026-11-02 08:55 20:05", "A1 苏晓禾 2026-11-03 08:55 18:02", "A1 苏晓禾 2026-11-04 08:55 13:01",
			"A1 苏晓禾 2026-11-05 08:55 20:05", "A1 苏晓禾 2026-11-06 08:55 18:02"),
		"punches/2026-11/请假.csv": requestHeads + "1,苏晓禾提交的请假,完成,拒绝,苏晓禾,事假,2026-11-03 09:00,2026-11-03 18:00,8\n" +
			"2,苏晓禾提交的请假,完成,同意,苏晓禾,事假,2026-11-04 下午,2026-11-04 下午,0.5天\n" +
			"3,外人提交的请假,完成,同意,欧阳外人,事假,2026-11-04,2026-11-04,1天\n",
		"punches/2026-11/加班.csv": "申请人,加班开始时间,加班结束时间,审批状态,审批结果\n苏晓禾,2026-11-02 18:00,2026-11-02 20:00,完成,同意\n苏晓禾,2026-11-05 18:00,2026-11-05 20:00,完成,拒绝\n",
	})
	s := settle(t, ws, Options{})
	m := person(t, s, "A1")
	if m.Attended != 4.5 || m.LeaveDays[attendance.Personal] != .5 || m.Withheld != 10000 || m.Overtime[0] != 2 {
		t.Errorf("attended %v, leave %v, withheld %v, overtime %v", m.Attended, m.LeaveDays, m.Withheld, m.Overtime)
	}
	has(t, "the stranger", s.notesEN(), "请假.csv: 欧阳外人: not on the staff list; not counted (1 requests)")
}

// Leave of three days of which the last is given back by a request of another file, and
// leave that only leave.csv has.
func TestLeaveTakenBackByAnotherFile(t *testing.T) {
	files := map[string]string{
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日 日 日 休 休", "B2 林一 日 日 日 日 日 休 休"),
		"leave.csv":             "工号或姓名,类型,开始,结束,状态\nB2,年假,2026-11-03,2026-11-03,已批准\n",
		"punches/2026-11/log.csv": punches("A1 苏晓禾 2026-11-04 08:55 18:02", "A1 苏晓禾 2026-11-05 08:55 18:02", "A1 苏晓禾 2026-11-06 08:55 18:02",
			"B2 林一 2026-11-02 08:55 18:02", "B2 林一 2026-11-03 08:55 18:02", "B2 林一 2026-11-04 08:55 18:02", "B2 林一 2026-11-05 08:55 18:02", "B2 林一 2026-11-06 08:55 18:02"),
		"punches/2026-11/请假.csv": requestHeads + "1,苏晓禾提交的请假,完成,同意,苏晓禾,年假,2026-11-02,2026-11-04,3天\n",
		"punches/2026-11/销假.csv": requestHeads + "2,苏晓禾提交的销假,完成,同意,苏晓禾,销假,2026-11-04,2026-11-04,1天\n3,林一提交的销假,完成,同意,林一,销假,2026-11-03,2026-11-03,1天\n",
	}
	s := settle(t, shop(t, files), Options{})
	if a, b := person(t, s, "A1"), person(t, s, "B2"); a.LeaveDays[attendance.Annual] != 2 || a.Attended != 3 || b.LeaveDays[attendance.Annual] != 0 || b.Attended != 5 {
		t.Errorf("leave %v %v, attended %v %v", a.LeaveDays, b.LeaveDays, a.Attended, b.Attended)
	}
	has(t, "notes", s.notesEN(), "苏晓禾 takes back the leave at 请假.csv:2:G", "林一 takes back the leave at leave.csv:2")
	files["punches/2026-11/请假.csv"] = requestHeads
	has(t, "nothing to take back", settle(t, shop(t, files), Options{}).notesEN(), "苏晓禾 takes leave back, but no such leave is found")
}

// leave.csv goes by the same rule as requests: a morning is half of the shift, and the
// length of the row counts. 09:00-13:30 with the hour of break inside are 3.5 hours.
func TestLeaveListByLength(t *testing.T) {
	ws := shop(t, map[string]string{
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日 日 日 休 休"),
		"leave.csv":             "工号或姓名,类型,开始,结束,时长\nA1,事假,2026-11-02 上午,2026-11-02 上午,\nA1,事假,2026-11-03 09:00,2026-11-03 13:30,3.5小时\nA1,事假,2026-11-04,2026-11-04,0.5天\n",
		"punches/2026-11/log.csv": punches("A1 苏晓禾 2026-11-02 13:00 18:02", "A1 苏晓禾 2026-11-03 13:25 18:02", "A1 苏晓禾 2026-11-04 08:55 13:01",
			"A1 苏晓禾 2026-11-05 08:55 18:02", "A1 苏晓禾 2026-11-06 08:55 18:02"),
	})
	m := person(t, settle(t, ws, Options{}), "A1")
	if want := .5 + .4375 + .5; m.LeaveDays[attendance.Personal] != want || m.Attended != 5-want || m.LateTimes+m.EarlyTimes+m.Missing != 0 {
		t.Errorf("%v days of leave, attended %v, late %d early %d missing %d", m.LeaveDays, m.Attended, m.LateTimes, m.EarlyTimes, m.Missing)
	}
}
