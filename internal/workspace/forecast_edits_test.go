package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/report"
	"paiban/internal/table"
)

// Hours that follow each other with the same change are one row, values only of whole
// hours; queues keep apart, whatever the order of the rows.
func TestEditsBecomeRows(t *testing.T) {
	w, err := withAdjustments(t, "adjustments.csv", "日期,咨询量\n2026-12-24,5\n")
	if err != nil {
		t.Fatal(err)
	}
	day := w.Today + 3
	edit := func(queue string, minute, step int, change string) report.ForecastEdit {
		return report.ForecastEdit{Date: day, Minute: minute, Step: step, Queue: queue, Change: change, Own: true}
	}
	var problems table.Problems
	list := w.fromEdits([]report.ForecastEdit{
		edit("旗舰店售前", 600, 60, "30"), edit("售后", 600, 30, "5"), edit("旗舰店售前", 660, 60, "30"), edit("售后", 630, 30, "5"), edit("旗舰店售前", 720, 60, "+20%"),
		edit("旗舰店售前", 840, 60, "+20%"), edit("售后", 660, 30, "-10%"), edit("售后", 690, 30, "-10%"),
	}, w.Today, &problems)
	var got []string
	for _, a := range list {
		got = append(got, fmt.Sprintf("%s %d-%d %s", a.Queue, a.From.Minute, a.To.Minute, a.Change().EN))
	}
	want := []string{"flagship 600-720 30 an hour", "flagship 720-780 +20%", "flagship 840-900 +20%", "aftersale 600-630 5", "aftersale 630-660 5", "aftersale 660-720 -10%"}
	if !slices.Equal(got, want) || len(problems) > 0 {
		t.Errorf("%v, want %v (%v)", got, want, problems)
	}
	edits := []report.ForecastEdit{edit("another", 0, 60, "5"), edit("another", 60, 60, "5"), edit("售后", 0, 60, "20%"), edit("售后", 60, 60, "5")}
	edits[3].Date = w.Today
	w.fromEdits(edits, w.Today, &problems)
	if told := fmt.Sprint(problems); len(problems) != 3 || !strings.Contains(told, `no queue "another"`) || !strings.Contains(told, "does not say whether") || !strings.Contains(told, "has its counts already") {
		t.Errorf("told: %s", told)
	}
}

// The same workbook may be read twice, and again after more was typed: what is there
// already stays, what was typed over gives way. A change beside a forecast that has been
// changed before comes on top.
func TestTakeForecast(t *testing.T) {
	w, err := withAdjustments(t, "adjustments.csv", "日期,时段,队列,咨询量或百分比\n2026-12-24,,,5\n")
	if err != nil {
		t.Fatal(err)
	}
	take := func(nine, ten string) *Taken {
		t.Helper()
		path := filepath.Join(t.TempDir(), "f.csv")
		text := "日期,时间,旗舰店售前,,,,\n,,预测,低,高,模型,调整,原因\n" +
			"2026-11-24,09:00,20.0,10,30,20.0," + nine + ",直播\n2026-11-24,10:00,24.0,10,30,20.0," + ten + ",\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if w, err = LoadUnstaffed(w.Root, w.Today); err != nil {
			t.Fatal(err)
		}
		got, err := w.TakeForecast(path, "王丽", "now", w.Today)
		if err != nil {
			t.Fatal(err)
		}
		if w, err = LoadUnstaffed(w.Root, w.Today); err != nil {
			t.Fatal(err)
		}
		return got
	}
	rows := func() string {
		var out []string
		for _, a := range w.Adjustments[1:] {
			out = append(out, fmt.Sprintf("%s %s %s %s %s", a.Queue, a.Span().EN, a.Change().EN, a.Who, a.Why))
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct {
		nine, ten              string
		added, replaced, known int
		rows                   string
	}{
		{"加20%", "30", 2, 0, 0, "flagship 2026-11-24 09:00–10:00 +20% 王丽 直播; flagship 2026-11-24 10:00–11:00 30 an hour 王丽 "},
		{"加20%", "30", 0, 0, 2, "flagship 2026-11-24 09:00–10:00 +20% 王丽 直播; flagship 2026-11-24 10:00–11:00 30 an hour 王丽 "},
		{"×1.5", "-10%", 2, 1, 0, "flagship 2026-11-24 10:00–11:00 30 an hour 王丽 ; flagship 2026-11-24 09:00–10:00 +50% 王丽 直播; flagship 2026-11-24 10:00–11:00 -10% 王丽 "},
	} {
		if got := take(c.nine, c.ten); len(got.Added) != c.added || got.Replaced != c.replaced || got.Known != c.known || rows() != c.rows {
			t.Errorf("%s, %s: %+v\n%s\nwant\n%s", c.nine, c.ten, got, rows(), c.rows)
		}
	}
}
