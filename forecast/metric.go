package forecast

import "math"

// The measures of accuracy. Slots where the actual is unknown (NaN) are left
// out of all of them; each is NaN where nothing remains.

// SMAPE is the symmetric mean absolute percentage error of the M4 competition,
// 200·mean(|y−f|/(|y|+|f|)), a slot where both are zero counting 0
// (Makridakis, Spiliotis and Assimakopoulos 2020, section 3).
func SMAPE(actual, forecast []float64) float64 {
	return mean(actual, func(i int) float64 {
		d := math.Abs(actual[i]) + math.Abs(forecast[i])
		if d == 0 {
			return 0
		}
		return 200 * math.Abs(actual[i]-forecast[i]) / d
	})
}

// MASE is the mean absolute error over scale, as [Scale] gives it.
func MASE(actual, forecast []float64, scale float64) float64 {
	return mean(actual, func(i int) float64 { return math.Abs(actual[i] - forecast[i]) }) / scale
}

// Scale is the mean absolute error within history of the naive forecast of the
// same slot a season of m slots before (Hyndman and Koehler 2006).
func Scale(history []float64, m int) float64 {
	if len(history) <= m {
		return math.NaN()
	}
	change := make([]float64, len(history)-m)
	for i := range change {
		change[i] = math.Abs(history[i+m] - history[i])
	}
	return mean(change, func(i int) float64 { return change[i] })
}

// MSIS is the mean scaled interval score of a central interval that should hold
// 1−alpha of actuals: its width plus 2/alpha times what the actual lies outside
// (Gneiting and Raftery 2007, section 6.2), over scale.
func MSIS(actual, low, high []float64, alpha, scale float64) float64 {
	return mean(actual, func(i int) float64 {
		return high[i] - low[i] + 2/alpha*(max(0, low[i]-actual[i])+max(0, actual[i]-high[i]))
	}) / scale
}

// WAPE is the sum of absolute errors over the sum of actuals.
func WAPE(actual, forecast []float64) float64 {
	return mean(actual, func(i int) float64 { return math.Abs(actual[i] - forecast[i]) }) /
		mean(actual, func(i int) float64 { return actual[i] })
}

// Bias is the sum of forecasts less the sum of actuals, over the latter.
func Bias(actual, forecast []float64) float64 {
	return mean(actual, func(i int) float64 { return forecast[i] - actual[i] }) /
		mean(actual, func(i int) float64 { return actual[i] })
}

// Pinball is the mean quantile loss of a forecast of the p-quantile
// (Koenker and Bassett 1978).
func Pinball(actual, forecast []float64, p float64) float64 {
	return mean(actual, func(i int) float64 {
		d := actual[i] - forecast[i]
		return max(p*d, (p-1)*d)
	})
}

// Coverage is the share of actuals within [low, high].
func Coverage(actual, low, high []float64) float64 {
	return mean(actual, func(i int) float64 {
		if actual[i] >= low[i] && actual[i] <= high[i] {
			return 1
		}
		return 0
	})
}

func mean(actual []float64, f func(i int) float64) float64 {
	sum, n := 0.0, 0
	for i, y := range actual {
		if !math.IsNaN(y) {
			sum += f(i)
			n++
		}
	}
	return sum / float64(n)
}

// SeasonalNaive forecasts h slots as the same slot of the last season of m.
func SeasonalNaive(y []float64, m, h int) []float64 {
	out := make([]float64, h)
	for i := range out {
		out[i] = y[len(y)-m+i%m]
	}
	return out
}

// Naive2 is the benchmark of the M4 competition: the last value after
// multiplicative classical decomposition with season m, seasonal again; plain
// naive where a 90% test of the autocorrelation at lag m finds no season.
func Naive2(y []float64, m, h int) []float64 {
	n := len(y)
	index := make([]float64, m)
	for i := range index {
		index[i] = 1
	}
	if seasonal(y, m) {
		sum, count := make([]float64, m), make([]float64, m)
		for t := m / 2; t < n-m/2; t++ {
			// A centred moving average of m slots, of m+1 with half ends where m is even.
			c := 0.0
			for k := -m / 2; k <= m/2; k++ {
				w := 1.0
				if m%2 == 0 && (k == -m/2 || k == m/2) {
					w = 0.5
				}
				c += w * y[t+k]
			}
			sum[t%m] += y[t] * float64(m) / c
			count[t%m]++
		}
		total := 0.0
		for i := range index {
			index[i] = sum[i] / count[i]
			total += index[i] / float64(m)
		}
		for i := range index {
			index[i] /= total
		}
	}
	out := make([]float64, h)
	for i := range out {
		out[i] = y[n-1] / index[(n-1)%m] * index[(n+i)%m]
	}
	return out
}

// seasonal is the competition's test: the autocorrelation at lag m exceeds
// 1.645 standard errors by Bartlett's formula.
func seasonal(y []float64, m int) bool {
	n := len(y)
	if n < 3*m {
		return false
	}
	mu := mean(y, func(i int) float64 { return y[i] })
	acf := func(k int) (r float64) {
		for t := k; t < n; t++ {
			r += (y[t] - mu) * (y[t-k] - mu)
		}
		return r
	}
	c0, s := acf(0), 1.0
	for k := 1; k < m; k++ {
		r := acf(k) / c0
		s += 2 * r * r
	}
	return math.Abs(acf(m)/c0) > 1.645*math.Sqrt(s/float64(n))
}
