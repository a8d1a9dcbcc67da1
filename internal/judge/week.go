package judge

import (
	"fmt"
	"slices"
	"strings"
)

// weekStarts reads the day on which weeks start as days from the Monday of the ISO week of
// the same name: the week keeps the number of the ISO week that most of its days lie in.
func weekStarts(word string) (int, error) {
	w := key(word)
	for _, before := range []string{"星期", "周", "週", "礼拜", "禮拜"} {
		w = strings.TrimPrefix(w, before)
	}
	if w == "" {
		return 0, nil
	}
	for at, names := range [][]string{
		{"monday", "mon", "一"}, {"tuesday", "tue", "二"}, {"wednesday", "wed", "三"}, {"thursday", "thu", "四"},
		{"friday", "fri", "五"}, {"saturday", "sat", "六"}, {"sunday", "sun", "日", "天"},
	} {
		if slices.Contains(names, w) {
			return (at+3)%7 - 3, nil
		}
	}
	return 0, fmt.Errorf("week_starts (%s) is no day of the week", word)
}

// WeekStart is the first day of the shop's week that holds d.
func (s *Shop) WeekStart(d Day) Day { return (d - Day(s.starts)).Monday() + Day(s.starts) }

// WeekName is the week that holds d, such as 2026-W48.
func (s *Shop) WeekName(d Day) string { return (s.WeekStart(d) - Day(s.starts)).Week() }

// WeekOf is the first day of a week such as 2026-W48.
func (s *Shop) WeekOf(name string) (Day, error) {
	d, err := ParseWeek(name)
	return d + Day(s.starts), err
}
