package schedule

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
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
