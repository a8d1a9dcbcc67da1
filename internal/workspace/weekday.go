package workspace

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Weekday is a day of the week as a setting: sunday, sun, 周日, 星期日. The zero value is
// Monday.
type Weekday struct{ first workcal.FirstDay }

// weekdayWords are the words for each day, from Monday; what stands first is written.
var weekdayWords = [7][]string{
	{"monday", "mon", "一"}, {"tuesday", "tue", "二"}, {"wednesday", "wed", "三"}, {"thursday", "thu", "四"},
	{"friday", "fri", "五"}, {"saturday", "sat", "六"}, {"sunday", "sun", "日", "天"},
}

// UnmarshalText reads a weekday.
func (w *Weekday) UnmarshalText(b []byte) error {
	s := strings.ToLower(strings.TrimSpace(string(b)))
	for _, before := range []string{"星期", "周", "週", "礼拜", "禮拜"} {
		s = strings.TrimPrefix(s, before)
	}
	for d, words := range weekdayWords {
		for _, word := range words {
			if s == word {
				w.first = workcal.FirstDay(d)
				return nil
			}
		}
	}
	return lang.Errorf("%q 不是星期几", "%q is not a day of the week", b).WithHint("写成 monday、sunday 或 周一、周日", "write monday or sunday")
}

// MarshalText writes the English name.
func (w Weekday) MarshalText() ([]byte, error) { return w.first.MarshalText() }
