package report

import (
	"path/filepath"
	"testing"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func TestWriteForecast(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f.xlsx")
	hours := make([]float64, 24)
	hours[9] = 12.5
	out := &forecast.Output{
		From: workcal.DateOf(2026, 11, 23), Days: 1,
		Queues: []forecast.Forecast{
			{Queue: "q", Step: 60, Point: hours, Low: make([]float64, 24), High: hours},
			{Queue: "r", Step: 60, Point: hours, Low: hours, High: hours},
		},
		Explanation: []lang.Text{lang.T("=有事", "=event")},
	}
	if err := WriteForecast(path, lang.EN, []string{"sales", "returns"}, out); err != nil {
		t.Fatal(err)
	}
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := b.Sheets(); len(got) != 3 || got[0] != "Forecast" || got[1] != "Story" || got[2] != "Cleaned" {
		t.Fatalf("sheets %v", got)
	}
	seen := false
	for row, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Number == 3+9 { // two rows of headings
			date, _ := table.ParseDate(row.At(1), 0)
			seen = date == out.From && row.At(2) == "09:00" && row.At(3) == "12.5" && row.At(4) == "0" && row.At(5) == "12.5" && row.At(9) == "25"
		}
	}
	if !seen {
		t.Error("the row of 09:00 is not as given")
	}
	for row, err := range b.Rows(1) {
		if err != nil || row.At(1) != "=event" {
			t.Errorf("story %v, %v; a sentence is text whatever it begins with", row, err)
		}
	}
}
