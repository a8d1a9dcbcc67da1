package judge

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// Day is a date of the wall calendar: days since 1970-01-01.
type Day int

// Date makes a Day of a year, a month and a day of the month; the days may run over.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads 2026-11-28 alone.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("date (%s) is not like 2026-11-28", s)
	}
	return Day(t.Unix() / 86400), nil
}

// Time is midnight of the day in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d Day) String() string { return d.Time().Format("2006-01-02") }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Monday is the first day of the week that holds d.
func (d Day) Monday() Day { return d - Day((int(d.Weekday())+6)%7) }

// Week is the ISO week, such as 2026-W48.
func (d Day) Week() string {
	y, w := d.Time().ISOWeek()
	return fmt.Sprintf("%d-W%02d", y, w)
}

// Month is 2026-11.
func (d Day) Month() string { return d.Time().Format("2006-01") }

// ParseWeek gives the Monday of an ISO week such as 2026-W48.
func ParseWeek(s string) (Day, error) {
	var y, w int
	if _, err := fmt.Sscanf(s, "%d-W%d", &y, &w); err != nil || w < 1 || w > 53 {
		return 0, fmt.Errorf("week (%s) is not like 2026-W48", s)
	}
	// 4 January is in week 1 of its year, always.
	return Date(y, time.January, 4).Monday() + Day(7*(w-1)), nil
}

// Span is [Start, End) in minutes of a work date; minutes beyond 1440 are of the next
// day and belong to the work date still.
type Span struct{ Start, End int }

// Minutes is the length of the span.
func (s Span) Minutes() int { return max(0, s.End-s.Start) }

// Overlap is the part that both spans share; it is empty where its length is 0.
func (s Span) Overlap(t Span) Span {
	return Span{max(s.Start, t.Start), max(max(s.Start, t.Start), min(s.End, t.End))}
}

// Shift moves the span by so many minutes.
func (s Span) Shift(by int) Span { return Span{s.Start + by, s.End + by} }

func (s Span) String() string { return clock(s.Start) + "-" + clock(s.End) }

func clock(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// subtract takes the spans off what is left of a.
func subtract(a []Span, off ...Span) []Span {
	for _, o := range off {
		var rest []Span
		for _, s := range a {
			both := s.Overlap(o)
			if both.Minutes() == 0 {
				rest = append(rest, s)
				continue
			}
			for _, part := range []Span{{s.Start, both.Start}, {both.End, s.End}} {
				if part.Minutes() > 0 {
					rest = append(rest, part)
				}
			}
		}
		a = rest
	}
	return a
}

var timeOfDay = regexp.MustCompile(`^(次日|\+1)?\s*(\d{1,2})(?::(\d{2}))?(?::\d{2})?$`)

// parseTime reads 08:30, 8, 25:30, 次日 01:30 and +1 01:30 as minutes of the work date.
func parseTime(s string) (int, error) {
	m := timeOfDay.FindStringSubmatch(strings.TrimSpace(fold(s)))
	if m == nil {
		return 0, fmt.Errorf("time (%s) is not understood", s)
	}
	h, _ := strconv.Atoi(m[2])
	n := 0
	if m[3] != "" {
		n, _ = strconv.Atoi(m[3])
	}
	if n > 59 || h > 48 {
		return 0, fmt.Errorf("time (%s) is not understood", s)
	}
	if m[1] != "" {
		h += 24
	}
	return 60*h + n, nil
}

// parseSpan reads 08:00-12:00; an end that is not after its start is of the next day.
func parseSpan(s string) (Span, error) {
	t := strings.NewReplacer("–", "-", "—", "-", "~", "-", "至", "-").Replace(fold(s))
	from, to, ok := strings.Cut(t, "-")
	if !ok {
		return Span{}, fmt.Errorf("span (%s) is not understood", s)
	}
	a, err := parseTime(from)
	if err != nil {
		return Span{}, err
	}
	b, err := parseTime(to)
	if err != nil {
		return Span{}, err
	}
	if b <= a {
		b += 1440
	}
	return Span{a, b}, nil
}

var lengthPart = regexp.MustCompile(`([\d.]+)\s*(h|m|s)`)

// parseLength reads 11h, 90m, 7h30m and 1.5h in minutes; seconds are rounded down.
func parseLength(s string) (int, error) {
	parts := lengthPart.FindAllStringSubmatch(s, -1)
	if len(parts) == 0 {
		return 0, fmt.Errorf("length (%s) is not understood", s)
	}
	total := 0.0
	for _, p := range parts {
		x, err := strconv.ParseFloat(p[1], 64)
		if err != nil {
			return 0, fmt.Errorf("length (%s) is not understood", s)
		}
		total += x * map[string]float64{"h": 60, "m": 1, "s": 1.0 / 60}[p[2]]
	}
	return int(total + 1e-9), nil
}

// fold makes full-width signs narrow and drops blanks at the ends; case stays.
func fold(s string) string { return strings.TrimSpace(width.Fold.String(s)) }

// key is what two words share that a reader takes for the same: width, case and blanks
// make no difference.
func key(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(fold(s))), "")
}
