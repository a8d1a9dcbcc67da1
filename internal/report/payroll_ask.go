package report

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// ask writes a sheet for each kind of question there is, and one for the days that
// have been answered. The time of a correction can be typed into these sheets and is
// read back.
func (b *payrollBook) ask() {
	for _, q := range attendance.QuestionKinds() {
		b.askAbout(q.Text(), func(_ *attendance.Month, d *attendance.Day) bool { return d.About == q })
	}
	b.askAbout(settledSheet, func(m *attendance.Month, d *attendance.Day) bool {
		return d.About == "" && (typedCorrections(d) != "" || b.p.Answers[AnswerKey{m.Person.ID, d.Date}] != "")
	})
}

// askSheets are the names of the sheets with cells to type answers into. The last
// name is from older workbooks with a single sheet for all questions.
func askSheets() (names []lang.Text) {
	for _, q := range attendance.QuestionKinds() {
		names = append(names, q.Text())
	}
	return append(names, settledSheet, lang.T("待核实", "To ask"))
}

// askAbout writes a sheet of the days that belong to it; without such days there is no sheet.
func (b *payrollBook) askAbout(name lang.Text, belongs func(*attendance.Month, *attendance.Day) bool) {
	var s *sheet
	row := 4
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			if d := &m.Days[k]; belongs(m, d) {
				if s == nil {
					s = b.questions(name)
				}
				b.question(s, row, m, d)
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
	if name == attendance.AboutOvertime.Text() {
		do = lang.T("逐条核实。是加班的，把补批的加班审批导出后放进当月的 punches 文件夹，再运行 paiban month；不是的不计。",
			"Check each. Where it was overtime, have it approved, put the export of approvals into the month's folder of punches, and run paiban month again; the rest does not count.")
	}
	b.title(s, 10, name, do)
	for c, h := range []struct {
		t lang.Text
		w float64
	}{
		{lang.T("工号", "ID"), 10}, {lang.T("姓名", "Name"), 14}, {lang.T("日期", "Date"), 11.5}, {lang.T("班次", "Shift"), 18}, {lang.T("打卡", "Clocked"), 26},
		{lang.T("结果", "Result"), 13}, {lang.T("要问的事", "Question"), 52}, {lang.T("补卡时间", "Correction"), 12}, {lang.T("答复", "Answer"), 24}, {lang.T("签字", "Signature"), 10},
	} {
		s.text(3, c+1, h.t, headLook)
		s.widths[c+1] = h.w
	}
	return s
}

func (b *payrollBook) question(s *sheet, row int, m *attendance.Month, d *attendance.Day) {
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	day := centerLook
	day.Format = "yyyy-mm-dd"
	s.date(row, 3, d.Date, day)
	s.set(row, 4, d.Plan.Name(), textLook)
	clocked := attendance.Clocks(d)
	s.set(row, 5, clocked, textLook)
	k := centerLook
	k.Fill = resultFill[d.Result]
	s.text(row, 6, d.Result.Text(), k)
	q := b.say(d.Question)
	if q == "" {
		q = b.say(lang.T("已处理", "settled"))
	}
	s.set(row, 7, q, wrapLook)
	s.heights[row] = max(18, 14*float64(lines(q, 50)))
	s.set(row, 8, typedCorrections(d), typedLook)
	s.set(row, 9, b.p.Answers[AnswerKey{m.Person.ID, d.Date}], look{Border: line, Fill: typedFill, Wrap: true})
	s.set(row, 10, "", textLook)
}

// typedCorrections lists the corrections of a day that were typed into a
// workbook before.
func typedCorrections(d *attendance.Day) string {
	var typed []string
	for _, p := range d.Punches {
		if p.Source == attendance.Corrected && p.Note == typedReason {
			typed = append(typed, attendance.Clock(p.At.From(d.Date)).String())
		}
	}
	return strings.Join(typed, " ")
}

// typedReason marks corrections that were typed into a sheet of questions.
const typedReason = "待核实 To ask"
