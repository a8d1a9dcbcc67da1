package solve

import (
	"context"
	"math/rand/v2"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// search is one call of Solve.
type search struct {
	m     *model
	opts  Options
	ctx   context.Context
	began time.Time
	told  time.Time

	plan       *plan // the best so far
	descent    descent
	bound      schedule.Score
	proved     bool // nothing better exists
	complete   bool // nothing better exists that keeps the hard rules of people
	workers    [pair]*worker
	walkers    [pair]*searcher
	at         [pair]*site // where each worker is, nil if nowhere in particular
	rng        *rand.Rand
	arms       map[int]*arm // by length of boxes, in days
	tried      int64        // steps spent on trying lengths
	usual      int64        // steps that a box usually takes
	iterations int
	crew       crew
	fails      int            // boxes in a row that found nothing
	stale      int            // fails before proof is tried again
	calm       int            // boxes that found nothing since one did or they grew
	patience   int            // calm at which they grow
	nodes      int            // of the next proof
	due        bool           // a proof is worth trying at once
	counted    bool           // the bound was raised by missing heads
	before     schedule.Score // at the last proof
	dives      []*box         // of everybody, that dives are due from
	warm       *warm          // what people can drift from; nil if nothing
	drifter    *searcher      // who does
	drifting   bool           // a worker is at it
	proving    int            // jobs on boxes of everybody at work
	root       *box
	top        *box        // what is dived into: the root, or the same with days whole
	whole      []*window   // by person, over the whole horizon
	pi         []float64   // multipliers by row, a guide for boxes; nil if none
	worth      []float64   // of a head by day*cells+cell, where boxes take days whole; nil where they do not
	duals      []int64     // the root's multipliers, by its rows
	pool       [][][]int16 // by person, cells of good columns of the root; nil if none
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
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	windows, err := prepare(m)
	if err != nil {
		return nil, err
	}
	s.m, s.whole = m, windows
	for k := range s.workers {
		s.workers[k], s.walkers[k] = newWorker(m), newSearcher(m, nil)
	}
	s.bound.Hard = forced(m)
	m.findGrain()
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
	return s.complete || s.close() || s.opts.Iterations > 0 && s.iterations >= s.opts.Iterations || s.stop()
}

// close reports whether the plan is proved to be within the gap asked for.
func (s *search) close() bool {
	best := s.plan.score()
	if best.Hard > s.bound.Hard {
		return false
	}
	return best.Cost <= s.bound.Cost ||
		float64(best.Cost-max(0, s.bound.Cost)) <= s.opts.Gap*float64(best.Cost)
}

// limits of the linear program over the whole problem.
const (
	rootSize  = 900            // rows and people
	warmSize  = 120            // the same, below which a warm start is not worth it
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
	first := newSearcher(s.m, s.m.newPlan(s.m.startCells(s.opts.Start)))
	first.windows = s.whole
	if s.m.rolling && s.opts.Start == nil {
		first.roll(func() bool { return s.ctx.Err() != nil }) // without it there is no roster
	} else {
		first.construct(s.stop)
	}
	s.plan = first.plan
	s.report(phaseStart)
	if first.quick() {
		first.anneal(annealMoves*len(s.m.people), s.rng, s.stop)
		s.plan = first.plan
		s.report(phaseStart)
	}
	s.solveRoot()
	s.nodes, s.stale, s.patience, s.usual = proofNode, firstTry, firstTry, usualWork
	if s.root != nil && s.top == s.root && s.root.lp.size() <= proofSize && !s.done() {
		s.prove(s.nodes)
	}
	s.before = s.plan.score()
	s.descent.land(s.plan.clone())
	s.crew.work(s.next, s.opts.Workers == 1)
}

// next is what worker k does next: a dive from the root first, a proof when
// boxes bring nothing more, else a box.
func (s *search) next(k int) job {
	if s.calm >= s.patience { // boxes must be larger to find anything
		s.calm = 0
		s.patience *= 2
		s.usual = min(2*s.usual, mostWork)
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
		if !limited && s.nodes > 4*proofNode || s.settled(s.nodes/2) && !s.plan.score().Less(s.before) {
			return nil
		}
		if s.root != nil && !s.counted {
			s.counted, s.due = true, true
			return s.rootJob(s.root, s.count)
		}
		s.before = s.plan.score()
		nodes := s.nodes
		s.nodes *= 2
		if s.root != nil && (s.top != s.root || s.root.lp.size() <= proofSize || s.near(nearProof)) {
			s.report(phaseProve)
			return s.rootJob(s.top, s.proveFrom(s.top, nodes, true))
		}
	}
	return s.nextBox(k)
}

// ended reports whether the search is to stop at once.
func (s *search) ended() bool { return s.stop() || s.crew.ended() }

// near reports whether the plan is known to be within a share of the best.
func (s *search) near(share float64) bool {
	best := s.plan.score()
	return best.Hard == s.bound.Hard && float64(best.Cost-s.bound.Cost) <= share*float64(best.Cost)
}

// settled reports whether the problem is small, a gap is allowed, and enough has
// been tried for the search to end when it improves no more though time is left.
// While more than a hundredth is open, a proof is worth waiting for.
func (s *search) settled(nodes int) bool {
	const personDays, open = 400, 0.01
	if s.opts.Gap == 0 || len(s.m.people)*s.m.days > personDays {
		return false
	}
	return s.near(open) && nodes >= 2*proofNode || nodes >= 128*proofNode
}

// everything is the site of the whole problem.
func (s *search) everything() site { return site{people: s.m.everybody(), to: s.m.days} }

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
	s.opts.Progress(Progress{Best: s.plan.score(), Bound: s.bound, Elapsed: now.Sub(s.began), Phase: phase})
}
