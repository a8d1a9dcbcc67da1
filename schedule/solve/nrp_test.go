package solve_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// instance reads a published instance, or skips where they are not at hand.
func instance(t testing.TB, name string) *schedule.Problem {
	t.Helper()
	dir, _ := os.Getwd()
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	f, err := os.Open(filepath.Join(dir, "..", "shared", "data", "nrp", name))
	if err != nil {
		t.Skip("published instances are not at hand")
	}
	defer f.Close()
	p, err := bench.ReadNRP(f, name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The optima of the first three published instances are known: 607, 828, 1001.
func TestPublishedOptima(t *testing.T) {
	for name, want := range map[string]int64{"Instance1.txt": 607, "Instance2.txt": 828, "Instance3.txt": 1001} {
		p := instance(t, name)
		r, err := solve.Solve(context.Background(), p, solve.Options{Iterations: 2000})
		if err != nil {
			t.Fatal(err)
		}
		if r.Status != solve.Optimal || r.Score != (schedule.Score{Cost: want}) {
			t.Errorf("%s: %v, %v, want %d proved", name, r.Score, r.Status, want)
		}
		if got := schedule.Check(p, r.Roster).Score; got != r.Score {
			t.Errorf("%s: scored %v, checked %v", name, r.Score, got)
		}
	}
}
