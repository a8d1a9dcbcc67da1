package workcal

import (
	"fmt"
	"time"
)

// Date is a civil date as days since 1970-01-01. Dates are plain integers:
// subtract, compare and add days with the ordinary operators.
type Date int32

// DateOf returns the date of year, month and day; out-of-range days and months
// are normalised as by [time.Date].
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DateFrom returns the civil date of t in t's own location.
func DateFrom(t time.Time) Date { return DateOf(t.Date()) }

// ParseDate reads an ISO date, 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("date %q: want YYYY-MM-DD", s)
	}
	return DateFrom(t), nil
}

// Time returns midnight UTC at the start of d.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Civil returns year, month and day of the month.
func (d Date) Civil() (year int, month time.Month, day int) { return d.Time().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// Weekend reports whether d is a Saturday or Sunday, whatever the office says.
func (d Date) Weekend() bool { w := d.Weekday(); return w == time.Saturday || w == time.Sunday }

// Monday returns the Monday of d's ISO week.
func (d Date) Monday() Date { return d - Date((int(d.Weekday())+6)%7) }

// String returns the ISO form, 2006-01-02.
func (d Date) String() string { return d.Time().Format("2006-01-02") }

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form.
func (d *Date) UnmarshalText(b []byte) (err error) { *d, err = ParseDate(string(b)); return err }

// Week is an ISO 8601 week.
type Week struct{ Year, Number int }

// WeekOf returns the ISO week that d lies in.
func WeekOf(d Date) Week { y, w := d.Time().ISOWeek(); return Week{y, w} }

// ParseWeek reads 2006-W01.
func ParseWeek(s string) (Week, error) {
	var w Week
	if n, err := fmt.Sscanf(s, "%4d-W%2d", &w.Year, &w.Number); n != 2 || err != nil || s != w.String() || WeekOf(w.Monday()) != w {
		return Week{}, fmt.Errorf("week %q: want YYYY-Www, such as 2026-W48", s)
	}
	return w, nil
}

// Monday returns the first day of w.
func (w Week) Monday() Date {
	return DateOf(w.Year, time.January, 4).Monday() + Date(7*(w.Number-1))
}

func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// Month is a calendar month.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf returns the month that d lies in.
func MonthOf(d Date) Month { y, m, _ := d.Civil(); return Month{y, m} }

// ParseMonth reads 2006-01.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return Month{}, fmt.Errorf("month %q: want YYYY-MM, such as 2026-11", s)
	}
	return Month{t.Year(), t.Month()}, nil
}

// First returns the first day of m.
func (m Month) First() Date { return DateOf(m.Year, m.Month, 1) }

// Last returns the last day of m.
func (m Month) Last() Date { return DateOf(m.Year, m.Month+1, 0) }

// Days returns how many days m has.
func (m Month) Days() int { return int(m.Last()-m.First()) + 1 }

// Before returns the month before m.
func (m Month) Before() Month { return MonthOf(m.First() - 1) }

func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }
