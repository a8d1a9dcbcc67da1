package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// lastMonthWords, thisMonthWords and nextMonthWords name a month by today's.
var (
	lastMonthWords = []string{"上月", "上个月", "上個月", "上一月", "上一个月", "last month", "last", "previous month"}
	nextMonthWords = []string{"下月", "下个月", "下個月", "下一月", "下一个月", "next month", "next"}
	thisMonthWords = []string{"本月", "这个月", "這個月", "这月", "当月", "當月", "this month", "this"}
)

// MonthByWords reads a month as people type it: 2026-10, 2026年10月, 2026/10, 202610,
// 10, 10月, 十月, October, 上月, 本月. A month without a year is the nearest to today
// among have, the months that there are files of, or else the last one of that name
// that has begun. 今年 and 去年 before it say the year.
func MonthByWords(words string, today workcal.Date, have []workcal.Month) (workcal.Month, error) {
	s := strings.ToLower(table.Clean(words))
	now := workcal.MonthOf(today)
	switch {
	case slices.Contains(lastMonthWords, s):
		return now.Before(), nil
	case slices.Contains(thisMonthWords, s):
		return now, nil
	case slices.Contains(nextMonthWords, s):
		return workcal.MonthOf(now.Last() + 1), nil
	}
	said := 0 // the year that a word says
	for i, word := range []string{"今年", "去年", "前年"} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			said, s = now.Year-i, strings.TrimSpace(strings.TrimPrefix(rest, "的"))
		}
	}
	year, month, ok := workcal.ReadMonth(s)
	if !ok || year != 0 && (said != 0 || year < 2000 || year > 2100) {
		return workcal.Month{}, lang.Errorf("--month %q 不是月份", "--month %q is not a month", words).
			WithHint("写成 2026-10，或 2026年10月、10月、上月", "write it as 2026-10, or as October, 10 or last month")
	}
	if year+said > 0 {
		return workcal.Month{Year: year + said, Month: month}, nil
	}
	best := workcal.Month{Year: now.Year, Month: month}
	if month > now.Month {
		best.Year--
	}
	found := false
	for _, m := range have {
		if m.Month == month && (!found || apart(m, now) <= apart(best, now)) {
			best, found = m, true
		}
	}
	return best, nil
}

// apart is how many months lie between two.
func apart(a, b workcal.Month) int {
	n := 12*(a.Year-b.Year) + int(a.Month-b.Month)
	return max(n, -n)
}
