package forecast

import (
	"math"
	"sort"
)

// residuals holds what forecasts of the past missed by, in units of their own
// expected spread, so that quiet and busy hours can be judged together.
type residuals struct {
	power  float64   // spread grows as forecast^power, in [0.5, 1]
	scaled []float64 // (actual − forecast) / forecast^power, ascending; nil where history is too short
}

const (
	origins  = 8
	nominal  = 0.90
	minKnown = 100 // residuals, below which the interval is assumed, not measured
)

// residuals forecasts the past from rolling origins a week apart, as far ahead
// as the horizon is, on normal slots.
func (q *queue) residuals() residuals {
	lead := q.in.Days + q.gap()
	var f, e []float64
	for o := range origins {
		days := q.base.days - q.gap() - 7*(o+1)
		if days < 14 {
			break
		}
		to := min(q.base.days, days+lead)
		g := q.base.head(days)
		p := predict(g, q.prior, q.all.dow[:to])
		for t, v := range p {
			if y := q.base.y[days*g.slots+t]; !math.IsNaN(y) && v > 0.1 {
				f, e = append(f, v), append(e, y-v)
			}
		}
	}
	r := residuals{power: power(f, e)}
	if len(f) >= minKnown {
		for i := range f {
			r.scaled = append(r.scaled, e[i]/math.Pow(f[i], r.power))
		}
		sort.Float64s(r.scaled)
	}
	return r
}

// gap counts the days without any history just before the horizon.
func (q *queue) gap() (n int) {
	for d := q.hist.days - 1; d >= 0; d-- {
		for _, v := range q.hist.day(d) {
			if !math.IsNaN(v) {
				return n
			}
		}
		n++
	}
	return n
}

// power fits |e| ∝ f^p by least squares of logarithms: ½ is Poisson, 1 a
// constant coefficient of variation (Taylor's power law).
func power(f, e []float64) float64 {
	var n, x, y, xx, xy float64
	for i := range f {
		if a := math.Abs(e[i]); a > 0 {
			u, v := math.Log(f[i]), math.Log(a)
			n, x, y, xx, xy = n+1, x+u, y+v, xx+u*u, xy+u*v
		}
	}
	if d := n*xx - x*x; d > 1e-9*n*n {
		return clamp((n*xy-x*y)/d, 0.5, 1)
	}
	return 0.75
}

// interval returns the nominal interval about a forecast whose factor has the
// relative standard deviation sd. Without residuals it assumes Poisson counts
// about a level known to a quarter.
func (r *residuals) interval(f, sd float64) (lo, hi float64) {
	const z = 1.645 // normal quantile of (1+nominal)/2
	if f <= 0 {
		return 0, 0
	}
	below, above := 0.0, 0.0
	if r.scaled == nil {
		below = z * math.Sqrt(f+f*f/16)
		above = below
	} else {
		s := math.Pow(f, r.power)
		below = max(0, -quantile(r.scaled, (1-nominal)/2)*s)
		above = max(0, quantile(r.scaled, (1+nominal)/2)*s)
	}
	return max(0, f-math.Hypot(below, z*sd*f)), f + math.Hypot(above, z*sd*f)
}

// quantile returns the conformal quantile of ascending v: the ⌈(m+1)p⌉-th value
// from the nearer end, so that the share of new values beyond it is at most
// that asked for (Vovk et al. 2005).
func quantile(v []float64, p float64) float64 {
	m := float64(len(v))
	if p >= 0.5 {
		return v[min(len(v), int(math.Ceil((m+1)*p)))-1]
	}
	return v[max(1, int(math.Floor((m+1)*p)))-1]
}
