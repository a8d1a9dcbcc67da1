package attendance

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Text returns the name of a kind of leave.
func (k LeaveKind) Text() lang.Text {
	switch k {
	case Personal:
		return lang.T("事假", "personal leave")
	case Sick:
		return lang.T("病假", "sick leave")
	case Annual:
		return lang.T("年假", "annual leave")
	case Comp:
		return lang.T("调休", "time off in lieu")
	case Outing:
		return lang.T("外出", "outing")
	case Trip:
		return lang.T("出差", "business trip")
	case Other:
	}
	return lang.T("其他假", "other leave")
}

// LeaveKindOf sorts the name of a kind of leave, in either language, into its
// column; names it does not know are [Other].
func LeaveKindOf(name string) LeaveKind {
	kind, _ := FindLeaveKind(name)
	return kind
}

// FindLeaveKind is [LeaveKindOf] and whether the name is known at all.
func FindLeaveKind(name string) (kind LeaveKind, known bool) {
	name = strings.ToLower(table.Simplified(name))
	for _, w := range leaveWords {
		if strings.Contains(name, w.word) {
			return w.kind, true
		}
	}
	return Other, false
}

// leaveWords are looked for in this order, the longer before what they hold:
// 加班调休 is time off in lieu, 年休假 annual.
var leaveWords = []struct {
	word string
	kind LeaveKind
}{
	{"陪产", Other}, {"产检", Other}, {"产假", Other}, {"婚假", Other}, {"丧假", Other}, {"工伤", Other}, {"哺乳", Other}, {"育儿", Other},
	{"maternity", Other}, {"paternity", Other}, {"marriage", Other}, {"bereavement", Other}, {"injury", Other},
	{"调休", Comp}, {"补休", Comp}, {"倒休", Comp}, {"换休", Comp}, {"comp", Comp}, {"lieu", Comp},
	{"年假", Annual}, {"年休", Annual}, {"annual", Annual},
	{"病", Sick}, {"sick", Sick},
	{"事假", Personal}, {"personal", Personal}, {"unpaid", Personal},
	{"出差", Trip}, {"trip", Trip},
	{"外出", Outing}, {"公出", Outing}, {"外勤", Outing}, {"business", Outing}, {"outing", Outing},
}

// leaveShare returns the share of the planned day that is leave, in days, times
// away at work not counted. It records the minutes in d.Leave.
func (s *days) leaveShare(d *Day) (sum float64) {
	s.onLeave(d)
	for _, k := range LeaveKinds {
		if !k.Present() {
			sum += s.share(d, k)
		}
	}
	return min(1, sum)
}

// share returns the share of the planned day that a kind of leave takes.
func (s *days) share(d *Day, k LeaveKind) float64 {
	whole := s.policy.DayMinutes
	if n := d.Plan.Minutes(); n > 0 {
		whole = min(whole, n)
	}
	if whole <= 0 {
		return 0
	}
	return min(1, float64(d.Leave[k])/float64(whole))
}

// onLeave records the minutes of leave of every kind. No minute counts twice: where two
// requests overlap the earlier one counts, and leave before an outing. A day holds no
// more leave than planned work, and a day of free hours no more than a whole day.
func (s *days) onLeave(d *Day) {
	d.Leave = map[LeaveKind]int{}
	switch g := d.Plan.Granted; {
	case d.Plan.Kind == LeaveDay:
		d.Leave[d.Plan.Leave] = s.policy.DayMinutes
		return
	case g != nil && g.Leave != nil:
		for k, m := range g.Leave {
			d.Leave[k] = m
		}
		return
	}
	hours, room := d.Plan.Segments, d.Plan.Minutes()
	if d.Plan.Kind == Flexible {
		hours, room = []schedule.Span{{Start: 0, End: schedule.DayMinutes}}, s.policy.DayMinutes
	}
	left := hours
	for _, present := range []bool{false, true} {
		for _, l := range s.leaveOn(d.Date) {
			if l.Kind.Present() != present {
				continue
			}
			var m int
			left, m = cut(left, l.span)
			if l.minutes >= 0 && m > 0 {
				m = l.minutes * m / overlap(hours, l.span)
			}
			if m = min(m, room); m > 0 {
				d.Leave[l.Kind] += m
				room -= m
			}
		}
	}
}

// leaveOn returns the requests of a date of the month.
func (s *days) leaveOn(date workcal.Date) []dayLeave { return s.laid[date-s.laidFrom] }

func overlap(spans []schedule.Span, span schedule.Span) (m int) {
	for _, s := range spans {
		m += s.Overlap(span)
	}
	return m
}

// cut takes span out of spans and returns what is left and how many minutes
// were taken.
func cut(spans []schedule.Span, span schedule.Span) (left []schedule.Span, taken int) {
	for _, s := range spans {
		o := s.Overlap(span)
		taken += o
		if o == 0 {
			left = append(left, s)
			continue
		}
		if s.Start < span.Start {
			left = append(left, schedule.Span{Start: s.Start, End: span.Start})
		}
		if s.End > span.End {
			left = append(left, schedule.Span{Start: span.End, End: s.End})
		}
	}
	return left, taken
}

// covered reports whether leave covers all of the plan's hours, and there are any.
func (s *days) covered(d *Day) bool {
	left := d.Plan.Segments
	for _, l := range s.leaveOn(d.Date) {
		if !l.Kind.Present() {
			left, _ = cut(left, l.span)
		}
	}
	return len(d.Plan.Segments) > 0 && len(left) == 0
}

// leaveBetween returns the minutes of a date from one to another that requests take:
// they are neither late nor early.
func (s *days) leaveBetween(date workcal.Date, from, to int) (m int) {
	if s.policy.LeaveInside {
		return 0
	}
	left, taken := []schedule.Span{{Start: from, End: max(from, to)}}, 0
	for _, l := range s.leaveOn(date) {
		left, taken = cut(left, l.span)
		m += taken
	}
	return m
}
