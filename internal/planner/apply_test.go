package planner

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

const applied = `week: 2026-W48
volume:
  - {from: 2026-11-28, to: 2026-11-28, base: 8}
scenarios:
  - id: mix
    queues: [{id: orders, concurrency: 6}]
    people:
      - {id: ot, kind: overtime, longest: 2h}
      - {id: temps, name: 临时工, kind: temp, heads: 2, hours: ["10:00-14:00", "18:00-22:00"], from: 2026-11-28, pay_day: 50, pace: 80%}
`

// A plan becomes rows of the roster and overtime of the week's file. Everybody else works
// what they worked, the roster before goes into the history, and the scenario finds what it
// bought in place: nothing of it is bought again. What a roster cannot hold is named.
func TestApply(t *testing.T) {
	pl := sample(t, "recharge")
	week := weekOf(t, "2026-W48")
	p, err := pl.Plan(t.Context(), week)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pl.Roster(t.Context(), p, Search{Seed: 1, Iterations: 50}, Output{}); err != nil {
		t.Fatal(err)
	}
	path := workspace.RosterPath(pl.Workspace.Root, *week)
	before, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	file := scenarioFile(t, pl, applied)
	task := ApplyTask{StudyOptions: StudyOptions{Only: "mix", Replications: 2, Seed: 1}, DryRun: true}
	dry, err := pl.Apply(t.Context(), file, task)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dry.File); err == nil || dry.Written || len(dry.Week.People) == 0 || len(dry.Week.Overtime) == 0 {
		t.Fatalf("a dry run: %+v", dry.Week)
	}
	task.DryRun = false
	done, err := pl.Apply(t.Context(), file, task)
	if err != nil {
		t.Fatal(err)
	}
	if !done.Written || done.Backup == "" || len(done.Left) != 3 || !strings.Contains(done.Left[0].EN, "concurrency") {
		t.Errorf("written %v, kept as %q, not applied: %v", done.Written, done.Backup, done.Left)
	}
	after, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(after.People) != len(before.People)+len(done.Week.People) {
		t.Fatalf("%d rows, were %d", len(after.People), len(before.People))
	}
	for _, r := range before.People {
		now := after.People[slices.IndexFunc(after.People, func(o report.RosterRow) bool { return o.ID == r.ID })]
		if !slices.Equal(r.Cells, now.Cells) {
			t.Errorf("%s works %v, worked %v", r.Name, now.Cells, r.Cells)
		}
	}
	// The next one reads the week as it is now.
	again := at(t, pl.Workspace.Root)
	s, err := again.Study(t.Context(), file, task.StudyOptions)
	if err != nil {
		t.Fatal(err)
	}
	if s.Scenarios[0].Added > .2*done.Added {
		t.Errorf("%.0f hours are added to a week that has them, %.0f before", s.Scenarios[0].Added, done.Added)
	}
	if _, err := again.Apply(t.Context(), file, task); !errors.As(err, new(lang.AskError)) {
		t.Errorf("applied twice: %v", err)
	}
}

// A scenario that adds nobody writes nothing.
func TestApplyNothing(t *testing.T) {
	pl := sample(t, "recharge")
	a, err := pl.Apply(t.Context(), scenarioFile(t, pl, "week: 2026-W48\nscenarios:\n  - id: as-is\n"), ApplyTask{StudyOptions: StudyOptions{Only: "as-is", Replications: 2, Seed: 1}})
	if err != nil || a.Week != nil || a.Written || len(a.Left) != 0 {
		t.Errorf("%v %+v", err, a)
	}
}
