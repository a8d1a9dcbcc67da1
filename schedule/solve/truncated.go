package solve

import (
	"slices"
	"sync"
	"sync/atomic"

	"paiban/schedule/solve/internal/lagrangian"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
)

// Where the master of the whole problem would take minutes, it begins with the columns of
// the augmented-Lagrangian start, which are nearly all it needs, and is never solved to
// the end: a seventh of the people are fixed at a time, and some thousand pivots make up
// for each fixing. So sums over the horizon are distributed well, which neighbourhoods of
// a few days cannot do later.

// truncatedDiveRows is the number of rows above which pivots are too slow.
const truncatedDiveRows = 1500

// truncatedDive plans everybody by a truncated dive from the combinations of w, whose
// bound meanwhile keeps rising. It returns nil where the subproblem of everybody cannot
// be set up.
func (s *search) truncatedDive(w *lagrangian.Start, first *localsearch.Search) [][]int16 {
	const dive, rest = 0.6, 0.7 // of the time limit
	k := master.NewWorkspace(s.m)
	k.Networks = s.networks // no other worker uses these now
	b := k.NewWhole(s.m, s.plan, rootWork, s.within(dive), false)
	if b == nil {
		return nil
	}
	b.BeginTruncated(w.Columns(), w.Heaviest(), w.Best)
	var other sync.WaitGroup
	var over atomic.Bool
	w.Serial = true
	other.Go(func() { // with a time limit the outcome depends on the machine anyway
		w.Run(maxPasses, 4*startPatience, func() bool { return s.stop() || s.opts.TimeLimit > 0 && over.Load() })
	})
	good := b.TruncatedDive()
	over.Store(true)
	other.Wait()
	w.Serial = false
	s.raise(max(w.Bound, b.Bound))
	s.rowWorth = slices.Clone(w.Best)
	out := make([][]int16, len(s.m.People))
	if good.Free() <= len(s.m.People)/2 { // else the dive is worse than the combinations alone
		out = b.FixedCells(good)
		w.Adopt(b.FreeColumns(good))
		b.MultipliersAt(good, w.Best)
	}
	w.Dive(first, out, lagrangian.DivePasses, s.within(rest))
	return out
}
