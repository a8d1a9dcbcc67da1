package forecast

import "math"

// bounds are the least and the most that each slot of a sample's week has shown. What
// no hour of the week has ever shown is not forecast from normal history; only a stated
// reason, an event or a holiday, goes beyond.
type weekBounds struct{ lo, hi []float64 }

const (
	// A slot seen less often takes the same slot of the other weekdays too.
	boundTimes = 4
	// Where little was seen the bounds are wider: by this share over the number of counts.
	boundSlack = 3.0
	// Normal volume rises by at most this factor in three weeks: nothing in a history
	// speaks for a steeper climb from week to week.
	mostClimb = 1.25
)

// shown returns the bounds of each slot of the week after the first n slots of s: those
// of the slot, and of the slots before and after it, as far as they were observed.
func (s *sample) shown(n int) weekBounds {
	lo, hi, times := make([]float64, s.week), make([]float64, s.week), make([]int, s.week)
	top := 0.0 // of all slots
	for i := range lo {
		lo[i], hi[i] = math.Inf(1), math.Inf(-1)
	}
	for t := range n {
		if s.observed(t) {
			i := t % s.week
			lo[i], hi[i] = min(lo[i], s.y[t]), max(hi[i], s.y[t])
			times[i]++
			top = max(top, s.y[t])
		}
	}
	top *= 1 + boundSlack*float64(s.day)/float64(max(n, 1))
	b := weekBounds{make([]float64, s.week), make([]float64, s.week)}
	for i := range lo {
		day := i / s.day * s.day
		l, h, seen := math.Inf(1), math.Inf(-1), 0
		take := func(day, from, to int) {
			for j := max(day, from); j <= min(day+s.day-1, to); j++ {
				l, h, seen = min(l, lo[j]), max(h, hi[j]), seen+times[j]
			}
		}
		take(day, i-1, i+1)
		if times[i] < boundTimes {
			for d := 0; d < s.week; d += s.day {
				take(d, d+i-day-1, d+i-day+1)
			}
		}
		if seen == 0 {
			b.lo[i], b.hi[i] = 0, math.Inf(1)
			continue
		}
		slack := 1 + boundSlack/float64(seen)
		b.lo[i], b.hi[i] = l/slack, min(h*slack, top)
	}
	return b
}

// keep moves v, the forecast of slot t of the sample, between the bounds.
func (b weekBounds) keep(v float64, t int) float64 {
	i := t % len(b.lo)
	return clamp(v, b.lo[i], b.hi[i])
}

// within is a member kept between what each slot of the week has shown.
type within struct{ member }

func (m within) guards() bool { return guards(m.member) }

func (m within) ahead(s *sample, origins []int, h int) [][]float64 {
	out := m.member.ahead(s, origins, h)
	for k, n := range origins {
		if out[k] == nil {
			continue
		}
		b := s.shown(n)
		for i, v := range out[k] {
			out[k][i] = b.keep(v, n+i)
		}
	}
	return out
}

// keepShown moves out, the normal volume of the horizon, below the busiest slot and the
// busiest day of all of history, as it was counted; of a short history by a share of
// boundSlack over its days more. What brings history to today's terms, and what adds up
// hours, cannot go beyond either. It returns what no upper bound of normal volume leaves:
// half as much again as the busiest slot, and three standard deviations of a count.
func (q *queue) keepShown(out []float64) (ceiling float64) {
	peak, busiest, days := 0.0, 0.0, 0
	for d := range q.hist.days {
		sum, known := q.hist.known(d)
		if known == 0 {
			continue
		}
		days++
		busiest = max(busiest, sum)
		for _, v := range q.hist.day(d) {
			if v > peak {
				peak = v
			}
		}
	}
	if days == 0 {
		return math.Inf(1)
	}
	slack := 1 + boundSlack/float64(days)
	for d := 0; d < len(out); d += q.hist.slots {
		day := out[d : d+q.hist.slots]
		for s, v := range day {
			day[s] = min(v, peak*slack)
		}
		if sum := sumOf(day); sum > busiest*slack {
			for s := range day {
				day[s] *= busiest * slack / sum
			}
		}
	}
	q.keepLevel(out)
	return slack*1.5*peak + 3*math.Sqrt(peak)
}

// keepLevel moves the weeks of out after the first below mostClimb times the same
// weekdays of the first, for every three weeks between.
func (q *queue) keepLevel(out []float64) {
	week := 7 * q.hist.slots
	for from := week; from < len(out); from += week {
		w := out[from:min(from+week, len(out))]
		most := sumOf(out[:len(w)]) * math.Pow(mostClimb, float64(from/week)/3)
		if sum := sumOf(w); most > 0 && sum > most {
			for i := range w {
				w[i] *= most / sum
			}
		}
	}
}
