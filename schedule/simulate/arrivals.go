package simulate

import (
	"math"
	"math/rand/v2"
)

// stream makes generator number k of replication rep. Each queue's arrivals
// have their own, so that rosters compared under one seed meet the same
// customers.
func stream(seed uint64, rep, k int) *rand.Rand {
	mix := func(z uint64) uint64 { // splitmix64, Steele, Lea, Flood 2014
		z += 0x9e3779b97f4a7c15
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return z ^ z>>31
	}
	return rand.New(rand.NewPCG(mix(seed), mix(mix(uint64(rep))+uint64(k))))
}

// source draws the arrivals of one queue in one replication: a Poisson stream
// of piecewise constant rate.
type source struct {
	rng  *rand.Rand
	rate []float64 // contacts per second, by cell of the queue's noise
	cell int
	t    float64
}

// reset begins another replication. The rates have a generator of their own, so that
// customers do not depend on how they are drawn.
func (s *source) reset(m *model, q int, rng, noise *rand.Rand, guesses []float64) {
	s.rng, s.cell, s.t = rng, 0, 0
	s.rate = m.queues[q].noise.draw(s.rate[:0], noise)
	for g, factor := range guesses {
		m.guesses[g].raise(s.rate, q, factor, m.in.Step/m.queues[q].noise.cell)
	}
}

// next returns the time of the next arrival; ok is false after the last.
func (s *source) next(cellS float64) (t float64, ok bool) {
	rest := s.rng.ExpFloat64() // expected arrivals until the next one
	for s.cell < len(s.rate) {
		rate, end := s.rate[s.cell], float64(s.cell+1)*cellS
		if here := (end - s.t) * rate; rest >= here {
			rest -= here
			s.cell, s.t = s.cell+1, end
			continue
		}
		s.t = min(s.t+rest/rate, math.Nextafter(end, 0))
		return s.t, true
	}
	return 0, false
}
