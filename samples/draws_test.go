package samples

import (
	"math"
	"testing"

	"paiban/schedule"
)

// TestPoisson holds the mean and the variance of n draws to five standard
// errors: of the mean √(λ/n), of the variance about λ√(2/n)+√(λ/n).
func TestPoisson(t *testing.T) {
	const n = 20000
	for _, mean := range []float64{.2, 4, 59, 60, 300} {
		d := newDice("test", "poisson")
		var sum, square float64
		for range n {
			x := float64(d.poisson(mean))
			sum, square = sum+x, square+x*x
		}
		m := sum / n
		v := square/n - m*m
		if e := 5 * math.Sqrt(mean/n); math.Abs(m-mean) > e {
			t.Errorf("mean %v of draws with mean %v, want within %v", m, mean, e)
		}
		if e := 5 * (mean*math.Sqrt(2./n) + math.Sqrt(mean/n)); math.Abs(v-mean) > e {
			t.Errorf("variance %v of draws with mean %v, want within %v", v, mean, e)
		}
	}
	if newDice("test", "none").poisson(0) != 0 {
		t.Error("nothing is expected and something was drawn")
	}
}

// TestVolume looks for what a history must show.
func TestVolume(t *testing.T) {
	s := chats(100000) // large, so that the noise of counts is small beside the shapes
	v := s.volume(newDice("test", "volume"), 60, doubleEleven)
	if want := int(volumeOff-volumeOn) * 24; len(v) != want {
		t.Fatalf("%d intervals, want %d", len(v), want)
	}
	hour := func(y, m, d, h int) float64 { return float64(v[int(day(y, m, d)-volumeOn)*24+h]) }
	if n := hour(2026, 9, 16, 15); n != 0 {
		t.Errorf("%v contacts in the lost afternoon", n)
	}
	// 21:00 carries 8.9% and 05:00 0.79% of a day: 11 times, less the smoothing
	// between hours; half of it at least.
	if r := hour(2026, 9, 9, 21) / hour(2026, 9, 9, 5); r < 5.5 {
		t.Errorf("the evening is %v times the small hours", r)
	}
	// The wave that begins on 11-10 at 20:00 doubles the evening: 1 + .95 × 1.25
	// = 2.2 times, against the evening a week before with its tail of at most
	// .25 × .45 and day-to-day noise of 6%: more than 1.5 times.
	if r := hour(2026, 11, 10, 21) / hour(2026, 10, 27, 21); r < 1.5 {
		t.Errorf("the promotion's first evening is %v times a usual one", r)
	}
	if r := hour(2026, 11, 10, 15) / hour(2026, 10, 27, 15); r > 1.4 {
		t.Errorf("the afternoon before the promotion is %v times a usual one", r)
	}
}

// TestMishaps gives one member a month of late shifts: every sure mishap is in
// the punches.
func TestMishaps(t *testing.T) {
	var days []workday
	for d := monthFirst; d <= monthLast; d++ {
		days = append(days, workday{0, d, []schedule.Span{{Start: 15 * 60, End: 24 * 60}}})
	}
	punches, missed := clock(newDice("test", "clock"), days, []int{0})
	byDay := map[int]int{}
	var repeats, late, early, after, outside int
	for i, p := range punches {
		byDay[int(p.date-monthFirst)]++
		off := (int(p.at.Date-p.date)*86400 + p.at.Second) - p.due*60
		switch {
		case i > 0 && punches[i-1].date == p.date && p.in && punches[i-1].in:
			repeats++
			if d := p.at.Second - punches[i-1].at.Second; d > 60 {
				t.Errorf("a repeat came %d seconds later", d)
			}
		case p.in && off > 0:
			late++
		case !p.in && off < 0:
			early++
		case !p.in && p.at.Date > p.date:
			after++
		}
		if p.outside {
			outside++
		}
		if i > 0 && p.at.before(punches[i-1].at) {
			t.Errorf("punch %d is out of order", i)
		}
	}
	// Fifteen mishaps fall on days 3 to 20 of one person; where two meet, the
	// later one counts, so each kind is asked for only once.
	if len(byDay) >= len(days) {
		t.Error("nobody was ever absent")
	}
	if repeats == 0 || late == 0 || early == 0 || after == 0 || outside == 0 || len(missed) == 0 {
		t.Errorf("repeats %d, late %d, early %d, after midnight %d, outside %d, missed %d: want each", repeats, late, early, after, outside, len(missed))
	}
}
