package solve

import (
	"context"
	"math"
	"slices"
	"time"

	"paiban/schedule"
	"paiban/schedule/solve/internal/model"
)

// Teams that share no cover, such as two queues without a person in common, are planned
// one by one. Each linear program is smaller, each bound is rounded by itself, and a small
// team is soon proved. Scores and bounds add up: no roster of a team scores below its
// bound, so none of all scores below the sum, in the lexicographic order too.

// part is one team.
type part struct {
	team    schedule.Team
	cover   []int // by row of its cover: which of the whole problem that is
	search  *search
	started bool
	idle    int // turns in a row that gained nothing
}

// parts is the search of all teams.
type parts struct {
	whole *model.Model
	opts  Options
	began time.Time
	all   []*part
}

// Limits of a turn, as shares of the limits of the whole search.
const (
	firstTurns = 0.6      // of the first turns of all together; each has some by its people squared
	laterTurn  = 1.0 / 3  // of what is then left
	leastTurn  = 1.0 / 15 // of everything, for a turn after the first
)

// solveParts plans the teams of m. Each has a first turn, the small ones first. Then the
// team whose gap is widest has the next turn, until the limits are reached: what one is
// proved early goes to the others.
func solveParts(ctx context.Context, m *model.Model, teams []schedule.Team, opts Options) (*Result, error) {
	ps := &parts{whole: m, opts: opts}
	if opts.Clock != nil {
		ps.began = opts.Clock()
	}
	for _, team := range teams {
		q, err := ps.begin(ctx, team)
		if err != nil {
			return nil, err
		}
		ps.all = append(ps.all, q)
	}
	order := slices.Clone(ps.all)
	slices.SortStableFunc(order, func(a, b *part) int { return len(a.team) - len(b.team) })
	squares := 0.0
	for _, q := range order {
		squares += q.square()
	}
	share := firstTurns
	for _, q := range order {
		if err := ps.turn(q, share*q.square()/squares); err != nil {
			return nil, err
		}
		share, squares = max(0, firstTurns-ps.used()), squares-q.square() // what one leaves goes to who comes later
	}
	for {
		q := ps.widest()
		left := 1 - ps.used()
		if q == nil || left <= 0 || ctx.Err() != nil || opts.TimeLimit == 0 && opts.Iterations == 0 {
			return ps.result(), nil
		}
		if err := ps.turn(q, min(left, max(leastTurn, laterTurn*left))); err != nil {
			return nil, err
		}
	}
}

// begin gives a team a first roster.
func (ps *parts) begin(ctx context.Context, team schedule.Team) (*part, error) {
	q, opts := &part{team: team}, ps.opts
	var p *schedule.Problem
	p, q.cover = ps.whole.Part(team)
	m, err := model.New(p)
	if err != nil {
		return nil, err
	}
	if opts.Start != nil {
		given := schedule.NewRoster(p)
		for k, i := range team {
			if i < len(opts.Start.Cells) {
				copy(given.Cells[k], opts.Start.Cells[i])
			}
			if i < len(opts.Start.Breaks) {
				given.Breaks = append(given.Breaks, opts.Start.Breaks[i])
			}
		}
		opts.Start = given
	}
	if opts.Progress != nil {
		opts.Progress = ps.report
	}
	if q.search, err = newSearch(ctx, m, opts); err != nil {
		return nil, err
	}
	q.search.opts.Progress = nil // there is no roster of the others yet
	q.search.begin()
	q.search.opts = opts
	return q, nil
}

// turn lets a team search for a share of the limits, from where it was.
func (ps *parts) turn(q *part, share float64) (err error) {
	s := q.search
	if ps.opts.TimeLimit > 0 {
		s.opts.TimeLimit = max(1, time.Duration(share*float64(ps.opts.TimeLimit)))
	}
	if ps.opts.Iterations > 0 {
		s.opts.Iterations = s.iterations + max(1, int(share*float64(ps.opts.Iterations)))
	}
	if s.opts.Clock != nil {
		s.began = s.opts.Clock()
	}
	before := s.plan.Score()
	if q.started {
		s.resume()
	} else if q.search, err = s.run(); err != nil {
		return err
	}
	if q.idle++; q.search.plan.Score().Less(before) {
		q.idle = 0
	}
	q.started = true
	return nil
}

// used is the share of the limits that is used up.
func (ps *parts) used() (share float64) {
	if ps.opts.TimeLimit > 0 && ps.opts.Clock != nil {
		share = float64(ps.opts.Clock().Sub(ps.began)) / float64(ps.opts.TimeLimit)
	}
	if ps.opts.Iterations > 0 {
		n := 0
		for _, q := range ps.all {
			n += q.search.iterations
		}
		share = max(share, float64(n)/float64(ps.opts.Iterations))
	}
	return share
}

// widest is the team with the widest gap, halved for every turn that gained nothing; nil
// where nobody's gap is worth a turn.
func (ps *parts) widest() (wide *part) {
	widest := 0.0
	for _, q := range ps.all {
		s := q.search
		gap := math.Ldexp(float64(s.plan.Score().Cost-s.bound.Cost), -q.idle)
		if s.resumable() && gap > widest {
			wide, widest = q, gap
		}
	}
	best, bound := ps.known()
	if best.Hard == bound.Hard && float64(best.Cost-max(0, bound.Cost)) <= ps.opts.Gap*float64(best.Cost) {
		return nil
	}
	return wide
}

// known is what is known of all together.
func (ps *parts) known() (best, bound schedule.Score) {
	best, bound = ps.whole.Fixed, ps.whole.Fixed
	for _, q := range ps.all {
		best, bound = best.Add(q.search.plan.Score()), bound.Add(q.search.bound)
	}
	return best, bound
}

// square is about how much there is to do for a team beside others.
func (q *part) square() float64 {
	n := float64(len(q.team))
	return n * n
}

// report tells what is known of all.
func (ps *parts) report(now Progress) {
	now.Best, now.Bound = ps.known()
	now.Elapsed = ps.opts.Clock().Sub(ps.began)
	ps.opts.Progress(now)
}

// result puts the results of the teams together.
func (ps *parts) result() *Result {
	m := ps.whole
	r := &Result{Roster: schedule.NewRoster(m.Problem), Score: m.Fixed, Bound: m.Fixed, Kept: m.Fixed, Status: Stopped}
	if ps.opts.Clock != nil {
		r.Elapsed = ps.opts.Clock().Sub(ps.began)
	}
	for _, q := range ps.all {
		own := q.search.result()
		for k, i := range q.team {
			r.Roster.Cells[i] = own.Roster.Cells[k]
			for d := range own.Roster.Cells[k] {
				if at := own.Roster.PlacedAt(k, d); at != nil {
					r.Roster.PlaceBreaks(i, d, at)
				}
			}
		}
		r.Score, r.Bound, r.Kept = r.Score.Add(own.Score), r.Bound.Add(own.Bound), r.Kept.Add(own.Kept)
		r.Reasons = append(r.Reasons, own.Reasons...)
		r.Iterations += own.Iterations
		if own.CoverDuals != nil && r.CoverDuals == nil {
			r.CoverDuals = make([]float64, len(m.Problem.Cover))
		}
		for k, dual := range own.CoverDuals {
			r.CoverDuals[q.cover[k]] = dual
		}
	}
	switch {
	case r.Score == r.Bound:
		r.Status = Optimal
	case r.Score.Hard == r.Bound.Hard && r.Gap() <= ps.opts.Gap:
		r.Status = WithinGap
	}
	return r
}
