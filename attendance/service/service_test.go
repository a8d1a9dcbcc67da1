package service

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

var november = workcal.Month{Year: 2026, Month: time.November}

var team = []attendance.Person{
	{ID: "001", Name: "王芳", Accounts: []string{"青禾旗舰店:小美", "xiaomei88"}},
	{ID: "002", Name: "李娜"},
	{ID: "003", Name: "张强", Left: workcal.DateOf(2026, time.November, 2)},
	{ID: "004", Name: "Summer Allen"},
}

// text reads a file of that text.
func text(t *testing.T, name, s string, mapping ...attendance.ServiceColumn) (*Export, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path, mapping...)
}

func open(t *testing.T, path string, mapping ...attendance.ServiceColumn) (*Export, error) {
	t.Helper()
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	b.Today = workcal.DateOf(2026, time.December, 1)
	return Read(b, november, mapping)
}

// sound reads a file that can be read.
func sound(t *testing.T, name, s string, mapping ...attendance.ServiceColumn) *Export {
	t.Helper()
	e, err := text(t, name, s, mapping...)
	if err != nil {
		t.Fatalf("%s: %s", name, lang.Tell(err, lang.EN))
	}
	return e
}

// has looks for a figure of a person.
func has(t *testing.T, m Merged, who int, metric string, want float64) {
	t.Helper()
	f := m.Figures[who].Of(metric)
	if f == nil {
		t.Errorf("%s has no %s: %+v", team[who].Name, metric, m.Figures[who])
	} else if math.Abs(f.Value-want) > 1e-6 {
		t.Errorf("%s: %s is %v, want %v", team[who].Name, metric, f.Value, want)
	}
}

func told(notes []lang.Text) string {
	var b strings.Builder
	for _, n := range notes {
		b.WriteString(n.EN + "\n")
	}
	return b.String()
}

// Reports of the five platforms, as invented look-alikes.
func TestPlatforms(t *testing.T) {
	qianniu := "千牛客服绩效,,,,,\n" +
		"统计日期,旺旺,接待人数,平均首次响应(秒),平均响应(秒),询单转化率,客服销售额,满意度\n" +
		"2026-11-01,青禾旗舰店:小美,40,6,20,30%,\"1,200.50\",95%\n" +
		"2026-11-02,青禾旗舰店:小美,60,11,30,20%,800,90%\n" +
		"合计,,100,9,26,24%,\"2,000.50\",92%\n"
	pdd := "日期,客服账号,咨询人数,需要人工回复的咨询人数,人工接待人数,3分钟未回复人数,3分钟人工回复率,30秒应答率,平均人工响应时长\n" +
		"2026/11/1,李娜,50,40,38,2,95%,80%,00:00:35\n" +
		"2026/11/2,李娜,70,60,59,6,0.9,70%,1分5秒\n"
	kuaishou := "客服昵称\t日期\t三分钟回复率（会话）\t三分钟回复率（人维度）\t不服务率\t咨询人数\t咨询人次\t人工会话量\t人工平均回复时长\t好评率\n" +
		"xiaomei88\t20261103\t88%\t92%\t3%\t30\t35\t29\t35秒\t90%\n"
	m := Merge([]*Export{sound(t, "a.csv", qianniu), sound(t, "b.csv", pdd), sound(t, "c.csv", kuaishou)}, team, november, nil)
	// 6 s × 40 + 11 s × 60 = 900 s by 100 contacts; Kuaishou has no first reply but 29
	// contacts.
	has(t, m, 0, "first_reply", 9)
	// 20 × 40 + 30 × 60 + 35 × 29 by 129.
	has(t, m, 0, "mean_reply", (800.+1800+1015)/129-mod(800.+1800+1015, 129))
	has(t, m, 0, "contacts", 129)
	has(t, m, 0, "sales", 2000.5)
	has(t, m, 0, "reply_rate", .92)
	has(t, m, 0, "no_service_rate", .03)
	has(t, m, 0, "conversion", .24)
	// By those who needed a reply: 0.95 × 40 + 0.9 × 60 = 92 of 100.
	has(t, m, 1, "reply_rate", .92)
	has(t, m, 1, "quick_rate", .74)
	has(t, m, 1, "contacts", 97)
	has(t, m, 1, "unanswered", 8)
	has(t, m, 1, "per_day", 48.5)
	// (35 × 38 + 65 × 59) / 97
	if f := m.Figures[1].Of("mean_reply"); math.Abs(f.Value-(35.*38+65*59)/97) > 1e-5 || len(f.Where) != 2 || f.Where[1].String() != "b.csv:3:I" {
		t.Errorf("%+v", f)
	}
	if n := told(m.Notes); !strings.Contains(n, "c.csv:1: these columns say what another one says and are not used: 三分钟回复率(会话) (C), 咨询人次 (G)") {
		t.Errorf("%s", n)
	}
	if len(m.Dropped) != 1 || m.Dropped[0].Where.Row != 5 {
		t.Errorf("%+v", m.Dropped)
	}
}

// mod is what rounding to six digits takes off.
func mod(a, b float64) float64 { return a/b - math.Round(a/b*1e6)/1e6 }

// Feige and JD, Traditional headings, English ones, and lists kept by hand.
func TestOtherReports(t *testing.T) {
	m := Merge([]*Export{
		sound(t, "飞鸽.csv", "客服姓名,日期,接待会话量,平均首响时长,及时回复率,满意率\n李娜,2026-11-05,20,12.5,96,80\n李娜,2026-11-06,20,7.5,100,90\n"),
		sound(t, "jd.csv", "咚咚客服數據\n客服,統計日期,接待量,平均響應時間,滿意度\n王芳,2026-11-05,10,0:40,100%\n"),
		sound(t, "qa.csv", "Agent name,Date,QA score\nSummer Allen,2026-11-03,88\nSummer Allen,2026-11-10,92\nTotal,,90\n"),
		sound(t, "exam.csv", "工号,姓名,考试成绩,评语\n001,王芳,86分,好\n2,李娜,缺考,\n004,,75,\n"),
		sound(t, "refunds.csv", "员工,月份,投诉数,接待人数,退款金额,退款率\n李娜,2026年11月,2,0,¥1.2万,2.5%\n"),
	}, team, november, nil)
	has(t, m, 1, "first_reply", 10)
	has(t, m, 1, "reply_rate", .98)
	has(t, m, 1, "satisfaction", .85)
	has(t, m, 0, "mean_reply", 40)
	has(t, m, 3, "inspection", 90)
	has(t, m, 0, "exam", 86)
	has(t, m, 3, "exam", 75)
	has(t, m, 1, "refunds", 12000)
	has(t, m, 1, "refund_rate", .025)
	has(t, m, 1, "complaint_rate", .05) // 2 of 40
	n := told(m.Notes)
	for _, want := range []string{"exam.csv:1: columns that are not used: 评语 (D)", "there is no column of dates", "of the whole of 2026-11"} {
		if !strings.Contains(n, want) {
			t.Errorf("no %q in\n%s", want, n)
		}
	}
}

// What figures look like.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		s       string
		minutes bool
		want    float64
		ok      bool
	}{
		{"35", false, 35, true}, {"00:00:35", false, 35, true}, {"35秒", false, 35, true}, {"1分5秒", false, 65, true}, {"1分钟", false, 60, true},
		{"1m5s", false, 65, true}, {"2:05", false, 125, true}, {"0.000405092592592593", false, 35, true}, {"1.5", true, 90, true}, {"0.5", false, .5, true},
		{"-3", false, 0, false}, {"快", false, 0, false}, {"12%", false, 0, false}, {"1:75", false, 0, false}, {"", false, 0, false}, {"１分３０秒", false, 90, true},
	} {
		if v, ok := seconds(c.s, c.minutes); ok != c.ok || ok && v != c.want {
			t.Errorf("%q: %v %v, want %v %v", c.s, v, ok, c.want, c.ok)
		}
	}
	for s, want := range map[string]float64{"1,234": 1234, "12人": 12, "¥88.5": 88.5, "1.2万": 12000, "95分": 95, "0": 0, "3w": 30000} {
		if v, ok := amount(s); !ok || v != want {
			t.Errorf("%q: %v %v, want %v", s, v, ok, want)
		}
	}
	for _, s := range []string{"-1", "多", "93%", "1e99"} {
		if v, ok := amount(s); ok {
			t.Errorf("%q is %v", s, v)
		}
	}
}

// What a cell of dates may hold; a week across the month is no day of it.
func TestSpans(t *testing.T) {
	for s, want := range map[string]string{
		"2026-11-09": "2026-11-09", "20261109-20261115": "2026-11-09 to 2026-11-15", "2026/11/16-2026/11/22": "2026-11-16 to 2026-11-22",
		"2026.11.23~2026.11.29": "2026-11-23 to 2026-11-29", "2026-11-01 至 2026-11-30": "2026-11-01 to 2026-11-30", "11月4日": "2026-11-04",
		"2026年11月": "2026-11-01 to 2026-11-30", "2026-11": "2026-11-01 to 2026-11-30", "11月": "2026-11-01 to 2026-11-30",
	} {
		d, ok := span(s, &table.DateOrder{}, 2026)
		if !ok || d.text().EN != want {
			t.Errorf("%q: %v %v, want %s", s, d.text().EN, ok, want)
		}
	}
	for _, s := range []string{"昨天", "2026-11-31", "2026-11-09~昨天", "20261115-20261109", ""} {
		if d, ok := span(s, &table.DateOrder{}, 2026); ok {
			t.Errorf("%q is %v", s, d.text().EN)
		}
	}
}

// A rate that a spreadsheet stores as 0.93 and shows as 93% is that, beside 0.93 and 93%
// in text, and a time that it stores as part of a day is seconds.
func TestSpreadsheet(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{
		"A1": "姓名", "B1": "日期", "C1": "接待人数", "D1": "满意度", "E1": "首次响应时长",
		"A2": "王芳", "B2": "2026-11-01", "C2": 10, "D2": .93, "E2": 12. / 86400,
		"A3": "王芳", "B3": "2026-11-02", "C3": 10, "D3": "97%", "E3": "00:00:18",
	} {
		_ = f.SetCellValue("Sheet1", cell, v)
	}
	_ = f.SetCellStyle("Sheet1", "D2", "D2", style)
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	e, err := open(t, path)
	if err != nil {
		t.Fatal(err)
	}
	m := Merge([]*Export{e}, team, november, nil)
	has(t, m, 0, "satisfaction", .95)
	has(t, m, 0, "first_reply", 15)
}

// Two exports of the same days count once, an account on two platforms adds up, days and
// sums of the same time do not add up.
func TestOverlaps(t *testing.T) {
	const head = "姓名,日期,接待人数,满意度\n"
	day := func(n string) string { return head + "王芳,2026-11-01," + n + ",90%\n李娜,2026-11-01,5,80%\n" }
	m := Merge([]*Export{sound(t, "a.csv", day("10")), sound(t, "b.csv", day("10"))}, team, november, nil)
	has(t, m, 0, "contacts", 10)
	if n := told(m.Notes); !strings.Contains(n, "a.csv and b.csv tell 4 figures of the same account and days; they agree and count once") {
		t.Error(n)
	}
	m = Merge([]*Export{sound(t, "a.csv", day("10")), sound(t, "b.csv", day("12"))}, team, november, nil)
	has(t, m, 0, "contacts", 12)
	has(t, m, 1, "contacts", 5)
	if n := told(m.Notes); !strings.Contains(n, "tell 1 figures of the same account and days; they differ, and the later file counts") {
		t.Error(n)
	}
	m = Merge([]*Export{sound(t, "千牛.csv", day("10")), sound(t, "京东.csv", day("10"))}, team, november, nil)
	has(t, m, 0, "contacts", 20)
	whole := "姓名,日期,接待人数,满意度\n王芳,2026-11-01~2026-11-30,22,90%\n李娜,2026-11-01 至 2026-11-30,90,85%\n"
	m = Merge([]*Export{sound(t, "a.csv", head+"王芳,2026-11-01,10,80%\n王芳,2026-11-02,12,80%\n李娜,2026-11-01,5,80%\n"), sound(t, "b.csv", whole)}, team, november, nil)
	has(t, m, 0, "contacts", 22)
	has(t, m, 0, "satisfaction", .8) // the days hold all 22
	has(t, m, 1, "contacts", 90)
	has(t, m, 1, "satisfaction", .85) // the days hold 5 of 90
	// Lines of one sheet tell parts of a day, such as two shops.
	m = Merge([]*Export{sound(t, "a.csv", "姓名,店铺,日期,接待人数\n王芳,甲,2026-11-01,10\n王芳,乙,2026-11-01,7\n王芳,乙,2026-11-01,7\n")}, team, november, nil)
	has(t, m, 0, "contacts", 17)
}

// Who is nobody, or not employed then, and lines of other months are told.
func TestWho(t *testing.T) {
	staff := append(team[:len(team):len(team)], attendance.Person{ID: "005", Name: "赵敏", Accounts: []string{"甲店:小美"}})
	e := sound(t, "a.csv", "旺旺,日期,接待人数\n小美,2026-11-01,1\n甲店:小美,2026-11-01,2\n乙店:小兰,2026-11-01,3\n乙店:小兰,2026-11-02,3\n张强,2026-11-02,4\n张强,2026-11-03,5\n王芳（售前）,2026-11-04,6\n王芳,2026-10-31,7\n 青禾旗舰店：小美 ,2026-11-01,8\n")
	m := Merge([]*Export{e}, staff, november, nil)
	for i, want := range []float64{14, 0, 4, 0, 2} {
		got := 0.0
		if f := m.Figures[i].Of("contacts"); f != nil {
			got = f.Value
		}
		if got != want {
			t.Errorf("%s: %v, want %v", staff[i].Name, got, want)
		}
	}
	n := told(m.Notes)
	for _, want := range []string{"小美: 2 people on the staff list match", "乙店:小兰: not on the staff list", "(2 lines)", "1 lines are of other months", "1 lines of 张强 are before the hire or after the leave"} {
		if !strings.Contains(n, want) {
			t.Errorf("no %q in\n%s", want, n)
		}
	}
	if len(m.Dropped) != 5 {
		t.Errorf("%+v", m.Dropped)
	}
}

// Columns of a shop's own, and figures of its own.
func TestMapped(t *testing.T) {
	mapping := []attendance.ServiceColumn{{Heading: "谁", Is: "name"}, {Heading: "哪天", Is: "date"}, {Heading: "快不快", Is: "first_reply"}, {Heading: "加购数", Is: "upsell", Unit: attendance.Count}, {Heading: "E", Is: "ignore"}}
	e := sound(t, "a.csv", "谁,哪天,快不快,加购数,心情\n王芳,2026-11-01,9,4,好\n王芳,2026-11-02,11,5,好\n", mapping...)
	m := Merge([]*Export{e}, team, november, mapping)
	has(t, m, 0, "first_reply", 10)
	has(t, m, 0, "upsell", 9)
	if m.Notes != nil {
		t.Errorf("%s", told(m.Notes))
	}
}

// Bad inputs: what is no report is refused, a line or cell that cannot be used is told
// with its place.
func TestBadInputs(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no agents":  {"日期,接待人数\n2026-11-01,5\n", "whose figures these are is not known; what stands there: 日期、接待人数"},
		"empty":      {"", "empty"},
		"no figures": {"姓名,日期,接待人数\n王芳,2026-11-01,\n", "no line can be used"},
		"all bad":    {"姓名,日期,接待人数\n王芳,2026-13-01,5\n", "the date \"2026-13-01\" is not understood"},
	} {
		if _, err := text(t, "x.csv", c.text); err == nil || !strings.Contains(lang.Tell(err, lang.EN), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := sound(t, "x.csv", "姓名,日期,接待人数,满意度,首响\n王芳,2026-11-01,12,0.9,快\n,2026-11-01,5,88%,9\n李娜,2026-11-31,5,98,9\n李娜,2026-11-03,#N/A,98,9\n李娜,2026-11-04,5,130%,9\n")
	var where []string
	for _, d := range e.Dropped {
		where = append(where, d.Where.String())
	}
	// 0.9 beside 98 may be 90% or 0.9%.
	if got := strings.Join(where, " "); got != "x.csv:2:D x.csv:2:E x.csv:3:A x.csv:4:B x.csv:5:C x.csv:5:D x.csv:6:D" {
		t.Errorf("%s\n%+v", got, e.Dropped)
	}
}

// FuzzRead reads any text as a report: it is refused in words, or figures come of it that
// are numbers, with places in the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte("统计日期,旺旺,接待人数,首响(秒),满意度\n2026-11-01,店:小美,40,6,95%\n合计,,40,6,95%\n"))
	f.Add([]byte("姓名\t月份\t投诉数\n王芳\t2026年11月\t2\n"))
	f.Add([]byte("谁,哪天,3分钟回复率\n王芳,2026-11-01~2026-11-09,0.9\n李娜,11/12/26,93\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := open(t, path, attendance.ServiceColumn{Heading: "谁", Is: "name"})
		if err != nil {
			if lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "" {
				t.Error("refused without a word")
			}
			return
		}
		m := Merge([]*Export{e}, team, november, nil)
		for _, figures := range m.Figures {
			for _, x := range figures {
				if math.IsNaN(x.Value) || math.IsInf(x.Value, 0) || x.Value < 0 || len(x.Where) == 0 || x.Name.IsZero() {
					t.Errorf("%+v", x)
				}
			}
		}
	})
}
