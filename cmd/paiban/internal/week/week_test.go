package week

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
)

// The week after the samples' history is written, printed and, for machines, told in
// the same figures.
func TestWeek(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	code, err := s.Run(t, New, "--html", "--time-limit", "2s")
	if code != cli.ExitOK || err != nil {
		t.Fatalf("exit code %d: %v", code, err)
	}
	path := filepath.Join(s.Dir, "rosters", "2026-W48.xlsx")
	for _, want := range []string{"2026-W48 (2026-11-23 to 2026-11-29)", "all hard rules hold", "Wrote " + path} {
		if !strings.Contains(s.Out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, s.Out)
		}
	}
	if want := "web report: " + filepath.Join(s.Dir, "exports", "2026-W48.html"); strings.TrimSpace(s.Talk.String()) != want {
		t.Errorf("it says %q beside, want %q", s.Talk, want)
	}
	s.JSON = true
	other := filepath.Join(s.Dir, "other.xlsx")
	if code, err := s.Run(t, New, "--time-limit", "2s", "-o", "other.xlsx"); code != cli.ExitOK {
		t.Fatalf("exit code %d: %v", code, err)
	}
	var got weekJSON
	if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "paiban/week/1" || got.File != other || len(got.Days) != 7 || len(got.Roster) != 6 || got.Score.Hard != 0 || got.Simulation == nil {
		t.Errorf("%+v", got)
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range [][]string{{"--week", "48"}, {"--shard", "0/4"}, {"--all", ".", "-o", "x.xlsx"}, {"--all", ".", "--shard", "4/4"}} {
		s := apptest.New(t.TempDir())
		if code, err := s.Run(t, New, args...); code != cli.ExitUsage {
			t.Errorf("%v: exit code %d (%v)", args, code, err)
		}
	}
	for _, args := range [][]string{{"--all", "none"}, {"--all", "."}, {}} {
		s := apptest.New(t.TempDir())
		if code, err := s.Run(t, New, args...); code != cli.ExitBadInput {
			t.Errorf("%v: exit code %d (%v)", args, code, err)
		}
	}
}

func TestParseShard(t *testing.T) {
	index := ""
	getenv := func(name string) string {
		if name != cli.IndexVar {
			t.Errorf("it asks for %s", name)
		}
		return index
	}
	for _, c := range []struct {
		text, index string
		want        planner.Shard
		bad         bool
	}{
		{"", "", planner.Shard{Index: 0, Count: 1}, false},
		{"0/4", "", planner.Shard{Index: 0, Count: 4}, false},
		{"3/4", "1", planner.Shard{Index: 3, Count: 4}, false},
		{"auto/4", "2", planner.Shard{Index: 2, Count: 4}, false},
		{"auto/4", "", planner.Shard{}, true},
		{"auto/4", "4", planner.Shard{}, true},
		{"4/4", "", planner.Shard{}, true},
		{"-1/4", "", planner.Shard{}, true},
		{"1/0", "", planner.Shard{}, true},
		{"1", "", planner.Shard{}, true},
		{"a/b", "", planner.Shard{}, true},
	} {
		index = c.index
		got, err := parseShard(c.text, getenv)
		if got != c.want || (err != nil) != c.bad || c.bad && cli.ExitCode(err) != cli.ExitUsage {
			t.Errorf("%q with %q: %+v, %v", c.text, c.index, got, err)
		}
	}
}

// The exit code of a workspace among many is that of `paiban week` alone; the worst of
// all ends the command.
func TestExitCodesOfManyWorkspaces(t *testing.T) {
	weeks := []planner.ShopWeek{
		{Workspace: "a", State: planner.ShopPlanned, Elapsed: 1234 * time.Millisecond},
		{Workspace: "b", State: planner.ShopUnchanged, Hard: 2},
		{Workspace: "c", State: planner.ShopFailed, Err: lang.Errorf("坏了", "it is broken")},
		{Workspace: "d", State: planner.ShopFailed, Err: errors.New("a fault")},
		{Workspace: "e", State: planner.ShopInterrupted, Hard: 2},
	}
	for n, want := range []int{cli.ExitOK, cli.ExitViolations, cli.ExitBadInput, cli.ExitInternal, cli.ExitInterrupted} {
		s := apptest.New(t.TempDir())
		if got := shopJSON(s.App, weeks[n]); got.Exit != want || got.Workspace != weeks[n].Workspace {
			t.Errorf("%s: %+v, want exit code %d", weeks[n].Workspace, got, want)
		}
		told := func(yield func(planner.ShopWeek) bool) {
			for _, w := range weeks[:n+1] {
				if !yield(w) {
					return
				}
			}
		}
		if got := cli.ExitCode(tellAll(s.App, n+1, told)); got != want {
			t.Errorf("%d workspaces: exit code %d, want %d", n+1, got, want)
		}
		if lines := strings.Count(s.Out.String(), "\n"); lines != n+2 {
			t.Errorf("%d lines for %d workspaces:\n%s", lines, n+1, s.Out)
		}
	}
	if got := shopJSON(apptest.New(".").App, weeks[0]).Seconds; got != 1.23 {
		t.Errorf("%v seconds", got)
	}
}
