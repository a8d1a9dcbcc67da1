package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

var people = Schema{
	Sheet: lang.T("员工", "People"),
	Columns: []Column{
		{Key: "id", Name: lang.T("工号", "ID"), Also: []string{"员工编号"}, Required: true},
		{Key: "name", Name: lang.T("姓名", "Name"), Required: true},
		{Key: "hired", Name: lang.T("入职", "Hired")},
		{Key: "hours", Name: lang.T("周工时", "Weekly hours")},
		{Key: "start", Name: lang.T("开始", "Start")},
		{Key: "exempt", Name: lang.T("免考勤", "Exempt")},
	},
}

// read parses a CSV through the schema; records come back one a line.
func read(t *testing.T, csv string) (lines []string, problems Problems) {
	t.Helper()
	b, err := Read("p.csv", []byte(csv), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r := b.Find(people, &problems)
	if r == nil {
		return nil, problems
	}
	for rec := range r.All() {
		hired, _ := rec.Date("hired")
		hours, _ := rec.Float("hours")
		start, _ := rec.Minute("start")
		exempt, _ := rec.Bool("exempt")
		line := fmt.Sprint(rec.ID("id"), " ", rec.Text("name"), " ", hired, " ", hours, " ", start, " ", exempt)
		if rec.OK() {
			lines = append(lines, line)
		}
	}
	return lines, problems
}

func TestRecordsFindTheHeadingRow(t *testing.T) {
	for name, csv := range map[string]string{
		"plain":            "工号,姓名,入职,周工时\n007,张三,2020-01-05,40\n",
		"english":          "ID,Name,Hired,Weekly Hours\n007,张三,2020/1/5,40\n",
		"title above":      "某店员工表,,,\n,,,\n工号,姓名,入职,周工时\n007,张三,2020-01-05,40\n",
		"marks in heading": "＊工 号 （必填）,姓名*,入职(日期)：,周工时\n007,张三,2020年1月5日,40\n",
		"other order":      "备注,周工时,入职,姓名,工号\n早班,40,2020.1.5,张三,007\n",
		"synonym":          "员工编号;姓名;入职;周工时\n007;张三;20200105;40.0\n",
		"a blank row":      "工号,姓名,入职,周工时\n , ,,\n007,张三,2020-01-05,40\n",
		"bom, tabs, crlf":  "\ufeff工号\t姓名\t入职\t周工时\r\n007\t张三\t2020-01-05\t40\r\n",
		"gb18030":          "\xb9\xa4\xba\xc5,\xd0\xd5\xc3\xfb,\xc8\xeb\xd6\xb0,\xd6\xdc\xb9\xa4\xca\xb1\n007,\xd5\xc5\xc8\xfd,2020-01-05,40\n",
	} {
		got, problems := read(t, csv)
		if want := []string{"007 张三 2020-01-05 40 0 false"}; !cmp.Equal(got, want) || problems != nil {
			t.Errorf("%s: %q, %v; want %q", name, got, problems, want)
		}
	}
}

func TestHeading(t *testing.T) {
	for heading, want := range map[string]string{
		"日期":            "日期",
		" 日　期\n":        "日期",
		"*日期":           "日期",
		"＊日期＊":          "日期",
		"【必填】日期":        "日期",
		"日期(必填)":        "日期",
		"日期（必填）：":       "日期",
		"日期 [必填] *":     "日期",
		"周工时（小时）":       "周工时",
		"ＵＳＥＲ_Ｉｄ":       "userid",
		"Service-Level": "servicelevel",
		"（日期）":          "(日期)", // nothing would be left
		"8:00-9:00":     "8:009:00",
		"*":             "",
	} {
		if got := Heading(heading); got != want {
			t.Errorf("%q: %q, want %q", heading, got, want)
		}
	}
}

func TestRecordsReportEveryBadRow(t *testing.T) {
	got, problems := read(t, "工号,姓名,入职,周工时,开始,免考勤\n"+
		"1,甲,2020-13-01,四十,8:30,是\n"+
		"2,乙,2020-01-05,40,25:30,否\n"+
		",丙,,,,\n"+
		"4,丁,,,8点60分,也许\n")
	if want := []string{"2 乙 2020-01-05 40 1530 false"}; !cmp.Equal(got, want) {
		t.Errorf("records %q, want %q", got, want)
	}
	want := []string{
		`p.csv:2:C: 入职的值 "2020-13-01" 不是日期，或者没有这一天`,
		`p.csv:2:D: 周工时的值 "四十" 不是数字`,
		`p.csv:4:A: “工号”没有填`,
		`p.csv:5:E: 开始的值 "8点60分" 不是时间`,
		`p.csv:5:F: 免考勤的值 "也许" 不是是或否`,
	}
	var told []string
	for _, p := range problems {
		s, hint, _ := strings.Cut(p.Tell(lang.ZH), "\n")
		if !strings.HasPrefix(hint, "  提示：") {
			t.Errorf("%s: no hint", s)
		}
		told = append(told, s)
	}
	if d := cmp.Diff(want, told); d != "" {
		t.Error(d)
	}
}

func TestFindSaysWhatIsMissing(t *testing.T) {
	for name, c := range map[string]struct{ csv, want string }{
		"a column":    {"姓名,入职\n张三,2020-01-05\n", `p.csv:1: there is no column "ID"; the headings of this row are: 姓名、入职`},
		"any heading": {"a,b\nc,d\n", `p.csv:1: no heading row among the first 20 rows; the first one reads: a、b`},
		"one of two":  {"工号,姓名,姓名\n1,张三,李四\n", `p.csv:1:C: the heading "姓名" appears twice (also in column B)`},
	} {
		_, problems := read(t, c.csv)
		if len(problems) != 1 || !strings.HasPrefix(problems.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, problems, c.want)
		}
	}
}

// sheets makes a workbook; each sheet is its name and its rows as CSV.
func sheets(t *testing.T, pairs ...string) *Book {
	t.Helper()
	f := excelize.NewFile()
	for i := 0; i < len(pairs); i += 2 {
		if _, err := f.NewSheet(pairs[i]); err != nil {
			t.Fatal(err)
		}
		for r, line := range strings.Split(pairs[i+1], "\n") {
			for c, s := range strings.Split(line, ",") {
				ref, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if err := f.SetCellStr(pairs[i], ref, s); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read("p.xlsx", buf.Bytes(), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFindPicksTheSheet(t *testing.T) {
	const good, other = "工号,姓名\n1,张三", "日期,班次\n1,2"
	optional := people
	optional.Optional = true
	for _, c := range []struct {
		name   string
		book   *Book
		schema Schema
		sheet  string
		want   string // of the problem
	}{
		{"by name", sheets(t, "说明", good, "员工", good), people, "员工", ""},
		{"by English name, blanks and case", sheets(t, "说明", good, " PEOPLE ", good), people, " PEOPLE ", ""},
		{"by headings", sheets(t, "说明", other, "名单", good), people, "名单", ""},
		{"by name, though headings are wrong there", sheets(t, "名单", good, "员工", "工号,班次"), people, "", `p.xlsx:员工:1: there is no column "Name"; the headings of this row are: 工号、班次`},
		{"none of several", sheets(t, "甲", other, "乙", other), people, "", `p.xlsx: there is no sheet "People"; there are: 甲、乙`},
		{"the only one, without headings", sheets(t, "甲", other), people, "", `p.xlsx:甲:1: no heading row among the first 20 rows; the first one reads: 日期、班次`},
		{"an optional one that is not there", sheets(t, "甲", other, "乙", good), optional, "", ""},
	} {
		var problems Problems
		r := c.book.Find(c.schema, &problems)
		if r == nil != (c.sheet == "") || r != nil && r.Sheet != c.sheet {
			t.Errorf("%s: %+v, want sheet %q", c.name, r, c.sheet)
		}
		told, _, _ := strings.Cut(problems.Error(), "\n")
		if told != c.want {
			t.Errorf("%s: %q, want %q", c.name, told, c.want)
		}
	}
}

func TestManyProblemsAreCounted(t *testing.T) {
	_, problems := read(t, "工号,姓名\n"+strings.Repeat(",甲\n", 250))
	told := problems.Error()
	// Each of the first hundred takes a line and one for its hint.
	if len(problems) != 250 || strings.Count(told, "\n") != 200 || !strings.HasSuffix(told, "… and 150 more problems") {
		t.Errorf("%d problems: %s", len(problems), told[max(0, len(told)-200):])
	}
}
