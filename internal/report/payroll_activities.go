package report

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/schedule"
)

// activityList is a row for each meeting and training that the roster had for somebody:
// whether they were there by the punches. Without any there is no sheet.
func (b *payrollBook) activityList() {
	var s *sheet
	row := 4
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			d := &m.Days[k]
			for _, a := range d.Activities {
				if s == nil {
					s = b.activityHead()
				}
				b.activityRow(s, row, m, d, &a)
				row++
			}
		}
	}
	if s != nil {
		s.freeze(4, 3)
		s.flush()
	}
}

// activityHead starts the sheet.
func (b *payrollBook) activityHead() *sheet {
	s := b.sheet(activitiesSheet.In(b.lang))
	s.page("portrait", 0)
	b.title(s, 8, activitiesSheet, lang.T("班表里排了谁、打卡看在不在班；坐没坐进会场，打卡看不出。工时不因此改变。",
		"Who was due by the roster, and at work by the punches, which do not tell who sat in the room. Hours do not change by it."))
	for c, h := range []struct {
		t lang.Text
		w float64
	}{
		{lang.T("工号", "ID"), 10}, {lang.T("姓名", "Name"), 14}, {lang.T("日期", "Date"), 12}, {lang.T("项目", "Activity"), 24},
		{lang.T("开始", "From"), 9}, {lang.T("结束", "To"), 9}, {lang.T("结果", "Result"), 14}, {lang.T("在班分钟", "Minutes there"), 11},
	} {
		s.text(3, c+1, h.t, headLook)
		s.widths[c+1] = h.w
	}
	return s
}

// activityRow writes one attendance.
func (b *payrollBook) activityRow(s *sheet, row int, m *attendance.Month, d *attendance.Day, a *attendance.Activity) {
	s.set(row, 1, m.Person.ID, centerLook)
	s.set(row, 2, m.Person.Name, textLook)
	day := centerLook
	day.Format = "yyyy-mm-dd"
	s.date(row, 3, d.Date, day)
	s.set(row, 4, a.Name, textLook)
	s.set(row, 5, schedule.Clock(a.At.Start), centerLook)
	s.set(row, 6, schedule.Clock(a.At.End), centerLook)
	k := centerLook
	switch a.Result {
	case attendance.Took:
		k.Fill = goodFill
	case attendance.Missed, attendance.Partly:
		k.Fill = badFill
	case attendance.Excused, attendance.Untold:
	}
	s.set(row, 7, b.say(a.Result.Text()), k)
	s.set(row, 8, a.Present, centerLook)
}
