package forecast

import (
	"context"
	"math"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// Eight weeks of 10 contacts an hour from 8 to 24. However far ahead, the queue
// stays as open as it was: days on which nothing is known do not close it. Of a
// history that ended more than 26 weeks before, the explanation warns.
func TestFarAheadIsNotZero(t *testing.T) {
	s := Series{Queue: "q", Start: workcal.DateOf(2026, 9, 7), Step: 60}
	for i := range 56 * 24 {
		v := math.NaN()
		if i%24 >= 8 {
			v = 10
		}
		s.Values = append(s.Values, v)
	}
	end := s.Start + 56
	for _, c := range []struct {
		weeks int
		warns bool
	}{{0, false}, {26, false}, {27, true}, {104, true}, {230, true}} {
		out, err := Run(context.Background(), Input{History: []Series{s}, From: end + workcal.Date(7*c.weeks), Days: 7})
		if err != nil {
			t.Fatal(err)
		}
		sum := sumOf(out.Queues[0].Point)
		if want := 7 * 16 * 10.0; math.Abs(sum-want) > 0.05*want {
			t.Errorf("%d weeks ahead: %.0f contacts, want about %.0f", c.weeks, sum, want)
		}
		if warns := len(out.Explanation) > 0 && strings.Contains(out.Explanation[0].EN, "rough guide"); warns != c.warns {
			t.Errorf("%d weeks ahead: explanation %v", c.weeks, out.Explanation)
		}
	}
	if _, err := Run(context.Background(), Input{History: []Series{s}, From: end + 1900, Days: 7}); err == nil {
		t.Error("1900 days ahead is forecast")
	}
}
