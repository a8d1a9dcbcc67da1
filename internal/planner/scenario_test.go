package planner

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
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

// Where the week has a roster the scenarios start from it, whatever would be better: with a
// roster in which everybody is off on every day nobody of the shop is there, and overtime
// finds nobody to stay.
func TestStudyStartsFromTheRosterThatIsThere(t *testing.T) {
	pl := sample(t, "recharge")
	text := "ID,姓名,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29\n"
	for _, p := range pl.Workspace.People {
		text += p.ID + "," + p.Name + strings.Repeat(",休", 7) + "\n"
	}
	path := filepath.Join(pl.Workspace.Root, "rosters", "2026-W48.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file := scenarioFile(t, pl, twoScenarios+"  - id: overtime\n    people: [{id: ot, kind: overtime, longest: 2h}]\n")
	s, err := pl.Study(t.Context(), file, StudyOptions{Replications: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	asIs, temps, longer := s.Scenarios[0], s.Scenarios[1], s.Scenarios[2]
	if asIs.Own != 0 || temps.Added == 0 || longer.Added != 0 {
		t.Errorf("%v hours of own people, %v of temps, %v of overtime", asIs.Own, temps.Added, longer.Added)
	}
	if !slices.ContainsFunc(s.Notes, func(n lang.Text) bool {
		return strings.Contains(n.EN, "start from the roster that is there, 2026-W48.csv")
	}) {
		t.Errorf("notes %v", s.Notes)
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

// A scenario that changes nothing needs what the week needs: nobody while the queue is
// closed, whatever comes then.
func TestScenarioNeedsNobodyWhileClosed(t *testing.T) {
	pl := sample(t, "recharge")
	pl.Workspace.Config.Queues[0].Open = []workspace.Span{{Start: 8 * 60, End: 20 * 60}}
	p, err := pl.Plan(t.Context(), weekOf(t, "2026-W48"))
	if err != nil {
		t.Fatal(err)
	}
	same, _, err := p.under(&workspace.ScenarioFile{}, &workspace.Scenario{ID: "as-is"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p.Demand[0].Needs, same.Demand[0].Needs); d != "" {
		t.Errorf("needs of the week and of the scenario:\n%s", d)
	}
}

// The forecast under the scenarios does not know an event whose uplift they guess: a
// quarter of what the event's own uplift of 4 makes of the day, give or take.
func TestStudyGuessesTheEventItself(t *testing.T) {
	pl := sample(t, "recharge")
	day := weekOf(t, "2026-W48").Monday() + 1
	pl.Workspace.Events = []forecast.Event{{Name: "live", From: forecast.Stamp{Date: day}, To: forecast.Stamp{Date: day + 1}, Uplift: 4}}
	file := scenarioFile(t, pl, "week: 2026-W48\nvolume:\n  - {event: live, base: 2}\nscenarios:\n  - id: as-is\n")
	volume := func(p *Planning, err error) float64 {
		if err != nil {
			t.Fatal(err)
		}
		steps := schedule.DayMinutes / pl.Workspace.Config.Interval
		sum := 0.0
		for _, v := range p.Demand[0].Volume[steps : 2*steps] {
			sum += v
		}
		return sum
	}
	known := volume(pl.Plan(t.Context(), weekOf(t, "2026-W48")))
	if v := volume(pl.planWithout(t.Context(), file, "")); v > known/3 {
		t.Errorf("%.0f contacts on the day of the event, %.0f with its uplift of 4", v, known)
	}
	if len(pl.Workspace.Events) != 1 {
		t.Error("the workspace lost the event")
	}
}

// A window that asks for two more heads than there are is filled by a scenario too: it is
// needed, whatever the forecast says.
func TestScenarioFillsWindows(t *testing.T) {
	pl := sample(t, "recharge")
	heads := len(pl.Workspace.People) + 2
	q := &pl.Workspace.Config.Queues[0]
	q.Windows = append(q.Windows, workspace.Window{ID: "many", Hours: workspace.Span{Start: 20 * 60, End: 24 * 60}, Min: heads, Force: workspace.Force{Cost: 1}})
	s, err := pl.Study(t.Context(), scenarioFile(t, pl, twoScenarios), StudyOptions{Only: "temps", Replications: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	temps := s.Scenarios[0]
	if len(temps.Turns) != 14 || temps.Required < float64(7*4*heads) {
		t.Errorf("%d turns, %.0f head-hours needed", len(temps.Turns), temps.Required)
	}
}
