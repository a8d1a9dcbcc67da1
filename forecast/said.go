package forecast

import (
	"math"

	"paiban/internal/workcal"
)

// SaidBefore returns the forecasts, of one step each, of the days [from, from+days) that
// were kept last before from; false where none that was made before it covers all of them.
func SaidBefore(kept []Kept, from workcal.Date, days int) (queues []Forecast, ok bool) {
	var last *Kept
	for i := range kept {
		k := &kept[i]
		if k.Made.Date < from && k.covers(from) && k.covers(from+workcal.Date(days-1)) && (last == nil || k.Made.minutes() >= last.Made.minutes()) {
			last = k
		}
	}
	if last == nil {
		return nil, false
	}
	for _, f := range last.Queues {
		skip := int(from-last.From) * 1440 / f.Step
		end := skip + days*1440/f.Step
		queues = append(queues, Forecast{Queue: f.Queue, Name: f.Name, Step: f.Step, Point: f.Point[skip:end], Low: f.Low[skip:end], High: f.High[skip:end]})
	}
	return queues, true
}

// Until is history with nothing known after last.
func Until(history []Series, last workcal.Date) []Series {
	out := make([]Series, len(history))
	for i, s := range history {
		out[i] = s
		if n := int(last+1-s.Start) * 1440 / s.Step; n < len(s.Values) {
			out[i].Values = append([]float64(nil), s.Values...)
			for k := max(0, n); k < len(s.Values); k++ {
				out[i].Values[k] = math.NaN()
			}
		}
	}
	return out
}
