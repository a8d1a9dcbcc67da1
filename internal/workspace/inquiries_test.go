package workspace

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func readInquiries(t *testing.T, preset, text string) ([]forecast.Series, []lang.Text, error) {
	t.Helper()
	c, err := Preset(preset)
	if err != nil {
		t.Fatal(err)
	}
	book, err := table.Read("in.csv", []byte(text), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return readBook(c, book)
}

// readBook reads one book of inquiry counts as [Workspace.History] does.
func readBook(c *Config, book *table.Book) ([]forecast.Series, []lang.Text, error) {
	var problems table.Problems
	h := &history{config: c}
	h.read(book, &problems)
	if err := problems.Err(); err != nil {
		return nil, nil, err
	}
	return h.series(), h.notes, nil
}

// at returns the value of queue q of the series at a date and minute.
func at(t *testing.T, series []forecast.Series, q, date string, minute int) float64 {
	t.Helper()
	d, err := workcal.ParseDate(date)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range series {
		if s.Queue == q {
			return s.Values[(int(d-s.Start)*1440+minute)/s.Step]
		}
	}
	t.Fatalf("no series for %q", q)
	return 0
}

// Every layout below says: 12 contacts at 08:00 and 7 at 09:00 on 2026-11-01.
func TestInquiryLayouts(t *testing.T) {
	for name, text := range map[string]string{
		"date and hour":        "日期,小时,咨询量\n2026-11-01,8,12\n2026-11-01,9,7\n",
		"date and clock":       "日期,时间,咨询量\n2026/11/1,08:00,12\n2026/11/1,9:00,7\n",
		"date and span":        "日期,时段,咨询人数\n2026-11-01,08:00-09:00,12\n2026-11-01,9:00~10:00,7\n",
		"date and bare span":   "日期,时段,咨询人数\n2026-11-01,8-9,12\n2026-11-01,9-10,7\n",
		"one moment":           "时间,咨询量\n2026-11-01 08:00,12\n2026-11-01 09:00:00,7\n",
		"one moment with span": "时间,咨询量\n2026-11-01 08:00-09:00,12\n2026-11-01 09:00-10:00,7\n",
		"english":              "Datetime;Inquiries\n2026-11-01 08:00;12\n2026-11-01 09:00;7\n",
		"queue named":          "时间,在线接待\n2026-11-01 08:00,12\n2026-11-01 09:00,7\n",
		"title above":          "客服数据导出\n\n日期,小时,咨询量(个)\n2026-11-01,8点,12\n2026-11-01,9点,7\n合计,,19\n",
		"hours across":         "日期,00:00,01:00,07:00,08:00,09:00,10:00,合计\n2026-11-01,-,,,12,7,,19\n合计,0,0,0,12,7,0,19\n",
		"numbers across":       "日期,0,1,6,7,8,9,10\n2026-11-01,,,,,12,7,\n",
		"spans across, queue":  "日期,队列,0:00-1:00,1:00-2:00,6:00-7:00,7:00-8:00,8:00-9:00,9:00-10:00\n2026-11-01,在线接待,,,,,12,7\n",
		"long":                 "日期,小时,队列,数量\n2026-11-01,8,service,12\n2026-11-01,9,在线接待,7\n",
		"marked headings":      "*日期,【必填】小时,咨询量（必填）：\n2026-11-01,8,12\n2026-11-01,9,7\n",
		"marked queue":         "＊时间 [必填],在线接待 *\n2026-11-01 08:00,12\n2026-11-01 09:00,7\n",
		"spreadsheet numbers":  "日期,小时,咨询量\n46327,0.333333333333333,12\n46327,0.375,7\n", // 46327 is 2026-11-01
	} {
		series, notes, err := readInquiries(t, "wangdian", text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(series) != 1 || series[0].Step != 60 || len(notes) != 0 {
			t.Errorf("%s: got %d series, notes %v", name, len(series), notes)
			continue
		}
		if a, b := at(t, series, "service", "2026-11-01", 480), at(t, series, "service", "2026-11-01", 540); a != 12 || b != 7 {
			t.Errorf("%s: got %v and %v, want 12 and 7", name, a, b)
		}
		if v := at(t, series, "service", "2026-11-01", 600); !math.IsNaN(v) {
			t.Errorf("%s: 10:00 is not in the file, got %v", name, v)
		}
	}
}

func TestInquiryColumnsSumIntoTheirQueue(t *testing.T) {
	series, _, err := readInquiries(t, "multishop", "时间,旗舰店,专营店,专卖店,售后\n2026-11-01 10:00,30,5,6,9\n2026-11-01 10:30,31,,2,\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []struct {
		queue  string
		minute int
		count  float64
	}{
		{"flagship", 600, 30},
		{"stores", 600, 11}, // 5 + 6: both headings belong to stores
		{"stores", 630, 2},  // the other one is not known
		{"aftersale", 600, 9},
	} {
		if got := at(t, series, w.queue, "2026-11-01", w.minute); got != w.count {
			t.Errorf("%s at %d: got %v, want %v", w.queue, w.minute, got, w.count)
		}
	}
	if v := at(t, series, "aftersale", "2026-11-01", 630); !math.IsNaN(v) {
		t.Errorf("aftersale at 10:30 is empty: want NaN, got %v", v)
	}
}

func TestInquiryProblemsAreAllReported(t *testing.T) {
	_, _, err := readInquiries(t, "wangdian", "日期,小时,咨询量\n2026-13-01,8,12\n2026-11-01,25,7\n2026-11-01,9,many\n2026-11-01,8:20,3\n2026-11-01,10,-4\n")
	problems, ok := err.(table.Problems)
	if !ok || len(problems) != 5 {
		t.Fatalf("want 5 problems, got %v", err)
	}
	for i, want := range []string{"in.csv:2:A", "in.csv:3:A", "in.csv:4:C", "in.csv:5:A", "in.csv:6:C"} {
		if got := problems[i].Pos.String(); got != want {
			t.Errorf("problem %d stands at %s, want %s: %v", i, got, want, problems[i])
		}
	}
	for _, text := range []string{"a,b\n1,2\n", "日期,小时\n2026-11-01,8\n", "时间,别的\n2026-11-01 08:00,3\n"} {
		if _, _, err := readInquiries(t, "multishop", text); err == nil {
			t.Errorf("%q has no counts, but was read", text)
		}
	}
	if _, _, err := readInquiries(t, "multishop", "时间,队列,数量\n2026-11-01 08:00,旗舰殿,3\n"); err == nil || !strings.Contains(err.Error(), "旗舰店") {
		t.Errorf("an unknown queue should be reported with the nearest: %v", err)
	}
}

func TestInquiryRowsGivenTwice(t *testing.T) {
	series, notes, err := readInquiries(t, "wangdian", "时间,咨询量\n2026-11-01 08:00,12\n2026-11-01 08:00,13\n")
	if err != nil || len(notes) != 1 || !strings.Contains(notes[0].EN, "2026-11-01 08:00") {
		t.Fatalf("want one note that names the time, got %v, %v", notes, err)
	}
	if got := at(t, series, "service", "2026-11-01", 480); got != 13 {
		t.Errorf("the later row wins: got %v, want 13", got)
	}
}

// testWorkspace writes files into a new folder and returns it.
func testWorkspace(t testing.TB, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestHistoryLaysFilesOverEachOther(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("日期,小时,咨询量\n2026-11-01,8,12\n2026-11-01,9,7\n")
	if err != nil {
		t.Fatal(err)
	}
	root := testWorkspace(t, map[string]string{
		"paiban.yaml":          "preset: wangdian\n",
		"people.csv":           "工号,姓名\nA1,甲\n",
		"inquiries/2026-11-a":  gbk,
		"inquiries/2026-11-b":  "时间,咨询量\n2026-11-01 09:00,3\n2026-11-01 09:30,5\n2026-11-01 10:00,6\n",
		"inquiries/说明.txt":     "把导出的文件放在这里",
		"inquiries/~$lock.csv": "x",
	})
	w, err := Load(root)
	if err != nil {
		t.Fatal(err)
	}
	series, notes, err := w.History()
	if err != nil {
		t.Fatal(err)
	}
	if len(series) != 1 || series[0].Step != 60 {
		t.Fatalf("want one hourly series, got %+v", series)
	}
	for minute, want := range map[int]float64{480: 12, 540: 8} { // 3 + 5 of the later file beats 7
		if got := at(t, series, "service", "2026-11-01", minute); got != want {
			t.Errorf("at %d: got %v, want %v", minute, got, want)
		}
	}
	if v := at(t, series, "service", "2026-11-01", 600); !math.IsNaN(v) {
		t.Errorf("10:00 has only its first half: want NaN, got %v", v)
	}
	if len(notes) != 1 || !strings.Contains(notes[0].EN, "2026-11-b") {
		t.Errorf("want a note that the later file was taken, got %v", notes)
	}
}

func FuzzInquiries(f *testing.F) {
	for _, s := range []string{
		"日期,小时,咨询量\n2026-11-01,8,12\n", "时间,队列,数量\n2026-11-01 08:00-09:00,旗舰店,3\n",
		"时间,旗舰店,售后\n46327.375,1,2\n9999-12-31,1,1\n", "date\ttime\tinquiries\n0001-01-01\t24:00\t1e300\n", "",
		"日期,小时,队列,客服,咨询人数,接待人数\n2026-11-01,8,flagship,小云,3,2\n2026-11-01,8,flagship,小禾,4,4\n2026-11-01,8,flagship,合计,7,6\n",
		"会话ID,技能组,会话开始时间\nS1,stores,2026-11-01 09:15:22\nS1,stores,2026-11-01 09:15:22\nS2,flagship,\n",
		"time\n2026-11-01 09:15:22\n", "Offered,Received,Date,Created At\n3,4,2026-11-01,2026-11-01T09:15:22Z\n",
		"时间,旗舰店,售后\n2026110108,1,2\n1793491200,1,1\n2026-11-01T00:00:00Z,3,4\n", "日期,结束时间,旗舰店\n11-01,01:00,1\n,24:00,2\n11-01 合计,,3\n",
		"队列,时段,2026-11-01,2026-11-02,合计\n旗舰店,8:00,1,2,3\n合计,,1,2,3\n", "2026年11月\n队列,1日,2日\n旗舰店,3,4\n,1日,3日\n售后,9,9\n", "队列,时段,11-01,46328\n旗舰店,第8小时,1,2\n",
		"日期,旗舰店\n2026-11-01,9\n2026-11-02,8\n2026-11-03,7\n", "日期,小时,旗舰店\n1-Nov,第8小时,1\n10/26/2026,1-2 PM,2\n",
	} {
		f.Add(s)
	}
	c, err := Preset("multishop")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		book, err := table.Read("in.csv", []byte(text), table.Limits{})
		if err != nil {
			return
		}
		defer book.Close()
		series, _, err := readBook(c, book)
		if err != nil {
			return
		}
		for _, s := range series {
			if 1440%s.Step != 0 || len(s.Values)%(1440/s.Step) != 0 {
				t.Fatalf("not whole days: step %d, %d values", s.Step, len(s.Values))
			}
			for _, v := range s.Values {
				if v < 0 || math.IsInf(v, 0) {
					t.Fatalf("count %v", v)
				}
			}
		}
	})
}

// Columns 1 to 24 name the ends of the hours. A sheet with hours across says nothing of
// which of two queues it counts.
func TestHoursAcrossThatAreNotClear(t *testing.T) {
	var head, row strings.Builder
	for h := 1; h <= 24; h++ {
		fmt.Fprintf(&head, ",%d", h)
		fmt.Fprintf(&row, ",%d", 99+h)
	}
	series, notes, err := readInquiries(t, "wangdian", "日期"+head.String()+"\n2026-11-01"+row.String()+"\n")
	if err != nil || len(notes) != 1 || at(t, series, "service", "2026-11-01", 0) != 100 || at(t, series, "service", "2026-11-01", 1380) != 123 {
		t.Errorf("hours 1 to 24: %v %v", notes, err)
	}
	if _, _, err := readInquiries(t, "wangdian", "日期,0"+head.String()+"\n2026-11-01,5"+row.String()+"\n"); err == nil {
		t.Error("hours 0 to 24 are read")
	}
	if _, _, err := readInquiries(t, "multishop", "日期,0,1,2,3,4,5,6,7\n2026-11-01,1,1,1,1,1,1,1,1\n"); err == nil {
		t.Error("counts of no queue are read")
	}
}
