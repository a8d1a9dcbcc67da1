package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/samples"
	"paiban/schedule"
	"paiban/schedule/problemfile"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// solved is what schedule solve --json prints, as far as these tests ask.
type solved struct {
	File   string
	Status solve.Status
	Score  schedule.Score
	Start  *struct{ Score schedule.Score }
	Roster []struct{ Cells []string }
}

// stoppedSoon runs a command line that would search for long, stops it as Ctrl-C
// does once it has a roster, and returns what it printed. Stopped before that, it
// is tried again and stopped later.
func stoppedSoon(t *testing.T, dir string, args ...string) (printed []byte) {
	t.Helper()
	for wait := time.Second / 2; ; wait *= 2 {
		var out, talk bytes.Buffer
		ctx, cancel := context.WithCancel(context.Background())
		stop := time.AfterFunc(wait, cancel)
		a := &cli.App{Stdout: &out, Stderr: &talk, Now: time.Now, Getenv: func(string) string { return "" }, Dir: dir}
		code := run(ctx, a, append(args, "--time-limit", "0s", "--json", "--lang", "en"))
		stop.Stop()
		cancel()
		if code != cli.ExitInterrupted {
			t.Fatalf("exit code %d, want %d: %s", code, cli.ExitInterrupted, talk.String())
		}
		if strings.Contains(talk.String(), "nothing was written") && wait < time.Minute {
			continue
		}
		if got := strings.TrimSpace(talk.String()); got != "interrupted" {
			t.Fatalf("it says %q", got)
		}
		return out.Bytes()
	}
}

// Ctrl-C during the search: the best roster so far is printed, exit code 130. The
// search of 60 people over 28 days does not end within seconds.
func TestSolveProblemInterrupted(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	if err := problemfile.Write(&b, "team", bench.Team(60, 28, 30, 1)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "team.json"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var got solved
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--problem", "team.json"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Status != solve.Stopped || len(got.Roster) != 60 || len(got.Roster[0].Cells) != 28 {
		t.Errorf("status %s, %d people", got.Status, len(got.Roster))
	}
}

// In a workspace it is written as well, and can be read back and gone on from.
func TestSolveInterrupted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if err := samples.Write(dir, samples.Options{Preset: "outsource", Lang: lang.EN, Sample: true}); err != nil {
		t.Fatal(err)
	}
	var got solved
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--week", "2026-W48"), &got); err != nil {
		t.Fatal(err)
	}
	file, err := workspace.ReadRoster(filepath.Join(dir, "rosters", "2026-W48.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if got.File == "" || file.Changed() || len(file.People) != len(got.Roster) {
		t.Errorf("%q holds %d people, %d were planned", got.File, len(file.People), len(got.Roster))
	}
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--start", "2026-W48"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Start == nil || got.Start.Score.Less(got.Score) {
		t.Errorf("from %+v it came to %+v", got.Start, got.Score)
	}
}
