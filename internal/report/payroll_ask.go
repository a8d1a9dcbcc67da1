package report

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// ask is the sheet of what to ask people about; the time of a correction can be
// typed into it and is read back.
func (b *payrollBook) ask() {
	s := b.sheet(askSheet.In(b.lang))
	s.page("landscape", 0)
	b.title(s, 9, lang.T("待核实", "to ask"), lang.T("逐条问本人。确认补卡的，在黄色“补卡时间”格里填时间（如 08:00，两次用空格隔开；次日凌晨写 24:30），保存后再运行 paiban month。",
		"ask the person about each. Where a correction is granted, type its time into the yellow cell (08:00; two with a blank between; past midnight 24:30), save, and run paiban month again."))
	for c, h := range []struct {
		t lang.Text
		w float64
	}{
		{lang.T("工号", "ID"), 10}, {lang.T("姓名", "Name"), 14}, {lang.T("日期", "Date"), 11.5}, {lang.T("班次", "Shift"), 18}, {lang.T("打卡", "Clocked"), 18},
		{lang.T("结果", "Result"), 10}, {lang.T("要问的事", "Question"), 52}, {lang.T("补卡时间", "Correction"), 12}, {lang.T("答复", "Answer"), 24}, {lang.T("签字", "Signature"), 10},
	} {
		s.text(3, c+1, h.t, headLook)
		s.widths[c+1] = h.w
	}
	row := 4
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			d := &m.Days[k]
			if d.Ask.IsZero() && typedCorrections(d) == "" && b.p.Answers[AnswerKey{m.Person.ID, d.Date}] == "" {
				continue
			}
			b.question(s, row, m, d.Date, d)
			row++
		}
	}
	if row == 4 {
		s.merge(4, 1, 10, b.say(lang.T("没有要问的", "nothing to ask")), look{Color: faint, Align: "center"})
	}
	s.freeze(4, 4)
	s.flush()
}

func (b *payrollBook) question(s *sheet, row int, m *attendance.Month, date workcal.Date, d *attendance.Day) {
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	day := centerLook
	day.Format = "yyyy-mm-dd"
	s.date(row, 3, date, day)
	s.set(row, 4, d.Plan.Name(), textLook)
	clocked := attendance.Clocks(d)
	s.set(row, 5, clocked, textLook)
	k := centerLook
	k.Fill = resultFill[d.Result]
	s.text(row, 6, d.Result.Text(), k)
	q := b.say(d.Ask)
	if q == "" {
		q = b.say(lang.T("已处理", "settled"))
	}
	s.set(row, 7, q, wrapLook)
	s.heights[row] = max(18, 14*float64(lines(q, 50)))
	s.set(row, 8, typedCorrections(d), typedLook)
	s.set(row, 9, b.p.Answers[AnswerKey{m.Person.ID, date}], look{Border: line, Fill: typedFill, Wrap: true})
	s.set(row, 10, "", textLook)
}

// typedCorrections lists the corrections of a day that were typed into this
// sheet before.
func typedCorrections(d *attendance.Day) string {
	var typed []string
	for _, p := range d.Punches {
		if p.Source == attendance.Corrected && p.Note == typedReason {
			typed = append(typed, attendance.Clock(p.At.From(d.Date)).String())
		}
	}
	return strings.Join(typed, " ")
}

// typedReason marks corrections that were typed into the sheet of questions.
const typedReason = "待核实 To ask"
