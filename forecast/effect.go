package forecast

import (
	"math"
	"sort"

	"paiban/internal/workcal"
)

// effect is what a special span does to normal volume. The span's open days
// have a factor each, counted from its start, so that weekends do not shift what
// follows; within the first days the hours have their own on top.
type effect struct {
	seen  int       // past spans it rests on
	mean  float64   // factor over the whole span
	days  []float64 // factor by open day from the span's start; past its end the mean
	hours []float64 // factor on top by step from the span's start
	sd    float64   // of the logarithm of the next span's factor
	known bool      // learnt, lent by others of its kind, or given

	// Of a day of a break: past days of its festival and of all breaks.
	festival, rest int

	recalled workcal.Date // day of the past peak that it is taken from, where nobody entered that; 0 otherwise
	then     float64      // factor of that
	given    bool         // by the user
}

const (
	// priorSD is how far, as a standard deviation of its logarithm, the factor
	// of a span differs from others of its key before any two have been seen.
	priorSD = 0.30
	// givenSD is the same for an uplift that the user gives.
	givenSD = 0.20
	// A step's factor is shrunk to its day's as if this many contacts had
	// followed that.
	stepShrink = 20
	// A day's factor is shrunk to the span's as if this part of a mean day more
	// had followed the span's.
	dayShrink = 0.25
	// A factor above it is a mistake.
	maxFactor = 50
	// A span counts as a sample only where at least this many contacts were expected.
	minTaught = 5
	// A past span whose volume was within this factor of normal counts as normal
	// history. The factor of events is larger: they are many and long.
	strongFactor, strongEvent = 1.2, 1.5
	// The days before and after breaks are a kind from as many keys on.
	fewKeys = 2
	// Hours have factors of their own for as long after the start.
	hoursMinutes = 48 * 60
)

// trace is the volume y of one past span and the normal volume b, by open day and
// by step from its start.
type trace struct {
	span     int
	y, b     float64
	dayY     []float64
	dayB     []float64
	hourY    []float64
	hourB    []float64
	hourDay  []int // open day of each step
	complete bool  // the span ended within history
}

// effects holds what history shows about the special spans of one queue.
type effects struct {
	g      *grid
	spans  []special
	owner  [][2]int
	opens  []int // open days before each day of the grid and of the horizon
	traces map[string][]trace
	kind   [kinds]kindPrior
	rest   restDays
}

// kindPrior is the mean and the variance of the logarithms of the factors of the
// keys of one kind.
type kindPrior struct {
	keys         int
	mean, varies float64
	hours        []float64 // of single days, on top of their factor
}

func (k *kindPrior) learn(traces map[string][]trace, keys []string) {
	var logs []float64
	for _, key := range keys {
		logs = append(logs, logFactor(traces[key]))
	}
	if *k = (kindPrior{keys: len(logs)}); len(logs) == 0 {
		return
	}
	k.mean = sumOf(logs) / float64(len(logs))
	for _, v := range logs {
		k.varies += (v - k.mean) * (v - k.mean) / float64(len(logs))
	}
	var all []trace
	own := map[int]float64{}
	for _, key := range keys {
		for _, t := range traces[key] {
			all = append(all, t)
			own[t.span] = (t.y + 0.5) / (t.b + 0.5)
		}
	}
	k.hours = hoursOf(all, nil, func(span int) float64 { return own[span] })
}

// logFactor is the logarithm of the traces' volume over normal: the mean, or the
// median of three or more, which one outlier does not move.
func logFactor(traces []trace) float64 {
	var logs []float64
	for _, t := range traces {
		logs = append(logs, math.Log((t.y+0.5)/(t.b+0.5)))
	}
	return center(logs)
}

func center(v []float64) float64 {
	if len(v) < 3 {
		return sumOf(v) / float64(len(v))
	}
	v = append([]float64(nil), v...)
	sort.Float64s(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}

// learn measures all past spans: y over normal volume. Calendar spans come
// first, on slots free of events; events are then measured against normal volume
// times the calendar. all is g with the horizon, owner is by slot of all.
// w is the normal week.
func learn(g, all *grid, normal []float64, w shape, open [7][]bool, spans []special, owner [][2]int) *effects {
	fx := &effects{g: all, spans: spans, owner: owner, traces: map[string][]trace{}}
	fx.opens = make([]int, all.days+1)
	for d := range all.days {
		fx.opens[d+1] = fx.opens[d]
		for _, o := range open[mondayFirst(all.date(d))] {
			if o {
				fx.opens[d+1]++
				break
			}
		}
	}
	fx.learnRest(g, normal, w)
	for _, calendar := range []bool{true, false} {
		var keys [kinds][]string
		for i, s := range spans {
			if s.kind.calendar() != calendar {
				continue
			}
			if t := fx.trace(g, normal, i); t.b >= minTaught {
				fx.traces[s.key] = append(fx.traces[s.key], t)
				if s.kind.lends() && len(fx.traces[s.key]) == 1 {
					keys[s.kind] = append(keys[s.kind], s.key)
				}
			}
		}
		for k := range keys {
			if specialKind(k).calendar() == calendar {
				fx.kind[k].learn(fx.traces, keys[k])
			}
		}
		if calendar {
			normal = append([]float64(nil), normal...)
			for i, s := range spans {
				if !s.kind.calendar() {
					continue
				}
				e := fx.of(i)
				lo, hi := g.within(s)
				for t := lo; t < hi; t++ {
					if owner[t][0] == i {
						normal[t] *= fx.factor(&e, i, t)
					}
				}
			}
		}
	}
	return fx
}

// place returns the open day and the step of slot t, counted from the start of
// span i.
func (fx *effects) place(i, t int) (day, step int) {
	first := fx.g.first(fx.spans[i])
	d := max(0, floorDiv(first, fx.g.slots))
	return fx.opens[t/fx.g.slots] - fx.opens[d], t - first
}

// trace reads what span i saw in the history g.
func (fx *effects) trace(g *grid, normal []float64, i int) trace {
	s := fx.spans[i]
	c := s.kind.class()
	tr := trace{span: i, complete: s.to <= (int(g.start)+g.days)*1440}
	lo, hi := g.within(s)
	for t := lo; t < hi; t++ {
		b := normal[t] * fx.turned(i, t)
		if fx.owner[t][c] != i || c == 0 && fx.owner[t][1] >= 0 || math.IsNaN(g.y[t]) || !(b > 0) {
			continue
		}
		day, step := fx.place(i, t)
		tr.y, tr.b = tr.y+g.y[t], tr.b+b
		tr.dayY, tr.dayB = at(tr.dayY, day), at(tr.dayB, day)
		tr.dayY[day] += g.y[t]
		tr.dayB[day] += b
		if step*g.step < hoursMinutes {
			tr.hourY, tr.hourB = at(tr.hourY, step), at(tr.hourB, step)
			for len(tr.hourDay) <= step {
				tr.hourDay = append(tr.hourDay, day)
			}
			tr.hourY[step] += g.y[t]
			tr.hourB[step] += b
		}
	}
	return tr
}

// at returns v made long enough to hold index i.
func at(v []float64, i int) []float64 {
	for len(v) <= i {
		v = append(v, 0)
	}
	return v
}

func sumOf(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

// strong reports whether the volume of past span i was not normal.
func (fx *effects) strong(i int) bool {
	limit := strongFactor
	if !fx.spans[i].kind.calendar() {
		limit = strongEvent
	}
	for _, t := range fx.traces[fx.spans[i].key] {
		if t.span == i {
			return math.Abs(math.Log((t.y+0.5)/(t.b+0.5))) > math.Log(limit)
		}
	}
	return false
}

// of returns the effect expected of span i: by the user's uplift, else by the past
// of its key, else by its kind, else none. A span under way is first compared with
// the others of its key up to where it is.
func (fx *effects) of(i int) effect {
	s := fx.spans[i]
	if s.kind == holiday && !fx.rest.apart[s.key] {
		return fx.restEffect(i)
	}
	var others []trace
	var own *trace
	for k, t := range fx.traces[s.key] {
		if t.span == i && !t.complete {
			own = &fx.traces[s.key][k]
		} else {
			others = append(others, t)
		}
	}
	var e effect
	switch {
	case len(others) > 0:
		e = pool(others, s.kind)
		if s.kind.calendar() {
			e.rescale(fx.kind[s.kind].shrink(others))
			e.sd = fx.kind[s.kind].sd(e.sd, float64(len(others)))
		}
		fx.recalled(&e, others)
		if own != nil {
			e.seen++
			e.rescale(fx.ahead(own, &e))
		}
	case own != nil:
		e = pool([]trace{*own}, s.kind)
		// What comes is like the latest days.
		n := len(e.days)
		e.mean = sumOf(e.days[max(0, n-3):]) / float64(n-max(0, n-3))
	case s.kind.lends() && fx.kind[s.kind].keys > 0 && (fx.kind[s.kind].keys >= fewKeys || !s.kind.calendar()):
		// The factor of the kind is shrunk to 1 as if one more key had shown nothing.
		k := fx.kind[s.kind]
		n := float64(k.keys)
		e = effect{mean: math.Exp(k.mean * n / (n + 1)), sd: 2 * priorSD, known: true}
		if s.kind.calendar() {
			e.sd, e.hours = k.sd(e.sd, n), k.hours
		}
	default:
		e = effect{mean: 1}
		if s.kind == promotion {
			e.sd = priorSD // it may well do something
		}
	}
	if s.uplift > 0 {
		// The user's figure rules the span as a whole; the past lends its hours.
		if e.mean > 0.05 {
			e.rescale(s.uplift / e.mean)
		} else {
			e.days, e.hours = nil, nil
		}
		e.mean, e.sd, e.given, e.known = s.uplift, givenSD, true, true
	}
	return e
}

// sd returns the standard deviation of the next factor of a key seen n times: that
// of the kind's keys, as if two more had missed by priorSD; alone where those
// are too few.
func (k *kindPrior) sd(alone, n float64) float64 {
	if k.keys < fewKeys {
		return alone
	}
	m := float64(k.keys)
	return min(alone, math.Sqrt((2*priorSD*priorSD+m*k.varies)/(2+m)*(1+1/n)))
}

// recalled widens e and shrinks it where every past span that it rests on was found
// and not entered.
func (fx *effects) recalled(e *effect, past []trace) {
	for _, t := range past {
		if !fx.spans[t.span].recalled {
			return
		}
	}
	last := past[len(past)-1]
	e.recalled, e.then = workcal.Date(floorDiv(fx.spans[last.span].from, 1440)), e.mean
	e.rescale(math.Pow(e.mean, recalledPart-1))
	e.sd = math.Hypot(e.sd, recalledSD)
}

// shrink returns the factor that moves what was seen of a key towards its kind: a
// key seen n times keeps n of n + (variance of one span)/(variance between keys)
// parts, as the empirical Bayes estimate does (Efron and Morris 1975). A kind with
// fewer than three keys moves nothing. Promotions are not shrunk: they differ too
// much, and one seen once is a better guide than all the others.
func (k *kindPrior) shrink(seen []trace) float64 {
	if k.keys < 3 {
		return 1
	}
	own := priorSD * priorSD / max(k.varies, 0.01)
	return math.Exp((k.mean - logFactor(seen)) * own / (float64(len(seen)) + own))
}

// ahead returns the factor of a span under way over e, shrunk to 1 as if one day had
// been as e has it.
func (fx *effects) ahead(own *trace, e *effect) float64 {
	logs, n := 0.0, 0.0
	for k, b := range own.dayB {
		if b >= minTaught {
			f := e.mean
			if k < len(e.days) {
				f = e.days[k]
			}
			logs += math.Log((own.dayY[k] + 0.5) / (b*f + 0.5))
			n++
		}
	}
	return math.Exp(logs / (n + 1))
}

// rescale multiplies all factors by f.
func (e *effect) rescale(f float64) {
	e.mean *= f
	days := make([]float64, len(e.days))
	for i, v := range e.days {
		days[i] = min(v*f, maxFactor)
	}
	e.days = days
}

// pool makes one effect of the traces of a key.
func pool(traces []trace, kind specialKind) effect {
	n := float64(len(traces))
	m, ss := logFactor(traces), priorSD*priorSD
	for _, t := range traces {
		d := math.Log((t.y+0.5)/(t.b+0.5)) - m
		ss += d * d
	}
	if kind == tail || kind == around {
		m *= n / (n + 0.5) // most often there is nothing: as if half a span more had shown none
	}
	e := effect{seen: len(traces), mean: min(math.Exp(m), maxFactor), sd: math.Sqrt(ss / n * (1 + 1/n)), known: true}
	longest := 0
	for _, t := range traces {
		longest = max(longest, len(t.dayB))
	}
	e.days = make([]float64, longest)
	for k := range e.days {
		e.days[k] = e.mean
		var logs []float64
		for _, t := range traces {
			if k < len(t.dayB) && t.dayB[k] > 0 {
				usual := dayShrink * t.b / float64(len(t.dayB))
				logs = append(logs, math.Log((t.dayY[k]+usual*e.mean+0.01)/(t.dayB[k]+usual+0.01)))
			}
		}
		if len(logs) > 0 {
			e.days[k] = min(math.Exp(center(logs)), maxFactor)
		}
	}
	if len(e.days) >= 5 {
		e.days = smooth(e.days)
	}
	// Hours move volume within a day; days decide how much there is.
	var hourY, hourB []float64
	for _, t := range traces {
		for r, b := range t.hourB {
			hourY, hourB = at(hourY, r), at(hourB, r)
			hourY[r] += t.hourY[r]
			hourB[r] += b * e.days[t.hourDay[r]]
		}
	}
	e.hours = make([]float64, len(hourB))
	for r := range e.hours {
		e.hours[r] = (hourY[r] + stepShrink) / (hourB[r] + stepShrink)
	}
	return e
}

// smooth averages logarithms with those of the neighbours, ¼ ½ ¼.
func smooth(v []float64) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		a, b, c := v[max(0, i-1)], v[i], v[min(len(v)-1, i+1)]
		out[i] = math.Exp((math.Log(a) + 2*math.Log(b) + math.Log(c)) / 4)
	}
	return out
}

// factor returns what e, the effect of span i, does to slot t.
func (fx *effects) factor(e *effect, i, t int) float64 {
	day, step := fx.place(i, t)
	f := e.mean
	if day >= 0 && day < len(e.days) {
		f = e.days[day]
	}
	if step >= 0 && step < len(e.hours) {
		f *= e.hours[step]
	}
	return f * fx.turned(i, t)
}

// turned is what a day of a break at normal volume has in slot t, relative to the
// normal volume of the weekday; 1 outside breaks.
func (fx *effects) turned(i, t int) float64 {
	if fx.spans[i].kind != holiday || fx.rest.turn[0] == nil || fx.rest.apart[fx.spans[i].key] {
		return 1
	}
	return fx.rest.turn[fx.g.dow[t/fx.g.slots]][t%fx.g.slots]
}

func clamp(v, lo, hi float64) float64 { return max(lo, min(hi, v)) }
