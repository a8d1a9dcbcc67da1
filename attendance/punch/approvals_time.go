package punch

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
)

// requestSpan is when a request is for and how long it says that this is.
type requestSpan struct {
	from, to attendance.Stamp // half-open
	dates    bool             // work dates and halves of them
	length   attendance.Length
}

// dayOfOvertime is how many minutes a day of overtime has where a request counts days.
const dayOfOvertime = 8 * 60

// minutes is the length in minutes, 0 where none is said.
func (s *requestSpan) minutes() int {
	return s.length.Minutes + int(math.Round(s.length.Days*dayOfOvertime))
}

// when reads from when to when a request is, whose date and time may stand in columns of
// their own. badLength is a length that cannot be read.
func (c *approvalColumns) when(row *table.Row) (s requestSpan, ok bool, badLength string) {
	get := func(col int) string {
		if col == 0 {
			return ""
		}
		return table.Clean(row.At(col))
	}
	year := c.year(row)
	texts := [2]string{dateAndTime(get(c.from), get(c.fromClock)), dateAndTime(get(c.to), get(c.toClock))}
	if texts[0]+texts[1] == "" {
		texts[0], texts[1] = twoEnds(get(c.span))
	}
	date := c.inOrder(get(c.date))
	var ends [2]attendance.LeaveTime
	for i, text := range texts {
		if text = c.inOrder(text); text == "" {
			text = dateAndTime(date, get(c.part))
		} else if part := get(c.part); part != "" {
			text = dateAndTime(text, part)
		}
		var good bool
		if ends[i], good = attendance.ParseLeaveTime(text, year, i == 1); good {
			continue
		}
		// A time alone is on the date of its own column, or on that of the start.
		d, dated := table.ParseDate(date, year)
		if i == 1 && ends[0].At != 0 && date == "" {
			d, dated = ends[0].At.Date(), true
		}
		m, timed := table.ParseMinute(text)
		if !dated || !timed {
			return s, false, ""
		}
		ends[i] = attendance.LeaveTime{At: attendance.On(d, m), Clock: true}
		if i == 1 && ends[1].At <= ends[0].At && texts[0] != "" {
			ends[1].At = attendance.On(d+1, m) // past midnight
		}
	}
	if text := get(c.length); text != "" && attendance.Decide(text) != attendance.Undecided {
		var good bool
		if s.length, good = attendance.ParseLength(text, c.lengthHead+" "+get(c.unit), ends[0].At, ends[1].At); !good {
			s.length, badLength = attendance.Length{}, text
		}
	}
	s.from, s.to, s.dates, ok = attendance.SpanOfLeave(ends[0], ends[1], s.length)
	return s, ok, badLength
}

// inOrder writes a date of three short numbers at the front of a cell with its year
// first, in the order of the list; one of several meanings stays as it is.
func (c *approvalColumns) inOrder(text string) string {
	short := shortDate.FindString(text)
	if short == "" {
		return text
	}
	d, ok := c.order.Date(short, 0)
	if !ok {
		return text
	}
	return d.String() + text[len(short):]
}

// year is the year of dates that have none: that in which the request was filed, or the
// one that the lines above the headings, the sheet or the file name.
func (c *approvalColumns) year(row *table.Row) int {
	for _, col := range c.made {
		if m, ok := table.ParseMoment(row.At(col), 0); ok {
			y, _, _ := m.Date.Civil()
			return y
		}
	}
	return c.nameYear
}

var yearInName = regexp.MustCompile(`(?:^|\D)(20\d\d)(?:\D|$)`)

// findYear reads a year out of names and titles, 0 where there is none.
func findYear(texts ...string) int {
	for _, t := range texts {
		if m := yearInName.FindStringSubmatch(t); m != nil {
			y, _ := strconv.Atoi(m[1])
			return y
		}
	}
	return 0
}

// dateAndTime joins a date with the time or the half of the day that stands in a cell of
// its own, in whichever order; a cell that holds both already is enough.
func dateAndTime(a, b string) string {
	isTime := func(s string) bool {
		_, ok := table.ParseMinute(s)
		return ok || attendance.NamesHalf(s) && !strings.ContainsAny(s, "/-年")
	}
	switch {
	case a == "" || b == "":
		return a + b
	case isTime(a) && !isTime(b):
		return b + " " + a
	case isTime(b) && !isTime(a) && !strings.Contains(a, ":") && !attendance.NamesHalf(a):
		return a + " " + b
	}
	return a
}

var (
	between     = regexp.MustCompile(`\s*(?:至|到|~|—|–|→|\s-\s|\sto\s)\s*`)
	clockToText = regexp.MustCompile(`^(.*\d:\d\d)\s*-\s*(.+)$`)
)

// twoEnds splits 2026-10-12 09:00 至 2026-10-12 13:30; one end alone is both.
func twoEnds(s string) (from, to string) {
	if at := between.FindStringIndex(s); at != nil {
		return s[:at[0]], s[at[1]:]
	}
	if m := clockToText.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return s, s
}
