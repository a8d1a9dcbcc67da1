package planner

import (
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/samples"
)

// friday is when the planners of tests begin: 2026-11-20, in the week before the
// samples' next one.
var friday = time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC)

// at makes the planner of the workspace in dir.
func at(t *testing.T, dir string) *Planner {
	t.Helper()
	ws, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	return &Planner{Workspace: ws, Clock: func() time.Time { return friday.Add(time.Since(began)) }}
}

// sample writes the sample workspace of a preset and makes its planner.
func sample(t *testing.T, preset string) *Planner {
	t.Helper()
	dir := t.TempDir()
	if err := samples.Write(dir, samples.Options{Preset: preset, Lang: lang.ZH, Sample: true}); err != nil {
		t.Fatal(err)
	}
	return at(t, dir)
}
