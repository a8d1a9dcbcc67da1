// Package workcal knows the working calendar of the People's Republic of China:
// holidays, makeup workdays, statutory days, festivals and the pay class of any
// day. It is the only importer of rickar/cal.
package workcal

import (
	_ "embed"
	"strings"
	"time"

	"github.com/rickar/cal/v2"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
)

// Class is the pay class of work on a day, in percent of the hourly rate.
type Class int

const (
	Workday   Class = labourlaw.PayWorkday   // beyond normal hours on a working day
	RestDay   Class = labourlaw.PayRestDay   // on a rest day (of the office calendar)
	Statutory Class = labourlaw.PayStatutory // on a statutory holiday
)

// Day is what the calendar says of a date.
type Day struct {
	Date      Date
	Work      bool      // an office working day
	Makeup    bool      // a weekend day worked in exchange for a holiday
	Holiday   bool      // within an official holiday arrangement
	Statutory bool      // a 300% day
	Name      lang.Text // the arrangement that a holiday or makeup day belongs to: 国庆节; zero where none
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

// Calendar answers for any date. The zero value is not usable; see [New]. It is
// safe for concurrent use.
type Calendar struct {
	rule      *cal.BusinessCalendar // Monday to Friday except for the statutory days
	said      map[Date]Arrangement
	announced map[int]bool
}

// holidayCSV holds the yearly notices of the State Council's General Office for
// 2004–2026, day by day, as three independent compilations agree on them.
//
//go:embed holidays.csv
var holidayCSV string

var official = func() (out []Arrangement) {
	for _, line := range lines(holidayCSV) {
		c := strings.Split(line, ",")
		out = append(out, Arrangement{mustDate(c[0]), c[1], c[2] == "workday", c[3] == "true"})
	}
	return out
}()

// statutory are the statutory days by rule: 10 until 2007, 11 until 2024, 13
// since (Regulation on Public Holidays for National Annual Festivals and
// Memorial Days, 1999, revised 2007, 2013 and 2024). Where Mid-Autumn falls on 1
// to 3 October the rule names only 10 or 12 different days; notices then grant
// another one (2009-10-06, 2020-10-04), which is why they go before the rule.
//
// rickar/cal has no calendar for China; these are Holidays of its kind.
var statutory = []*cal.Holiday{
	holiday(NewYear, 0, 0, 0),
	holiday(SpringFestival, -1, 2008, 2013), // New Year's Eve
	holiday(SpringFestival, -1, 2025, 0),
	holiday(SpringFestival, 0, 0, 0),
	holiday(SpringFestival, 1, 0, 0),
	holiday(SpringFestival, 2, 0, 2007),
	holiday(SpringFestival, 2, 2014, 0),
	holiday(Qingming, 0, 2008, 0),
	holiday(LabourDay, 0, 0, 0),
	holiday(LabourDay, 1, 0, 2007),
	holiday(LabourDay, 1, 2025, 0),
	holiday(LabourDay, 2, 0, 2007),
	holiday(DragonBoat, 0, 2008, 0),
	holiday(MidAutumn, 0, 2008, 0),
	holiday(NationalDay, 0, 0, 0),
	holiday(NationalDay, 1, 0, 0),
	holiday(NationalDay, 2, 0, 0),
}

// holiday is the day that lies offset days after festival f, in the years from
// first to last, 0 being without end.
func holiday(f Festival, offset, first, last int) *cal.Holiday {
	return &cal.Holiday{
		Name: f.Text().ZH, Description: f.Text().EN, Type: cal.ObservancePublic,
		StartYear: first, EndYear: last, CalcOffset: offset,
		Func: func(_ *cal.Holiday, year int) time.Time {
			if d, ok := f.Date(year); ok {
				return d.Time()
			}
			return time.Time{}.AddDate(0, 0, -offset) // becomes the zero time, "not observed", with the offset added
		},
	}
}

// New returns the built-in calendar with extra arrangements laid over it; extra
// ones replace the built-in ones of the same date and mark their year as
// announced. In every year the statutory days by rule hold unless an
// arrangement of the date says that it is worked: a day off that the rule names
// is statutory even where an extra arrangement does not say so.
func New(extra []Arrangement) *Calendar {
	c := &Calendar{rule: cal.NewBusinessCalendar(), said: map[Date]Arrangement{}, announced: map[int]bool{}}
	c.rule.AddHoliday(statutory...)
	for _, list := range [][]Arrangement{official, extra} {
		for _, a := range list {
			c.said[a.Date] = a
			year, _, _ := a.Date.Civil()
			c.announced[year] = true
		}
	}
	return c
}

// Day returns what is known of d. In a year without a notice only the statutory
// days are holidays and no makeup day is known.
func (c *Calendar) Day(d Date) Day {
	t := d.Time()
	day := Day{Date: d, Announced: c.announced[t.Year()], Festival: festivalText(d)}
	byRule, _, h := c.rule.IsHoliday(t)
	a, said := c.said[d]
	switch {
	case said && a.Work:
		day.Work, day.Makeup, day.Name = true, d.Weekend(), name(a.Name)
	case said:
		day.Holiday, day.Statutory, day.Name = true, a.Statutory || byRule, name(a.Name)
	case byRule:
		day.Holiday, day.Statutory, day.Name = true, true, lang.T(h.Name, h.Description)
	default:
		day.Work = c.rule.IsWorkday(t)
	}
	return day
}

// WorkdaysIn returns the number of office working days of a month, makeup days
// counted.
func (c *Calendar) WorkdaysIn(m Month) (n int) {
	for d := m.First(); d <= m.Last(); d++ {
		if c.Day(d).Work {
			n++
		}
	}
	return n
}

// StatutoryIn returns the number of statutory days of a month; they are paid
// without being worked.
func (c *Calendar) StatutoryIn(m Month) (n int) {
	for d := m.First(); d <= m.Last(); d++ {
		if c.Day(d).Statutory {
			n++
		}
	}
	return n
}

func festivalText(d Date) lang.Text {
	var names []lang.Text
	for _, f := range FestivalsOn(d) {
		names = append(names, f.Text())
	}
	return lang.Join(names, "、", ", ")
}

// name translates the name of an arrangement; a user's own stands for itself.
func name(zh string) lang.Text {
	var parts []lang.Text
	for _, part := range strings.Split(zh, "/") {
		t := lang.Same(part)
		switch part {
		case "“五一”", "“五一”国际劳动节":
			t = LabourDay.Text()
		case "“十一”":
			t = NationalDay.Text()
		case "抗日战争暨世界反法西斯战争胜利70周年纪念日":
			t = lang.T(part, "Victory Day (70th anniversary)")
		}
		for _, f := range Festivals {
			if f.ZH == part {
				t = f
			}
		}
		parts = append(parts, t)
	}
	return lang.Join(parts, "、", ", ")
}
