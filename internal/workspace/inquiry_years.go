package workspace

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

// yearless finds the years of dates written without one, 10-26 or 10月26日: those with
// which the latest of them has just passed. Show it the dates of the column in their order
// with see and call settle; moment then reads them in the same order, since where December
// is followed by January a year ends.
type yearless struct {
	today workcal.Date // 0 where unknown: no date is read then

	pairs       [][2]int // the numbers of the dates, as they stand
	dayFirst    bool
	turn, month int // the New Years passed, and the month last met
	newest      int // the turn of the latest date
	year        int // its year; 0 where it cannot be known
	long        bool
	first, last workcal.Date // what was read
}

var (
	shortDay = regexp.MustCompile(`^(\d{1,2}) ?[-/月] ?(\d{1,2}) ?[日号]?(?: ?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?(?:$|[ T日号](.*)$)`)
	wordDay  = regexp.MustCompile(`(?i)^(?:(\d{1,2})[- ]([a-z]{3,9})|([a-z]{3,9})\.?[- ](\d{1,2}))(?:$| (.*)$)`)
)

// noYear takes a date without its year apart: two numbers as they stand, month first
// unless the column says otherwise, and what stands behind them.
func noYear(s string) (a, b int, rest string, ok bool) {
	s = table.Clean(s)
	if len(s) < 3 || len(s) > 60 {
		return 0, 0, "", false
	}
	if g := shortDay.FindStringSubmatch(s); g != nil {
		a, _ = strconv.Atoi(g[1])
		b, _ = strconv.Atoi(g[2])
		rest = g[3]
		return a, b, rest, true
	}
	if g := wordDay.FindStringSubmatch(s); g != nil {
		for m := time.January; m <= time.December; m++ {
			if word := strings.ToLower(g[2] + g[3]); strings.HasPrefix(strings.ToLower(m.String()), word) || m == time.September && word == "sept" {
				b, _ = strconv.Atoi(g[1] + g[4])
				return int(m), b, g[5], true
			}
		}
	}
	return 0, 0, "", false
}

// see takes note of a cell of the column.
func (y *yearless) see(cell string) {
	a, b, _, ok := noYear(cell)
	if pair := [2]int{a, b}; ok && (len(y.pairs) == 0 || y.pairs[len(y.pairs)-1] != pair) {
		y.pairs = append(y.pairs, pair)
	}
}

// settle decides on the years of all dates seen.
func (y *yearless) settle() {
	for _, p := range y.pairs {
		y.dayFirst = y.dayFirst || p[0] > 12
	}
	least, most, latest := 0, 0, [2]int{}
	for i, p := range y.pairs {
		turn, month, day := y.place(p[0], p[1])
		at := turn*372 + month*31 + day
		if i == 0 || at > most {
			most, latest, y.newest = at, [2]int{month, day}, turn
		}
		if i == 0 || at < least {
			least = at
		}
	}
	y.turn, y.month = 0, 0
	y.long = most-least >= 372
	if y.today == 0 || y.long {
		return
	}
	now, _, _ := y.today.Civil()
	for y.year = now; workcal.DateOf(y.year, time.Month(latest[0]), latest[1]) > y.today; {
		y.year--
	}
}

// place says where a date of the column lies: how many New Years after the first one, its
// month and its day.
func (y *yearless) place(a, b int) (turn, month, day int) {
	if y.dayFirst {
		a, b = b, a
	}
	switch {
	case y.month >= 10 && a <= 3:
		y.turn++
	case y.month > 0 && y.month <= 3 && a >= 10:
		y.turn--
	}
	y.month = a
	return y.turn, a, b
}

// moment reads a date without its year, perhaps with a time of day.
func (y *yearless) moment(s string) (table.Moment, bool) {
	a, b, rest, ok := noYear(s)
	if !ok || y.year == 0 {
		return table.Moment{}, false
	}
	turn, month, day := y.place(a, b)
	m, ok := table.ParseMoment(fmt.Sprintf("%d-%d-%d %s", y.year+turn-y.newest, month, day, rest), 0)
	if ok && (y.first == 0 || m.Date < y.first) {
		y.first = m.Date
	}
	if ok {
		y.last = max(y.last, m.Date)
	}
	return m, ok
}
