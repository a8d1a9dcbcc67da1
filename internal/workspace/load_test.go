package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// workbook writes sheets of rows; the first row of each is its heading.
func workbook(t testing.TB, path string, sheets []string, rows ...[][]any) {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range sheets {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r := range rows[i] {
			cell, _ := excelize.CoordinatesToCellName(1, r+1)
			if err := f.SetSheetRow(name, cell, &rows[i][r]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

var leaveSheets = []string{"请假", "排班意愿", "换班", "补卡"}

func TestLoad(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"paiban.yaml":  "preset: multishop\nlang: zh\n",
		"events.csv":   "名称,开始,结束,队列,倍数\n双12,2026-12-11 20:00,2026-12-13,旗舰店售前,2.5\n",
		"holidays.csv": "日期,名称,类型,法定\n2027-10-01,国庆节,放假,是\n2027-10-09,国庆节,上班,\n",
	})
	workbook(t, filepath.Join(root, "people.xlsx"), []string{"员工"}, [][]any{
		{"工号", "姓名", "考勤号", "组", "技能", "可排班次", "周工时", "入职", "离职", "标记", "实习至", "月薪"},
		{"示例 A01", "张三"},
		{"001", "王芳", 101, "一组", "flagship，专营店售前", "早班, L", 40, "2024-03-01", "", "孕期、不上夜班", "", 4500},
		{"002", "李娜", "", "", "", "", "", "2026-11-20", "", "", "", ""},
		{"003", "李娜", "", "", "", "", "", "", "2026-12-31", "实习", "2026-12-05", ""},
	})
	workbook(t, filepath.Join(root, "leave.xlsx"), leaveSheets,
		[][]any{
			{"工号或姓名", "类型", "开始", "结束", "替班人", "状态"},
			{"王芳", "年假", "2026-11-28", "2026-11-29", "002", ""},
			{"001", "事假", "2026-11-30 14:00", "2026-11-30 18:00", "", "已批准"},
			{"001", "病假", "2026-12-01", "2026-12-01", "", "驳回"},
			{"001", "病假", "2026-12-02", "2026-12-02", "", "待批准"},
		},
		[][]any{
			{"工号或姓名", "日期", "意愿", "程度"},
			{"王芳", "2026-12-03", "休", 5},
			{"002", "2026-12-03", "不要晚班", ""},
			{"003", "2026-12-04", "E", 1},
		},
		[][]any{{"甲", "乙", "日期"}, {"002", "003", "2026-12-05"}},
		[][]any{{"工号或姓名", "日期", "时间", "原因"}, {"002", "2026-11-21", "次日 00:10", "忘记打卡"}},
	)
	w, err := Load(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.People) != 3 || w.Lang != lang.ZH || !w.LangSet {
		t.Fatalf("got %d people, language %v", len(w.People), w.Lang)
	}
	p := w.People[0]
	if p.ID != "001" || p.Punch != "101" || strings.Join(p.Skills, " ") != "flagship stores" || strings.Join(p.Shifts, " ") != "E L" ||
		p.Weekly != 2400 || p.Hired.String() != "2024-03-01" || !p.Has(Pregnant) || !p.Has(NoNight) || p.Salary != attendance.Yuan(4500) {
		t.Errorf("first person: %+v", p)
	}
	if w.People[1].Punch != "002" {
		t.Errorf("without a punch number the ID is it: %+v", w.People[1])
	}
	d := func(s string) workcal.Date {
		date, err := workcal.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return date
	}
	// A new hire of 20 November is in training for two weeks, to 3 December.
	if p := &w.People[1]; !p.TraineeOn(d("2026-12-03"), 2) || p.TraineeOn(d("2026-12-04"), 2) || p.TraineeOn(d("2026-12-03"), 0) {
		t.Error("training of a new hire")
	}
	if p := &w.People[2]; !p.TraineeOn(d("2026-12-05"), 0) || p.TraineeOn(d("2026-12-06"), 0) {
		t.Error("training until a date")
	}
	if len(w.Leave) != 2 {
		t.Fatalf("want the two approved leaves, got %+v", w.Leave)
	}
	if l := w.Leave[0]; l.From.String() != "2026-11-28 00:00" || l.To != attendance.On(d("2026-11-30"), 0) || l.Substitute != 1 || l.Type.EN != "annual" {
		t.Errorf("whole days: %+v", l)
	}
	if l := w.Leave[1]; l.From.String() != "2026-11-30 14:00" || l.To.String() != "2026-11-30 18:00" {
		t.Errorf("hours: %+v", l)
	}
	if len(w.Notes) != 1 || !strings.Contains(w.Notes[0].EN, "leave.xlsx:请假:5:F") {
		t.Errorf("the pending leave should be noted with its place: %v", w.Notes)
	}
	if len(w.Requests) != 3 || !w.Requests[0].Off || w.Requests[0].Weight != 5 || !w.Requests[1].Not || w.Requests[1].Shift != "L" || w.Requests[1].Weight != 3 || w.Requests[2].Shift != "E" {
		t.Errorf("wishes: %+v", w.Requests)
	}
	if len(w.Swaps) != 1 || w.Swaps[0].A != 1 || w.Swaps[0].B != 2 {
		t.Errorf("swaps: %+v", w.Swaps)
	}
	if len(w.Corrections) != 1 || w.Corrections[0].Minute != 1450 {
		t.Errorf("corrections: %+v", w.Corrections)
	}
	if len(w.Events) != 1 || w.Events[0].Queue != "flagship" || w.Events[0].To.Minute != 1440 || w.Events[0].Uplift != 2.5 {
		t.Errorf("events: %+v", w.Events)
	}
	if day := w.Calendar.Day(d("2027-10-09")); !day.Work || !day.Makeup {
		t.Errorf("2027-10-09 is a makeup Saturday: %+v", day)
	}
	if _, err := w.PersonByWord("李娜"); err == nil || !strings.Contains(err.Error(), "002, 003") {
		t.Errorf("an ambiguous name lists the IDs: %v", err)
	}
	if found, err := Find(root); err != nil || found != root {
		t.Errorf("Find: %q, %v", found, err)
	}
}

func TestLoadReportsEveryBadRow(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: wangdian\n",
		"events.csv":  "名称,开始,结束,倍数\n双12,2026-12-13,2026-12-11,2\n",
	})
	workbook(t, filepath.Join(root, "people.xlsx"), []string{"员工"}, [][]any{
		{"工号", "姓名", "可排班次", "标记", "入职", "离职"},
		{"A1", "王芳", "早班", "", "2024-02-30", ""},
		{"A1", "李娜", "夜班", "怀孕", "2026-11-20", "2026-11-01"},
		{"A3", "", "", "", "", ""},
		{"A4", "赵敏", "", "", "", ""},
	})
	workbook(t, filepath.Join(root, "leave.xlsx"), leaveSheets,
		[][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}, {"赵敏", "年假", "2026-11-29", "2026-11-28", ""}, {"赵明", "年假", "2026-11-28", "2026-11-28", "也许"}},
		[][]any{{"工号或姓名", "日期", "意愿", "程度"}, {"A4", "2026-11-28", "大夜班", 9}},
		[][]any{{"甲", "乙", "日期"}, {"A4", "A4", "2026-11-28"}},
		[][]any{{"工号或姓名", "日期", "时间"}, {"A4", "2026-11-28", "8点75分"}},
	)
	_, err := Load(root)
	problems, ok := err.(table.Problems)
	if !ok {
		t.Fatalf("want problems, got %v", err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.Pos.String())
	}
	want := []string{
		"people.xlsx:员工:2:E", "people.xlsx:员工:3:C", "people.xlsx:员工:3:F", "people.xlsx:员工:3:D", "people.xlsx:员工:3:A", "people.xlsx:员工:4:B",
		"leave.xlsx:请假:2:D", "leave.xlsx:请假:3:A", "leave.xlsx:请假:3:E",
		"leave.xlsx:排班意愿:2:C", "leave.xlsx:排班意愿:2:D", "leave.xlsx:换班:2:B", "leave.xlsx:补卡:2:C",
		"events.csv:2:C",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if text := err.Error(); !strings.Contains(text, `did you mean "赵敏"?`) {
		t.Errorf("an unknown person gets the nearest name as hint:\n%s", text)
	}
}

// TestMarkedHeadings marks the headings of every list in the ways that shops and
// forms do; the lists of inquiries are in TestInquiryLayouts.
func TestMarkedHeadings(t *testing.T) {
	for _, mark := range []string{"%s", "*%s", "%s *", "＊%s", "【必填】%s", "%s【必填】", "%s(必填)", "%s（必填）", "[必填]%s", "%s：", "_%s_"} {
		head := func(names ...string) string {
			for i, n := range names {
				names[i] = strings.ReplaceAll(mark, "%s", n)
			}
			return strings.Join(names, ",") + "\n"
		}
		w, err := Load(testWorkspace(t, map[string]string{
			"paiban.yaml":  "preset: wangdian\n",
			"people.csv":   head("工号", "姓名", "组") + "A1,甲,一组\n",
			"leave.csv":    head("姓名", "类型", "开始", "结束") + "甲,年假,2026-11-23,2026-11-24\n",
			"events.csv":   head("名称", "开始", "结束") + "大促,2026-11-11,2026-11-12\n",
			"holidays.csv": head("日期", "名称", "类型") + "2026-12-31,店庆,放假\n",
		}))
		if err != nil {
			t.Errorf("%s: %v", mark, err)
			continue
		}
		if len(w.People) != 1 || w.People[0].Group != "一组" || len(w.Leave) != 1 || len(w.Events) != 1 || w.Calendar.Day(workcal.DateOf(2026, 12, 31)).Work {
			t.Errorf("%s: people %v, leave %v, events %v", mark, w.People, w.Leave, w.Events)
		}
	}
}

func TestLoadOutsideAWorkspace(t *testing.T) {
	if _, err := Find(t.TempDir()); err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "paiban init") {
		t.Errorf("want a hint at paiban init, got %v", err)
	}
	root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n"})
	if _, err := Load(root); err == nil || !strings.Contains(err.Error(), "people.xlsx") {
		t.Errorf("a missing staff list should be named, got %v", err)
	}
}

func TestNotesAreToldWhereTheyMatter(t *testing.T) {
	w := &Workspace{}
	w.note("总是", "always")
	monday := workcal.DateOf(2026, 11, 23)
	w.noteOn(monday-40, monday, lang.Same("before"))
	w.noteOn(monday+6, monday+9, lang.Same("on Sunday and after"))
	w.noteOn(monday+7, monday+8, lang.Same("after"))
	if got := lang.Join(w.notesOn(monday, monday+7), "; ", "; ").EN; got != "always; on Sunday and after" {
		t.Errorf("got %q", got)
	}
}

func TestLeaveOfNoKnownTypeIsNoted(t *testing.T) {
	w := team(t, "wangdian", 3)
	workbook(t, filepath.Join(w.Root, "leave.xlsx"), leaveSheets,
		[][]any{{"工号", "类型", "开始", "结束"}, {"A01", "出家", "2026-11-24", "2026-11-24"}, {"A02", "陪产假", "2026-11-24", "2026-11-24"}, {"A03", "annual", "2026-11-24", "2026-11-24"}},
		[][]any{{"工号", "日期", "意愿"}}, [][]any{{"甲", "乙", "日期"}}, [][]any{{"工号", "日期", "时间"}})
	w, err := Load(w.Root)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Leave) != 3 || len(w.Notes) != 1 || !strings.Contains(w.Notes[0].EN, `leave.xlsx:请假:2:B: the type of leave "出家" is unknown`) {
		t.Errorf("%d leaves, notes %v", len(w.Leave), w.Notes)
	}
}

func TestPersonByWordIgnoresBlanksInAName(t *testing.T) {
	w := &Workspace{People: []Person{{ID: "A1", Name: "李 娜"}, {ID: "A2", Name: "王芳"}, {ID: "A3", Name: "Li Na"}}}
	// Two letters are often spread to the width of three, with a blank of either width.
	for word, want := range map[string]int{"李娜": 0, "李　娜": 0, "李 娜": 0, "王 芳": 1, "Li Na": 2, "LiNa": -1} {
		if got, _ := w.PersonByWord(word); got != want {
			t.Errorf("%q is person %d, want %d", word, got, want)
		}
	}
	w.People[1].Name = "李娜"
	if _, err := w.PersonByWord("李 娜"); err == nil || !strings.Contains(err.Error(), "A1, A2") {
		t.Errorf("李 娜 and 李娜 cannot be told apart by name, got %v", err)
	}
}

// 12/10/26 is what Excel in English shows of a date: 12 October or 10 December, in a
// list that says nothing else; that 2012 is far from today rules out the third reading.
func TestDatesOfTwoMeaningsAreNamed(t *testing.T) {
	w := team(t, "wangdian", 3)
	leave := func(rows ...[]any) (*Workspace, error) {
		workbook(t, filepath.Join(w.Root, "leave.xlsx"), leaveSheets, append([][]any{{"工号", "类型", "开始", "结束"}}, rows...),
			[][]any{{"工号", "日期", "意愿"}}, [][]any{{"甲", "乙", "日期"}}, [][]any{{"工号", "日期", "时间"}})
		return LoadOn(w.Root, workcal.DateOf(2026, 11, 20))
	}
	if _, err := leave([]any{"A01", "年假", "12/10/26", "12/11/26"}); err == nil || !strings.Contains(err.Error(), `leave.xlsx:请假:2:C: the date "12/10/26" can be read in more than one way: 2026-12-10, or 2026-10-12`) {
		t.Errorf("got %v", err)
	}
	got, err := leave([]any{"A01", "年假", "12/10/26", "12/11/26"}, []any{"A02", "年假", "12/30/26", "12/31/26"})
	if err != nil || len(got.Leave) != 2 || got.Leave[0].From.Date() != workcal.DateOf(2026, 12, 10) {
		t.Errorf("%v: the month stands first", err)
	}
}
