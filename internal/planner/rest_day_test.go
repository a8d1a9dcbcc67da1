package planner

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/internal/workspace"
)

// Everybody works from Monday to Friday and has the weekend off, which is short of people.
// Work on a day off is offered at twice the hour's pay, on one day of the two: a day off in
// seven stays, and nobody who is pregnant is asked. Applied, it is overtime agreed, and the
// scenario finds it in place.
func TestWorkOnDaysOff(t *testing.T) {
	pl := sample(t, "recharge")
	for i := range pl.Workspace.People {
		pl.Workspace.People[i].Flags = nil
	}
	pl.Workspace.People[0].Flags = []workspace.Flag{workspace.Pregnant}
	pl.Workspace.Leave, pl.Workspace.Availability = nil, nil
	text := "ID,姓名,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29\n"
	for _, p := range pl.Workspace.People {
		text += p.ID + "," + p.Name + strings.Repeat(",早", 5) + ",休,休\n"
	}
	path := filepath.Join(pl.Workspace.Root, "rosters", "2026-W48.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file := scenarioFile(t, pl, "week: 2026-W48\nscenarios:\n  - id: rest\n    people: [{id: off, kind: rest_day, hours: [\"10:00-14:00\", \"16:00-20:00\"]}]\n")
	task := ApplyTask{StudyOptions: StudyOptions{Only: "rest", Replications: 2, Seed: 1}}
	a, err := pl.Apply(t.Context(), file, task)
	if err != nil {
		t.Fatal(err)
	}
	days := map[string]int{}
	for _, turn := range a.Turns {
		days[turn.Person]++
		if hourly := a.Case.Hourly[turn.Agent]; turn.Day < 5 || math.Abs(turn.Price-8*2*hourly) > 1e-9 || turn.Person == pl.Workspace.People[0].ID {
			t.Errorf("%s on day %d for %.2f yuan, an hour is %.2f", turn.Name, turn.Day, turn.Price, hourly)
		}
	}
	for id, n := range days {
		if n > 1 {
			t.Errorf("%s has no day off", id)
		}
	}
	if len(days) == 0 || len(a.Week.Overtime) != 2*len(a.Turns) || len(a.Changes) != 0 {
		t.Fatalf("%d people, %d spans of overtime, cells changed: %v", len(days), len(a.Week.Overtime), a.Changes)
	}
	with, err := pl.Workspace.With(a.Week)
	if err != nil {
		t.Fatal(err)
	}
	next := *pl
	next.Workspace = with
	s, err := next.Study(t.Context(), file, task.StudyOptions)
	if err != nil {
		t.Fatal(err)
	}
	if r := s.Scenarios[0]; r.Own < a.Own+a.Added-1e-9 {
		t.Errorf("%.1f hours are there, %.1f were and %.1f are added", r.Own, a.Own, a.Added)
	}
}
