package forecast

import (
	"math"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// Of two series the later known day counts; what is unknown at the end does not. 30
// hours from day 10 end on day 11.
func TestLastDay(t *testing.T) {
	unknown := math.NaN()
	days := func(start int, values ...float64) Series {
		return Series{Start: workcal.Date(start), Step: 1440, Values: values}
	}
	for _, c := range []struct {
		name    string
		history []Series
		last    int
		known   bool
	}{
		{"none", nil, 0, false},
		{"nothing known", []Series{days(5, unknown)}, 0, false},
		{"the end unknown", []Series{days(5, 1, 1, unknown)}, 6, true},
		{"the later of two", []Series{days(5, 1, 1), days(2, 1)}, 6, true},
		{"the later of two, the other way", []Series{days(2, 1), days(5, 1, 1)}, 6, true},
		{"before 1970", []Series{days(-9, 1)}, -9, true},
		{"hours", []Series{{Start: 10, Step: 60, Values: make([]float64, 30)}}, 11, true},
	} {
		if last, known := LastDay(c.history); int(last) != c.last || known != c.known {
			t.Errorf("%s: %d, known %v; want %d, %v", c.name, last, known, c.last, c.known)
		}
	}
}

// The engine is compared with the better of the simple methods: 8% against 10% is a
// fifth less; 12% against 10% is worse.
func TestVerdict(t *testing.T) {
	of := func(engine, lastWeek, mean float64) string {
		trial := &Trial{Scores: make([][Groups][Methods]Score, 1)}
		all := &trial.Scores[0][AllSlots]
		all[Engine].WAPE, all[LastWeek].WAPE, all[MeanWeeks].WAPE = engine, lastWeek, mean
		return trial.Verdict().EN
	}
	for _, c := range []struct {
		engine, lastWeek, mean float64
		want                   string
	}{
		{.08, .10, .11, "it misses by 8.0%, the best simple method (last week) by 10.0%: 20% less"},
		{.08, .11, .10, "it misses by 8.0%, the best simple method (mean of 4 weeks) by 10.0%: 20% less"},
		{.12, .10, .13, "the simple method wins: last week misses by 10.0%, this program by 12.0%"},
		{math.NaN(), math.NaN(), math.NaN(), "no contacts"},
	} {
		if got := of(c.engine, c.lastWeek, c.mean); !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q in it", c, got, c.want)
		}
	}
}
