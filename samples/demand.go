package samples

import (
	"math"
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Every sample lives on the same dates, so that it reads the same in any year.
var (
	today     = workcal.DateOf(2026, 11, 20) // a Friday; next week, 2026-W48, is to be planned
	volumeOn  = workcal.DateOf(2026, 8, 10)  // a Monday: history begins
	volumeOff = today                        // first day without figures
)

// stream is the contact volume of one queue.
type stream struct {
	queue string
	daily float64     // contacts on an ordinary Wednesday in mid-November
	week  [7]float64  // Monday to Sunday, Wednesday is 1
	hours [24]float64 // shares of a day; scaled to sum 1
	promo float64     // how much of a promotion's uplift reaches the queue
	after float64     // extra load on the day after a promotion, fading over a week
}

// shopping is the course of a day at a shop: evenings are busiest.
var shopping = [24]float64(forecast.HourShares)

// daytime is made up for contacts about orders already placed: office hours
// with a lunch dip and a modest evening.
var daytime = [24]float64{
	.6, .3, .2, .1, .1, .2, .5, 1.5, 4.5, 8.0, 9.5, 8.5,
	5.0, 6.0, 8.5, 8.8, 8.0, 6.5, 4.5, 5.0, 5.2, 4.5, 3.0, 1.2,
}

// overseas is made up for buyers eight to sixteen hours behind: busy through
// the Chinese night and late evening.
var overseas = [24]float64{
	5.5, 5.2, 5.0, 4.6, 4.2, 3.8, 3.6, 3.4, 3.4, 3.4, 3.3, 3.0,
	2.8, 2.8, 3.0, 3.4, 3.8, 4.3, 4.6, 5.0, 5.4, 5.8, 5.9, 5.8,
}

var (
	shopWeek   = [7]float64{1.06, 1.01, 1, .99, .97, 1.05, 1.10} // weekend shoppers, Monday's questions about them
	officeWeek = [7]float64{1.15, 1.04, 1, .98, .95, .62, .55}   // parcels and orders rest at weekends
)

// event is a promotion or another dated disturbance, as events.csv has it.
type event struct {
	name     lang.Text
	from, to moment
	uplift   float64 // told to the program; 0 is left for it to learn
	actual   float64 // what the generated history shows
}

func promotion(zh, en string, from, to moment, uplift, actual float64) event {
	return event{lang.T(zh, en), from, to, uplift, actual}
}

func day(y, m, d int) workcal.Date { return workcal.DateOf(y, time.Month(m), d) }

// doubleEleven are the phases that every shop on a Chinese platform knows, and
// the next one to come.
var doubleEleven = []event{
	promotion("双11第一波", "Double 11 wave 1", at(day(2026, 10, 31), 20*60), at(day(2026, 11, 4), 0), 1.5, 1.45),
	promotion("双11第二波", "Double 11 wave 2", at(day(2026, 11, 10), 20*60), at(day(2026, 11, 12), 0), 1.9, 1.95),
	promotion("双12", "Double 12", at(day(2026, 12, 11), 20*60), at(day(2026, 12, 13), 0), 1.6, 0),
}

// friday is a live-stream evening in the week to be planned, with one a month
// before it to learn from.
var friday = []event{
	promotion("周五直播专场", "Friday live stream", at(day(2026, 10, 23), 20*60), at(day(2026, 10, 24), 0), 0, 1.4),
	promotion("周五直播专场", "Friday live stream", at(day(2026, 11, 27), 20*60), at(day(2026, 11, 28), 0), 1.4, 0),
}

// blackFriday falls into the week to be planned.
var blackFriday = []event{
	promotion("Prime会员大促", "Prime big deal days", at(day(2026, 10, 6), 0), at(day(2026, 10, 8), 0), 1.5, 1.5),
	promotion("黑色星期五", "Black Friday", at(day(2026, 11, 26), 16*60), at(day(2026, 11, 28), 16*60), 1.5, 0),
	promotion("网络星期一", "Cyber Monday", at(day(2026, 11, 30), 0), at(day(2026, 12, 2), 0), 1.4, 0),
}

// volume draws the contacts of s per interval of step minutes from volumeOn to
// volumeOff: growth of half a percent a week, the shapes of the week and the
// day, holidays, promotions with their tail, six percent of day-to-day noise,
// and Poisson counts. Three hours of a September afternoon were lost.
func (s *stream) volume(d dice, step int, events []event) []int {
	var total float64
	for _, h := range s.hours {
		total += h
	}
	per := 1440 / step
	out := make([]int, 0, int(volumeOff-volumeOn)*per)
	for date := volumeOn; date < volumeOff; date++ {
		weeks := float64(today-date) / 7
		mean := s.daily * math.Pow(1.005, -weeks) * s.week[(int(date.Weekday())+6)%7] * holidayFactor(date) * math.Exp(.06*d.NormFloat64())
		mean *= 1 + s.tail(date, events)
		for i := range per {
			minute := i * step
			n := mean * s.share(minute+step/2) / total * float64(step) / 60
			for _, e := range events {
				if t := at(date, minute); !t.before(e.from) && t.before(e.to) && e.actual > 0 {
					n *= 1 + (e.actual-1)*s.promo*e.rush(t)
				}
			}
			if date == lost && minute >= 14*60 && minute < 17*60 {
				n = 0
			}
			out = append(out, d.poisson(n))
		}
	}
	return out
}

// lost is the day on which the export misses an afternoon.
var lost = day(2026, 9, 16)

// share reads the hourly shape at a minute of the day, straight between the
// middles of the hours.
func (s *stream) share(minute int) float64 {
	x := float64(minute)/60 - .5 + 24
	h := int(x)
	f := x - float64(h)
	return s.hours[h%24]*(1-f) + s.hours[(h+1)%24]*f
}

// rush makes the first four hours of a phase busier than the rest of it.
func (e *event) rush(t moment) float64 {
	hours := float64(t.Date-e.from.Date)*24 + float64(t.Second-e.from.Second)/3600
	if hours < 4 {
		return 1.25
	}
	return .85
}

// tail is the extra load of questions about orders in the week after a
// promotion, as a share of an ordinary day.
func (s *stream) tail(date workcal.Date, events []event) (extra float64) {
	for _, e := range events {
		if n := int(date - e.to.Date); n >= 0 && n < 7 && e.actual > 0 {
			extra += s.after * (e.actual - 1) * math.Pow(.7, float64(n))
		}
	}
	return extra
}

// holidayFactor is how an official holiday moves a whole day, made up: people
// travel on the first days and shop on the last ones.
func holidayFactor(date workcal.Date) float64 {
	switch {
	case date >= day(2026, 9, 25) && date <= day(2026, 9, 27): // Mid-Autumn
		return .85
	case date >= day(2026, 10, 1) && date <= day(2026, 10, 4): // National Day
		return .8
	case date >= day(2026, 10, 5) && date <= day(2026, 10, 7):
		return .92
	}
	return 1
}
