package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/problemfile"
	"paiban/schedule/solve"
)

// solveProblem solves the problem file that o names and prints the result.
func solveProblem(ctx context.Context, a *cli.App, o *solveOptions) error {
	path := a.Path(o.problem)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	name, p, err := problemfile.Read(f)
	if err != nil {
		return lang.Errorf("%s", "%s", filepath.Base(path)).Because(err)
	}
	res, err := search(ctx, a, o.weekOptions, func(so solve.Options) (*solve.Result, error) { return solve.Solve(ctx, p, so) })
	if err != nil {
		return err
	}
	analysis := schedule.Check(p, res.Roster)
	if analysis.Score != res.Score {
		return fmt.Errorf("%s: the search scored %v, the checker %v", name, res.Score, analysis.Score)
	}
	plan := &workspace.Plan{Problem: p, Days: make([]workcal.Day, p.Days)}
	s := &solved{&rostered{planning: &planning{plan: plan}, result: res, analysis: analysis}, name, nil}
	if err := printSolved(a, s); err != nil {
		return err
	}
	return s.outcome(ctx)
}
