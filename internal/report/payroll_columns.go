package report

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// summaryColumn is a figure of the summary; where the day sheet has a column of its
// key it adds that up.
type summaryColumn struct {
	key    string
	name   lang.Text
	value  func(*attendance.Month) float64
	always bool // shown although nobody has any
}

// Widths of the summary's columns in half-width characters, wide enough for the
// total and for the heading in two or three lines.
const (
	countWidth = 5.0
	daysWidth  = 6.4
	moneyWidth = 8.2
)

// width returns the width of the column.
func (c *summaryColumn) width(l lang.Lang) float64 {
	switch {
	case l == lang.EN:
		return 9.5
	case strings.HasPrefix(c.key, "pay"), c.key == "fine", c.key == "base", c.key == "worked":
		return moneyWidth
	case strings.Contains(c.name.ZH, "\n"):
		return 7.4
	case c.always, c.key == "full", c.key == "allowance", c.key == "score":
		return daysWidth
	}
	return countWidth
}

// summaryColumns are the columns of the summary of a month.
func summaryColumns(sheet *attendance.Sheet) (columns []summaryColumn) {
	figure := func(key string, name lang.Text, value func(*attendance.Month) float64) summaryColumn {
		return summaryColumn{key: key, name: name, value: value}
	}
	always := func(c summaryColumn) summaryColumn { c.always = true; return c }
	leave := func(k attendance.LeaveKind, name lang.Text) summaryColumn {
		return figure(string(k), name, func(m *attendance.Month) float64 { return m.LeaveDays[k] })
	}
	columns = []summaryColumn{
		always(figure("due", lang.T("应出勤", "Due (days)"), func(m *attendance.Month) float64 { return m.Due })),
		always(figure("attended", lang.T("实出勤", "Attended (days)"), func(m *attendance.Month) float64 { return m.Attended })),
		always(figure("paid", lang.T("计薪天数", "Paid (days)"), func(m *attendance.Month) float64 { return m.PaidDays })),
		figure("late", lang.T("迟到次数", "Times late"), func(m *attendance.Month) float64 { return float64(m.LateTimes) }),
		figure("lateMin", lang.T("迟到分钟", "Minutes late"), func(m *attendance.Month) float64 { return float64(m.LateMinutes) }),
		figure("serious", lang.T("严重迟到", "Seriously late"), func(m *attendance.Month) float64 { return float64(m.Serious) }),
		figure("early", lang.T("早退次数", "Times left early"), func(m *attendance.Month) float64 { return float64(m.EarlyTimes) }),
		figure("earlyMin", lang.T("早退分钟", "Minutes early"), func(m *attendance.Month) float64 { return float64(m.EarlyMin) }),
		figure("missing", lang.T("缺卡", "Missing punches"), func(m *attendance.Month) float64 { return float64(m.Missing) }),
		figure("absent", lang.T("旷工", "Absent (days)"), func(m *attendance.Month) float64 { return m.Absent }),
		leave(attendance.Personal, lang.T("事假", "Personal leave (days)")),
		leave(attendance.Sick, lang.T("病假", "Sick leave (days)")),
		leave(attendance.Annual, lang.T("年假", "Annual leave (days)")),
		leave(attendance.Comp, lang.T("调休", "Time off in lieu (days)")),
	}
	for _, name := range otherLeave(sheet) {
		columns = append(columns, figure("named", daysOf(name), func(m *attendance.Month) float64 { return leaveNamed(m, name) }))
	}
	return append(columns,
		leave(attendance.Outing, lang.T("外出", "Outings (days)")),
		leave(attendance.Trip, lang.T("出差", "Trips (days)")),
		figure("fixed", lang.T("补卡次数", "Corrections"), func(m *attendance.Month) float64 { return float64(m.Corrections) }),
		figure("worked", lang.T("工时", "Hours worked"), func(m *attendance.Month) float64 { return m.WorkedHours }),
		figure("nights", lang.T("夜班", "Night shifts"), func(m *attendance.Month) float64 { return float64(m.Nights) }),
		figure("mids", lang.T("中班", "Mid shifts"), func(m *attendance.Month) float64 { return float64(m.Mids) }),
		figure("standbys", lang.T("待命（天）", "Standby (days)"), func(m *attendance.Month) float64 { return float64(m.Standbys) }),
		figure("overtime0", overtimeNames[0], func(m *attendance.Month) float64 { return m.Overtime[0] }),
		figure("overtime1", overtimeNames[1], func(m *attendance.Month) float64 { return m.Overtime[1] }),
		figure("overtime2", overtimeNames[2], func(m *attendance.Month) float64 { return m.Overtime[2] }),
		figure("comp-left", lang.T("调休结余\n（小时）", "Time off in lieu left (h)"), func(m *attendance.Month) float64 { return zero(m.CompBalance).Closing }),
		figure("annual-left", lang.T("年假结余\n（天）", "Annual leave left (days)"), func(m *attendance.Month) float64 { return zero(m.AnnualBalance).Closing }),
		figure("base", lang.T("月薪", "Base pay"), func(m *attendance.Month) float64 { return m.BasePay.Yuan() }),
		figure("pay0", lang.T("平时加班费", "Overtime pay, working days"), func(m *attendance.Month) float64 { return m.OvertimePay[0].Yuan() }),
		figure("pay1", lang.T("休息日加班费", "Overtime pay, rest days"), func(m *attendance.Month) float64 { return m.OvertimePay[1].Yuan() }),
		figure("pay2", lang.T("节假日加班费", "Overtime pay, holidays"), func(m *attendance.Month) float64 { return m.OvertimePay[2].Yuan() }),
		figure("allowance", lang.T("班次津贴", "Shift allowance"), func(m *attendance.Month) float64 { return m.Allowance.Yuan() }),
		figure("full", lang.T("全勤奖", "Full-attendance bonus"), func(m *attendance.Month) float64 { return m.Full.Yuan() }),
		figure("fine", lang.T("扣款", "Deduction"), func(m *attendance.Month) float64 { return m.Deduction.Yuan() }),
		figure("score", lang.T("得分", "Score"), func(m *attendance.Month) float64 { return m.Score }),
	)
}

// otherLeave lists the names of leave that somebody took and that have no column of
// their own.
func otherLeave(sheet *attendance.Sheet) (names []lang.Text) {
	for i := range sheet.People {
		for _, l := range sheet.People[i].LeaveNames {
			if !slices.Contains(names, l.Name) {
				names = append(names, l.Name)
			}
		}
	}
	slices.SortFunc(names, attendance.CompareLeaveNames)
	return names
}

// daysOf is the heading of a kind of leave.
func daysOf(name lang.Text) lang.Text {
	return lang.Text{ZH: name.ZH, EN: name.EN + " (days)"}
}

func leaveNamed(m *attendance.Month, name lang.Text) float64 {
	for _, l := range m.LeaveNames {
		if l.Name == name {
			return l.Days
		}
	}
	return 0
}
