package forecast

import (
	"math"
	"sort"

	"paiban/internal/workcal"
)

// restDays is what history shows about the days of breaks. The logarithm of what
// such a day has, relative to normal, is the sum of
//
//	what days of breaks have in general,
//	what those of its festival have beyond that,
//	what those at its place in a break (first, middle, last) have beyond that,
//	what its own day (the third of National Day) had beyond that,
//
// each shrunk to nothing by the ratio of the variances within and between (Efron
// and Morris 1975). A day that was never seen has the parts that were. Normal is
// the level of the time times a day that leans on the weekday as far as past
// breaks did: see lean.
type restDays struct {
	days     int // seen
	general  float64
	festival map[string]restPart
	place    [places]restPart
	own      map[string]restPart
	between  float64            // variance of the festivals' parts
	varies   map[string]float64 // by festival, of the parts of own days and one year's chance
	noise    float64            // variance of one day from year to year
	hours    []float64          // factor by step of the day
	// Days around the Spring Festival that no break of history had within it: they
	// are like their weekdays.
	apart map[string]bool

	lean float64
	turn [7][]float64 // by weekday and slot: a day of a break at normal, relative to the weekday's normal
}

// restPart is one term of the sum and the days that it rests on.
type restPart struct {
	days int
	log  float64
}

const (
	// Without a break in history, a day of a break has this part of the weekday's
	// own: people who are off do not know which weekday it is.
	usualLean = 0.25
	// How far as a standard deviation leans differ among shops, and the logarithms
	// of one day of a break among its like.
	leanSD, restSD = 0.5, 0.2
	// The general part is shrunk to none as if it were this far from it.
	generalSD = 0.5
	// A day's hours are shrunk to those of all days of breaks as if this many
	// contacts had followed them.
	restStepShrink = 80
)

// seenRest is one past day of a break.
type seenRest struct {
	s   special
	t   trace
	log float64 // of its volume over normal
}

// restTraces reads the past days of breaks.
func (fx *effects) restTraces(g *grid, normal []float64) (all []seenRest) {
	for i, s := range fx.spans {
		if s.kind != holiday {
			continue
		}
		if t := fx.trace(g, normal, i); t.b >= minTaught {
			all = append(all, seenRest{s, t, math.Log((t.y + 0.5) / (t.b + 0.5))})
		}
	}
	return all
}

// learnRest fits the model of breaks to the history g; w is the normal week.
func (fx *effects) learnRest(g *grid, normal []float64, w shape) {
	r := &fx.rest
	r.lean = leanOf(fx.restTraces(g, normal), g, w)
	r.setTurn(w)
	seen := fx.restTraces(g, normal)
	r.apart = map[string]bool{}
	for i, s := range fx.spans {
		if s.kind == around && fx.trace(g, normal, i).b >= minTaught {
			r.apart[s.key] = true
		}
	}
	for _, d := range seen {
		delete(r.apart, d.s.key)
	}
	if r.days = len(seen); r.days == 0 {
		return
	}
	left := make([]float64, len(seen)) // what the parts so far leave
	for i, d := range seen {
		left[i] = d.log
	}
	group := func(key func(special) string) map[string][]int {
		m := map[string][]int{}
		for i, d := range seen {
			m[key(d.s)] = append(m[key(d.s)], i)
		}
		return m
	}
	mean := func(at []int) float64 {
		v := make([]float64, len(at))
		for i, k := range at {
			v[i] = left[k]
		}
		return center(v)
	}
	// Every festival has one vote on what breaks have in general.
	byFestival := group(func(s special) string { return s.festival })
	var means []float64
	for _, k := range keysOf(byFestival) {
		means = append(means, mean(byFestival[k]))
	}
	n := float64(len(means))
	m := center(means)
	r.between = priorSD * priorSD
	for _, v := range means {
		r.between += (v - m) * (v - m)
	}
	r.between /= n
	r.general = m * generalSD * generalSD / (generalSD*generalSD + r.between/n)
	byKey, shrink := group(func(s special) string { return s.key }), map[string]float64{}
	take := func(groups map[string][]int, weight func(at []int) float64) map[string]restPart {
		parts := map[string]restPart{}
		for _, k := range keysOf(groups) {
			at := groups[k]
			parts[k] = restPart{len(at), mean(at) * weight(at)}
		}
		for k, p := range parts {
			for _, i := range groups[k] {
				left[i] -= p.log
			}
		}
		return parts
	}
	for i := range left {
		left[i] -= r.general
	}
	r.festival = take(byFestival, func(at []int) float64 { return r.between / (r.between + restSD*restSD/float64(len(at))) })
	byPlace := take(group(func(s special) string { return string(rune('0' + s.place)) }), func(at []int) float64 { return float64(len(at)) / float64(len(at)+4) })
	for p := range r.place {
		r.place[p] = byPlace[string(rune('0'+p))]
	}
	r.noise = noiseOf(byKey, seen)
	r.varies = map[string]float64{}
	for k, at := range byFestival {
		breaks, sum := map[workcal.Date]bool{}, 0.0
		for _, i := range at {
			breaks[seen[i].s.run] = true
			sum += left[i] * left[i] / float64(len(at))
		}
		// The days of a break err together: it counts as two.
		n := 2 * float64(len(breaks))
		r.varies[k] = (priorSD*priorSD + n*sum) / (1 + n)
		shrink[k] = min(r.noise, r.varies[k]) / max(sum, 0.01)
	}
	r.own = take(byKey, func(at []int) float64 {
		n := float64(len(at))
		return n / (n + shrink[seen[at[0]].s.festival])
	})
	traces := make([]trace, len(seen))
	for i, d := range seen {
		traces[i] = d.t
	}
	r.hours = hoursOf(traces, nil, fx.restMean)
}

// noiseOf is the variance of the days of one key, as if a year more had missed by
// priorSD.
func noiseOf(byKey map[string][]int, seen []seenRest) float64 {
	sum, n := priorSD*priorSD, 1.0
	for _, k := range keysOf(byKey) {
		m, at := 0.0, byKey[k]
		for _, i := range at {
			m += seen[i].log / float64(len(at))
		}
		for _, i := range at {
			sum += (seen[i].log - m) * (seen[i].log - m)
		}
		n += float64(len(at) - 1)
	}
	return sum / n
}

// leanOf returns how far past days of breaks were like their weekdays: 1 where a
// quiet weekday is as much quieter on them, 0 where it is like any other. It is
// the slope of the logarithm of their volume over the level on that of the
// weekday's index, within festivals, shrunk to usualLean.
func leanOf(seen []seenRest, g *grid, w shape) float64 {
	type point struct{ x, y float64 }
	groups := map[string][]point{}
	for _, d := range seen {
		x := math.Log(max(w.index[g.dow[floorDiv(d.s.from, 1440)-int(g.start)]], 0.01))
		groups[d.s.festival] = append(groups[d.s.festival], point{x, d.log})
	}
	xx := restSD * restSD / (leanSD * leanSD)
	xy := (usualLean - 1) * xx
	for _, key := range keysOf(groups) {
		n := float64(len(groups[key]))
		var mx, my float64
		for _, p := range groups[key] {
			mx, my = mx+p.x/n, my+p.y/n
		}
		for _, p := range groups[key] {
			xx += (p.x - mx) * (p.x - mx)
			xy += (p.x - mx) * (p.y - my)
		}
	}
	return clamp(1+xy/xx, 0, 1)
}

// setTurn works out what a day of a break is at normal volume: the weekday's
// volume and hours as far as lean says, for the rest a mean day's volume with the
// hours of weekends.
func (r *restDays) setTurn(w shape) {
	slots := len(w.slots[0])
	free := make([]float64, slots)
	for s := range free {
		if free[s] = w.slots[5][s] + w.slots[6][s]; free[s] == 0 {
			for _, day := range w.slots {
				free[s] += day[s] * 2 / 7
			}
		}
	}
	normalise(free)
	for k := range r.turn {
		r.turn[k] = make([]float64, slots)
		level := math.Pow(max(w.index[k], 0.01), r.lean-1)
		for s, v := range w.slots[k] {
			r.turn[k][s] = 1
			if v > 0 {
				r.turn[k][s] = clamp(level*(r.lean*v+(1-r.lean)*free[s])/v, 0.02, maxFactor)
			}
		}
	}
}

// restEffect is the effect expected of a day of a break, relative to a turned
// weekday.
func (fx *effects) restEffect(i int) effect {
	s, r := fx.spans[i], &fx.rest
	if r.days == 0 {
		return effect{mean: 1, sd: priorSD} // it may well do something
	}
	festival, own := r.festival[s.festival], r.own[s.key]
	var spread float64
	switch varies := r.varies[s.festival]; {
	case own.days > 0:
		spread = min(r.noise, varies) * (1 + 1/float64(own.days))
	case festival.days > 0:
		spread = varies * (1 + 1/float64(festival.days))
	default:
		spread = r.between + max(r.noise, restSD*restSD)
	}
	e := effect{seen: own.days, festival: festival.days, rest: r.days, mean: fx.restMean(i), sd: math.Sqrt(spread), hours: r.hours, known: true}
	if own.days > 0 {
		e.hours = hoursOf(fx.traces[s.key], r.hours, fx.restMean)
	}
	return e
}

// restMean is the sum of the parts of span i, as a factor.
func (fx *effects) restMean(i int) float64 {
	s, r := fx.spans[i], &fx.rest
	return min(math.Exp(r.general+r.festival[s.festival].log+r.place[s.place].log+r.own[s.key].log), maxFactor)
}

// hoursOf is what single days have by step on top of their own factor, shrunk to
// usual, or to none of it where that is nil.
func hoursOf(traces []trace, usual []float64, factor func(span int) float64) []float64 {
	var y, b []float64
	for _, t := range traces {
		f := factor(t.span)
		for k, v := range t.hourB {
			y, b = at(y, k), at(b, k)
			y[k] += t.hourY[k]
			b[k] += v * f
		}
	}
	out := make([]float64, max(len(y), len(usual)))
	for k := range out {
		u := 1.0
		if k < len(usual) {
			u = usual[k]
		}
		out[k] = u
		if k < len(y) {
			out[k] = (y[k] + restStepShrink*u) / (b[k] + restStepShrink)
		}
	}
	return out
}

// keysOf returns the keys of m in order, so that sums do not depend on chance.
func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
