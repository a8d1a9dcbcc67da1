package report

import (
	"testing"

	"paiban/schedule"
)

// What the same hours of leave leave of a shift is a shift of its own on each day, with one
// word for all: the day says which is meant, and where there is none it is the whole shift.
func TestWordsOfRecurringLeave(t *testing.T) {
	whole := schedule.Shift{ID: "E", Segments: []schedule.Span{{Start: 480, End: 960}}}
	cut := func(day int) schedule.Shift {
		days := make(schedule.DaySet, 3)
		days[day] = true
		s := whole
		s.ID, s.Parts, s.Days, s.Segments = "E-"+string(rune('0'+day)), []string{"E"}, days, []schedule.Span{{Start: 480, End: 900}}
		s.Short.ZH, s.Short.EN = "早(15-16假)", "E(less 15-16)"
		return s
	}
	whole.Short.ZH, whole.Short.EN = "早", "E"
	w := NewWords([]schedule.Shift{whole, cut(0), cut(1)})
	for day, want := range []int{1, 2, 0} {
		if s, _, ok := w.ParseOn("早(15-16假)", day); s != want || !ok {
			t.Errorf("day %d: shift %d, want %d", day, s, want)
		}
	}
}
