package solve

import (
	"paiban/schedule/solve/internal/master"
)

// limits of the linear program that takes days whole.
const (
	decompositionGap  = 0.005 // gap of the ordinary one above which it is tried
	decompositionGain = 0.002 // share by which it must raise the bound for boxes to use it
	decompositionSize = 700   // lines, people and days
)

// decomposeDays raises the bound by a linear program over the whole problem that takes
// days whole, where the gap of the ordinary one is wide and cover allows it.
func (s *search) decomposeDays() {
	if s.done() || s.near(decompositionGap) || !s.m.HasSplitShifts() {
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
