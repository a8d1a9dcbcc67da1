package forecast

import (
	"math"
	"sort"
)

// spreading learns across series how far their corrected forecasts miss: trees tell how
// large a miss is to be expected, against those that are usual for the series, and the
// misses over that, pooled, tell how far the tails reach.
type spreading struct {
	across
	left  [][][]float64 // [series][origin][lead] what y was above the forecast, in units; NaN where not known
	usual [][]float64   // [series][origin] mean size of left from the origins apart; NaN where there are none
}

const (
	// The tails of a series are drawn this far to those of all.
	poolShare = 0.4
	// An interval is drawn this far from what the series itself shows to what all do.
	learntShare = 0.5
	// A miss below this share of the usual one counts as that: how small it is by
	// luck tells nothing.
	smallMiss = 0.1
	// By this factor the misses to come exceed those of the past origins, which lie
	// close together and have helped to choose the weights of the members. It was
	// measured on held-out ends of the M4 training series.
	widen = 1.1
)

var spreadTrees = boost{loss: squaredLoss, trees: 60, rate: 0.1, leaves: 16, least: 50, rows: 0.5, cols: 0.5, seed: 2}

// bands returns the forecast of each series with an interval that should hold the share
// cover of actuals. Those from which nothing can be learnt stay empty.
func (a across) bands(cover float64) []Band {
	out := make([]Band, len(a))
	if !a.enough() {
		return out
	}
	s := &spreading{across: a, left: make([][][]float64, len(a)), usual: make([][]float64, len(a))}
	each(len(a), func(i int) {
		if !a[i].alike() {
			return
		}
		s.left[i] = a[i].missesOf(a[i].best)
		for o := range a[i].origins {
			_, usual := s.sizes(i, o)
			s.usual[i] = append(s.usual[i], usual)
		}
	})
	trees := a.teach(spreadTrees, s.clues, func(i, o, lead int) float64 {
		return math.Log(max(math.Abs(s.left[i][o][lead])/s.usual[i][o], smallMiss))
	})
	over := make([][]float64, len(a)) // misses over what was expected, ascending
	each(len(a), func(i int) {
		if !a[i].alike() {
			return
		}
		for o := range a[i].now() {
			a.ask(trees, s.clues, i, o, func(lead int, size float64) {
				if v := s.left[i][o][lead]; !math.IsNaN(v) {
					over[i] = append(over[i], v/(s.usual[i][o]*math.Exp(size)))
				}
			})
		}
		sort.Float64s(over[i])
	})
	var all []float64
	for _, z := range over {
		all = append(all, z...)
	}
	sort.Float64s(all)
	lowAll, highAll := tails(all, cover)
	each(len(a), func(i int) {
		n := a[i]
		if len(over[i]) < minOutcomes {
			return
		}
		low, high := tails(over[i], cover)
		low, high = geometric(low, lowAll, poolShare)*widen, geometric(high, highAll, poolShare)*widen
		own := n.misses(cover)
		b := Band{n.best[n.now()], make([]float64, n.h), make([]float64, n.h)}
		a.ask(trees, s.clues, i, n.now(), func(lead int, size float64) {
			f := b.Point[lead]
			w := s.usual[i][n.now()] * math.Exp(size) * n.unit(f)
			below, above := own.around(f, lead)
			b.Low[lead], b.High[lead] = max(0, f-geometric(below, low*w, learntShare)), f+geometric(above, high*w, learntShare)
		})
		out[i] = b
	})
	return out
}

// tails returns how far ascending z reaches below and above zero, without the share
// 1−cover outermost values; both are positive.
func tails(z []float64, cover float64) (below, above float64) {
	const least = 1e-6
	return max(least, -quantile(z, (1-cover)/2)), max(least, quantile(z, (1+cover)/2))
}

// geometric is the mean of two positive numbers in which b has the weight share.
func geometric(a, b, share float64) float64 {
	return math.Pow(a, 1-share) * math.Pow(b, share)
}

// sizes returns the mean size of the misses of series i by lead and over all leads, as
// origins other than o showed, those left out that share slots with it. What is not
// known is NaN.
func (s *spreading) sizes(i, o int) (byLead []float64, all float64) {
	n := s.across[i]
	byLead = make([]float64, n.h)
	count := make([]float64, n.h)
	for q, at := range n.origins[:n.now()] {
		if d := at - n.origins[o]; d > -n.h && d < n.h {
			continue
		}
		for lead, v := range s.left[i][q] {
			if !math.IsNaN(v) {
				byLead[lead] += math.Abs(v)
				count[lead]++
			}
		}
	}
	const tiny = 1e-9
	all = max(tiny, sumOf(byLead)/sumOf(count)) // max keeps NaN
	for lead := range byLead {
		byLead[lead] /= count[lead]
	}
	return byLead, all
}

// clues calls row for each lead of series i from its origin o with what may tell how
// large the miss is against the usual one. Sizes are logarithms of their share of it.
func (s *spreading) clues(i, o int, row func(lead int, x []float64)) {
	n := s.across[i]
	byLead, usual := s.sizes(i, o)
	if n.best[o] == nil || math.IsNaN(usual) {
		return
	}
	at, p := n.origins[o], n.best[o]
	mu, sd := moments(n.y[:at])
	size := func(v float64) float64 { return math.Log(math.Abs(v)/usual + 0.01) }

	apart := n.disagreement(o)
	every := meanOf(apart)
	// The misses of the latest origins whose actuals are all known, and those of the
	// last day.
	var lately, yesterday []float64
	for q := range n.origins[:o] {
		switch back := at - n.origins[q]; {
		case back >= n.h && back < n.h+2*n.day:
			lately = append(lately, s.left[i][q]...)
		case back == n.day && n.h > n.day:
			yesterday = s.left[i][q][:n.day]
		}
	}
	recent, last := meanSize(lately), meanSize(yesterday)
	turn := meanOf(p[:min(n.day, n.h)]) - meanOf(n.y[at-n.day:at])
	for lead, v := range p {
		u := n.unit(v)
		var around []float64
		for q, b := range byLead {
			if d := ((q-lead)%n.day + n.day) % n.day; d <= 1 || d == n.day-1 {
				around = append(around, b)
			}
		}
		slope := p[min(lead+1, n.h-1)] - p[max(0, lead-1)]
		row(lead, []float64{
			float64(lead), (v - mu) / sd, v / u, math.Log(usual),
			size(apart[lead]), size(every), size(byLead[lead]), size(meanSize(around)), size(recent), size(last),
			size((v - n.point[o][lead]) / u), size(slope / u), size(turn / u),
		})
	}
}

// disagreement returns, by lead, how far the members lie apart from origin o, in units.
func (n *nearRun) disagreement(o int) []float64 {
	f := n.members(o)
	out := make([]float64, n.h)
	for lead, p := range n.point[o] {
		var x []float64
		for m := range f {
			if f[m] != nil {
				x = append(x, f[m][lead])
			}
		}
		_, sd := moments(x)
		out[lead] = sd / n.unit(p)
	}
	return out
}

// meanSize returns the mean size of what is known of v, NaN where that is nothing.
func meanSize(v []float64) float64 {
	return mean(v, func(i int) float64 { return math.Abs(v[i]) })
}
