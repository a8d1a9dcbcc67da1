package solve

import (
	"slices"
	"time"
)

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
		s.root.stock(w.columns(), w.best)
	}
	more := s.root.generate(10_000, s.root.start)
	s.raise(s.root.bound)
	s.duals = slices.Clone(s.root.center)
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
	s.round(s.root)
	s.root.halt = s.stop
	s.top = s.root
	if s.sharpen(); s.complete || s.close() {
		return
	}
	if s.top != s.root && s.top.lp.size() <= diveSize {
		s.dives = append(s.dives, s.top)
	}
	if s.root.lp.size() <= diveSize {
		s.dives = append(s.dives, s.root) // the other worker's: now this, now that is better
	}
}

// pooled is how many columns a person the root gives boxes to start with.
const pooled = 25

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
	w := newWarm(s.m)
	passes, share, dive := mostPasses, 0.3, divePasses
	coarse := size > rootSize && len(s.m.rows) <= coarseRows
	if coarse {
		share = 0.2
	}
	if size <= rootSize { // the linear program will do better
		passes, share = 150, 0.1
	}
	if size <= diveSize { // and dives from it
		dive = 0
	}
	w.run(passes, warmPatience, s.within(share))
	s.raise(w.bound)
	s.pi = slices.Clone(w.best)
	s.report(phaseBound)
	if len(w.mix[len(w.mix)-1].parts) == 0 {
		return w
	}
	first := newSearcher(s.m, nil)
	first.windows = s.whole
	var cells [][]int16
	if coarse {
		cells = s.coarse(w, first)
	}
	if cells == nil {
		cells = make([][]int16, len(s.m.people))
		w.dive(first, cells, dive, s.within(2*share))
	}
	s.polish(first, cells)
	s.report(phaseBound)
	s.warm, s.drifter = w, first
	return w
}

const (
	mostPasses   = 1000 // of the warm start
	warmPatience = 10   // bounds in a row that may be no gain
)

// round takes everybody's heaviest column of b, a box of everybody.
func (s *search) round(b *box) {
	cols, _ := b.heaviest()
	cells := make([][]int16, len(cols))
	for j, n := range cols {
		cells[j] = slices.Clone(b.lp.cols[n].cells)
	}
	first := newSearcher(s.m, nil)
	first.windows = s.whole
	s.polish(first, cells)
}

// polish lets first plan people afresh from cells until nothing improves, and keeps
// the result if it is better than the plan.
func (s *search) polish(first *searcher, cells [][]int16) {
	first.plan = s.m.newPlan(cells)
	first.settle(s.stop)
	if first.plan.score().Less(s.plan.score()) {
		s.plan = first.plan
	}
}

// target is the value that a choice of the root must be below.
func (s *search) target() int64 { return s.m.value(s.plan.score()) - s.m.value(s.m.fixed) }

// takeChoice takes a choice of b, a box of everybody, as the plan, if it is better.
func (s *search) takeChoice(b *box, c choice) {
	if c == nil {
		return
	}
	var cells [][]int16
	for _, n := range c {
		cells = append(cells, slices.Clone(b.lp.cols[n].cells))
	}
	if p := s.m.newPlan(cells); p.score().Less(s.plan.score()) {
		s.plan = p
		s.descent.land(p.clone())
	}
}

// prove branches from the root, before the workers begin.
func (s *search) prove(nodes int) {
	c, settle := s.proveFrom(s.root, nodes, false)(s.target())
	s.takeChoice(s.root, c)
	settle()
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

// rootJob is a job on b, the root or the like: do returns a choice below target, if it found
// one, and what else there is to settle.
func (s *search) rootJob(b *box, do func(target int64) (choice, func())) job {
	s.proving++
	target := s.target()
	return func(k int) func() {
		b.tick = func(n int64) { s.crew.spend(k, n) }
		b.spend(jobSteps)
		b.halt = s.ended
		c, settle := do(target)
		return func() {
			s.proving--
			s.takeChoice(b, c)
			settle()
		}
	}
}

// diveTries is how often a dive of everybody tries another column.
const diveTries = 10

// diveRoot returns a dive from b, the root or the like.
func (s *search) diveRoot(b *box) func(target int64) (choice, func()) {
	return func(target int64) (choice, func()) {
		b.limit = b.work + max(5*b.work, 8*boxWork)
		if !b.generate(60, target) { // solved already, but for dives before
			return nil, func() { s.raise(b.bound) }
		}
		c := b.dive(target, diveTries)
		return c, func() {
			s.due = b != s.root
			s.report(phaseImprove)
		}
	}
}

// count raises the bound by what heads missing in all must be.
func (s *search) count(target int64) (choice, func()) {
	b := s.root
	b.limit = b.work + max(b.work, boxWork)
	bound := b.shortfall(target)
	return nil, func() {
		s.raise(bound)
		s.report(phaseBound)
	}
}

// proveFrom branches from b, the root or the like, until something is found where once
// says so.
func (s *search) proveFrom(b *box, nodes int, once bool) func(target int64) (choice, func()) {
	return func(target int64) (choice, func()) {
		work := int64(nodes) * nodeWork
		if len(b.days) > 0 { // nodes take longer
			work = max(8*boxWork, work)
		}
		b.limit = b.work + work
		c, bound, solved := b.branch(target, nodes, once)
		return c, func() {
			s.iterations += max(1, solved)
			s.raise(bound)
			if s.m.ceil(bound) >= s.target() {
				s.settleProof()
			}
			if c != nil && once { // there was no time to prove anything
				s.due, s.nodes = true, nodes
			}
			s.report(phaseImprove)
		}
	}
}
