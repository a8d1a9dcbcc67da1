package workspace

import (
	"slices"
	"testing"

	"paiban/schedule"
)

// Where the breaks of a shift may lie, in minutes of the work date.
func TestRoomOfBreaks(t *testing.T) {
	day := []Span{{Start: 540, End: 1080}} // 09:00-18:00
	for _, c := range []struct {
		name  string
		shift Shift
		want  []schedule.Break
		paid  int
	}{
		// A quarter of nine hours is 2:15: 11:15-15:45.
		{"the middle half", Shift{Hours: day, Break: 60}, []schedule.Break{{Length: 60, From: 675, To: 945}}, 480},
		// 15:30-24:00 is 8:30; a quarter is 2:07: 17:37-21:53, at whole quarters 17:45-21:45.
		{"at a quarter of an hour", Shift{Hours: []Span{{Start: 930, End: 1440}}, Break: 30}, []schedule.Break{{Length: 30, From: 1065, To: 1305}}, 480},
		{"of the longest segment", Shift{Hours: []Span{{Start: 480, End: 600}, {Start: 720, End: 1200}}, Break: 60}, []schedule.Break{{Length: 60, From: 840, To: 1080}}, 540},
		{"earliest and latest start", Shift{Hours: day, Breaks: []Break{{Length: 60, Earliest: 660, Latest: 780}}}, []schedule.Break{{Length: 60, From: 660, To: 840}}, 480},
		{"at one time", Shift{Hours: day, Breaks: []Break{{Length: 60, Earliest: 720}}}, []schedule.Break{{Length: 60, From: 720, To: 780}}, 480},
		{"breaks take the place of break", Shift{Hours: day, Break: 60, Breaks: []Break{{Length: 15, Earliest: 900, Latest: 960, Paid: true}}}, []schedule.Break{{Length: 15, From: 900, To: 975, Paid: true}}, 540},
	} {
		if got := c.shift.pauses(); !slices.Equal(got, c.want) || c.shift.Paid() != c.paid {
			t.Errorf("%s: %+v, %d paid; want %+v, %d", c.name, got, c.shift.Paid(), c.want, c.paid)
		}
	}
}

// Leave takes the break with it where it leaves no room: of 09:00-18:00 with an hour
// between 11:15 and 15:45, leave from 14:00 leaves 11:15-14:00, leave from 12:00 leaves 45
// minutes, too little.
func TestBreaksLeftByLeave(t *testing.T) {
	all := []schedule.Break{{Length: 60, From: 675, To: 945}}
	if got := breaksLeft(all, []schedule.Span{{Start: 540, End: 840}}); !slices.Equal(got, []schedule.Break{{Length: 60, From: 675, To: 840}}) {
		t.Errorf("leave from 14:00: %v", got)
	}
	if got := breaksLeft(all, []schedule.Span{{Start: 540, End: 720}}); got != nil {
		t.Errorf("leave from 12:00: %v", got)
	}
}
