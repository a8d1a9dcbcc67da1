package forecast

import (
	"math"

	"paiban/internal/workcal"
)

// Beside is what came on the days that a day of the forecast is compared with; NaN
// where nothing is known of them.
type Beside struct {
	LastWeek float64 // the same weekday of the last week known
	LastYear float64 // the same weekday 52 weeks before
	SameDate float64 // the same day of the month a year before
}

// Compare returns what stands beside each of days days from from on.
func (s Series) Compare(from workcal.Date, days int) []Beside {
	last, _ := LastDay([]Series{s})
	out := make([]Beside, days)
	for i := range out {
		d := from + workcal.Date(i)
		back := max(0, d-min(last, from-1)+6) / 7 * 7
		out[i] = Beside{LastWeek: s.Day(d - back), LastYear: math.NaN(), SameDate: math.NaN()}
		if d-364 < from {
			out[i].LastYear = s.Day(d - 364)
		}
		if y, m, day := d.Civil(); workcal.DateOf(y-1, m, day) < from {
			out[i].SameDate = s.Day(workcal.DateOf(y-1, m, day))
		}
	}
	return out
}

// Day returns the contacts of a day as far as they are known; NaN where none is.
func (s Series) Day(d workcal.Date) float64 {
	slots := 1440 / s.Step
	sum, known := 0.0, false
	for i := range slots {
		t := int(d-s.Start)*slots + i
		if t >= 0 && t < len(s.Values) && !math.IsNaN(s.Values[t]) {
			sum, known = sum+s.Values[t], true
		}
	}
	if !known {
		return math.NaN()
	}
	return sum
}
