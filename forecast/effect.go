package forecast

import "math"

// effect is what one key does to normal volume.
type effect struct {
	seen  int       // past spans it rests on
	mean  float64   // factor over the whole span
	steps []float64 // factor by step from the span's start; nil is mean throughout
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
	// A factor by the step is shrunk to the mean as if this many contacts had
	// followed the mean.
	stepShrink = 20
	// Factors outside are taken for a mistake.
	minFactor, maxFactor = 0.0, 50
	// A span teaches only where at least this many contacts were to be expected.
	minTaught = 5
)

// effects holds the factors of one queue.
type effects struct {
	byKey map[string]*effect
	kind  [kinds]effect
}

// learn estimates the factors of all keys from history: y over normal volume
// within past spans. Calendar kinds come first, on slots free of events; events
// are then measured against normal volume times the calendar.
func learn(g *grid, normal []float64, spans []special) *effects {
	fx := &effects{byKey: map[string]*effect{}}
	owner := owners(g, spans)
	for _, calendar := range []bool{true, false} {
		var keys []string
		group := map[string][]int{}
		for i, s := range spans {
			if s.kind.calendar() == calendar {
				if group[s.key] == nil {
					keys = append(keys, s.key)
				}
				group[s.key] = append(group[s.key], i)
			}
		}
		var perKind [kinds][]float64
		for _, key := range keys {
			e := fx.measure(g, normal, spans, owner, group[key])
			fx.byKey[key] = e
			if e.seen > 0 {
				k := spans[group[key][0]].kind
				perKind[k] = append(perKind[k], math.Log(max(e.mean, 0.01)))
			}
		}
		for k, logs := range perKind {
			if len(logs) > 0 && specialKind(k).lends() {
				// Lent factors are shrunk to 1 as if one more kin had shown nothing.
				sum := 0.0
				for _, v := range logs {
					sum += v
				}
				fx.kind[k] = effect{mean: math.Exp(sum / float64(len(logs)+1)), sd: 2 * priorSD, known: true}
			}
		}
		if calendar {
			normal = fx.times(g, normal, spans, owner, true)
		}
	}
	return fx
}

// owners returns for each slot of g the calendar span and the event span that
// rule it, −1 where none: of several, the shortest, then the later.
func owners(g *grid, spans []special) [][2]int {
	own := make([][2]int, len(g.y))
	for i := range own {
		own[i] = [2]int{-1, -1}
	}
	for i, s := range spans {
		c := 1
		if s.kind.calendar() {
			c = 0
		}
		lo, hi := g.range_(s)
		for t := lo; t < hi; t++ {
			if o := own[t][c]; o < 0 || rank(s) <= rank(spans[o]) {
				own[t][c] = i
			}
		}
	}
	return own
}

// rank orders spans that overlap: an event before another's tail, then the
// shorter.
func rank(s special) int {
	if s.kind == tail {
		return 1 << 40
	}
	return s.to - s.from
}

// range_ returns the slots of g that start within s.
func (g *grid) range_(s special) (lo, hi int) {
	base := int(g.start) * 1440
	at := func(m int) int { return max(0, min(len(g.y), (m-base+g.step-1)/g.step)) }
	if s.to <= base {
		return 0, 0
	}
	return at(max(s.from, base)), at(s.to)
}

// first returns the slot in which s starts, before 0 where g begins later.
func (g *grid) first(s special) int {
	m := s.from - int(g.start)*1440
	return (m - ((m%g.step)+g.step)%g.step) / g.step
}

func (fx *effects) measure(g *grid, normal []float64, spans []special, owner [][2]int, group []int) *effect {
	var logs []float64
	var sumY, sumB []float64
	for _, i := range group {
		s := spans[i]
		c := 1
		if s.kind.calendar() {
			c = 0
		}
		y, b := 0.0, 0.0
		lo, hi := g.range_(s)
		for t := lo; t < hi; t++ {
			if owner[t][c] != i || c == 0 && owner[t][1] >= 0 || math.IsNaN(g.y[t]) || !(normal[t] > 0) {
				continue
			}
			r := t - g.first(s)
			for len(sumY) <= r {
				sumY, sumB = append(sumY, 0), append(sumB, 0)
			}
			y, b = y+g.y[t], b+normal[t]
			sumY[r], sumB[r] = sumY[r]+g.y[t], sumB[r]+normal[t]
		}
		if b >= minTaught {
			logs = append(logs, math.Log((y+0.5)/(b+0.5)))
		}
	}
	e := &effect{seen: len(logs), mean: 1, sd: priorSD}
	if len(logs) == 0 {
		return e
	}
	e.known = true
	m := 0.0
	for _, v := range logs {
		m += v / float64(len(logs))
	}
	ss := priorSD * priorSD
	for _, v := range logs {
		ss += (v - m) * (v - m)
	}
	n := float64(len(logs))
	e.sd = math.Sqrt(ss / n * (1 + 1/n))
	if k := spans[group[0]].kind; k == tail || k == around {
		m *= n / (n + 1) // most often there is nothing: as if seen once more without effect
	}
	e.mean = clamp(math.Exp(m), minFactor, maxFactor)
	e.steps = make([]float64, len(sumY))
	for r := range sumY {
		e.steps[r] = clamp((sumY[r]+stepShrink*e.mean)/(sumB[r]+stepShrink), minFactor, maxFactor)
	}
	return e
}

// of returns what to expect of span s: what the user says, what its key has
// shown, what its kind has, or nothing.
func (fx *effects) of(s special) effect {
	e := effect{mean: 1}
	if own := fx.byKey[s.key]; own != nil && own.known {
		e = *own
	} else if fx.kind[s.kind].known {
		e = fx.kind[s.kind]
	}
	if s.uplift > 0 {
		// The user's figure rules the span as a whole; the past lends its hours.
		ratio := s.uplift / e.mean
		if !(e.mean > 0.05) {
			ratio, e.steps = 1, nil
		}
		steps := make([]float64, len(e.steps))
		for i, v := range e.steps {
			steps[i] = clamp(v*ratio, minFactor, maxFactor)
		}
		e.steps, e.mean, e.sd, e.given, e.known = steps, s.uplift, givenSD, true, true
	}
	return e
}

// factor returns the factor r steps into the span.
func (e *effect) factor(r int) float64 {
	if r >= 0 && r < len(e.steps) {
		return e.steps[r]
	}
	return e.mean
}

// times returns normal times the factors that rule each slot of g.
func (fx *effects) times(g *grid, normal []float64, spans []special, owner [][2]int, calendarOnly bool) []float64 {
	out := append([]float64(nil), normal...)
	of := make([]effect, len(spans))
	for i, s := range spans {
		of[i] = fx.of(s)
	}
	for t := range out {
		for c, i := range owner[t] {
			if i >= 0 && !(calendarOnly && c == 1) {
				out[t] *= of[i].factor(t - g.first(spans[i]))
			}
		}
	}
	return out
}

func clamp(v, lo, hi float64) float64 { return max(lo, min(hi, v)) }
