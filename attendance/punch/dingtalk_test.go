package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
)

// dingSample is an invented report of two people on two days.
func dingSample(t testing.TB) []byte {
	title := func(s string) []any { return []any{s + " 统计日期：2026-04-01 至 2026-04-02"} }
	made := []any{"报表生成时间：2026-05-06 10:13"}
	return workbook(t,
		sheetOf{"打卡时间", [][]any{title("打卡时间"), made, {"姓名", "考勤组", "UserId", "打卡时间"}, {"", "", "", "1", "2"},
			{"甲一", "早班组", "u1", "08:23  \n18:06  ", "08:07外勤\n次日 00:57  "}}},
		sheetOf{"原始记录", [][]any{title("原始记录"), made,
			{"姓名", "考勤组", "部门", "工号", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-01 星期三", "2026-04-01 08:30", "2026-04-01 08:23", "正常"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-01 星期三", "2026-04-01 18:00", "2026-04-01 18:01", "打卡无效:此记录已被更新"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-01 星期三", "2026-04-01 18:00", "2026-04-01 18:06", "正常"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-02 星期四", "2026-04-02 08:30", "2026-04-02 08:30", "补卡审批通过"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-02 星期四", "2026-04-02 18:00", "2026-04-03 00:57", "外勤"},
			{"乙二（离职）", "晚班组", "一部", "", "u2", "26-04-01 星期三", "", "", "缺卡"},
			{"", "", "", "", "", "26-04-01 星期三", "", "2026-04-01 08:00", "正常"}}},
		sheetOf{"每日统计", [][]any{title("每日统计"), made,
			{"姓名", "考勤组", "部门", "工号", "UserId", "日期", "班次", "上班1打卡时间", "上班1打卡结果", "下班1打卡时间", "下班1打卡结果", "关联的审批单",
				"出勤天数", "迟到时长", "严重迟到时长", "早退时长", "上班缺卡次数", "下班缺卡次数", "旷工天数", "请假", "", "工作日（转加班费）"},
			{"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "事假(小时)", "年假(天)", ""},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-01 星期三", "早班 08:30-18:00", "08:23", "正常", "18:06", "正常", "加班04-01 18:30到04-01 20:30 2小时", 1, "", "", "", "", "", "", "", "", "2"},
			{"甲一", "早班组", "一部", "007", "u1", "26-04-02 星期四", "早班 08:30-18:00", "08:30", "补卡审批通过", "次日 00:57", "外勤", "补卡申请04-02 08:30到04-02 08:30，事假03-30 09:00到04-02 08:30 24小时", 1, "", "", "", "", "", "", "0.5", "", ""},
			{"乙二（离职）", "晚班组", "一部", "", "u2", "26-04-01 星期三", "早班 08:30-18:00", "", "未打卡", "", "未打卡", ""},
			{"乙二（离职）", "晚班组", "一部", "", "u2", "26-04-02 星期四", "早班 08:30-18:00", "", "请假", "", "请假", "年假04-02 上午到04-02 下午 1天", "", "", "", "", "", "", "", "", "1", ""}}})
}

func TestDingTalk(t *testing.T) {
	e := read(t, "d.xlsx", dingSample(t))
	if e.Layout != "dingtalk" || e.First != workcal.DateOf(2026, 4, 1) || e.Last != workcal.DateOf(2026, 4, 2) {
		t.Errorf("layout %s, %v to %v", e.Layout, e.First, e.Last)
	}
	same(t, "punches", list(e),
		"甲一 2026-04-01 08:23", "甲一 2026-04-01 18:06",
		"甲一 2026-04-02 08:30 correction", "甲一 2026-04-02 24:57 field")
	same(t, "dropped", dropped(e),
		"d.xlsx:原始记录:5:H 导出表里已作废：此记录已被更新",
		"d.xlsx:原始记录:9:H 没有打卡时间（缺卡）",
		"d.xlsx:原始记录:10:H 没有姓名和工号")
	if len(e.People) != 2 || e.People[0].ID != "007" || !e.People[1].Left || e.People[1].Name != "乙二" {
		t.Errorf("people %+v", e.People)
	}
	var got []string
	for _, s := range e.Shifts {
		got = append(got, fmt.Sprint(e.People[s.Person].Name, " ", s.Date, " ", s.Kind, " ", s.Exempt, " ", s.Granted.Leave, " ", *s.Granted.Overtime))
	}
	// 0.5 of 事假(小时) is 30 minutes, 1 of 年假(天) is 480; two hours of overtime.
	same(t, "shifts", got, "甲一 2026-04-01 work false map[] [120 0 0]", "甲一 2026-04-02 work false map[personal:30] [0 0 0]",
		"乙二 2026-04-01 work true map[] [0 0 0]", "乙二 2026-04-02 work false map[annual:480] [0 0 0]")
	got = nil
	for _, l := range e.Leave {
		got = append(got, fmt.Sprint(l.Name, " ", l.Kind, " ", l.From, " ", l.To))
	}
	same(t, "leave", got, "事假 personal 2026-03-30 09:00 2026-04-02 08:30", "年假 annual 2026-04-02 00:00 2026-04-03 00:00")
}

// Without 原始记录 the punches come from 打卡时间, else from 每日统计.
func TestDingTalkOtherSheets(t *testing.T) {
	title := []any{"打卡时间 统计日期：2026-04-30 至 2026-05-01"}
	e := read(t, "d.xlsx", workbook(t, sheetOf{"打卡时间", [][]any{title, {"报表生成时间：2026-05-06 10:13"}, {"姓名", "部门", "UserId", "30", "五"},
		{"甲一", "一部\n二部", "u1", "08:23  \n18:06  ", "08:07外勤\n次日 00:57  "}}}))
	same(t, "punches", list(e), "甲一 2026-04-30 08:23", "甲一 2026-04-30 18:06", "甲一 2026-05-01 08:07 field", "甲一 2026-05-01 24:57")
	e = read(t, "d.xlsx", workbook(t, sheetOf{"每日统计", [][]any{{"每日统计表 统计日期：2021-04-12 至 2021-04-12"}, {"报表生成时间：2021-04-18 14:58"},
		{"姓名", "UserId", "日期", "班次", "上班1", "", "下班1", "", "关联的审批单"}, {"", "", "", "", "打卡时间", "打卡结果", "打卡时间", "打卡结果"},
		{"甲一", "u1", "21-04-12 星期一", "A 08:30-11:30", "08:24", "正常", "11:48", "正常"}}}))
	same(t, "punches", list(e), "甲一 2021-04-12 08:24", "甲一 2021-04-12 11:48")
}

// differences prints what an audit found: person, day, field, theirs, ours, cause.
func differences(a *Audit) (out []string) {
	for _, d := range a.Differences {
		out = append(out, fmt.Sprint(d.Person, " ", d.Date, " ", d.Field, " ", d.Theirs, " ", d.Ours, " ", d.Cause))
	}
	return out
}

// agrees checks how many person-days of each field were compared and agree.
func agrees(t *testing.T, a *Audit, want map[string]Count) {
	t.Helper()
	for _, f := range AuditFields {
		if a.Fields[f.Key] != want[f.Key] {
			t.Errorf("%s: %+v, want %+v", f.Key, a.Fields[f.Key], want[f.Key])
		}
	}
}

// The invented report: six people on ten days, of which seven are worked. 乙二
// punches 14 times less one outing, 丁四 14 less two missing and the one that the
// list does not hold, 戊五 14 less five and two on a Saturday, 己六 14; three rows are
// void, and the sheet that somebody made of the result is named. DingTalk's words are there for 7 days of 甲一, 乙二, 己六 and 8 of 丁四 and 戊五.
func TestDingTalkReport(t *testing.T) {
	e := lookAlike(t, "dingtalk_2026-04.xlsx")
	if e.Layout != "dingtalk" || len(e.Punches) != 13+12+11+14 || len(e.People) != 6 || len(e.Shifts) != 60 || len(e.Dropped) != 3+1 || len(e.Leave) != 5 || len(e.Overtime) != 3 {
		t.Errorf("%s, %d punches, %d people, %d person-days, %d dropped, %d leaves, %d overtime", e.Layout, len(e.Punches), len(e.People), len(e.Shifts), len(e.Dropped), len(e.Leave), len(e.Overtime))
	}
	if n := len(e.Punches) + len(e.Dropped) - 1 + len(e.Shifts); n != e.Rows {
		t.Errorf("%d lines used or dropped of %d", n, e.Rows)
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	all := Count{60, 60}
	agrees(t, a, map[string]Count{"late_minutes": all, "early_minutes": all, "missing": all, "absent_days": all, "attended_days": {60, 59}, "result": {37, 36}, "overtime_minutes": all})
	// A punch on a rest day makes it a day attended, and so does one on a day of
	// leave. The outing until 17:29 does not reach the end at 17:30, and 08:25 of the
	// next morning stands in the result alone.
	if s := a.Settings; !s.RestDayCounts || !s.LeaveDayCounts || s.OneMissing != 1 || s.Grace != (attendance.Grace{}) || s.Flex != (attendance.Flex{}) {
		t.Errorf("settings %+v", s)
	}
	same(t, "differences", differences(a), "乙二 2026-04-09 result away ok leave-past-its-span", "丁四 2026-04-05 attended_days 1 0 punch-unseen")
}

// Three pairs a day: four people on five days, six boundaries a day less two on the
// two days of 新人周四, 116. No punch stands for 3 of 甲一, 8 of 乙二 and 3 of 丁四.
// DingTalk lets a leave that ended five minutes before the shift excuse 35 minutes,
// and counts a punch at 12:32 that its list does not hold.
func TestDingTalkThreePairs(t *testing.T) {
	e := lookAlike(t, "dingtalk_2021_3shifts.xlsx")
	if len(e.Punches) != 116-14 || len(e.People) != 4 || len(e.Dropped) != 3 {
		t.Errorf("%d punches, %d people, %d dropped", len(e.Punches), len(e.People), len(e.Dropped))
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	all, most := Count{20, 20}, Count{20, 19}
	agrees(t, a, map[string]Count{"late_minutes": most, "early_minutes": all, "missing": most, "absent_days": all, "attended_days": all, "result": most})
	if a.Settings.ShiftDays["新人周四"] != 2 {
		t.Errorf("settings %+v", a.Settings)
	}
	same(t, "differences", differences(a), "乙二 2021-04-14 late_minutes 0 35 leave-past-its-span",
		"乙二 2021-04-14 result leave+missing late+missing leave-past-its-span", "丁四 2021-04-14 missing 2 3 punch-unseen")
}

// The real report: every raw row is a punch or dropped with a reason, and the
// counts are those of an independent reading (openpyxl): 7,606 raw rows, of
// which 245 are void, and 6,030 person-days of 201 people.
func TestDingTalkReal(t *testing.T) {
	e := shared(t, "dingtalk_2026-04.xlsx")
	if len(e.Punches) != 7361 || len(e.People) != 201 || len(e.Shifts) != 6030 {
		t.Errorf("%d punches, %d people, %d person-days", len(e.Punches), len(e.People), len(e.Shifts))
	}
	if n := len(e.Punches) + len(e.Dropped) - 1 + len(e.Shifts); n != e.Rows {
		t.Errorf("%d lines used or dropped of %d", n, e.Rows)
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"late_minutes", "early_minutes", "missing", "absent_days"} {
		if c := a.Fields[f]; c.Equal != c.Compared || c.Compared != 6030 {
			t.Errorf("%s: %d of %d", f, c.Equal, c.Compared)
		}
	}
	if c := a.Fields["attended_days"]; c.Compared-c.Equal > 1 {
		t.Errorf("attended: %d of %d", c.Equal, c.Compared)
	}
	for _, d := range a.Differences {
		if d.Cause == "unknown" {
			t.Errorf("no cause named: %+v", d)
		}
	}
}

// Three pairs a day. DingTalk lets a leave that ended five minutes before the
// shift excuse one lateness, and counts a punch of a request not in its list.
func TestDingTalk2021Real(t *testing.T) {
	e := shared(t, "dingtalk_2021_3shifts.xlsx")
	if len(e.Punches) != 1074 || len(e.People) != 67 {
		t.Errorf("%d punches, %d people", len(e.Punches), len(e.People))
	}
	a, err := e.Audit()
	if err != nil {
		t.Fatal(err)
	}
	for f, most := range map[string]int{"late_minutes": 1, "early_minutes": 0, "missing": 2, "absent_days": 0, "attended_days": 0, "result": 1} {
		if c := a.Fields[f]; c.Compared != 335 || c.Compared-c.Equal > most {
			t.Errorf("%s: %d of %d", f, c.Equal, c.Compared)
		}
	}
}

// A grace of five minutes that is taken off: 6 minutes late count as 1.
func TestAuditInfersGrace(t *testing.T) {
	for _, c := range []struct {
		pairs []pair
		want  attendance.Grace
	}{
		{[]pair{{3, 3}, {20, 20}}, attendance.Grace{}},
		{[]pair{{3, 0}, {5, 0}, {6, 1}, {20, 15}}, attendance.Grace{Minutes: 5, Inclusive: true, Subtract: true}},
		{[]pair{{3, 0}, {5, 0}, {6, 6}, {20, 20}}, attendance.Grace{Minutes: 5, Inclusive: true}},
		{nil, attendance.Grace{}},
	} {
		if got := grace(c.pairs); got != c.want {
			t.Errorf("%v: got %+v, want %+v", c.pairs, got, c.want)
		}
	}
}
