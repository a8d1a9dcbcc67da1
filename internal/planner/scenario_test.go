package planner

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule/scenario"
)

// study reads a file of scenarios of the workspace.
func scenarioFile(t *testing.T, pl *Planner, text string) *workspace.ScenarioFile {
	t.Helper()
	path := filepath.Join(t.TempDir(), "study.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := pl.Workspace.ReadScenarios(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

const twoScenarios = `week: 2026-W48
volume:
  - {from: 2026-11-28, to: 2026-11-28, hours: "20:00-24:00", base: 3}
scenarios:
  - id: as-is
  - id: temps
    people:
      - {id: temps, kind: temp, heads: 2, hours: ["20:00-24:00"], pay_day: 200}
`

// Temps cost something and cover hours that the shop's own people do not.
func TestStudy(t *testing.T) {
	pl := sample(t, "recharge")
	file := scenarioFile(t, pl, twoScenarios)
	s, err := pl.Study(t.Context(), file, StudyOptions{Replications: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if s.Horizon.String() != "2026-W48" || len(s.Scenarios) != 2 || s.Confidence != .9 || s.Cheapest() != nil {
		t.Fatalf("%s, %d scenarios, confidence %v", s.Horizon, len(s.Scenarios), s.Confidence)
	}
	asIs, temps := s.Scenarios[0], s.Scenarios[1]
	if temps.Total <= asIs.Total || temps.Unmet >= asIs.Unmet || temps.Own != asIs.Own || len(asIs.Sensitivity) != len(Swings) {
		t.Errorf("as it is %.0f yuan, %.1f h short; with temps %.0f yuan, %.1f h short", asIs.Total, asIs.Unmet, temps.Total, temps.Unmet)
	}
}

func TestStudyOfOneScenario(t *testing.T) {
	pl := sample(t, "recharge")
	events := len(pl.Workspace.Events)
	file := scenarioFile(t, pl, twoScenarios)
	s, err := pl.Study(t.Context(), file, StudyOptions{Week: "2026-W47", Only: "as-is", Replications: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Scenarios) != 1 || s.Scenarios[0].ID != "as-is" || s.Horizon.String() != "2026-W47" {
		t.Errorf("%d scenarios of %s", len(s.Scenarios), s.Horizon)
	}
	if _, err := pl.Study(t.Context(), file, StudyOptions{Only: "none", Replications: 2}); !errors.As(err, new(lang.AskError)) {
		t.Errorf("a scenario that is not there: %v", err)
	}
	file.Week = "48"
	if _, err := pl.Study(t.Context(), file, StudyOptions{Replications: 2}); err == nil {
		t.Error("48 is a week")
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	file.Week = ""
	if _, err := pl.Study(stopped, file, StudyOptions{Replications: 2}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if len(pl.Workspace.Events) != events {
		t.Errorf("the workspace has %d events, had %d", len(pl.Workspace.Events), events)
	}
}

// Of three scenarios one has no plan on target; of the others the cheaper one counts, in
// whatever order they stand.
func TestCheapestScenario(t *testing.T) {
	of := func(total float64) *Studied {
		return &Studied{Frontier: &scenario.Frontier{Best: &scenario.Outcome{Total: total}}}
	}
	none, low, high := &Studied{Frontier: &scenario.Frontier{}}, of(100), of(200)
	for _, list := range [][]*Studied{{none, low, high}, {high, low, none}} {
		if got := (&Study{Scenarios: list}).Cheapest(); got != low {
			t.Errorf("the cheapest is %+v", got)
		}
	}
	if got := (&Study{Scenarios: []*Studied{none, {}}}).Cheapest(); got != nil {
		t.Errorf("of none it is %+v", got)
	}
}
