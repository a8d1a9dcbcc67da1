package punch

import (
	"math"

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
	date := get(c.date)
	texts := [2]string{join(get(c.from), get(c.fromClock)), join(get(c.to), get(c.toClock))}
	var ends [2]attendance.LeaveTime
	for i, text := range texts {
		if text == "" {
			text = join(date, get(c.part))
		} else if get(c.part) != "" {
			if _, isDate := table.ParseDate(text, 0); isDate {
				text = join(text, get(c.part))
			}
		}
		var good bool
		if ends[i], good = attendance.ParseLeaveTime(text, 0, i == 1); good {
			continue
		}
		// A time alone is on the date of its own column.
		d, dated := table.ParseDate(date, 0)
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

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
