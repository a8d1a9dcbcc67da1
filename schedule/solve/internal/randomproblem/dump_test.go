package randomproblem_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"paiban/schedule"
	"paiban/schedule/problemfile"
	"paiban/schedule/solve/internal/randomproblem"
)

// TestDump writes random problems without breaks, each with a random roster and the score
// that the checker gives it, to the folder PAIBAN_DUMP, for another evaluation of them; see
// .oracle/README.md.
func TestDump(t *testing.T) {
	dir := os.Getenv("PAIBAN_DUMP")
	if dir == "" {
		t.Skip("PAIBAN_DUMP names no folder")
	}
	for n := 0; n < 60; {
		rng := rand.New(rand.NewPCG(uint64(n), 9))
		p := randomproblem.New(rng, 2+rng.IntN(3), 3+rng.IntN(20))
		for slices.ContainsFunc(p.Shifts, func(s schedule.Shift) bool { return s.Breaks != nil }) {
			p = randomproblem.New(rng, 2+rng.IntN(3), 3+rng.IntN(20))
		}
		r := schedule.NewRoster(p)
		for i := range r.Cells {
			for d := range r.Cells[i] {
				if s := rng.IntN(len(p.Shifts)+1) - 1; s != schedule.Off && p.People[i].May(s) {
					r.Cells[i][d] = s
				}
			}
		}
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.json", n)), func(f *os.File) error { return problemfile.Write(f, "random", p) })
		a := schedule.Check(p, r)
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.roster.json", n)), func(f *os.File) error {
			return json.NewEncoder(f).Encode(map[string]any{"cells": r.Cells, "score": a.Score, "by_rule": a.ByRule})
		})
		n++
	}
}

func write(t *testing.T, path string, fill func(f *os.File) error) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
}
