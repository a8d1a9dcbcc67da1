package workcal

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months are the English names of the months, from January.
var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

const (
	chineseMonth = `(?:十[一二]?|[一二三四五六七八九])`
	englishMonth = `(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*`
)

// monthWords are the ways to write a month, the surer ones first; each has a group for
// the month, and y is the group of its year, 0 where none is written.
var monthWords = []struct {
	word  *regexp.Regexp
	y, m  int
	whole bool // too short to be looked for inside a text
}{
	{regexp.MustCompile(`(\d{4}|\d\d)\s?年度?\s?(\d{1,2}|` + chineseMonth + `)\s?月份?`), 1, 2, false},
	{regexp.MustCompile(`\b((?:19|20)\d\d)\s?[-/._]\s?(0?[1-9]|1[0-2])(?:\b|_|月份?|\D)`), 1, 2, false},
	{regexp.MustCompile(`(?:\b|_)((?:19|20)\d\d)(0[1-9]|1[0-2])(?:\b|_|[^0-9])`), 1, 2, false},
	{regexp.MustCompile(`\b(0?[1-9]|1[0-2])\s?[-/.]\s?((?:19|20)\d\d)\b`), 2, 1, false},
	{regexp.MustCompile(`\b(` + englishMonth + `)[\s,.-]*((?:19|20)\d\d)\b`), 2, 1, false},
	{regexp.MustCompile(`\b((?:19|20)\d\d)[\s,.-]*(` + englishMonth + `)\b`), 1, 2, false},
	{regexp.MustCompile(`(\d{1,2}|` + chineseMonth + `)\s?月份?`), 0, 1, false},
	{regexp.MustCompile(`\b(` + englishMonth + `)\b`), 0, 1, false},
	{regexp.MustCompile(`(\d{1,2})`), 0, 1, true},
}

// chineseYear is a year in Chinese digits.
var chineseYear = regexp.MustCompile(`[〇零○一二三四五六七八九]{4}\s?年`)

// digits writes a year in Chinese digits as a number.
var digits = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// ReadMonth reads a month as people write it, the whole of s: 2026年10月, 2026/10,
// 10/2026, 202610, 10月, 十月, 10, October 2026. The year is 0 where s has none, and one
// of two digits is of this century. Signs must be half-width.
func ReadMonth(s string) (year int, month time.Month, ok bool) {
	s = plainMonth(s)
	for _, w := range monthWords {
		if g := w.word.FindStringSubmatch(s); g != nil && g[0] == s {
			return monthOf(g, w.y, w.m)
		}
	}
	return 0, 0, false
}

// FindMonth returns the first month that a title or the name of a file speaks of, as
// [ReadMonth] reads it; a bare number is none.
func FindMonth(s string) (year int, month time.Month, ok bool) {
	s = plainMonth(s)
	for _, w := range monthWords {
		if w.whole {
			continue
		}
		for _, g := range w.word.FindAllStringSubmatch(s, -1) {
			if year, month, ok = monthOf(g, w.y, w.m); ok {
				return year, month, true
			}
		}
	}
	return 0, 0, false
}

func plainMonth(s string) string {
	return chineseYear.ReplaceAllStringFunc(strings.ToLower(strings.TrimSpace(s)), digits.Replace)
}

// monthOf takes year and month of the groups y and m.
func monthOf(g []string, y, m int) (year int, month time.Month, ok bool) {
	if y > 0 {
		year, _ = strconv.Atoi(g[y]) // the pattern lets only digits in
		if year < 100 {
			year += 2000
		}
	}
	n := monthNumber(g[m])
	return year, time.Month(n), n >= 1 && n <= 12
}

// monthNumber is the number of a month in digits, in Chinese or in English; 0 is none.
func monthNumber(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	for i, name := range months {
		if strings.HasPrefix(name, word) && len(word) >= 3 || word == "sept" && name == "september" {
			return i + 1
		}
	}
	tens, ones := 0, word
	if rest, ok := strings.CutPrefix(word, "十"); ok {
		tens, ones = 10, rest
	}
	n, _ := strconv.Atoi(digits.Replace(ones)) // "" after 十
	return tens + n
}
