package table

import (
	"strings"
	"testing"

	"paiban/internal/lang"
)

// withExample is the schema of a list whose template has an example row.
var withExample = Schema{Columns: []Column{
	{Key: "id", Name: lang.T("工号", "ID"), Required: true, Example: []string{"示例 A01", "Example A01"}},
	{Key: "name", Name: lang.T("姓名", "Name"), Required: true, Example: []string{"张三", "Zhang San"}},
	{Key: "hired", Name: lang.T("入职", "Hired"), Example: []string{"2024-03-01"}},
	{Key: "group", Name: lang.T("组", "Group")},
}}

// One row below the headings 工号, 姓名, 入职, 组, 电话: what All and Aside make of it.
func TestRowsThatAreNoEntries(t *testing.T) {
	const entry, gone = "entry", "gone"
	for row, want := range map[string]string{
		// The example row of the template, in either language, with fewer cells, and with
		// the date as a spreadsheet writes it again (45352 is 2024-03-01).
		"示例 A01,张三,2024-03-01,,":          gone,
		"Example A01,Zhang San,45352,,":   gone,
		"示例 A01,张三,2024/3/1,,":            gone,
		"示例 A01,,,,":                      gone,
		"# A01,张三,,,":                     "a comment", // A01 is not what the template holds
		"示例 A01,罗小北,2024-03-01,,":         "an example",
		"示例 A01,张三,2024-03-01,,13800":     "an example", // a column of the shop's own
		"示例 A01,张三,,一组,":                  "an example",
		"例：A01,张三,,,":                     entry, // not as in the template
		"张三,示例 A01,2024-03-01,,":          entry, // no column of names holds that example
		"#1,张三,,,":                        entry,
		"例会组,张三,,,":                       entry,
		"#N/A,张三,,,":                      entry,
		"# 以下是二店,,,,":                     "a comment",
		"#二店,,,,":                         "a comment",
		"合计,4 人,,,":                       "a total",
		"总计,12,,,":                        "a total",
		",合计,12,,":                        "a total",
		"小计（一组）,,,,":                      "a total",
		"一组小计,5,,,":                       "a total",
		"共 12 人,,,,":                      "a total",
		"總計,5,,,":                         "a total",
		"Total,12,,,":                     "a total",
		"Grand Total: 12,,,,":             "a total",
		"Tota,Li,,,":                      entry,
		"工号,姓名,入职,组,":                     "headings",
		"ID,Name,,,":                      "headings",
		"工号,李娜,,,":                        entry,
		"制表人：,王主管,,,":                     "a signature or a remark",
		"制表人,王主管,,,":                      "a signature or a remark",
		",,,审核：李经理,":                      "a signature or a remark",
		"主管签字,,,,":                        "a signature or a remark",
		"备注：新人见第二页,,,,":                   "a signature or a remark",
		"Prepared by,Wang,,,":             "a signature or a remark",
		"主管,王芳,,,":                        entry, // an id may be a word
		"店长01,王芳,,,":                      entry,
		"说明书组01,王芳,,,":                    entry,
		"A1,合欢,,,":                        entry,
		"A1,王芳,,合计组,":                     entry, // not a required column
		"Remarkable,An,,,":                entry,
		"Example-free name,An,,,":         entry,
		"e.g. A01,Zhang San,2024-03-01,,": entry,
	} {
		b, err := Read("p.csv", []byte("工号,姓名,入职,组,电话\n"+row+"\n"), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var problems Problems
		got := gone
		for rec := range b.Find(withExample, &problems).All() {
			got = entry
			if rec.Example() {
				got = "an example"
			} else if what, aside := rec.Aside(); aside {
				got = strings.TrimSpace(what.EN)
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}
