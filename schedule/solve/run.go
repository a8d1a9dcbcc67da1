package solve

import (
	"context"
	"math/rand/v2"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve/internal/lagrangian"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pool"
	"paiban/schedule/solve/internal/pricing"
)

// search is one call of Solve.
type search struct {
	m     *model.Model
	opts  Options
	ctx   context.Context
	began time.Time
	told  time.Time

	plan       *model.Plan // the best so far
	descent    kickState
	bound      schedule.Score
	proved     bool // nothing better exists
	complete   bool // nothing better exists that keeps the hard rules of people
	workers    [pool.Size]*master.Workspace
	walkers    [pool.Size]*localsearch.Search
	places     [pool.Size]*neighbourhood // where each worker is, nil if nowhere in particular
	rng        *rand.Rand
	arms       map[int]*arm // by length of boxes, in days
	tried      int64        // steps spent on trying lengths
	usualSteps int64        // steps that a box usually takes
	iterations int
	pool       pool.Pool
	fails      int                  // boxes in a row that found nothing
	stale      int                  // fails before proof is tried again
	calm       int                  // boxes that found nothing since one did or they grew
	patience   int                  // calm at which they grow
	nodes      int                  // of the next proof
	due        bool                 // a proof is worth trying at once
	counted    bool                 // the bound was raised by missing heads
	before     schedule.Score       // at the last proof
	dives      []*master.Subproblem // of everybody, that dives are due from
	start      *lagrangian.Start    // what people can drift from; nil if nothing
	guided     *localsearch.Search  // who does
	guiding    bool                 // a worker is at it
	proving    int                  // jobs on boxes of everybody at work
	root       *master.Subproblem
	diveFrom   *master.Subproblem // what is dived into: the root, or the same with days whole
	networks   []*pricing.Network // by person, over the whole horizon
	rowWorth   []float64          // multipliers by row, a guide for boxes; nil if none
	headWorth  []float64          // of a head by day*cells+cell, where boxes take days whole; nil where they do not
	duals      []float64          // the root's multipliers, by row
	columns    [][][]int16        // by person, cells of good columns of the root; nil if none
}

var (
	phaseStart   = lang.T("初排", "first roster")
	phaseBound   = lang.T("估计下界", "lower bound")
	phaseImprove = lang.T("改进", "improving")
	phaseProve   = lang.T("证明最优", "proving")
)

// Solve searches for the best roster of p until optimality is proved or opts or
// ctx stop it. An error means that p is malformed or holds a rule that the
// optimiser does not know; a cancelled search is not an error.
func Solve(ctx context.Context, p *schedule.Problem, opts Options) (*Result, error) {
	s := &search{opts: opts, ctx: ctx, rng: newRand(opts.Seed, 1)}
	if opts.Clock != nil {
		s.began = opts.Clock()
	}
	m, err := model.New(p)
	if err != nil {
		return nil, err
	}
	networks, err := localsearch.Prepare(m)
	if err != nil {
		return nil, err
	}
	s.m, s.networks = m, networks
	for k := range s.workers {
		s.workers[k], s.walkers[k] = master.NewWorkspace(m), localsearch.New(m, nil)
	}
	s.bound.Hard = localsearch.ForcedHard(m)
	m.FindCostGCD()
	s.run()
	return s.result(), nil
}

// stop reports whether the search was cancelled or its time is up.
func (s *search) stop() bool {
	return s.ctx.Err() != nil || s.opts.TimeLimit > 0 && s.opts.Clock != nil && s.opts.Clock().Sub(s.began) >= s.opts.TimeLimit
}

// done reports whether the search is to end: proved, close enough, out of
// iterations, or stopped.
func (s *search) done() bool {
	return s.complete || s.withinGap() || s.opts.Iterations > 0 && s.iterations >= s.opts.Iterations || s.stop()
}

// withinGap reports whether the plan is proved to be within the gap asked for.
func (s *search) withinGap() bool {
	best := s.plan.Score()
	if best.Hard > s.bound.Hard {
		return false
	}
	return best.Cost <= s.bound.Cost ||
		float64(best.Cost-max(0, s.bound.Cost)) <= s.opts.Gap*float64(best.Cost)
}

// limits of the linear program over the whole problem.
const (
	rootSize  = 900            // rows and people
	startSize = 120            // the same, below which a warm start is not worth it
	rootWork  = 60_000_000_000 // elementary steps
	diveSize  = 450            // rows and people up to which the whole is dived into
	proofSize = 130            // rows and people up to which proof is tried before neighbourhood search
	firstTry  = 40             // boxes without success before boxes grow and proof is tried
	mostTry   = 160            // the same, later
	proofNode = 200            // nodes of the first proof; each later one has twice as many
	nodeWork  = 8_000_000      // elementary steps a node may take on average
	nearProof = 0.003          // gap below which a larger problem is worth a proof
)

// run does the search.
func (s *search) run() {
	first := localsearch.New(s.m, s.m.NewPlan(s.m.StartCells(s.opts.Start)))
	first.Networks = s.networks
	if s.m.Rolling && s.opts.Start == nil {
		first.Roll(func() bool { return s.ctx.Err() != nil }) // without it there is no roster
	} else {
		first.Construct(s.stop)
	}
	s.plan = first.Plan
	s.report(phaseStart)
	if first.PricingIsCheap() {
		first.Anneal(localsearch.AnnealMoves*len(s.m.People), s.rng, s.stop)
		s.plan = first.Plan
		s.report(phaseStart)
	}
	s.solveRoot()
	s.nodes, s.stale, s.patience, s.usualSteps = proofNode, firstTry, firstTry, usualWork
	if s.root != nil && s.diveFrom == s.root && s.root.Size() <= proofSize && !s.done() {
		s.prove(s.nodes)
	}
	s.before = s.plan.Score()
	s.descent.restart(s.plan.Clone())
	s.pool.Run(s.next, s.opts.Workers == 1)
}

// next is what worker k does next: a dive from the root first, a proof when
// boxes bring nothing more, else a box.
func (s *search) next(k int) pool.Job {
	if s.calm >= s.patience { // boxes must be larger to find anything
		s.calm = 0
		s.patience *= 2
		s.usualSteps = min(2*s.usualSteps, mostWork)
	}
	switch {
	case s.done():
		return nil
	case len(s.dives) > 0:
		b := s.dives[0]
		s.dives = s.dives[1:]
		return s.rootJob(b, s.diveRoot(b))
	case (s.fails >= s.stale || s.due) && s.proving == 0:
		if !s.due {
			s.stale = min(2*s.stale, mostTry)
		}
		s.fails, s.due = 0, false
		limited := s.opts.TimeLimit > 0 || s.opts.Iterations > 0
		// Converged: more of the same would bring little.
		if !limited && s.nodes > 4*proofNode || s.improvesNoMore(s.nodes/2) && !s.plan.Score().Less(s.before) {
			return nil
		}
		if s.root != nil && !s.counted {
			s.counted, s.due = true, true
			return s.rootJob(s.root, s.raiseByUnderstaffing)
		}
		s.before = s.plan.Score()
		nodes := s.nodes
		s.nodes *= 2
		if s.root != nil && (s.diveFrom != s.root || s.root.Size() <= proofSize || s.near(nearProof)) {
			s.report(phaseProve)
			return s.rootJob(s.diveFrom, s.proveFrom(s.diveFrom, nodes, true))
		}
	}
	return s.nextNeighbourhood(k)
}

// ended reports whether the search is to stop at once.
func (s *search) ended() bool { return s.stop() || s.pool.Ended() }

// near reports whether the plan is known to be within a share of the best.
func (s *search) near(share float64) bool {
	best := s.plan.Score()
	return best.Hard == s.bound.Hard && float64(best.Cost-s.bound.Cost) <= share*float64(best.Cost)
}

// improvesNoMore reports whether the problem is small, a gap is allowed, and enough has
// been tried for the search to end when it improves no more though time is left.
// While more than a hundredth is open, a proof is worth waiting for.
func (s *search) improvesNoMore(nodes int) bool {
	const personDays, open = 400, 0.01
	if s.opts.Gap == 0 || len(s.m.People)*s.m.Days > personDays {
		return false
	}
	return s.near(open) && nodes >= 2*proofNode || nodes >= 128*proofNode
}

// report tells progress.
func (s *search) report(phase lang.Text) {
	if s.opts.Progress == nil || s.opts.Clock == nil {
		return
	}
	now := s.opts.Clock()
	const often = 200 * time.Millisecond
	if now.Sub(s.told) < often && !s.told.IsZero() {
		return
	}
	s.told = now
	s.opts.Progress(Progress{Best: s.plan.Score(), Bound: s.bound, Elapsed: now.Sub(s.began), Phase: phase})
}
