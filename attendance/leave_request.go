package attendance

import (
	"strings"

	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// LeaveTime is the start or the end of a request as people write it.
type LeaveTime struct {
	At    Stamp // of a date or of a half of one: its start as a start, its end as an end
	Clock bool  // a time of day is written
}

// halfWords are the words for halves of a day. The longer stand before what they hold.
var halfWords = []struct {
	word   string
	second bool
}{
	{"上半天", false}, {"下半天", true}, {"前半天", false}, {"后半天", true},
	{"上午", false}, {"下午", true}, {"am", false}, {"pm", true}, {"morning", false}, {"afternoon", true},
}

// ParseLeaveTime reads the start or the end of a request: a date, a date with 上午 or
// 下午 (am, pm), or a date with a time of day, which may carry such a word too. A date
// without a year is in the given one; with year 0 it is refused. An end includes the
// date or the half that it names.
func ParseLeaveTime(s string, year int, end bool) (LeaveTime, bool) {
	s = strings.ToLower(table.Clean(s))
	for _, h := range halfWords {
		before, after, found := strings.Cut(s, h.word)
		if !found {
			continue
		}
		d, ok := table.ParseDate(strings.TrimRight(before, " (["), year)
		switch after = strings.TrimSuffix(strings.Trim(after, " ()[]"), "半天"); {
		case !ok:
			// 2:30 pm has its word behind the time.
			if m, good := table.ParseMoment(before, year); good && m.Timed && after == "" {
				return LeaveTime{On(m.Date, afternoon(m.Minute(), h.second)), true}, true
			}
			return LeaveTime{}, false
		case after == "":
			m := 0
			if h.second != end {
				m = schedule.DayMinutes / 2
			} else if end {
				m = schedule.DayMinutes
			}
			return LeaveTime{At: On(d, m)}, true
		default:
			m, ok := table.ParseMinute(after)
			return LeaveTime{On(d, afternoon(m, h.second)), true}, ok
		}
	}
	m, ok := table.ParseMoment(strings.TrimSuffix(s, "全天"), year)
	if ok && !m.Timed && end {
		return LeaveTime{At: On(m.Date+1, 0)}, true
	}
	return LeaveTime{On(m.Date, m.Minute()), m.Timed}, ok
}

// NamesHalf reports whether a start or an end of leave has a word for half of a day.
func NamesHalf(s string) bool {
	s = strings.ToLower(table.Clean(s))
	for _, h := range halfWords {
		if strings.Contains(s, h.word) {
			return true
		}
	}
	return false
}

// afternoon puts a time of twelve hours into its half of the day.
func afternoon(m int, second bool) int {
	if second && m < schedule.DayMinutes/2 {
		return m + schedule.DayMinutes/2
	}
	return m
}

// SpanOfLeave returns what a request from one time to another covers. byDate says that
// it means work dates and halves of them, not the clock: no time of day is written, or
// those of whole days are, 00:00 to 23:59. length is the request's own; a whole number
// of days tells that an end at 00:00 includes its date. ok is false if it ends before
// it starts.
func SpanOfLeave(from, to LeaveTime, length Length) (start, end Stamp, byDate, ok bool) {
	start, end = from.At, to.At
	whole := start.From(start.Date()) == 0
	last := end.From(end.Date())
	switch {
	case !from.Clock && !to.Clock:
		byDate = true
	case whole && last >= schedule.DayMinutes-1:
		byDate, end = true, On(end.Date()+1, 0)
	case whole && last == 0 && end >= start && (end == start || length.Days == float64(end.Date()-start.Date()+1)):
		byDate, end = true, On(end.Date()+1, 0)
	case whole && last == 0 && end > start && length.Days == float64(end.Date()-start.Date()):
		byDate = true
	}
	return start, end, byDate, end > start
}

// halvesOn reports which halves of a work date a request by dates covers.
func (l *Leave) halvesOn(d workcal.Date) (first, second bool) {
	return l.From <= On(d, 0) && l.To > On(d, 0), l.From <= On(d, schedule.DayMinutes/2) && l.To > On(d, schedule.DayMinutes/2)
}
