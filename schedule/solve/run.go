package solve

import (
	"context"
	"math/rand/v2"
	"slices"
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
	bound      schedule.Score
	proved     bool // nothing better exists
	complete   bool // nothing better exists that keeps the hard rules of people
	workers    [pair]*worker
	rng        *rand.Rand
	arms       map[int]*arm // by length of boxes, in days
	iterations int
	root       *box
	whole      []*window   // by person, over the whole horizon
	pi         []float64   // multipliers by row, a guide for boxes; nil if none
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
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	windows, err := m.prepare()
	if err != nil {
		return nil, err
	}
	s := &search{m: m, opts: opts, ctx: ctx, whole: windows, rng: newRand(opts.Seed, 1)}
	if opts.Clock != nil {
		s.began = opts.Clock()
	}
	for k := range s.workers {
		s.workers[k] = newWorker(m)
	}
	s.bound.Hard = m.forced()
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
	diveSize  = 250            // rows and people up to which the whole is dived into
	proofSize = 130            // rows and people up to which proof is tried before neighbourhood search
	firstTry  = 40             // boxes without success before proof is tried
	proofNode = 200            // nodes of the first proof; each later one has twice as many
	nodeWork  = 8_000_000      // elementary steps a node may take on average
)

// run does the search.
func (s *search) run() {
	first := newSearcher(s.m, s.m.newPlan(s.m.startCells(s.opts.Start)))
	first.windows = s.whole
	first.construct(s.stop)
	s.plan = first.plan
	s.report(phaseStart)
	if first.quick() {
		first.anneal(annealMoves*len(s.m.people), s.rng, s.stop)
		s.plan = first.plan
		s.report(phaseStart)
	}
	s.solveRoot()
	nodes := proofNode
	limited := s.opts.TimeLimit > 0 || s.opts.Iterations > 0
	if s.root != nil && s.root.lp.size <= proofSize && !s.done() {
		s.prove(nodes)
	}
	for stale := firstTry; !s.done(); stale, nodes = 2*stale, 2*nodes {
		before := s.plan.score()
		s.lns(stale)
		switch {
		case s.done():
			return
		case s.root != nil:
			s.report(phaseProve)
			s.prove(nodes)
		}
		// Converged: more of the same would bring little.
		if !limited && nodes >= 4*proofNode || s.settled(nodes) && !s.plan.score().Less(before) {
			return
		}
	}
}

// settled reports whether the problem is small, a gap is allowed, and enough has
// been tried for the search to end when it improves no more though time is left.
// While more than a hundredth is open, a proof is worth waiting for.
func (s *search) settled(nodes int) bool {
	const personDays, open = 400, 0.01
	if s.opts.Gap == 0 || len(s.m.people)*s.m.days > personDays {
		return false
	}
	best := s.plan.score()
	near := best.Hard == s.bound.Hard && float64(best.Cost-s.bound.Cost) <= open*float64(best.Cost)
	return near && nodes >= 2*proofNode || nodes >= 32*proofNode
}

// everything is the site of the whole problem.
func (s *search) everything() site {
	all := make([]int, len(s.m.people))
	for i := range all {
		all[i] = i
	}
	return site{all, 0, s.m.days}
}

// solveRoot finds a bound: by warm multipliers where the problem is not tiny,
// then by the linear program over the whole problem where it is not too large;
// and dives from that.
func (s *search) solveRoot() {
	if s.done() {
		return
	}
	size := len(s.m.rows) + len(s.m.people)
	var w *warm
	if size > warmSize {
		if w = s.warmUp(size); size > rootSize || s.done() {
			return
		}
	}
	at := s.everything()
	k := newWorker(s.m)
	const share = 0.45 // of the time allowed
	s.root = k.newBox(s.m, s.plan, at.people, at.from, at.to, rootWork, s.within(share))
	if s.root == nil {
		return
	}
	if w != nil {
		s.root.stock(w)
	}
	more := s.root.generate(10_000, s.root.start)
	s.raise(s.root.bound)
	s.duals = slices.Clone(s.root.center)
	const pooled = 25 // columns a person
	s.pool = s.root.pool(pooled)
	s.pi = make([]float64, len(s.m.rows))
	for n, r := range s.root.rows {
		s.pi[r] = float64(s.duals[n]) / scale
	}
	if !more {
		s.settleProof()
		return
	}
	s.report(phaseBound)
	s.round()
	if s.close() || s.root.lp.size > diveSize {
		return
	}
	s.root.halt = s.stop
	s.root.limit = s.root.work + max(5*s.root.work, 8*boxWork)
	s.takeChoice(s.root.dive(s.target()))
	s.report(phaseImprove)
}

// within returns a function that reports whether the search is to stop or a
// share of the time allowed is over.
func (s *search) within(share float64) func() bool {
	return func() bool {
		return s.stop() || s.opts.TimeLimit > 0 && s.opts.Clock != nil &&
			s.opts.Clock().Sub(s.began) > time.Duration(share*float64(s.opts.TimeLimit))
	}
}

// warmUp finds a bound, multipliers and a start without a linear program.
func (s *search) warmUp(size int) *warm {
	w := newWarm(s.m, s.whole)
	passes, share := 400, 0.25
	if size <= rootSize { // the linear program will do better
		passes, share = 40, 0.1
	}
	s.raise(w.run(passes, s.within(share)))
	s.pi = w.pi
	s.report(phaseBound)
	if len(w.mix[len(w.mix)-1]) > 0 {
		s.polish(w.heaviest())
		s.report(phaseBound)
	}
	return w
}

// round takes everybody's heaviest column of the root.
func (s *search) round() {
	cols, _ := s.root.heaviest()
	cells := make([][]int16, len(cols))
	for j, n := range cols {
		cells[j] = slices.Clone(s.root.lp.cols[n].cells)
	}
	s.polish(cells)
}

// polish plans people afresh from cells until nothing improves, and keeps the
// result if it is better than the plan.
func (s *search) polish(cells [][]int16) {
	first := newSearcher(s.m, s.m.newPlan(cells))
	first.windows = s.whole
	first.settle(s.stop)
	if first.plan.score().Less(s.plan.score()) {
		s.plan = first.plan
	}
}

// target is the value that a choice of the root must be below.
func (s *search) target() int64 { return s.m.value(s.plan.score()) - s.m.value(s.m.fixed) }

// takeChoice takes a choice of the root as the plan, if it is better.
func (s *search) takeChoice(c choice) {
	if c == nil {
		return
	}
	var cells [][]int16
	for _, n := range c {
		cells = append(cells, s.root.lp.cols[n].cells)
	}
	s.take(s.everything(), cells)
}

// prove branches from the root.
func (s *search) prove(nodes int) {
	s.root.limit = s.root.work + int64(nodes)*nodeWork
	c, complete := s.root.branch(s.target(), nodes)
	s.takeChoice(c)
	s.iterations += nodes
	if complete {
		s.settleProof()
	}
}

// raise takes in a bound, scaled, on the value of the root.
func (s *search) raise(bound int64) {
	if bound <= 0 {
		return
	}
	cost := s.m.ceil(bound) + s.m.value(s.m.fixed) - s.bound.Hard*s.m.hardWeight
	s.bound.Cost = max(s.bound.Cost, cost)
}

// settleProof records that no roster costs less than the plan among those that
// keep the hard rules of all people who can keep them. Where the plan breaks no
// more hard rules than must be, these are all that could be better.
func (s *search) settleProof() {
	s.complete = true
	if s.plan.score().Hard == s.bound.Hard {
		s.bound = s.plan.score()
		s.proved = true
	}
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
	s.opts.Progress(Progress{Best: s.plan.score(), Bound: s.bound, Elapsed: now.Sub(s.began), Phase: phase})
}

// result wraps the search up.
func (s *search) result() *Result {
	r := &Result{Roster: s.plan.roster(), Score: s.plan.score(), Bound: s.bound, Status: Stopped, Iterations: s.iterations}
	switch {
	case s.proved || r.Score == r.Bound:
		r.Status, r.Bound = Optimal, r.Score
	case s.close():
		r.Status = WithinGap
	}
	if r.Score.Hard > 0 {
		r.Reasons = s.reasons()
	}
	r.CoverDuals = s.coverDuals()
	if s.opts.Clock != nil {
		r.Elapsed = s.opts.Clock().Sub(s.began)
	}
	return r
}

// coverDuals shares the root's multipliers out among the cover rows: a head more
// in a row would save what the linear program pays for it there. Of several cover
// rows that count the same heads, those that fall short share it, in proportion
// to what each would save.
func (s *search) coverDuals() []float64 {
	if s.duals == nil {
		return nil
	}
	out := make([]float64, len(s.m.p.Cover))
	for n, r := range s.root.rows {
		w := &s.m.rows[r]
		heads := s.plan.heads[r]
		save := make([]float64, len(w.from))
		total := 0.0
		for k, c := range w.from {
			one := s.m.oneHead(int(c), int(heads), w)
			save[k] = max(0, float64(one))
			total += save[k]
		}
		dual := float64(s.duals[n]) / scale
		for k, c := range w.from {
			if total > 0 {
				out[c] = dual * save[k] / total
			} else {
				out[c] = dual / float64(len(w.from))
			}
		}
	}
	return out
}

// oneHead is what one more head would save in cover row c of row w.
func (m *model) oneHead(c, heads int, w *row) int64 {
	b := m.p.Cover[c].Bound
	h0, c0 := b.Judge(heads + w.past)
	h1, c1 := b.Judge(heads + w.past + 1)
	return m.value(schedule.Score{Hard: h0 - h1, Cost: c0 - c1})
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
