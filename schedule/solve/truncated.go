package solve

import (
	"slices"
	"sync"
	"sync/atomic"

	"paiban/schedule/solve/internal/lagrangian"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
)

// Where the linear program of everybody would take minutes, it is set up with the
// columns of a warm start, which hold nearly all it needs, and never solved to the end:
// people are fixed a seventh at a time, and what a fixing upsets is mended in some thousand
// pivots. So sums over the horizon are shared out right, which boxes of some days cannot
// mend later; what is left above the bound they can.

// truncatedDiveRows is the number of rows above which pivots are too dear.
const truncatedDiveRows = 1500

// truncatedDive plans everybody by a coarse dive from the mixtures of w, whose bound goes on
// rising meanwhile. It returns nil where no box of everybody can be had.
func (s *search) truncatedDive(w *lagrangian.Start, first *localsearch.Search) [][]int16 {
	const dive, rest = 0.6, 0.7 // of the time allowed
	k := master.NewWorkspace(s.m)
	k.Networks = s.networks // nobody else is at work with these now
	b := k.NewWhole(s.m, s.plan, rootWork, s.within(dive), false)
	if b == nil {
		return nil
	}
	b.BeginTruncated(w.Columns(), w.Heaviest(), w.Best)
	var other sync.WaitGroup
	var over atomic.Bool
	w.Serial = true
	other.Go(func() { // a clock makes the outcome depend on the machine anyway
		w.Run(MaxPasses, 4*startPatience, func() bool { return s.stop() || s.opts.TimeLimit > 0 && over.Load() })
	})
	good := b.TruncatedDive()
	over.Store(true)
	other.Wait()
	w.Serial = false
	s.raise(max(w.Bound, b.Bound))
	s.rowWorth = slices.Clone(w.Best)
	out := make([][]int16, len(w.Combinations))
	if good.Free() <= len(w.Combinations)/2 { // else it has lost its way, and mixtures alone do better
		out = b.FixedCells(good)
		w.Adopt(b.FreeColumns(good))
		b.MultipliersAt(good, w.Best)
	}
	w.Dive(first, out, lagrangian.DivePasses, s.within(rest))
	return out
}
