package simulate

import (
	"math"
	"math/rand/v2"

	"paiban/schedule"
)

// z90 is the standard normal quantile that bounds a 90% interval.
const z90 = 1.6448536269514722

// hoursTogether is the time in minutes over which the errors of hours of one day stay
// alike: those of hours t minutes apart correlate by exp(−t/hoursTogether), beside what
// the whole day has in common. Calls to a bank counted by the hour (Weinberg, Brown and
// Stroud 2007), each day divided by its total, have correlations of 0.62 and 0.30 one and
// two hours apart.
const hoursTogether = 120

// defaultGrain is the minutes that an interval is about where nobody says.
const defaultGrain = 60

// Streams of the generators of a replication; those of the queues' arrivals begin at 1.
const (
	noiseStream = 1 << 16 // and one for each queue
	guessStream = 1 << 17
)

// noise is the error of a queue's forecast. The rate of cell i is its mean times
// exp(σᵢzᵢ − σᵢ²/2) with
//
//	z = a·W + b·D + c·H,  a² + b² + c² = 1,
//
// of standard normal W (one a week), D (one a day) and H (one a grain, an
// autoregression with the correlations of hoursTogether). None of it depends on the step.
//
// σ comes from the interval of a grain less the Poisson noise of its contacts. a, b and c
// follow from the intervals of a day and of a week. Let v be the contacts of a grain, e
// the standard deviation of its rate, E the sum of e over a day, and
// κ = Σᵢⱼ eᵢeⱼ·corr(Hᵢ,Hⱼ)/E². The contacts of a day have the variance
// Σv + E²(g + (1−g)κ), g = a² + b². With what the interval of a day says that is a
// linear equation for g of each day. Those of a week have Σv + (Σ aE)² + Σ (bE)² + what
// the hours give, with a² = r·g, b² = (1−r)·g: one for r. Where an interval of a day is
// narrower than the hours alone allow, g is 0; then a day is drawn wider than forecast.
type noise struct {
	cell    int     // minutes that have one rate; divides step and grain
	seconds float64 // the same
	grain   int     // in cells
	rate    []float64
	sigma   []float64 // by cell; nil is certain
	stay    float64   // correlation of H from one grain to the next
	week    []float64 // a, b and c, by day
	day     []float64
	hours   []float64
}

func newNoise(q *Queue, step int) noise {
	grain := q.Grain
	if grain == 0 {
		grain = defaultGrain
	}
	if q.Low == nil {
		grain = step
	}
	n := noise{cell: gcd(step, grain)}
	n.seconds, n.grain = float64(n.cell)*60, grain/n.cell
	per := step / n.cell
	for _, v := range q.Volume {
		for range per {
			n.rate = append(n.rate, v/float64(step)/60)
		}
	}
	if q.Low == nil {
		return n
	}
	n.stay = math.Exp(-float64(grain) / hoursTogether)
	n.sigma = make([]float64, len(n.rate))
	for i, v := range q.Volume {
		contacts := v * float64(grain) / float64(step)
		if contacts == 0 {
			continue
		}
		relative := (q.High[i] - q.Low[i]) / v / (2 * z90)
		if extra := relative*relative - 1/contacts; extra > 0 {
			for k := range per {
				n.sigma[i*per+k] = math.Sqrt(math.Log1p(extra))
			}
		}
	}
	n.load(q)
	return n
}

// load works out a, b and c.
func (n *noise) load(q *Queue) {
	perDay := schedule.DayMinutes / n.cell
	days := len(n.rate) / perDay
	n.week, n.day, n.hours = make([]float64, days), make([]float64, days), make([]float64, days)
	for first := 0; first < days; first += 7 {
		// Sums over the days of a week.
		var contacts, wide, common, squares, process float64
		last := min(first+7, days)
		g := make([]float64, last-first)
		for d := first; d < last; d++ {
			s := n.sums(d*perDay, (d+1)*perDay)
			share := 1.0
			if q.DayShare != nil {
				share = q.DayShare[d]
			}
			switch {
			case s.e == 0:
			case s.kappa > 1-1e-9: // one grain is all of the day
				g[d-first] = 1
			default:
				g[d-first] = within01((((share*s.wide)*(share*s.wide)-s.contacts)/(s.e*s.e) - s.kappa) / (1 - s.kappa))
			}
			common += s.e * math.Sqrt(g[d-first])
			squares += s.e * s.e * g[d-first]
			process += s.e * s.e * s.kappa * (1 - g[d-first])
			contacts += s.contacts
			wide += share * s.wide
		}
		share := q.WeekShare
		if share == 0 {
			share = 1
		}
		r := 0.0
		if between := common*common - squares; between > 0 {
			r = within01((share*wide*share*wide - contacts - squares - process) / between)
		}
		for d := first; d < last; d++ {
			x := g[d-first]
			n.week[d], n.day[d], n.hours[d] = math.Sqrt(r*x), math.Sqrt((1-r)*x), math.Sqrt(1-x)
		}
	}
}

// daySums are sums over the grains of a day.
type daySums struct {
	contacts float64
	e        float64 // standard deviations of the rates
	wide     float64 // standard deviations of the contacts
	kappa    float64 // Σᵢⱼ eᵢeⱼ·corr(Hᵢ,Hⱼ) / e²; 0 without error
}

// sums adds up the grains of the cells [from, to).
func (n *noise) sums(from, to int) (s daySums) {
	before, pairs := 0.0, 0.0 // Σⱼ eⱼ·corr(Hᵢ,Hⱼ) over earlier grains j
	for i := from; i < to; i += n.grain {
		v, e := 0.0, 0.0
		for k := i; k < min(i+n.grain, to); k++ {
			x := n.rate[k] * n.seconds
			v += x
			e += x * math.Sqrt(math.Expm1(n.sigma[k]*n.sigma[k]))
		}
		s.contacts += v
		s.e += e
		s.wide += math.Sqrt(e*e + v)
		before *= n.stay
		pairs += e*e + 2*e*before
		before += e
	}
	if s.e > 0 {
		s.kappa = pairs / (s.e * s.e)
	}
	return s
}

// draw appends the rates of one replication to out.
func (n *noise) draw(out []float64, rng *rand.Rand) []float64 {
	if n.sigma == nil {
		return append(out, n.rate...)
	}
	perDay := schedule.DayMinutes / n.cell
	var week, day, hours float64
	for i, rate := range n.rate {
		d := i / perDay
		if i%(7*perDay) == 0 {
			week = rng.NormFloat64()
		}
		if i%perDay == 0 {
			day = rng.NormFloat64()
		}
		switch {
		case i == 0:
			hours = rng.NormFloat64()
		case i%n.grain == 0:
			hours = n.stay*hours + math.Sqrt(1-n.stay*n.stay)*rng.NormFloat64()
		}
		z := n.week[d]*week + n.day[d]*day + n.hours[d]*hours
		out = append(out, rate*math.Exp(n.sigma[i]*(z-n.sigma[i]/2)))
	}
	return out
}

// guess is a [Guess] of the model: a lognormal factor of mean 1.
type guess struct {
	sigma float64
	steps [][]bool
}

func newGuesses(in *Input, steps int, bad *problems) (out []guess) {
	for _, g := range in.Guesses {
		sd := (g.High - g.Low) / (2 * z90)
		if !(sd >= 0) || math.IsInf(sd, 1) {
			bad.add("倍数的区间 %v 到 %v 不对", "the interval of a factor, %v to %v, is none", g.Low, g.High)
			continue
		}
		for _, s := range g.Steps {
			if s != nil && len(s) != steps {
				bad.add("倍数写了 %d 个时段，与排班周期不符", "a factor is given for %d steps, not for each step of the horizon", len(s))
			}
		}
		if len(g.Steps) > len(in.Queues) {
			bad.add("倍数写了 %d 个队列，多于队列数", "a factor is given for %d queues, more than there are", len(g.Steps))
		}
		out = append(out, guess{math.Sqrt(math.Log1p(sd * sd)), g.Steps})
	}
	return out
}

// drawGuesses appends the factors of one replication to out.
func (m *model) drawGuesses(out []float64, rng *rand.Rand) []float64 {
	for _, g := range m.guesses {
		out = append(out, math.Exp(g.sigma*(rng.NormFloat64()-g.sigma/2)))
	}
	return out
}

// raise multiplies the rates of queue q that g is about, per cells to a step.
func (g *guess) raise(rate []float64, q int, factor float64, per int) {
	if q >= len(g.steps) || g.steps[q] == nil {
		return
	}
	for i := range rate {
		if g.steps[q][i/per] {
			rate[i] *= factor
		}
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func within01(x float64) float64 { return min(1, max(0, x)) }
