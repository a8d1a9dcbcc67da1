package attendance

import (
	"slices"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// Office hours are 09:00-18:00. On the Monday of the test month the person comes half an
// hour late, on Tuesday nobody clocks out, on Wednesday there is no punch at all, on
// Thursday all is well; on Sunday nobody works.
func TestThere(t *testing.T) {
	first := int(monday-workcal.Month{Year: 2026, Month: 10}.First()) + 1
	m := october(t, DefaultPolicy(), nil, map[int]string{first: "09:30 18:05", first + 1: "08:55", first + 2: ""}).People[0]
	for i, want := range [][]schedule.Span{
		{{Start: 9*60 + 30, End: 18 * 60}},
		{{Start: 9 * 60, End: 18 * 60}}, // the punch out was forgotten
		nil,
		{{Start: 9 * 60, End: 18 * 60}},
	} {
		d := &m.Days[first-1+i]
		if got, known := d.There(); !known || !slices.Equal(got, want) {
			t.Errorf("%v: there %v, known %v; want %v", d.Date, got, known, want)
		}
	}
	if got, known := m.Days[first+5].There(); !known || got != nil {
		t.Errorf("on a rest day: there %v, known %v", got, known)
	}
	for _, r := range []Result{NotCounted, NoPlan, NotHere, NotJudged, NotOverYet} {
		if _, known := (&Day{Result: r}).There(); known {
			t.Errorf("the punches tell of a day that is %s", r)
		}
	}
}
