package workspace

import (
	"context"
	"os"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// TestReplyFormulasThroughEveryDoor walks every formula of the one list through
// whatever knows formulas: paiban.yaml, its sentences and lint, the requirement,
// the simulation, the documents. A formula that one of them forgets is named.
func TestReplyFormulasThroughEveryDoor(t *testing.T) {
	page := func(name string) string {
		src, err := os.ReadFile("../../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	configuration, table := page("configuration.md"), page("staffing.md")
	rates := map[staffing.ReplyFormula]float64{}
	for _, e := range staffing.ReplyFormulas {
		f := e.Key
		if e.Name.ZH == "" || e.Name.EN == "" || e.Means.ZH == "" || e.Means.EN == "" || !f.Known() || f.Text() != e.Name || f.Means() != e.Means {
			t.Errorf("%s: its words are %v, %v; known %v", f, f.Text(), f.Means(), f.Known())
		}
		c, err := ParseConfig("paiban.yaml", []byte("preset: kuaishou\nqueues:\n  - {id: service, formula: "+string(f)+"}\n"))
		if err != nil {
			t.Errorf("paiban.yaml refuses formula: %s: %v", f, err)
			continue
		}
		if c.Queues[0].Formula != f {
			t.Errorf("paiban.yaml reads formula: %s as %s", f, c.Queues[0].Formula)
		}
		said := false
		for _, s := range c.Sentences() {
			said = said || strings.Contains(s.Text.EN, f.Means().EN) && strings.Contains(s.Text.ZH, f.Means().ZH)
		}
		if !said {
			t.Errorf("no sentence of the rules says what %s means", f)
		}
		for _, l := range c.Lint() {
			if strings.Contains(l.Key, "formula") || strings.Contains(l.What.EN, "%!") {
				t.Errorf("lint of %s: %+v", f, l)
			}
		}
		p := c.Queues[0].Staffing()
		needs, err := staffing.Require(p, []float64{60}, 30)
		if err != nil || needs[0].ReplyRate < p.Target || needs[0].ReplyRate >= 1 {
			t.Errorf("the requirement by %s: %+v, %v", f, needs, err)
		}
		p.Patience = 0
		perf, err := staffing.Evaluate(p, 60, 30, 4)
		if err != nil {
			t.Fatal(err)
		}
		rates[f] = perf.ReplyRate
		volume := make([]float64, 48)
		for i := 16; i < 32; i++ {
			volume[i] = 20
		}
		r, err := simulate.Run(context.Background(), simulate.Input{
			Start: 0, Days: 1, Step: 30, Policy: simulate.DefaultPolicy(),
			Queues: []simulate.Queue{{Name: lang.Same("q"), Params: p, Volume: volume}},
			Agents: []simulate.Agent{{ID: "1", Segments: []simulate.Segment{{Span: schedule.Span{Start: 480, End: 960}, Queues: []int{0}}}}},
		}, simulate.Options{Seed: 1, Replications: 2})
		if err != nil || r.Queues[0].Total.Judged == 0 {
			t.Errorf("the simulation judges nothing by %s: %v", f, err)
		}
		if !strings.Contains(table, "| `"+string(f)+"` |") {
			t.Errorf("docs/staffing.md has no line for %s", f)
		}
		if !strings.Contains(configuration, "`"+string(f)+"`") {
			t.Errorf("docs/configuration.md does not name %s", f)
		}
	}
	// A session and a buyer's day are the same to the steady state; no two others
	// are.
	if s, p := rates[staffing.PerSession], rates[staffing.PerPersonDay]; s != p || s == rates[staffing.PerTurn] || rates[staffing.PerTurn] == rates[staffing.FirstReply] {
		t.Errorf("reply rates of 4 people: %v", rates)
	}
	_, err := ParseConfig("paiban.yaml", []byte("preset: kuaishou\nqueues:\n  - {id: service, formula: mood}\n"))
	if err == nil || !strings.Contains(err.Error(), "formula") {
		t.Errorf("an unknown formula: %v", err)
	}
}
