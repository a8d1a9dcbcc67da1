package simulate

import (
	"math"
	"math/rand/v2"

	"paiban/schedule"
)

// z90 is the standard normal quantile that bounds a 90% interval.
const z90 = 1.6448536269514722

// dayShare is the part of the variance of a forecast's error that all steps of
// a day have in common; the rest is each step's own. A day that starts busier
// than forecast mostly stays so.
const dayShare = 0.5

// spread returns the standard deviation of the logarithm of each step's rate
// that the forecast's interval leaves after the Poisson noise of the contacts
// themselves. The rate is lognormal with mean Volume.
func spread(q *Queue) []float64 {
	out := make([]float64, len(q.Volume))
	for i, v := range q.Volume {
		sd := (q.High[i] - q.Low[i]) / (2 * z90)
		if extra := sd*sd - v; v > 0 && extra > 0 {
			out[i] = math.Sqrt(math.Log1p(extra / (v * v)))
		}
	}
	return out
}

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
	rate []float64 // contacts per second, by step
	step int
	t    float64
}

func (s *source) reset(m *model, q int, rng *rand.Rand) {
	s.rng, s.step, s.t = rng, 0, 0
	perDay := schedule.DayMinutes / m.in.Step
	s.rate = append(s.rate[:0], m.queues[q].volume...)
	var day float64
	for i := range s.rate {
		s.rate[i] /= m.stepS
		if sigma := m.queues[q].sigma; sigma != nil {
			if i%perDay == 0 {
				day = rng.NormFloat64()
			}
			z := math.Sqrt(dayShare)*day + math.Sqrt(1-dayShare)*rng.NormFloat64()
			s.rate[i] *= math.Exp(sigma[i] * (z - sigma[i]/2))
		}
	}
}

// next returns the time of the next arrival; ok is false after the last.
func (s *source) next(stepS float64) (t float64, ok bool) {
	rest := s.rng.ExpFloat64() // expected arrivals until the next one
	for s.step < len(s.rate) {
		rate, end := s.rate[s.step], float64(s.step+1)*stepS
		if here := (end - s.t) * rate; rest >= here {
			rest -= here
			s.step, s.t = s.step+1, end
			continue
		}
		s.t = min(s.t+rest/rate, math.Nextafter(end, 0))
		return s.t, true
	}
	return 0, false
}
