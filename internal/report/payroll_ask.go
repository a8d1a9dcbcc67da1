package report

import (
	"paiban/attendance"
	"paiban/internal/lang"
)

// ask writes a sheet for each kind of question there is, and one for the days that
// have been answered. The time of a correction and an answer can be typed into these
// sheets and are read back.
func (b *payrollBook) ask() {
	for _, q := range attendance.QuestionKinds() {
		b.askAbout(q.Text(), func(_ *attendance.Month, d *attendance.Day) []attendance.QuestionKind {
			if d.About == q {
				return []attendance.QuestionKind{q}
			}
			return nil
		})
	}
	b.askAbout(settledSheet, b.settledOf)
}

// settledOf returns the questions about a day that have been answered. An empty kind
// stands for what an older workbook answers, or a correction without an answer.
func (b *payrollBook) settledOf(m *attendance.Month, d *attendance.Day) (about []attendance.QuestionKind) {
	for _, q := range append(attendance.QuestionKinds(), "") {
		if (q != d.About || q == "") && b.p.Answers[AnswerKey{DayKey{m.Person.ID, d.Date}, q}] != "" {
			about = append(about, q)
		}
	}
	if about == nil && d.About == "" && b.p.Times[DayKey{m.Person.ID, d.Date}] != "" {
		about = append(about, "")
	}
	return about
}

// askAbout writes a sheet with a row for each question of a day that belongs to it;
// without any there is no sheet.
func (b *payrollBook) askAbout(name lang.Text, of func(*attendance.Month, *attendance.Day) []attendance.QuestionKind) {
	var s *sheet
	row := 4
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			d := &m.Days[k]
			for n, q := range of(m, d) {
				if s == nil {
					s = b.questions(name)
				}
				b.question(s, row, m, d, q)
				if n > 0 || d.About != "" && q != d.About {
					s.set(row, 8, "", typedLook) // stands in another row of the day
				}
				row++
			}
		}
	}
	if s != nil {
		s.freeze(4, 4)
		s.flush()
	}
}

// questions starts a sheet of questions.
func (b *payrollBook) questions(name lang.Text) *sheet {
	s := b.sheet(name.In(b.lang))
	s.page("landscape", 0)
	do := lang.T("逐条核实。确认补卡的，在黄色“补卡时间”格里填时间（如 08:00，两次用空格隔开；次日凌晨写 24:30），保存后再运行 paiban month。",
		"Check each. Where a correction is granted, type its time into the yellow cell (08:00; two with a blank between; past midnight 24:30), save, and run paiban month again.")
	answer := lang.T("答复", "Answer")
	if name == attendance.AboutOvertime.Text() || name == attendance.AboutRest.Text() {
		answer = lang.T("答复\n（同意、不同意或小时数）", "Answer\n(yes, no or hours)")
		do = lang.T("逐条核实。是加班的，在黄色“答复”格里写“同意”，或批几小时（如 2）；不是的写“不同意”。保存后再运行 paiban month。加班审批的导出文件放进当月的 punches 文件夹也算。",
			"Check each. Where it was overtime, type yes into the yellow cell of the answer, or how many hours are approved (such as 2); where it was not, type no. Save, and run paiban month again. An export of approvals in the month's folder of punches counts too.")
	}
	b.title(s, 10, name, do)
	for c, h := range []struct {
		t lang.Text
		w float64
	}{
		{lang.T("工号", "ID"), 10}, {lang.T("姓名", "Name"), 14}, {lang.T("日期", "Date"), 11.5}, {lang.T("班次", "Shift"), 18}, {lang.T("打卡", "Clocked"), 26},
		{lang.T("结果", "Result"), 13}, {lang.T("要问的事", "Question"), 52}, {lang.T("补卡时间", "Correction"), 12}, {answer, 24}, {lang.T("签字", "Signature"), 10},
	} {
		s.text(3, c+1, h.t, headLook)
		s.widths[c+1] = h.w
	}
	return s
}

// question writes a row about a day; about differs from what the day asks where it has
// been answered.
func (b *payrollBook) question(s *sheet, row int, m *attendance.Month, d *attendance.Day, about attendance.QuestionKind) {
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	date := centerLook
	date.Format = "yyyy-mm-dd"
	s.date(row, 3, d.Date, date)
	s.set(row, 4, d.Plan.Name(), textLook)
	clocked := attendance.Clocks(d)
	s.set(row, 5, clocked, textLook)
	k := centerLook
	k.Fill = resultFill[d.Result]
	s.text(row, 6, d.Result.Text(), k)
	q := b.say(d.Question)
	switch {
	case d.About == about && about != "":
	case about != "":
		q = b.say(lang.F("已处理（%s）", "settled (%s)", about.Text()))
	default:
		q = b.say(lang.T("已处理", "settled"))
	}
	s.set(row, 7, q, wrapLook)
	s.heights[row] = max(18, 14*float64(lines(q, 50)))
	day := DayKey{m.Person.ID, d.Date}
	s.set(row, 8, b.p.Times[day], typedLook)
	s.set(row, 9, b.p.Answers[AnswerKey{day, about}], look{Border: line, Fill: typedFill, Wrap: true})
	s.set(row, 10, "", textLook)
}

// typedReason marks corrections that were typed into a sheet of questions.
const typedReason = "待核实 To ask"
