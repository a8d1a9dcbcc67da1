package attendance

import "paiban/internal/lang"

// QuestionKind is what a day's question is about: each has a sheet of its own in the
// payroll workbook, as different people answer them.
type QuestionKind string

const (
	AboutMissing  QuestionKind = "missing"  // 缺卡: the person, for a correction
	AboutAbsence  QuestionKind = "absence"  // 旷工: the person, for leave or a swap
	AboutRest     QuestionKind = "rest"     // 休息日打卡: the team leader
	AboutOvertime QuestionKind = "overtime" // 加班待批: whoever approves it
	AboutLeave    QuestionKind = "leave"    // 请假存疑: punches that leave does not fit
	AboutOutside  QuestionKind = "outside"  // 不在职打卡: the staff list
)

var questions = []struct {
	Kind QuestionKind
	Name lang.Text
}{
	{AboutMissing, lang.T("缺卡", "Punch missing")},
	{AboutAbsence, lang.T("旷工", "Absence")},
	{AboutRest, lang.T("休息日打卡", "Rest day worked")},
	{AboutOvertime, lang.T("加班待批", "Overtime to approve")},
	{AboutLeave, lang.T("请假存疑", "Leave in doubt")},
	{AboutOutside, lang.T("不在职打卡", "Not employed")},
}

// QuestionKinds lists every kind of question in order.
func QuestionKinds() (out []QuestionKind) {
	for _, q := range questions {
		out = append(out, q.Kind)
	}
	return out
}

// Text returns the name of the kind of question.
func (q QuestionKind) Text() lang.Text {
	for _, t := range questions {
		if t.Kind == q {
			return t.Name
		}
	}
	return lang.Same(string(q))
}

// raise puts a question, unless the day has one already that weighs more: they are
// put in that order.
func (d *Day) raise(about QuestionKind, text lang.Text) {
	if d.Question.IsZero() {
		d.Question, d.About = text, about
	}
}
