package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// editForecast writes the workbook of a day of two queues, the second of them changed
// from 12 to 12.5 at 09:00 before, types into cells of its sheet and reads it back.
func editForecast(t *testing.T, l lang.Lang, cells map[string]any) ([]ForecastEdit, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.xlsx")
	hours := slices.Repeat([]float64{12}, 24)
	changed := slices.Clone(hours)
	changed[9] = 12.5
	out := &forecast.Output{From: workcal.DateOf(2026, 11, 23), Days: 1, Queues: []forecast.Forecast{
		{Queue: "q", Step: 60, Point: hours, Low: hours, High: hours}, {Queue: "r", Step: 60, Point: changed, Low: hours, High: changed, Model: hours},
	}}
	if err := WriteForecast(path, &ForecastBook{Lang: l, Names: []string{"sales", "returns"}, Forecast: out}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cell, v := range cells {
		if err := f.SetCellValue(forecastSheet.In(l), cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	return ReadForecast(b)
}

// Rows begin at 3 with 00:00. Of sales C to E are the forecast, F and G are typed into; of
// returns H to J, with K the model's own, L and M.
func TestReadForecast(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		edits, err := editForecast(t, l, map[string]any{"F3": "+20%", "G3": "live show", "F4": 30, "L12": "×1.5", "L13": "-10%"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range edits {
			got = append(got, fmt.Sprintf("%s %d %s %s %s %v %d", e.Date, e.Minute/60, e.Queue, e.Change, e.Why, e.Own, e.Step))
		}
		want := []string{"2026-11-23 0 sales +20% live show true 60", "2026-11-23 1 sales 30  true 60", "2026-11-23 9 returns ×1.5  false 60", "2026-11-23 10 returns -10%  true 60"}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if edits, err := editForecast(t, lang.ZH, nil); err != nil || edits != nil {
		t.Errorf("an unchanged workbook: %v (%v)", edits, err)
	}
}

func TestReadForecastFindsFault(t *testing.T) {
	_, err := editForecast(t, lang.EN, map[string]any{"C5": 99, "G6": "why?", "A7": "someday", "F7": 5, "F8": "=1/0"})
	told := fmt.Sprint(err)
	for _, want := range []string{
		`f.xlsx:Forecast:5:C: the forecast of sales was changed from 12.0 to "99"`, `f.xlsx:Forecast:6:G: there is a reason, "why?", and nothing under Adjust`, `f.xlsx:Forecast:7:A: the date "someday"`,
	} {
		if !strings.Contains(told, want) {
			t.Errorf("not told: %s\n%s", want, told)
		}
	}
}
