package forecast

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
)

// Two slots a day. Misses of +3 and +1 are 4 of 4 in their day; +3 and −1 are 2 of 4. Of
// fourteen days, half of each, 6 of 8 is left: 0.75. Days that miss by +4 and −2 in turn
// leave in a week of seven either 4·4−3·2 = 10 of 22 or 3·4−4·2 = 4 of 20.
func TestMeasureSums(t *testing.T) {
	miss := func(origins int, days ...[]float64) (past []outcome) {
		for o := range origins {
			for d, slots := range days {
				for s, e := range slots {
					past = append(past, outcome{origin: o, at: 2*(o*7+d) + s, lead: 2*d + s, forecast: 10, actual: 10 + e})
				}
			}
		}
		return past
	}
	same, apart, low := []float64{3, 1}, []float64{3, -1}, []float64{-1, -1}
	week := [][]float64{same, low, same, low, same, low, same}
	for _, c := range []struct {
		name      string
		past      []outcome
		day, days float64
	}{
		{"nothing known", nil, 1, 1},
		{"thirteen days", miss(1, same, apart, same, apart, same, apart, same, apart, same, apart, same, apart, same), 1, 1},
		{"fourteen days", miss(7, same, apart), 0.75, 1},
		{"three weeks", miss(3, week...), 1, 1},
		{"four weeks", miss(4, week...), 1, 10. / 22},
		{"eight days are a week and a day", miss(4, append(week, low)...), 1, 10. / 22},
	} {
		if got := measureSums(c.past, 2); math.Abs(got.day-c.day) > 1e-9 || math.Abs(got.days-c.days) > 1e-9 {
			t.Errorf("%s: %+v, want %v and %v", c.name, got, c.day, c.days)
		}
	}
}

// Slots of 10 (8–13) and 20 (15–26), half of whose widths are left: 30, −3.5, +4.5. Two
// such days have twice that, of which a week leaves half. Nobody is less than none.
func TestTotal(t *testing.T) {
	f := Forecast{Step: 720, Point: []float64{10, 20, 10, 20}, Low: []float64{8, 15, 8, 15}, High: []float64{13, 26, 13, 26}}
	for _, c := range []struct {
		shares    []float64
		week      float64
		days      int
		low, high float64
	}{
		{nil, 0, 1, 23, 39},
		{[]float64{.5, .5}, 0, 1, 26.5, 34.5},
		{[]float64{.5, .5}, 0, 2, 53, 69},
		{[]float64{.5, .5}, .5, 2, 56.5, 64.5},
		{[]float64{.5, .5}, .5, 1, 26.5, 34.5},
		{[]float64{9, 9}, .5, 1, 0, 111},
	} {
		f.dayShare, f.daysShare = c.shares, c.week
		if got := f.Total(0, c.days); got != (Total{float64(30 * c.days), c.low, c.high}) {
			t.Errorf("%v: %+v", c, got)
		}
	}
}

// A day whose own widths are 30 of 50, of which half is left, and 40 those of factors:
// √(15²+40²) of 50.
func TestCancellingOfADay(t *testing.T) {
	if got, want := (cancelling{day: .5}).ofDay(30, 40, 50), math.Hypot(15, 40)/50; math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
	if got := (cancelling{day: 1}).ofDay(30, 50, 50); got != 1 {
		t.Errorf("%v: no more than all", got)
	}
	if got := (cancelling{day: .5}).ofDay(0, 0, 0); got != 1 {
		t.Errorf("a closed day: %v", got)
	}
}

// Of shops whose days move by 6% beside Poisson counts, 80 to 97 of 100 days and at least
// 75 of 100 weeks are within the 90% interval of their total.
func TestTotalsHold(t *testing.T) {
	days, held, weeks, weeksHeld := 0.0, 0.0, 0.0, 0.0
	for seed := range uint64(30) {
		s := plainShop()
		s.noise = seed + 1
		rng := rand.New(rand.NewPCG(seed, 9))
		moves := map[workcal.Date]float64{}
		s.happen = func(d workcal.Date, _ int) float64 {
			if moves[d] == 0 {
				moves[d] = math.Exp(.06 * rng.NormFloat64())
			}
			return moves[d]
		}
		s.days = 98
		all := s.series("q")
		known := all
		known.Values = all.Values[:84*24]
		f := run(t, Input{History: []Series{known}, From: s.start + 84, Days: 14}).Queues[0]
		in := func(t Total, y float64) float64 {
			if y >= t.Low && y <= t.High {
				return 1
			}
			return 0
		}
		week := 0.0
		for d := range 14 {
			y := all.Day(s.start + 84 + workcal.Date(d))
			held += in(f.Total(d, 1), y)
			days++
			if week += y; d%7 == 6 {
				weeksHeld += in(f.Total(d-6, 7), week)
				weeks, week = weeks+1, 0
			}
		}
	}
	t.Logf("%.0f%% of days, %.0f%% of weeks", 100*held/days, 100*weeksHeld/weeks)
	if r := held / days; r < .80 || r > .97 {
		t.Errorf("%.0f%% of the days", 100*r)
	}
	if r := weeksHeld / weeks; r < .75 {
		t.Errorf("%.0f%% of the weeks", 100*r)
	}
}

// History of 2026-03-02 (a Monday) to 03-11 (a Wednesday), day n having n contacts in
// each of two slots. Monday 03-16 stands beside Monday 03-09 (day 8), Thursday 03-19
// beside Thursday 03-05 (day 4); 364 days after a Monday is a Monday, 365 days after a
// date the same date.
func TestCompare(t *testing.T) {
	s := Series{Start: monday, Step: 720}
	for n := range 10 {
		s.Values = append(s.Values, float64(n+1), float64(n+1))
	}
	s.Values[4] = math.NaN() // the morning of 03-04
	got := s.Compare(monday+14, 14)
	for d, want := range map[int]float64{0: 16, 2: 20, 3: 8, 6: 14, 7: 16, 9: 20} {
		if got[d].LastWeek != want || !math.IsNaN(got[d].LastYear) {
			t.Errorf("day %d: %+v, want %v", d, got[d], want)
		}
	}
	if got := s.Compare(monday+364, 3); got[0].LastYear != 2 || got[2].LastYear != 3 || !math.IsNaN(got[0].SameDate) || got[1].SameDate != 2 {
		t.Errorf("a year later: %+v", got)
	}
	if got := (Series{Start: monday, Step: 720}).Compare(monday, 1); !math.IsNaN(got[0].LastWeek) {
		t.Errorf("no history: %+v", got)
	}
}
