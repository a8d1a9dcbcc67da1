package punch

import (
	"fmt"
	"testing"

	"paiban/internal/table"
)

// cardBlocks are blocks of labels over a row of coming and one of going; the days
// stand once above all. 缺卡 on the third day is no punch, and going after midnight is
// of the day of coming.
func cardBlocks(label func(id, name string) []any, in, out string) [][]any {
	rows := [][]any{{"刷卡记录表"}, {"考勤日期", nil, "2026/10/1 ~ 10/31"}, append([]any{nil}, numbers(31)...)}
	for i, name := range []string{"甲一", "乙二"} {
		rows = append(rows, label(fmt.Sprint(i+1), name),
			[]any{in, "08:2" + fmt.Sprint(i), "15:30", "缺卡"}, []any{out, "17:3" + fmt.Sprint(i), "00:10", "缺卡"})
	}
	return rows
}

// Labels, words of result and times are never people.
func TestCardBlocks(t *testing.T) {
	for _, rows := range [][][]any{
		cardBlocks(func(id, name string) []any { return []any{"工号", id, nil, nil, "姓名", name} }, "签到", "签退"),
		cardBlocks(func(id, name string) []any { return []any{nil, "姓名", name, "工号", id, "部门", "客服"} }, "上班", "下班"),
		cardBlocks(func(id, name string) []any { return []any{"工 号：", id, nil, nil, "姓 名：", name} }, "签到", "签退"),
		cardBlocks(func(_, name string) []any { return []any{"姓名", name} }, "上", "下"),
	} {
		e := read(t, "f", workbook(t, sheetOf{"Sheet1", rows}))
		var people []string
		for _, p := range e.People {
			people = append(people, p.Name)
		}
		same(t, "people", people, "甲一", "乙二")
		same(t, "punches", list(e), "甲一 2026-10-01 08:20", "甲一 2026-10-02 15:30", "甲一 2026-10-01 17:30", "甲一 2026-10-03 00:10",
			"乙二 2026-10-01 08:21", "乙二 2026-10-02 15:30", "乙二 2026-10-01 17:31", "乙二 2026-10-03 00:10")
		same(t, "dropped", dropped(e))
	}
}

// Days of the month are those of the month that the sheet names, or its name, or that
// of the file; a month alone takes its year from the file or another sheet. The day
// on which the table was printed is none.
func TestMonthOfASheet(t *testing.T) {
	rows := [][]any{append([]any{"姓名"}, numbers(30)...), {"甲一", "08:55 18:03"}}
	titled := func(s ...any) [][]any { return append([][]any{s}, rows...) }
	for _, c := range []struct {
		file  string
		sheet sheetOf
	}{
		{"a.xlsx", sheetOf{"Sheet1", titled("2026年9月考勤表")}},
		{"a.xlsx", sheetOf{"Sheet1", titled("客服部考勤表 2026-09")}},
		{"a.xlsx", sheetOf{"2026.09", rows}},
		{"a.xlsx", sheetOf{"2026-09", rows}},
		{"a.xlsx", sheetOf{"9月", titled("2026年考勤表")}},
		{"a.xlsx", sheetOf{"9月", titled("2026年9月考勤表", "制表时间：2026年10月2日")}},
		{"2026年考勤.xlsx", sheetOf{"9月份", rows}},
		{"2026年9月考勤.xlsx", sheetOf{"Sheet1", rows}},
		{"考勤202609.xlsx", sheetOf{"Sheet1", rows}},
	} {
		e := read(t, c.file, workbook(t, c.sheet))
		same(t, c.file+" "+c.sheet.name, list(e), "甲一 2026-09-01 08:55", "甲一 2026-09-01 18:03")
	}
	e := read(t, "2026.xlsx", workbook(t, sheetOf{"8月", rows}, sheetOf{"9月", rows}))
	same(t, "two sheets", list(e), "甲一 2026-08-01 08:55", "甲一 2026-08-01 18:03", "甲一 2026-09-01 08:55", "甲一 2026-09-01 18:03")
	b, err := table.Read("a.xlsx", workbook(t, sheetOf{"Sheet1", rows}), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read(b); err == nil {
		t.Error("days of no month were read")
	}
}
