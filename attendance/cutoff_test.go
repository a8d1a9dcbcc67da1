package attendance

import (
	"strings"
	"testing"
)

// Punches end on Wednesday 14 October at 18:05: nobody is absent on Thursday and
// Friday, who are neither due; Monday without a punch of one person is absence
// all the same, as others punched. Of the bonus nothing is said yet.
func TestBeyondTheLastPunch(t *testing.T) {
	p := DefaultPolicy()
	p.Full.Bonus = Yuan(100)
	cutOff := func(in *Input) { in.CutOff = CutOffOf(in.Punches, 0) }
	cut := map[int]string{15: "", 16: ""}
	sheet := october(t, p, cutOff, cut, map[int]string{12: "", 15: "", 16: ""})
	a, b := sheet.People[0], sheet.People[1]
	if a.Due != 3 || a.Attended != 3 || a.Absent != 0 || a.NotJudged != 2 || a.Full != 0 || a.Days[14].Result != NotJudged || a.Days[16].Result != Resting {
		t.Errorf("due %v, attended %v, absent %v, not judged %d, bonus %v", a.Due, a.Attended, a.Absent, a.NotJudged, a.Full)
	}
	if b.Absent != 1 || b.Due != 3 {
		t.Errorf("the other: absent %v, due %v", b.Absent, b.Due)
	}
	if len(sheet.Unjudged) != 1 || !strings.Contains(sheet.Unjudged[0].ZH, "打卡数据到 2026-10-14 为止，之后的 2 天没有结算") {
		t.Errorf("said %v", sheet.Unjudged)
	}
}

// They start on Tuesday the 13th: Monday is not judged.
func TestBeforeTheFirstPunch(t *testing.T) {
	sheet := october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in.Punches, 0) }, map[int]string{12: ""})
	if m := sheet.People[0]; m.Due != 4 || m.Absent != 0 || len(sheet.Unjudged) != 1 || !strings.Contains(sheet.Unjudged[0].EN, "1 days before") {
		t.Errorf("due %v, absent %v, said %v", m.Due, m.Absent, sheet.Unjudged)
	}
}

// At noon on the 14th that day's shift is not over, and the next two are ahead;
// a punch out after midnight does not make the next day's shift begin.
func TestNotOverYet(t *testing.T) {
	sheet := october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in.Punches, On(monday+2, 12*60)) }, map[int]string{14: "08:55", 15: "", 16: ""})
	if m := sheet.People[0]; m.Due != 2 || m.Missing != 0 || m.Absent != 0 || m.NotJudged != 3 || len(sheet.Unjudged) != 1 || !strings.Contains(sheet.Unjudged[0].EN, "today is 2026-10-14; 3 days") {
		t.Errorf("due %v, missing %d, not judged %d, said %v", m.Due, m.Missing, m.NotJudged, sheet.Unjudged)
	}
	sheet = october(t, DefaultPolicy(), func(in *Input) { in.CutOff = CutOffOf(in.Punches, 0) }, map[int]string{14: "08:55 24:10", 15: "", 16: ""})
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
			in.CutOff = CutOffOf(in.Punches, 0)
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
