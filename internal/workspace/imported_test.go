package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/internal/lang"
)

// addForecast puts a file into forecasts/ of a workspace.
func addForecast(t *testing.T, w *Workspace, name, text string) {
	t.Helper()
	path := filepath.Join(w.Root, "forecasts", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Every table besides the adjustments is a forecast, hours as hours and totals of days as
// such; what is none is named.
func TestImported(t *testing.T) {
	w, err := withAdjustments(t, "adjustments.csv", "日期,咨询量\n2026-11-24,5\n")
	if err != nil {
		t.Fatal(err)
	}
	addForecast(t, w, "总部.csv", "日期,时段,旗舰店售前,售后\n2026-11-24,9:00-10:00,12,3\n2026-11-24,10:00-11:00,13,\n")
	addForecast(t, w, "days.csv", "日期,队列,预测咨询量\n2026-11-24,售后,500\n2026-11-25,售后,600\n")
	addForecast(t, w, "调整.csv", "日期,时段,咨询量或百分比,谁\n2026-11-24,9,+20%,王丽\n")
	addForecast(t, w, "adjustments.xlsx", "日期,咨询量\n2026-11-24,6\n")
	addForecast(t, w, "预测.pdf", "%PDF")
	addForecast(t, w, "kept/x.csv", "made,2026\n")
	addForecast(t, w, "old/x.csv", "日期,咨询量\n2026-11-24,6\n")
	list, notes, err := w.Imported()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Source != "days.csv" || len(list[0].Days) != 2 || list[0].Hours != nil || list[0].Days[1].Total != 600 || list[0].Days[1].Queue != "aftersale" {
		t.Fatalf("%+v", list)
	}
	if got := list[1]; got.Days != nil || len(got.Hours) != 2 || at(t, got.Hours, "flagship", "2026-11-24", 600) != 13 {
		t.Errorf("%+v", got)
	}
	var said []string
	for _, n := range notes {
		said = append(said, n.EN)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"forecasts/调整.csv looks like adjustments", "forecasts/adjustments.xlsx is not read: adjustments are read from adjustments.csv", "预测.pdf is no", "old is a folder",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not said: %s\n%s", want, all)
		}
	}
	if strings.Contains(all, "kept") {
		t.Errorf("kept forecasts are told:\n%s", all)
	}
	addForecast(t, w, "bad.csv", "日期,时段,旗舰店售前\n2026-11-24,9,many\n")
	if _, _, err := w.Imported(); err == nil || !strings.Contains(lang.Tell(err, lang.EN), "bad.csv:2:C") {
		t.Errorf("a bad count: %v", err)
	}
}
