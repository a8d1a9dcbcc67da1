package repair

import (
	"context"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// keepCost is what a cell that changes costs where days are planned anew: it decides
// between rosters that are otherwise as good, and nothing else.
const keepCost = 1

// From finds the best roster of p whose days before from are as in base, whatever hard
// rules stand against these. Of rosters that are as good it takes one that changes fewer
// cells. The bound holds for the roster returned; its score is by p.
func From(ctx context.Context, p *schedule.Problem, base *schedule.Roster, from int, o solve.Options) (*solve.Result, error) {
	m := &repairer{search: newSearch(ctx, Options{}), p: p, task: Task{Base: base, From: from}, forced: map[Cell]bool{}}
	m.force()
	m.admit()
	q := with(m.open, m.rules...)
	q.Rules = append(q.Rules, schedule.Keep{Base: m.start, From: from, Cost: keepCost})
	o.Start = m.start
	res, err := solve.Solve(ctx, q, o)
	if err != nil {
		return nil, err
	}
	plan := m.plan(res.Roster)
	out := *res
	out.Roster, out.Score = plan.Roster, plan.Analysis.Score
	// With every cell kept for nothing, the best could be that much better, but never for
	// less than nothing.
	out.Bound.Cost = max(0, out.Bound.Cost-keepCost*int64(len(p.People)*(p.Days-from)))
	out.Bound.Hard = min(out.Bound.Hard, out.Score.Hard)
	if out.Status == solve.Optimal && out.Score != out.Bound {
		out.Status = solve.WithinGap
	}
	return &out, nil
}
