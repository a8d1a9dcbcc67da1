package solve

import (
	"context"
	"time"

	"paiban/schedule"
)

// Solve searches for the best roster of p until optimality is proved or opts or
// ctx stop it. An error means that p is malformed or holds a rule that the
// optimiser does not know; a cancelled search is not an error.
func Solve(ctx context.Context, p *schedule.Problem, opts Options) (*Result, error) {
	var began time.Time
	if opts.Clock != nil {
		began = opts.Clock()
	}
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	if err := m.prepare(); err != nil {
		return nil, err
	}
	stop := func() bool {
		return ctx.Err() != nil || opts.TimeLimit > 0 && opts.Clock != nil && opts.Clock().Sub(began) >= opts.TimeLimit
	}
	s := newSearcher(m, m.newPlan(m.startCells(opts.Start)), opts.Seed, 0)
	s.construct(stop)
	s.anneal(200*len(m.people), 50, 0.5, stop)
	res := &Result{Roster: s.plan.roster(), Score: s.plan.score(), Status: Stopped}
	if opts.Clock != nil {
		res.Elapsed = opts.Clock().Sub(began)
	}
	return res, nil
}

// startCells returns the cells of a given roster, those that may not be worked
// taken as days off, or everybody off.
func (m *model) startCells(r *schedule.Roster) [][]int16 {
	cells := make([][]int16, len(m.people))
	for i := range cells {
		cells[i] = make([]int16, m.days)
		if r == nil || i >= len(r.Cells) {
			continue
		}
		for d := 0; d < m.days && d < len(r.Cells[i]); d++ {
			if c := r.Cells[i][d] + 1; c > 0 && c < m.cells && m.people[i].may[m.at(d, c)] {
				cells[i][d] = int16(c)
			}
		}
	}
	return cells
}
