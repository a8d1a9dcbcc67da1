package workspace

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// columned reads one file of inquiries of a shop with the settings given, and returns the
// counts of the first queue at 8 and 9 o'clock of 2026-11-01 and what is said.
func columned(t *testing.T, settings, text string) (eight, nine float64, said string, err error) {
	t.Helper()
	w, err := LoadOn(testWorkspace(t, map[string]string{"paiban.yaml": settings, "people.csv": "工号,姓名\nT01,石小溪\n", "inquiries/q.csv": text}), workcal.DateOf(2026, time.November, 23))
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Counts()
	if err != nil {
		return 0, 0, "", err
	}
	q := w.Config.Queues[0].ID
	return at(t, c.Series, q, "2026-11-01", 480), at(t, c.Series, q, "2026-11-01", 540), lang.Join(append(c.Notes, c.Read...), "", "; ").EN, nil
}

// Each row of counts says under its heads: 12 contacts at 8 and 7 at 9. Where a file has
// several names of one count, the value of each is another one, so that the sum of any two
// or the wrong one shows.
func TestOneOfSeveralNamesOfACount(t *testing.T) {
	const wangdian, taobao, kuaishou, douyin, recharge, amazon = "preset: wangdian\n", "preset: taobao\n", "preset: kuaishou\n", "preset: douyin\n", "preset: recharge\n", "preset: amazon\n"
	for _, c := range []struct{ settings, heads, eight, nine, unused string }{
		// Who asked before who was served, in any order and by any name.
		{taobao, "咨询人数,接待人数", "12,10", "7,6", "接待人数"},
		{taobao, "接待人数,咨询人数", "10,12", "6,7", "接待人数"},
		{douyin, "咨询人数,进线量", "12,12", "7,7", "进线量"},
		{kuaishou, "咨询量,咨询人数,会话量", "12,9,8", "7,6,5", "咨询人数, 会话量"},
		{wangdian, "会话量,咨询量", "8,12", "5,7", "会话量"},
		{kuaishou, "接待会话数,总咨询人数", "8,12", "5,7", "接待会话数"},
		{kuaishou, "人工接待量,进线会话数,未接待数", "8,12,4", "5,7,2", "人工接待量, 未接待数"},
		{taobao, "Contacts Offered,Contacts Handled", "12,10", "7,6", "Contacts Handled"},
		{taobao, "Answered,Abandoned,Received,Service Level", "10,2,12,83%", "6,1,7,85%", "Answered, Abandoned, Service Level"},
		{taobao, "諮詢人數,接待人數", "12,10", "7,6", "接待人數"},
		// One that holds nothing is none.
		{taobao, "咨询人数,接待人数", ",12", "-,7", "咨询人数"},
		// What the shop handles before what else is counted.
		{taobao, "订单量,咨询人数,消息量", "4,12,70", "2,7,40", "订单量, 消息量"},
		{recharge, "咨询人数,订单量", "3,12", "2,7", "咨询人数"},
		{amazon, "contacts,messages", "3,12", "2,7", "contacts"},
		// Other headings of the same count.
		{kuaishou, "咨询客户数", "12", "7", ""},
		{douyin, "接待会话数", "12", "7", ""},
		{kuaishou, "总接待人数,平均首响", "12,31", "7,29", "平均首响"},
		{kuaishou, "合计", "12", "7", ""},
		{kuaishou, "总计,满意度", "12,98%", "7,99%", "满意度"},
		{kuaishou, "Total", "12", "7", ""},
		{kuaishou, "合计,咨询量", "90,12", "80,7", "合计"},
		{kuaishou, "咨询量(人)", "12", "7", ""},
		{kuaishou, "＊咨询买家数【必填】", "12", "7", ""},
		{kuaishou, "會話量", "12", "7", ""},
		{kuaishou, "总来电量,接通率,平均通话时长", "12,95%,180", "7,93%,200", "接通率, 平均通话时长"},
		{kuaishou, "Number of Chats,Avg. wait (s)", "12,40", "7,30", "Avg. wait (s)"},
		{kuaishou, "Total calls offered", "12", "7", ""},
		// A queue by its own name is all of it.
		{wangdian, "在线接待,咨询量", "12,10", "7,6", "咨询量"},
	} {
		eight, nine, said, err := columned(t, c.settings, "日期,小时,"+c.heads+"\n2026-11-01,8,"+c.eight+"\n2026-11-01,9,"+c.nine+"\n")
		unused := ""
		if c.unused != "" {
			unused = "; not used: " + c.unused
		}
		if err != nil || eight != 12 || nine != 7 || !strings.HasSuffix(said, unused) || (unused == "") == strings.Contains(said, "not used") {
			t.Errorf("%s: %g and %g, %v\n%s", c.heads, eight, nine, err, said)
		}
	}
}

// 10 + 2 and 4 + 3: what the shop itself wrote into columns adds up, whatever it is called.
func TestOwnColumnsAddUp(t *testing.T) {
	for _, c := range []struct{ columns, heads, eight, nine, read string }{
		{"旺旺, 抖音", "旺旺,抖音", "10,2", "4,3", "read: 日期, 小时, 旺旺 + 抖音"},
		{"旺旺, 抖音", "抖音,咨询量,旺旺", "2,99,10", "3,99,4", "read: 日期, 小时, 抖音 + 旺旺; not used: 咨询量"},
		{"咨询人数, 留言数", "咨询人数,留言数,接待人数", "10,2,9", "4,3,5", "咨询人数 + 留言数; not used: 接待人数"},
		{"web chats, app chats", "Web Chats,App Chats", "10,2", "4,3", "Web Chats + App Chats"},
		{"进店问询笔数", "进店问询笔数", "12", "7", "read: 日期, 小时, 进店问询笔数"},
		{"旺旺, 抖音", "咨询量", "12", "7", "read: 日期, 小时, 咨询量"},
	} {
		settings := "preset: kuaishou\nqueues:\n  - id: service\n    columns: [" + c.columns + "]\n"
		eight, nine, said, err := columned(t, settings, "日期,小时,"+c.heads+"\n2026-11-01,8,"+c.eight+"\n2026-11-01,9,"+c.nine+"\n")
		if err != nil || eight != 12 || nine != 7 || !strings.Contains(said, c.read) {
			t.Errorf("%s under %s: %g and %g, %v\n%s", c.columns, c.heads, eight, nine, err, said)
		}
	}
	// Of a preset, parts add up, and names of one part do not: 5 + 6.
	eight, _, _, err := columned(t, "preset: multishop\n", "日期,小时,旗舰店,旗舰店售前\n2026-11-01,8,12,11\n2026-11-01,9,7,6\n")
	if err != nil || eight != 12 {
		t.Errorf("two names of the flagship store: %g, %v", eight, err)
	}
}

// A heading that no program knows is named, with the cure.
func TestUnknownHeadingOfACount(t *testing.T) {
	for heads, want := range map[string]string{
		"日期,小时,进店问询笔数":            "进店问询笔数 hint columns paiban.yaml",
		"日期,小时,接客量,平均首响,满意度":      "接客量 hint columns paiban.yaml",
		"Date,Hour,Footfall,Wait": "Footfall hint columns paiban.yaml",
	} {
		row := strings.Repeat(",5", strings.Count(heads, ",")-1)
		_, _, _, err := columned(t, "preset: kuaishou\n", heads+"\n2026-11-01,8"+row+"\n2026-11-01,9"+row+"\n")
		if err == nil {
			t.Errorf("%s was read", heads)
			continue
		}
		for word := range strings.FieldsSeq(want) {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %v, want %s", heads, err, word)
			}
		}
		if strings.Contains(err.Error(), "hold numbers are: 接客量,") {
			t.Errorf("%s: a duration is offered: %v", heads, err)
		}
	}
}

// Of two queues one has a column of its own, the other every name of a count; a heading that
// nobody knows is told with the cure, and 合计 is nobody's.
func TestCountsBesideThoseOfAnotherQueue(t *testing.T) {
	const settings = "preset: douyin\nqueues:\n  - {id: after, name: {zh: 售后, en: After}, concurrency: 3, aht: 3m, within: 3m, target: 90%, formula: turn, columns: [售后咨询]}\n"
	for _, head := range []string{"咨询客户数", "接待会话数", "咨询量", "总接待人数"} {
		if eight, nine, said, err := columned(t, settings, "日期,小时,售后咨询,"+head+"\n2026-11-01,8,3,12\n2026-11-01,9,2,7\n"); err != nil || eight != 12 || nine != 7 || strings.Contains(said, "not used") {
			t.Errorf("%s: %g and %g, %v\n%s", head, eight, nine, err, said)
		}
	}
	for _, head := range []string{"进店问询笔数", "合计"} {
		w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": settings, "people.csv": "工号,姓名\nT01,石小溪\n", "inquiries/q.csv": "日期,小时,售后咨询," + head + "\n2026-11-01,8,3,12\n2026-11-01,9,2,7\n"}))
		if err != nil {
			t.Fatal(err)
		}
		series, notes, err := w.History()
		if said := lang.Join(notes, "", "; ").EN; err != nil || len(series) != 1 || !strings.Contains(said, "those with numbers that are not used: "+head) || !strings.Contains(said, "paiban.yaml") {
			t.Errorf("%s: %d series, %v\n%s", head, len(series), err, said)
		}
	}
}

// Several files alike are told in one line; those read whole are told apart.
func TestWhatIsRead(t *testing.T) {
	files := map[string]string{"paiban.yaml": "preset: taobao\n", "people.csv": "工号,姓名\nT01,石小溪\n", "inquiries/z.csv": "时间,咨询量\n2026-12-01 08:00,3\n"}
	for i := range 4 {
		files[fmt.Sprintf("inquiries/%d.csv", i)] = fmt.Sprintf("日期,小时,咨询人数,平均响应\n2026-11-%02d,8,5,20\n", i+1)
	}
	w, err := LoadOn(testWorkspace(t, files), workcal.DateOf(2026, time.December, 7))
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Counts()
	if err != nil || len(c.Notes) != 1 || len(c.Read) != 1 {
		t.Fatalf("%v %+v", err, c)
	}
	if got, want := c.Notes[0].EN, "0.csv and others, 4 files: read: 日期, 小时, 咨询人数; not used: 平均响应"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := c.Read[0].ZH, "z.csv：读取：时间、咨询量"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A forecast that somebody else made, of days to come: 12 contacts at 8 and 7 at 9.
func TestReadCounts(t *testing.T) {
	for name, text := range map[string]string{
		"own":      "time,queue,point,low,high\n2026-12-01 08:00,service,12,8,15\n2026-12-01 09:00,service,7,5,9\n",
		"a count":  "日期,小时,咨询量\n2026-12-01,8,12\n2026-12-01,9,7\n",
		"chinese":  "日期,时段,预测咨询量,实际咨询量\n2026-12-01,8:00-9:00,12,\n2026-12-01,9:00-10:00,7,\n",
		"bare":     "日期,小时,预测值\n2026-12-01,8,12\n2026-12-01,9,7\n",
		"english":  "Date,Hour,Forecasted Calls,AHT\n2026-12-01,8,12,180\n2026-12-01,9,7,180\n",
		"forecast": "Interval Start,Forecast\n2026-12-01 08:00,12\n2026-12-01 09:00,7\n",
	} {
		root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n", "forecasts/f.csv": text})
		w, err := LoadOn(root, workcal.DateOf(2026, time.November, 23))
		if err != nil {
			t.Fatal(err)
		}
		c, err := w.ReadCounts(filepath.Join(root, "forecasts", "f.csv"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if eight, nine := at(t, c.Series, "service", "2026-12-01", 480), at(t, c.Series, "service", "2026-12-01", 540); eight != 12 || nine != 7 {
			t.Errorf("%s: %g and %g", name, eight, nine)
		}
	}
}
