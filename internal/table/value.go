package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Clean returns s as it is compared and interpreted: full-width letters, digits
// and signs made half-width, signs that nobody sees dropped (those that a terminal
// would obey and those that turn text around among them), blanks around it and
// runs of blanks inside it reduced. Line breaks count as blanks.
func Clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] >= ' ' && s[i] < 0x7f
	}
	if !plain {
		s = width.Fold.String(s)
		s = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
				return -1
			}
			return r
		}, invisible.Replace(s))
	}
	return strings.Join(strings.Fields(s), " ")
}

var invisible = strings.NewReplacer("\ufeff", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\u2060", "")

// ParseID reads an identifier: text as it stands, leading zeros kept, but a
// number that a spreadsheet wrote as 12.0 or 1.38E+10 in plain digits.
func ParseID(s string) string {
	s = Clean(s)
	if strings.Contains(s, ".") {
		if v, ok := ParseFloat(s); ok && v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return strconv.FormatInt(int64(v), 10)
		}
	}
	return s
}

// LostDigits reports whether an identifier is not what somebody wrote, because a
// spreadsheet took it for a number: it keeps fifteen digits of one, and shows a
// long one as 1.38E+10, which is what a CSV file then holds. number says that the
// file stores a number; see [Cell].
func LostDigits(id string, number bool) bool {
	id = Clean(id)
	if !number {
		return shownShort.MatchString(id)
	}
	v, err := strconv.ParseFloat(id, 64)
	return err == nil && math.Abs(v) >= 1e15
}

var shownShort = regexp.MustCompile(`^\d(\.\d+)?[Ee]\+\d+$`)

// LostDigitsText says that an identifier has lost digits.
func LostDigitsText(id string) lang.Text {
	return lang.F("编号 %q 被表格软件当成了数字，后面的位数已经丢失", "the ID %q was taken for a number by a spreadsheet, and its last digits are lost", id)
}

// LostDigitsHint says how to get it back.
var LostDigitsHint = lang.T("把这一列的格式设成“文本”，重新填写编号再保存", "format the column as text, write the IDs again and save")

// ParseName returns a name as it is compared: 张 三 is 张三, since two letters are
// often spread to the width of three; Zhang San stays.
func ParseName(s string) string {
	s = Clean(s)
	if strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && r != ' ' }) {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

var (
	percent   = regexp.MustCompile(`^(.*\S)\s*%$`)
	thousands = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
)

// ParseFloat reads a finite number; thousands may be parted by commas, a percent
// sign divides by a hundred, and the sign or the word of yuan beside it is dropped.
func ParseFloat(s string) (float64, bool) {
	s = Clean(s)
	if m := percent.FindStringSubmatch(s); m != nil {
		v, ok := ParseFloat(m[1])
		return v / 100, ok
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "¥"), "元"))
	if thousands.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	if strings.ContainsAny(s, "xXpP_iInN") { // hexadecimal, 1_000, Inf and NaN, which Go reads too
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// ParseInt reads a whole number; 12.0 is 12.
func ParseInt(s string) (int, bool) {
	v, ok := ParseFloat(s)
	if !ok || v != math.Trunc(v) || math.Abs(v) > 1<<53 {
		return 0, false
	}
	return int(v), true
}

// ParseBool reads yes and no as people mark them.
func ParseBool(s string) (value, ok bool) {
	switch strings.ToLower(Clean(s)) {
	case "是", "有", "对", "yes", "y", "true", "t", "1", "1.0", "√", "✓", "✔", "v", "o", "○":
		return true, true
	case "否", "无", "不", "no", "n", "false", "f", "0", "0.0", "×", "✗", "✘", "x", "-":
		return false, true
	}
	return false, false
}

// serial reads a day number of the 1900 system between 1954 and 2119, so that a
// stray 7 or 2026 is not taken for a date.
func serial(s string) (days float64, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && v >= 20000 && v < 80000
}

// epoch1900 is day 0 of the 1900 system, for days from March 1900 on.
var epoch1900 = workcal.DateOf(1899, time.December, 30)

var (
	weekday = regexp.MustCompile(`\s*\(?(星期|周|礼拜)[一二三四五六日天]\)?`)
	ymd     = regexp.MustCompile(`^(\d{4}|\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?日|T|\b)(.*)$`)
	compact = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
	md      = regexp.MustCompile(`^(\d{1,2})\s?[-/月]\s?(\d{1,2})(?:\s?[日号]|\b)(.*)$`)
)

// Moment is a date, with a time of day where Timed.
type Moment struct {
	Date   workcal.Date
	Second int // of the day, [0, 86400]; 24:00 stays with its date
	Timed  bool
}

// Minute returns the minute of the day, seconds dropped.
func (m Moment) Minute() int { return m.Second / 60 }

// ParseMoment reads a date with or without a time of day: the day number of a
// spreadsheet, 2026-11-21 08:30[:15], 2026/1/5, 2026.1.5, 26-01-05,
// 2026年1月5日 08:30, 20260105, 5-Nov-2026, each perhaps with its weekday; an offset
// from UTC behind the seconds is left aside, since the wall clock stands before it.
// A year of two digits stands first; where it may not, and for 10/12/2026, a
// [DateOrder] reads the whole column. A date without a year, 1月5日 or 1/5, is taken
// in the given one; with year 0 it is refused.
func ParseMoment(s string, year int) (Moment, bool) {
	s = Clean(s)
	if m, ok := plainMoment(s); ok {
		return m, true
	}
	return anyMoment(s, year)
}

// anyMoment reads all that [ParseMoment] reads; s is clean.
func anyMoment(s string, year int) (Moment, bool) {
	if v, ok := serial(s); ok {
		seconds := math.Round(v * 86400)
		days := math.Floor(seconds / 86400)
		rest := int(seconds - days*86400)
		return Moment{epoch1900 + workcal.Date(days), rest, rest > 0}, true
	}
	s = strings.TrimSpace(weekday.ReplaceAllString(s, ""))
	var y, m, d int
	var rest string
	var ok bool
	if g := ymd.FindStringSubmatch(s); g != nil {
		y, m, d, rest = atoi(g[1]), atoi(g[2]), atoi(g[3]), g[4]
		if len(g[1]) == 2 {
			y += 2000
		}
	} else if g := compact.FindStringSubmatch(s); g != nil {
		y, m, d = atoi(g[1]), atoi(g[2]), atoi(g[3])
	} else if g := md.FindStringSubmatch(s); g != nil && year > 0 {
		y, m, d, rest = year, atoi(g[1]), atoi(g[2]), g[3]
	} else if y, m, d, rest, ok = inWords(s); !ok {
		return Moment{}, false
	}
	date, ok := civil(y, m, d)
	if !ok {
		return Moment{}, false
	}
	return at(date, rest)
}

// plainMoment reads what programs write most, 2026-11-21, 2026/1/5 8:30 or
// 2026-11-21T08:30:15, without the regular expressions of anyMoment, which say the same: a year of contacts has ten thousand of them.
func plainMoment(s string) (Moment, bool) {
	if len(s) < len("2026/1/5") || s[0] < '0' || s[0] > '9' {
		return Moment{}, false
	}
	var n [6]int // year, month, day, hour, minute, second
	fields := 0
	for ; fields < len(n); fields++ {
		if fields > 0 {
			if s == "" || !strings.Contains([...]string{"", "-/.", "-/.", " T", ":", ":"}[fields], s[:1]) {
				break
			}
			s = s[1:]
		}
		width := 0
		for ; width < len(s) && width < 5 && s[width] >= '0' && s[width] <= '9'; width++ {
			n[fields] = n[fields]*10 + int(s[width]-'0')
		}
		if least, most := [...]int{4, 1, 1, 1, 2, 2}[fields], [...]int{4, 2, 2, 2, 2, 2}[fields]; width < least || width > most {
			return Moment{}, false
		}
		s = s[width:]
	}
	date, ok := civil(n[0], n[1], n[2])
	second := n[3]*3600 + n[4]*60 + n[5]
	ok = ok && s == "" && fields >= 3 && fields != 4 && n[4] < 60 && n[5] < 60 && second <= 86400
	return Moment{date, second, fields > 3}, ok
}

var offset = regexp.MustCompile(`^(.*\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(?:Z|\+\d\d:?\d\d)$|^(.*\d:\d\d:\d\d(?:\.\d+)?)-\d\d:?\d\d$`)

// at is a date with the time of day that stands behind it, "" where there is none.
func at(date workcal.Date, rest string) (Moment, bool) {
	if rest = strings.TrimSpace(rest); rest == "" {
		return Moment{Date: date}, true
	}
	if g := offset.FindStringSubmatch(rest); g != nil {
		rest = g[1] + g[2]
	}
	sec, ok := clock(rest)
	return Moment{date, sec, true}, ok && sec <= 86400
}

// civil returns the date and whether there is such a date.
func civil(year, month, day int) (workcal.Date, bool) {
	date := workcal.DateOf(year, time.Month(month), day)
	yy, mm, dd := date.Civil()
	return date, yy == year && int(mm) == month && dd == day
}

// ParseDate reads a date as [ParseMoment] does; a time of day other than
// midnight is refused.
func ParseDate(s string, year int) (workcal.Date, bool) {
	m, ok := ParseMoment(s, year)
	return m.Date, ok && m.Second == 0
}

// ParseClock reads a time of day as seconds from the midnight of the work date,
// up to 48 h: 8:30, 08:30:15, 24:00, 25:30, 次日 01:30, +1 01:30, 8点30分, or a
// fraction of a day as spreadsheets store times, rounded to the second.
func ParseClock(s string) (seconds int, ok bool) {
	s = Clean(s)
	if v, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "xXpP_") {
		// From 2 on it is a date, or an hour that lost its minutes; a whole
		// number says nothing either, except for 0 (midnight) and 1 (24:00).
		if !(v >= 0 && v < 2) {
			return 0, false
		}
		return int(math.Round(v * 86400)), true
	}
	return clock(s)
}

// ParseMinute reads a time of day as [ParseClock] does, in minutes, seconds
// dropped.
func ParseMinute(s string) (int, bool) {
	sec, ok := ParseClock(s)
	return sec / 60, ok
}

var (
	hms     = regexp.MustCompile(`^(\d{1,2})\s?[:点时]\s?(\d{1,2})?(?:\s?[:分]\s?(\d{1,2})?(?:\.\d+)?秒?)?$`)
	nextDay = regexp.MustCompile(`^(次日|翌日|第二天|\+1)\s?`)
	meridem = regexp.MustCompile(`(?i)^(上午|早上|早|凌晨|下午|晚上|晚|中午|am|pm)?\s?(.*?)\s?(am|pm)?$`)
)

// clock reads a time of day in words or digits.
func clock(s string) (seconds int, ok bool) {
	add := 0
	if m := nextDay.FindString(s); m != "" {
		s, add = s[len(m):], 24*3600
	}
	half := ""
	if g := meridem.FindStringSubmatch(s); g != nil {
		half, s = strings.ToLower(g[1]+g[3]), g[2]
	}
	g := hms.FindStringSubmatch(s)
	if g == nil || g[2] == "" && strings.Contains(s, ":") {
		return 0, false
	}
	h, _ := strconv.Atoi(g[1])
	m, _ := strconv.Atoi(g[2])
	sec, _ := strconv.Atoi(g[3])
	switch half {
	case "下午", "晚上", "晚", "pm":
		if h < 12 {
			h += 12
		}
	case "上午", "早上", "早", "凌晨", "am":
		if h > 12 {
			return 0, false
		}
		if h == 12 {
			h = 0
		}
	case "中午":
		if h == 1 || h == 2 {
			h += 12
		}
	case "":
	default:
		return 0, false
	}
	seconds = h*3600 + m*60 + sec + add
	return seconds, m < 60 && sec < 60 && seconds <= 48*3600
}
