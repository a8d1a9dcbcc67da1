package forecast

import (
	"math"

	"gonum.org/v1/gonum/optimize"

	"paiban/internal/lang"
)

// dshw is additive double-seasonal exponential smoothing with an AR(1) error
// (Taylor 2003): a level, a season of the day, a season of the week, and what
// is left over fading at rate phi. It works on logarithms, so that seasons are
// multiplicative.
type dshw struct{}

func (dshw) name() lang.Text { return lang.T("双季节平滑", "double-seasonal smoothing") }

// dshwState is the filter after some slots.
type dshwState struct {
	level     float64
	day, week []float64 // by phase
	err       float64
}

type dshwParams struct{ alpha, delta, omega, phi float64 }

func (dshw) ahead(s *sample, origins []int, h int) [][]float64 {
	out := make([][]float64, len(origins))
	z := log1p.apply(s.y)
	first := 2 * s.week
	if origins[0] < first {
		return out
	}
	// The parameters are those of the first origin; they move little.
	train := z[:origins[0]]
	logistic := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	read := func(x []float64) dshwParams {
		return dshwParams{0.5 * logistic(x[0]), 0.7 * logistic(x[1]), 0.7 * logistic(x[2]), 0.99 * logistic(x[3])}
	}
	cost := func(x []float64) float64 {
		p, st, sum := read(x), newDSHW(train, s.day, s.week), 0.0
		for t, v := range train {
			e := st.step(v, t, p)
			if t >= s.week {
				sum += e * e
			}
		}
		return sum
	}
	res, err := optimize.Minimize(optimize.Problem{Func: cost}, []float64{-3, -1.5, -1.5, 2},
		&optimize.Settings{FuncEvaluations: 120}, &optimize.NelderMead{SimplexSize: 1})
	if err != nil && res == nil {
		return out
	}
	p := read(res.X)
	st, k := newDSHW(train, s.day, s.week), 0
	for t := 0; k < len(origins); t++ {
		for k < len(origins) && origins[k] == t {
			out[k] = make([]float64, h)
			f := st.err
			for i := range h {
				f *= p.phi
				out[k][i] = log1p.invert(st.level + st.day[(t+i)%s.day] + st.week[(t+i)%s.week] + f)
			}
			k++
		}
		if t < len(z) {
			st.step(z[t], t, p)
		}
	}
	return out
}

// newDSHW starts from the means of the first two weeks.
func newDSHW(z []float64, day, week int) *dshwState {
	st := &dshwState{day: make([]float64, day), week: make([]float64, week)}
	n := min(len(z), 2*week)
	for _, v := range z[:n] {
		st.level += v / float64(n)
	}
	for t, v := range z[:n] {
		st.day[t%day] += (v - st.level) * float64(day) / float64(n)
	}
	for t, v := range z[:n] {
		st.week[t%week] += (v - st.level - st.day[t%day]) * float64(week) / float64(n)
	}
	return st
}

// step takes in z at slot t and returns the one-step error.
func (st *dshwState) step(z float64, t int, p dshwParams) float64 {
	d, w := &st.day[t%len(st.day)], &st.week[t%len(st.week)]
	r := z - (st.level + *d + *w) // error before the AR term
	e := r - p.phi*st.err
	st.level += p.alpha * r
	*d += p.delta * r * (1 - p.alpha)
	*w += p.omega * r * (1 - p.alpha)
	st.err = r
	return e
}
