package workspace

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// Every file says 12 contacts at 8 and 7 at 9 on 2026-11-01, in several rows.
func TestRowsOfOneInterval(t *testing.T) {
	rows := func(head string, rows ...string) string { return head + "\n" + strings.Join(rows, "\n") + "\n" }
	for name, c := range map[string]struct{ text, said string }{
		"people": {rows("日期,小时,客服昵称,接待人数", "2026-11-01,8,小云,6", "2026-11-01,8,小禾,4", "2026-11-01,8,小满,2", "2026-11-01,9,小云,7"),
			"1 intervals have several rows, which differ in 客服昵称 (小云, 小禾, 小满) and are added up"},
		"two people with one count":       {rows("日期,小时,客服,接待人数,平均响应(秒)", "2026-11-01,8,小云,6,30", "2026-11-01,8,小禾,6,31", "2026-11-01,9,小云,7,29"), "differ in 客服"},
		"people by number":                {rows("日期,小时,工号,接待人数", "2026-11-01,8,1001,6", "2026-11-01,8,1002,6", "2026-11-01,9,1001,7"), "differ in 工号"},
		"all rows twice":                  {rows("日期,小时,客服,接待人数", "2026-11-01,8,小云,6", "2026-11-01,8,小禾,6", "2026-11-01,9,小云,7", "2026-11-01,8,小云,6", "2026-11-01,8,小禾,6", "2026-11-01,9,小云,7"), "differ in 客服"},
		"a row of their sum":              {rows("日期,小时,客服,接待人数", "2026-11-01,8,小云,8", "2026-11-01,8,小禾,4", "2026-11-01,8,合计,12", "2026-11-01,9,小云,7", "2026-11-01,9,合计,7"), "2 rows are sums of others and are not added"},
		"their sum without a name":        {rows("日期,小时,客服,接待人数", "2026-11-01,8,,12", "2026-11-01,8,小云,8", "2026-11-01,8,小禾,4", "2026-11-01,9,小云,7"), "1 rows are sums of others"},
		"sums alone":                      {rows("日期,小时,客服,接待人数", "2026-11-01,8,合计,12", "2026-11-01,9,合计,7"), "read: 日期, 小时, 客服, 接待人数"},
		"in English":                      {rows("Date,Hour,Agent Name,Chats", "2026-11-01,8,An,8", "2026-11-01,8,Bo,4", "2026-11-01,9,An,7", "2026-11-01,9,Total,7"), "differ in Agent Name (An, Bo)"},
		"shops":                           {rows("日期,小时,店铺,咨询量", "2026-11-01,8,甲店,8", "2026-11-01,8,乙店,4", "2026-11-01,9,甲店,5", "2026-11-01,9,乙店,2"), "differ in 店铺 (甲店, 乙店)"},
		"groups none of which is a queue": {rows("日期,小时,技能组,咨询量", "2026-11-01,8,售前,8", "2026-11-01,8,售后,4", "2026-11-01,9,售前,7"), "differ in 技能组 (售前, 售后)"},
		"their sum by another word":       {rows("日期,小时,客服,接待人数", "2026-11-01,8,小云,8", "2026-11-01,8,小禾,4", "2026-11-01,8,汇总,12", "2026-11-01,9,小云,7"), "1 rows are sums of others"},
		"goods and people":                {rows("日期,小时,商品类目,客服,咨询量", "2026-11-01,8,男装,小云,8", "2026-11-01,8,女装,小云,4", "2026-11-01,9,男装,小云,7"), "differ in 商品类目"},
		"a column nobody knows":           {rows("日期,小时,来路,咨询量", "2026-11-01,8,甲,8", "2026-11-01,8,乙,4", "2026-11-01,9,甲,5", "2026-11-01,9,乙,2", "2026-11-02,9,甲,5", "2026-11-02,9,乙,2", "2026-11-03,9,甲,5", "2026-11-03,9,乙,2"), "differ in 来路"},
		"a correction":                    {rows("日期,小时,咨询量", "2026-11-01,8,11", "2026-11-01,9,7", "2026-11-01,8,12"), "1 intervals appear twice (such as 2026-11-01 08:00); the later row is used"},
		"a correction with remark":        {rows("日期,小时,咨询量,备注", "2026-11-01,8,11,", "2026-11-01,9,7,", "2026-11-01,8,12,更正"), "the later row is used"},
	} {
		eight, nine, said, err := columned(t, "preset: kuaishou\n", c.text)
		if err != nil || eight != 12 || nine != 7 || !strings.Contains(said, c.said) {
			t.Errorf("%s: %g and %g, %v\n%s\nwant %s", name, eight, nine, err, said, c.said)
		}
	}
}

// Three rows of every hour, of different counts, in nothing but which they differ: to keep
// the last of them would be to forecast a third. The first two are rows 2 and 3.
func TestRowsThatNothingTellsApart(t *testing.T) {
	text := "日期,小时,咨询量\n"
	for h := range 12 {
		text += fmt.Sprintf("2026-11-01,%d,%d\n2026-11-01,%d,%d\n2026-11-01,%d,%d\n", h+8, 9, h+8, 5, h+8, 3)
	}
	_, _, _, err := columned(t, "preset: kuaishou\n", text)
	if err == nil || !strings.Contains(err.Error(), "q.csv:3:C: 12 intervals have several rows with different counts (such as rows 2 and 3)") {
		t.Errorf("%v", err)
	}
}

// A shop with several queues is told a shop that it does not know; so is one that knows
// others of the column.
func TestShopsThatAreNoQueue(t *testing.T) {
	for settings, text := range map[string]string{
		"preset: multishop\n": "日期,小时,店铺,咨询量\n2026-11-01,8,旗舰店,8\n2026-11-01,8,天猫二店,4\n",
		"preset: kuaishou\n":  "日期,小时,店铺,咨询量\n2026-11-01,8,service,8\n2026-11-01,8,天猫二店,4\n",
		"preset: taobao\n":    "日期,小时,技能组,咨询量\n2026-11-01,8,旺旺,8\n2026-11-01,8,天猫二店,4\n",
	} {
		if _, _, _, err := columned(t, settings, text); err == nil || !strings.Contains(err.Error(), `q.csv:3:C: there is no queue "天猫二店"`) {
			t.Errorf("%s: %v", settings, err)
		}
	}
}

// A sheet for each person: the last of them is not the shop. A sheet and its copy are one.
func TestSheetsOfOneInterval(t *testing.T) {
	rows := func(share int) (rows [][]any) {
		rows = [][]any{{"日期", "小时", "接待人数"}}
		for h := 8; h < 22; h++ {
			rows = append(rows, []any{"2026-11-01", h, share * h})
		}
		return rows
	}
	for want, sheets := range map[string][][][]any{
		`q.xlsx:小禾:2:C: sheets "小云" and "小禾" have the same intervals with different counts (14 intervals)`: {rows(2), rows(3)},
		"": {rows(2), rows(2)},
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: kuaishou\n", "people.csv": "工号,姓名\nT01,石小溪\n", "inquiries/说明.txt": ""})
		workbook(t, filepath.Join(root, "inquiries", "q.xlsx"), []string{"小云", "小禾"}, sheets...)
		w, err := Load(root)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err = w.History(); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
