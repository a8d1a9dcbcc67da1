package workspace

import (
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// Weekends at work in a row, back from the horizon. Days of the past are E at work, - off.
func TestWeekendsWithout(t *testing.T) {
	monday, sunday := workcal.DateOf(2026, 11, 23), workcal.DateOf(2026, 11, 22)
	for _, c := range []struct {
		start workcal.Date
		past  string
		want  int
	}{
		{monday, "", 0},
		{monday, "-----EE", 1},
		{monday, "-----E-", 0},
		{monday, "------E", 0},               // one of both days is enough
		{monday, "EEEEEEE-----EE-----EE", 3}, // three weeks, all at work
		{monday, "EEEEE-E-----EE-----EE", 2}, // the first of them had a Saturday off
		{monday, "E", 0},                     // of a Sunday alone nothing is known
		{sunday, "-", -1},                    // the Saturday of the weekend ahead is off
		{sunday, "E", 0},                     // it is at work, and its Sunday is ahead
		{sunday, "EE-----E", 1},              // as above, and the weekend before
	} {
		p := schedule.Person{}
		for _, cell := range c.past {
			s := schedule.Off
			if cell == 'E' {
				s = 0
			}
			p.Past = append(p.Past, s)
		}
		b := &builder{p: &schedule.Problem{Start: c.start, People: []schedule.Person{p}}}
		if got := b.weekendsWithout(0); got != c.want {
			t.Errorf("from %s after %q: %d, want %d", c.start, c.past, got, c.want)
		}
	}
}
