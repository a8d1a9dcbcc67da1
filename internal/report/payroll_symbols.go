package report

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// symbols is the sheet that people sign: a mark for every day, the legend below.
func (b *payrollBook) symbols() {
	s := b.sheet(symbolSheet.In(b.lang))
	const first, rows0 = 3, 5
	days := b.m.Month.Days()
	total := first + days
	sign := total + 5
	b.title(s, sign, lang.T("考勤表", "attendance at a glance"), lang.T("符号见下方图例；数字来自“汇总”。", "see the legend below for the marks; figures are those of the summary."))
	for c, t := range []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name")} {
		s.block(3, c+1, 4, c+1, b.say(t), headLook)
	}
	for d := range days {
		date := b.m.Month.First() + workcal.Date(d)
		k := headLook
		k.Fill, k.Color = b.dayShade(d)
		s.set(3, first+d, d+1, k)
		s.set(4, first+d, b.say(weekdays[date.Weekday()]), k)
		s.widths[first+d] = 4.2
	}
	heads := []struct {
		name  lang.Text
		value func(*attendance.Month) float64
	}{
		{lang.T("出勤天数", "Attended"), func(m *attendance.Month) float64 { return m.Attended }},
		{lang.T("迟到次数", "Late"), func(m *attendance.Month) float64 { return float64(m.LateTimes) }},
		{lang.T("旷工天数", "Absent"), func(m *attendance.Month) float64 { return m.Absent }},
		{lang.T("请假天数", "Leave"), func(m *attendance.Month) (sum float64) {
			for _, k := range attendance.LeaveKinds {
				if !k.Present() {
					sum += m.LeaveDays[k]
				}
			}
			return sum
		}},
		{lang.T("加班小时", "Overtime h"), func(m *attendance.Month) float64 { return m.Overtime[0] + m.Overtime[1] + m.Overtime[2] }},
	}
	for c, h := range heads {
		s.block(3, total+c, 4, total+c, b.say(h.name), headLook)
		s.widths[total+c] = 8.5
	}
	s.block(3, sign, 4, sign, b.say(lang.T("签字", "Signature")), headLook)
	s.widths[sign] = 10
	for i := range b.m.People {
		m := &b.m.People[i]
		row := rows0 + i
		s.set(row, 1, m.Person.ID, textLook)
		s.set(row, 2, m.Person.Name, textLook)
		for d := range m.Days {
			k := centerLook
			k.Fill = resultFill[m.Days[d].Result]
			s.text(row, first+d, m.Days[d].Symbol(&b.m.Policy), k)
		}
		for c, h := range heads {
			s.set(row, total+c, h.value(m), numberLook)
		}
		s.set(row, sign, "", textLook)
		s.heights[row] = 18
	}
	row := rows0 + len(b.m.People) + 1
	legend := b.say(lang.Join(b.m.Policy.Legend(), "　", "   "))
	s.merge(row, 1, sign, b.say(lang.T("图例：", "Legend: "))+legend, look{Color: ink, Wrap: true})
	s.heights[row] = 14 * float64(lines(legend, 190)+1)
	s.fit(1, 2, 6, 16)
	s.freeze(rows0, first)
	s.page("landscape", 0)
	b.printed(s.name, 4, row, sign)
	s.flush()
}

// dayShade colours the heading of a day: statutory, a day off, or a working day.
func (b *payrollBook) dayShade(d int) (fill, color string) {
	switch {
	case d < len(b.p.Days) && b.p.Days[d].Statutory:
		return holiday, ink
	case d < len(b.p.Days) && !b.p.Days[d].Work, b.p.Days == nil && (b.m.Month.First() + workcal.Date(d)).Weekend():
		return weekend, ink
	}
	return headFill, headText
}
