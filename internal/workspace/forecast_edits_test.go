package workspace

import (
	"fmt"
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
