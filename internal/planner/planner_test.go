package planner

import (
	"os"
	"path/filepath"
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

// samplesDir holds the sample workspaces that tests have asked for, a folder a preset.
var samplesDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "planner-test-")
	if err != nil {
		panic(err)
	}
	samplesDir = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// sample copies the sample workspace of a preset, which is written once, and makes
// its planner.
func sample(t *testing.T, preset string) *Planner {
	t.Helper()
	from, dir := filepath.Join(samplesDir, preset), filepath.Join(t.TempDir(), preset)
	if _, err := os.Stat(from); err != nil {
		if err := samples.Write(from, samples.Options{Preset: preset, Lang: lang.ZH, Sample: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return at(t, dir)
}
