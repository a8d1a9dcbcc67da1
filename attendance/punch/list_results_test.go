package punch

import (
	"testing"
)

// The list gives hours and results: 09:12 against 09:00 is 12 minutes however they are
// written, 17:45 against 18:00 is 15 early.
func TestAuditOfAClockList(t *testing.T) {
	for _, late := range []any{"00:12", "12", 12, "12分钟", 12.0 / 1440} {
		e := read(t, "clock.xlsx", workbook(t, sheetOf{"Sheet1", [][]any{
			{"考勤号码", "姓名", "日期", "对应时段", "上班时间", "下班时间", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工"},
			{"7", "甲一", "2019/6/3", "白班", "09:00", "18:00", "09:12", "18:05", late},
			{"8", "乙二", "2019/6/3", "白班", "09:00", "18:00", "08:50", "17:45", "", "00:15"},
			{"8", "乙二", "2019/6/4", "白班", "09:00", "18:00", "", "", "", "", "True"},
			{"8", "乙二", "2019/6/5", "白班", "09:00", "18:00", "", "18:01", "01:00", "", ""}}}))
		a, err := e.Audit()
		if err != nil {
			t.Fatal(err)
		}
		all := Count{4, 4}
		agrees(t, a, map[string]Count{"late_minutes": all, "early_minutes": all, "missing": all, "absent_days": all})
		if len(a.Settings.PeriodHours) > 0 {
			t.Errorf("hours worked out beside those of the list: %v", a.Settings.PeriodHours)
		}
	}
}

// The list names its periods only. 09:20 was late by 20 and 09:05 by 5: the start is
// 09:00. Nobody is ever early, and the soonest punch out in order is 18:02: the end is
// 18:00. Of the period 乙 nothing follows.
func TestHoursOfPeriods(t *testing.T) {
	head := []any{"考勤号码", "姓名", "日期", "对应时段", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工"}
	e := read(t, "clock.xlsx", workbook(t, sheetOf{"Sheet1", [][]any{head,
		{"7", "甲一", "2019/6/3", "甲", "09:20", "18:02", "00:20"},
		{"7", "甲一", "2019/6/4", "甲", "09:05", "18:31", "00:05"},
		{"7", "甲一", "2019/6/5", "甲", "08:51", "18:20"},
		{"7", "甲一", "2019/6/6", "甲", "", "", "", "", "True"},
		{"7", "甲一", "2019/6/7", "乙", "08:51", "18:20"}}}))
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if h := a.Settings.PeriodHours; len(h) != 1 || h["甲"].String() != "09:00-18:00" {
		t.Errorf("hours %v", h)
	}
	all := Count{4, 4}
	agrees(t, a, map[string]Count{"late_minutes": all, "early_minutes": all, "missing": all, "absent_days": all})
	// The hours serve the audit: what is settled has no plan.
	for _, s := range e.Shifts {
		t.Errorf("planned %+v", s)
	}

	// Lateness that no one start explains is of no use.
	e = read(t, "clock.xlsx", workbook(t, sheetOf{"Sheet1", [][]any{head,
		{"7", "甲一", "2019/6/3", "甲", "09:20", "18:02", "00:20"},
		{"7", "甲一", "2019/6/4", "甲", "09:05", "18:31", "00:50"}}}))
	if _, err := e.Audit(); err == nil {
		t.Error("audited by hours that contradict each other")
	}
}

// Half of a split day is missed: two periods, one of them absent, are half a day.
func TestPeriodsOfADay(t *testing.T) {
	e := read(t, "clock.xlsx", workbook(t, sheetOf{"Sheet1", [][]any{
		{"考勤号码", "姓名", "日期", "对应时段", "上班时间", "下班时间", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工"},
		{"7", "甲一", "2019/6/3", "上午", "08:00", "12:00", "", "", "", "", "True"},
		{"7", "甲一", "2019/6/3", "下午", "14:00", "18:00", "13:55", "18:05"}}}))
	x, _ := e.withPeriods()
	if len(x.Results) != 1 || x.Results[0].Absent != 0.5 || x.Results[0].Missing != 0 || len(x.Results[0].Clocks) != 2 {
		t.Errorf("%+v", x.Results)
	}
}
