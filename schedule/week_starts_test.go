package schedule

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/workcal"
)

// From Monday 2026-11-23 on: with weeks from Sunday the calendar week began the day
// before and ends on Saturday 28, day 5; Sunday 29, day 6, begins the next one.
func TestWeekStarts(t *testing.T) {
	p, r := one("|EEEEEEL")
	p.Start, p.WeekStarts = workcal.DateOf(2026, time.November, 23), workcal.FirstDayOf(time.Sunday)
	if diff := cmp.Diff([]Stretch{{-1, 6}, {6, 13}}, p.Stretches(Week)); diff != "" {
		t.Error(diff)
	}
	p.WeekStarts = 0
	if diff := cmp.Diff([]Stretch{{0, 7}}, p.Stretches(Week)); diff != "" {
		t.Error(diff)
	}
	// Early until Saturday, late on Sunday: in weeks from Sunday the turn is due.
	turns := Rotation{Kinds: []Kind{Early, Late}, Steady: At(5), Turn: At(5)}
	for first, want := range map[time.Weekday]int{time.Monday: 1, time.Sunday: 0} {
		p.WeekStarts = workcal.FirstDayOf(first)
		if got := len(turns.Check(p, r)); got != want {
			t.Errorf("weeks from %s: %d findings, want %d", first, got, want)
		}
	}
}
