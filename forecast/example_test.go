package forecast_test

import (
	"context"
	"fmt"
	"time"

	"paiban/forecast"
	"paiban/internal/workcal"
)

// Twelve weeks of a shop that is open from 09:00 to 21:00, with 10 contacts an
// hour on weekdays and 15 on weekends, and a promotion to come that doubles its
// Saturday evening.
func ExampleRun() {
	start := workcal.DateOf(2026, time.August, 31) // a Monday
	history := forecast.Series{Queue: "service", Start: start, Step: 60}
	for i := range 12 * 7 * 24 {
		day, hour := start+workcal.Date(i/24), i%24
		switch {
		case hour < 9 || hour >= 21:
			history.Values = append(history.Values, 0)
		case day.Weekend():
			history.Values = append(history.Values, 15)
		default:
			history.Values = append(history.Values, 10)
		}
	}
	from := start + 12*7
	saturday := from + 5
	out, err := forecast.Run(context.Background(), forecast.Input{
		History: []forecast.Series{history},
		Events: []forecast.Event{{
			Name: "live stream", From: forecast.Stamp{Date: saturday, Minute: 19 * 60}, To: forecast.Stamp{Date: saturday, Minute: 21 * 60}, Uplift: 2,
		}},
		From: from, Days: 7,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := &out.Queues[0]
	for d := range 7 {
		total, _, _ := f.Day(d)
		fmt.Printf("%v: %.0f contacts\n", from+workcal.Date(d), total)
	}
	_, peak, at := f.Day(5)
	fmt.Printf("busiest hour on %v: from %02d:00, %.0f contacts\n", saturday, at/60, peak)
	for _, line := range out.Explanation {
		fmt.Println(line.EN)
	}
	// Output:
	// 2026-11-23: 120 contacts
	// 2026-11-24: 120 contacts
	// 2026-11-25: 120 contacts
	// 2026-11-26: 120 contacts
	// 2026-11-27: 120 contacts
	// 2026-11-28: 210 contacts
	// 2026-11-29: 180 contacts
	// busiest hour on 2026-11-28: from 19:00, 30 contacts
	// Sat 28 November 19:00: live stream, ×2.0 (as given, between ×1.4 and ×2.8)
}
