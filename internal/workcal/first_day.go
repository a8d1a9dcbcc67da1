package workcal

import (
	"fmt"
	"strings"
	"time"
)

// FirstDay is the weekday on which the weeks of a shop start, in days after Monday,
// 0 to 6. The zero value is Monday, as in ISO 8601.
type FirstDay int

// FirstDayOf returns the first day of weeks that start on a weekday.
func FirstDayOf(d time.Weekday) FirstDay { return FirstDay((int(d) + 6) % 7) }

// Weekday returns the day of the week.
func (f FirstDay) Weekday() time.Weekday { return time.Weekday((int(f) + 1) % 7) }

// Start returns the first day of the week that d lies in.
func (f FirstDay) Start(d Date) Date { return d - ((d-d.Monday())-Date(f)+7)%7 }

// Of returns the name of the week that d lies in: that of the ISO week which most of its
// days lie in. The week of Sunday 2026-11-22 to Saturday is 2026-W48.
func (f FirstDay) Of(d Date) Week { return WeekOf(f.Start(d) + 3) }

// First returns the first day of the week of a name.
func (f FirstDay) First(w Week) Date {
	first := w.Monday() + Date(f)
	if f > 3 {
		first -= 7
	}
	return first
}

func (f FirstDay) String() string { return strings.ToLower(f.Weekday().String()) }

// MarshalText writes the English name of the weekday.
func (f FirstDay) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads the English name of a weekday.
func (f *FirstDay) UnmarshalText(b []byte) error {
	for g := range FirstDay(7) {
		if g.String() == string(b) {
			*f = g
			return nil
		}
	}
	return fmt.Errorf("weekday %q: want monday to sunday", b)
}
