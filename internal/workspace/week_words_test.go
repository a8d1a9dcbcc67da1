package workspace

import (
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// On Monday 2026-11-30, in W49. 2026 has 53 weeks; 2026-12-09 is a Wednesday of W50.
func TestWeekByWords(t *testing.T) {
	today := workcal.DateOf(2026, time.November, 30)
	monday, sunday := workcal.FirstDayOf(time.Monday), workcal.FirstDayOf(time.Sunday)
	for _, c := range []struct {
		words string
		first workcal.FirstDay
		want  string
	}{
		{"2026-W48", monday, "2026-W48"}, {"2026w48", monday, "2026-W48"}, {" Ｗ48 ", monday, "2026-W48"}, {"w5", monday, "2027-W05"},
		{"第48周", monday, "2026-W48"}, {"2026年第48周", monday, "2026-W48"}, {"48周", monday, "2026-W48"}, {"week 48", monday, "2026-W48"}, {"2026-W53", monday, "2026-W53"},
		{"下周", monday, "2026-W50"}, {"下周三", monday, "2026-W50"}, {"本周", monday, "2026-W49"}, {"这个星期", monday, "2026-W49"}, {"上周", monday, "2026-W48"},
		{"下下周", monday, "2026-W51"}, {"下週", monday, "2026-W50"}, {"next", monday, "2026-W50"}, {"This Week", monday, "2026-W49"}, {"today", monday, "2026-W49"},
		{"2026-12-09", monday, "2026-W50"}, {"12-09", monday, "2026-W50"}, {"12月9日", monday, "2026-W50"}, {"12月9号", monday, "2026-W50"}, {"12/9", monday, "2026-W50"},
		{"2026/12/9", monday, "2026-W50"}, {"2026.12.9", monday, "2026-W50"}, {"20261209", monday, "2026-W50"}, {"2026年12月9日", monday, "2026-W50"},
		{"1月5日", monday, "2027-W01"}, // 36 days on, not 329 days ago
		{"2026-12-06", monday, "2026-W49"}, {"2026-12-06", sunday, "2026-W50"},
		{"下周", sunday, "2026-W50"},
	} {
		got, err := WeekByWords(c.words, today, c.first)
		if err != nil || got.String() != c.want {
			t.Errorf("%q with weeks from %s: %v, %v, want %s", c.words, c.first, got, err, c.want)
		}
	}
	for words, says := range map[string]string{
		"2026-W54": "没有第 54 周，最后一周是第 53 周", "2027-W53": "最后一周是第 52 周", "W0": "没有第 0 周", "2026-02-30": "不是一周",
		"48": "不是一周", "下个月": "不是一周", "": "不是一周", "1026-W48": "没有第 48 周",
	} {
		_, err := WeekByWords(words, today, monday)
		e, ok := err.(*lang.Error)
		if !ok || !strings.Contains(e.What.ZH, says) || !strings.Contains(e.Hint.ZH, "2026-W50") || !strings.Contains(e.Hint.ZH, "12-7") {
			t.Errorf("%q: %v, want %q with the next week as an example", words, err, says)
		}
	}
}
