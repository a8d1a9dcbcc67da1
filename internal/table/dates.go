package table

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Order is how the numbers of a date follow each other where none of them is a
// year of four digits at the front: 12/10/26 is a day of 2012, of December or of
// October.
type Order uint8

const (
	YearFirst  Order = iota // 26/10/12
	MonthFirst              // 10/12/26, 10/12/2026
	DayFirst                // 12/10/26, 12/10/2026
	orders
)

// DateOrder finds out by all dates of a table in which order they are written,
// and then reads each of them. Show it every cell of the date columns with See;
// from then on Moment reads cells as [ParseMoment] does, and those of three short
// numbers in the order that fits the table. It serves any list that people write or
// programs export; a layout whose order is known needs none.
//
// An order fits where all dates exist in it (a tenth of them may be slips, which
// are no date then), and where a weekday beside a date is that of the day. Whether
// the year of two digits stands first is decided by the years that come of it: those
// of the order that keeps the dates far nearer to each other, and to Today, are
// meant. Whether month or day stands first is decided by dates that cannot be both
// alone: a table of 01/10 to 12/10 stays open, and every date of it that has two
// meanings is no date but is told with both by Unclear.
type DateOrder struct {
	Today workcal.Date // 0 where unknown

	seen map[numbers]bool
	fits []Order // the orders left; nil before it is asked
}

// mostDates bounds the different dates that are remembered: 40 years of days.
const mostDates = 15_000

// numbers are the three numbers of a date as they stand.
type numbers struct {
	a, b, c int16
	short   [2]bool // whether the first and the last one have less than two digits
	weekday int8    // beside the date, 1 (Monday) to 7; 0: none
}

var (
	triple   = regexp.MustCompile(`^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?([-/.])\s?(\d{4}|\d{1,2})(?:T|,|\b)(.*)$`)
	weekdays = regexp.MustCompile(`(?i)(?:星期|周|礼拜)([一二三四五六日天])|\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|nes|rs|ur)?\b\.?,?`)
)

// split takes a date of three short numbers apart; rest is what stands behind it.
func split(s string) (n numbers, rest string, ok bool) {
	if _, plain := plainMoment(s); plain {
		return n, "", false // a year of four digits stands first
	}
	s = Clean(s)
	if len(s) < 5 || len(s) > 60 || !strings.ContainsAny(s, "-/.") {
		return n, "", false
	}
	if g := weekdays.FindStringSubmatch(s); g != nil {
		if g[1] != "" {
			n.weekday = int8(strings.Index("一二三四五六日天", g[1])/len("一") + 1)
			n.weekday = min(n.weekday, 7)
		} else {
			n.weekday = int8(strings.Index("montuewedthufrisatsun", strings.ToLower(g[2]))/3 + 1)
		}
		s = strings.TrimSpace(strings.ReplaceAll(strings.Replace(s, g[0], " ", 1), "( )", ""))
	}
	g := triple.FindStringSubmatch(s)
	if g == nil || g[2] != g[4] {
		return n, "", false
	}
	n.a, n.b, n.c = int16(atoi(g[1])), int16(atoi(g[3])), int16(atoi(g[5]))
	n.short = [2]bool{len(g[1]) < 2, len(g[5]) < 2}
	return n, strings.TrimSpace(g[6]), true
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// in returns the date that the numbers are in an order, and whether there is one.
// A year of two digits is one of this century.
func (n numbers) in(o Order) (workcal.Date, bool) {
	year, month, day, short := n.a, n.b, n.c, n.short[0]
	switch {
	case o == YearFirst && n.c > 99:
		return 0, false
	case o == MonthFirst:
		year, month, day, short = n.c, n.a, n.b, n.short[1]
	case o == DayFirst:
		year, month, day, short = n.c, n.b, n.a, n.short[1]
	}
	if short { // 5/1/6
		return 0, false
	}
	if year < 100 {
		year += 2000
	}
	d, ok := civil(int(year), int(month), int(day))
	if ok && n.weekday > 0 && (int(d.Weekday())+6)%7+1 != int(n.weekday) {
		return 0, false
	}
	return d, ok
}

// bare returns n without its weekday where that fits no order, since it is the
// weekday that is wrong then.
func (n numbers) bare() numbers {
	for o := range orders {
		if _, ok := n.in(o); ok {
			return n
		}
	}
	n.weekday = 0
	return n
}

// ShortDate reports whether a cell is a date of three short numbers, whose order only
// the other dates of its table can tell.
func ShortDate(cell string) bool {
	_, _, ok := split(cell)
	return ok
}

// See takes note of a cell of a date column; what is no date of three short
// numbers says nothing.
func (o *DateOrder) See(cell string) {
	n, _, ok := split(cell)
	if !ok || len(o.seen) >= mostDates {
		return
	}
	if o.seen == nil {
		o.seen = map[numbers]bool{}
	}
	o.seen[n.bare()] = true
	o.fits = nil
}

// Moment reads a date with or without a time of day as [ParseMoment] does, one of
// three short numbers in the order of the table. It reports false too for a date
// that has several meanings: see [DateOrder.Unclear].
func (o *DateOrder) Moment(s string, year int) (Moment, bool) {
	if m, ok := plainMoment(s); ok {
		return m, true // a year of four digits stands first
	}
	n, rest, ok := split(s)
	if !ok {
		return ParseMoment(s, year)
	}
	days := o.readings(n)
	if len(days) != 1 {
		return Moment{}, false
	}
	return at(days[0], rest)
}

// Date reads a date as [DateOrder.Moment] does; a time of day other than midnight
// is refused.
func (o *DateOrder) Date(s string, year int) (workcal.Date, bool) {
	m, ok := o.Moment(s, year)
	return m.Date, ok && m.Second == 0
}

// Unclear says the meanings of a date that has several in this table, and what to
// do; it reports false where s is no such date.
func (o *DateOrder) Unclear(s string) (what, hint lang.Text, ok bool) {
	n, _, ok := split(s)
	if !ok {
		return what, hint, false
	}
	days := o.readings(n)
	if len(days) < 2 {
		return what, hint, false
	}
	var zh, en []string
	for _, d := range days {
		zh, en = append(zh, d.String()), append(en, d.String())
	}
	return lang.F("日期 %q 有不止一种读法：%s", "the date %q can be read in more than one way: %s", Clean(s),
			lang.T(strings.Join(zh, "，或 "), strings.Join(en, ", or "))),
		lang.F("这一列的日期都写成年在前、四位数，如 %v", "write the dates of this column with the year first, in four digits, such as %v", days[0]), true
}

// readings returns the different days that the numbers can be, in the orders that
// fit the table.
func (o *DateOrder) readings(n numbers) (days []workcal.Date) {
	if o.fits == nil {
		o.fits = o.decide()
	}
	n = n.bare()
	for _, order := range o.fits {
		if d, ok := n.in(order); ok && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	return days
}

// decide returns the orders that fit the dates seen; all where none does.
func (o *DateOrder) decide() []Order {
	all := []Order{YearFirst, MonthFirst, DayFirst}
	total := 0
	var misses [orders]int
	for n := range o.seen {
		exists := false
		var miss [orders]int
		for _, order := range all {
			if _, ok := n.in(order); ok {
				exists = true
			} else {
				miss[order] = 1
			}
		}
		if exists { // or it is no date in any order
			total++
			for order := range misses {
				misses[order] += miss[order]
			}
		}
	}
	best := slices.Min(misses[:])
	if best*10 > total {
		return all
	}
	fits := slices.DeleteFunc(all, func(order Order) bool { return misses[order] > best })
	if len(fits) == 1 || fits[0] != YearFirst {
		return fits
	}
	first, last := o.reach(YearFirst), o.reach(fits[1])
	if len(fits) == 3 {
		last = min(last, o.reach(DayFirst))
	}
	switch {
	case 3*first+366 < last:
		return fits[:1]
	case 3*last+366 < first:
		return fits[1:]
	}
	return fits
}

// reach returns how many days apart the dates lie in an order, today among them
// where it is known: nine in ten of them, so that slips do not count.
func (o *DateOrder) reach(order Order) int {
	var days []int
	for n := range o.seen {
		if d, ok := n.in(order); ok {
			if o.Today != 0 { // away from today
				d = max(d-o.Today, o.Today-d)
			}
			days = append(days, int(d))
		}
	}
	if len(days) == 0 {
		return 0
	}
	slices.Sort(days)
	slips := len(days) / 10
	if o.Today != 0 {
		return days[len(days)-1-slips]
	}
	least := days[len(days)-1] - days[0]
	for i := range slips + 1 {
		least = min(least, days[len(days)-1-slips+i]-days[i])
	}
	return least
}

// Years that a date may be away from today before it is taken for a slip of the
// pen: 2062 for 2026.
const farYears = 20

// Far reports whether a date lies more than twenty years from today, so that its
// year is a slip of the pen: leave, events, contacts and punches are never so far
// away. Dates on which people were born or hired are. Where today is unknown (0)
// nothing is far.
func Far(d, today workcal.Date) bool {
	return today != 0 && max(d-today, today-d) > farYears*366
}

// FarText says that a date is too far away to be right.
func FarText(d workcal.Date) lang.Text {
	year, _, _ := d.Civil()
	return lang.F("日期 %v 离今天太远，%d 年恐怕写错了", "the date %v is too far from today; the year %d looks like a slip", d, year)
}

// FarHint says what to do about it.
var FarHint = lang.T("检查年份", "check the year")

var (
	monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	dayMonth   = regexp.MustCompile(`(?i)^(\d{1,2})[-\s/]([a-z]{3,9})\.?[-\s/,]\s?(\d{4}|\d{2})\b,?(.*)$`)
	monthDay   = regexp.MustCompile(`(?i)^([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b,?(.*)$`)
)

// inWords reads a date whose month is an English word: 5-Nov-26, 5 Nov 2026,
// November 5, 2026.
func inWords(s string) (y, m, d int, rest string, ok bool) {
	var word string
	if g := dayMonth.FindStringSubmatch(s); g != nil {
		d, word, y, rest = atoi(g[1]), g[2], atoi(g[3]), g[4]
	} else if g := monthDay.FindStringSubmatch(s); g != nil {
		word, d, y, rest = g[1], atoi(g[2]), atoi(g[3]), g[4]
	} else {
		return
	}
	m = slices.Index(monthNames[:], strings.ToLower(word[:3])) + 1
	if m == 0 || !strings.HasPrefix(strings.ToLower(time.Month(m).String()), strings.ToLower(word)) && !strings.EqualFold(word, "sept") {
		return y, m, d, rest, false
	}
	if y < 100 {
		y += 2000
	}
	return y, m, d, rest, true
}
