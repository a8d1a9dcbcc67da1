package workspace

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Programs write the time of a count in many ways. This file reads one; what only all
// times of a sheet can say is settled in inquiry_clock.go.

// said is what the cells of a row say of the time of its count.
type said struct {
	day    workcal.Date
	minute int // of the day, [0, 1440]
	marks  marks
}

// marks tell how a time is written.
type marks uint8

const (
	untimed marks = 1 << iota // a date alone
	inUTC                     // the clock of Greenwich, to be settled
	nth                       // 第8小时: minute is the end of the eighth hour
	at24                      // 24:00 of its date
	spanned                   // with its end, 8:00-9:00
	bare1                     // the number 1: one o'clock, or 24:00 as a part of a day
	parts                     // a part of a day, as spreadsheets store times
	epoch                     // seconds since 1970
)

// has reports whether m has one of the marks x.
func (m marks) has(x marks) bool { return m&x != 0 }

// parseTime reads the time of a row from its date and, where split, its hour. order and
// years know how the dates of the column are written; years may be nil.
func parseTime(order *table.DateOrder, years *yearless, date, hour string, split bool) (said, bool) {
	t, ok := parseMoment(order, years, date)
	if !ok {
		return said{}, false
	}
	if split && dayWord.MatchString(hour) && t.marks.has(untimed) {
		hour = ""
	}
	if split && hour != "" {
		minute, m, ok := parseHour(hour)
		if full, both := parseMoment(order, years, hour); !ok && both && full.day == t.day {
			minute, m, ok = full.minute, full.marks, true // both columns hold the date
		}
		if !ok || !t.marks.has(untimed) && t.minute != 0 && t.minute != minute {
			return said{}, false // two times of day
		}
		t.minute, t.marks = minute, m
	}
	if y, _, _ := t.day.Civil(); y < 2000 || y > 2100 {
		return said{}, false
	}
	return t, true
}

var (
	digitStamp = regexp.MustCompile(`^((?:19|20)\d{6})[ T]?(\d\d)(\d\d)?(\d\d)?$`) // 2026102608, 20261026T0800
	sinceEpoch = regexp.MustCompile(`^1\d{9}(\d{3})?$`)                            // seconds or milliseconds
	zoned      = regexp.MustCompile(`(?i)(?:[ztc]|[+-]\d\d?(?::?00)?)$`)
	greenwich  = regexp.MustCompile(`(?i)^(.*\d:\d\d.*?)\s?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]00(?::?00)?)$`)
	eastern    = regexp.MustCompile(`(?i)^(.*\d:\d\d.*?)\s?(?:CST|(?:UTC|GMT)?\+0?8(?::?00)?)$`)
	hourBehind = regexp.MustCompile(`[ T_日号]|\d([-/])\d{1,2}$`) // what may stand between a date and its hour
)

// beijing is the clock of China ahead of UTC, in minutes.
const beijing = 8 * 60

// parseMoment reads one cell that holds a date and perhaps its time of day: what
// [table.ParseMoment] reads; 2026-11-01 08 and 2026-11-01 08:00-09:00, 2026110108,
// seconds and milliseconds since 1970 as Beijing time, a date without its year.
func parseMoment(order *table.DateOrder, years *yearless, s string) (said, bool) {
	s = table.Clean(s)
	if !strings.ContainsAny(s, "+-zZtTcC") || !zoned.MatchString(s) {
		if t, ok := plainMoment(order, years, s); ok {
			return t, true
		}
	}
	if v, ok := table.ParseInt(s); ok && v >= 1e9 {
		s = strconv.Itoa(v) // 1.7615232E+09
	}
	if g := digitStamp.FindStringSubmatch(s); g != nil {
		d, ok := table.ParseDate(g[1], 0)
		m, _ := strconv.Atoi(g[3])
		h, _ := strconv.Atoi(g[2])
		if ok && h <= 24 && m < 60 && h*60+m <= 1440 {
			return said{d, h*60 + m, whole(h*60 + m)}, true
		}
	}
	if sinceEpoch.MatchString(s) {
		v, _ := strconv.Atoi(s)
		if len(s) > 10 {
			v /= 1000
		}
		v = v/60 + beijing
		return said{workcal.Date(v / 1440), v % 1440, epoch}, true
	}
	var zone marks
	if g := greenwich.FindStringSubmatch(s); g != nil {
		s, zone = g[1], inUTC
	} else if g := eastern.FindStringSubmatch(s); g != nil {
		s = g[1]
	}
	if t, ok := plainMoment(order, years, s); ok {
		t.marks |= zone
		return t, true
	}
	for _, at := range hourBehind.FindAllStringIndex(s, -1) {
		date, hour := s[:at[0]], s[at[1]:]
		switch sep := s[at[0]:at[1]]; {
		case strings.HasPrefix(sep, "日"), strings.HasPrefix(sep, "号"):
			date = s[:at[1]]
		case sep != " " && sep != "T" && sep != "_": // 2026-11-01-08
			date, hour = s[:at[0]+1], s[at[0]+2:]
		}
		day, ok := plainMoment(order, years, date)
		if !ok || !day.marks.has(untimed) {
			continue
		}
		if full, ok := parseSpan(order, years, s); ok {
			return full, true
		}
		if minute, m, ok := parseHour(hour); ok {
			return said{day.day, minute, m | zone}, true
		}
	}
	return parseSpan(order, years, s)
}

// parseSpan reads the beginning of 2026-11-01 08:00 - 2026-11-01 09:00.
func parseSpan(order *table.DateOrder, years *yearless, s string) (said, bool) {
	for _, at := range dash.FindAllStringIndex(s, -1) {
		begin, ok := plainMoment(order, years, strings.TrimSpace(s[:at[0]]))
		if !ok || begin.marks.has(untimed) {
			continue
		}
		if end, ok := plainMoment(order, years, strings.TrimSpace(s[at[1]:])); ok && !end.marks.has(untimed) {
			begin.marks |= spanned
			return begin, true
		}
	}
	return said{}, false
}

// plainMoment reads what [table.ParseMoment] reads, in the order of the column, and a date
// without its year in the one that years says.
func plainMoment(order *table.DateOrder, years *yearless, s string) (said, bool) {
	m, ok := order.Moment(s, 0)
	if !ok && years != nil {
		m, ok = years.moment(s)
	}
	if !ok {
		return said{}, false
	}
	t := said{day: m.Date, minute: m.Minute(), marks: whole(m.Minute())}
	if !m.Timed {
		t.marks = untimed
	}
	return t, true
}

// whole marks a time that is the end of its day.
func whole(minute int) marks {
	if minute == 1440 {
		return at24
	}
	return 0
}

var (
	dash     = regexp.MustCompile(`\s?(?:[-~至到–—―→]|\bto\b)\s?`)
	half     = regexp.MustCompile(`(?i)(上午|早上|凌晨|下午|晚上|中午|am|pm)`)
	nthHour  = regexp.MustCompile(`^第 ?(\d{1,2}) ?个?(?:小时|时段|时|点)$`)
	bareHour = regexp.MustCompile(`(?i)^(?:h ?(\d{1,2})|(\d{1,2}) ?(?:h|hrs?|hours?|小时|点钟))$`)
	halfHour = regexp.MustCompile(`(?i)^(\d{1,2}) ?(am|pm)$`)
	military = regexp.MustCompile(`^(\d{1,2})(\d\d)$`)
	dayWord  = regexp.MustCompile(`(?i)^(?:全天|全日|整天|当天|当日|all[- ]?day|whole day|full day)$`)
	variants = strings.NewReplacer("時", "时", "點", "点", "點鐘", "点钟", "小時", "小时", "個", "个", "半", "30分", "a.m.", "am", "p.m.", "pm", "A.M.", "AM", "P.M.", "PM")
)

// parseHour reads the beginning of an interval as a minute of its day, [0, 1440]: 8, 08,
// 8:00, 0800, 8点, 8点半, 8 AM, 下午1:00, 8:00-9:00, 8-9, 1-2 PM; 第8小时 is marked by its end.
func parseHour(s string) (int, marks, bool) {
	s = variants.Replace(table.Clean(s))
	if at := dash.FindStringIndex(s); at != nil && at[0] > 0 {
		begin, end := s[:at[0]], s[at[1]:]
		if m, ok := halfBehind(begin, end); ok {
			return m, spanned, true
		}
		m, how, ok := oneHour(begin)
		return m, how | spanned, ok && m < 1440 && strings.TrimSpace(end) != ""
	}
	return oneHour(s)
}

// halfBehind reads the beginning of 1-2 PM: the one that makes the shorter span.
func halfBehind(begin, end string) (minute int, ok bool) {
	if half.FindString(end) == "" || half.FindString(begin) != "" {
		return 0, false
	}
	until, _, known := oneHour(end)
	if until == 0 {
		until = 1440
	}
	for _, word := range []string{"am", "pm"} {
		if m, _, good := oneHour(begin + word); known && good && m < until {
			minute, ok = m, true // the afternoon is nearer to the end
		}
	}
	return minute, ok
}

// oneHour reads a time of day.
func oneHour(s string) (int, marks, bool) {
	if g := nthHour.FindStringSubmatch(s); g != nil {
		n, _ := strconv.Atoi(g[1])
		return n * 60, nth, n <= 24
	}
	if g := bareHour.FindStringSubmatch(s); g != nil {
		s = g[1] + g[2]
	}
	if n, ok := table.ParseInt(s); ok && n >= 0 {
		switch g := military.FindStringSubmatch(s); {
		case n == 1:
			return 60, bare1, true
		case n <= 24:
			return n * 60, whole(n * 60), true
		case g != nil && n%100 < 60 && n <= 2400:
			n = n/100*60 + n%100
			return n, whole(n), true
		}
		return 0, 0, false
	}
	if g := halfHour.FindStringSubmatch(s); g != nil {
		s = g[1] + ":00 " + g[2]
	}
	m, ok := table.ParseMinute(s)
	how := whole(m)
	if _, number := table.ParseFloat(s); number {
		how |= parts
	}
	return m, how, ok && m <= 1440
}

// parseSlot returns the minute since 1970 at which an interval begins, by its date and,
// where split, its hour, without what the other times of its list may say of it.
func parseSlot(order *table.DateOrder, date, hour string, split bool) (int, bool) {
	t, ok := parseTime(order, nil, date, hour, split)
	return int(t.day)*1440 + t.minute, ok && (t.minute < 1440 || hour == "")
}
