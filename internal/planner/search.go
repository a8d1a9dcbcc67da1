package planner

import (
	"context"
	"fmt"
	"time"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Search says how long and how far the search for a roster goes.
type Search struct {
	TimeLimit  time.Duration    // 0 is none
	Iterations int              // cap on steps, which makes the result the same on any machine; 0 is none
	Seed       uint64           // same seed and cap, same roster
	Gap        float64          // ends when proved this close to the best; 0 goes on until nothing better exists
	Start      *schedule.Roster // to start from; nil is none
	Workers    int              // 0 is all cores
}

// Solve finds the roster of p, hands out the daily duties and has all of it judged.
// A context that ends stops the search and the best roster so far is returned; if
// there is none yet, the context's error.
func (pl *Planner) Solve(ctx context.Context, p *Planning, s Search) (*Judged, error) {
	res, err := pl.search(ctx, s, func(o solve.Options) (*solve.Result, error) { return solvePlan(ctx, p.Plan, o) })
	if err == nil {
		withActivities(p.Plan.Problem, res, 0)
	}
	if err != nil {
		return nil, err
	}
	return p.judge(ctx, res, s.Seed, nil)
}

// SolveProblem finds the roster of a problem of the given name that belongs to no
// workspace; the planner's may be nil.
func (pl *Planner) SolveProblem(ctx context.Context, name string, p *schedule.Problem, s Search) (*Judged, error) {
	res, err := pl.search(ctx, s, func(o solve.Options) (*solve.Result, error) { return solve.Solve(ctx, p, o) })
	if err != nil {
		return nil, err
	}
	analysis := schedule.Check(p, res.Roster)
	if analysis.Score != res.Score {
		return nil, fmt.Errorf("%s: the search scored %v, the checker %v", name, res.Score, analysis.Score)
	}
	plan := &workspace.Plan{Problem: p, Days: make([]workcal.Day, p.Days)}
	o := &Outlook{Horizon: Horizon{Start: p.Start, Days: p.Days, First: p.WeekStarts}}
	return &Judged{Planning: &Planning{Outlook: o, Plan: plan}, Result: res, Analysis: analysis}, nil
}

// search runs find and tells how it stands. One that was stopped before it had a
// whole roster is an error.
func (pl *Planner) search(ctx context.Context, s Search, find func(solve.Options) (*solve.Result, error)) (*solve.Result, error) {
	begun := false // there is a whole roster, though not a good one yet
	res, err := find(solve.Options{
		TimeLimit: s.TimeLimit, Iterations: s.Iterations, Seed: s.Seed, Gap: s.Gap, Start: s.Start, Workers: s.Workers, Clock: pl.Clock,
		Progress: func(at solve.Progress) {
			begun = begun || ctx.Err() == nil
			pl.tell(Step{Search: &at})
		},
	})
	pl.tell(Step{})
	if err == nil && !begun {
		err = ctx.Err()
	}
	return res, err
}

// solvePlan finds the roster of a plan. Where two people agreed to exchange their
// shifts, these are exchanged and the days around them planned again to suit; if
// that cannot be, the swap stands, and the checker tells what it breaks.
func solvePlan(ctx context.Context, plan *workspace.Plan, o solve.Options) (*solve.Result, error) {
	first, err := solve.Solve(ctx, plan.Problem, o)
	if err != nil || !plan.Exchange(first.Roster) {
		return first, err
	}
	first.Score, first.Status = schedule.Check(plan.Problem.ToSolve(), first.Roster).Score, solve.Stopped
	if ctx.Err() != nil {
		return first, nil
	}
	o.Start = first.Roster
	fixed := plan.Exchanged(first.Roster).ToSolve()
	second, err := solve.Solve(ctx, fixed, o)
	if err == nil {
		second.Elapsed, second.Iterations = first.Elapsed+second.Elapsed, first.Iterations+second.Iterations
	}
	if err != nil || first.Score.Less(schedule.Check(fixed, second.Roster).Score) {
		return first, err
	}
	return second, nil
}
