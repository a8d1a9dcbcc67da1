package schedule

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/workspace"
	"paiban/schedule/problemfile"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// stoppedSoon runs a search that would go on for long, stops it as Ctrl-C does once it
// has a roster, and returns what was printed. Stopped before that, it is tried again
// and stopped later.
func stoppedSoon(t *testing.T, s *apptest.Session, args ...string) (got solvedJSON) {
	t.Helper()
	s.JSON = true
	for wait := time.Second / 2; ; wait *= 2 {
		ctx, cancel := context.WithCancel(t.Context())
		stop := time.AfterFunc(wait, cancel)
		code, err := s.RunWith(ctx, New, append([]string{"solve", "--time-limit", "0s"}, args...)...)
		stop.Stop()
		cancel()
		if code != cli.ExitInterrupted {
			t.Fatalf("exit code %d, want %d: %v", code, cli.ExitInterrupted, err)
		}
		if errors.Is(err, context.Canceled) && wait < time.Minute { // it had no roster yet
			continue
		}
		if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, s.Out)
		}
		return got
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
	got := stoppedSoon(t, apptest.New(dir), "--problem", "team.json")
	if got.Status != solve.Stopped || len(got.Roster) != 60 || len(got.Roster[0].Cells) != 28 {
		t.Errorf("status %s, %d people", got.Status, len(got.Roster))
	}
}

// In a workspace it is written as well, and can be read back and gone on from.
func TestSolveInterrupted(t *testing.T) {
	s := apptest.Shop(t, "outsource")
	got := stoppedSoon(t, s, "--week", "2026-W48")
	file, err := workspace.ReadRoster(filepath.Join(s.Dir, "rosters", "2026-W48.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if got.File == "" || file.Changed() || len(file.People) != len(got.Roster) {
		t.Errorf("%q holds %d people, %d were planned", got.File, len(file.People), len(got.Roster))
	}
	got = stoppedSoon(t, s, "--start", "2026-W48")
	if got.Start == nil || got.Start.Score.Less(got.Score) {
		t.Errorf("from %+v it came to %+v", got.Start, got.Score)
	}
}

// The problem file of a week holds what the search of the week gets: both come to the
// same roster in the same number of steps. Nothing else is written.
func TestDumpIsTheProblemOfTheWeek(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	s.JSON = true
	run := func(args ...string) (got solvedJSON) {
		t.Helper()
		if code, err := s.Run(t, New, append([]string{"solve", "--time-limit", "0s", "--iterations", "3"}, args...)...); err != nil {
			t.Fatalf("%d: %v", code, err)
		}
		if s.Out.Len() > 0 {
			if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil {
				t.Fatalf("%v: %s", err, s.Out)
			}
		}
		return got
	}
	run("--week", "2026-W48", "--dump", "w48.json")
	if _, err := os.Stat(filepath.Join(s.Dir, "rosters", "2026-W48.xlsx")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a roster was written: %v", err)
	}
	want, got := run("--week", "2026-W48"), run("--problem", "w48.json")
	if got.Name != want.Name || got.From != want.From || got.Score != want.Score || !reflect.DeepEqual(got.Roster, want.Roster) {
		t.Errorf("the file comes to %+v, the week to %+v", got, want)
	}
}
