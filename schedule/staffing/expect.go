package staffing

// Expect returns the reply rate of each interval of step minutes that a number of agents
// at their desks may be expected to reach, by the model of [Require]: volumes are of
// consecutive intervals. A part of an agent counts in proportion between the whole
// numbers beside it. Where nobody is there, or where so few never keep up and nobody loses
// patience, nobody is answered in time; where nobody comes, the rate is that of a free
// agent. Volume and agents have the same length.
func Expect(p Params, volume []float64, step int, agents []float64) ([]float64, error) {
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	for _, v := range volume {
		if err := validVolume(v, step); err != nil {
			return nil, err
		}
	}
	type load struct {
		rate float64
		n    int
	}
	known := map[load]float64{}
	reply := func(rate float64, n int) float64 {
		if n == 0 {
			return 0
		}
		r, ok := known[load{rate, n}]
		if !ok {
			if perf, keepsUp := m.evaluate(rate, n); keepsUp {
				r = perf.ReplyRate
			}
			known[load{rate, n}] = r
		}
		return r
	}
	out := make([]float64, len(volume))
	for i, rate := range m.spread(volume, step) {
		if rate == 0 {
			out[i] = m.best()
			continue
		}
		n := min(int(agents[i]), maxAgents-1)
		part := min(agents[i]-float64(n), 1)
		out[i] = (1-part)*reply(rate, n) + part*reply(rate, n+1)
	}
	return out, nil
}
