package schedule

import "testing"

// Times are said as people say them: 24:18 of a work date is 00:18 of the next.
func TestClockText(t *testing.T) {
	for m, want := range map[int][2]string{
		8 * 60: {"08:00", "08:00"}, 24*60 + 18: {"次日00:18", "00:18 (+1)"}, 30 * 60: {"次日06:00", "06:00 (+1)"}, -10: {"前日23:50", "23:50 (-1)"},
	} {
		if got := ClockText(m); got.ZH != want[0] || got.EN != want[1] {
			t.Errorf("%d: %v", m, got)
		}
	}
	if got := (Span{22 * 60, 30 * 60}).Text(); got.ZH != "22:00-次日06:00" || got.EN != "22:00-06:00 (+1)" {
		t.Errorf("%v", got)
	}
}
