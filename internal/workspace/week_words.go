package workspace

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// weekWords name a week by today's: so many weeks from it.
var weekWords = map[int][]string{
	-1: {"上周", "上一周", "上个周", "上星期", "上个星期", "上礼拜", "上个礼拜", "上週", "last week", "last", "previous week", "previous"},
	0:  {"本周", "这周", "这一周", "这个周", "本星期", "这星期", "这个星期", "这礼拜", "这个礼拜", "当周", "今天", "今日", "本週", "這週", "this week", "this", "current week", "current", "today"},
	1:  {"下周", "下一周", "下个周", "下星期", "下个星期", "下礼拜", "下个礼拜", "下週", "next week", "next"},
	2:  {"下下周", "下下星期", "下下个星期", "下下礼拜", "下下週", "week after next", "the week after next"},
}

var (
	// weekNumber is the number of a week, with or without its year: 2026-W48, 2026W48,
	// W48, 第48周, 2026年第48周, week 48.
	weekNumber = regexp.MustCompile(`^(?:(\d{4})(?:年度?)?[-/ ]?)?(?:w|wk|week|第)[- ]?(\d{1,2})(?:周|週|个?星期)?$`)
	bareNumber = regexp.MustCompile(`^(\d{1,2})(?:周|週)$`)
	// dayOfWeek follows a word for a week, 下周三, and makes no difference to it.
	dayOfWeek = regexp.MustCompile(`^(.*[周週期拜])[一二三四五六日天]$`)
)

// WeekByWords reads a week as people type it: 2026-W48, W48, 第48周, 下周, 本周, next, or
// any day of it, 2026-12-09, 12-09, 12月9日, 12/9. Where no year is said it is the one
// that comes nearest to today. first is the day on which weeks start.
func WeekByWords(words string, today workcal.Date, first workcal.FirstDay) (workcal.Week, error) {
	s := strings.ToLower(table.Clean(words))
	for _, word := range []string{s, dayOfWeek.ReplaceAllString(s, "$1")} {
		for n, known := range weekWords {
			if slices.Contains(known, word) {
				return first.Of(today + workcal.Date(7*n)), nil
			}
		}
	}
	year, _, _ := today.Civil()
	for _, form := range []*regexp.Regexp{weekNumber, bareNumber} {
		g := form.FindStringSubmatch(s)
		if g == nil {
			continue
		}
		number, _ := strconv.Atoi(g[len(g)-1]) // the pattern lets only digits in
		if len(g) > 2 && g[1] != "" {
			year, _ = strconv.Atoi(g[1])
			return realWeek(words, workcal.Week{Year: year, Number: number}, today, first)
		}
		best := workcal.Week{Year: year, Number: number}
		for _, y := range []int{year - 1, year + 1} {
			if w := (workcal.Week{Year: y, Number: number}); far(w.Monday(), today) < far(best.Monday(), today) {
				best = w
			}
		}
		return realWeek(words, best, today, first)
	}
	if d, ok := table.ParseDate(s, 0); ok {
		if y, _, _ := d.Civil(); y < 2000 || y > 2100 {
			return workcal.Week{}, noWeek(words, today, first)
		}
		return first.Of(d), nil
	}
	var best workcal.Date
	for y := year - 1; y <= year+1; y++ {
		if d, ok := table.ParseDate(s, y); ok && (best == 0 || far(d, today) < far(best, today)) {
			best = d
		}
	}
	if best == 0 {
		return workcal.Week{}, noWeek(words, today, first)
	}
	return first.Of(best), nil
}

// realWeek returns w where its year has it.
func realWeek(words string, w workcal.Week, today workcal.Date, first workcal.FirstDay) (workcal.Week, error) {
	if w.Year < 2000 || w.Year > 2100 || w.Number < 1 || workcal.WeekOf(w.Monday()) != w {
		last := workcal.WeekOf(workcal.DateOf(w.Year, 12, 28)).Number // in the last week of every year
		return workcal.Week{}, lang.Errorf("%q：%d 年没有第 %d 周，最后一周是第 %d 周", "%q: the year %d has no week %d, its last one is week %d", words, w.Year, w.Number, last).
			WithHint("%s", "%s", weekExample(today, first))
	}
	return w, nil
}

func noWeek(words string, today workcal.Date, first workcal.FirstDay) error {
	return lang.Errorf("%q 不是一周", "%q is not a week", words).WithHint("%s", "%s", weekExample(today, first))
}

// weekExample says how next week is written.
func weekExample(today workcal.Date, first workcal.FirstDay) lang.Text {
	day := first.Start(today + 7)
	_, month, n := day.Civil()
	date := fmt.Sprintf("%d-%d", int(month), n)
	return lang.F("写成 %s，或那一周里的一天 %s、下周、本周", "write it as %s, or as a day of the week, %s, or as next or this", first.Of(day), lang.T(date, date))
}

func far(a, b workcal.Date) workcal.Date { return max(a-b, b-a) }
