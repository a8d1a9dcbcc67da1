package forecast

import (
	"math"
	"math/rand/v2"
	"time"

	"paiban/internal/workcal"
)

// contact is a kind of contact series: what its volume is made of. Its days carry
// noise of their own besides the counts': a tenth is what is left in call centres
// after all that is known (Aldor-Noiman, Feigin and Mandelbaum 2009).
type contact struct {
	name   string
	days   int
	open   func(d workcal.Date) (from, to int) // hours; equal where it is closed
	week   [7]float64                          // from Monday
	peak   [2]float64                          // hours of the two bumps of the day
	daily  float64
	course func(d, end workcal.Date) float64 // of the level; end is where the series ends; nil is 1
	hour   func(d, end workcal.Date, h int) float64
	noise  float64 // standard deviation of a day's logarithm
	memory float64 // of that noise from one day to the next
	off    bool    // closed on the holidays of the West, busy on the day after
}

// contactEnd is the day after the last of every contact series: the origins of a
// backtest lie from August to November.
var contactEnd = workcal.DateOf(2026, 11, 30)

// series draws the counts, and lists the days off.
func (c contact) series(seed uint64) (s Series, off []Holiday) {
	rng := rand.New(rand.NewPCG(seed, 7))
	s = Series{Queue: c.name, Step: 60, Start: contactEnd - workcal.Date(c.days)}
	closed := map[workcal.Date]bool{}
	if c.off {
		for y := s.Start.Time().Year(); y <= contactEnd.Time().Year(); y++ {
			for _, md := range [][2]int{{1, 1}, {5, 25}, {7, 4}, {9, 7}, {11, 26}, {12, 25}} {
				d := workcal.DateOf(y, time.Month(md[0]), md[1])
				closed[d] = true
				off = append(off, Holiday{Date: d, Name: d.String()[5:]})
			}
		}
	}
	swing := 0.0
	for d := s.Start; d < contactEnd; d++ {
		swing = c.memory*swing + math.Sqrt(1-c.memory*c.memory)*c.noise*rng.NormFloat64()
		from, to := c.open(d)
		level := c.daily * c.week[mondayFirst(d)] * math.Exp(swing)
		if c.course != nil {
			level *= c.course(d, contactEnd)
		}
		if closed[d-1] {
			level *= 1.35
		}
		if closed[d] {
			from, to = 0, 0
		}
		share, total := [24]float64{}, 0.0
		for h := from; h < to; h++ {
			a, b := (float64(h)-c.peak[0])/2.2, (float64(h)-c.peak[1])/2.8
			share[h] = 0.25 + math.Exp(-a*a/2) + 0.8*math.Exp(-b*b/2)
			if c.hour != nil {
				share[h] *= c.hour(d, contactEnd, h)
			}
			total += share[h]
		}
		for h := range 24 {
			v := math.NaN()
			if h >= from && h < to {
				v = poisson(rng, level*share[h]/total)
			}
			s.Values = append(s.Values, v)
		}
	}
	return s, off
}

func openDays(first, last time.Weekday, from, to int) func(workcal.Date) (int, int) {
	return func(d workcal.Date) (int, int) {
		if k := d.Weekday(); (k+6)%7 < (first+6)%7 || (k+6)%7 > (last+6)%7 {
			return 0, 0
		}
		return from, to
	}
}

// yearly is a wave over the year that is highest on day peak.
func yearly(size float64, peak int) func(d, end workcal.Date) float64 {
	return func(d, _ workcal.Date) float64 {
		n := d - workcal.DateOf(d.Time().Year(), 1, 1)
		return math.Exp(size * math.Cos(2*math.Pi*(float64(n)-float64(peak))/365))
	}
}

var (
	retailWeek = [7]float64{1.05, 1, 0.98, 0.97, 1, 1.05, 0.95}
	callWeek   = [7]float64{1.25, 1.08, 1, 0.95, 0.9, 0.5, 0.3}
)

// contacts are the kinds of series that contact centres have, each of its own
// difficulty. None is made after a published series.
func contacts() []contact {
	everyDay := openDays(time.Monday, time.Sunday, 8, 24)
	office := openDays(time.Monday, time.Friday, 9, 18)
	return []contact{
		{name: "steady", days: 365, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 900, noise: 0.08, memory: 0.3},
		{name: "growth", days: 430, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 600, noise: 0.08, memory: 0.4,
			course: func(d, end workcal.Date) float64 { return math.Pow(1.8, float64(d-end+430)/365) }},
		{name: "season", days: 800, open: openDays(time.Monday, time.Saturday, 8, 20), week: callWeek, peak: [2]float64{10, 15}, daily: 1500, noise: 0.07, memory: 0.5,
			course: yearly(0.3, 180)},
		{name: "small", days: 365, open: office, week: callWeek, peak: [2]float64{10, 15}, daily: 45, noise: 0.15, memory: 0.3},
		{name: "level", days: 365, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 700, noise: 0.08, memory: 0.3,
			course: func(d, end workcal.Date) float64 {
				if d >= end-70 {
					return 1.4
				}
				return 1
			}},
		{name: "fall", days: 400, open: everyDay, week: retailWeek, peak: [2]float64{12, 20}, daily: 1200, noise: 0.08, memory: 0.4,
			course: func(d, end workcal.Date) float64 { return 1 - 0.45*clamp(float64(d-end+120)/110, 0, 1) }},
		{name: "moved", days: 365, week: [7]float64{1, 1, 1, 1, 1, 0.9, 0.8}, peak: [2]float64{10, 16}, daily: 500, noise: 0.09, memory: 0.3,
			open: func(d workcal.Date) (int, int) {
				if d < contactEnd-84 {
					return openDays(time.Monday, time.Friday, 9, 19)(d)
				}
				return openDays(time.Wednesday, time.Sunday, 9, 19)(d)
			}},
		{name: "billing", days: 540, open: openDays(time.Monday, time.Saturday, 8, 20), week: callWeek, peak: [2]float64{10, 15}, daily: 2000, noise: 0.06, memory: 0.4,
			course: func(d, _ workcal.Date) float64 {
				switch day := d.Time().Day(); {
				case day <= 2:
					return 1.5
				case day <= 5:
					return 1.25
				case day >= 20 && day <= 22:
					return 1.35
				}
				return 0.95
			}},
		{name: "alternate", days: 365, open: openDays(time.Monday, time.Saturday, 8, 20), week: callWeek, peak: [2]float64{10, 15}, daily: 800, noise: 0.07, memory: 0.3,
			course: func(d, _ workcal.Date) float64 {
				if (int(d)+3)/7%2 == 0 {
					return 1.3
				}
				return 0.8
			}},
		{name: "holidays", days: 700, open: openDays(time.Monday, time.Saturday, 8, 18), week: callWeek, peak: [2]float64{10, 14}, daily: 600, noise: 0.08, memory: 0.3, off: true, course: yearly(0.12, 20)},
		{name: "restless", days: 365, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 500, noise: 0.25, memory: 0.85},
		{name: "evenings", days: 365, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 700, noise: 0.08, memory: 0.3,
			hour: func(d, end workcal.Date, h int) float64 {
				if h < 19 {
					return 1
				}
				return 1 + 0.9*clamp(float64(d-end+180)/180, 0, 1)
			}},
		{name: "young", days: 150, open: everyDay, week: retailWeek, peak: [2]float64{11, 20}, daily: 300, noise: 0.1, memory: 0.4,
			course: func(d, end workcal.Date) float64 { return math.Pow(2, float64(d-end)/150) }},
	}
}
