package punch

import (
	"testing"
	"time"

	"paiban/attendance"
	"paiban/internal/workcal"
)

// A report says when it was made in many ways; a date alone is its beginning, and a
// year that is left out is that of the data or, in January, the next.
func TestMade(t *testing.T) {
	on := func(y, m, d, h, minute int) attendance.Stamp {
		return attendance.On(workcal.DateOf(y, time.Month(m), d), h*60+minute)
	}
	for text, want := range map[string]attendance.Stamp{
		"报表生成时间：2026-09-30 14:39":               on(2026, 9, 30, 14, 39),
		"报表生成时间:2026/9/30 14:39:05":             on(2026, 9, 30, 14, 39),
		"報表生成時間：2026-09-30 14:39":               on(2026, 9, 30, 14, 39),
		"统计时间:09-29 ～ 09-30   制表时间:09-30 14:39": on(2026, 9, 30, 14, 39),
		"制表时间: 2026年9月30日":                      on(2026, 9, 30, 0, 0),
		"Report generated at: 2026-09-30 14:39": on(2026, 9, 30, 14, 39),
		"Export time 2026-09-30 14:39(UTC+8)":   on(2026, 9, 30, 14, 39),
		"制表时间：2020-01-01 00:00":                 0, // before the punches: a wrong clock
		"班次：早班 08:30-18:00":                     0,
	} {
		e := read(t, "d.xlsx", workbook(t, sheetOf{"原始记录", [][]any{{"原始记录 统计日期：2026-09-29 至 2026-09-30"}, {text},
			{"姓名", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果"},
			{"甲一", "u1", "26-09-29 星期二", "2026-09-29 08:30", "2026-09-29 08:23", "正常"}}}))
		if e.Made != want {
			t.Errorf("%q: %v, want %v", text, e.Made, want)
		}
	}
}

// Made on the 30th at 14:39, the report cannot know the end of that day and marks
// nothing missing: the day is not compared, and the 29th agrees. Of the day after, on
// which nobody has come yet, it says nothing either.
func TestAuditOfAReportMadeBeforeEvening(t *testing.T) {
	head := []any{"姓名", "UserId", "日期", "班次", "上班1打卡时间", "上班1打卡结果", "下班1打卡时间", "下班1打卡结果", "出勤天数", "迟到时长", "下班缺卡次数", "旷工天数"}
	shift := "早班 08:30-18:00"
	book := func(made string) *Audit {
		a, err := read(t, "d.xlsx", workbook(t, sheetOf{"每日统计", [][]any{{"每日统计 统计日期：2026-09-29 至 2026-10-01"}, {made}, head, nil,
			{"甲一", "u1", "26-09-29 星期二", shift, "08:23", "正常", "18:02", "正常", 1},
			{"甲一", "u1", "26-09-30 星期三", shift, "08:23", "正常", "", "", 1},
			{"甲一", "u1", "26-10-01 星期四", shift, "", "", "", "", 0},
			{"乙二", "u2", "26-09-29 星期二", shift, "08:33", "迟到", "18:02", "正常", 1, 3},
			{"乙二", "u2", "26-09-30 星期三", shift, "08:29", "正常", "14:10", "正常", 1}}})).Audit()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := book("报表生成时间：2026-09-30 14:39")
	for _, d := range a.Differences {
		if d.Field != "early_minutes" && d.Field != "result" {
			t.Errorf("%s on %v: %s", d.Field, d.Date, d.Cause)
		}
	}
	// 甲一's 30th and 1st are not over. 乙二 has clocked out of the 30th, which is compared.
	if a.AfterReport != 2 || a.Made != attendance.On(workcal.DateOf(2026, 9, 30), 14*60+39) || a.Fields["missing"] != (Count{3, 3}) {
		t.Errorf("%d not compared, made %v, missing %+v", a.AfterReport, a.Made, a.Fields["missing"])
	}
	if a = book("报表生成时间：2026-10-08 09:00"); a.AfterReport != 0 || a.Fields["missing"].Compared != 5 {
		t.Errorf("made later: %d not compared, missing %+v", a.AfterReport, a.Fields["missing"])
	}
}
