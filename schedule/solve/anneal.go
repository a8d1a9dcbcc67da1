package solve

import (
	"math"
	"math/rand/v2"
)

// annealing plans two to four people afresh at a time, each exactly, and
// sometimes keeps a worse plan; it is cheap where the horizon is short, and finds
// good plans for small teams whose linear program is far from whole.
const (
	annealMoves = 50        // per person
	annealValue = 60_000    // values of a window above which pricing is too slow for it
	coldest     = 1.0 / 200 // of the hottest temperature
)

// anneal improves the plan of s in the given number of moves and keeps the best.
func (s *searcher) anneal(moves int, rng *rand.Rand, stop func() bool) {
	m := s.m
	best := s.plan.clone()
	people := len(m.people)
	var old [4][]int16
	for k := range old {
		old[k] = make([]int16, m.days)
	}
	hot := m.typical()
	for step := range moves {
		if stop() {
			break
		}
		t := hot * math.Pow(coldest, float64(step)/float64(moves))
		who := rng.Perm(people)[:min(2+rng.IntN(3), people)]
		before := m.value(s.plan.score())
		for j, i := range who {
			copy(old[j], s.plan.cells[i])
			s.lift(i, -1)
		}
		for _, i := range who {
			s.replan(i)
		}
		after := m.value(s.plan.score())
		if worse := float64(after - before); worse > 0 && rng.Float64() >= math.Exp(-worse/t) {
			for j, i := range who {
				s.plan.set(i, old[j])
			}
			continue
		}
		if s.plan.score().Less(best.score()) {
			best = s.plan.clone()
		}
	}
	s.plan = best
}
