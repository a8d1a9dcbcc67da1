package forecast

import (
	"math"
	"slices"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

const (
	shapeHalfLife = 42.0 // days, of the week that history is compared with
	levelHalfLife = 10.0 // days, of its level
	// A queue with fewer days of normal history takes the week of its siblings.
	coldDays = 14
	coverage = 0.90
)

// queue is one queue on its way from history to forecast.
type queue struct {
	in    Input
	id    string
	name  lang.Text
	prior shape
	raw   *grid     // history up to in.From
	laid  []bool    // days of raw of which but the total was counted
	hist  *grid     // raw, faults repaired
	base  *grid     // hist without special spans, in today's terms
	scale []float64 // by slot of hist: what brings it to today's terms; NaN where that is not known
	changes
	turns   []turn // hours and weekdays that opened or closed lately
	all     *grid  // hist and the horizon
	open    [7][]bool
	spans   []special // of history and horizon
	owner   [][2]int  // by slot of all
	known   int       // days of base of which anything is known
	fx      *effects
	now     []effect // by span
	blend   *blend
	bands   []int // last day of all of each band of lead, for what blend.weights hold
	cleaned []lang.Text
	cancels cancelling

	ceiling     float64   // no upper bound of normal volume is above it
	normalAhead []float64 // of the horizon, without calendar and events
}

// bandOf returns the band of lead that a day lies in.
func (q *queue) bandOf(day int) int {
	return min(sort.SearchInts(q.bands, day), len(q.bands)-1)
}

// prepare lays the history of s on its grid, sets specials aside and repairs
// faults.
func prepare(in Input, s Series) *queue {
	if s.Start > in.From {
		s.Start, s.Values = in.From, nil
	}
	if s.Name.IsZero() {
		s.Name = lang.Same(s.Queue)
	}
	q := &queue{in: in, id: s.Queue, name: s.Name, prior: priorShape(in.Prior, s.Step)}
	q.laid = s.Spread
	q.hist = newGrid(s, in.From).extend(int(in.From - s.Start))
	q.all = q.hist.extend(q.hist.days + in.Days)
	q.all.dow = weekdays(in.Calendar, s.Start, q.all.days)
	q.hist.dow = q.all.dow[:q.hist.days]
	q.spans = specials(in, s.Queue, s.Start, in.From+workcal.Date(in.Days))
	q.owner = owners(q.all, q.spans)
	q.scale = make([]float64, len(q.hist.y))
	for t := range q.scale {
		q.scale[t] = 1
	}

	aside := q.ruled(func(int) bool { return true })
	q.open, q.turns = q.hist.openSlots(q.evidence(aside))
	q.setAside(aside)
	q.classifyMakeup()
	q.raw = q.hist.clone()
	q.cleaned = faults(s.Name, q.hist, q.normal(), aside)
	q.setAside(aside)
	q.findChanges()
	q.setAside(aside)
	q.cleaned = append(q.cleaned, unusual(s.Name, q.hist, q.normal(), q.unclear(aside))...)
	q.setAside(aside)
	if q.recall() {
		q.setAside(q.ruled(func(int) bool { return true }))
	}
	q.learn()
	// A span that turned out to be like normal days counts as normal history.
	q.setAside(q.ruled(func(i int) bool { return q.spans[i].kind == holiday || q.fx.strong(i) }))
	return q
}

// evidence tells the days that show when a queue is open: no holidays, events or
// makeup days.
func (q *queue) evidence(aside []bool) []bool {
	out := make([]bool, q.hist.days)
	for d := range out {
		out[d] = q.hist.dow[d] == mondayFirst(q.hist.date(d)) && !slices.Contains(aside[d*q.hist.slots:(d+1)*q.hist.slots], true)
	}
	return out
}

// unclear marks, beside the slots marked, those since a change of level that is asked
// about.
func (q *queue) unclear(marked []bool) []bool {
	s, ok := q.asked()
	if !ok {
		return marked
	}
	out := slices.Clone(marked)
	for t := s.day * q.hist.slots; t < len(out); t++ {
		out[t] = true
	}
	return out
}

// classifyMakeup decides which weekday a makeup workday counts as: the working day
// next to it, as in an office, or the weekend day that it is to customers. Past
// makeup days decide by the one that they were nearer to.
func (q *queue) classifyMakeup() {
	w := fitShape(q.base, q.prior, shapeHalfLife)
	level := w.levels(q.base, q.base.days, levelHalfLife, false)
	lent, own := 0.0, 0.0
	for d := range q.hist.days {
		natural := mondayFirst(q.hist.date(d))
		if k := q.hist.dow[d]; k != natural {
			if t, ok := dayTotal(q.hist.day(d), w.slots[k]); ok && level[d] > 0 {
				lent += math.Abs(math.Log((t + 1) / (level[d]*w.index[k] + 1)))
				own += math.Abs(math.Log((t + 1) / (level[d]*w.index[natural] + 1)))
			}
		}
	}
	if own < lent {
		for d := range q.all.dow {
			q.all.dow[d] = mondayFirst(q.all.date(d))
		}
	}
}

// ruled marks the slots of history that belong to one of the chosen spans.
func (q *queue) ruled(chosen func(span int) bool) []bool {
	out := make([]bool, len(q.hist.y))
	for t := range out {
		for _, i := range q.owner[t] {
			out[t] = out[t] || i >= 0 && chosen(i)
		}
	}
	return out
}

// setAside sets q.base to today's terms of q.hist without the marked slots. Where less than a week
// would be left they stay in: a wrong level is better than no level.
func (q *queue) setAside(marked []bool) {
	q.base = q.today()
	for t, special := range marked {
		if special {
			q.base.y[t] = math.NaN()
		}
	}
	if q.known = q.base.knownDays(); q.known < 7 && q.hist.knownDays() > q.known {
		q.base = q.today()
		q.known = q.base.knownDays()
	}
}

// normal returns the normal volume of each slot of history, the level taken
// from both sides.
func (q *queue) normal() []float64 {
	w := fitShape(q.base, q.prior, shapeHalfLife)
	level := w.levels(q.base, q.base.days, levelHalfLife, false)
	out := make([]float64, len(q.base.y))
	for t := range out {
		d := t / q.base.slots
		// In the terms of then.
		if v := w.at(level[d], q.base.dow[d], t%q.base.slots) / q.scale[t]; v > 0 && !math.IsInf(v, 1) {
			out[t] = v
		}
	}
	return out
}

func (q *queue) learn() {
	q.fx = learn(q.hist, q.all, q.normal(), fitShape(q.base, q.prior, shapeHalfLife), q.open, q.spans, q.owner)
}

// sibling is the mean week of the queues on one step that have a history of
// their own.
type sibling struct {
	step   int
	shape  shape
	queues float64
}

// siblings returns one for each step.
func siblings(queues []*queue) (all []sibling) {
	for _, q := range queues {
		if q.known < coldDays {
			continue
		}
		i := slices.IndexFunc(all, func(s sibling) bool { return s.step == q.hist.step })
		if i < 0 {
			i = len(all)
			all = append(all, sibling{step: q.hist.step})
			for k := range all[i].shape.slots {
				all[i].shape.slots[k] = make([]float64, q.hist.slots)
			}
		}
		s, w := &all[i], fitShape(q.base, q.prior, shapeHalfLife)
		s.queues++
		for k := range w.slots {
			s.shape.index[k] += (w.index[k] - s.shape.index[k]) / s.queues
			for t, v := range w.slots[k] {
				s.shape.slots[k][t] += (v - s.shape.slots[k][t]) / s.queues
			}
		}
	}
	return all
}

// forecast predicts the horizon of q.
func (q *queue) forecast(siblings []sibling) Forecast {
	for _, s := range siblings {
		if q.known < coldDays && s.step == q.hist.step {
			q.prior = s.shape
		}
	}
	q.learn()
	q.now = make([]effect, len(q.spans))
	for i := range q.spans {
		q.now[i] = q.fx.of(i)
	}
	base, far := q.predict()
	q.normalAhead = base
	from := q.hist.days * q.hist.slots
	f := Forecast{Queue: q.id, Name: q.name, Step: q.hist.step, daysShare: q.cancels.days}
	less, more := q.either()
	own, factors, both := 0.0, 0.0, 0.0 // widths of the day: of normal volume, of factors
	for t := from; t < len(q.all.y); t++ {
		factor, sd := 1.0, 0.0
		for _, i := range q.owner[t] {
			if i >= 0 {
				factor *= q.fx.factor(&q.now[i], i, t)
				sd = math.Hypot(sd, q.now[i].sd)
			}
		}
		v := base[t-from] * factor
		lo, hi := v, v
		if v > 0 {
			const z = 1.645 // normal quantile of (1+coverage)/2
			below, above := far.around(v, t-from)
			above = min(above, max(0, q.ceiling-base[t-from])*factor)
			// A change of level that is asked about may be over or may stay.
			level := v * (more - less)
			lo = max(0, less*v-math.Hypot(below, z*sd*v))
			hi = more*v + math.Hypot(above, z*sd*v)
			own, factors, both = own+below+above, factors+2*z*sd*v+level, both+math.Hypot(below, z*sd*v)+math.Hypot(above, z*sd*v)+level
		}
		f.Point = append(f.Point, v)
		f.Low = append(f.Low, lo)
		f.High = append(f.High, hi)
		if (t+1)%q.all.slots == 0 {
			f.dayShare = append(f.dayShare, q.cancels.ofDay(own, factors, both))
			own, factors, both = 0, 0, 0
		}
	}
	return f
}
