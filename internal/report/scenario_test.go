package report

import (
	"archive/zip"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/schedule/scenario"
	"paiban/schedule/simulate"
)

// Two plans of two queues: a row each, the figures of the plan in its first row,
// the difference to the first plan, the costs by source and the swings.
func TestWriteScenarios(t *testing.T) {
	queue := func(name string, rate float64) scenario.Queue {
		return scenario.Queue{Name: lang.Same(name), Volume: 1000, Gate: .7, Target: .9, Reply: simulate.Estimate{Mean: rate, Half: .01}, MissGate: .25}
	}
	plan := func(name string, rate, cost float64) *scenario.Outcome {
		queues := []scenario.Queue{queue("pre", rate), queue("after", rate-.1)}
		return &scenario.Outcome{
			Name: lang.Same(name), Queues: queues, Required: 100, Own: 80, Unmet: 20, Total: cost, Risk: 750,
			Costs:       []scenario.Cost{{ID: "own", Name: lang.Same("own staff"), Hours: 80, Yuan: cost - 500}, {ID: "t", Name: lang.Same("=temps"), Yuan: 500}},
			Sensitivity: []scenario.Sensitivity{{Factor: .7, Queues: queues}, {Factor: 1.3, Queues: queues}},
		}
	}
	path := filepath.Join(t.TempDir(), "s.xlsx")
	if err := WriteScenarios(path, lang.EN, "Double 11", []*scenario.Outcome{plan("as is", .6, 2000), plan("temps", .8, 2600)}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range []struct{ sheet, cell, want string }{
		{"Compare", "A1", "Double 11"},
		{"Compare", "A4", "as is after"}, {"Compare", "D4", "50.0%"}, {"Compare", "O4", ""},
		{"Compare", "A5", "temps pre"}, {"Compare", "D5", "80.0%"}, {"Compare", "G5", "25.0%"}, {"Compare", "N5", "20.0"}, {"Compare", "O5", "2,600"},
		{"Costs", "B3", "=temps"}, {"Costs", "D4", "2,000.00"}, {"Costs", "D5", "750.00"},
		{"If the guess is off", "B1", "uplift -30%"}, {"If the guess is off", "C1", "uplift +30%"}, {"If the guess is off", "C5", "70.0%"},
	} {
		if got, err := f.GetCellValue(c.sheet, c.cell); err != nil || got != c.want {
			t.Errorf("%s!%s is %q, want %q (%v)", c.sheet, c.cell, got, c.want, err)
		}
	}
	if got, _ := f.CalcCellValue("Compare", "P5"); got != "600" {
		t.Errorf("temps cost %s more, want 600", got)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	charts := 0
	for _, f := range z.File {
		if ok, _ := filepath.Match("xl/charts/chart*.xml", f.Name); ok {
			charts++
		}
	}
	if charts != 3 {
		t.Errorf("%d charts, want 3", charts)
	}
}
