package forecast

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// changed is a shop some weeks of which differ, by a factor of the hour and of how many
// weeks ago it was; 1 is the last week. Closed hours have no count.
type changed struct {
	name   string
	weeks  int // of history
	ahead  int // weeks forecast
	factor func(d workcal.Date, hour, ago int) float64
	check  func(lately) string // what is wrong; empty where nothing is
}

// gone is the factor of an hour that has no row.
const gone = -1

// lately is a changed shop and what was forecast of it.
type lately struct {
	shop
	days   int
	from   workcal.Date
	past   Series
	f      Forecast
	out    *Output
	normal func(d workcal.Date, hour int) float64
}

// share is the forecast of the hours [first, last) on weekdays as a share of normal.
func (l lately) share(first, last int, weekdays ...int) float64 {
	said, is := 0.0, 0.0
	for d := range l.days {
		date := l.from + workcal.Date(d)
		for _, k := range weekdays {
			for h := first; h < last && k == mondayFirst(date); h++ {
				said, is = said+l.f.Point[d*24+h], is+l.normal(date, h)
			}
		}
	}
	return said / is
}

func (l lately) within(low, high float64, first, last int, weekdays ...int) string {
	if got := l.share(first, last, weekdays...); !(got >= low && got <= high) {
		return fmt.Sprintf("%d–%d h on %v: %.2f of normal, want %.2f to %.2f", first, last, weekdays, got, low, high)
	}
	return ""
}

// calm checks that a boom is not carried on: no day and no hour above the highest seen,
// no day below half of normal, no rise from week to week.
func (l lately) calm() string {
	highest, peak := 0.0, 0.0
	for d := 0; d < len(l.past.Values)/24; d++ {
		day := 0.0
		for _, v := range l.past.Values[d*24 : d*24+24] {
			if !math.IsNaN(v) {
				day, peak = day+v, max(peak, v)
			}
		}
		highest = max(highest, day)
	}
	var weeks [8]float64
	for d := range l.days {
		day, normal := sumOf(l.f.Point[d*24:d*24+24]), 0.0
		weeks[d/7] += day
		for h := range 24 {
			if v := l.normal(l.from+workcal.Date(d), h); !math.IsNaN(v) {
				normal += v
			}
			if v := l.f.Point[d*24+h]; v > peak {
				return fmt.Sprintf("day %d %d h: %.0f, at most %.0f seen", d, h, v, peak)
			}
			if v := l.f.High[d*24+h]; v > 1.6*peak+10 {
				return fmt.Sprintf("day %d %d h: up to %.0f, at most %.0f seen", d, h, v, peak)
			}
		}
		if day > highest || day < 0.45*normal {
			return fmt.Sprintf("day %d: %.0f, at most %.0f seen, normal %.0f", d, day, highest, normal)
		}
	}
	if last := weeks[l.days/7-1]; last > 1.25*weeks[0] {
		return fmt.Sprintf("%.0f in the first week, %.0f in the last", weeks[0], last)
	}
	return ""
}

var everyDay = []int{0, 1, 2, 3, 4, 5, 6}

func if1(applies bool, factor float64) float64 {
	if applies {
		return factor
	}
	return 1
}

func anyOf(wrong ...string) string {
	for _, w := range wrong {
		if w != "" {
			return w
		}
	}
	return ""
}

func weekday(d workcal.Date) int { return mondayFirst(d) }

// campaign is a week that nobody entered as an event: up to 4 times normal.
var campaign = [7]float64{1.5, 2.1, 3.1, 4.2, 3.1, 2.3, 1.6}

var changedShops = []changed{
	{"steady", 16, 1, func(workcal.Date, int, int) float64 { return 1 }, func(l lately) string {
		if len(l.out.Explanation) > 0 {
			return l.out.Explanation[0].EN
		}
		return l.within(.93, 1.07, 8, 24, everyDay...)
	}},
	{"a year of quiet Sundays", 52, 1, func(d workcal.Date, _, _ int) float64 { return if1(weekday(d) == 6, .3) }, func(l lately) string {
		return l.within(.2, .4, 8, 24, 6)
	}},
	{"one day fivefold", 16, 1, func(d workcal.Date, _, ago int) float64 { return if1(ago == 2 && weekday(d) == 2, 5) }, func(l lately) string {
		return l.within(.9, 1.1, 8, 24, everyDay...)
	}},
	{"quiet Mondays for 8 weeks", 52, 1, func(d workcal.Date, _, ago int) float64 { return if1(ago <= 8 && weekday(d) == 0, .3) }, func(l lately) string {
		return anyOf(l.within(.2, .45, 8, 24, 0), l.within(.9, 1.1, 8, 24, 1, 2, 3, 4, 5, 6), l.says("Mon"))
	}},
	{"quiet Mondays for 3 weeks", 20, 1, func(d workcal.Date, _, ago int) float64 { return if1(ago <= 3 && weekday(d) == 0, .3) }, func(l lately) string {
		return anyOf(l.within(.2, .5, 8, 24, 0), l.within(.9, 1.1, 8, 24, 1, 2, 3, 4, 5, 6))
	}},
	{"busy Tuesdays for 8 weeks", 52, 1, func(d workcal.Date, _, ago int) float64 { return if1(ago <= 8 && weekday(d) == 1, 2) }, func(l lately) string {
		return anyOf(l.within(1.75, 2.25, 8, 24, 1), l.within(.9, 1.1, 8, 24, 0, 2, 3, 4, 5, 6))
	}},
	{"busy Tuesdays for 25 weeks", 52, 1, func(d workcal.Date, _, ago int) float64 { return if1(ago <= 25 && weekday(d) == 1, 2) }, func(l lately) string {
		return l.within(1.75, 2.25, 8, 24, 1)
	}},
	{"quiet day moved 4 weeks ago", 52, 1, func(d workcal.Date, _, ago int) float64 {
		return if1(weekday(d) == 6 && ago > 4 || weekday(d) == 0 && ago <= 4, .3)
	}, func(l lately) string {
		return anyOf(l.within(.15, .5, 8, 24, 0), l.within(.8, 1.2, 8, 24, 6))
	}},
	{"live stream moved 3 weeks ago", 16, 1, func(d workcal.Date, h, ago int) float64 {
		return if1(h >= 20 && h < 23 && (weekday(d) == 4 && ago > 3 || weekday(d) == 1 && ago <= 3), 3)
	}, func(l lately) string {
		return anyOf(l.within(.7, 1.4, 20, 23, 4), l.within(2.2, 3.6, 20, 23, 1), l.within(.9, 1.1, 8, 24, 2, 3, 5, 6))
	}},
	{"1.8 for two weeks", 16, 1, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 2, 1.8) }, func(l lately) string {
		return anyOf(l.within(1.7, 1.94, 8, 24, everyDay...), l.says(fmt.Sprintf("since %v the volume is 1.", l.from-14)), l.says("the forecast follows it"))
	}},
	{"0.6 for two weeks", 16, 1, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 2, .6) }, func(l lately) string {
		return anyOf(l.within(.56, .65, 8, 24, everyDay...), l.says(fmt.Sprintf("since %v the volume is 0.", l.from-14)))
	}},
	{"1.8 for a week", 16, 1, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 1, 1.8) }, func(l lately) string {
		return anyOf(l.within(.95, 1.9, 8, 24, everyDay...), l.says(fmt.Sprintf("since %v the volume is 1.", l.from-7)), l.says("a campaign to enter as an event, or a new level?"))
	}},
	{"half for a week", 16, 4, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 1, .5) }, func(l lately) string {
		return anyOf(l.within(.48, 1.05, 8, 24, everyDay...), l.calm(), l.says("the volume is only 0."))
	}},
	{"a week of outage", 16, 4, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 1, 0) }, func(l lately) string {
		return anyOf(l.within(.9, 1.1, 8, 24, everyDay...), l.calm())
	}},
	{"1.3 for four weeks", 40, 4, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 4, 1.3) }, func(l lately) string {
		return l.within(1.24, 1.36, 8, 24, everyDay...)
	}},
	{"double for a week", 15, 4, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 1, 2) }, lately.calm},
	{"threefold for a week", 12, 4, func(_ workcal.Date, _, ago int) float64 { return if1(ago <= 1, 3) }, lately.calm},
	{"a campaign of a week", 10, 4, func(d workcal.Date, _, ago int) float64 { return if1(ago <= 1, campaign[weekday(d)]) }, lately.calm},
	{"a campaign of a week, then two weeks", 14, 4, func(d workcal.Date, _, ago int) float64 { return if1(ago == 3, campaign[weekday(d)]) }, func(l lately) string {
		return anyOf(l.calm(), l.within(.88, 1.12, 8, 24, everyDay...))
	}},
	{"hours extended a week ago", 16, 1, func(_ workcal.Date, h, ago int) float64 { return if1(h >= 22 && ago > 1, gone) }, func(l lately) string {
		return anyOf(l.within(.6, 1.4, 22, 24, everyDay...), l.within(.9, 1.1, 8, 22, everyDay...), l.says("22:00–24:00 has contacts since"))
	}},
	{"hours extended on three weekdays of last week", 16, 1, func(d workcal.Date, h, ago int) float64 {
		return if1(h >= 22 && (ago > 1 || weekday(d)%2 == 1 || weekday(d) == 6), gone)
	}, func(l lately) string {
		return anyOf(l.within(.6, 1.4, 22, 24, 0, 2, 4), l.within(0, 0, 22, 24, 1, 3, 5, 6))
	}},
	{"hours extended five weeks ago", 52, 1, func(_ workcal.Date, h, ago int) float64 { return if1(h >= 22 && ago > 5, gone) }, func(l lately) string {
		return l.within(.7, 1.3, 22, 24, everyDay...)
	}},
	{"Sundays opened a week ago", 16, 1, func(d workcal.Date, _, ago int) float64 { return if1(weekday(d) == 6 && ago > 1, gone) }, func(l lately) string {
		return anyOf(l.within(.7, 1.3, 8, 24, 6), l.says("Sun 08:00–24:00 has contacts since"))
	}},
	{"Sundays opened five weeks ago", 52, 1, func(d workcal.Date, _, ago int) float64 { return if1(weekday(d) == 6 && ago > 5, gone) }, func(l lately) string {
		return l.within(.8, 1.2, 8, 24, 6)
	}},
	{"zeros on Sundays, opened two weeks ago", 26, 1, func(d workcal.Date, _, ago int) float64 { return if1(weekday(d) == 6 && ago > 2, 0) }, func(l lately) string {
		return l.within(.6, 1.4, 8, 24, 6)
	}},
	{"hours cut to zeros two weeks ago", 16, 1, func(_ workcal.Date, h, ago int) float64 { return if1(h >= 22 && ago <= 2, 0) }, func(l lately) string {
		return anyOf(l.within(0, .1, 22, 24, everyDay...), l.within(.9, 1.1, 8, 22, everyDay...), l.says("22:00–24:00 has no contacts since"))
	}},
	{"hours cut without rows two weeks ago", 16, 1, func(_ workcal.Date, h, ago int) float64 { return if1(h >= 22 && ago <= 2, gone) }, func(l lately) string {
		return l.within(0, .1, 22, 24, everyDay...)
	}},
	{"Sundays closed two weeks ago", 16, 1, func(d workcal.Date, _, ago int) float64 { return if1(weekday(d) == 6 && ago <= 2, 0) }, func(l lately) string {
		return anyOf(l.within(0, .05, 8, 24, 6), l.within(.9, 1.1, 8, 24, 0, 1, 2, 3, 4, 5))
	}},
}

// says checks that the explanation has the words.
func (l lately) says(words string) string {
	for _, line := range l.out.Explanation {
		if strings.Contains(line.EN, words) {
			return ""
		}
	}
	return fmt.Sprintf("%q is not said: %v", words, l.out.Explanation)
}

// TestChangedShops plays each change in shops of several sizes and seeds; all of them,
// two dozen seeds of each, with -many.
func TestChangedShops(t *testing.T) {
	seeds := uint64(1)
	if *many {
		seeds = 24
	}
	for _, c := range changedShops {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			failed := 0
			for seed := uint64(1); seed <= seeds; seed++ {
				l := playChanged(t, c, seed)
				if wrong := c.check(l); wrong != "" {
					if failed++; failed <= 3 {
						t.Errorf("seed %d, %.0f a day: %s", seed, l.daily, wrong)
					}
				}
			}
			if failed > 3 {
				t.Errorf("%d of %d seeds failed", failed, seeds)
			}
		})
	}
}

// playChanged makes the shop of a seed: its size, whether its days wander, and the hours
// it opens.
func playChanged(t *testing.T, c changed, seed uint64) lately {
	s := plainShop()
	from := workcal.DateOf(2026, 8, 31) // no holiday within sixteen weeks but Dragon Boat
	s.start, s.days, s.noise = from-workcal.Date(7*c.weeks), 7*c.weeks, seed
	s.daily = []float64{600, 1500, 4000, 900}[seed%4]
	s.opens = []int{8 * 60, 0, 7 * 60}[seed%3]
	if c.name == "Sundays opened a week ago" {
		s.opens = 8 * 60
	}
	wander := []float64{0, 0.05}[seed/2%2]
	truth := s
	s.days = 7 * c.weeks
	l := lately{shop: s, days: 7 * c.ahead, from: from, normal: func(d workcal.Date, h int) float64 { return truth.mean(d, h*60) }}
	rng := rand.New(rand.NewPCG(seed, 2))
	day := 1.0
	last := workcal.Date(-1)
	rows := s
	rows.happen = func(d workcal.Date, m int) float64 {
		if d != last {
			last, day = d, math.Exp(wander*rng.NormFloat64())
		}
		return max(0, c.factor(d, m/60, int(from-1-d)/7+1)) * day
	}
	l.past = rows.series("shop")
	for i := range l.past.Values {
		if d := s.start + workcal.Date(i/24); c.factor(d, i%24, int(from-1-d)/7+1) == gone {
			l.past.Values[i] = math.NaN()
		}
	}
	l.out = run(t, Input{History: []Series{l.past}, Calendar: workcal.New(nil), From: from, Days: l.days})
	l.f = l.out.Queues[0]
	return l
}
