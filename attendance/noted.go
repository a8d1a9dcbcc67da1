package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// judgeNoted gives a day the result that a sheet kept by hand writes of it. Leave takes
// its minutes, or its share of the planned day; lateness and early ends cost what they
// cost by the clock, without grace, since somebody has written them down; absence is
// what the shop makes of a shift without a punch. The rest of the day is attended; where
// the sheet gives hours of work, no more than these, and a gap of a quarter of an hour
// or more is asked about. Overtime alone on a day off is work on that day.
func (s *days) judgeNoted(d *Day, n *Noted) {
	whole := s.policy.DayMinutes
	if m := d.Plan.Minutes(); m > 0 {
		whole = min(whole, m)
	}
	class := s.notedClass(d, n)
	d.Overtime[class] += n.Overtime.of(whole)
	if class == onStatutory { // work on a statutory holiday is paid like overtime
		d.Overtime[class] += n.Worked.of(whole)
	}
	if n.onlyOvertime() && class != onWorkday {
		d.Result, d.Worked = RestWorked, n.Overtime.of(whole)
		if s.policy.Attended.RestDays {
			d.Attended = 1
		}
		return
	}
	d.Due = 1
	d.Leave = map[LeaveKind]int{}
	for _, l := range n.Leave {
		d.Leave[l.Kind] = min(d.Leave[l.Kind]+l.of(whole), whole)
	}
	leave, away := 0.0, s.share(d, Outing)+s.share(d, Trip)
	for _, k := range LeaveKinds {
		if !k.Present() {
			leave += s.share(d, k)
		}
	}
	leave = min(1, leave)
	absent := min(1, float64(n.Absent.of(whole))/float64(whole))
	if absent > 0 {
		s.apply(d, Applied{Rule: "no-punch", Absent: s.policy.Missing.None * absent, Text: lang.F("考勤表写旷工 %s", "the sheet says absent: %s", dayCount(absent))})
	}
	if n.Late > 0 {
		s.offBy(d, true, n.Late, lang.F("考勤表写迟到 %d 分钟", "the sheet says late by %d minutes", n.Late))
	}
	if n.Early > 0 {
		s.offBy(d, false, n.Early, lang.F("考勤表写早退 %d 分钟", "the sheet says left early by %d minutes", n.Early))
	}
	d.Attended = 1
	if w := n.Worked.of(whole); w > 0 {
		d.Worked = w
		rest := 1 - leave - absent - float64(n.Late+n.Early)/float64(whole)
		d.Attended = min(1, float64(w)/float64(whole))
		if gap := int(rest*float64(whole)+0.5) - w; gap >= 15 {
			d.raise(AboutAbsence, lang.F("考勤表写出勤 %d 分钟，还差 %d 分钟：请假、旷工还是漏填？", "the sheet says %d minutes of work, %d are missing: leave, absence or forgotten?", w, gap))
		}
	}
	s.judgeShare(d, leave)
	d.Result = notedResult(d, leave, away)
	if leave >= 1 && len(d.Punches) > 0 {
		s.questionLeave(d)
	}
}

// notedClass is the column of what is worked on the day. Overtime alone on a day off
// of the calendar is work on a rest day, since the sheet plans nothing there.
func (s *days) notedClass(d *Day, n *Noted) int {
	off := s.calendar != nil && s.calendar.Day(d.Date).Class() != workcal.Workday
	switch {
	case s.statutory(d.Date):
		return onStatutory
	case off && n.onlyOvertime():
		return onRestDay
	}
	return s.plainClass(d)
}

// onlyOvertime reports whether overtime is all that is written.
func (n *Noted) onlyOvertime() bool {
	return n.Overtime != Amount{} && !n.Present && len(n.Leave) == 0 && n.Late+n.Early == 0 && n.Absent == Amount{} && n.Worked == Amount{}
}

func notedResult(d *Day, leave, away float64) Result {
	switch {
	case leave >= 1:
		return OnLeave
	case d.Absent > 0:
		return IsAbsent
	case away >= 1:
		return Away
	case len(d.Late) > 0 && len(d.Early) > 0:
		return IsLateEnd
	case len(d.Late) > 0:
		return IsLate
	case len(d.Early) > 0:
		return IsEarly
	}
	return NotCounted
}
