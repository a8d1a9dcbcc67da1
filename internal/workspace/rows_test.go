package workspace

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// staffOf loads a workspace of preset wangdian with the files, and lists its people as
// "ID name group".
func staffOf(t *testing.T, root string) (people []string, w *Workspace) {
	t.Helper()
	w, err := Load(root)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.ZH))
	}
	for _, p := range w.People {
		people = append(people, strings.TrimSpace(p.ID+" "+p.Name+" "+p.Group))
	}
	return people, w
}

// saidOnce reports whether exactly one of notes contains all words.
func saidOnce(notes []lang.Text, words ...string) bool {
	n := 0
	for _, note := range notes {
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(note.ZH, word) }) {
			n++
		}
	}
	return n == 1
}

// Every row of a staff list is somebody, or its row is told.
func TestEveryRowOfAStaffListIsUsedOrTold(t *testing.T) {
	for name, c := range map[string]struct {
		list   string
		people []string
		told   []string // in one note; none is no note at all
	}{
		"groups that begin with a number sign, in the first column": {
			"组,姓名,工号\n#1店,王芳,A1\n#2店,李娜,A2\n主店,张敏,A3\n", []string{"A1 王芳 #1店", "A2 李娜 #2店", "A3 张敏 主店"}, nil},
		"a group that begins with 例": {
			"组,姓名,工号\n例行组,王芳,A1\n示范店,李娜,A2\n", []string{"A1 王芳 例行组", "A2 李娜 示范店"}, nil},
		"the example row of the template, in both languages": {
			"工号,姓名,考勤号,组,入职,月薪\n示例 A01,张三,101,一组,2024-03-01,4500\nExample A01,Zhang San,101,A,2024/3/1,4500\nA1,王芳\n", []string{"A1 王芳"}, nil},
		"the example row with more in it": {
			"工号,姓名,电话\n示例 A01,张三,138\nA2,李娜,\n", []string{"A2 李娜"}, []string{"people.csv", "第 2 行（示例）"}},
		"IDs and names that begin like a comment or an example": {
			"工号,姓名,组\n#3,#阿秋,\n例04,例如,\n", []string{"#3 #阿秋", "例04 例如"}, nil},
		"no IDs, with numbers of rows and a total": {
			"序号,姓名,班组\n1,王 芳,一组\n2,李娜,二组\n合计,2人,\n", []string{"王芳 王 芳 一组", "李娜 李娜 二组"}, []string{"第 4 行（合计）"}},
		"a total below": {
			"工号,姓名,组\nA1,王芳,\n合计,1 人,\n", []string{"A1 王芳"}, []string{"第 3 行（合计）"}},
		"totals of groups, headings again, a signature": {
			"工号,姓名,组\nA1,王芳,一组\n小计,1,\n工号,姓名,组\nA2,李娜,二组\n,总计,2\n制表人：,王主管,\n", []string{"A1 王芳 一组", "A2 李娜 二组"},
			[]string{"第 3 行（合计）", "第 4 行（表头）", "第 6 行（合计）", "第 7 行（签名、说明）"}},
		"English": {
			"ID,Name,Group\nA1,An,\nTotal,1,\nPrepared by,Li,\n", []string{"A1 An"}, []string{"第 3 行（合计）", "第 4 行（签名、说明）"}},
		"rows commented out": {
			"工号,姓名\nA1,王芳\n# A2,李娜\n", []string{"A1 王芳"}, []string{"第 3 行（注释）"}},
	} {
		people, w := staffOf(t, testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": c.list}))
		if !slices.Equal(people, c.people) {
			t.Errorf("%s: people %q, want %q", name, people, c.people)
		}
		if (c.told == nil) != (len(w.Notes) == 0) || c.told != nil && !saidOnce(w.Notes, c.told...) {
			t.Errorf("%s: notes %v, want one with %q", name, w.Notes, c.told)
		}
	}
}

// Sheets of a staff list: a sheet a shop is read, whatever its name; anything else is told.
func TestSheetsOfAStaffList(t *testing.T) {
	head := []any{"工号", "姓名", "组"}
	one := [][]any{head, {"A1", "王芳", "一组"}, {"A2", "李娜", "一组"}, {"A3", "张敏", "二组"}}
	two := [][]any{{"姓名", "组", "工号"}, {"赵敏", "三组", "A4"}, {"钱多", "三组", "A5"}}
	firstThree, all := []string{"A1", "A2", "A3"}, []string{"A1", "A2", "A3", "A4", "A5"}
	for name, c := range map[string]struct {
		sheets []string
		rows   [][][]any
		ids    []string
		told   []string
	}{
		"a sheet a shop":                           {[]string{"一店", "二店"}, [][][]any{one, two}, all, nil},
		"a sheet a shop, below another":            {[]string{"说明", "二店", "员工"}, [][][]any{{{"怎么填"}}, two, one}, []string{"A1", "A2", "A3", "A4", "A5"}, nil},
		"the empty sheets of a new workbook":       {[]string{"员工", "Sheet2"}, [][][]any{one, nil}, firstThree, nil},
		"another list":                             {[]string{"员工", "通讯录"}, [][][]any{one, {{"姓名", "电话"}, {"赵敏", 13800}}}, firstThree, []string{"people.xlsx", "“通讯录”", "没有“工号”列"}},
		"other headings":                           {[]string{"员工", "工资"}, [][][]any{one, {{"工号", "姓名", "月薪"}, {"A4", "赵敏", 4500}}}, firstThree, []string{"“工资”", "表头和“员工”不同"}},
		"the month after: mostly the same people":  {[]string{"11月", "12月"}, [][][]any{one, {head, {"A1", "王芳", ""}, {"A2", "李娜", ""}, {"A4", "赵敏", ""}}}, firstThree, []string{"“12月”", "前面的工作表里的人"}},
		"those who have left":                      {[]string{"员工", "离职人员"}, [][][]any{one, two}, firstThree, []string{"“离职人员”", "不再用"}},
		"one person on both sheets":                {[]string{"一店", "二店"}, [][][]any{one, {head, {"A4", "赵敏", ""}, {"A3", "张敏", "四组"}, {"A5", "钱多", ""}}}, all, []string{"people.xlsx:二店", "第 3 行 张敏"}},
		"the second sheet has a total of its own":  {[]string{"一店", "二店"}, [][][]any{one, append(slices.Clone(two), []any{"合计", "", "2人"})}, all, []string{"people.xlsx:二店", "第 4 行（合计）"}},
		"a sheet of settings without the headings": {[]string{"员工", "How to"}, [][][]any{one, {{"Fill this in"}}}, firstThree, nil},
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n"})
		workbook(t, filepath.Join(root, "people.xlsx"), c.sheets, c.rows...)
		_, w := staffOf(t, root)
		if got := ids(w.People, func(p Person) string { return p.ID }); !slices.Equal(got, c.ids) {
			t.Errorf("%s: people %q, want %q", name, got, c.ids)
		}
		if (c.told == nil) != (len(w.Notes) == 0) || c.told != nil && !saidOnce(w.Notes, c.told...) {
			t.Errorf("%s: notes %v, want one with %q", name, w.Notes, c.told)
		}
	}
	// One ID for two people is a problem that names both places.
	root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n"})
	workbook(t, filepath.Join(root, "people.xlsx"), []string{"一店", "二店"}, one, [][]any{head, {"A3", "赵敏", ""}, {"A5", "钱多", ""}, {"A6", "孙小", ""}})
	if _, err := Load(root); err == nil || !strings.HasPrefix(lang.Tell(err, lang.ZH), `people.xlsx:二店:2:A: 工号 "A3" 与“一店”第 4 行（张敏）重复`) {
		t.Errorf("one ID on two sheets: %v", err)
	}
}

// Weekly hours as people type them. A spreadsheet keeps 40:00 as 40/24 = 1.6667 days.
func TestWeeklyHours(t *testing.T) {
	for typed, want := range map[any]Length{
		40: 2400, "40": 2400, 37.5: 2250, "40:00": 2400, "37:30": 2250, "40小时": 2400, "40 h": 2400, "40小时/周": 2400, 20: 1200, 4: 240,
		40.0 / 24: 2400, 37.5 / 24: 2250, 44.0 / 24: 2640,
		1.5: 0, 1.75: 0, "0": 0, 120: 0, "四十": 0, "40:75": 0, // refused
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n"})
		workbook(t, filepath.Join(root, "people.xlsx"), []string{"员工"}, [][]any{{"工号", "姓名", "周工时"}, {"A1", "王芳", typed}})
		w, err := Load(root)
		switch {
		case want == 0 && (err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "people.xlsx:员工:2:C: 周工时")):
			t.Errorf("%v: %v, want the cell", typed, err)
		case want != 0 && (err != nil || w.People[0].Weekly != want):
			t.Errorf("%v: %v, want %d minutes", typed, err, want)
		}
	}
	// 36:00 is 1.5: both readings are told.
	root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名,周工时\nA1,王芳,1.5\n"})
	if _, err := Load(root); err == nil || !strings.Contains(err.Error(), "1.5 hours") || !strings.Contains(err.Error(), "36:00") {
		t.Errorf("1.5: %v", err)
	}
}

// Dates that only a slip of the pen explains, seen on 2026-11-30.
func TestFarYearsInLists(t *testing.T) {
	for _, c := range []struct{ people, leave, want string }{
		{"A1,王芳,2052-03-01\n", "", "people.csv:2:C: 日期 2052-03-01 离今天太远"},
		{"A1,王芳,1986-03-01\n", "", ""}, // hired forty years ago
		{"A1,王芳,\n", "A1,年假,2062-11-25,2062-11-26\n", "是不是 2026-11-25？"},
		{"A1,王芳,\n", "A1,年假,2036-11-25,2036-11-26\n", "leave.csv:2:C"},
		{"A1,王芳,\n", "A1,年假,1926-11-25,1926-11-26\n", "leave.csv:2:C"},
		{"A1,王芳,\n", "A1,年假,2019-11-25,2019-11-26\nA1,年假,2025-11-25,2025-11-25\nA1,产假,2027-06-01,2027-10-01\n", ""}, // a list that is kept for years
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名,入职\n" + c.people, "leave.csv": "姓名,类型,开始,结束\n" + strings.ReplaceAll(c.leave, "A1", "王芳")})
		_, err := LoadOn(root, workcal.DateOf(2026, 11, 30))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(lang.Tell(err, lang.ZH), c.want)) {
			t.Errorf("%q %q: %v, want %q", c.people, c.leave, err, c.want)
		}
	}
}

// Each list of leave.xlsx alone, under names that a month or a word stands beside, and
// several of a kind: what is read of a workbook, as counts of leave, requests, swaps,
// corrections and overtime.
func TestSheetsOfALeaveList(t *testing.T) {
	leave := [][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}, {"A1", "年假", "2026-11-25", "2026-11-26", ""}}
	wishes := [][]any{{"姓名", "日期", "意愿"}, {"王芳", "2026-11-25", "休"}}
	swaps := [][]any{{"甲", "乙", "日期"}, {"A1", "A2", "2026-11-25"}}
	corrections := [][]any{{"姓名", "日期", "时间", "原因"}, {"王芳", "2026-11-25", "18:00", "忘记"}}
	overtime := [][]any{{"姓名", "加班日期", "开始", "结束", "时长"}, {"王芳", "2026-11-25", "18:00", "20:00", ""}}
	plainOvertime := [][]any{{"姓名", "日期", "开始时间", "结束时间"}, {"王芳", "2026-11-25", "18:00", "20:00"}}
	balances := [][]any{{"姓名", "年假余额"}, {"王芳", 5}}
	for name, c := range map[string]struct {
		sheets []string
		rows   [][][]any
		counts [5]int
		told   []string
	}{
		"leave alone":                          {[]string{"请假"}, [][][]any{leave}, [5]int{1}, nil},
		"leave alone, unnamed":                 {[]string{"Sheet1"}, [][][]any{leave}, [5]int{1}, nil},
		"requests alone":                       {[]string{"排班意愿"}, [][][]any{wishes}, [5]int{0, 1}, nil},
		"swaps alone":                          {[]string{"换班"}, [][][]any{swaps}, [5]int{0, 0, 1}, nil},
		"corrections alone":                    {[]string{"补卡"}, [][][]any{corrections}, [5]int{0, 0, 0, 1}, nil},
		"overtime alone":                       {[]string{"加班"}, [][][]any{overtime}, [5]int{0, 0, 0, 0, 1}, nil},
		"swaps alone, unnamed":                 {[]string{"Sheet1"}, [][][]any{swaps}, [5]int{0, 0, 1}, nil},
		"overtime alone, unnamed":              {[]string{"Sheet1"}, [][][]any{overtime}, [5]int{0, 0, 0, 0, 1}, nil},
		"corrections alone, unnamed":           {[]string{"Sheet1"}, [][][]any{corrections}, [5]int{0, 0, 0, 1}, nil},
		"a sheet a month":                      {[]string{"请假", "请假12月", "2027年1月"}, [][][]any{leave, leave, leave}, [5]int{3}, nil},
		"names that hold the word":             {[]string{"十一月请假登记", "十月补卡申请", "10月加班", "换班申请", "11月意愿"}, [][][]any{leave, corrections, plainOvertime, swaps, wishes}, [5]int{1, 1, 1, 1, 1}, nil},
		"two words in a name":                  {[]string{"节假日加班"}, [][][]any{plainOvertime}, [5]int{0, 0, 0, 0, 1}, nil},
		"English":                              {[]string{"Leave of May", "Overtime 5", "Swaps 5"}, [][][]any{leave, plainOvertime, swaps}, [5]int{1, 0, 1, 0, 1}, nil},
		"the sheets of the template":           {[]string{"请假", "排班意愿", "换班", "补卡", "加班", "说明"}, [][][]any{leave, wishes, swaps, corrections, plainOvertime, {{"怎么填"}}}, [5]int{1, 1, 1, 1, 1}, nil},
		"empty sheets":                         {[]string{"请假", "Sheet2", "补卡"}, [][][]any{leave, nil, nil}, [5]int{1}, nil},
		"a sheet of balances":                  {[]string{"请假", "假期余额"}, [][][]any{leave, balances}, [5]int{1}, []string{"leave.xlsx", "“假期余额”", "没有“类型”“开始”“结束”列"}},
		"a sheet of something else":            {[]string{"请假", "通讯录"}, [][][]any{leave, {{"姓名", "电话"}, {"王芳", 138}}}, [5]int{1}, []string{"“通讯录”", "不是请假、意愿、换班、补卡、加班"}},
		"times of which the name says nothing": {[]string{"请假", "Sheet2"}, [][][]any{leave, {{"姓名", "日期", "时间"}, {"王芳", "2026-11-25", "18:00"}}}, [5]int{1}, []string{"“Sheet2”"}},
		"what is out of use":                   {[]string{"请假", "请假（旧）"}, [][][]any{leave, leave}, [5]int{1}, []string{"“请假（旧）”", "不再用"}},
		"all that was asked for on one sheet":  {[]string{"审批"}, [][][]any{{{"姓名", "类型", "开始", "结束"}, {"王芳", "年假", "2026-11-25", "2026-11-26"}, {"王芳", "加班", "2026-11-27 18:00", "2026-11-27 20:00"}, {"王芳", "加班调休", "2026-11-28", "2026-11-28"}}}, [5]int{2, 0, 0, 0, 1}, nil},
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\nA2,李娜\n"})
		workbook(t, filepath.Join(root, "leave.xlsx"), c.sheets, c.rows...)
		_, w := staffOf(t, root)
		if got := [5]int{len(w.Leave), len(w.Requests), len(w.Swaps), len(w.Corrections), len(w.Overtime)}; got != c.counts {
			t.Errorf("%s: %v, want %v; %v", name, got, c.counts, w.Notes)
		}
		notes := slices.DeleteFunc(w.Notes, func(n lang.Text) bool { return strings.Contains(n.ZH, "假别") })
		if (c.told == nil) != (len(notes) == 0) || c.told != nil && !saidOnce(notes, c.told...) {
			t.Errorf("%s: notes %v, want one with %q", name, notes, c.told)
		}
	}
	// A list that is one by its name and lacks a column is refused for that list.
	for sheet, column := range map[string]string{"补卡": "时间", "10月补卡": "时间", "请假": "类型"} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n"})
		workbook(t, filepath.Join(root, "leave.xlsx"), []string{sheet}, [][]any{{"姓名", "日期"}, {"王芳", "2026-11-25"}})
		if _, err := Load(root); err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "leave.xlsx:"+sheet+":1: 缺少“"+column+"”列") {
			t.Errorf("%s without %s: %v", sheet, column, err)
		}
	}
}

// Rows of overtime that say no span of time are refused with their cell; the good ones
// are in settlement.
func TestOvertimeThatCannotBe(t *testing.T) {
	for row, cell := range map[string]string{ // 工号,加班日期,开始,结束,时长
		"A1,2026-11-25,,,":                                  "leave.csv:2:C",
		"A1,,18:00,20:00,":                                  "leave.csv:2:A",
		"A1,2026-11-25,18:00,20:00,3":                       "leave.csv:2:E",
		"A1,2026-11-25,,,30":                                "leave.csv:2:E",
		"A1,2026-11-25,,,两小时":                               "leave.csv:2:E",
		"A1,2026-11-25,八点,20:00,":                           "leave.csv:2:C",
		"A1,,2026-11-25 18:00,2026-11-27 20:00,":            "leave.csv:2:D",
		"A1,,2026-11-25,2026-11-25,":                        "leave.csv:2:C",
		"A9,2026-11-25,18:00,20:00,":                        "leave.csv:2:A",
		"A1,2062-11-25,18:00,20:00,":                        "leave.csv:2:B",
		"A1,2026-11-25,2026-11-25 20:00,2026-11-25 18:00,1": "leave.csv:2:D",
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n", "leave.csv": "工号,加班日期,开始,结束,时长\n" + row + "\n"})
		if _, err := LoadOn(root, workcal.DateOf(2026, 11, 30)); err == nil || !strings.HasPrefix(lang.Tell(err, lang.ZH), cell) {
			t.Errorf("%s: %v, want %s", row, err, cell)
		}
	}
}
