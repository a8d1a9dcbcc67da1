package workspace

import (
	"testing"
	"time"

	"paiban/internal/workcal"
)

// Today is 2026-11-20. A month without a year is the nearest that has a folder in
// punches/; December has none, so it is the last one that has begun, of 2025.
func TestMonthByWords(t *testing.T) {
	today := workcal.DateOf(2026, time.November, 20)
	have := []workcal.Month{{Year: 2025, Month: 10}, {Year: 2026, Month: 10}}
	for words, want := range map[string]string{
		"2026-10": "2026-10", "2026年10月": "2026-10", "２０２６－１０": "2026-10", "2026/10": "2026-10", "2026 年 10 月": "2026-10",
		"10": "2026-10", "10月": "2026-10", "十月": "2026-10", "十月份": "2026-10", "October": "2026-10", "上月": "2026-10", "上个月": "2026-10", "Last Month": "2026-10",
		"本月": "2026-11", "11": "2026-11", "12": "2025-12", "去年10月": "2025-10", "今年 9月": "2026-09", "2025-10": "2025-10",
	} {
		got, err := MonthByWords(words, today, have)
		if err != nil || got.String() != want {
			t.Errorf("%q: %s %v, want %s", words, got, err, want)
		}
	}
	for _, words := range []string{"", "13", "10月5日", "2026", "2026-W41", "下下月", "去年2026-10", "9999-10"} {
		if got, err := MonthByWords(words, today, have); err == nil {
			t.Errorf("%q is read as %s", words, got)
		}
	}
	// The folder of a month to come counts where there is no other: a clock may be off.
	if got, _ := MonthByWords("12", today, []workcal.Month{{Year: 2026, Month: 12}}); got.String() != "2026-12" {
		t.Errorf("12 is %s though punches/ has 2026-12 alone", got)
	}
	// In January "12" is the December just gone.
	if got, _ := MonthByWords("12月", workcal.DateOf(2027, time.January, 3), nil); got.String() != "2026-12" {
		t.Errorf("12月 in January 2027 is %s", got)
	}
}
