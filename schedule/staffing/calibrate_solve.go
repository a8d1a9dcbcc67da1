package staffing

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// solve returns the best point and half the width of the confidence interval of
// each logarithm; +Inf where the history says nothing of it.
func (f *fit) solve() (x, spread []float64) {
	x = f.begin()
	k, n := len(x), len(f.seen)
	r := f.residuals(x, n)
	damping := 1e-3
	var slopes *mat.Dense
	for range 50 {
		slopes = f.slopes(x, r)
		var normal mat.SymDense
		normal.SymOuterK(1, slopes.T())
		var down mat.VecDense
		down.MulVec(slopes.T(), mat.NewVecDense(n, r))
		moved := 0.0
		for ; damping < 1e9; damping *= 4 {
			damped := mat.NewSymDense(k, nil)
			damped.CopySym(&normal)
			for j := range k {
				damped.SetSym(j, j, normal.At(j, j)*(1+damping)+1e-12)
			}
			var by mat.VecDense
			var chol mat.Cholesky
			if !chol.Factorize(damped) || chol.SolveVecTo(&by, &down) != nil {
				continue
			}
			next := make([]float64, k)
			moved = 0
			for j := range next {
				next[j] = bounded(x[j] - by.AtVec(j))
				moved = max(moved, math.Abs(next[j]-x[j]))
			}
			if try := f.residuals(next, n); squares(try) < squares(r) {
				x, r, damping = next, try, damping/10
				break
			}
			moved = 0
		}
		if moved < 1e-6 {
			break
		}
	}
	return x, f.spread(x, r)
}

func bounded(x float64) float64 { return min(math.Log(slowest), max(math.Log(fastest), x)) }

// begin returns the best point of a grid, judged by some of the intervals: far
// from the truth the reply rate is flat, 0 or 1, and shows no way.
func (f *fit) begin() []float64 {
	part := *f
	if by := len(f.seen) / gridIntervals; by > 1 {
		part.seen = nil
		for i := range f.seen {
			if f.day[i]%by == 0 { // whole days, for their spread of load
				part.seen = append(part.seen, f.seen[i])
			}
		}
	}
	given := map[Figure]float64{FigureTyping: f.base.Typing, FigureThink: f.base.Think, FigureAHT: f.base.AHT}
	var best []float64
	least := math.Inf(1)
	var try func(x []float64)
	try = func(x []float64) {
		if len(x) == len(f.figures) {
			if s := squares(part.residuals(x, len(part.seen))); s < least {
				least, best = s, slices.Clone(x)
			}
			return
		}
		// What is given first, so that it stays where nothing is better.
		for _, v := range []float64{given[f.figures[len(x)]], 5, 9, 16, 28, 50, 90, 160, 280, 500} {
			if v > 0 {
				try(append(slices.Clone(x), bounded(math.Log(v))))
			}
		}
	}
	try(nil)
	return best
}

// slopes returns how the residuals r at x change with each logarithm.
func (f *fit) slopes(x, r []float64) *mat.Dense {
	out := mat.NewDense(len(r), len(x), nil)
	for j := range x {
		near := slices.Clone(x)
		near[j] += calibrationStep
		for i, v := range f.residuals(near, len(r)) {
			out.Set(i, j, (v-r[i])/calibrationStep)
		}
	}
	return out
}

// spread returns half the width of each logarithm's interval. The covariance is
// the sandwich A⁻¹BA⁻¹, A = JᵀJ, B = Σ over days of (Jᵀr)(Jᵀr)ᵀ; but nothing is
// known better than A⁻¹, what chance leaves even where every contact is answered
// independently. To that comes what the model's own error may do.
func (f *fit) spread(x, r []float64) []float64 {
	k, days := len(x), float64(f.days)
	out := make([]float64, k)
	for j := range out {
		out[j] = math.Inf(1)
	}
	slopes := f.slopes(x, r)
	var normal, inverse mat.SymDense
	normal.SymOuterK(1, slopes.T())
	var chol mat.Cholesky
	if !chol.Factorize(&normal) || chol.Cond() > 1e12 || chol.InverseTo(&inverse) != nil {
		return out
	}
	scores := mat.NewDense(f.days, k, nil)
	for i, v := range r {
		for j := range k {
			d := f.day[i]
			scores.Set(d, j, scores.At(d, j)+v*slopes.At(i, j))
		}
	}
	// B is SᵀS for the days' scores S, so A⁻¹BA⁻¹ is (SA⁻¹)ᵀ(SA⁻¹).
	var half mat.Dense
	half.Mul(scores, &inverse)
	var sandwich mat.SymDense
	sandwich.SymOuterK(days/(days-float64(k)), half.T())
	f.cov = [2]*mat.SymDense{&inverse, &sandwich}
	// Rates that are all off by modelError move the point by A⁻¹Jᵀ of that.
	shift := mat.NewVecDense(len(r), nil)
	for i, v := range r {
		o := f.seen[i]
		at := math.Pow(math.Sin((angle(o.Reply)-v/math.Sqrt(o.Volume))/2), 2) // what the model says
		shift.SetVec(i, math.Sqrt(o.Volume)*(angle(at+modelError)-angle(at-modelError))/2)
	}
	var down mat.VecDense
	down.MulVec(slopes.T(), shift)
	f.off = new(mat.VecDense)
	f.off.MulVec(&inverse, &down)
	for j := range k {
		if x[j] > bounded(math.Inf(-1)) && x[j] < bounded(math.Inf(1)) { // else it ran away
			unit := mat.NewVecDense(k, nil)
			unit.SetVec(j, 1)
			out[j] = f.half(unit)
		}
	}
	return out
}

// half returns half the width of the interval of what changes with the
// logarithms as slope says.
func (f *fit) half(slope *mat.VecDense) float64 {
	free := float64(f.days - len(f.figures))
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: free}.Quantile((1 + confidence) / 2)
	variance := 0.0
	for _, c := range f.cov {
		variance = max(variance, mat.Inner(slope, c, slope))
	}
	off := mat.Dot(slope, f.off)
	return math.Sqrt(t*t*variance + 4*off*off)
}
