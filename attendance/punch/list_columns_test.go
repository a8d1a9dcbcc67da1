package punch

import (
	"strings"
	"testing"

	"paiban/internal/table"
)

// Which columns hold punches is decided by what stands below the headings.
func TestColumnsOfAList(t *testing.T) {
	two := []string{"甲一 2026-06-03 08:58", "甲一 2026-06-03 22:05", "甲一 2026-06-04 09:12", "甲一 2026-06-04 18:01"}
	// A row for each of two days: in and out, then what the columns beside them say.
	days := func(heads []any, first, second []any) [][]any {
		return [][]any{
			append([]any{"考勤号码", "姓名", "日期", "签到时间", "签退时间"}, heads...),
			append([]any{"7", "甲一", "2026/6/3", "08:58", "22:05"}, first...),
			append([]any{"7", "甲一", "2026/6/4", "09:12", "18:01"}, second...),
		}
	}
	// A row for each of the four moments.
	moments := func(heads []any, more [4][]any) (rows [][]any) {
		rows = append(rows, heads)
		for i, at := range []string{"2026/6/3 星期三 8:58", "2026/6/3 星期三 22:05", "2026-06-04 09:12:40", "2026年6月4日 18:01"} {
			rows = append(rows, append([]any{"甲一", at}, more[i]...))
		}
		return rows
	}
	for _, c := range []struct {
		name  string
		rows  [][]any
		want  []string
		drops []string
	}{
		// 22:05 − 08:58 = 13:07 hours, 18:01 − 09:12 = 8:49.
		{"spans under their words", days([]any{"迟到时间", "加班时间", "工作时间", "出勤时间"}, []any{nil, "04:05", "09:00", "13:07"}, []any{"00:12", nil, "08:49", "08:49"}), two, nil},
		{"spans under words of punches", days([]any{"考勤时间"}, []any{"13:07"}, []any{"08:49"}), two, nil},
		{"spans as fractions of a day", days([]any{"上下班间隔"}, []any{13*60/1440.0 + 7/1440.0}, []any{8*60/1440.0 + 49/1440.0}), two, nil},
		{"spans in hours", days([]any{"出勤工时", "实际工作时间"}, []any{13.12, 12.1}, []any{8.82, 7.8}), two, nil},
		{"words beside the times", days([]any{"打卡类型", "签到结果"}, []any{"上班打卡", "正常"}, []any{"下班打卡", "迟到"}), two, nil},
		{"moments under a word of spans", moments([]any{"姓名", "出勤时间"}, [4][]any{}), two, nil},
		{"moments under a new word", moments([]any{"员工姓名", "过闸时刻"}, [4][]any{}), two, nil},
		{"when the file was written is no punch", moments([]any{"姓名", "刷卡时间", "导入时间", "更新时间"}, [4][]any{{"2026-07-01 10:00", "2026-07-01 10:00"}}), two, nil},
		{"moments of both sides", [][]any{{"姓名", "签到时间", "签退时间"}, {"甲一", "2026-06-03 08:58", "2026-06-03 22:05"}, {"甲一", "2026-06-04 09:12", "2026-06-04 18:01"}}, two, nil},
		{"not clocked", [][]any{{"姓名", "日期", "上班打卡时间", "下班打卡时间"}, {"甲一", "2026-06-03", "08:58", "22:05"}, {"甲一", "2026-06-04", "--", "缺卡(-)"}}, two[:2], nil},
		{"halves of the day", [][]any{{"Name", "Date", "Clock In", "Clock Out"}, {"甲一", "2026-06-03", "8:58 AM", "10:05 PM"}, {"甲一", "2026-06-04", "09:12 am", "6:01 pm"}}, two, nil},
		{"traditional characters", [][]any{{"員工編號", "姓名", "簽到日期", "簽到時間", "簽退時間"}, {"1", "甲一", "2026/6/3", "08:58", "22:05"}, {"1", "甲一", "2026/6/4", "09:12", "18:01"}}, two, nil},
		// In at 22:00 and out at 06:00 is a night.
		{"nights", [][]any{{"姓名", "日期", "签到时间", "签退时间"}, {"甲一", "2026-06-03", "22:00", "06:02"}, {"甲一", "2026-06-04", nil, "06:01"}}, []string{"甲一 2026-06-03 22:00", "甲一 2026-06-04 06:02", "甲一 2026-06-04 06:01"}, nil},
		{"not valid", moments([]any{"姓名", "打卡时间", "是否有效"}, [4][]any{{"否"}, {"是"}, {"是"}, {""}}), two[1:], []string{"f:s:2 导出表里已作废：是否有效=否"}},
		{"not valid, in other words", moments([]any{"姓名", "打卡时间", "有效性"}, [4][]any{{"有效"}, {"无效"}, {"有效"}, {"异常"}}), []string{two[0], two[2]},
			[]string{"f:s:3 导出表里已作废：有效性=无效", "f:s:5 导出表里已作废：有效性=异常"}},
		{"void", moments([]any{"姓名", "打卡时间", "打卡状态", "是否作废"}, [4][]any{{"正常", "否"}, {"正常", "是"}, {"无效打卡", "否"}, {"迟到", "否"}}), []string{two[0], two[3]},
			[]string{"f:s:3 导出表里已作废：是否作废=是", "f:s:4 导出表里已作废：无效打卡"}},
		{"no names", [][]any{{"姓名", "打卡时间"}, {"甲一", "2026-06-03 08:58"}, {"缺卡", "2026-06-03 22:05"}, {"08:20", "2026-06-03 22:05"}, {"合计", "2次"}}, two[:1],
			[]string{`f:s:3:A "缺卡" 不是姓名`, `f:s:4:A "08:20" 不是姓名`, `f:s:5:A "合计" 不是姓名`}},
	} {
		e := read(t, "f", workbook(t, sheetOf{"s", c.rows}))
		same(t, c.name, list(e), c.want...)
		same(t, c.name+", dropped", dropped(e), c.drops...)
	}
}

// Somebody who has rows and no punch stays: perhaps it is the one to ask about. A
// closing line is nobody.
func TestPeopleWithoutPunches(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"s", [][]any{
		{"登记号码", "姓名", "日期", "签到时间", "签退时间"},
		{"7", "甲一", "2026/6/3", "08:58", "18:05"},
		{"9", "丙三", "2026/6/3"},
		{nil, "合计", nil, "1"},
	}}))
	if len(e.People) != 2 || e.People[1].Name != "丙三" {
		t.Errorf("%+v", e.People)
	}
}

// The order of day and month is that of the whole column: 14 is no month. Where every
// date can be either, both are said and nothing is read.
func TestDatesOfAList(t *testing.T) {
	for _, c := range []struct{ first, second string }{
		{"09/01/2026", "09/14/2026"}, {"01/09/2026", "14/09/2026"}, {"9/1/26", "9/14/26"}, {"01.09.2026", "14.09.2026"}, {"01-09-26", "14-09-26"},
	} {
		for _, perDay := range []bool{true, false} {
			rows := [][]any{{"Employee", "Date", "In", "Out"}, {"Ann", c.first, "08:55", "18:03"}, {"Ann", c.second, "08:57", "18:00"}}
			if !perDay {
				rows = [][]any{{"Employee", "Punch Time"}, {"Ann", c.first + " 08:55"}, {"Ann", c.first + " 18:03"}, {"Ann", c.second + " 8:57 AM"}, {"Ann", c.second + " 6:00 PM"}}
			}
			e := read(t, "f", workbook(t, sheetOf{"s", rows}))
			same(t, c.first, list(e), "Ann 2026-09-01 08:55", "Ann 2026-09-01 18:03", "Ann 2026-09-14 08:57", "Ann 2026-09-14 18:00")
			if len(e.Notes) != 1 || !strings.Contains(e.Notes[0].EN, "read as 2026-09-01") {
				t.Errorf("%s: notes %v", c.first, e.Notes)
			}
		}
	}
	for _, text := range []string{"1\t09/01/2026 08:55\t1\n1\t09/14/2026 18:03\t1\n", "甲一,01/09/2026,08:55\n甲一,14/09/2026,18:03\n"} {
		e := read(t, "f.csv", []byte(text))
		if len(e.Punches) != 2 || e.Punches[0].At.String() != "2026-09-01 08:55" || e.Punches[1].At.String() != "2026-09-14 18:03" {
			t.Errorf("%q: %+v", text, e.Punches)
		}
	}
	b, err := table.Read("f", workbook(t, sheetOf{"s", [][]any{{"Employee", "Punch Time"}, {"Ann", "09/01/2026 08:55"}, {"Ann", "09/02/2026 18:03"}}}), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Read(b); err == nil || !strings.Contains(err.Error(), "2026-09-01") || !strings.Contains(err.Error(), "2026-01-09") {
		t.Errorf("either order: %v", err)
	}
}
