package forecast

import "math"

// Intraday is what a day that has begun is expected to bring still, once part of its
// volume is known.
//
// The forecast of the day is m(t) for each slot t, and what comes is taken to be θ·m(t)
// with one level θ for all of the day: the shape stays, the level is learnt. Before
// anything has come θ has mean 1 and the variance v by which whole days miss their
// forecast. n contacts that have come where M were forecast speak with the weight M/φ, φ
// being by how much single slots scatter more than counts do by chance, and θ has the
// mean (1/v + n/φ) / (1/v + M/φ) and the variance mean / (1/v + M/φ): the gamma prior of a
// Poisson rate (A. Gelman et al., Bayesian Data Analysis, 2013, section 2.6). So a few
// contacts move the level little, and a whole morning moves it nearly all the way.
type Intraday struct {
	Seen     float64 // contacts of the slots that are known
	Expected float64 // what the forecast had for these slots
	Slots    int     // that are known

	Level     float64 // the mean of θ
	Low, High float64 // its 90% interval

	// By slot of the forecast, from its first day on; slots of the past too.
	Point, PointLow, PointHigh []float64

	spread     float64 // standard deviation of θ
	dispersion float64 // φ
	step       int
}

// Bounds on what is assumed of a day before it begins.
const (
	leastLevelSpread = 0.03 // even the best forecast of a day is off by so much
	mostLevelSpread  = 1.0  // and the worst is still a forecast
	z90              = 1.6449
)

// Intraday takes what has come on day d of f so far: seen has one count for each slot of
// the day from 00:00 on, NaN where it is not known; slots at its end may be left out.
// Without any the forecast stands, with its own interval.
func (f *Forecast) Intraday(d int, seen []float64) *Intraday {
	slots := 1440 / f.Step
	day := f.Point[d*slots : (d+1)*slots]
	in := &Intraday{Level: 1, step: f.Step}
	for i, v := range seen[:min(len(seen), slots)] {
		if !math.IsNaN(v) && v >= 0 {
			in.Seen += v
			in.Expected += day[i]
			in.Slots++
		}
	}
	v, phi := f.levelSpread(d)
	in.dispersion = phi
	weight := 1/v + in.Expected/phi
	in.Level = (1/v + in.Seen/phi) / weight
	in.spread = math.Sqrt(in.Level / weight)
	in.Low, in.High = max(0, in.Level-z90*in.spread), in.Level+z90*in.spread
	for _, m := range f.Point {
		t := in.total(m)
		in.Point, in.PointLow, in.PointHigh = append(in.Point, t.Point), append(in.PointLow, t.Low), append(in.PointHigh, t.High)
	}
	return in
}

// total is what slots bring for which the forecast had m contacts.
func (in *Intraday) total(m float64) Total {
	point := in.Level * m
	half := z90 * math.Sqrt(in.spread*in.spread*m*m+in.dispersion*point)
	return Total{Point: point, Low: max(0, point-half), High: point + half}
}

// Between returns what is expected of the minutes [from, to), counted from 00:00 of the
// first day of f, with its 90% interval: the level is the same in all of them, what
// comes by chance cancels in part.
func (in *Intraday) Between(f *Forecast, from, to int) Total { return in.total(f.between(from, to)) }

// between is the point of f for minutes [from, to); a slot that is cut gives its part.
func (f *Forecast) between(from, to int) (m float64) {
	for i, v := range f.Point {
		at := i * f.Step
		m += v * float64(max(0, min(to, at+f.Step)-max(from, at))) / float64(f.Step)
	}
	return m
}

// levelSpread splits the interval of day d in two: the variance v of the level of the
// whole day, and the dispersion φ of single slots around it. The variance of a slot is
// v·m² + φ·m, that of the day v·M² + φ·M, M being the sum of m: two equations, for the sum
// of the former and for the latter.
func (f *Forecast) levelSpread(d int) (v, phi float64) {
	slots := 1440 / f.Step
	single, squares := 0.0, 0.0
	for i := d * slots; i < (d+1)*slots; i++ {
		single += square((f.High[i] - f.Low[i]) / (2 * z90))
		squares += square(f.Point[i])
	}
	day := f.Total(d, 1)
	all, m := square((day.High-day.Low)/(2*z90)), day.Point
	if m <= 0 {
		return square(mostLevelSpread), 1
	}
	if m*m > squares {
		v = (all - single) / (m*m - squares)
	}
	v = min(square(mostLevelSpread), max(square(leastLevelSpread), v))
	phi = max(1, (single-v*squares)/m)
	return v, phi
}

func square(x float64) float64 { return x * x }
