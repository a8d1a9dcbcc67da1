package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// withAdjustments makes a workspace of two queues whose adjustments are a file of the
// name and text, and reads it on 2026-11-20.
func withAdjustments(t *testing.T, name, text string) (*Workspace, error) {
	t.Helper()
	root := t.TempDir()
	for path, content := range map[string]string{
		ConfigFile: "preset: multishop\n", "forecasts/" + name: text,
	} {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return LoadUnstaffed(root, workcal.DateOf(2026, time.November, 20))
}

func TestAdjustmentRows(t *testing.T) {
	for _, c := range []struct {
		head, row string
		want      string // of each part: queue days hours change
	}{
		{"日期,时段,队列,咨询量或百分比", "2026-11-24,20:00,flagship,120", "flagship 2026-11-24 20:00–21:00 120 an hour"},
		{"日期,时段,队列,咨询量或百分比", "2026/11/24,20-23,售后,+20%", "aftersale 2026-11-24 20:00–23:00 +20%"},
		{"日期,时段,咨询量或百分比", "2026-11-24,,5000", " 2026-11-24 5000 a day"},
		{"日期,时段,咨询量或百分比", "2026-11-24,全天,120%", " 2026-11-24 +20%"},
		{"日期,时段,咨询量或百分比", "2026-11-24~2026-11-26,22:00-02:00,×1.5", " 2026-11-24 to 2026-11-26 22:00–+1 02:00 +50%"},
		{"日期,时段,咨询量或百分比", "2026/11/24-2026/11/26,20-24,减30%", " 2026-11-24 to 2026-11-26 20:00–24:00 -30%"},
		{"日期,至,咨询量或百分比", "2026年11月24日,2026年11月26日,－30％", " 2026-11-24 to 2026-11-26 -30%"},
		{"date,hour,change", `2026-11-24,"9, 20",1.5x`, " 2026-11-24 09:00–10:00 +50%; 2026-11-24 20:00–21:00 +50%"},
		{"date,until,value", `2026-11-24,2026-11-25,"1,200"`, " 2026-11-24 to 2026-11-25 1200 a day"},
		{"date,hour,value,percent", "2026-11-24,20:30-21:00,,20% less", " 2026-11-24 20:30–21:00 -20%"},
		{"datetime,queue,volume", "2026-11-24 20:00,all,80%", " 2026-11-24 20:00–21:00 -20%"},
		{"日期,队列,调整为", "2026-11-24,,0", " 2026-11-24 0 a day"},
		{"日期,队列,调整为", "2026-11-24,,120条", " 2026-11-24 120 a day"},
	} {
		w, err := withAdjustments(t, "adjustments.csv", c.head+"\n"+c.row+"\n")
		if err != nil {
			t.Errorf("%s: %v", c.row, err)
			continue
		}
		var got []string
		for _, a := range w.Adjustments {
			got = append(got, a.Queue+" "+a.Span().EN+" "+a.Change().EN)
		}
		if strings.Join(got, ";") != c.want {
			t.Errorf("%s: %q, want %q", c.row, got, c.want)
		}
	}
}

// All bad rows are told at once, each with its cell.
func TestBadAdjustments(t *testing.T) {
	_, err := withAdjustments(t, "adjustments.csv", "日期,时段,队列,咨询量或百分比\n"+
		"2026-13-01,20,flagship,120\n2026-11-24,25-26,flagship,120\n2026-11-24,20:30,flagship,120\n2026-11-24,8月9日,flagship,120\n2026-11-24,20,flagsip,120\n"+
		"2026-11-24,20,flagship,20%\n2026-11-24,20,flagship,+50\n2026-11-24,20,flagship,-5\n2026-11-24,20,flagship,0.2\n2026-11-24,20,flagship,-150%\n2026-11-24,20,flagship,much\n2026-11-24,20,flagship,\n"+
		"2026-11-26~2026-11-24,20,flagship,5\n2062-11-26,20,flagship,5\n,20,flagship,5\n2026-11-24,20,flagship,×60\n")
	if err == nil {
		t.Fatal("bad rows are read")
	}
	told := lang.Tell(err, lang.EN)
	for _, want := range []string{
		"adjustments.csv:2:A:", "adjustments.csv:3:B:", "adjustments.csv:4:B:", "adjustments.csv:5:B:", `adjustments.csv:6:C: there is no queue "flagsip"`,
		`adjustments.csv:7:D: "20%" does not say whether it is more or less`, "write ×1.2 if it is more, ×0.8 if it is less",
		"adjustments.csv:8:D:", "adjustments.csv:9:D:", "adjustments.csv:10:D:", `adjustments.csv:11:D: "-150%" is not between -100% and ×50`, "adjustments.csv:12:D:", "adjustments.csv:13:D:",
		"adjustments.csv:14:A:", "adjustments.csv:15:A:", "adjustments.csv:16:A:", "adjustments.csv:17:D:",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("not told: %s", want)
		}
	}
	if t.Failed() {
		t.Log(told)
	}
	if _, err := withAdjustments(t, "adjustments.csv", "日期,时段,为什么\n2026-11-24,20,直播\n"); err == nil {
		t.Error("a file without a column for the change is read")
	}
}

// Comments and the example row are no adjustments; a file that Excel on Chinese Windows
// has saved is GBK; who and why travel along.
func TestAdjustmentsOfExcel(t *testing.T) {
	text := "日期,时段,队列,咨询量或百分比,谁,为什么,记录时间\r\n# 双12 前先这样,,,,,,\r\n2026-11-24,20:00-23:00,旗舰店售前,×1.2,王丽,直播加场,2026-11-20 16:00\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	w, err := withAdjustments(t, "adjustments.csv", gbk)
	if err != nil || len(w.ByHand) != 1 {
		t.Fatalf("%+v (%v)", w.ByHand, err)
	}
	e := w.ByHand[0]
	if a := e.Parts[0]; e.Row != 3 || e.Made != "2026-11-20 16:00" || a.Who != "王丽" || a.Why != "直播加场" || a.Queue != "flagship" || a.Source.EN != "adjustments.csv:3" || a.Percent != 20 {
		t.Errorf("%+v", e)
	}
}

// What the command writes is read as it was meant.
func TestChangeText(t *testing.T) {
	for _, a := range []forecast.Adjustment{{Value: 120}, {Value: 0}, {Value: 12.5}, {Relative: true, Percent: 20}, {Relative: true, Percent: -30}, {Relative: true, Percent: -100}, {Relative: true, Percent: 12.5}} {
		var b forecast.Adjustment
		if _, _, ok := parseChange(changeText(&a), &b); !ok || a != b {
			t.Errorf("%+v is written %s and read as %+v", a, changeText(&a), b)
		}
	}
}

// The roster of a week rests on what changes the forecast.
func TestAdjustmentsAreInput(t *testing.T) {
	w, err := withAdjustments(t, "adjustments.csv", "日期,咨询量\n2026-11-24,5\n")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := InputFiles(w.Root, workcal.WeekOf(w.Today))
	if err != nil || !strings.HasSuffix(strings.Join(paths, " "), filepath.Join("forecasts", "adjustments.csv")) {
		t.Errorf("%v (%v)", paths, err)
	}
}

// Rows are added below what is there: columns keep their order, a comment and a column of
// somebody's own stay, a column that is missing is added. Removing takes one row out.
func TestAppendAdjustments(t *testing.T) {
	w, err := withAdjustments(t, "adjustments.csv", "队列,日期,我的记号,咨询量\n# 说明\nflagship,2026-11-24,a,120\n")
	if err != nil {
		t.Fatal(err)
	}
	day := forecast.Stamp{Date: workcal.DateOf(2026, time.November, 25)}
	a := forecast.Adjustment{From: day, To: forecast.Stamp{Date: day.Date + 1, Minute: 1440}, Relative: true, Percent: 20, Who: "王丽", Why: "=1+1, 直播"}
	b := forecast.Adjustment{Queue: "stores", From: forecast.Stamp{Date: day.Date, Minute: 22 * 60}, To: forecast.Stamp{Date: day.Date, Minute: 26 * 60}, Value: 50}
	if err := w.AppendAdjustments([]forecast.Adjustment{a, b}, "2026-11-20 16:00"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(w.AdjustmentsPath())
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeff队列,日期,我的记号,咨询量,谁,为什么,记录时间,时段\r\n# 说明,,,,,,,\r\nflagship,2026-11-24,a,120,,,,\r\n" +
		",2026-11-25~2026-11-26,,×1.2,王丽,\"'=1+1, 直播\",2026-11-20 16:00,\r\nstores,2026-11-25,,50,,,2026-11-20 16:00,22:00-02:00\r\n"
	if string(data) != want {
		t.Errorf("written\n%s\nwant\n%s", data, want)
	}
	again, err := LoadUnstaffed(w.Root, w.Today)
	if err != nil || len(again.Adjustments) != 3 || again.ByHand[1].Row != 4 {
		t.Fatalf("%+v (%v)", again.ByHand, err)
	}
	if why := again.Adjustments[1].Why; why != a.Why {
		t.Errorf("the reason is read back as %s", why)
	}
	b.Source = again.Adjustments[2].Source
	if again.Adjustments[2] != b {
		t.Errorf("read back %+v, written %+v", again.Adjustments[2], b)
	}
	for row, ok := range map[int]bool{0: false, 1: false, 2: false, 9: false, 4: true} {
		if err := again.RemoveAdjustment(row); (err == nil) != ok {
			t.Errorf("row %d: %v", row, err)
		}
	}
	if left, err := LoadUnstaffed(w.Root, w.Today); err != nil || len(left.ByHand) != 2 || left.ByHand[1].Parts[0].Queue != "stores" {
		t.Errorf("left %+v (%v)", left.ByHand, err)
	}
	// The first row of all begins the file.
	if err := os.Remove(w.AdjustmentsPath()); err != nil {
		t.Fatal(err)
	}
	if err := w.AppendAdjustments([]forecast.Adjustment{b}, "now"); err != nil {
		t.Fatal(err)
	}
	if first, err := LoadUnstaffed(w.Root, w.Today); err != nil || len(first.ByHand) != 1 || first.ByHand[0].Row != 2 {
		t.Errorf("begun %+v (%v)", first.ByHand, err)
	}
}
