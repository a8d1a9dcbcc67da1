package settlement

import (
	"testing"

	"paiban/attendance"
	"paiban/schedule"
)

// The breaks of a roster say when the unpaid time of a plan is where they are all of it:
// not where they are longer or shorter, as paid breaks are, nor on a rest day.
func TestPlacedBreaksAreThoseOfThePlan(t *testing.T) {
	noon := []schedule.Span{{Start: 720, End: 780}}
	for _, c := range []struct {
		kind   attendance.Kind
		unpaid int
		at     []schedule.Span
		known  bool
	}{
		{attendance.Work, 60, noon, true},
		{attendance.Work, 60, append(noon[:1:1], schedule.Span{Start: 900, End: 915}), false},
		{attendance.Work, 90, noon, false},
		{attendance.Work, 0, nil, false},
		{attendance.Rest, 60, noon, false},
	} {
		p := attendance.Planned{Kind: c.kind, Break: c.unpaid}
		if placeBreaks(&p, c.at); (p.Breaks != nil) != c.known {
			t.Errorf("%s, %d unpaid, %v: %v", c.kind, c.unpaid, c.at, p.Breaks)
		}
	}
}
