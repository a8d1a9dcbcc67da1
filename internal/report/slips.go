package report

import (
	"cmp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// slipsFormat marks a workbook of slips on its hidden sheet.
const slipsFormat = "slips/1"

var slipsSheet = lang.T("确认单", "Slips")

// Columns of a slip, and the heights of its rows in points. A page of A4 has room for
// slipPage points at slipScale percent, and as many half-width characters across as the
// columns are wide together.
const (
	slipWide  = 7
	slipScale = 84
	slipPage  = 910
	slipDay   = 18.5 // of a day; less where the rest of the slip is long
)

var slipColumns = []struct {
	name  lang.Text
	width float64
}{
	{lang.T("日期", "Date"), 7.5}, {lang.T("星期", "Day"), 5}, {lang.T("班次", "Shift"), 8.5}, {lang.T("计划时间", "Planned"), 17},
	{lang.T("打卡", "Clocked"), 18}, {lang.T("结果", "Result"), 8.5}, {lang.T("说明", "Note"), 20},
}

// slipSums are the sums on a slip, by the keys of the summary's columns.
var slipSums = []struct {
	name lang.Text
	keys []string
}{
	{lang.T("出勤", "Attendance"), []string{"due", "attended", "paid", "worked", "nights", "mids"}},
	{lang.T("异常", "Exceptions"), []string{"late", "lateMin", "serious", "early", "earlyMin", "missing", "absent", "fixed"}},
	{lang.T("请假（天）", "Leave"), []string{"personal", "sick", "annual", "comp", "named", "outing", "trip"}},
	{lang.T("加班", "Overtime"), []string{"overtime0", "overtime1", "overtime2", "pay0", "pay1", "pay2"}},
	{lang.T("结余", "Left to take"), []string{"comp-left", "annual-left"}},
	{lang.T("金额（元）", "Yuan"), []string{"base", "allowance", "full", "fine"}},
	{lang.T("得分", "Score"), []string{"score"}},
}

// WriteSlips writes a workbook with a slip of attendance for each person to sign, a
// page each: the days with plan, punches and result, the sums, a line to sign on.
func WriteSlips(path string, p *Payroll) error {
	b := &payrollBook{book: newBook(p.Lang), p: p, m: p.Sheet}
	defer b.f.Close()
	s := b.sheet(slipsSheet.In(p.Lang))
	_, err := b.f.NewSheet(metaSheet)
	b.do(err)
	b.do(b.f.SetSheetVisible(metaSheet, false, true))
	s.pageAt("portrait", slipScale)
	for c, col := range slipColumns {
		s.widths[c+1] = col.width
	}
	row, columns := 1, summaryColumns(b.m)
	for i := range b.m.People {
		if i > 0 {
			s.breaks = append(s.breaks, row)
		}
		row = b.slip(s, row, &b.m.People[i], columns)
	}
	s.flush()
	meta := b.book.sheet(metaSheet)
	for r, cells := range append([][]any{{"paiban", slipsFormat}, {"month", b.m.Month.String()}}, b.checksums()...) {
		for c, v := range cells {
			meta.set(r+1, c+1, v, look{})
		}
	}
	meta.flush()
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// slip writes the slip of a person from a row on and returns the row after it.
func (b *payrollBook) slip(s *sheet, row int, m *attendance.Month, columns []summaryColumn) int {
	top := row
	high := func(points float64) { s.heights[row] = points }
	shop := b.p.Shop
	if shop != "" {
		shop += "　"
	}
	s.merge(row, 1, slipWide, shop+b.m.Month.String()+" "+b.say(lang.T("考勤确认单", "attendance slip")), look{Bold: true, Size: 15, Align: "center", Color: headFill})
	high(28)
	row++
	s.merge(row, 1, slipWide, b.slipPerson(&m.Person), look{Bold: true, Size: 10, Color: ink})
	high(20)
	row++
	for c, col := range slipColumns {
		s.text(row, c+1, col.name, headLook)
	}
	high(18)
	row++
	days := row
	for k := range m.Days {
		b.slipDay(s, row, m, &m.Days[k])
		row++
	}
	for _, g := range slipSums {
		if text := b.slipSum(g.keys, m, columns); text != "" {
			row = b.slipLine(s, row, g.name, text)
		}
	}
	if note := b.note(m); note != "" {
		row = b.slipLine(s, row, lang.T("备注", "Note"), note)
	}
	s.merge(row, 1, slipWide, b.say(lang.T("以上考勤记录本人已核对。有疑问请在此注明：", "I have checked this record. If anything is wrong, please write it here:")), look{Color: ink})
	high(20)
	row++
	s.merge(row, 1, slipWide, "", look{})
	high(22)
	row++
	s.merge(row, 1, slipWide, b.say(lang.T("本人签字：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日　　主管签字：＿＿＿＿＿＿＿＿", "Signature: ________________    Date: ________________    Supervisor: ________________")), look{Color: ink, Size: 11})
	high(26)
	row++
	rest := 0.0
	for r := top; r < row; r++ {
		rest += s.heights[r] // 0 of the days so far
	}
	each := slipDay
	if n := float64(len(m.Days)); n > 0 {
		each = max(11, min(slipDay, (slipPage-rest)/n))
	}
	for k := range m.Days {
		s.heights[days+k] = each
	}
	return row
}

// slipPerson says whose slip it is.
func (b *payrollBook) slipPerson(p *attendance.Person) string {
	parts := []lang.Text{lang.F("工号：%s", "ID: %s", p.ID), lang.F("姓名：%s", "Name: %s", p.Name)}
	if p.Group != "" {
		parts = append(parts, lang.F("组：%s", "Group: %s", p.Group))
	}
	if p.Hired > b.m.Month.First() {
		parts = append(parts, lang.F("入职：%v", "Hired: %v", p.Hired))
	}
	if p.Left != 0 && p.Left < b.m.Month.Last() {
		parts = append(parts, lang.F("离职：%v", "Left: %v", p.Left))
	}
	return b.say(lang.Join(parts, "　　", "    "))
}

// slipLine writes a line of the sums: what it is about, and the figures.
func (b *payrollBook) slipLine(s *sheet, row int, name lang.Text, text string) int {
	label := headLook
	label.Wrap = false
	s.merge(row, 1, 2, b.say(name), label)
	s.merge(row, 3, slipWide, text, look{Border: line, Color: ink, Wrap: true})
	s.heights[row] = max(18, 14*float64(lines(text, 74)))
	return row + 1
}

// slipSum lists the sums of a slip that are not zero; what is always shown is shown.
func (b *payrollBook) slipSum(keys []string, m *attendance.Month, columns []summaryColumn) string {
	var parts []lang.Text
	for i := range columns {
		c := &columns[i]
		v := c.value(m)
		if !slices.Contains(keys, c.key) || v == 0 && !c.always || c.key == "score" && m.Rank == 0 {
			continue
		}
		name := lang.Text{ZH: strings.ReplaceAll(c.name.ZH, "\n", ""), EN: c.name.EN}
		parts = append(parts, lang.F("%s %v", "%s %v", name, figureText(v)))
	}
	return b.say(lang.Join(parts, "　　", "    "))
}

// figureText writes a figure with two decimals at most.
func figureText(v float64) string {
	return attendance.Yuan(v).String()
}

// slipDay writes a day: its text shrinks to the cell, so that a slip stays one page.
func (b *payrollBook) slipDay(s *sheet, row int, m *attendance.Month, d *attendance.Day) {
	center, left := look{Border: line, Color: ink, Align: "center", Shrink: true}, look{Border: line, Color: ink, Shrink: true}
	day := int(d.Date - b.m.Month.First())
	date := center
	date.Format = "mm-dd"
	if fill, _ := b.dayShade(day); fill != headFill {
		date.Fill = fill
	}
	s.date(row, 1, d.Date, date)
	s.text(row, 2, weekdays[d.Date.Weekday()], center)
	s.set(row, 3, strings.TrimSpace(d.Plan.Shift), center)
	s.set(row, 4, b.slipPlan(d), center)
	s.set(row, 5, b.slipClocks(d), center)
	result := center
	result.Fill = resultFill[d.Result]
	s.text(row, 6, d.Result.Text(), result)
	s.set(row, 7, b.slipNote(m, d), left)
}

// slipNote says what is out of the ordinary about a day: lateness, missing punches,
// absence, leave, overtime.
func (b *payrollBook) slipNote(_ *attendance.Month, d *attendance.Day) string {
	var parts []lang.Text
	say := func(ok bool, zh, en string, args ...any) {
		if ok {
			parts = append(parts, lang.F(zh, en, args...))
		}
	}
	late, early := attendance.Minutes(d.Late), attendance.Minutes(d.Early)
	say(late > 0, "迟到 %d 分钟", "late %d min", late)
	say(early > 0, "早退 %d 分钟", "left %d min early", early)
	say(d.Missing > 0, "缺卡 %d 次", "%d missing", d.Missing)
	say(d.Absent > 0, "旷工 %s 天", "absent %s days", figureText(d.Absent))
	leave := d.LeaveDays(b.m.Policy.DayMinutes)
	for _, k := range attendance.LeaveKinds {
		name := k.Text()
		if k == attendance.Other && d.Plan.Kind == attendance.LeaveDay {
			name = lang.Same(cmp.Or(d.Plan.Shift, name.In(b.lang)))
		}
		say(leave[k] > 0, "%s %s 天", "%s %s days", name, figureText(leave[k]))
	}
	if n := d.Overtime[0] + d.Overtime[1] + d.Overtime[2]; n > 0 {
		say(true, "加班 %s 小时", "overtime %s h", figureText(float64(n)/60))
	}
	return b.say(lang.Join(parts, "；", "; "))
}

// ReadSlips reads a workbook of slips: the places that were changed since it was
// written. ours is false where the workbook is something else.
func ReadSlips(book *table.Book) (edited []table.Pos, ours bool, err error) {
	meta := slices.Index(book.Sheets(), metaSheet)
	if meta < 0 {
		return nil, false, nil
	}
	var sums checksums
	for row, err := range book.Rows(meta) {
		if err != nil {
			return nil, false, err
		}
		switch row.At(1) {
		case "paiban":
			ours = row.At(2) == slipsFormat
		case rowChecksum, rowsChecksum, columnChecksum, freeCells:
			sums.learn(&row)
		}
	}
	if !ours {
		return nil, false, nil
	}
	edited, err = sums.edited(book)
	return edited, true, err
}

// slipPlan says the planned hours. Who signs need not know of hours past 24: 次日06:00.
func (b *payrollBook) slipPlan(d *attendance.Day) string {
	var out []string
	for _, g := range d.Plan.Segments {
		out = append(out, b.say(g.Text()))
	}
	return strings.Join(out, " ")
}

// slipClocks says the punches in the same way.
func (b *payrollBook) slipClocks(d *attendance.Day) string {
	var out []string
	for i := range d.Punches {
		out = append(out, b.say(schedule.ClockText(d.Punches[i].At.From(d.Date))))
	}
	return strings.Join(out, " ")
}
