package planner

import (
	"math"
	"strings"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// counts are those of a queue on so many days from a date on, one an hour.
func countsFrom(name string, from workcal.Date, days ...int) forecast.Series {
	s := forecast.Series{Queue: name, Name: lang.T(name, name), Start: from, Step: 60}
	for i, n := range days { // known, unknown, known, …
		for range n * 24 {
			v := 1.0
			if i%2 == 1 {
				v = math.NaN()
			}
			s.Values = append(s.Values, v)
		}
	}
	return s
}

// 40 days from 2026-09-04 end on 2026-10-13; 40 days lie between it and 2026-11-23.
func TestStaleHistory(t *testing.T) {
	day := func(month time.Month, day int) workcal.Date { return workcal.DateOf(2026, month, day) }
	a := countsFrom("a", day(time.September, 4), 40)
	for name, c := range map[string]struct {
		history []forecast.Series
		first   workcal.Date
		want    []string
	}{
		"stale":             {[]forecast.Series{a}, day(time.November, 23), []string{"the history ends on 2026-10-13, 40 days before the first day planned"}},
		"the week after":    {[]forecast.Series{a}, day(time.October, 19), nil},
		"14 days":           {[]forecast.Series{a}, day(time.October, 28), nil},
		"15 days":           {[]forecast.Series{a}, day(time.October, 29), []string{"15 days before"}},
		"said by the story": {[]forecast.Series{a}, day(time.October, 13) + oldDays + 2, nil},
		"within it":         {[]forecast.Series{a}, day(time.September, 21), nil},
		"before it":         {[]forecast.Series{a}, day(time.July, 6), []string{"the history begins on 2026-09-04, after 2026-07-06, the first day planned"}},
		"in a gap":          {[]forecast.Series{countsFrom("a", day(time.July, 1), 10, 60, 10)}, day(time.August, 3), []string{"the history has a gap between 2026-07-10 and 2026-09-09; the first day planned, 2026-08-03, lies within it, 23 days after"}},
		"no counts":         {[]forecast.Series{countsFrom("a", day(time.July, 1), 0, 60)}, day(time.August, 3), nil},
		"both":              {[]forecast.Series{a, countsFrom("b", day(time.September, 4), 40)}, day(time.November, 23), []string{"the history ends on 2026-10-13"}},
		"one of two":        {[]forecast.Series{a, countsFrom("b", day(time.September, 4), 70)}, day(time.November, 16), []string{"the history of a ends on 2026-10-13"}},
	} {
		got := staleHistory(c.history, c.first)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
			continue
		}
		for i, w := range c.want {
			if !strings.HasPrefix(got[i].EN, w) && !strings.Contains(got[i].EN, w) {
				t.Errorf("%s: %s, want %s", name, got[i].EN, w)
			}
		}
	}
}

// The forecast and the requirement of a week say it. The sample's history ends on
// 2026-11-19: 10 days lie between it and 2026-11-30, 24 to 2026-12-14.
func TestStaleHistoryIsTold(t *testing.T) {
	pl := sample(t, "recharge")
	for first, want := range map[workcal.Date]bool{workcal.DateOf(2026, time.November, 30): false, workcal.DateOf(2026, time.December, 14): true} {
		told := func(notes []lang.Text) bool {
			return strings.Contains(lang.Join(notes, "", "; ").EN, "the history ends on 2026-11-19, 24 days before")
		}
		_, notes, err := pl.ForecastInput(ForecastTask{Weeks: 1, From: first})
		if err != nil || told(notes) != want {
			t.Errorf("a forecast from %s says %v (%v)", first, notes, err)
		}
		week := workcal.WeekOf(first)
		o, err := pl.Outlook(t.Context(), &week)
		if err != nil || told(o.Notes) != want {
			t.Errorf("the outlook of %s says %v (%v)", week, o.Notes, err)
		}
	}
}
