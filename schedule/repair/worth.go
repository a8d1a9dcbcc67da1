package repair

import (
	"cmp"
	"context"
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// Worth is what one more agent, or one more head on a shift of one day, would
// save, found by planning again.
type Worth struct {
	Like       int     // an agent like this person; schedule.Any where it is a head
	Kind       []int   // the people who are of the same kind as Like
	Shift, Day int     // the head; schedule.Any where it is an agent
	Estimate   float64 // cost it should save by the multipliers of cover, before planning again; 0 for an agent
	Before     schedule.Score
	After      schedule.Score
	ShortWas   int  // head-minutes below the requirement
	Short      int  // the same with the agent or head
	Proved     bool // both rosters are within the gap of the best
}

// Saves returns what it saves.
func (w *Worth) Saves() schedule.Score {
	return schedule.Score{Hard: w.Before.Hard - w.After.Hard, Cost: w.Before.Cost - w.After.Cost}
}

// worthGap is how far from the best a compared roster may be, as a share of cost.
const worthGap = 0.002

// WorthMore plans p, then plans it again with one more agent, and again with one more
// head on a shift of one day.
//
// Agents: one for each kind, a kind being the people who may work the same shifts; at
// most agents kinds, the largest first. Heads: at most heads of them, those worth
// most by the multipliers of cover, or by the rows that are short if there are no
// multipliers; the best day of each shift comes first.
func WorthMore(ctx context.Context, p *schedule.Problem, start *schedule.Roster, agents, heads int, o Options) (*solve.Result, []Worth, error) {
	s := newSearch(ctx, o)
	base, err := s.solve(p, start, worthGap)
	if err != nil {
		return nil, nil, err
	}
	short := Short(p, base.Roster)
	var out []Worth
	try := func(w Worth, q *schedule.Problem) error {
		start := base.Roster
		if len(q.People) > len(p.People) {
			start = start.Clone()
			start.Cells = append(start.Cells, schedule.NewRoster(q).Cells[0])
			// What the new one does best while nobody else changes.
			last := len(q.People) - 1
			r, err := s.solve(alone(q, last, start), nil, 0)
			if err != nil {
				return err
			}
			start.Cells[last] = r.Roster.Cells[0]
		}
		r, err := s.solve(q, start, worthGap)
		if err != nil {
			return err
		}
		w.Before, w.After, w.ShortWas, w.Short = base.Score, r.Score, short, Short(q, r.Roster)
		w.Proved = base.Status != solve.Stopped && r.Status != solve.Stopped
		out = append(out, w)
		return nil
	}
	for n, kind := range kinds(p) {
		if n == agents || s.late() {
			break
		}
		if err := try(Worth{Like: kind[0], Kind: kind, Shift: schedule.Any, Day: schedule.Any}, hire(p, kind[0])); err != nil {
			return nil, nil, err
		}
	}
	for n, c := range worthHeads(p, base) {
		if n == heads || s.late() {
			break
		}
		if err := try(Worth{Like: schedule.Any, Shift: c.shift, Day: c.day, Estimate: c.saves}, lend(p, c.shift, c.day)); err != nil {
			return nil, nil, err
		}
	}
	return base, out, nil
}

// kinds groups the people who count as cover and are there all the time by the
// shifts that they may work and the rows of cover that count them, the largest group
// first.
func kinds(p *schedule.Problem) (out [][]int) {
	sets := p.HeadSets()
	for i := range p.People {
		who := &p.People[i]
		if who.Trainee || who.First > 0 || who.Last < p.Days || len(who.Shifts) == 0 {
			continue
		}
		k := slices.IndexFunc(out, func(g []int) bool {
			return slices.Equal(p.People[g[0]].Shifts, who.Shifts) &&
				!slices.ContainsFunc(sets, func(s schedule.People) bool { return s.Has(i) != s.Has(g[0]) })
		})
		if k < 0 {
			out = append(out, []int{i})
		} else {
			out[k] = append(out[k], i)
		}
	}
	slices.SortStableFunc(out, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return out
}

// candidate is a head on a shift of a day and what it should save.
type candidate struct {
	shift, day int
	hard       int64
	saves      float64
}

// worthHeads estimates what a head more on each shift and day would save, the
// best day of each shift first, then the others, each ranked by what it saves.
func worthHeads(p *schedule.Problem, base *solve.Result) []candidate {
	n := heads(p, base.Roster)
	hard, cost := make([]int64, len(n)), make([]float64, len(n))
	for k, c := range p.Cover {
		h0, c0 := c.Bound.Judge(n[k])
		h1, c1 := c.Bound.Judge(n[k] + 1)
		hard[k], cost[k] = h0-h1, float64(c0-c1)
		if base.CoverDuals != nil {
			cost[k] = base.CoverDuals[k]
		}
	}
	var best, others []candidate
	rank := func(a, b candidate) int { return cmp.Or(cmp.Compare(b.hard, a.hard), cmp.Compare(b.saves, a.saves)) }
	for s := range p.Shifts {
		var of []candidate
		for d := range p.Days {
			if p.Shifts[s].Retired || !p.Shifts[s].Days.Has(d) {
				continue
			}
			c := candidate{shift: s, day: d}
			for k := range p.Cover {
				if touches(p, &p.Cover[k], s, d) {
					c.hard += hard[k]
					c.saves += cost[k]
				}
			}
			if c.hard > 0 || c.saves > 0 {
				of = append(of, c)
			}
		}
		slices.SortStableFunc(of, rank)
		if len(of) > 0 {
			best, others = append(best, of[0]), append(others, of[1:]...)
		}
	}
	slices.SortStableFunc(best, rank)
	slices.SortStableFunc(others, rank)
	return append(best, others...)
}

// lend returns p with one more head on a shift of a day, somebody outside the team
// who can do what any of it can.
func lend(p *schedule.Problem, shift, day int) *schedule.Problem {
	q := *p
	q.Cover = slices.Clone(p.Cover)
	for k := range q.Cover {
		if touches(p, &q.Cover[k], shift, day) {
			q.Cover[k].Bound = fewer(q.Cover[k].Bound, 1)
		}
	}
	return &q
}
