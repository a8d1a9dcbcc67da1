package design

import "testing"

func TestLimitsAreFilled(t *testing.T) {
	shop := Demand{60, [][]int{day(9, 1, 2, 1), day(20, 1)}} // wanted 09:00-21:00
	all := make([]int, 24)
	for i := range all {
		all[i] = 1
	}
	clock := Demand{60, [][]int{all}}
	for name, c := range map[string]struct {
		given   Limits
		d       Demand
		worked  []int
		stretch int
		want    Limits
	}{
		"today's lengths, no rule of unbroken work": {
			Limits{}, shop, []int{420, 480}, 0,
			Limits{MinPaid: 420, MaxPaid: 480, MaxSegment: 480, From: 540, To: 1260},
		},
		"a duty of 11 hours is not for everybody": {
			Limits{}, shop, []int{420, 660}, 300,
			Limits{MinPaid: 420, MaxPaid: 480, MaxSegment: 300, From: 540, To: 1260},
		},
		"unless all days are that long": {
			Limits{}, shop, []int{600, 660}, 0,
			Limits{MinPaid: 600, MaxPaid: 600, MaxSegment: 480, From: 540, To: 1260},
		},
		"what is given stays": {
			Limits{MinPaid: 240, MaxPaid: 600}, shop, []int{480}, 0,
			Limits{MinPaid: 240, MaxPaid: 600, MaxSegment: 480, From: 540, To: 1260},
		},
		"the longest is not below a shortest that is given": {
			Limits{MinPaid: 540}, shop, []int{480}, 0,
			Limits{MinPaid: 540, MaxPaid: 540, MaxSegment: 480, From: 540, To: 1260},
		},
		"the shortest is not above a longest that is given": {
			Limits{MaxPaid: 360}, shop, []int{480}, 0,
			Limits{MinPaid: 360, MaxPaid: 360, MaxSegment: 480, From: 540, To: 1260},
		},
		"around the clock there are nights": {
			Limits{}, clock, []int{480}, 0,
			Limits{MinPaid: 480, MaxPaid: 480, MaxSegment: 480, To: 1440 + 480},
		},
	} {
		if got := c.given.Filled(c.d, c.worked, c.stretch); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestPossibleLimits(t *testing.T) {
	for _, c := range []struct {
		least, most int
		want        bool
	}{{60, 960, true}, {59, 480, false}, {480, 961, false}, {480, 480, true}, {481, 480, false}} {
		if got := (Limits{MinPaid: c.least, MaxPaid: c.most}).Possible(); got != c.want {
			t.Errorf("%d to %d minutes: %v", c.least, c.most, got)
		}
	}
}
