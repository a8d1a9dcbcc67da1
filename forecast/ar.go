package forecast

import (
	"math"

	"paiban/internal/lang"
)

// ar is a seasonal autoregression with harmonics of the day, fitted by ridge
// regression, recent weeks counting most, and run forward on its own forecasts.
// Among the lags those around a day and a week matter as much as the exact
// ones: they let the fit correct the season by how it came out lately.
type ar struct {
	label    lang.Text
	scale    transform
	short    int     // lags 1 … short
	day      [2]int  // lags around one day, from and to
	twoDays  [2]int  // around two days
	week     [2]int  // around one week
	weeks    int     // exact lags of 2 … weeks weeks
	ridge    float64 // on standardised features
	halfLife float64 // weeks
	unbiased bool    // moved to the mean of the last weeks
}

func (m ar) name() lang.Text { return m.label }

// lags lists the lags in slots of s, ascending, each once.
func (m ar) lags(s *sample) (lags []int) {
	have := map[int]bool{}
	add := func(at, from, to int) {
		for l := at + from; l <= at+to; l++ {
			if l > 0 && !have[l] {
				have[l] = true
				lags = append(lags, l)
			}
		}
	}
	add(0, 1, m.short)
	if m.day != [2]int{} {
		add(s.day, m.day[0], m.day[1])
		add(2*s.day, m.twoDays[0], m.twoDays[1])
	}
	add(s.week, m.week[0], m.week[1])
	for k := 2; k <= m.weeks; k++ {
		add(k*s.week, 0, 0)
	}
	return lags
}

func (m ar) ahead(s *sample, origins []int, h int) [][]float64 {
	out := make([][]float64, len(origins))
	last := origins[len(origins)-1]
	z := m.scale.apply(s.y[:last])
	mu, sd := moments(z[:origins[0]])
	if !(sd > 0) {
		sd = 1
	}
	for i := range z {
		z[i] = (z[i] - mu) / sd
	}
	lags, reach := m.lags(s), 0
	for _, l := range lags {
		reach = max(reach, l)
	}
	const pairs = 6
	wave := dayWaves(s.day, pairs)
	p := 1 + len(lags) + len(wave[0])
	ridge := make([]float64, p)
	for i := 1; i < p; i++ {
		ridge[i] = m.ridge
	}
	x, y := make([]float64, p), make([]float64, 1)
	fill := func(z []float64, t int) {
		x[0] = 1
		for i, l := range lags {
			x[1+i] = z[t-l]
		}
		copy(x[1+len(lags):], wave[t%s.day])
	}
	growth := math.Pow(2, 1/(m.halfLife*float64(s.week)))
	g, weight, taught := newGram(p, 1), 1.0, 0
	t := reach
	for k, o := range origins {
		for ; t < o; t++ {
			if s.observed(t) {
				fill(z, t)
				y[0] = z[t]
				g.add(x, y, weight)
				taught++
			}
			if weight *= growth; weight > 1e100 {
				g.scale(1 / weight)
				weight = 1
			}
		}
		if taught < p {
			continue
		}
		beta, ok := g.solve(ridge)
		if !ok {
			continue
		}
		lo, hi := bounds(z[:o])
		limits := func(int) (float64, float64) { return lo, hi }
		if s.bounded {
			limits = m.limits(s, o, mu, sd)
		}
		out[k] = runOn(z[:o], h, beta, x, fill, limits)
		f := 1.0
		if m.unbiased {
			f = m.smear(s, z[:o], beta, x, fill, mu, sd, reach)
		}
		for i, v := range out[k] {
			out[k][i] = f * m.scale.invert(v*sd+mu)
		}
	}
	return out
}

// limits returns the range of slot t after origin o: what its slot of the week has shown.
func (m ar) limits(s *sample, o int, mu, sd float64) func(t int) (lo, hi float64) {
	b := s.shown(o)
	lo, hi := m.scale.apply(b.lo), m.scale.apply(b.hi)
	return func(t int) (float64, float64) {
		return (lo[t%s.week] - mu) / sd, (hi[t%s.week] - mu) / sd
	}
}

// smear returns what the fitted values of the last weeks must be multiplied by to add up
// to what came: the mean of a logarithm is not the logarithm of the mean (Duan 1983).
func (m ar) smear(s *sample, z []float64, beta, x []float64, fill func([]float64, int), mu, sd float64, reach int) float64 {
	const weeks = 8
	fitted, came := 0.0, 0.0
	for t := max(reach, len(z)-weeks*s.week); t < len(z); t++ {
		if s.observed(t) {
			fill(z, t)
			v := 0.0
			for j, b := range beta {
				v += b * x[j]
			}
			fitted, came = fitted+m.scale.invert(v*sd+mu), came+s.y[t]
		}
	}
	if fitted == 0 {
		return 1
	}
	return came / fitted
}

// runOn forecasts h slots after z, each from those before and within its limits.
func runOn(z []float64, h int, beta, x []float64, fill func([]float64, int), limits func(t int) (lo, hi float64)) []float64 {
	n := len(z)
	z = append(append(make([]float64, 0, n+h), z...), make([]float64, h)...)
	for t := n; t < len(z); t++ {
		fill(z, t)
		v := 0.0
		for j, b := range beta {
			v += b * x[j]
		}
		lo, hi := limits(t)
		z[t] = clamp(v, lo, hi)
	}
	return z[n:]
}

// bounds returns the range of z widened by half, beyond which a forecast has
// run away.
func bounds(z []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range z {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo - (hi-lo)/2, hi + (hi-lo)/2
}

func moments(z []float64) (mean, sd float64) {
	for _, v := range z {
		mean += v / float64(len(z))
	}
	for _, v := range z {
		sd += (v - mean) * (v - mean) / float64(len(z))
	}
	return mean, math.Sqrt(sd)
}
