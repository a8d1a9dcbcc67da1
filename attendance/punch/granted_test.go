package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
	"paiban/schedule"
)

// overtimeReport is a daily report of one person on three days, clocked in at 08:55,
// with the given columns of overtime; each row has the request, the punch out and the
// values of these columns.
func overtimeReport(t *testing.T, upper, lower []any, rows ...[]any) *Export {
	t.Helper()
	head := append([]any{"姓名", "工号", "UserId", "日期", "班次", "上班1打卡时间", "上班1打卡结果", "下班1打卡时间", "下班1打卡结果", "关联的审批单"}, upper...)
	below := append(make([]any, 10), lower...)
	s := sheetOf{"每日统计", [][]any{{"每日统计 统计日期：2026-09-01 至 2026-09-06"}, {"报表生成时间：2026-10-02 09:00"}, head, below}}
	for i, r := range rows {
		s.rows = append(s.rows, append([]any{"甲一", "K1", "u1", fmt.Sprintf("26-09-%02d 星期二", i+1), "日班 09:00-18:00", "08:55", "正常", r[1], "正常", r[0]}, r[2:]...))
	}
	return read(t, "d.xlsx", workbook(t, s))
}

// An export shows one figure in several groups of columns; what becomes pay and what
// becomes time off add up. Two hours on the first day are 120 minutes however they are
// headed.
func TestOvertimeColumns(t *testing.T) {
	for _, c := range []struct {
		name         string
		upper, lower []any
		row          []any
		want         string
	}{
		{"by the rule", []any{"加班总时长", "加班时长-按加班规则计算", "", ""}, []any{"", "工作日加班", "休息日加班", "节假日加班"}, []any{2, 2}, "[120 0 0] 0"},
		{"with units", []any{"加班时长-按加班规则计算", "", "", "加班总时长"}, []any{"工作日加班（小时）", "休息日加班（小时）", "节假日加班（小时）", "（小时）"}, []any{"", 2, "", 2}, "[0 120 0] 0"},
		{"in minutes", []any{"工作日加班(分钟)", "节假日加班(分钟)"}, nil, []any{30, 90}, "[30 0 90] 0"},
		{"in words", []any{"工作日加班"}, nil, []any{"1小时30分钟"}, "[90 0 0] 0"},
		{"as pay and as time off", []any{"加班总时长", "加班时长（转加班费）", "加班时长（转调休）"}, []any{"", "工作日（转加班费）", "休息日（转调休）"}, []any{5, 2, 3}, "[120 180 0] 0"},
		{"both groups", []any{"加班时长-按加班规则计算", "加班时长（转加班费）"}, []any{"工作日加班", "工作日（转加班费）"}, []any{2, 2}, "[120 0 0] 0"},
		{"only the sum", []any{"加班总时长"}, nil, []any{1.5}, "[0 0 0] 90"},
		{"a sum and empty classes", []any{"加班总时长", "加班时长（转加班费）"}, []any{"", "工作日（转加班费）"}, []any{1.5}, "[0 0 0] 90"},
	} {
		e := overtimeReport(t, c.upper, c.lower, append([]any{"", "20:10"}, c.row...))
		g := e.Shifts[0].Granted
		if got := fmt.Sprint(*g.Overtime, " ", g.Unclassed); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Columns of overtime that are empty for everybody are no answer: approvals and
// punches decide, as if there were none.
func TestEmptyOvertimeColumns(t *testing.T) {
	e := overtimeReport(t, []any{"工作日加班", "休息日加班"}, nil, []any{"加班09-01 18:00到09-01 20:00 2小时", "20:10"}, []any{"", "18:02"})
	if g := e.Shifts[0].Granted; g.Overtime != nil {
		t.Errorf("granted %v", *g.Overtime)
	}
	list, of := e.Everybody()
	s := attendance.Settle(e.Input(e.Months()[0], list, of), attendance.DefaultPolicy())
	if got := s.People[0].Overtime; got != [3]float64{2} {
		t.Errorf("%v hours, want the 2 that are approved", got)
	}
}

// As approved, rounded down to half an hour: 130 minutes are two hours, 40 are half an
// hour; staying until 20:30 is none. On 09-02 the export counts an hour without a request; on 09-03 it counts
// nothing of an hour approved and clocked.
func TestAuditOvertime(t *testing.T) {
	e := overtimeReport(t, []any{"出勤天数", "工作日加班"}, nil,
		[]any{"加班09-01 18:00到09-01 20:10 2小时", "20:12", 1, 2},
		[]any{"", "19:02", 1, 1},
		[]any{"加班09-03 18:00到09-03 19:00 1小时", "19:01", 1, ""},
		[]any{"加班09-04 18:00到09-04 19:00 1小时", "19:01", 1, 1},
		[]any{"加班09-05 18:00到09-05 18:40 0.67小时", "18:41", 1, 0.5},
		[]any{"", "20:30", 1, ""})
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if c := a.Fields["overtime_minutes"]; c != (Count{6, 4}) {
		t.Errorf("%d of %d equal", c.Equal, c.Compared)
	}
	if o := a.Settings.Overtime; o.By != attendance.ByApproval || o.Step != 30 {
		t.Errorf("rule %+v", o)
	}
	same(t, "differences", differences(a), "甲一 2026-09-02 overtime_minutes 60 0 overtime-unapproved", "甲一 2026-09-03 overtime_minutes 0 60 overtime-not-counted")
}

// On rest days 09:00 to 18:00 come to 8 hours, 12:30 to 18:00 to 5 and 09:00 to 12:20 to
// 3: from 12:00 to 13:00 is a meal. Nothing is taken off a day with a shift.
func TestAuditFindsTheMeal(t *testing.T) {
	var days []grantedDay
	for _, c := range []struct {
		kind             attendance.Kind
		from, to, theirs int
	}{
		{attendance.Work, 1080, 1170, 90}, {attendance.Work, 1080, 1230, 150}, {attendance.Work, 660, 840, 180},
		{attendance.Rest, 540, 1080, 480}, {attendance.Rest, 780, 1080, 300}, {attendance.Rest, 750, 1080, 300}, {attendance.Rest, 540, 740, 180},
	} {
		d := grantedDay{theirs: c.theirs, day: &attendance.Day{Plan: &attendance.Planned{Kind: c.kind}}}
		d.raw, d.free = map[attendance.OvertimeBy]int{}, map[attendance.OvertimeBy][]schedule.Span{}
		for _, by := range []attendance.OvertimeBy{attendance.ByApproval, attendance.ByPunches, attendance.ByBoth} {
			d.raw[by], d.free[by] = c.to-c.from, []schedule.Span{{Start: c.from, End: c.to}}
		}
		days = append(days, d)
	}
	if got := overtimeRule(days); got.Meal == nil || got.Meal.String() != "12:00-13:00" {
		t.Errorf("%+v", got)
	}
}
