package report

import (
	"path/filepath"
	"strings"
	"testing"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Three of 30 said within their interval, 40 came: missed by 10, a quarter; the simple
// methods by 8 and 20. Where people changed something the model has a column.
func TestWriteAccuracy(t *testing.T) {
	monday := workcal.DateOf(2026, 11, 16)
	tally := forecast.Tally{Hours: 4, Held: 3, Said: 30, Came: 40, Missed: 10, LastMissed: 8, MeanMissed: 20}
	for _, changed := range []int{0, 1} {
		tally.Changed, tally.ChangedCame, tally.ChangedMissed, tally.OwnMissed = changed, 20, 10, 4
		a := &forecast.Accuracy{
			From: monday, Through: monday, All: tally,
			Weeks: []forecast.WeekRecord{{Week: workcal.WeekOf(monday), Tally: tally}},
			Days: []forecast.DayRecord{
				{Date: monday, Name: lang.T("售前", "=sales"), Tally: tally, Why: lang.T("原因", "=a cause")},
				{Date: monday + 1, Tally: tally},
			},
		}
		path := filepath.Join(t.TempDir(), "a.xlsx")
		if err := WriteAccuracy(path, &AccuracyBook{Lang: lang.EN, Shop: "shop", Accuracy: a, Days: 1}); err != nil {
			t.Fatal(err)
		}
		b, err := table.Open(path, table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		if !Wrote(b) {
			t.Error("the workbook is not known as the program's own")
		}
		var got []string
		for row, err := range b.Rows(0) {
			if err != nil {
				t.Fatal(err)
			}
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, c.Text)
			}
			got = append(got, strings.Join(cells, "|"))
		}
		text := strings.Join(got, "\n")
		want := []string{
			"the simple method was better: last week missed by 20.0%", "Week|Said|Came|Bias|Error|Within 90%|Last week|Mean of 4 weeks",
			"2026-W47|30|40|-0.25|0.25|0.75|0.2|0.5", "2026-11-16 Mon|=sales|30|40|=a cause",
		}
		if changed > 0 {
			want[1], want[2] = want[1]+"|Model alone", want[2]+"|0.1"
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("changed %d: %q is not in\n%s", changed, w, text)
			}
		}
		if strings.Contains(text, "2026-11-17") || changed == 0 && strings.Contains(text, "Model alone") {
			t.Errorf("changed %d: too much is shown:\n%s", changed, text)
		}
	}
}
