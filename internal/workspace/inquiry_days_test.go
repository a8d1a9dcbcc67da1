package workspace

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

// dailyCounts are counts of whole days from 2026-09-14 on, 7,000 on Mondays to 7,600 on
// Sundays, with dates in a layout of [time.Time.Format].
func dailyCounts(layout string, days, every int) string {
	out := "日期,咨询量\n"
	for i := 0; i < days; i += every {
		d := time.Date(2026, time.September, 14+i, 0, 0, 0, 0, time.UTC)
		out += fmt.Sprintf("%s,%d\n", d.Format(layout), 7000+100*(i%7))
	}
	return out
}

// A count of a day is spread as the hours of its weekday were: [fourWeeks] has 10 + (8+i)%5
// contacts at 8 on day i of 14 hours, 12·14 = 168 or so a day. 42 days end the day before.
func TestCountsOfDays(t *testing.T) {
	hourly := fourWeeks("2006-01-02")
	for _, layout := range []string{"2006-01-02", "2006-01-02 15:04:05", "2006/1/2 0:00"} {
		series, notes, err := counted(t, map[string]string{"日报.csv": dailyCounts(layout, 42, 1), "时报.csv": hourly})
		if err != nil || notes != "日报.csv: of 42 days there are totals only; they are spread over the hours like the 28 days that have hours" {
			t.Fatalf("%s: %v, notes %q", layout, err, notes)
		}
		s := series[0]
		if s.Start != workcal.DateOf(2026, time.September, 14) || len(s.Values) != 70*24 {
			t.Fatalf("%d intervals from %s", len(s.Values), s.Start)
		}
		if !s.Spread[0] || !s.Spread[41] || s.Spread[42] {
			t.Errorf("days that were spread: %v", s.Spread)
		}
		for day := range 42 {
			sum := 0.0
			for h, v := range s.Values[day*24 : day*24+24] {
				if open := h >= 8 && h < 22; open == math.IsNaN(v) {
					t.Fatalf("day %d at %d: %g", day, h, v)
				} else if open {
					sum += v
				}
			}
			if want := 7000 + 100*float64(day%7); math.Abs(sum-want) > 1e-6 {
				t.Errorf("day %d has %g, want %g", day, sum, want)
			}
		}
		// Mondays by the hour are days 0, 7, 14 and 21: at 8 o'clock 10 + (8, 15, 22, 29)%5 =
		// 13, 10, 12, 14; all of them have 14 hours whose counts go round five by five.
		all := 0.0
		for _, i := range []int{0, 7, 14, 21} {
			for h := 8; h < 22; h++ {
				all += float64(10 + (h+i)%5)
			}
		}
		if want := 7000 * (13 + 10 + 12 + 14) / all; math.Abs(s.Values[8]-want) > 1e-6 {
			t.Errorf("Monday at 8 has %g, want %g", s.Values[8], want)
		}
	}
	// A word for the whole day, in the file that has the hours.
	words := strings.TrimPrefix(dailyCounts("2006-01-02,全天", 42, 1), "日期,咨询量\n")
	if series, notes, err := counted(t, map[string]string{"q.csv": hourly + words}); err != nil || !strings.Contains(notes, "q.csv: of 42 days there are totals only") || len(series[0].Values) != 70*24 {
		t.Errorf("全天: %v %s", err, notes)
	}
	// Days that are there both ways count by the hour, which is said.
	series, notes, err := counted(t, map[string]string{"日报.csv": dailyCounts("2006-01-02", 70, 1), "时报.csv": hourly})
	if err != nil || !strings.Contains(notes, "of 42 days there are totals only") || !strings.Contains(notes, "日报.csv: totals of 28 days are not used") {
		t.Errorf("%v, notes %q", err, notes)
	} else if got := series[0].Values[42*24+8]; got != 13 {
		t.Errorf("2026-10-26 at 8 has %g, want 13", got)
	}
	// A slip of the pen among them, and the same day in two files.
	_, notes, err = counted(t, map[string]string{"日报.csv": dailyCounts("2006-01-02", 42, 1) + "2026-09-14,99999999\n", "日报2.csv": dailyCounts("2006-01-02", 3, 1), "时报.csv": hourly})
	if err != nil && !strings.Contains(err.Error(), "日报.csv:44:B: count \"99999999\" is not a valid number") || err == nil {
		t.Errorf("%v, notes %q", err, notes)
	}
	_, notes, err = counted(t, map[string]string{"日报.csv": dailyCounts("2006-01-02", 42, 1) + "2026-09-13,9999999\n", "日报2.csv": dailyCounts("2006-01-02", 3, 1), "时报.csv": hourly})
	if err != nil || !strings.Contains(notes, "日报.csv:44:B: the count of 2026-09-13, 9999999, is far above") || !strings.Contains(notes, "日报2.csv: totals of 3 days are also in an earlier file") {
		t.Errorf("%v, notes %q", err, notes)
	}
}

// Without any hours there is nothing to go by; totals of weeks are no days.
func TestCountsOfDaysWithoutHours(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"alone":       {map[string]string{"a.csv": dailyCounts("2006-01-02", 70, 1)}, "a.csv:2: there is one count a day without its hour"},
		"at midnight": {map[string]string{"a.csv": dailyCounts("2006-01-02 15:04", 70, 1)}, "a.csv:2: there is one count a day without its hour"},
		"two days":    {map[string]string{"a.csv": dailyCounts("2006-01-02", 70, 1), "b.csv": "日期,小时,咨询量\n2026-11-21,8,5\n2026-11-21,9,5\n2026-11-22,8,5\n"}, "add hourly counts of 3 days at least"},
		"weeks":       {map[string]string{"a.csv": dailyCounts("2006-01-02", 70, 7), "b.csv": fourWeeks("2006-01-02")}, "a.csv:2:B: the rows are days apart and look like totals of weeks or months"},
		"two of them": {map[string]string{"a.csv": "日期,小时,咨询量\n2026-11-21,8,5\n2026-11-21,9,5\n2026-11-22,8,5\n2026-11-21,,17\n"}, "a.csv:5:C: the count of 2026-11-21 has no hour"},
	} {
		if _, notes, err := counted(t, c.files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, notes %q, want %s", name, err, notes, c.want)
		}
	}
}
