package punch

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"paiban/internal/table"
)

// flow is a list of two people, in before nine and out after six, on n days.
func flow(n int) [][]any {
	rows := [][]any{{"姓名", "打卡时间"}}
	for d := range n {
		for _, who := range []string{"甲一", "乙二"} {
			day := "2026-09-0" + string(rune('1'+d))
			rows = append(rows, []any{who, day + " 08:55:00"}, []any{who, day + " 18:04:00"})
		}
	}
	return rows
}

// pivot is a table that somebody made by hand, five dates and a mark for each.
func pivot(names ...string) [][]any {
	rows := [][]any{{nil, "2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-05"}}
	for _, n := range names {
		rows = append(rows, []any{n, "√", "正常", "√", "√", "正常"})
	}
	return rows
}

// A sheet is read by its own layout whatever stands beside it: two people on five
// days are 20 punches. A pivot of the same people says nothing new and is named; one
// of somebody else is that person's sheet.
func TestListBesideOtherSheets(t *testing.T) {
	leave := [][]any{{"姓名", "请假类型", "开始时间", "结束时间"}, {"甲一", "事假", "2026-09-06 09:00", "2026-09-06 18:00"}}
	byHand := "f:统计 手工表里 2 人的打卡已在别的表里，按打卡算，手工填的没有用上"
	for _, c := range []struct {
		name   string
		sheets []sheetOf
		leaves int
		plans  int
		drops  []string
	}{
		{"pivot", []sheetOf{{"打卡记录", flow(5)}, {"统计", pivot("甲一", "乙二")}}, 0, 0, []string{byHand}},
		{"pivot first", []sheetOf{{"统计", pivot("乙二", "甲一")}, {"打卡记录", flow(5)}}, 0, 0, []string{byHand}},
		{"pivot of one more", []sheetOf{{"打卡记录", flow(5)}, {"统计", pivot("甲一", "乙二", "丙三", "合计")}}, 0, 5, []string{byHand}},
		{"days of no month", []sheetOf{{"打卡记录", flow(5)}, {"统计", [][]any{append([]any{"姓名"}, numbers(31)...), {"甲一", "√"}}}}, 0, 0,
			[]string{"f:统计 这张表没有用上：只有日子，没有写是哪年哪月"}},
		{"leave", []sheetOf{{"打卡记录", flow(5)}, {"请假", leave}}, 1, 0, nil},
		{"leave first", []sheetOf{{"请假", leave}, {"打卡记录", flow(5)}}, 1, 0, nil},
		{"counts", []sheetOf{{"透视", [][]any{{"姓名", "出勤天数", "迟到次数", "迟到时长"}, {"甲一", 5, 0, 0}}}, {"打卡记录", flow(5)}}, 0, 0,
			[]string{"f:透视 这张表没有用上：它是汇总（天数、次数），没有打卡时间"}},
		{"something else", []sheetOf{{"打卡记录", flow(5)}, {"说明", [][]any{{"导出人", "人事"}, {"导出时间", "10月"}}}, {"Sheet3", nil}}, 0, 0,
			[]string{"f:说明 这张表没有用上：不是打卡、请假、加班或补卡；表头：导出人、人事"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := read(t, "f", workbook(t, c.sheets...))
			if e.Layout != "list" || len(e.Punches) != 20 || len(e.Leave) != c.leaves || len(e.Shifts) != c.plans {
				t.Errorf("%s: %d punches, %d leaves, %d plans", e.Layout, len(e.Punches), len(e.Leave), len(e.Shifts))
			}
			same(t, "dropped", dropped(e), c.drops...)
		})
	}
}

func numbers(n int) (out []any) {
	for i := range n {
		out = append(out, i+1)
	}
	return out
}

// dingBook is a report of one person on three days, with the sheets named.
func dingBook(t testing.TB, raw [][]any, more ...sheetOf) []byte {
	title := func(s string) []any { return []any{s + " 统计日期：2026-10-12 至 2026-10-14"} }
	made := []any{"报表生成时间：2026-11-02 09:33"}
	daily := [][]any{title("每日统计"), made,
		{"姓名", "考勤组", "部门", "工号", "UserId", "日期", "班次", "上班1打卡时间", "上班1打卡结果", "下班1打卡时间", "下班1打卡结果"}, {}}
	for i, in := range []string{"08:21", "08:34", "08:29"} {
		daily = append(daily, []any{"甲一", "客服", "一组", "K1", "u1", "26-10-1" + string(rune('2'+i)), "早班 08:30-17:30", in, "正常", "17:41", "正常"})
	}
	sheets := []sheetOf{{"原始记录", append([][]any{title("原始记录"), made,
		{"姓名", "考勤组", "部门", "工号", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果"}}, raw...)}, {"每日统计", daily}}
	return workbook(t, append(sheets, more...)...)
}

// A sheet of punches that is empty, or ends before the report does, or lacks a
// person, hides nothing: the times of the days that it does not cover come from 每日统计.
func TestDingTalkRawSheetIncomplete(t *testing.T) {
	raw := func(name, id, user, day, clock string) []any {
		return []any{name, "客服", "一组", id, user, "26-10-" + day, "", "2026-10-" + day + " " + clock, "正常"}
	}
	all := []string{"甲一 2026-10-12 08:21", "甲一 2026-10-12 17:41", "甲一 2026-10-13 08:34", "甲一 2026-10-13 17:41", "甲一 2026-10-14 08:29", "甲一 2026-10-14 17:41"}
	for _, c := range []struct {
		name, note string
		raw        [][]any
		want       []string
	}{
		{"no rows", "“原始记录”里没有一次打卡，打卡时间取自“每日统计”", nil, all},
		{"ends early", "前面的表没有的 4 次打卡，取自“每日统计”", [][]any{raw("甲一", "K1", "u1", "12", "08:21"), raw("甲一", "K1", "u1", "12", "17:41")}, all},
		{"another person only", "前面的表没有的 6 次打卡，取自“每日统计”", [][]any{raw("乙二", "K2", "u2", "12", "08:30"), raw("乙二", "K2", "u2", "14", "08:30")},
			append([]string{"乙二 2026-10-12 08:30", "乙二 2026-10-14 08:30"}, all...)},
	} {
		e := read(t, "f", dingBook(t, c.raw))
		same(t, c.name, list(e), c.want...)
		var notes []string
		for _, n := range e.Notes {
			notes = append(notes, n.ZH)
		}
		same(t, c.name+", notes", notes, c.note)
	}
}

// HR adds a sheet of leave to the book of DingTalk: it is read too.
func TestDingTalkBesideLeave(t *testing.T) {
	e := read(t, "f", dingBook(t, nil, sheetOf{"请假", [][]any{{"姓名", "请假类型", "开始时间", "结束时间"}, {"甲一", "事假", "2026-10-15 09:00", "2026-10-15 18:00"}}}))
	if len(e.Punches) != 6 || len(e.Leave) != 1 || e.Layout != "dingtalk" {
		t.Errorf("%s: %d punches, %d leaves", e.Layout, len(e.Punches), len(e.Leave))
	}
}

// Days and counts without times: what to export instead is said, for any app.
func TestSummaryAlone(t *testing.T) {
	for _, sheets := range [][]sheetOf{
		{{"月度汇总", [][]any{{"月度汇总 统计日期：2026-10-01 至 2026-10-31"}, {"报表生成时间：2026-11-02"}, {"姓名", "考勤组", "出勤天数", "休息天数", "迟到次数", "迟到时长(分钟)"}, {}, {"甲一", "客服", 22, 9, 1, 4}}}},
		{{"月报", [][]any{{"姓名", "账号", "实际出勤天数", "迟到次数(次)", "早退次数(次)", "加班时长(小时)"}, {"甲一", "jy", 22, 1, 0, 3}}}},
		{{"说明", [][]any{{"导出说明"}}}, {"汇总", [][]any{{"工号", "姓名", "出勤天数", "加班时长", "迟到次数"}, {"1", "甲一", 22, 1, 0}}}},
	} {
		b, err := table.Read("f", workbook(t, sheets...), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Read(b)
		if err == nil || !slices.ContainsFunc(sheets, func(s sheetOf) bool { return strings.Contains(err.Error(), s.name) }) ||
			!strings.Contains(err.Error(), "每日统计") || !strings.Contains(err.Error(), "原始记录") {
			t.Errorf("%v", err)
		}
	}
}

// One workbook with everything: each sheet is read for what it is. A table of every
// day that was made from the list repeats its punches, which count once; one of
// departments has no people.
func TestBookOfAllSheets(t *testing.T) {
	var days [][]any
	for _, r := range flow(5)[1:] {
		at := r[1].(string)
		days = append(days, []any{r[0], at[:10], at[11:]})
	}
	e := read(t, "f", workbook(t,
		sheetOf{"打卡", flow(5)},
		sheetOf{"每日", append([][]any{{"姓名", "日期", "时间"}}, days...)},
		sheetOf{"请假", [][]any{{"姓名", "请假类型", "开始时间", "结束时间"}, {"甲一", "事假", "2026-09-06 09:00", "2026-09-06 18:00"}}},
		sheetOf{"加班", [][]any{{"姓名", "加班日期", "开始时间", "结束时间"}, {"乙二", "2026-09-02", "2026-09-02 18:00", "2026-09-02 20:00"}}},
		sheetOf{"补卡", [][]any{{"姓名", "补卡时间", "补卡原因"}, {"甲一", "2026-09-03 09:00", "忘带卡"}}},
		sheetOf{"2026年9月", [][]any{append([]any{"部门"}, numbers(7)...), {"客服", 2, 2, 2}}}))
	if len(e.People) != 2 || len(e.Punches) != 20 || len(e.Leave) != 1 || len(e.Overtime) != 1 || len(e.Corrections) != 1 {
		t.Errorf("%d people, %d punches, %d leaves, %d overtime, %d corrections", len(e.People), len(e.Punches), len(e.Leave), len(e.Overtime), len(e.Corrections))
	}
	if len(e.Notes) != 1 || e.Notes[0].ZH != "“每日”里有 20 次打卡在前面的表里已有，只算一次" {
		t.Errorf("notes %v", e.Notes)
	}
	same(t, "dropped", dropped(e), "f:2026年9月 这张表没有用上：不是打卡、请假、加班或补卡；表头：部门、1、2、3、4、5、6、7")
}

// Numbers of orders or phones in place of people are said to look so; people of a
// clock, with their punches, are not.
func TestNumbersTakenForPeople(t *testing.T) {
	for _, c := range []struct {
		number string
		each   int
		told   bool
	}{{"SO2026%06d", 1, true}, {"138%08d", 1, true}, {"10%02d", 1, false}, {"2026%06d", 4, false}} {
		rows := [][]any{{"编号", "时间"}}
		for i := range 40 * c.each {
			rows = append(rows, []any{fmt.Sprintf(c.number, i/c.each), fmt.Sprintf("2026-09-0%d 08:%02d", 1+i%c.each, i/c.each)})
		}
		e := read(t, "f", workbook(t, sheetOf{"s", rows}))
		if told := len(e.Notes) == 1 && strings.Contains(e.Notes[0].ZH, "订单号"); told != c.told || len(e.People) != 40 {
			t.Errorf("%s: %d people, %v", c.number, len(e.People), e.Notes)
		}
	}
}
