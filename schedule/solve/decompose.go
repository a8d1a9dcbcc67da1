package solve

import (
	"paiban/schedule/solve/internal/master"
)

// Limits of the master with day subproblems.
const (
	decompositionGap  = 0.005 // gap of the ordinary master above which it is tried
	decompositionGain = 0.002 // relative gain of the bound above which neighbourhoods use it
	decompositionSize = 700   // rows, people and days of the master
)

// decomposeDays raises the bound by a master of the whole problem with day subproblems,
// where the gap of the ordinary master is wide and cover has independent days. Hard units
// alone are decided sooner by branching on the heads of rows, which days do not allow.
func (s *search) decomposeDays() {
	if s.done() || s.m.HardOnly || s.near(decompositionGap) || !s.m.HasSplitShifts() {
		return
	}
	const share = 0.6 // of the time allowed
	b := master.NewWorkspace(s.m).NewWhole(s.m, s.plan, rootWork, s.within(share), true)
	if b == nil || !b.HasDaySubproblems() || b.Size() > decompositionSize {
		return
	}
	for j, i := range b.People {
		for _, cells := range s.columns[i] {
			b.AddCells(j, cells)
		}
	}
	before := s.bound.Cost
	more := b.PriceAt(s.rowWorth, nil, b.Incumbent) && b.Generate(10_000, b.Incumbent)
	s.raise(b.Bound)
	if !more {
		s.concludeProof()
		return
	}
	s.report(phaseBound)
	if float64(s.bound.Cost-before) < decompositionGain*float64(s.bound.Cost) {
		return
	}
	b.SetControl(s.stop, nil)
	s.diveFrom = b
	s.columns = b.BestColumns(columnsPerPerson)
	s.headWorth = b.LinkMultipliers()
	b.RowMultipliers(s.rowWorth)
	s.round(b)
}
