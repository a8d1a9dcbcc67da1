package attendance

import "paiban/internal/lang"

// Question is what a day's question is about: each has a sheet of its own in the
// payroll workbook, as different people answer them.
type Question string

const (
	AboutMissing  Question = "missing"  // 缺卡: the person, for a correction
	AboutAbsence  Question = "absence"  // 旷工: the person, for leave or a swap
	AboutRest     Question = "rest"     // 休息日打卡: the team leader
	AboutOvertime Question = "overtime" // 加班待批: whoever approves it
	AboutLeave    Question = "leave"    // 请假存疑: punches that leave does not fit
	AboutOutside  Question = "outside"  // 不在职打卡: the staff list
)

var questions = []struct {
	Question Question
	Name     lang.Text
}{
	{AboutMissing, lang.T("缺卡", "Punch missing")},
	{AboutAbsence, lang.T("旷工", "Absence")},
	{AboutRest, lang.T("休息日打卡", "Rest day worked")},
	{AboutOvertime, lang.T("加班待批", "Overtime to approve")},
	{AboutLeave, lang.T("请假存疑", "Leave in doubt")},
	{AboutOutside, lang.T("不在职打卡", "Not employed")},
}

// Questions lists every kind of question in order.
func Questions() (out []Question) {
	for _, q := range questions {
		out = append(out, q.Question)
	}
	return out
}

// Text returns the name of the kind of question.
func (q Question) Text() lang.Text {
	for _, t := range questions {
		if t.Question == q {
			return t.Name
		}
	}
	return lang.Same(string(q))
}

// ask puts a question, unless the day has one already that weighs more: they are
// put in that order.
func (d *Day) ask(about Question, text lang.Text) {
	if d.Ask.IsZero() {
		d.Ask, d.About = text, about
	}
}
