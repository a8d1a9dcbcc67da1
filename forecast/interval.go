package forecast

import (
	"math"
	"sort"
)

const (
	// Share of the spread of all leads in that of one lead; the rest is its own.
	spreadShrink = 0.25
	// The past outcomes come from few origins that lie close together, so they
	// understate the misses. The factor was measured on held-out weeks of the M4
	// training series.
	inflate = 1.1
	// Below this number of past outcomes the interval is assumed, not measured.
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

// measure works out the misses from past outcomes of forecasts up to h slots ahead.
// The spread of a lead is taken over window leads on either side. cover is the share
// of actuals that the interval around a forecast should contain.
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

// unit is the scale of misses around forecast f. A forecast below one contact in
// twenty slots has the scale of one contact in twenty slots.
func (m *misses) unit(f float64) float64 { return math.Pow(max(f, 0.05), m.power) }

// around returns how far below and above f the interval reaches at a lead. If no
// misses were measured it assumes a 90% interval of Poisson counts whose mean is
// known to within a quarter.
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
