package forecast

import (
	"math"
	"sort"
)

const (
	// How far a lead's own spread is drawn to that of all leads.
	spreadShrink = 0.25
	// Rolling origins are few and near each other, so that their misses are too
	// narrow; measured on held-out weeks of the M4 training series.
	inflate = 1.1
	// With fewer past outcomes the interval is assumed, not measured.
	minOutcomes = 40
)

// misses is how far actuals were from forecasts: split-conformal, in
// units of forecast^power and of the lead's own spread, so that quiet and busy
// slots, near and far ones can be pooled.
type misses struct {
	power        float64
	spread       []float64 // by lead; nil where too little is known
	below, above float64   // quantiles of the scaled misses, both positive
}

// measure takes the past outcomes of forecasts h slots ahead. The spread of a
// lead is that of window leads to either side. The interval about a forecast
// should hold the share cover of actuals.
func measure(past []outcome, h, window int, cover float64) misses {
	if len(past) < minOutcomes {
		return misses{}
	}
	m := misses{power: power(past), spread: make([]float64, h)}
	// Running sums over leads, so that a wide window costs nothing.
	sum, n := make([]float64, h+1), make([]float64, h+1)
	for _, p := range past {
		sum[p.lead+1] += math.Abs(p.actual-p.forecast) / m.unit(p.forecast)
		n[p.lead+1]++
	}
	for i := range h {
		sum[i+1] += sum[i]
		n[i+1] += n[i]
	}
	const tiny = 1e-12
	all := sum[h]/n[h] + tiny
	for i := range m.spread {
		lo, hi := max(0, i-window), min(h, i+window+1)
		m.spread[i] = all
		if k := n[hi] - n[lo]; k > 0 {
			m.spread[i] = math.Pow((sum[hi]-sum[lo])/k+tiny, 1-spreadShrink) * math.Pow(all, spreadShrink)
		}
	}
	z := make([]float64, 0, len(past))
	for _, p := range past {
		z = append(z, (p.actual-p.forecast)/(m.unit(p.forecast)*m.spread[p.lead]))
	}
	sort.Float64s(z)
	m.below = max(0, -quantile(z, (1-cover)/2)) * inflate
	m.above = max(0, quantile(z, (1+cover)/2)) * inflate
	return m
}

// unit is the scale of misses about forecast f. Forecasts below a contact in
// twenty slots miss as if they were that.
func (m *misses) unit(f float64) float64 { return math.Pow(max(f, 0.05), m.power) }

// around returns how far below and above f the interval reaches at a lead.
// Without measured misses it assumes 90% of Poisson counts about a level known
// to a quarter.
func (m *misses) around(f float64, lead int) (below, above float64) {
	if m.spread == nil {
		w := 1.645 * math.Sqrt(f+f*f/16)
		return w, w
	}
	u := m.unit(f) * m.spread[min(lead, len(m.spread)-1)]
	return m.below * u, m.above * u
}

// power fits |miss| ∝ forecast^p by least squares of logarithms: ½ is Poisson, 1
// a constant coefficient of variation (Taylor's power law).
func power(past []outcome) float64 {
	var n, x, y, xx, xy float64
	for _, p := range past {
		if a := math.Abs(p.actual - p.forecast); a > 0 && p.forecast > 0.05 {
			u, v := math.Log(p.forecast), math.Log(a)
			n, x, y, xx, xy = n+1, x+u, y+v, xx+u*u, xy+u*v
		}
	}
	if d := n*xx - x*x; d > 1e-9*n*n {
		return clamp((n*xy-x*y)/d, 0.5, 1)
	}
	return 0.75
}

// quantile returns the conformal quantile of ascending v: the ⌈(m+1)p⌉-th value
// counted from the nearer end, so that the share of new values beyond it is at
// most that asked for (Vovk, Gammerman and Shafer 2005).
func quantile(v []float64, p float64) float64 {
	m := float64(len(v))
	if p >= 0.5 {
		return v[min(len(v), int(math.Ceil((m+1)*p)))-1]
	}
	return v[max(1, int(math.Floor((m+1)*p)))-1]
}
