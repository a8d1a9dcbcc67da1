package localsearch

import (
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// A sum over a long horizon has too many values to be tracked. But a person whose cells
// keep all limits can be re-optimised in a corridor around them: the sum of the new
// cells is never far from that of the old ones (iterated dynamic programming).

// trajectoryOf is the trajectory of cells of person i.
func trajectoryOf(m *model.Model, i int, cells []int16) pricing.Trajectory {
	return func(counter int) []int {
		out := make([]int, 1, m.Days+1)
		for d, c := range cells {
			out = append(out, out[d]+m.People[i].Counters[counter].Gain(d, int(c)))
		}
		return out
	}
}

// InCorridor returns a network over the whole horizon in a corridor around a trajectory
// of person i. It tracks the counters and has the penalties of the network made last.
// It returns nil where no path exists.
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

// corridorValues bounds the values of a network with a corridor.
const corridorValues = 4_000_000

// cheapestInCorridor returns cheap cells of person i at the costs in s, in a corridor
// around those of the plan, or nil. The next call overwrites the slice.
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

// ReoptimiseInCorridor re-optimises person i in a corridor around their cells, and
// keeps the result where the plan is better for it.
func (s *Search) ReoptimiseInCorridor(i int) {
	s.countHeads(i, -1)
	s.marginalCosts(i, 0, s.Model.Days)
	before := s.costOf(i, s.Plan.Cells[i])
	if cells := s.cheapestInCorridor(i); cells != nil && s.costOf(i, cells) < before {
		s.adopt(i, cells, s.Model.PersonScore(i, cells))
	}
	s.countHeads(i, 1)
}

// costOf is what cells of person i cost, scaled: their rules, and the costs in s
// instead of those of the cells by themselves.
func (s *Search) costOf(i int, cells []int16) (v int64) {
	q := &s.Model.People[i]
	v = s.Model.Value(s.Model.PersonScore(i, cells)) * fixed.Unit
	for d, c := range cells {
		k := s.Model.Cell(d, int(c))
		v += s.Cost[k] - q.CellCost[k]
	}
	return v
}
