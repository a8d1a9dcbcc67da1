package localsearch

import (
	"math"
	"math/rand/v2"
)

// Simulated annealing re-optimises two to four people at a time, each exactly, and
// sometimes accepts a worse plan. It is cheap where the horizon is short, and finds good
// plans for small teams whose linear program is far from integral.
const (
	AnnealMoves  = 50        // per person
	annealValues = 60_000    // size of a network above which pricing is too slow
	coldest      = 1.0 / 200 // of the first temperature
)

// Anneal improves the plan of s by the given number of moves and keeps the best plan.
func (s *Search) Anneal(moves int, rng *rand.Rand, stop func() bool) {
	m := s.Model
	best := s.Plan.Clone()
	people := len(m.People)
	var old [4][]int16
	for k := range old {
		old[k] = make([]int16, m.Days)
	}
	hot := m.TypicalShortageCost()
	for step := range moves {
		if stop() {
			break
		}
		t := hot * math.Pow(coldest, float64(step)/float64(moves))
		who := rng.Perm(people)[:min(2+rng.IntN(3), people)]
		before := m.Value(s.Plan.Score())
		for j, i := range who {
			copy(old[j], s.Plan.Cells[i])
			s.countHeads(i, -1)
		}
		for _, i := range who {
			s.reoptimise(i)
		}
		after := m.Value(s.Plan.Score())
		if worse := float64(after - before); worse > 0 && rng.Float64() >= math.Exp(-worse/t) {
			for j, i := range who {
				s.Plan.SetCells(i, old[j])
			}
			continue
		}
		if s.Plan.Score().Less(best.Score()) {
			best = s.Plan.Clone()
		}
	}
	s.Plan = best
}
