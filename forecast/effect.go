package forecast

import "math"

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
	given bool      // by the user
}

const (
	// priorSD is how far, as a standard deviation of its logarithm, the factor
	// of a span strays from others of its key before any two have been seen.
	priorSD = 0.30
	// givenSD is the same for an uplift that the user gives.
	givenSD = 0.20
	// A step's factor is shrunk to its day's as if this many contacts had
	// followed that.
	stepShrink = 20
	// A day's factor is shrunk to the span's as if this part of a mean day more
	// had followed the span's.
	dayShrink = 0.25
	// Factors above are taken for a mistake.
	maxFactor = 50
	// A span teaches only where at least this many contacts were to be expected.
	minTaught = 5
	// Hours have factors of their own for as long after the start.
	hoursMinutes = 48 * 60
)

// trace is what one past span saw and what would have been normal, by open day
// and by step from its start.
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

// effects holds what history teaches of one queue's special spans.
type effects struct {
	g      *grid
	spans  []special
	owner  [][2]int
	opens  []int // open days before each day of the grid and of the horizon
	traces map[string][]trace
	kind   [kinds]effect
}

// learn measures all past spans: y over normal volume. Calendar spans come
// first, on slots free of events; events are then measured against normal volume
// times the calendar. all is g with the horizon, owner is by slot of all.
func learn(g, all *grid, normal []float64, open [7][]bool, spans []special, owner [][2]int) *effects {
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
	for _, calendar := range []bool{true, false} {
		var logs [kinds][]float64
		for i, s := range spans {
			if s.kind.calendar() != calendar {
				continue
			}
			if t := fx.trace(g, normal, i); t.b >= minTaught {
				fx.traces[s.key] = append(fx.traces[s.key], t)
				logs[s.kind] = append(logs[s.kind], math.Log((t.y+0.5)/(t.b+0.5)))
			}
		}
		for k, v := range logs {
			if len(v) > 0 && specialKind(k).lends() {
				// Lent factors are shrunk to 1 as if one more kin had shown nothing.
				fx.kind[k] = effect{mean: math.Exp(sumOf(v) / float64(len(v)+1)), sd: 2 * priorSD, known: true}
			}
		}
		if calendar {
			normal = append([]float64(nil), normal...)
			for t := range normal {
				if i := owner[t][0]; i >= 0 {
					e := fx.of(i)
					normal[t] *= fx.factor(&e, i, t)
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
		if fx.owner[t][c] != i || c == 0 && fx.owner[t][1] >= 0 || math.IsNaN(g.y[t]) || !(normal[t] > 0) {
			continue
		}
		day, step := fx.place(i, t)
		tr.y, tr.b = tr.y+g.y[t], tr.b+normal[t]
		tr.dayY, tr.dayB = at(tr.dayY, day), at(tr.dayB, day)
		tr.dayY[day] += g.y[t]
		tr.dayB[day] += normal[t]
		if step*g.step < hoursMinutes {
			tr.hourY, tr.hourB = at(tr.hourY, step), at(tr.hourB, step)
			for len(tr.hourDay) <= step {
				tr.hourDay = append(tr.hourDay, day)
			}
			tr.hourY[step] += g.y[t]
			tr.hourB[step] += normal[t]
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

// of returns what to expect of span i: what the user says, what its key has
// shown, what its kind has, or nothing. A span under way is first compared with
// what the others of its key did as far as it has come.
func (fx *effects) of(i int) effect {
	s := fx.spans[i]
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
		if own != nil {
			e.seen++
			e.rescale(fx.ahead(own, &e))
		}
	case own != nil:
		e = pool([]trace{*own}, s.kind)
		// What comes is like the latest days.
		n := len(e.days)
		e.mean = sumOf(e.days[max(0, n-3):]) / float64(n-max(0, n-3))
	case fx.kind[s.kind].known:
		e = fx.kind[s.kind]
	default:
		e = effect{mean: 1}
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

// ahead returns by how much a span under way has outdone e, shrunk to 1 as if
// it had kept to e for a day.
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
	var logs []float64
	for _, t := range traces {
		logs = append(logs, math.Log((t.y+0.5)/(t.b+0.5)))
	}
	m := sumOf(logs) / n
	ss := priorSD * priorSD
	for _, v := range logs {
		ss += (v - m) * (v - m)
	}
	if kind == tail || kind == around {
		m *= n / (n + 1) // most often there is nothing: as if seen once more without effect
	}
	e := effect{seen: len(traces), mean: min(math.Exp(m), maxFactor), sd: math.Sqrt(ss / n * (1 + 1/n)), known: true}
	var dayY, dayB, hourY, hourB []float64
	for _, t := range traces {
		for k := range t.dayB {
			dayY, dayB = at(dayY, k), at(dayB, k)
			dayY[k] += t.dayY[k]
			dayB[k] += t.dayB[k]
		}
	}
	usual := sumOf(dayB) / max(1, float64(len(dayB))) * dayShrink
	e.days = make([]float64, len(dayB))
	for k := range e.days {
		e.days[k] = min((dayY[k]+usual*e.mean+0.01)/(dayB[k]+usual+0.01), maxFactor)
	}
	if len(e.days) >= 5 {
		e.days = smooth(e.days)
	}
	// Hours move volume within a day; days decide how much there is.
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
	return f
}

func clamp(v, lo, hi float64) float64 { return max(lo, min(hi, v)) }
