package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
)

// dayColumn is a column of the day sheet.
type dayColumn struct {
	name  lang.Text
	width float64
	// value returns what stands in it for day d of person m: a string or a
	// number; zero is shown empty.
	value func(b *payrollBook, m *attendance.Month, d *attendance.Day) any
}

// Columns of the day sheet that the summary adds up.
var dayColumns []dayColumn

// Places of columns, from 1, by the key of the summary column that sums them.
var dayColumnOf = map[string]int{}

func init() {
	add := func(key string, name lang.Text, width float64, value func(*payrollBook, *attendance.Month, *attendance.Day) any) {
		dayColumns = append(dayColumns, dayColumn{name: name, width: width, value: value})
		dayColumnOf[key] = len(dayColumns)
	}
	number := func(key string, name lang.Text, f func(*payrollBook, *attendance.Day) float64) {
		add(key, name, 8, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any { return f(b, d) })
	}
	add("id", lang.T("工号", "ID"), 10, func(_ *payrollBook, m *attendance.Month, _ *attendance.Day) any { return m.Person.ID })
	add("name", lang.T("姓名", "Name"), 10, func(_ *payrollBook, m *attendance.Month, _ *attendance.Day) any { return m.Person.Name })
	add("date", lang.T("日期", "Date"), 11.5, func(_ *payrollBook, _ *attendance.Month, d *attendance.Day) any { return d.Date })
	add("weekday", lang.T("星期", "Day"), 6, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any {
		return b.say(weekdays[d.Date.Weekday()])
	})
	add("shift", lang.T("班次", "Shift"), 14, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any {
		return strings.TrimSpace(d.Plan.Shift)
	})
	add("plan", lang.T("计划时间", "Planned"), 24, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any { return planText(d) })
	add("punches", lang.T("打卡", "Clocked"), 26, func(_ *payrollBook, _ *attendance.Month, d *attendance.Day) any {
		if len(d.Punches) == 0 {
			return ""
		}
		return attendance.Clocks(d)
	})
	add("result", lang.T("结果", "Result"), 10, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any { return b.say(d.Result.Text()) })
	number("due", lang.T("应出勤", "Due"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Due })
	number("attended", lang.T("实出勤", "Attended"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Attended })
	number("paid", lang.T("计薪", "Paid"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Paid })
	number("late", lang.T("迟到次数", "Times late"), func(_ *payrollBook, d *attendance.Day) float64 { return float64(len(d.Late)) })
	number("lateMin", lang.T("迟到分钟", "Minutes late"), func(_ *payrollBook, d *attendance.Day) float64 { return float64(attendance.Minutes(d.Late)) })
	number("serious", lang.T("严重迟到", "Seriously late"), func(_ *payrollBook, d *attendance.Day) (n float64) {
		for _, s := range d.Late {
			if s.Level != attendance.Plain {
				n++
			}
		}
		return n
	})
	number("early", lang.T("早退次数", "Times early"), func(_ *payrollBook, d *attendance.Day) float64 { return float64(len(d.Early)) })
	number("earlyMin", lang.T("早退分钟", "Minutes early"), func(_ *payrollBook, d *attendance.Day) float64 { return float64(attendance.Minutes(d.Early)) })
	number("missing", lang.T("缺卡", "Missing"), func(_ *payrollBook, d *attendance.Day) float64 { return float64(d.Missing) })
	number("absent", lang.T("旷工", "Absent"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Absent })
	for _, k := range []attendance.LeaveKind{attendance.Personal, attendance.Sick, attendance.Annual, attendance.Comp, attendance.Other} {
		number(string(k), k.Text(), func(b *payrollBook, d *attendance.Day) float64 {
			return d.LeaveDays(b.m.Policy.DayMinutes)[k]
		})
	}
	for i, name := range overtimeNames {
		number(fmt.Sprint("overtime", i), name, func(_ *payrollBook, d *attendance.Day) float64 { return float64(d.Overtime[i]) / 60 })
	}
	number("fine", lang.T("罚款", "Fine"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Fine().Yuan() })
	number("points", lang.T("扣分", "Points"), func(_ *payrollBook, d *attendance.Day) float64 { return d.Points() })
	add("rules", lang.T("适用规则", "Rules applied"), 56, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any {
		var texts []lang.Text
		for i := range d.Applied {
			texts = append(texts, d.Applied[i].Words())
		}
		for _, e := range d.Edges {
			if e.Excused {
				texts = append(texts, e.Excuse)
				break
			}
		}
		return b.say(lang.Join(texts, "；", "; "))
	})
	add("against", lang.T("计划与打卡", "Planned and clocked"), 58, func(b *payrollBook, _ *attendance.Month, d *attendance.Day) any { return b.say(d.Against()) })
	add("where", lang.T("依据", "Evidence"), 60, func(_ *payrollBook, _ *attendance.Month, d *attendance.Day) any { return evidence(d) })
}

var overtimeNames = []lang.Text{
	lang.T("平时加班\n（小时）", "Overtime, working days (h)"),
	lang.T("休息日加班\n（小时）", "Overtime, rest days (h)"),
	lang.T("节假日加班\n（小时）", "Overtime, holidays (h)"),
}

var weekdays = []lang.Text{
	lang.T("日", "Sun"), lang.T("一", "Mon"), lang.T("二", "Tue"), lang.T("三", "Wed"), lang.T("四", "Thu"), lang.T("五", "Fri"), lang.T("六", "Sat"),
}

func planText(d *attendance.Day) string {
	var s []string
	for _, g := range d.Plan.Segments {
		s = append(s, g.String())
	}
	return strings.Join(s, " ")
}

// evidence names the places that the plan and the punches come from.
func evidence(d *attendance.Day) string {
	var out []string
	add := func(s string) {
		for _, o := range out {
			if o == s {
				return
			}
		}
		if s != "" {
			out = append(out, s)
		}
	}
	add(d.Plan.Where.String())
	for _, p := range d.Punches {
		add(p.Where.String())
	}
	if len(out) > 4 {
		out = append(out[:4], "…")
	}
	return strings.Join(out, " ")
}

var resultFill = map[attendance.Result]string{
	attendance.IsLate: "FFF2CC", attendance.IsEarly: "FFF2CC", attendance.IsLateEnd: "FFF2CC",
	attendance.IsMissing: "FCE4D6", attendance.IsAbsent: badFill, attendance.OnLeave: "DDEBF7", attendance.Away: "DDEBF7",
	attendance.RestWorked: "E4DFEC", attendance.NotOverYet: "EDEDED",
}

func (b *payrollBook) days() {
	s := b.sheet(b.daysAt)
	b.title(s, 12, lang.T("每日明细", "days"), lang.T("每人每天一行：计划、打卡、适用规则和依据；汇总表的数字都由这里相加。24:00 以后是次日凌晨。没有数字的列已隐藏。",
		"one line per person and day: plan, punches, rules applied and evidence; the summary is the sum of this sheet. Times from 24:00 on are past midnight. Columns that hold nothing are hidden."))
	for c, col := range dayColumns {
		s.text(b.days0-1, c+1, col.name, headLook)
		s.widths[c+1] = col.width
		if strings.Contains(col.name.ZH, "\n") {
			s.widths[c+1] = 11
		}
	}
	s.heights[b.days0-1] = 32
	if b.lang == lang.EN {
		s.heights[b.days0-1] = 58
	}
	// The sheet is long: it is looked through first, for what its columns hold, and
	// written after that row by row.
	row, used := b.days0, map[int]bool{}
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			for c := range dayColumns {
				switch v := dayColumns[c].value(b, m, &m.Days[k]).(type) {
				case float64:
					used[c+1] = used[c+1] || v != 0
				case string:
					s.measure(c+1, v)
				}
			}
			row++
		}
	}
	// Columns of figures that nobody has would only make the print small.
	for c := dayColumnOf["due"]; c < dayColumnOf["rules"]; c++ {
		if !used[c] {
			s.hidden = append(s.hidden, c)
		}
	}
	s.fit(dayColumnOf["name"], dayColumnOf["name"], 8, 18)
	s.fit(dayColumnOf["shift"], dayColumnOf["punches"], 10, 34)
	s.freeze(b.days0, 4)
	b.do(b.f.AutoFilter(b.daysAt, span(b.days0-1, 1, max(row-1, b.days0), len(dayColumns)), nil))
	s.page("landscape", 0) // after the filter, which drops what was set before
	two := 2               // pages side by side: on one the print is too small to read
	b.do(b.f.SetPageLayout(b.daysAt, &excelize.PageLayoutOptions{FitToWidth: &two}))
	// On paper: up to the rules, the headings on every page.
	b.printed(b.daysAt, b.days0-1, max(row-1, b.days0), dayColumnOf["rules"])
	s.stream()
	row = b.days0
	for i := range b.m.People {
		m := &b.m.People[i]
		for k := range m.Days {
			b.dayRow(s, row, m, &m.Days[k])
			row++
		}
	}
	s.flush()
}

// printed sets what of a sheet is printed, and its heading row on every page.
func (b *payrollBook) printed(name string, head, last, wide int) {
	a, _ := excelize.CoordinatesToCellName(1, 1, true)
	z, _ := excelize.CoordinatesToCellName(wide, last, true)
	b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!%s:%s", name, a, z), Scope: name}))
	titles := fmt.Sprintf("'%s'!$%d:$%d", name, head, head)
	if name == b.daysAt { // on the second page across, whose day it is
		titles = fmt.Sprintf("'%s'!$A:$D,%s", name, titles)
	}
	b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: name}))
}

func (b *payrollBook) dayRow(s *sheet, row int, m *attendance.Month, d *attendance.Day) {
	shade := ""
	if day := int(d.Date - b.m.Month.First()); b.p.Days != nil && day < len(b.p.Days) {
		if b.p.Days[day].Statutory {
			shade = holiday
		} else if !b.p.Days[day].Work {
			shade = totalFill
		}
	} else if d.Date.Weekend() {
		shade = totalFill
	}
	for c, col := range dayColumns {
		k := centerLook
		switch v := col.value(b, m, d).(type) {
		case float64:
			k = numberLook
			if v != 0 {
				s.set(row, c+1, v, k)
			} else {
				s.set(row, c+1, nil, k)
			}
		case string:
			if c+1 >= dayColumnOf["rules"] || c+1 == dayColumnOf["punches"] {
				k = textLook
			}
			if c+1 == dayColumnOf["result"] {
				k.Fill = resultFill[d.Result]
			}
			s.set(row, c+1, v, k)
		default: // the date
			k.Format, k.Fill = "yyyy-mm-dd", shade
			s.date(row, c+1, d.Date, k)
		}
	}
}
