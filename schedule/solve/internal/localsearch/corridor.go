package localsearch

import (
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// A sum over a long horizon takes too many values to be kept exactly; but somebody
// who has cells already, within all limits, may look for better ones along the way:
// cells whose sum so far is never far from that of the old ones. (A corridor around
// an incumbent, as in iterated dynamic programming.)

// trajectoryOf is that of cells of person i.
func trajectoryOf(m *model.Model, i int, cells []int16) pricing.Trajectory {
	return func(counter int) []int {
		out := make([]int, 1, m.Days+1)
		for d, c := range cells {
			out = append(out, out[d]+m.People[i].Counters[counter].Gain(d, int(c)))
		}
		return out
	}
}

// InCorridor returns a window over the whole horizon along a way of person i. It keeps
// the counters, and has the charges, of the one that was made last; nil where there
// is no way.
func (s *Search) InCorridor(i int, along pricing.Trajectory) *pricing.Network {
	var want []int
	var relaxed []pricing.RelaxedResource
	if last := s.corridors[i]; last != nil {
		want, relaxed = last.Tracked, last.Relaxed
	}
	w := pricing.NewInCorridor(s.Model, i, 0, s.Model.Days, nil, want, along)
	if w == nil {
		return nil
	}
	w.MaxValues = corridorValues
	w.Relax(relaxed)
	s.corridors[i] = w
	return w
}

// corridorValues bounds the values of a window with a lane.
const corridorValues = 4_000_000

// cheapestInCorridor returns cells of person i that are cheap at the costs in s, along those of
// the plan, or nil. The slice is used again by the next call.
func (s *Search) cheapestInCorridor(i int) []int16 {
	w := s.InCorridor(i, trajectoryOf(s.Model, i, slices.Clone(s.Plan.Cells[i])))
	if w == nil {
		return nil
	}
	const tries = 4
	for range tries {
		if s.Pricer.PriceBy(w, s.Cost, s.Cells, s.Pricer.AtPenalties) >= fixed.Infinity {
			return nil
		}
		if w.AdjustPenalties(s.Cells) {
			return s.Cells
		}
	}
	return nil
}

// ReoptimiseInCorridor plans person i afresh along their own cells, where that makes the plan
// better.
func (s *Search) ReoptimiseInCorridor(i int) {
	s.countHeads(i, -1)
	s.marginalCosts(i, 0, s.Model.Days)
	before := s.costOf(i, s.Plan.Cells[i])
	if cells := s.cheapestInCorridor(i); cells != nil && s.costOf(i, cells) < before {
		s.adopt(i, cells, s.Model.PersonScore(i, cells))
	}
	s.countHeads(i, 1)
}

// costOf is what cells of person i come to at the costs in s, scaled, whatever they
// cost by themselves apart from cells.
func (s *Search) costOf(i int, cells []int16) (v int64) {
	q := &s.Model.People[i]
	v = s.Model.Value(s.Model.PersonScore(i, cells)) * fixed.Unit
	for d, c := range cells {
		k := s.Model.Cell(d, int(c))
		v += s.Cost[k] - q.CellCost[k]
	}
	return v
}
