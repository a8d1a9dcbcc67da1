package workspace

import (
	"path/filepath"
	"strings"
	"testing"

	"paiban/internal/lang"
)

// What lies in the folder of a workspace beside its lists. Each is told with where it
// belongs, or nobody would take it for a list.
func TestFilesBesideTheLists(t *testing.T) {
	const leave = "姓名,类型,开始,结束\n王芳,年假,2026-11-25,2026-11-26\n"
	for _, c := range []struct{ name, text, want string }{
		{"请假登记.csv", leave, "从 leave.xlsx 读"},
		{"12月请假.txt", "12月请假登记\n王芳 12月2号到3号\n", "从 leave.xlsx 读"},
		{"请假条.docx", "PK", "从 leave.xlsx 读"},
		{"请假条.jpg", "x", "从 leave.xlsx 读"},
		{"oa.csv", leave, "从 leave.xlsx 读"},                                      // by its headings
		{"换班.csv", "谁,和谁\n王芳,李娜\n", "从 leave.xlsx 读"},                            // by its name alone
		{"Overtime May.csv", "who,when\n", "从 leave.xlsx 读"},                     // English
		{"leave.txt", leave, "从 leave.xlsx 读"},                                   // not an ending that is read
		{"花名册.csv", "工号,姓名\nA9,赵敏\n", "从 people.xlsx 读"},                         // a list of people
		{"export.csv", "工号,姓名,手机\nA9,赵敏,138\n", "从 people.xlsx 读"},               // by its headings
		{"千牛接待数据.csv", "日期,小时,咨询量\n2026-11-01,8,79\n", "放进那个文件夹"},                // told by History
		{"data.csv", "日期,小时,咨询量\n2026-11-01,8,79\n", "inquiries/"},               // by its headings
		{"打卡记录.csv", "工号,打卡时间\nA1,2026-11-01 08:00\n", "punches/2026-11"},        // an export of punches
		{"考勤11月.csv", "工号,打卡时间\nA1,2026-11-01 08:00\n", "punches/2026-11"},       //
		{"12月排班.csv", "工号,姓名,1,2\n", "rosters/"},                                 // a roster
		{"双12活动.csv", "名称,开始,结束\n双12,2026-12-11,2026-12-13\n", "从 events.csv 读"}, //
		{"promo.csv", "名称,开始,结束\n双12,2026-12-11,2026-12-13\n", "从 events.csv 读"}, //
		{"Book1.csv", "a,b\n1,2\n", "会读的是 people.xlsx"},                          // a table that nobody knows
		{"people.xls", "工号,姓名\nA1,王芳\n", "people.xls 没有读：读的是 people.csv"},        // an older version
		{"备忘.txt", "王芳 12月2号到3号不在\n", "会读的是 people.xlsx"},                        // it names somebody
		{"请假/a.csv", leave, "请假/ 放在这里不会读"},                                       // a folder of lists
		{"备忘.txt", "周五前交报表\n", ""},                                               //
		{"说明.txt", "王芳\n", ""},                                                   //
		{"notes.md", "王芳\n", ""},                                                 //
		{"logo.png", "x", ""},                                                    //
		{"~$请假登记.xlsx", "x", ""},                                                 //
		{"请假登记.bak1.csv", leave, ""},                                             //
		{"inquiries/a.csv", "日期,小时,咨询量\n2026-11-01,8,79\n", ""},                  //
		{"exports/请假.csv", leave, ""},                                            //
		{"scenarios/618.yaml", "", ""},                                           //
		{"plan.yaml", "", ""},                                                    //
		{"forecast.csv", "time,queue,point,low,high\n2026-11-23 00:00,service,27,18,40\n", ""},
		{"requirement.csv", "time,queue,volume,online,rostered,minimum,heads,reply_rate,occupancy\n", ""},
		{"days.tsv", "工号\t姓名\t日期\t班次\t计划\t打卡\t结果\t应出勤\n", ""},
		{"days.csv", "ID,Name,Date,Shift,Planned,Clocked,Result,Due\n", ""},
		{"W48.csv", "工号,姓名,组,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29,工时\n", ""},
	} {
		_, w := staffOf(t, testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n", c.name: c.text}))
		_, notes, err := w.History()
		if err != nil {
			t.Fatal(err)
		}
		notes = append(notes, w.Notes...)
		name, _, _ := strings.Cut(c.name, "/")
		if (c.want == "") != (len(notes) == 0) || c.want != "" && !saidOnce(notes, name, c.want) {
			t.Errorf("%s: notes %v, want %q", c.name, notes, c.want)
		}
	}
}

// Several files of a kind are told in one note, in either language.
func TestFilesOfOneKindAreToldTogether(t *testing.T) {
	_, w := staffOf(t, testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n",
		"10月请假.csv": "x\n", "11月请假.csv": "x\n", "加班.csv": "x\n"}))
	if len(w.Notes) != 1 || !strings.HasPrefix(w.Notes[0].ZH, "10月请假.csv、11月请假.csv、加班.csv 放在") || !strings.HasPrefix(w.Notes[0].EN, "10月请假.csv, 11月请假.csv, 加班.csv: not read") {
		t.Errorf("notes %v", w.Notes)
	}
}

// Workbooks that paiban writes say so themselves, whatever they are called. A copy of a
// template is a list like any other.
func TestWorkbooksOfOnesOwnAreNotTold(t *testing.T) {
	for name, c := range map[string]struct {
		sheets []string
		want   bool
	}{
		"班表一.xlsx":  {[]string{"班表", "paiban"}, false},
		"考勤.xlsx":   {[]string{"汇总", "paiban"}, false},
		"预测.xlsx":   {[]string{"预测", "与平时不同", "历史清理"}, false},
		"f.xlsx":    {[]string{"Forecast", "Story", "Cleaned"}, false},
		"需求.xlsx":   {[]string{"需求", "hours"}, false},
		"p.xlsx":    {[]string{"Compare", "Costs"}, false},
		"请假登记.xlsx": {[]string{"请假", "说明"}, true},
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n"})
		rows := make([][][]any, len(c.sheets))
		rows[0] = [][]any{{"工号", "姓名", "日期"}, {"A1", "王芳", "2026-11-25"}}
		workbook(t, filepath.Join(root, name), c.sheets, rows...)
		if _, w := staffOf(t, root); (len(w.Notes) > 0) != c.want {
			t.Errorf("%s: %v", name, w.Notes)
		}
	}
}

// Where the staff list is missing, a file that seems to be it is named.
func TestStaffListUnderAnotherName(t *testing.T) {
	for _, name := range []string{"员工名单.csv", "Staff 2026.csv", "导出.csv"} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", name: "工号,姓名\nA1,王芳\n"})
		if _, err := Load(root); err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "文件夹里有 "+name+"：是员工表的话，改名为 people.csv") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
