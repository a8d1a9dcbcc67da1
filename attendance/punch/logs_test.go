package punch

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"paiban/internal/table"
)

func TestLogs(t *testing.T) {
	for _, c := range []struct {
		name, layout, text string
		want, drops        []string
	}{
		{
			"columns", "attlog",
			"    710011\t2020-09-30 10:10:37\t1\t0\t1\t0\n    720204\t2020/09/30 15:08:33\t255\t0\t1\t0\n",
			[]string{"710011 2020-09-30 10:10", "720204 2020-09-30 15:08"}, nil,
		},
		{
			"parted by blanks", "attlog",
			"   7 2020-09-30 10:10:37 1 0 1 0\n   8 2020-09-30 15:08:33 1 0 1 0\n",
			[]string{"7 2020-09-30 10:10", "8 2020-09-30 15:08"}, nil,
		},
		{
			"date and time in columns of their own", "attlog",
			"A7,2020-09-30,10:10:37\nA8,2020-09-30,15:08\n",
			[]string{"A7 2020-09-30 10:10", "A8 2020-09-30 15:08"}, nil,
		},
		{
			// Row 3 repeats row 2 to the second; row 4, a second later, is a
			// repeat that the policy judges.
			"what clocks do to their memory", "attlog",
			"<<<<<<< HEAD\n7\t2020-09-30 10:10:37\t1\t0\n7\t2020-09-30 10:10:37\t1\t0\n7\t2020-09-30 10:10:38\t1\t0\n=======\n" +
				"7\t2000-01-01 00:00:12\t1\t0\n8\t2131-05-06 08:00:00\t1\t0\n8\t2047-02-30 08:00:00\t1\t0\n8\t1971--10--29 -23:-59:-53\t1\t0\n\x00\x00\x00\x00\x00\x00\n" +
				"8\t2020-09-29 18:00:00\t1\t0\n\t2020-09-29 18:00:00\t1\t0\n>>>>>>> ab12\n",
			[]string{"7 2020-09-30 10:10", "7 2020-09-30 10:10", "8 2020-09-29 18:00"},
			[]string{
				"f:10 这一行被 6 个空字节（NUL）断开，多半是机器断过电", "f:1 号码 \"<<<<<<<\" 不像号码", "f:3 与第 2 行是同一次打卡", "f:5 不是打卡记录行",
				"f:6:B 日期 2000-01-01 不可信：机器时间被重置过？", "f:7:B 日期 2131-05-06 不可信：机器时间被重置过？",
				`f:8:B 打卡时间 "2047-02-30 08:00:00" 不存在`, `f:9:B 打卡时间 "1971--10--29 -23:-59:-53" 不存在`,
				"f:12 不是打卡记录行", "f:13 号码 \">>>>>>>\" 不像号码",
			},
		},
		{
			"a list that somebody keeps without headings", "attlog",
			"甲一,2026/11/1,8:01,18:02\n甲一,2026/11/2,\"8:03 12:00\",0.75,外勤\n乙二,2026/11/2,,\n合计,,,\n",
			[]string{"甲一 2026-11-01 08:01", "甲一 2026-11-01 18:02", "甲一 2026-11-02 08:03", "甲一 2026-11-02 12:00", "甲一 2026-11-02 18:00"},
			[]string{"f:3 不是打卡记录行", "f:4 不是打卡记录行"},
		},
		{
			"with names", "attlog",
			"151\t2019-04-01 09:24:26\t3\t1\t甲一\tI\t0\t0\r\n18\t2019-04-01 17:24:26\t3\t1\t乙 二\tO\t0\t0\r\n",
			[]string{"甲一 2019-04-01 09:24", "乙二 2019-04-01 17:24"}, nil,
		},
		{
			"fixed width", "cardlog",
			"1181379920160301065058000011101\n0440966620160301235959000011101\n0440966620161301080026000011101\n04409666\n",
			[]string{"11813799 2016-03-01 06:50", "04409666 2016-03-01 23:59"},
			[]string{`f:3:A 打卡时间 "20161301080026" 不存在`, "f:4 不是打卡记录行"}, // month 13
		},
		{
			"numbered", "agl",
			"No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n9183\t1\t420\t\t0\t0\t2018/05/11 09:01:25\r\n9184\t1\t00000421\tLi Si\t1\t0\t2018/05/11  18:03:46\r\n",
			[]string{" 2018-05-11 09:01", "Li Si 2018-05-11 18:03"}, nil,
		},
		{
			"numbered, with doubled tabs and without seconds", "agl",
			"No\tMchn\tEnNo\t\tName\t\tMode\tIOMd\tDateTime\t\n000001\t1\t000000123\t          \t1\t0\t2018/05/11  09:01\t\n",
			[]string{" 2018-05-11 09:01"}, nil,
		},
		{
			"numbered, parted by blanks", "agl",
			"No     TMNo   EnNo        Name      INOUT  Mode  DateTime\n000001 1      00000003              0      1     2018/05/11 09:01:25\n000002 1      00000003              0      1     2018/05/32 09:01:25\n",
			[]string{" 2018-05-11 09:01"}, []string{"f:3 不是打卡记录行"},
		},
	} {
		e := read(t, "f", []byte(c.text))
		if e.Layout != c.layout {
			t.Errorf("%s: layout %s", c.name, e.Layout)
		}
		for i := range e.People { // logs often know numbers alone
			if e.People[i].Name == "" && c.layout != "agl" {
				e.People[i].Name = e.People[i].Punch
			}
		}
		same(t, c.name, list(e), c.want...)
		same(t, c.name+", dropped", dropped(e), c.drops...)
		if e.Rows != len(e.Punches)+len(e.Dropped) {
			t.Errorf("%s: %d rows, %d used and %d dropped", c.name, e.Rows, len(e.Punches), len(e.Dropped))
		}
	}
}

// A list with headings is no log, whatever stands below them: the first column
// may count lines.
func TestHeadingsAreNoLog(t *testing.T) {
	b, err := table.Read("f", []byte("流水,谁,何时\n1,7,2020-09-30 10:10:37\n2,7,2020-09-30 18:10:37\n"), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if e, err := Read(b); err == nil {
		t.Errorf("read as %s", e.Layout)
	}
}

// GBK, as clocks in China write it.
func TestLogGBK(t *testing.T) {
	data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("151\t2019-04-01 09:24:26\t3\t1\t欧阳明\tI\t0\t0\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "punches", list(read(t, "f", data)), "欧阳明 2019-04-01 09:24")
}

// The invented logs, by their makers in lookalike_lists_test.go: two punches a day
// of 5 people on 8 days with 7 lines that a worn memory adds, of 5 people on 6 days,
// of 4 on 3 days with one line twice, of 6 on 5 days with two lines twice.
func TestLogsInFiles(t *testing.T) {
	for _, c := range []struct {
		file, layout           string
		rows, punches, persons int
	}{
		{"1_attlog.dat", "attlog", 80 + 7, 80, 5},
		{"gbk_log.txt", "attlog", 60, 60, 5},
		{"AGL_001.TXT", "agl", 24 + 1, 24, 4},
		{"card_log_fixed_width.txt", "cardlog", 60 + 2, 60, 6},
	} {
		e := lookAlike(t, c.file)
		if e.Layout != c.layout || e.Rows != c.rows || len(e.Punches) != c.punches || len(e.People) != c.persons || len(e.Dropped) != c.rows-c.punches {
			t.Errorf("%s: %s, %d rows, %d punches of %d people, %d dropped", c.file, e.Layout, e.Rows, len(e.Punches), len(e.People), len(e.Dropped))
		}
	}
	const log = "1_attlog.dat:"
	same(t, "dropped of the worn memory", dropped(lookAlike(t, "1_attlog.dat")),
		log+"13 与第 12 行是同一次打卡", log+`25:B 打卡时间 "2047-02-30 19:13:30" 不存在`, log+`26 号码 "ZZZZZZZZZZ" 不像号码`, log+`27 号码 "ZZw?0P?0" 不像号码`,
		log+"28 不是打卡记录行", log+"37:B 日期 2000-01-01 不可信：机器时间被重置过？", log+"38:B 日期 2131-01-08 不可信：机器时间被重置过？")
}

// Real logs. Counted by a script apart from this program: lines that are not
// blank, below the headings; those with a number and a moment that exists,
// between 2001 and 2099; and among them the distinct pairs of both.
func TestLogsReal(t *testing.T) {
	for _, c := range []struct {
		file                   string
		rows, punches, persons int
	}{
		{"1_attlog.dat", 10943, 10585, 104},
		{"gbk_log.txt", 3144, 3144, 103},
		{"AGL_001.TXT", 357, 356, 27},
		{"card_log_fixed_width.txt", 7412, 7398, 74},
	} {
		e := shared(t, c.file)
		if e.Rows != c.rows || len(e.Punches) != c.punches || len(e.People) != c.persons || len(e.Dropped) != c.rows-c.punches {
			t.Errorf("%s: %d rows, %d punches of %d people, %d dropped", c.file, e.Rows, len(e.Punches), len(e.People), len(e.Dropped))
		}
	}
}

// attlog makes a log of n lines: 200 people, a punch every 20 s.
func attlog(n int) []byte {
	var b bytes.Buffer
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(&b, "%9d\t%s\t1\t255\t1\t0\n", 1000+i%200, at.Format("2006-01-02 15:04:05"))
		at = at.Add(20 * time.Second)
	}
	return b.Bytes()
}

func BenchmarkAttlogMillion(b *testing.B) {
	data := attlog(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		if e := read(b, "f", data); len(e.Punches) != 1_000_000 {
			b.Fatal(len(e.Punches))
		}
	}
}

func FuzzLogs(f *testing.F) {
	f.Add([]byte("7\t2020-09-30 10:10:37\t1\t0\n"))
	f.Add([]byte("   7 2020-09-30 10:10:37 1 0\n<<<<<<< HEAD\n"))
	f.Add([]byte("1181379920160301065058000011101\n"))
	f.Add([]byte("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n9183\t1\t420\t\t0\t0\t2018/05/11 09:01:25\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := table.Read("f", data, table.Limits{Rows: 2000})
		if err != nil {
			return
		}
		e, err := Read(b)
		if err != nil {
			return
		}
		switch e.Layout {
		case clockLog.key, cardLog.key, ennoLog.key:
			if e.Rows != len(e.Punches)+len(e.Dropped) {
				t.Fatalf("%d rows, %d used and %d dropped", e.Rows, len(e.Punches), len(e.Dropped))
			}
		}
	})
}
