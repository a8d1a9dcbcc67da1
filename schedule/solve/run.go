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

	plan       *model.Plan // best plan so far
	descent    kickState
	bound      schedule.Score // no roster that keeps the hard rules of people scores lower
	forced     int64          // hard units that no roster at all can avoid
	least      int64          // no roster at all breaks fewer hard units
	complete   bool           // no roster that keeps the hard rules of people weighs less
	workers    [pool.Size]*master.Workspace
	walkers    [pool.Size]*localsearch.Search
	places     [pool.Size]*neighbourhood // by worker: its neighbourhood, nil for none
	rng        *rand.Rand
	arms       map[int]*arm // by length in days
	tried      int64        // steps of trials
	usualSteps int64        // usual steps of a neighbourhood
	iterations int
	pool       pool.Pool
	fails      int                  // neighbourhoods in a row without success
	stale      int                  // fails after which a proof is tried again
	calm       int                  // neighbourhoods without success since the last success or growth
	patience   int                  // calm after which neighbourhoods grow
	nodes      int                  // limit of the next proof
	due        bool                 // a proof is worth trying now
	converged  bool                 // neighbourhoods and proofs gain no more
	counted    bool                 // the cut on total understaffing has been tried
	before     schedule.Score       // score at the last proof
	dives      []*master.Subproblem // subproblems of everybody to dive from
	start      *lagrangian.Start    // for LP-guided neighbourhoods; nil for none
	guided     *localsearch.Search  // re-optimises people in these
	guiding    bool                 // a worker is in one
	proving    int                  // running jobs on subproblems of everybody
	root       *master.Subproblem
	diveFrom   *master.Subproblem // the root, or the same with day subproblems
	networks   []*pricing.Network // by person, over the whole horizon
	rowWorth   []float64          // multipliers by row, for the first columns of neighbourhoods; nil for none
	headWorth  []float64          // multipliers of link rows by day*Cells+cell; nil without day subproblems
	duals      []float64          // multipliers of the root, by row
	columns    [][][]int16        // by person, good columns of the root; nil for none
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
	p = p.ToSolve() // activities are placed once the roster is there, see [PlaceActivities]
	m, err := model.New(p)
	if err != nil {
		return nil, err
	}
	if teams := m.Parts(); len(teams) > 1 && m.Fixed.Hard == 0 { // else the reasons are about all
		return solveParts(ctx, m, teams, opts)
	}
	s, err := newSearch(ctx, m, opts)
	if err != nil {
		return nil, err
	}
	s.begin()
	if s, err = s.run(); err != nil {
		return nil, err
	}
	return s.result(), nil
}

// run goes on from the first roster to the end. It returns the search that has the result,
// s or a later one.
func (s *search) run() (*search, error) {
	p := s.m.Problem
	if s.short() {
		if err := s.minimiseHard(p, hardShare); err != nil {
			return nil, err
		}
	}
	if err := s.outweigh(); err != nil {
		return nil, err
	}
	s.improve()
	if !s.short() || s.stop() {
		return s, nil
	}
	before := s.plan.Score().Hard
	if err := s.minimiseHard(p, 1); err != nil {
		return nil, err
	}
	if s.plan.Score().Hard == before || s.stop() {
		return s, nil
	}
	return s.again()
}

// again is another search, from the plan on and with what is proved.
func (s *search) again() (*search, error) {
	n, err := newSearch(s.ctx, s.m, s.opts)
	if err != nil {
		return nil, err
	}
	n.began, n.told, n.iterations = s.began, s.told, s.iterations
	n.plan, n.bound.Hard, n.least = s.plan, s.bound.Hard, s.least
	if err := n.outweigh(); err != nil {
		return nil, err
	}
	n.improve()
	return n, nil
}

// hardShare is the share of the time limit that minimising hard units may take before
// anything else.
const hardShare = 0.5

// newSearch is a search on m, whose automata it builds.
func newSearch(ctx context.Context, m *model.Model, opts Options) (*search, error) {
	s := &search{m: m, opts: opts, ctx: ctx, rng: newRand(opts.Seed, 1)}
	if opts.Clock != nil {
		s.began = opts.Clock()
	}
	var err error
	if s.networks, err = localsearch.Prepare(m); err != nil {
		return nil, err
	}
	for k := range s.workers {
		s.workers[k], s.walkers[k] = master.NewWorkspace(m), localsearch.New(m, nil)
	}
	s.forced = localsearch.ForcedHard(m)
	s.bound.Hard, s.least = s.forced, s.forced
	m.FindCostGCD()
	return s, nil
}

// stop reports whether the search was cancelled or its time is up.
func (s *search) stop() bool {
	return s.ctx.Err() != nil || s.opts.TimeLimit > 0 && s.opts.Clock != nil && s.opts.Clock().Sub(s.began) >= s.opts.TimeLimit
}

// share is a share of the time limit; 0 is none.
func (s *search) share(of float64) time.Duration {
	return time.Duration(of * float64(s.opts.TimeLimit))
}

// done reports whether the search is to end: proved, within the gap, out of iterations,
// or stopped.
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

// Limits of the master of the whole problem.
const (
	rootSize  = 900            // rows and people
	startSize = 120            // the same, up to which the augmented-Lagrangian start does not pay
	rootWork  = 60_000_000_000 // elementary steps
	diveSize  = 450            // rows and people up to which it is dived into
	proofSize = 130            // rows and people up to which a proof is tried before neighbourhood search
	firstTry  = 40             // neighbourhoods without success before they grow and a proof is tried
	mostTry   = 160            // the same, later
	proofNode = 200            // nodes of the first proof; each later one has twice as many
	nodeWork  = 8_000_000      // elementary steps a node may take on average
	nearProof = 0.003          // gap below which a larger problem is worth a proof
)

// begin makes a first roster: everybody is planned in turn from the plan, or from the
// roster given, and a few at a time after that.
func (s *search) begin() {
	given := s.plan
	if given == nil && s.opts.Start != nil {
		given = s.m.NewPlan(s.m.StartCells(s.opts.Start))
	}
	start := given
	if given == nil {
		start = s.m.NewPlan(s.m.StartCells(nil))
	}
	first := localsearch.New(s.m, start.Clone())
	first.Networks = s.networks
	if s.m.Rolling && given == nil {
		first.Roll(func() bool { return s.ctx.Err() != nil }) // without it there would be no roster
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
	// By weight, a hard unit may have been given up.
	if given != nil && s.keepsPeople(given) && given.Score().Less(s.plan.Score()) {
		s.plan = given
	}
}

// keepsPeople reports whether all who can keep their hard rules do so in p.
func (s *search) keepsPeople(p *model.Plan) bool {
	for i := range s.m.People {
		if p.PersonScores[i].Hard > 0 && !s.m.People[i].Elastic {
			return false
		}
	}
	return true
}

// improve improves the first roster until nothing better exists or the search is to end.
func (s *search) improve() {
	s.solveRoot()
	s.nodes, s.stale, s.patience, s.usualSteps = proofNode, firstTry, firstTry, usualWork
	if s.root != nil && s.diveFrom == s.root && s.root.Size() <= proofSize && !s.done() {
		s.prove(s.nodes)
	}
	s.before = s.plan.Score()
	s.descent.restart(s.plan.Clone())
	s.pool.Run(s.next, s.opts.Workers == 1)
}

// resume continues where improve was stopped by a limit. Jobs that it broke off are lost.
func (s *search) resume() {
	s.pool, s.places, s.guiding, s.proving = pool.Pool{}, [pool.Size]*neighbourhood{}, false, 0
	s.pool.Run(s.next, s.opts.Workers == 1)
}

// resumable reports whether more of the same may still gain something.
func (s *search) resumable() bool {
	return s.descent.plan != nil && !s.complete && !s.withinGap() && !s.converged && !s.short()
}

// next is the next job of worker k: first a dive from the root, then a proof where
// neighbourhoods find nothing more, else a neighbourhood.
func (s *search) next(k int) pool.Job {
	if s.calm >= s.patience { // only larger neighbourhoods can find anything
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
		// Converged: more of the same would gain little.
		if !limited && s.nodes > s.mostNodes() || s.improvesNoMore(s.nodes/2) && !s.plan.Score().Less(s.before) {
			s.converged = true
			return nil
		}
		if s.root != nil && !s.counted {
			s.counted, s.due = true, true
			return s.rootJob(s.root, s.raiseByUnderstaffing)
		}
		s.before = s.plan.Score()
		nodes := s.nodes
		s.nodes *= 2
		if s.root != nil && (s.diveFrom != s.root || s.root.Size() <= proofSize || s.m.HardOnly || s.near(nearProof)) {
			s.report(phaseProve)
			return s.rootJob(s.diveFrom, s.proveFrom(s.diveFrom, nodes, true))
		}
	}
	return s.nextNeighbourhood(k)
}

// mostNodes is the size of the last proof where nothing else limits the search. Hard units
// are worth more patience than cost.
func (s *search) mostNodes() int {
	if s.m.HardOnly {
		return 64 * proofNode
	}
	return 4 * proofNode
}

// ended reports whether the search is to stop at once.
func (s *search) ended() bool { return s.stop() || s.pool.Ended() }

// near reports whether the plan is proved to be within a relative gap.
func (s *search) near(share float64) bool {
	best := s.plan.Score()
	return best.Hard == s.bound.Hard && float64(best.Cost-s.bound.Cost) <= share*float64(best.Cost)
}

// improvesNoMore reports whether a small problem with an allowed gap has been searched
// enough to end before its time limit. With more than a hundredth open, it waits for
// more proofs.
func (s *search) improvesNoMore(nodes int) bool {
	const personDays, open = 400, 0.01
	if s.opts.Gap == 0 || len(s.m.People)*s.m.Days > personDays {
		return false
	}
	return s.near(open) && nodes >= 2*proofNode || nodes >= 128*proofNode
}

// report reports progress.
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
