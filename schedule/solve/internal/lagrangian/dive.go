package lagrangian

import (
	"cmp"
	"math"
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Dive makes a roster of the combinations of all people whose cells in out are nil. It
// fixes a few people at a time, those with the heaviest columns first, to the cells
// that are best beside the combinations of the others, who then adapt in some passes.
// Without passes, the combinations would soon be out of date. The networks of s keep
// all hard rules.
func (w *Start) Dive(s *localsearch.Search, out [][]int16, passes int, stop func() bool) {
	const (
		share  = 20  // one in so many people is fixed at once
		softer = 0.5 // factor of the penalty: the multipliers are good already
	)
	copy(w.multipliers, w.Best)
	w.penalty *= softer
	w.recount(out)
	var free []int
	for i := range out {
		if out[i] == nil {
			free = append(free, i)
		}
	}
	for len(free) > 0 {
		slices.SortStableFunc(free, func(a, b int) int {
			return cmp.Compare(w.combinations[b].heaviest().weight, w.combinations[a].heaviest().weight)
		})
		n := (len(free) + share - 1) / share
		w.outdateAll()
		for _, i := range free[:n] {
			x := w.combinations[i]
			for _, c := range x.atoms {
				w.model.EachHead(i, c.cells, func(r int32) { w.addHeads(r, -c.weight) })
			}
			out[i] = slices.Clone(x.heaviest().cells)
			if cells := w.bestCells(s, i); cells != nil {
				copy(out[i], cells)
			}
			w.model.EachHead(i, out[i], func(r int32) { w.addHeads(r, 1) })
		}
		free = free[n:]
		for range passes {
			if stop() {
				break
			}
			w.pass(free)
		}
	}
}

// bestCells returns the best cells of person i, whose combination is removed, at the
// augmented multipliers; nil if there are none.
func (w *Start) bestCells(s *localsearch.Search, i int) []int16 {
	w.refresh()
	reducedCosts(w.model, s.Cost, i, w.augmented)
	network := s.Network(i)
	if network == nil || network.Relaxed == nil {
		return s.Cheapest(i)
	}
	var cells []int16
	if !network.HasRelaxedMinimum() { // else the sum must be tracked
		cells = w.cellsWithin(s, network)
	}
	if cells == nil {
		if corridor := s.InCorridor(i, w.combinations[i].trajectory(w.model)); corridor != nil {
			cells = w.cellsWithin(s, corridor)
		}
	}
	if cells == nil {
		return s.Cheapest(i)
	}
	return cells
}

// trajectory is the rounded mean trajectory of the combination.
func (x *combination) trajectory(m *model.Model) pricing.Trajectory {
	return func(counter int) (out []int) {
		c := &m.People[x.network.Person].Counters[counter]
		for _, n := range x.meanTrajectory(m, c) {
			out = append(out, int(math.Round(n)))
		}
		return out
	}
}

// cellsWithin returns the cheapest cells of a network, at the costs in s, that keep all
// limits. It updates the penalties from the multipliers of the person's combination on,
// and returns the best of the cells on the way; nil if none keep the limits.
func (w *Start) cellsWithin(s *localsearch.Search, network *pricing.Network) (best []int16) {
	const tries = 24
	x, q := w.combinations[network.Person], &w.model.People[network.Person]
	least := fixed.Infinity
	for n := range tries {
		v := s.Pricer.PriceBy(network, s.Cost, s.Cells, s.Pricer.AtPenalties)
		if v >= fixed.Infinity {
			break
		}
		if n == 0 { // the relaxed resources are known now
			x.setPenalties(true)
			network.CopyPenalties(x.network)
			continue
		}
		kept, right := true, true
		row := network.Splice(s.Cells)
		for k := range network.Relaxed {
			c := &network.Relaxed[k]
			total := w.model.Total(&q.Counters[c.Counter], row)
			n := total - c.Base
			v += c.Offset() - c.Penalty*int64(n) + min(fixed.Infinity, network.Judge(&q.Counters[c.Counter], total))
			kept = kept && n >= c.Lo && n <= c.Hi
			before := c.Penalty
			c.Update(n)
			right = right && c.Penalty == before
		}
		if kept && v < least {
			least, best = v, slices.Clone(s.Cells)
		}
		if right {
			break
		}
	}
	return best
}

// DivePasses is the number of passes of a dive between fixings.
const DivePasses = 10
