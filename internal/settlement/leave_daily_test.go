package settlement

import (
	"testing"

	"paiban/attendance"
)

// A1 has nursing leave of an hour a day and goes at 17:02 on Monday, 2 November, where the
// day shift ends at 18:00: nobody left early, and the hour is leave. Without the leave it
// is an early departure.
func TestNursingLeaveOfAnHour(t *testing.T) {
	for leave, want := range map[string][2]bool{ // left early, has leave
		"A1,哺乳假,2026-10-01,2027-05-31,每天1小时": {false, true},
		"A1,哺乳假,2026-12-01,2027-05-31,每天1小时": {true, false},
	} {
		ws := shop(t, map[string]string{
			"leave.csv":             "工号或姓名,类型,开始,结束,时长\n" + leave + "\n",
			"rosters/2026-W45.xlsx": twoShifts,
			"punches/2026-11/p.csv": punches("A1 苏晓禾 2026-11-02 08:56 17:02"),
		})
		m := person(t, settle(t, ws, Options{Month: november}), "A1")
		d := m.Days[1]
		if (len(d.Early) > 0) != want[0] || d.Leave[attendance.Other] == 60 != want[1] || d.Absent > 0 {
			t.Errorf("%s: %+v", leave, d)
		}
		if paid := d.Paid == 1; paid != want[1] && want[1] {
			t.Errorf("%s: paid %v", leave, d.Paid)
		}
	}
}
