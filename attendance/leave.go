package attendance

import (
	"strings"

	"paiban/internal/lang"
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
	name = strings.ToLower(name)
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
	whole := min(s.policy.DayMinutes, d.Plan.Minutes())
	if whole <= 0 {
		return 0
	}
	return min(1, float64(d.Leave[k])/float64(whole))
}

// onLeave records the minutes of leave of every kind and returns their sum,
// outings and trips left out.
func (s *days) onLeave(d *Day) (total int) {
	d.Leave = map[LeaveKind]int{}
	if g := d.Plan.Granted; g != nil && g.Leave != nil {
		for k, m := range g.Leave {
			d.Leave[k] = m
		}
	} else {
		left := d.Plan.Segments
		if d.Plan.Kind == Flexible {
			left = []schedule.Span{{Start: 0, End: s.policy.DayMinutes}}
		}
		// Where leave and an outing overlap, it is leave.
		for _, present := range []bool{false, true} {
			for i := range s.leave {
				l := &s.leave[i]
				if l.Kind.Present() != present {
					continue
				}
				var m int
				left, m = cut(left, schedule.Span{Start: l.From.From(d.Date), End: l.To.From(d.Date)})
				if m > 0 {
					d.Leave[l.Kind] += m
				}
			}
		}
	}
	for k, m := range d.Leave {
		if !k.Present() {
			total += m
		}
	}
	return total
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
	for i := range s.leave {
		if l := &s.leave[i]; !l.Kind.Present() {
			left, _ = cut(left, schedule.Span{Start: l.From.From(d.Date), End: l.To.From(d.Date)})
		}
	}
	return len(d.Plan.Segments) > 0 && len(left) == 0
}
