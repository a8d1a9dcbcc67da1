package forecast

import (
	"math"
	"slices"
	"testing"

	"paiban/internal/workcal"
)

// Of forecasts of a week the last one made before it counts, and only one of all its days.
func TestSaidBefore(t *testing.T) {
	monday := workcal.DateOf(2026, 11, 16)
	kept := func(made workcal.Date, minute int, from workcal.Date, days int, each float64) Kept {
		return Kept{Made: Stamp{Date: made, Minute: minute}, From: from, Days: days, Queues: []Forecast{{
			Queue: "service", Step: 720, Point: slices.Repeat([]float64{each}, 2*days), Low: make([]float64, 2*days), High: make([]float64, 2*days),
		}}}
	}
	list := []Kept{
		kept(monday-3, 600, monday-2, 14, 10),
		kept(monday-3, 900, monday-2, 14, 20), // the last one
		kept(monday-9, 900, monday-7, 21, 30),
		kept(monday-1, 900, monday, 6, 40), // not of Sunday
		kept(monday, 600, monday+1, 7, 50), // not of Monday, and made in the week
	}
	got, ok := SaidBefore(list, monday, 7)
	if !ok || len(got) != 1 || got[0].Queue != "service" || !slices.Equal(got[0].Point, slices.Repeat([]float64{20}, 14)) {
		t.Errorf("%v, %+v", ok, got)
	}
	if _, ok := SaidBefore(list[3:], monday, 7); ok {
		t.Error("none of these was made before the week and is of all of it")
	}
}

func TestUntil(t *testing.T) {
	monday := workcal.DateOf(2026, 11, 16)
	history := []Series{{Queue: "a", Start: monday, Step: 720, Values: []float64{1, 2, 3, 4, 5, 6}}, {Queue: "b", Start: monday + 2, Step: 720, Values: []float64{7, 8}}}
	got := Until(history, monday+1)
	if v := got[0].Values; !slices.Equal(v[:4], []float64{1, 2, 3, 4}) || !math.IsNaN(v[4]) || !math.IsNaN(v[5]) {
		t.Errorf("%v", v)
	}
	if v := got[1].Values; !math.IsNaN(v[0]) || !math.IsNaN(v[1]) {
		t.Errorf("%v", v)
	}
	if history[0].Values[4] != 5 || history[1].Values[0] != 7 {
		t.Error("the history itself is changed")
	}
}
