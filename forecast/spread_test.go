package forecast

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
)

// Of 70 days but the total is known, spread over the hours in fixed shares; 14 days came by
// the hour. The hours of the two weeks to come are Poisson counts with means of 20 to 100:
// their 90% intervals hold them, as they do not where the smooth hours of the spread days
// count as what a forecast misses.
func TestSpreadDaysDoNotNarrowIntervals(t *testing.T) {
	start := workcal.DateOf(2026, 8, 31)
	r := rand.New(rand.NewPCG(1, 2))
	mean := func(h int) float64 { return 60 - 40*math.Cos(float64(h)/24*2*math.Pi) }
	s := Series{Queue: "q", Start: start, Step: 60, Spread: make([]bool, 84)}
	for day := range 84 {
		total := poisson(r, 24*60)
		for h := range 24 {
			v := poisson(r, mean(h))
			if s.Spread[day] = day < 70; s.Spread[day] {
				v = total * mean(h) / (24 * 60)
			}
			s.Values = append(s.Values, v)
		}
	}
	held := func(s Series) (share float64) {
		out, err := Run(t.Context(), Input{History: []Series{s}, From: start + 84, Days: 14})
		if err != nil {
			t.Fatal(err)
		}
		f := out.Queues[0]

		for i := range f.Point {
			for range 20 {
				if v := poisson(r, mean(i%24)); v >= f.Low[i] && v <= f.High[i] {
					share += 1 / float64(20*len(f.Point))
				}
			}
		}
		return share
	}
	told := held(s)
	s.Spread = nil
	untold := held(s)
	t.Logf("held %.3f, %.3f without the flag", told, untold)
	if told < .85 || untold > told-.1 {
		t.Errorf("the intervals hold %.0f%%, and %.0f%% where nobody says which days were spread", 100*told, 100*untold)
	}
}
