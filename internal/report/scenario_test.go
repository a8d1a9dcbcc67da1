package report

import (
	"archive/zip"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
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
	c := &scenario.Case{
		Days:    []workcal.Day{workcal.New(nil).Day(workcal.DateOf(2026, time.November, 28))},
		Sources: []scenario.Source{{ID: "t", Name: lang.Same("=temps")}, {ID: "ot", Name: lang.Same("overtime")}},
	}
	temps := &ScenarioPlan{Outcome: plan("temps", .8, 2600), Case: c, Advice: lang.Same("buy it"), Curve: []scenario.Point{
		{Cost: 2000, Queues: []scenario.Queue{queue("pre", .6)}}, {Turns: 2, Cost: 2600, PerPoint: 30, Queues: []scenario.Queue{queue("pre", .8)}},
	}}
	temps.Turns = []scenario.Turn{
		{Source: 1, Person: "E07", Name: "Wang", Spans: []schedule.Span{{Start: 1080, End: 1200}}, Price: 100},
		{Source: 0, Agent: -1, Head: 1, Pace: .6, Spans: []schedule.Span{{Start: 540, End: 720}, {Start: 840, End: 1080}}, Price: 400},
	}
	temps.Best = &scenario.Outcome{Turns: temps.Turns[:1]}
	if err := WriteScenarios(path, lang.EN, "Double 11", []*ScenarioPlan{{Outcome: plan("as is", .6, 2000), Case: c}, temps}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range []struct{ sheet, cell, want string }{
		{"Compare", "A1", "Double 11"},
		{"Compare", "A4", "as is after"}, {"Compare", "D4", "0.0%"}, {"Compare", "E4", "50.0%"}, {"Compare", "O4", ""},
		{"Compare", "A5", "temps pre"}, {"Compare", "E5", "80.0%"}, {"Compare", "H5", "25.0%"}, {"Compare", "N5", "20.0"}, {"Compare", "O5", "2,600"},
		{"Who and when", "A2", "as is"}, {"Who and when", "D2", "nobody added"},
		{"Who and when", "B3", "2026-11-28"}, {"Who and when", "E3", "=temps 1"}, {"Who and when", "G3", "09:00-12:00 14:00-18:00"}, {"Who and when", "H3", "7.0"}, {"Who and when", "I3", "60%"}, {"Who and when", "J3", "400.00"},
		{"Who and when", "E4", "Wang"}, {"Who and when", "F4", "E07"}, {"Who and when", "G4", "18:00-20:00"}, {"Who and when", "I4", ""}, {"Who and when", "D5", "Total"},
		{"Who and when", "A6", "temps (cheapest)"}, {"Who and when", "E6", "Wang"},
		{"What money buys", "A2", "temps"}, {"What money buys", "C3", "2,600"}, {"What money buys", "D3", "80.0%"}, {"What money buys", "G3", "30"}, {"What money buys", "A5", "temps: buy it"},
		{"Costs", "B3", "=temps"}, {"Costs", "D4", "2,000.00"}, {"Costs", "D5", "750.00"},
		{"If the guess is off", "B1", "uplift -30%"}, {"If the guess is off", "C1", "uplift +30%"}, {"If the guess is off", "C5", "70.0%"},
	} {
		if got, err := f.GetCellValue(c.sheet, c.cell); err != nil || got != c.want {
			t.Errorf("%s!%s is %q, want %q (%v)", c.sheet, c.cell, got, c.want, err)
		}
	}
	if got, _ := f.CalcCellValue("Who and when", "J5"); got != "500.00" && got != "500" {
		t.Errorf("all turns cost %s, want 500", got)
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
	if charts != 4 {
		t.Errorf("%d charts, want 4", charts)
	}
}
