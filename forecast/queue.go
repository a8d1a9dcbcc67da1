package forecast

import (
	"math"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

const (
	shapeHalfLife = 42.0 // days
	levelHalfLife = 10.0 // days
	// A queue with fewer days of normal history leans on its siblings.
	coldDays = 14
)

// queue is one queue on its way from history to forecast.
type queue struct {
	in      Input
	name    string
	prior   shape
	hist    *grid // history up to in.From, faults repaired
	base    *grid // hist without special spans
	all     *grid // hist and the horizon
	open    [7][]bool
	spans   []special // of history and horizon
	owner   [][2]int  // by slot of all
	known   int       // days of base of which enough is known
	fx      *effects
	cleaned []lang.Text
}

// prepare lays the history of s on its grid, sets specials aside and repairs
// faults.
func prepare(in Input, s Series) *queue {
	if s.Start > in.From {
		s.Start, s.Values = in.From, nil
	}
	q := &queue{in: in, name: s.Queue, prior: priorShape(in.Prior, s.Step)}
	q.hist = newGrid(s, in.From).extend(int(in.From - s.Start))
	q.all = q.hist.extend(q.hist.days + in.Days)
	q.all.dow = weekdays(in.Calendar, s.Start, q.all.days)
	q.hist.dow = q.all.dow[:q.hist.days]
	q.open = q.hist.openHours()
	q.spans = specials(in, s.Queue, s.Start, in.From+workcal.Date(in.Days))
	q.owner = owners(q.all, q.spans)
	isSpecial := make([]bool, len(q.hist.y))
	for t := range isSpecial {
		isSpecial[t] = q.owner[t] != [2]int{-1, -1}
	}
	q.setAside(isSpecial)
	w := fitShape(q.base, q.prior, shapeHalfLife)
	q.cleaned = clean(s.Queue, q.hist, q.normal(w, q.hist.days), isSpecial)
	q.setAside(isSpecial)
	return q
}

// setAside makes q.base of q.hist. Where that would leave less than a week, the
// special spans stay in: a wrong level is better than none.
func (q *queue) setAside(isSpecial []bool) {
	q.base = q.hist.clone()
	for t, special := range isSpecial {
		if special {
			q.base.y[t] = math.NaN()
		}
	}
	if q.known = q.base.knownDays(); q.known < 7 && q.hist.knownDays() > q.known {
		q.base = q.hist.clone()
		q.known = q.hist.knownDays()
	}
}

// knownDays counts the days of which anything is known.
func (g *grid) knownDays() (n int) {
	for d := range g.days {
		for _, v := range g.day(d) {
			if !math.IsNaN(v) {
				n++
				break
			}
		}
	}
	return n
}

// extend returns g on days days, the added ones unknown.
func (g *grid) extend(days int) *grid {
	c := *g
	c.days = days
	c.y = make([]float64, days*g.slots)
	for i := copy(c.y, g.y); i < len(c.y); i++ {
		c.y[i] = math.NaN()
	}
	return &c
}

// normal returns the normal volume of each slot of the first days days, the
// level taken from both sides.
func (q *queue) normal(w shape, days int) []float64 {
	level := w.levels(q.base, days, levelHalfLife, false)
	out := make([]float64, days*q.hist.slots)
	for t := range out {
		d := t / q.hist.slots
		if v := w.at(level[d], q.all.dow[d], t%q.hist.slots); v > 0 {
			out[t] = v
		}
	}
	return out
}

// siblings returns the mean week of the queues that have a history of their
// own, by step.
func siblings(queues []*queue) map[int]shape {
	out := map[int]shape{}
	for _, q := range queues {
		if q.known < coldDays {
			continue
		}
		w := fitShape(q.base, q.prior, shapeHalfLife)
		sum, ok := out[q.hist.step]
		if !ok {
			for k := range sum.slots {
				sum.slots[k] = make([]float64, q.hist.slots)
			}
		}
		for k := range w.slots {
			sum.index[k] += w.index[k]
			for s, v := range w.slots[k] {
				sum.slots[k][s] += v
			}
		}
		sum.days++
		out[q.hist.step] = sum
	}
	for step, sum := range out {
		for k := range sum.slots {
			sum.index[k] /= sum.days
			normalise(sum.slots[k])
		}
		out[step] = sum
	}
	return out
}

// forecast predicts the horizon of q.
func (q *queue) forecast(sib map[int]shape) Forecast {
	if q.known < coldDays {
		if w, ok := sib[q.hist.step]; ok {
			q.prior = w
		}
	}
	w := fitShape(q.base, q.prior, shapeHalfLife)
	q.fx = learn(q.hist, q.normal(w, q.hist.days), q.spans)

	from := q.hist.days
	base := predict(q.base, q.prior, q.all.dow)
	res := q.residuals()
	f := Forecast{Queue: q.name, Step: q.hist.step}
	for t := from * q.hist.slots; t < len(q.all.y); t++ {
		d, s := t/q.hist.slots, t%q.hist.slots
		v := base[t-from*q.hist.slots]
		if !q.open[mondayFirst(q.hist.start+workcal.Date(d))][s] {
			v = 0
		}
		factor, sd := 1.0, 0.0
		for _, i := range q.owner[t] {
			if i >= 0 {
				e := q.fx.of(q.spans[i])
				if e.known {
					factor *= e.factor(t - q.all.first(q.spans[i]))
					sd = math.Hypot(sd, e.sd)
				}
			}
		}
		lo, hi := res.interval(v*factor, sd)
		f.Point = append(f.Point, v*factor)
		f.Low = append(f.Low, lo)
		f.High = append(f.High, hi)
	}
	return f
}

// predict returns the normal volume of the days after g; dow holds the
// weekdays of g's days and of those.
func predict(g *grid, prior shape, dow []int) []float64 {
	w := fitShape(g, prior, shapeHalfLife)
	level := w.levels(g, len(dow), levelHalfLife, true)
	out := make([]float64, (len(dow)-g.days)*g.slots)
	for t := range out {
		d := g.days + t/g.slots
		if v := w.at(level[d], dow[d], t%g.slots); v > 0 {
			out[t] = v
		}
	}
	return out
}
