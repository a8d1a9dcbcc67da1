package punch

import (
	"fmt"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/table"
)

// days returns a row of the days [from, to], after n empty cells.
func days(n, from, to int) (row []any) {
	for range n {
		row = append(row, nil)
	}
	for d := from; d <= to; d++ {
		row = append(row, d)
	}
	return row
}

// gridSample is a workbook with plan, counts, a grid and days out of order: two
// people, 2 to 5 March 2026 (Monday to Thursday), 09:00-17:00 on the first three.
func gridSample(t testing.TB) []byte {
	return workbook(t,
		sheetOf{"排班信息", [][]any{
			{"", "排 班 信 息 表"},
			{"统计日期：", "2026-03-02 ~ 2026-03-05", nil, "特殊班次: 25-请假, 26-出差, 空-节假日"},
			{"工号", "姓名", "部门", 2, 3, 4, 5},
			{nil, nil, nil, "一", "二", "三", "四"},
			{"7", "甲一", "客服", 1, 1, 1},
			{"8", "乙二", "客服", 1, 25, 26},
		}},
		sheetOf{"考勤汇总", [][]any{
			{"考 勤 汇 总 表"},
			{"统计日期：", "2026-03-02 ~ 2026-03-05"},
			{"工号", "姓名", "部门", "工作时数", nil, "迟到", nil, "早退", nil, "出勤天数\n(标准/实际)", "出差\n(天)", "旷工\n(天)"},
			{nil, nil, nil, "标准", "实际", "次数", "分数", "次数", "分数"},
			{"7", "甲一", "客服", "24:00", "7:48", 1, 12, 1, 3, "3/2", 0, 1},
			{"8", "乙二", "客服", "8:00", "0:00", 0, 0, 0, 0, " 1/ 1", 1, 0},
		}},
		sheetOf{"考勤记录", [][]any{
			{"考 勤 记 录 表"},
			{"考勤时间", nil, "2026-03-02 ~ 2026-03-05", nil, "制表时间", "2026-04-01"},
			days(0, 1, 31),
			{"工 号:", nil, "7", nil, "姓 名:", "甲一", nil, "部 门:", "客服"},
			{nil, "09:1212:3016:57", "", "08:5917:02", nil, "08:00"},
			{"工 号：", nil, "8", nil, "姓 名:", "乙二", nil, "部 门:"},
			{nil, "08:58\n"},
		}},
		sheetOf{"异常统计", [][]any{
			{"异 常 统 计 表"},
			{"统计日期:", "2026-03-02 ~ 2026-03-05"},
			{"工号", "姓名", "部门", "日期", "第一时段", nil, "第二时段", nil, "迟到时间\n（分钟）", "早退时间\n（分钟）", "缺勤时间\n（分钟）"},
			{nil, nil, nil, nil, "上班", "下班", "上班", "下班"},
			{"7", "甲一", "客服", "2026-03-02", "09:12", "16:57", nil, nil, 12, 3, 0},
			{"7", "甲一", "客服", "2026-03-03", nil, nil, nil, nil, 0, 0, 480},
			{"8", "乙二", "客服", "2026-03-02", "08:58", nil, nil, nil, 0, 0, 480},
		}},
	)
}

func TestClockGrid(t *testing.T) {
	e := read(t, "f", gridSample(t))
	if e.Layout != "clock" || e.First.String() != "2026-03-02" || e.Last.String() != "2026-03-05" {
		t.Errorf("layout %s, %v to %v", e.Layout, e.First, e.Last)
	}
	same(t, "punches", list(e), "甲一 2026-03-02 09:12", "甲一 2026-03-02 12:30", "甲一 2026-03-02 16:57", "甲一 2026-03-04 08:59", "甲一 2026-03-04 17:02", "乙二 2026-03-02 08:58")
	same(t, "dropped", dropped(e), "f:考勤记录:5:F 这一天不在考勤日期范围内") // the 6th
	if len(e.Totals) != 2 {
		t.Fatalf("totals %+v", e.Totals)
	}
	got := e.Totals[0]
	got.Where = table.Pos{}
	if want := (Total{Person: 0, Due: 3, Attended: 2, Absent: 1, LateTimes: 1, LateMinutes: 12, EarlyTimes: 1, EarlyMinutes: 3, Minutes: 24 * 60}); got != want {
		t.Errorf("total %+v", got)
	}
	if got := e.Totals[1]; got.Due != 1 || got.Attended != 1 {
		t.Errorf("total %+v", got)
	}
}

// 员工刷卡记录表: under each person the days once more, not from 1, over the end of
// a month; a time cut off by hand, one written as a fraction of the day (11:37 is
// 0.484027…), remarks, and figures below the punches.
func TestClockBlocks(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"员工刷卡记录表", [][]any{
		{nil, "员 工 刷 卡 记 录 表"},
		{nil, nil, nil, nil, "考勤日期：2026-1-30～2026-2-2"},
		{nil, nil, nil, nil, "制表时间：2026-7-19 14:43:43"},
		{nil, "工号：", nil, 2, "姓名：", "甲一", "部门：", "客服"},
		{nil, 30, 31, 1, 2, "上班天数", "加班小时"},
		{nil, "8:01\n11:42\n12:01\n\n\n21:03", "\n\n\n\n\n", "11:35\n2", 0.4840277777777778, 3, "请假一天"},
		{nil, 1.5, nil, 0.5},
		{nil, "工号：3", nil, nil, "姓名：乙二"},
		{nil, 30, 31, 1, 2, "上班天数", "加班小时"},
		{nil, "\n\n", "请假3小时", "7:59\n次日 0:30"},
	}}))
	same(t, "punches", list(e),
		"甲一 2026-01-30 08:01", "甲一 2026-01-30 11:42", "甲一 2026-01-30 12:01", "甲一 2026-01-30 21:03",
		"甲一 2026-02-01 11:35", "甲一 2026-02-02 11:37", "乙二 2026-02-01 07:59", "乙二 2026-02-02 00:30")
	same(t, "dropped", dropped(e),
		`f:员工刷卡记录表:6:D 打卡时间 "2" 读不懂`, "f:员工刷卡记录表:6:G 备注，不是打卡",
		"f:员工刷卡记录表:7:B 手填的数字，不是打卡", "f:员工刷卡记录表:7:D 手填的数字，不是打卡",
		`f:员工刷卡记录表:10:C 打卡时间 "请假3小时" 读不懂`)
	if e.Rows != len(e.Punches)+len(e.Dropped) || e.People[1].ID != "3" {
		t.Errorf("%d rows, %d used, %d dropped, people %+v", e.Rows, len(e.Punches), len(e.Dropped), e.People)
	}
}

// cardSample is a sheet of cards for two people and an empty third place, 1 to 3
// November 2026. 0.33819389 is 8:07 as a float of 32 bits: 29,219.95 s, which cut
// off would be 8:06.
func cardSample(t testing.TB) []byte {
	heads := []any{}
	for range 3 {
		heads = append(heads, "上班", nil, "下班", "上班", "下班", "签到", "签退", nil)
	}
	return workbook(t, sheetOf{"1,2", [][]any{
		{nil, "员 工 考 勤 表"},
		{"部门", "客服", nil, "姓名", "甲一", nil, nil, nil, "部门", "客服", nil, "姓名", "乙二", nil, nil, nil, "部门", nil, nil, "姓名"},
		{"日期", "2026-11-01～2026-11-03", nil, "工号", 1, nil, nil, nil, "日期", "2026-11-01～2026-11-03", nil, "工号", 2, nil, nil, nil, "日期", nil, nil, "工号"},
		{"旷工\n(天)", "请假\n(天)", nil, nil, nil, nil, nil, nil, "旷工\n(天)"},
		{0, 0, nil, nil, nil, nil, nil, nil, 1},
		{"日 星\n期 期", "上午", nil, nil, "下午", nil, "加班"},
		append([]any{nil}, heads...),
		{"01 日", 0.3381938934326172, nil, 0.4826383590698242, "12:30", "17:00", nil, "20:00", "01 日", "旷工", nil, nil, nil, nil, nil, nil, "01 日"},
		{"02 一", nil, nil, nil, nil, nil, nil, "00:43+", "02 一", "08:00", nil, nil, "09:12 +", nil, nil, nil, "02 一"},
		{"03 二", "00:43", nil, nil, nil, nil, nil, nil, "03 二", "09:12", nil, nil, nil, nil, nil, nil, "03 二"},
	}})
}

func TestClockCards(t *testing.T) {
	e := read(t, "f", cardSample(t))
	same(t, "punches", list(e),
		"甲一 2026-11-01 08:07", "甲一 2026-11-01 11:35", "甲一 2026-11-01 12:30", "甲一 2026-11-01 17:00", "甲一 2026-11-01 20:00",
		"甲一 2026-11-03 00:43", "乙二 2026-11-02 08:00", "乙二 2026-11-03 09:12")
	same(t, "dropped", dropped(e), "f:1,2:10:B 同一次打卡在卡上已出现过", "f:1,2:10:J 同一次打卡在卡上已出现过")
}

// The same makers sell abroad.
func TestClockEnglish(t *testing.T) {
	grid := read(t, "f", workbook(t, sheetOf{"Att.log report", [][]any{
		{"Att. Time", "2026-11-01 ~ 2026-11-03"},
		days(0, 1, 3),
		{"ID:", "7", "Name:", "Li Si", "Dept.:", "Sales"},
		{"08:5918:02", nil, "09:00"},
	}}))
	same(t, "grid", list(grid), "Li Si 2026-11-01 08:59", "Li Si 2026-11-01 18:02", "Li Si 2026-11-03 09:00")
	cards := read(t, "f", workbook(t, sheetOf{"7", [][]any{
		{"Dept.", "Sales", "Name", "Li Si"}, {"Date", "2026-11-01 ~ 2026-11-03", "ID", 7},
		{nil, "In", "Out"},
		{"01 Su", "08:59", "18:02"},
	}}))
	same(t, "cards", list(cards), "Li Si 2026-11-01 08:59", "Li Si 2026-11-01 18:02")
}

// Where there is a grid the cards are not read again.
func TestClockGridAndCards(t *testing.T) {
	both := []sheetOf{
		{"刷卡记录", [][]any{
			{"考勤日期 : ", nil, "2026/11/01 ~ 11/03 (某公司)"},
			days(0, 1, 31),
			{"工 号：", nil, "1", nil, "姓 名:", "甲一"},
			{"08:07\n"},
		}},
		{"1.2", [][]any{
			{"姓名", "甲一"}, {"工号", "1"}, {"日期", "2026/11/01 ~ 11/03"},
			{nil, "上班", "下班"},
			{"01 日", "08:07"},
		}},
	}
	e := read(t, "f", workbook(t, both...))
	same(t, "punches", list(e), "甲一 2026-11-01 08:07")
	same(t, "dropped", dropped(e), "f:1.2 考勤卡与“刷卡记录”是同一批打卡，不再读")
}

// The same numbers mean different things in clocks of different makers.
func TestClockPlanLegend(t *testing.T) {
	for _, c := range []struct {
		legend string
		want   attendance.LeaveKind // of 26
	}{{"特殊班次: 25-请假, 26-出差, 空-节假日", attendance.Trip}, {"特殊班次: 25-出差, 26-病假, 空-节假日", attendance.Sick}} {
		e := read(t, "f", workbook(t,
			sheetOf{"排班", [][]any{
				{"统计日期：2026-03-02 ~ 2026-03-05", c.legend},
				{"员工号", "姓名", "部门", 2, 3, 4, 5},
				{1, "甲一", "客服", 1, 26, nil, 2},
			}},
			sheetOf{"考勤记录", [][]any{{"2026-03-02 ~ 2026-03-05"}, days(0, 2, 5), {"工号:", 1, "姓名:", "甲一"}, {"08:00"}}},
		))
		var got []string
		for _, s := range e.Shifts {
			got = append(got, fmt.Sprint(s.Date, " ", s.Kind, " ", s.Shift, " ", s.Leave))
		}
		word := map[attendance.LeaveKind]string{attendance.Trip: "出差", attendance.Sick: "病假"}[c.want]
		same(t, c.legend, got, "2026-03-02 free 1 ", "2026-03-03 leave "+word+" "+string(c.want), "2026-03-04 rest 节假日 ", "2026-03-05 free 2 ")
	}
}

func TestDayRun(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1,2,3,4", "1 2 3 4"},
		{"部门,30,31,1,2,合计", "30 31 1 2"},
		{"六,日,3,4,5,6,7,六,日,10,清明,12,六,日,合计", "1 2 3 4 5 6 7 8 9 10 11 12 13 14"},
		{"01 一,02 二,03 三", "01 一 02 二 03 三"},
		{"1,1,1,2", ""},
		{"工号,7,姓名,甲一", ""},
		{"3,40,41,42", ""},
	} {
		row := table.Row{Number: 1}
		for i, s := range strings.Split(c.in, ",") {
			row.Cells = append(row.Cells, table.Cell{Col: i + 1, Text: s})
		}
		var got []string
		for _, d := range dayRun(&row) {
			got = append(got, d.Text)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.in, g, c.want)
		}
	}
}

func TestDateRange(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2016-03-01 ~ 2016-03-31", "2016-03-01 2016-03-31"},
		{"2021/09/01 ~ 09/22 (某公司)", "2021-09-01 2021-09-22"},
		{"考勤日期:2020-8-1~2020-8-31", "2020-08-01 2020-08-31"},
		{"2025年12月26日至2026年1月25日", "2025-12-26 2026-01-25"},
		{"2026年2月考勤表", "2026-02-01 2026-02-28"},
		{"2026-02", "2026-02-01 2026-02-28"},
		{"制表时间:2020-7-19 14:43:43", ""},
		{"2026-03-31 ~ 2026-03-01", ""},
		{"2026-02-30 ~ 2026-03-01", ""},
	} {
		got := ""
		if a, b, ok := dateRange(c.in); ok {
			got = a.String() + " " + b.String()
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.in, got, c.want)
		}
	}
}

// The invented workbooks, by their makers in lookalike_clocks_test.go.
//
//   - Standard report: two people punch twice on 22 days; 甲一 not on the 17th (42),
//     乙二 once more on the 5th and once less on the 11th (44). 丁四 is on leave and
//     on a trip on two days, punches once on two and on a Saturday (20·2 − 2 + 2 =
//     40); 丙三 never. A plan for 4·31 days.
//   - Summary report: three people punch twice on 16 days (96); 甲一 once less on the
//     1st, 乙二 once more on the 2nd and once less on the 9th. Its two sheets of
//     cards repeat the grid. A plan for 4·22 days.
//   - Swipe blocks: 甲一 28·2, 乙二 30·3 and 1 on the 21st, 丙三 29·4 and 1 on the 5th:
//     264. Dropped: six figures, two remarks beside the days, half a time and a
//     remark under days.
//   - Cards: 甲一 30·4 and 3·2 for overtime, 乙二 30·4 + 2, 丙三 none, 丁四 30·4, 戊五
//     26·4 and 2 of overtime alone, 己六 29·4 + 1: 591. A plan for 6·30 days.
func TestClockBooks(t *testing.T) {
	for _, c := range []struct {
		file                              string
		people, punches, rows, drop, plan int
	}{
		{"clock_standard_report.xls", 4, 126, 126, 0, 4 * 31},
		{"clock_summary_report.xls", 4, 95, 95, 2, 4 * 22},
		{"clock_swipe_blocks.xls", 3, 264, 264 + 10, 10, 0},
		{"clock_three_abreast.xls", 6, 591, 591, 0, 6 * 30},
	} {
		e := lookAlike(t, c.file)
		if e.Layout != "clock" || len(e.People) != c.people || len(e.Punches) != c.punches || e.Rows != c.rows || len(e.Dropped) != c.drop || len(e.Shifts) != c.plan {
			t.Errorf("%s: %s, %d people, %d punches of %d, %d dropped, %d plans", c.file, e.Layout, len(e.People), len(e.Punches), e.Rows, len(e.Dropped), len(e.Shifts))
		}
	}
	same(t, "dropped of the summary report", dropped(lookAlike(t, "clock_summary_report.xls")),
		"clock_summary_report.xls:61.62.63 考勤卡与“刷卡记录”是同一批打卡，不再读", "clock_summary_report.xls:64 考勤卡与“刷卡记录”是同一批打卡，不再读")
	const blocks = "clock_swipe_blocks.xls:员工刷卡记录表:"
	same(t, "dropped of the blocks", dropped(lookAlike(t, "clock_swipe_blocks.xls")),
		blocks+"7:AI 备注，不是打卡", blocks+`12:V 打卡时间 "2" 读不懂`, blocks+"12:AJ 备注，不是打卡",
		blocks+"13:D 手填的数字，不是打卡", blocks+"13:E 手填的数字，不是打卡", blocks+"13:F 手填的数字，不是打卡", blocks+"13:H 手填的数字，不是打卡",
		blocks+"13:J 手填的数字，不是打卡", blocks+"13:W 手填的数字，不是打卡", blocks+`17:W 打卡时间 "请假3小时" 读不懂`)
}

// Real workbooks. The punches were counted by a script apart from this program:
// times (d:dd) in the cells of the grid or of the cards, and fractions of a day.
// In the blocks it also found 41 figures, 2 remarks beside the days, a remark and
// half a time under days.
func TestClockBooksReal(t *testing.T) {
	for _, c := range []struct {
		file                              string
		people, punches, rows, drop, plan int
	}{
		{"clock_standard_report.xls", 74, 2541, 2541, 0, 74 * 31},
		{"clock_summary_report.xls", 38, 891, 891, 13, 38 * 22}, // 13 sheets of cards
		{"clock_swipe_blocks.xls", 28, 762, 762 + 45, 45, 0},
		{"clock_three_abreast.xls", 63, 2711, 2711, 0, 63 * 30},
	} {
		e := shared(t, c.file)
		if len(e.People) != c.people || len(e.Punches) != c.punches || e.Rows != c.rows || len(e.Dropped) != c.drop || len(e.Shifts) != c.plan {
			t.Errorf("%s: %d people, %d punches of %d, %d dropped, %d plans", c.file, len(e.People), len(e.Punches), e.Rows, len(e.Dropped), len(e.Shifts))
		}
	}
}

func FuzzClockBooks(f *testing.F) {
	f.Add(gridSample(f))
	f.Add(cardSample(f))
	f.Add([]byte("2026-03-02 ~ 2026-03-05,,,\n2,3,4,5\n工号:,7,姓名:,甲一\n08:5917:02,09:12 +,次日 0:30,0.5\n"))
	f.Add([]byte("姓名,甲一,,姓名,乙二,\n日期,2026-11-01~2026-11-03,,,,\n,上班,下班,,上班,下班\n01 日,08:00,17:00,01 日,08:00,\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := table.Read("f", data, table.Limits{UnzipBytes: 4 << 20, Rows: 500})
		if err != nil {
			return
		}
		e, err := Read(b)
		if err != nil {
			return
		}
		for _, p := range e.Punches {
			if p.Person < 0 || p.Person >= len(e.People) {
				t.Fatalf("person %d of %d", p.Person, len(e.People))
			}
		}
	})
}
