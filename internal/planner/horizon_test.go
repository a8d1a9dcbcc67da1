package planner

import (
	"math"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/workcal"
)

// Today is Friday 2026-11-20 of 2026-W47. History counts days; NaN at its end is a day
// that was not counted.
func TestNextWeek(t *testing.T) {
	today := workcal.DateOf(2026, time.November, 20)
	until := func(last workcal.Date) []forecast.Series {
		return []forecast.Series{{Start: last - 1, Step: 1440, Values: []float64{5, 5, math.NaN()}}}
	}
	for _, c := range []struct {
		name    string
		history []forecast.Series
		want    string
	}{
		{"no history: the week after today's", nil, "2026-W48"},
		{"it ends yesterday: the next week", until(today - 1), "2026-W48"},
		{"it ends on the Sunday before: this week, planned again", until(today - 5), "2026-W47"},
		{"28 days ago still counts: 10-23 is in W43", until(today - 28), "2026-W44"},
		{"29 days ago is stale", until(today - 29), "2026-W48"},
		{"365 days ago is stale", until(today - 365), "2026-W48"},
		{"366 days ago is an archive: 2025-11-19 is in W47", until(today - 366), "2025-W48"},
		{"it ends in the future: 12-04 is in W49", until(today + 14), "2026-W50"},
		{"of two queues the later counts", append(until(today-12), until(today-5)...), "2026-W47"},
		{"nothing was counted", []forecast.Series{{Start: today, Step: 60, Values: []float64{math.NaN()}}}, "2026-W48"},
		// 30 hours from Monday 11-09 00:00 end on Tuesday 11-10, in W46.
		{"hours", []forecast.Series{{Start: today - 11, Step: 60, Values: make([]float64, 30)}}, "2026-W47"},
	} {
		if got := NextWeek(c.history, today, 0).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHorizon(t *testing.T) {
	monday := workcal.DateOf(2026, time.November, 23)
	for _, c := range []struct {
		h    Horizon
		name string
		week bool
	}{
		{Horizon{Start: monday, Days: 7}, "2026-W48", true},
		{Horizon{Start: monday + 2, Days: 7}, "2026-W48", false}, // named for the week it begins in
		{Horizon{Start: monday, Days: 28}, "2026-11-23_2026-12-20", false},
		{Horizon{Start: monday, Days: 1}, "2026-11-23_2026-11-23", false},
		{Horizon{Start: monday - 1, Days: 7, First: workcal.FirstDayOf(time.Sunday)}, "2026-W48", true},
		{Horizon{Start: monday, Days: 7, First: workcal.FirstDayOf(time.Sunday)}, "2026-W48", false},
	} {
		if c.h.String() != c.name || c.h.IsWeek() != c.week {
			t.Errorf("%+v: %s, a week: %v; want %s, %v", c.h, c.h, c.h.IsWeek(), c.name, c.week)
		}
	}
}
