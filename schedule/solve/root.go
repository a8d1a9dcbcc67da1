package solve

import (
	"slices"

	"paiban/schedule/solve/internal/lagrangian"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
	"paiban/schedule/solve/internal/pool"
)

// solveRoot finds a bound: by the augmented-Lagrangian start unless the problem is
// tiny, then by the master of the whole problem (the root) unless that is too large. It
// schedules dives from the root.
func (s *search) solveRoot() {
	if s.done() {
		return
	}
	size := len(s.m.Rows) + len(s.m.People)
	var w *lagrangian.Start
	if size > startSize {
		if w = s.augmentedLagrangian(size); size > rootSize || s.done() {
			return
		}
	}
	k := master.NewWorkspace(s.m)
	const share = 0.45 // of the time limit
	s.root = k.NewWhole(s.m, s.plan, rootWork, s.within(share), false)
	if s.root == nil {
		return
	}
	if w != nil {
		s.root.AddColumns(w.Columns(), w.Best)
	}
	more := s.root.Generate(10_000, s.root.Incumbent)
	s.raise(s.root.Bound)
	s.columns = s.root.BestColumns(columnsPerPerson)
	s.rowWorth = make([]float64, len(s.m.Rows))
	s.root.RowMultipliers(s.rowWorth)
	s.duals = slices.Clone(s.rowWorth)
	if !more {
		s.concludeProof()
		return
	}
	s.report(phaseBound)
	s.round(s.root)
	s.root.SetControl(s.stop, nil)
	s.diveFrom = s.root
	if s.decomposeDays(); s.complete || s.withinGap() {
		return
	}
	if s.diveFrom != s.root && s.diveFrom.Size() <= diveSize {
		s.dives = append(s.dives, s.diveFrom)
	}
	if s.root.Size() <= diveSize {
		s.dives = append(s.dives, s.root) // for the other worker, because either can be better
	}
}

// columnsPerPerson is the number of root columns of each person that neighbourhoods
// start with.
const columnsPerPerson = 25

// within returns a function that reports whether the search is to stop or a share of
// the time limit is over.
func (s *search) within(share float64) func() bool {
	return func() bool {
		return s.stop() || s.opts.TimeLimit > 0 && s.opts.Clock != nil &&
			s.opts.Clock().Sub(s.began) > s.share(share)
	}
}

// augmentedLagrangian finds a bound, multipliers and a roster without a linear program.
func (s *search) augmentedLagrangian(size int) *lagrangian.Start {
	w := lagrangian.New(s.m)
	passes, share, dive := maxPasses, 0.3, lagrangian.DivePasses
	truncated := size > rootSize && len(s.m.Rows) <= truncatedDiveRows
	if truncated {
		share = 0.2
	}
	if size <= rootSize { // the master will give a better bound
		passes, share = 150, 0.1
	}
	if size <= diveSize { // and better dives
		dive = 0
	}
	w.Run(passes, startPatience, s.within(share))
	s.raise(w.Bound)
	s.rowWorth = slices.Clone(w.Best)
	s.report(phaseBound)
	if !w.Ready() {
		return w
	}
	first := localsearch.New(s.m, nil)
	first.Networks = s.networks
	var cells [][]int16
	if truncated {
		cells = s.truncatedDive(w, first)
	}
	if cells == nil {
		cells = make([][]int16, len(s.m.People))
		w.Dive(first, cells, dive, s.within(2*share))
	}
	s.polish(first, cells)
	s.report(phaseBound)
	s.start, s.guided = w, first
	return w
}

const (
	maxPasses     = 1000 // of the augmented-Lagrangian start
	startPatience = 10   // bounds in a row without progress
)

// round gives everybody their column of largest weight in b, a subproblem of everybody,
// and polishes the result.
func (s *search) round(b *master.Subproblem) {
	cols, _ := b.Heaviest()
	cells := b.CellsOf(b.Settle(cols))
	first := localsearch.New(s.m, nil)
	first.Networks = s.networks
	s.polish(first, cells)
}

// polish lets first re-optimise people from cells until nothing improves, and keeps the
// result if it is better than the plan.
func (s *search) polish(first *localsearch.Search, cells [][]int16) {
	first.Plan = s.m.NewPlan(cells)
	first.Converge(s.stop)
	if first.Plan.Score().Less(s.plan.Score()) {
		s.plan = first.Plan
	}
}

// target is the value that a selection of the root must be below.
func (s *search) target() int64 { return s.m.Value(s.plan.Score()) - s.m.Value(s.m.Fixed) }

// takeSelection makes a selection of b, a subproblem of everybody, the plan if it is
// better.
func (s *search) takeSelection(b *master.Subproblem, c master.Selection) {
	if c == nil {
		return
	}
	if p := s.m.NewPlan(b.CellsOf(c)); p.Score().Less(s.plan.Score()) {
		s.plan = p
		s.descent.restart(p.Clone())
	}
}

// prove runs branch and price from the root, before the workers begin.
func (s *search) prove(nodes int) {
	c, conclude := s.proveFrom(s.root, nodes, false)(s.target())
	s.takeSelection(s.root, c)
	conclude()
}

// raise takes in a bound on the root, scaled. The part of it that hard units weigh which
// nobody can avoid is no cost.
func (s *search) raise(bound int64) {
	if bound <= 0 {
		return
	}
	v := s.m.RoundUp(bound) + s.m.Value(s.m.Fixed)
	if s.m.HardOnly {
		s.bound.Hard = max(s.bound.Hard, v)
		return
	}
	s.bound.Cost = max(s.bound.Cost, v-s.bound.Hard*s.m.HardWeight)
}

// concludeProof records that no roster weighs less than the plan among those that keep
// the hard rules of all people who can keep them. Where the plan breaks no more hard
// rules than is proved that it must, none is better.
func (s *search) concludeProof() {
	s.complete = true
	if s.m.HardOnly || !s.short() {
		s.bound = s.plan.Score()
	}
}

// rootJob is a job on b, a subproblem of everybody. do returns a selection below
// target, if it finds one, and what to conclude under the lock.
func (s *search) rootJob(b *master.Subproblem, do func(target int64) (master.Selection, func())) pool.Job {
	s.proving++
	target := s.target()
	return func(k int) func() {
		b.SetControl(s.ended, func(n int64) { s.pool.Spend(k, n) })
		b.Spend(pool.JobSteps)
		c, conclude := do(target)
		return func() {
			s.proving--
			s.takeSelection(b, c)
			conclude()
		}
	}
}

// diveTries is how often a dive of everybody tries another column.
const diveTries = 10

// diveRoot returns a dive from b, a subproblem of everybody.
func (s *search) diveRoot(b *master.Subproblem) func(target int64) (master.Selection, func()) {
	return func(target int64) (master.Selection, func()) {
		b.AllowSteps(max(5*b.Work, 8*neighbourhoodWork))
		if !b.Generate(60, target) { // solved already, except after dives
			return nil, func() { s.raise(b.Bound) }
		}
		c := b.Dive(target, diveTries)
		return c, func() {
			s.due = b != s.root
			s.report(phaseImprove)
		}
	}
}

// raiseByUnderstaffing raises the bound by the cut on total understaffing.
func (s *search) raiseByUnderstaffing(target int64) (master.Selection, func()) {
	b := s.root
	b.AllowSteps(max(b.Work, neighbourhoodWork))
	bound := b.UnderstaffingBound(target)
	return nil, func() {
		s.raise(bound)
		s.report(phaseBound)
	}
}

// proveFrom returns branch and price from b, a subproblem of everybody, which ends
// early where once is set and something is found.
func (s *search) proveFrom(b *master.Subproblem, nodes int, once bool) func(target int64) (master.Selection, func()) {
	return func(target int64) (master.Selection, func()) {
		work := int64(nodes) * nodeWork
		if b.HasDaySubproblems() { // whose nodes take longer
			work = max(8*neighbourhoodWork, work)
		}
		b.AllowSteps(work)
		c, bound, solved := b.BranchAndPrice(target, nodes, once)
		return c, func() {
			s.iterations += max(1, solved)
			s.raise(bound)
			if s.m.RoundUp(bound) >= s.target() {
				s.concludeProof()
			}
			if c != nil && once { // the proof was interrupted
				s.due, s.nodes = true, nodes
			}
			s.report(phaseImprove)
		}
	}
}
