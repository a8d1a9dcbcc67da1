package planner

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/workspace"
)

// A folder that cannot be read is named and keeps nobody from the others.
func TestFindWorkspacesPassesClosedFolders(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"lost+found", "shop", "shop/inner", "west/a", "west/.old"} {
		dir := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "paiban.yaml"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shut := filepath.Join(root, "lost+found")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(shut, 0o700) })
	want := []string{"shop", "west/a"}
	var closed []string
	if _, err := os.ReadDir(shut); err != nil { // an administrator can read it, and on Windows everybody
		closed = []string{"lost+found"}
	} else {
		want = append([]string{"lost+found"}, want...)
	}
	found, notRead, err := FindWorkspaces(root)
	if err != nil || !slices.Equal(found, want) || !slices.Equal(notRead, closed) {
		t.Errorf("found %v, closed %v (%v), want %v and %v", found, notRead, err, want, closed)
	}
}

// Seven workspaces in three parts: each in one, and no part more than one larger
// than another.
func TestShardsPartTheWorkspaces(t *testing.T) {
	all := []string{"a", "b", "c", "d", "e", "f", "g"}
	var got [][]string
	for i := range 3 {
		got = append(got, Shard{i, 3}.Of(all))
	}
	want := [][]string{{"a", "d", "g"}, {"b", "e"}, {"c", "f"}}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%v, want %v", got, want)
	}
	if part := (Shard{8, 9}).Of(all); part != nil {
		t.Errorf("the ninth part of seven is %v", part)
	}
}

// Of three workspaces one cannot be read, one has a roster that somebody edited and
// one has none: that one is planned, and a second time it stands until leave changes.
func TestWeeksOfManyWorkspaces(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"edited", "fresh", "west/broken"} {
		if err := os.CopyFS(filepath.Join(root, filepath.FromSlash(name)), os.DirFS(sample(t, "recharge").Workspace.Root)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "west", "broken", "paiban.yaml"), []byte("preset: none-such\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	shops, closed, err := FindWorkspaces(root)
	if err != nil || closed != nil {
		t.Fatal(closed, err)
	}
	week := weekOf(t, "2026-W48")
	open := func(dir string) (*Planner, error) {
		ws, err := workspace.Load(dir)
		return &Planner{Workspace: ws, Clock: func() time.Time { return friday }}, err
	}
	weeks := func(ctx context.Context, o Output) (states []ShopState) {
		for s := range Weeks(ctx, open, func() time.Time { return friday }, week, quick, o, root, shops) {
			states = append(states, s.State)
			if (s.State == ShopFailed) != (s.Err != nil) || s.Err == nil && s.State != ShopInterrupted && (s.Week != "2026-W48" || s.People != 6) {
				t.Errorf("%s: %+v", s.Workspace, s)
			}
		}
		return states
	}
	if got := weeks(t.Context(), Output{}); !slices.Equal(got, []ShopState{ShopPlanned, ShopPlanned, ShopFailed}) {
		t.Fatalf("at first %v", got)
	}
	edit(t, filepath.Join(root, "edited", "rosters", "2026-W48.xlsx"))
	if got := weeks(t.Context(), Output{}); !slices.Equal(got, []ShopState{ShopEdited, ShopUnchanged, ShopFailed}) {
		t.Errorf("again %v", got)
	}
	// A web page that is not there is wanted; what punches bring changes nothing.
	if err := os.WriteFile(filepath.Join(root, "fresh", "punches", "new.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := weeks(t.Context(), Output{HTML: true}); !slices.Equal(got, []ShopState{ShopEdited, ShopPlanned, ShopFailed}) {
		t.Errorf("with web pages %v", got)
	}
	if got := weeks(t.Context(), Output{HTML: true}); !slices.Equal(got, []ShopState{ShopEdited, ShopUnchanged, ShopFailed}) {
		t.Errorf("with web pages again %v", got)
	}
	events := filepath.Join(root, "fresh", "events.csv")
	data, _ := os.ReadFile(events)
	if err := os.WriteFile(events, append(data, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := weeks(t.Context(), Output{}); !slices.Equal(got, []ShopState{ShopEdited, ShopPlanned, ShopFailed}) {
		t.Errorf("with other events %v", got)
	}
	if got := weeks(t.Context(), Output{Force: true}); !slices.Equal(got, []ShopState{ShopPlanned, ShopPlanned, ShopFailed}) {
		t.Errorf("with force %v", got)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if got := weeks(stopped, Output{Force: true}); !slices.Equal(got, []ShopState{ShopInterrupted, ShopInterrupted, ShopInterrupted}) {
		t.Errorf("stopped %v", got)
	}
}

// A fault in one workspace is that workspace's.
func TestFaultOfOneWorkspace(t *testing.T) {
	open := func(string) (*Planner, error) { panic("a fault") }
	for s := range Weeks(t.Context(), open, func() time.Time { return friday }, nil, quick, Output{}, ".", []string{"a"}) {
		if s.State != ShopFailed || s.Err == nil || !strings.Contains(s.Err.Error(), "a fault") {
			t.Errorf("%+v", s)
		}
	}
}

// A roster that does not say which files it rests on may be anybody's, such as one of
// an earlier version: it stands.
func TestRosterWithoutInputsStands(t *testing.T) {
	pl := sample(t, "recharge")
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	digest := p.Inputs
	p.Inputs = ""
	j, err := pl.Roster(t.Context(), p, quick, Output{})
	if err != nil {
		t.Fatal(err)
	}
	p.Inputs = digest
	if state, _, err := p.standing(j.Path, false, pl.today()); state != ShopEdited || err != nil {
		t.Errorf("it stands as %q (%v)", state, err)
	}
}

// A window asks for 50 people where there are six. The roster that stands still breaks
// it, and the list of shops says so both times.
func TestStandingRosterIsCheckedAgain(t *testing.T) {
	root := sample(t, "recharge").Workspace.Root
	config := filepath.Join(root, "paiban.yaml")
	text, err := os.ReadFile(config)
	if err == nil {
		err = os.WriteFile(config, []byte(string(text)+"\nqueues:\n  - id: orders\n    windows:\n      - {id: noon, hours: 12:00-13:00, days: all, min_online: 50, force: hard}\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	open := func(dir string) (*Planner, error) { return at(t, dir), nil }
	week := func() (s ShopWeek) {
		for s = range Weeks(t.Context(), open, func() time.Time { return friday }, weekOf(t, "2026-W48"), quick, Output{}, root, []string{"."}) {
		}
		return s
	}
	planned, stands := week(), week()
	if planned.State != ShopPlanned || stands.State != ShopUnchanged || planned.Hard == 0 || stands.Hard != planned.Hard {
		t.Errorf("planned %+v\nthen %+v", planned, stands)
	}
}

// A search that is stopped midway has written the best roster so far, and the list says
// that it was cut short.
func TestShopCutShort(t *testing.T) {
	root := sample(t, "recharge").Workspace.Root
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	open := func(dir string) (*Planner, error) {
		pl := at(t, dir)
		pl.Progress = func(s Step) {
			if s.Search != nil {
				stop()
			}
		}
		return pl, nil
	}
	for s := range Weeks(ctx, open, func() time.Time { return friday }, weekOf(t, "2026-W48"), Search{Iterations: 100, Seed: 1}, Output{}, root, []string{"."}) {
		if s.State != ShopInterrupted || s.Err != nil {
			t.Errorf("%+v", s)
		}
		if _, err := os.Stat(s.File); err != nil {
			t.Errorf("the roster so far: %v", err)
		}
	}
}
