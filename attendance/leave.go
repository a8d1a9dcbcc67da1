package attendance

import (
	"strings"

	"paiban/internal/lang"
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
	}
	return lang.T("其他假", "other leave")
}

// LeaveKindOf sorts the name of a kind of leave, in either language, into its
// column; names it does not know are [Other].
func LeaveKindOf(name string) LeaveKind {
	name = strings.ToLower(name)
	for _, w := range leaveWords {
		if strings.Contains(name, w.word) {
			return w.kind
		}
	}
	return Other
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
