package forecast

import "math"

// Total is what is expected of some days, all slots of them together, with its 90%
// interval.
type Total struct{ Point, Low, High float64 }

// Total returns the total of the days [from, from+days) of the horizon. Errors of single
// slots cancel in part, so that its interval is narrower than the sum of theirs, by as
// much as it was in the past; where no past tells, it is their sum.
func (f *Forecast) Total(from, days int) Total {
	slots := 1440 / f.Step
	var t Total
	below, above := 0.0, 0.0
	for d := from; d < from+days; d++ {
		share := 1.0
		if f.dayShare != nil {
			share = f.dayShare[d]
		}
		for i := d * slots; i < (d+1)*slots; i++ {
			t.Point += f.Point[i]
			below += share * (f.Point[i] - f.Low[i])
			above += share * (f.High[i] - f.Point[i])
		}
	}
	if days > 1 && f.daysShare > 0 {
		below, above = below*f.daysShare, above*f.daysShare
	}
	t.Low, t.High = max(0, t.Point-below), t.Point+above
	return t
}

// Shares returns how much of the sum of the widths of its slots' intervals is left in that
// of each day, and of the days' widths in a week's. Where no past tells, all err together:
// nil and 0.
func (f *Forecast) Shares() (day []float64, days float64) { return f.dayShare, f.daysShare }

// cancelling is how much of the misses of parts is left in their sum: 1 where they all
// err the same way, 1/√n where n of them err on their own. Shares of normal errors are
// those of their standard deviations.
type cancelling struct {
	day  float64 // of a day's slots
	days float64 // of a week's days
}

// ofDay returns the share that is left in a day's total of the widths of its slots, both,
// of which own are those of normal volume, which cancel, and factors those of calendar
// and events, which err for the whole day alike.
func (c cancelling) ofDay(own, factors, both float64) float64 {
	if both == 0 {
		return 1
	}
	return min(1, math.Hypot(c.day*own, factors)/both)
}

// Fewer past days and weeks than these do not tell how errors cancel; a week is one of
// which as many days are known.
const fewestDays, fewestWeeks, daysOfAWeek = 14, 4, 3

// measureSums works out how past misses cancelled. past is by origin, then by lead;
// slots is how many make a day.
func measureSums(past []outcome, slots int) cancelling {
	days, weeks := sums{}, sums{}
	var week []float64 // the misses of its days
	for i := 0; i < len(past); {
		first := past[i]
		var day []float64
		for ; i < len(past) && past[i].origin == first.origin && past[i].at/slots == first.at/slots; i++ {
			day = append(day, past[i].actual-past[i].forecast)
		}
		days.add(day)
		week = append(week, sumOf(day))
		if i == len(past) || past[i].origin != first.origin || past[i].lead/slots/7 != first.lead/slots/7 {
			if len(week) >= daysOfAWeek {
				weeks.add(week)
			}
			week = nil
		}
	}
	return cancelling{day: days.share(fewestDays), days: weeks.share(fewestWeeks)}
}

// sums compares misses with those of their parts.
type sums struct {
	whole, parts float64 // Σ|Σ|, ΣΣ||
	n            int
}

func (s *sums) add(misses []float64) {
	s.whole += math.Abs(sumOf(misses))
	for _, e := range misses {
		s.parts += math.Abs(e)
	}
	s.n++
}

func (s *sums) share(fewest int) float64 {
	if s.n < fewest || s.parts == 0 {
		return 1
	}
	return s.whole / s.parts
}
