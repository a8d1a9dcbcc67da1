package workcal

import (
	"testing"
	"time"
)

// A week has the name of the ISO week in which four of its days or more lie; 2026-11-23
// is the Monday of W48.
func TestFirstDay(t *testing.T) {
	monday := DateOf(2026, time.November, 23)
	w48 := Week{2026, 48}
	for _, c := range []struct {
		day  time.Weekday
		want Date
	}{
		{time.Monday, monday}, {time.Tuesday, monday + 1}, {time.Wednesday, monday + 2}, {time.Thursday, monday + 3},
		{time.Friday, monday - 3}, {time.Saturday, monday - 2}, {time.Sunday, monday - 1},
	} {
		f := FirstDayOf(c.day)
		if f.Weekday() != c.day || f.First(w48) != c.want {
			t.Errorf("%s: weeks start on %s, W48 on %s, want %s", c.day, f.Weekday(), f.First(w48), c.want)
		}
		for d := c.want; d < c.want+7; d++ {
			if f.Start(d) != c.want || f.Of(d) != w48 {
				t.Errorf("%s: %s lies in %s from %s", c.day, d, f.Of(d), f.Start(d))
			}
		}
		text, _ := f.MarshalText()
		var back FirstDay
		if err := back.UnmarshalText(text); err != nil || back != f {
			t.Errorf("%s read back is %v, %v", text, back, err)
		}
	}
	var f FirstDay
	if err := f.UnmarshalText([]byte("someday")); err == nil {
		t.Error("someday is a weekday")
	}
}
