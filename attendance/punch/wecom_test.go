package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
)

// wecomSample is an invented report of one flexible rule.
func wecomSample(t testing.TB) []byte {
	row := func(date, name, account, shift, record, request, result string, late, early, missing, absent any, in, inWord, out, outWord string) []any {
		return []any{date, name, account, "某司/一部", "--", "--", "弹性规则", shift, request, result, late, early, missing, absent, 8, in, inWord, out, outWord, record}
	}
	const shift = "09:00-12:00、13:00-18:00"
	return workbook(t, sheetOf{"概况统计与打卡明细", [][]any{
		{"概况统计与打卡明细"}, {"统计时间:02-01 ～ 02-28     制表时间:2026-03-10 20:11(UTC+8)"},
		{"时间", "姓名", "账号", "基础信息", "", "", "", "", "考勤概况", "", "异常统计", "", "", "", "", "上班1", "", "下班1", "", "打卡时间记录"},
		{"", "", "", "部门", "职务", "工号", "所属规则", "班次", "假勤申请", "考勤结果", "迟到时长(分钟)", "早退时长(分钟)", "缺卡次数(次)", "旷工时长(分钟)", "标准工作时长(小时)", "打卡时间", "打卡状态", "打卡时间", "打卡状态", ""},
		row("2026/02/28 星期六", "甲一", "JiaYi", shift, "09:49 19:43", "--", "正常", "--", "--", "--", "--", "09:49", "正常", "19:43", "正常"),
		row("2026/02/27 星期五", "甲一", "JiaYi", shift, "09:50 16:21", "--", "早退149分钟", "--", 149, "--", "--", "09:50", "正常", "16:21", "早退149分钟"),
		row("2026/02/26 星期四", "甲一", "JiaYi", shift, "09:30(补卡) 次日 00:10", "补卡申请（02-26 09:30）", "迟到30分钟", 30, "--", "--", "--", "09:30", "迟到30分钟", "次日 00:10", "正常"),
		row("2026/02/28 星期六", "乙二（已离职）", "YiEr", shift, "09:36", "调休假0.5天（2/28 下午 - 2/28 下午）", "正常（请假）", "--", "--", "--", "--", "09:36", "正常", "--", "无需打卡（请假）"),
		row("2026/02/27 星期五", "乙二（已离职）", "YiEr", shift, "--", "--", "旷工480分钟", "--", "--", "--", 480, "--", "缺卡（09:00）", "--", "缺卡（18:00）"),
		row("2026/02/26 星期四", "乙二（已离职）", "YiEr", "休息", "--", "--", "正常（休息）", "--", "--", "--", "--", "--", "--", "--", "--"),
	}})
}

func TestWeCom(t *testing.T) {
	e := read(t, "w.xlsx", wecomSample(t))
	if e.Layout != "wecom" || len(e.Dropped) != 0 {
		t.Errorf("layout %s, dropped %v", e.Layout, dropped(e))
	}
	same(t, "punches", list(e), "甲一 2026-02-28 09:49", "甲一 2026-02-28 19:43", "甲一 2026-02-27 09:50", "甲一 2026-02-27 16:21",
		"甲一 2026-02-26 09:30 correction", "甲一 2026-02-26 24:10", "乙二 2026-02-28 09:36")
	// One pair of punches over two segments: the noon hour is a break.
	if s := e.Shifts[0]; len(s.Segments) != 1 || s.Segments[0].String() != "09:00-18:00" || s.Break != 60 {
		t.Errorf("shift %+v", s)
	}
	if len(e.Leave) != 1 || fmt.Sprint(e.Leave[0].Kind, " ", e.Leave[0].From, " ", e.Leave[0].To) != "comp 2026-02-28 12:00 2026-03-01 00:00" {
		t.Errorf("leave %+v", e.Leave)
	}
	if !e.People[1].Left {
		t.Error("已离职 was not seen")
	}
	// Coming at 09:50 moves the end to 18:50; leaving at 16:21 is 149 early. The
	// corrected start at 09:30 does not slide and is 30 late. One hour is the
	// smallest step that explains 50 minutes.
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if a.Settings.Flex.Late != 60 || len(a.Differences) != 0 {
		t.Errorf("settings %+v, differences %+v", a.Settings, a.Differences)
	}
	if c := a.Fields["attended_days"]; c.Compared != 0 {
		t.Errorf("attended days are not in the report, yet %d were compared", c.Compared)
	}
}

// The invented report: three people on 14 days, ten of them worked, punch 60 times;
// less 4 of 丙三 before there was a rule, 1 + 2 + 2 + 1 of 乙二's missing, absent and
// leave days, 2 of a trip; one more on the 12th.
func TestWeComReport(t *testing.T) {
	e := lookAlike(t, "wecom_daily_2026-02.xlsx")
	if e.Layout != "wecom" || len(e.Punches) != 60-4-6-2+1 || len(e.People) != 3 || len(e.Shifts) != 42 || len(e.Dropped) != 0 || len(e.Leave) != 3 {
		t.Errorf("%s, %d punches, %d people, %d person-days, %d dropped, %d leaves", e.Layout, len(e.Punches), len(e.People), len(e.Shifts), len(e.Dropped), len(e.Leave))
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if want := (attendance.Flex{Early: 45, Late: 60}); a.Settings.Flex != want || a.Settings.Grace.Minutes+a.Settings.EarlyGrace.Minutes != 0 {
		t.Errorf("settings %+v", a.Settings)
	}
	all := Count{42, 42}
	agrees(t, a, map[string]Count{"late_minutes": all, "early_minutes": all, "missing": all, "absent_days": all, "result": {28, 28}})
	same(t, "differences", differences(a))
}

// The real report: 392 person-days of 14 people. An independent count finds 367
// times in its cells of records.
func TestWeComReal(t *testing.T) {
	e := shared(t, "wecom_daily_2026-02.xlsx")
	if len(e.Punches) != 367 || len(e.People) != 14 || len(e.Shifts) != 392 || len(e.Dropped) != 0 {
		t.Errorf("%d punches, %d people, %d person-days, %d dropped", len(e.Punches), len(e.People), len(e.Shifts), len(e.Dropped))
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	if want := (attendance.Flex{Early: 45, Late: 60}); a.Settings.Flex != want || a.Settings.Grace.Minutes+a.Settings.EarlyGrace.Minutes != 0 {
		t.Errorf("settings %+v", a.Settings)
	}
	for _, d := range a.Differences {
		t.Errorf("difference %+v", d)
	}
}
