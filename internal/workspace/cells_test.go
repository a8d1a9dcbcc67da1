package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

// Whatever list a cell is in, one whose value the file does not hold (a formula that
// nobody has calculated, the error of a formula) is named, and so is a count that is
// merged over two hours. A group, shifts and a date merged over rows are those of each row.
func TestCellsThatAreNoValues(t *testing.T) {
	const nobody = "工号,姓名\nA01,王小明\n"
	for name, c := range map[string]struct {
		file  string
		rows  [][]any // a text that begins with = is a formula
		merge []string
		want  string // "" reads it
	}{
		"a group":          {"people.xlsx", [][]any{{"工号", "姓名", "组"}, {"A01", "王小明", "=C9"}}, nil, "people.xlsx:Sheet1:2:C"},
		"a name":           {"people.xlsx", [][]any{{"工号", "姓名"}, {"A01", "#N/A"}}, nil, "people.xlsx:Sheet1:2:B"},
		"a number":         {"people.xlsx", [][]any{{"工号", "姓名"}, {1.2345678901234567e17, "王小明"}}, nil, "people.xlsx:Sheet1:2:A"},
		"a day":            {"people.xlsx", [][]any{{"姓名", "离职", "工号"}, {"王小明", "=DATE(2026,11,20)", "A01"}}, nil, "people.xlsx:Sheet1:2:B"},
		"a merged group":   {"people.xlsx", [][]any{{"工号", "姓名", "组"}, {"A01", "王小明", "甲组"}, {"A02", "李娜"}}, []string{"C2:C3"}, ""},
		"name and group":   {"people.xlsx", [][]any{{"工号", "姓名", "组"}, {"A01", "王小明"}}, []string{"B2:C2"}, "people.xlsx:Sheet1:2:C"},
		"a status":         {"leave.xlsx", [][]any{{"姓名", "类型", "开始", "结束", "状态"}, {"王小明", "年假", "2026-11-23", "2026-11-24", `=IF(1=2,"已批准","驳回")`}}, nil, "leave.xlsx:Sheet1:2:E"},
		"a factor":         {"events.xlsx", [][]any{{"名称", "开始", "结束", "队列", "倍数"}, {"店庆", "2026-11-23 00:00", "2026-11-24 00:00", nil, "=5/2"}}, nil, "events.xlsx:Sheet1:2:E"},
		"a count":          {"inquiries/q.xlsx", [][]any{{"日期", "小时", "咨询量"}, {"2026-11-20", 8, "=SUM(D2:D9)"}}, nil, "q.xlsx:Sheet1:2:C"},
		"an error":         {"inquiries/q.xlsx", [][]any{{"日期", "小时", "咨询量"}, {"#REF!", 8, 5}}, nil, "q.xlsx:Sheet1:2:A"},
		"a merged count":   {"inquiries/q.xlsx", [][]any{{"日期", "小时", "咨询量"}, {"2026-11-20", 8, 5}, {"2026-11-20", 9}}, []string{"C2:C3"}, "q.xlsx:Sheet1:3:C"},
		"merged dates":     {"inquiries/q.xlsx", [][]any{{"日期", "小时", "咨询量"}, {"2026-11-20", 8, 5}, {nil, 9, 6}}, []string{"A2:A3"}, ""},
		"a title, merged":  {"inquiries/q.xlsx", [][]any{{"咨询量统计"}, {"日期", "小时", "咨询量"}, {"2026-11-20", 8, 5}}, []string{"A1:C1"}, ""},
		"an unused column": {"inquiries/q.xlsx", [][]any{{"日期", "小时", "咨询量", "同比"}, {"2026-11-20", 8, 5, "=D9/D8"}, {"2026-11-20", 9, 5, "#DIV/0!"}}, nil, ""},
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": nobody})
		if c.file == "people.xlsx" {
			if err := os.Remove(filepath.Join(root, "people.csv")); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(root, c.file)
		workbook(t, path, []string{"Sheet1"}, c.rows)
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range c.rows {
			for k, v := range row {
				if s, ok := v.(string); ok && strings.HasPrefix(s, "=") {
					cell, _ := excelize.CoordinatesToCellName(k+1, i+1)
					_ = f.SetCellValue("Sheet1", cell, nil)
					_ = f.SetCellFormula("Sheet1", cell, s[1:])
				}
			}
		}
		for _, m := range c.merge {
			from, to, _ := strings.Cut(m, ":")
			_ = f.MergeCell("Sheet1", from, to)
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		f.Close()
		w, err := Load(root)
		if err == nil {
			_, _, err = w.History()
		}
		said := ""
		if err != nil {
			said = lang.Tell(err, lang.EN)
		}
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %s", name, said)
		case c.want != "" && !strings.Contains(said, c.want+": "):
			t.Errorf("%s: got %q, want %s named", name, said, c.want)
		case name == "a merged group" && w.People[1].Group != "甲组":
			t.Errorf("李娜 is in group %q", w.People[1].Group)
		}
	}
}
