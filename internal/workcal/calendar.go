// Package workcal knows the working calendar of the People's Republic of China:
// holidays, makeup workdays, statutory days, festivals and the pay class of any
// day. It is the only importer of rickar/cal.
package workcal

import "paiban/internal/lang"

// Class is the pay class of work on a day, in percent of the hourly rate.
type Class int

const (
	Workday   Class = 150 // beyond normal hours on a working day
	RestDay   Class = 200 // on a rest day (of the office calendar)
	Statutory Class = 300 // on a statutory holiday
)

// Day is what the calendar says of a date.
type Day struct {
	Date      Date
	Work      bool      // an office working day
	Makeup    bool      // a weekend day worked in exchange for a holiday
	Holiday   bool      // within an official holiday arrangement
	Statutory bool      // a 300% day
	Name      lang.Text // 国庆节; zero where nothing is named
	Festival  lang.Text // the festival that falls on it, worked or not; zero where none
	Announced bool      // the official arrangement of the year is known
}

// Class returns the pay class for overtime work on the day.
func (d Day) Class() Class {
	switch {
	case d.Statutory:
		return Statutory
	case !d.Work:
		return RestDay
	}
	return Workday
}

// Arrangement is one line of an official or user-supplied notice.
type Arrangement struct {
	Date      Date
	Name      string
	Work      bool // a makeup workday; else a day off
	Statutory bool
}

// Calendar answers for any date. The zero value is not usable; see [New].
type Calendar struct{ impl }

type impl struct{}

// New returns the built-in calendar with extra arrangements laid over it; extra
// ones replace the built-in ones of the same date and mark their year as
// announced.
func New(extra []Arrangement) *Calendar { panic("not yet") }

// Day returns what is known of d.
func (c *Calendar) Day(d Date) Day { panic("not yet") }
