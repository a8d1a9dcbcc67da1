package workcal

import (
	"testing"
	"time"
)

func TestDateAgreesWithTime(t *testing.T) {
	for d := DateOf(1969, 12, 1); d <= DateOf(2101, 1, 1); d++ {
		if got, want := d.Weekday(), d.Time().Weekday(); got != want {
			t.Fatalf("%v: weekday %v, want %v", d, got, want)
		}
		back, err := ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%v: parsed back as %v, %v", d, back, err)
		}
		if m := d.Monday(); m.Weekday() != time.Monday || d-m < 0 || d-m > 6 {
			t.Fatalf("%v: Monday is %v", d, m)
		}
		w := WeekOf(d)
		if w.Monday() != d.Monday() {
			t.Fatalf("%v: week %v starts %v, want %v", d, w, w.Monday(), d.Monday())
		}
	}
}

func TestParseWeekRejects(t *testing.T) {
	for _, s := range []string{"", "2026-48", "2026-W00", "2026-W54", "2025-W53", "2026-W48x", "26-W48"} {
		if w, err := ParseWeek(s); err == nil {
			t.Errorf("ParseWeek(%q) = %v, want an error", s, w)
		}
	}
	if w, err := ParseWeek("2026-W53"); err != nil || w.Monday() != DateOf(2026, 12, 28) {
		t.Errorf("2026 has 53 weeks: got %v, %v", w, err) // 2026-12-31 is a Thursday
	}
}
