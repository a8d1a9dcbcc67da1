package report

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

func TestWriteRequirement(t *testing.T) {
	monday := workcal.DateOf(2026, 11, 23)
	r := &Requirement{Lang: lang.EN, Shop: "=Shop", Title: "2026-W48", Step: 60}
	for d := range 2 {
		r.Days = append(r.Days, workcal.New(nil).Day(monday+workcal.Date(d)))
	}
	heads, volume := make([]int, 48), make([]float64, 48)
	heads[9], heads[10], heads[24+10], volume[24+8] = 2, 5, 4, 12.4
	r.Queues = []QueueRequirement{
		{Name: lang.Same("pre/sale"), Words: lang.Same("words"), Heads: heads, Volume: volume},
		{Name: lang.Same("pre:sale"), Words: lang.Same("words"), Heads: make([]int, 48)},
	}
	path := filepath.Join(t.TempDir(), "r.xlsx")
	if err := WriteRequirement(path, r); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// Both names lose what a sheet's name may not hold and become the same.
	if got := f.GetSheetList(); len(got) != 3 || got[0] != "pre sale" || got[1] != "pre sale (2)" {
		t.Fatalf("sheets %v", got)
	}
	// Intervals 09 and 10 are those with heads; peaks 5 and 4, hours 2 + 5 and 4.
	for cell, want := range map[string]string{
		"A1": "=Shop · pre/sale · 2026-W48", "B5": "Mon 11-23", "A6": "09:00", "A7": "10:00", "B7": "5", "C7": "4",
		"A8": "Peak", "B8": "5", "C8": "4", "A9": "Hours", "B9": "7.0", "C9": "4.0",
		"A14": "08:00", "C14": "12", "A15": "",
	} {
		if got, err := f.GetCellValue("pre sale", cell); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
	}
	if got, _ := f.GetCellFormula("pre sale", "B9"); got != "SUM(B6:B7)*60/60" {
		t.Errorf("agent-hours are %q", got)
	}
	if got, err := f.GetConditionalFormats("pre sale"); err != nil || len(got) != 2 {
		t.Errorf("heat maps: %v, %v", got, err)
	}
}
