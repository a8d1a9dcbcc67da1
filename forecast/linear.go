package forecast

import "math"

// gram accumulates the normal equations of a weighted linear regression of p
// features on q targets, feature 0 being the constant.
type gram struct {
	p, q int
	a    []float64 // p×p, upper triangle
	b    []float64 // p×q
	w    float64
}

func newGram(p, q int) *gram {
	return &gram{p: p, q: q, a: make([]float64, p*p), b: make([]float64, p*q)}
}

// add takes in one observation with weight w.
func (g *gram) add(x, y []float64, w float64) {
	g.w += w
	for i, v := range x {
		if v == 0 {
			continue
		}
		v *= w
		row := g.a[i*g.p : (i+1)*g.p]
		for j := i; j < g.p; j++ {
			row[j] += v * x[j]
		}
		out := g.b[i*g.q : (i+1)*g.q]
		for j, u := range y {
			out[j] += v * u
		}
	}
}

// solve returns the coefficients (p×q) that minimise the mean weighted squared
// error plus Σ ridge[i]·β². ridge[0] is for the constant. It reports false where
// the equations are singular.
func (g *gram) solve(ridge []float64) ([]float64, bool) {
	p, q := g.p, g.q
	l := make([]float64, p*p) // upper factor U with A = UᵀU
	copy(l, g.a)
	for i := range p {
		l[i*p+i] += ridge[i]*g.w + 1e-9*g.w
	}
	for i := range p {
		ri := l[i*p : (i+1)*p]
		for k := range i {
			rk := l[k*p : (k+1)*p]
			f := rk[i]
			if f == 0 {
				continue
			}
			for j := i; j < p; j++ {
				ri[j] -= f * rk[j]
			}
		}
		if !(ri[i] > 0) {
			return nil, false
		}
		d := 1 / math.Sqrt(ri[i])
		for j := i; j < p; j++ {
			ri[j] *= d
		}
	}
	x := append([]float64(nil), g.b...)
	for i := range p { // Uᵀz = b
		xi := x[i*q : (i+1)*q]
		for k := range i {
			f := l[k*p+i]
			if f == 0 {
				continue
			}
			xk := x[k*q : (k+1)*q]
			for c := range xi {
				xi[c] -= f * xk[c]
			}
		}
		for c := range xi {
			xi[c] /= l[i*p+i]
		}
	}
	for i := p - 1; i >= 0; i-- { // Ux = z
		xi := x[i*q : (i+1)*q]
		for k := i + 1; k < p; k++ {
			f := l[i*p+k]
			xk := x[k*q : (k+1)*q]
			for c := range xi {
				xi[c] -= f * xk[c]
			}
		}
		for c := range xi {
			xi[c] /= l[i*p+i]
		}
	}
	return x, true
}

// scale multiplies all weights so far by f.
func (g *gram) scale(f float64) {
	g.w *= f
	for i := range g.a {
		g.a[i] *= f
	}
	for i := range g.b {
		g.b[i] *= f
	}
}

// dayWaves returns, for each slot of a day, the first harmonics of the day, as
// many pairs as it has.
func dayWaves(day, pairs int) [][]float64 {
	out := make([][]float64, day)
	for t := range out {
		for k := 1; k <= min(pairs, day/2); k++ {
			u := 2 * math.Pi * float64(k*t) / float64(day)
			out[t] = append(out[t], math.Cos(u))
			if 2*k < day {
				out[t] = append(out[t], math.Sin(u))
			}
		}
	}
	return out
}
