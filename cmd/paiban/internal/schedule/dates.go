package schedule

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// fields are the parts of a value such as NAME:DATE:KIND.
func fields(arg string) []string {
	parts := strings.FieldsFunc(arg, func(r rune) bool { return r == ':' || r == '：' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

var (
	dateRange = regexp.MustCompile(`^(.+?)\s*(?:\.\.|~|～|至|到)\s*(.+)$`)
	dayNumber = regexp.MustCompile(`^\d{1,2}$`)
)

var hoursText = regexp.MustCompile(`[ T]+(\d{1,2})(?:[:：](\d\d))?\s*(?:-|~|～|–|—|至|到)\s*(\d{1,2})(?:[:：](\d\d))?`)

// awayHours takes the hours out of a value such as NAME:DATE 13:00-18:00:KIND. The span is
// zero where there are none.
func awayHours(arg string) (rest string, span schedule.Span, err error) {
	at := hoursText.FindStringSubmatchIndex(arg)
	if at == nil {
		return arg, span, nil
	}
	minute := func(h, m int) int {
		hours, _ := strconv.Atoi(arg[at[h]:at[h+1]]) // the pattern lets only digits in
		minutes := 0
		if at[m] >= 0 {
			minutes, _ = strconv.Atoi(arg[at[m]:at[m+1]])
		}
		return 60*hours + minutes
	}
	span = schedule.Span{Start: minute(2, 4), End: minute(6, 8)}
	if span.Start >= span.End || span.End > schedule.DayMinutes {
		return arg, span, cli.NewUsageError(lang.Errorf("--absent %q 的时间看不懂", "the hours of --absent %q are not understood", arg).
			WithHint("写成 姓名:2026-11-25 13:00-18:00，在同一天之内", "write it as NAME:2026-11-25 13:00-18:00, within one day"))
	}
	return arg[:at[0]] + arg[at[1]:], span, nil
}

// dates reads a date or a stretch of them, both ends included: 2026-11-25,
// 11-25, 2026-11-25..26, 2026-11-30..12-02. A date without a year is of the year of
// start, the first day of the roster. flag names what is read.
func dates(flag, text string, start workcal.Date) (from, to workcal.Date, err error) {
	first, last := text, text
	if m := dateRange.FindStringSubmatch(text); m != nil {
		first, last = m[1], m[2]
	}
	bad := func(word string) error {
		return cli.NewUsageError(lang.Errorf("%s 的日期 %q 看不懂", "the date %[2]q of %[1]s is not understood", flag, word).
			WithHint("写成 2026-11-25 或 2026-11-25..26", "write it as 2026-11-25 or 2026-11-25..26"))
	}
	year, _, _ := start.Civil()
	from, ok := table.ParseDate(first, year)
	if !ok {
		return 0, 0, bad(first)
	}
	if dayNumber.MatchString(last) {
		n, _ := strconv.Atoi(last)
		y, m, _ := from.Civil()
		if to = workcal.DateOf(y, m, n); to < from {
			to = workcal.DateOf(y, m+1, n)
		}
		if _, _, day := to.Civil(); day != n {
			return 0, 0, bad(last)
		}
	} else if to, ok = table.ParseDate(last, year); !ok {
		return 0, 0, bad(last)
	}
	if to < from {
		return 0, 0, cli.NewUsageError(lang.Errorf("%s 的结束 %s 早于开始 %s", "%s ends on %s, before it begins on %s", flag, to, from).
			WithHint("写成 2026-11-25..26", "write it as 2026-11-25..26"))
	}
	return from, to, nil
}
