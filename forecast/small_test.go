package forecast

import (
	"testing"
)

// Shops of some contacts an hour are not forecast low, though logarithms of small counts
// lie below the logarithm of their mean. What is forecast is compared with the mean of the
// twelve weeks; it leans on the last of them more, so that of eight shops of 20 a day it
// differs by some 1.5% by chance, of forty by half of that.
func TestSmallShopsAreNotForecastLow(t *testing.T) {
	seeds, limit := uint64(8), 0.03
	if *many {
		seeds, limit = 40, 0.015
	}
	for _, daily := range []float64{20, 30, 80} {
		said, is := 0.0, 0.0
		for seed := uint64(1); seed <= seeds; seed++ {
			s := plainShop()
			s.daily, s.noise, s.opens = daily, seed, 0
			past := s.series("a")
			f := run(t, Input{History: []Series{past}, From: s.start + 84, Days: 14}).Queues[0]
			said, is = said+sumOf(f.Point), is+14*sumOf(past.Values)/84
		}
		if got := said/is - 1; got < -limit || got > limit {
			t.Errorf("%.0f a day: forecast %+.1f%%", daily, 100*got)
		}
	}
}
