package workspace

import (
	"fmt"
	"strings"
	"testing"

	"paiban/forecast"
	"paiban/internal/table"
)

// Every time below is that of 2026-11-01 08:00.
func TestMomentsOfCounts(t *testing.T) {
	for _, s := range []string{
		"2026-11-01 08:00", "2026-11-01 8", "2026-11-01 08-09", "2026-11-01 08:00-09:00", "2026-11-01 08:00 ~ 2026-11-01 09:00", "2026-11-01 8点-9点",
		"2026-11-01T08:00:00+08:00", "2026-11-01T08:00:00.000+0800", "2026-11-01 08:00:00+08", "2026-11-01 08:00 UTC+8", "2026-11-01T08:00:00-05:00",
		"2026-11-01T08", "2026-11-01_08", "2026-11-01-08", "2026/11/1 8:00 AM", "11/1/2026 08:00:00 AM", "2026年11月1日8时", "2026年11月1日 上午8:00", "2026年11月1日08时-09时",
		"2026-11-01 周日 8点", "２０２６－１１－０１　０８：００", "2026110108", "20261101 08", "202611010800", "20261101080000", "20261101T080000", "20261101 08:00",
		"1793491200", "1793491200000", "1.7934912E+09", // 2026-11-01 00:00 in Greenwich is 20,758 days after 1970
		"46327.3333333333", "Nov 1, 2026 8:00 AM", "1-Nov-2026 08:00",
	} {
		order := &table.DateOrder{}
		order.See("11/30/2026") // month first
		if got, ok := parseTime(order, nil, s, "", false); !ok || got.day.String() != "2026-11-01" || got.minute != 480 {
			t.Errorf("%q is %v %d, %v", s, got.day, got.minute, ok)
		}
	}
	for _, s := range []string{"2026-11-01 25", "2026110125", "20261301", "9793491200", "2026-11-01 8-", "8:00", "2026-11-01 ~ 2026-11-07", "1793491200123456", "2026-11-01 08:00 PST"} {
		if got, ok := parseTime(&table.DateOrder{}, nil, s, "", false); ok {
			t.Errorf("%q is read as %v %d", s, got.day, got.minute)
		}
	}
}

func TestHoursOfCounts(t *testing.T) {
	for s, want := range map[string]int{
		"8": 480, "08": 480, "8:00": 480, "08：00": 480, "0800": 480, "800": 480, "1330": 810, "8点": 480, "8時": 480, "8点半": 510, "8点钟": 480, "8小时": 480, "8h": 480, "H08": 480,
		"08:00:00": 480, "8 AM": 480, "8am": 480, "8:00 a.m.": 480, "1:00 PM": 780, "1PM": 780, "12 AM": 0, "12:00 PM": 720, "下午1:00": 780, "下午 1 时": 780, "上午8点": 480, "凌晨12:00": 0,
		"8:00-9:00": 480, "8-9": 480, "08时-09时": 480, "8点到9点": 480, "8:00 to 9:00": 480, "8:00–9:00": 480, "23:00-24:00": 1380, "1-2 PM": 780, "11:00-12:00 PM": 660, "11 AM - 12 PM": 660, "下午1:00-2:00": 780, "11-12 AM": 1380,
		"0.333333333333333": 480, "24": 1440, "24:00": 1440, "第8小时": 480, "第 8 个小时": 480, "１３：３０": 810,
	} {
		if got, _, ok := parseHour(s); !ok || got != want {
			t.Errorf("%q is %d, %v; want %d", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "25", "25:00", "-1", "合计", "8.5", "13:00 AM", "第25小时", "24:00-25:00", "8:75", "2460", "99999999999999999999"} {
		if got, _, ok := parseHour(s); ok {
			t.Errorf("%q is read as %d", s, got)
		}
	}
}

// rowsOf are lines of a file for each hour from 9 to 21 of the 28 days to 2026-11-22, with
// 62 contacts at 9, 61 at 10 and so on.
func rowsOf(head string, row func(day, hour, n int) string) string {
	var out strings.Builder
	out.WriteString(head + "\n")
	for day := range 28 {
		for hour := 9; hour < 22; hour++ {
			out.WriteString(row(day, hour, 71-hour) + "\n")
		}
	}
	return out.String()
}

// dayOf is the i-th of the 28 days to 2026-11-22 in pieces: month and day.
func dayOf(i int) (month, day int) {
	if i < 6 {
		return 10, 26 + i
	}
	return 11, i - 5
}

// fits reports where a series is not that of rowsOf.
func fits(t *testing.T, name string, series []forecast.Series) {
	t.Helper()
	if len(series) != 1 || len(series[0].Values) != 28*24 || series[0].Start.String() != "2026-10-26" {
		t.Errorf("%s: not 28 days from 2026-10-26: %d series", name, len(series))
		return
	}
	for i, v := range series[0].Values {
		if h := i % 24; h >= 9 && h < 22 && v != float64(71-h) {
			t.Errorf("%s: day %d, %d:00 has %g, want %d", name, i/24, h, v, 71-h)
			return
		}
	}
}

// What one time does not say all of them do; what is assumed is said.
func TestTimesOfASheet(t *testing.T) {
	date := func(day int) string { m, d := dayOf(day); return fmt.Sprintf("2026-%d-%d", m, d) }
	short := func(day int) string { m, d := dayOf(day); return fmt.Sprintf("%02d-%02d", m, d) }
	for name, c := range map[string]struct{ text, note string }{
		"end column":              {rowsOf("日期,结束时间,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s,%02d:00,%d", date(d), h+1, n) }), "ends of the intervals"},
		"end moment":              {rowsOf("End Time,Inquiries", func(d, h, n int) string { return fmt.Sprintf("%s %d:00,%d", date(d), h+1, n) }), "ends of the intervals"},
		"end :59":                 {rowsOf("日期,结束时间,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s,%02d:59:59,%d", date(d), h, n) }), "ends of the intervals"},
		"both":                    {rowsOf("日期,结束时间,开始时间,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s,%02d:00,%02d:00,%d", date(d), h+1, h, n) }), ""},
		"both, date in the start": {rowsOf("日期,结束时间,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s %d:00,%d:00,%d", date(d), h, h+1, n) }), ""},
		"first hour":              {rowsOf("日期,时段,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s,第%d小时,%d", date(d), h+1, n) }), "first hour is taken for 0:00 to 1:00"},
		"no year":                 {rowsOf("日期,小时,咨询量", func(d, h, n int) string { return fmt.Sprintf("%s,%d,%d", short(d), h, n) }), "2026-10-26 to 2026-11-22"},
		"no year, day first":      {rowsOf("日期,小时,咨询量", func(d, h, n int) string { m, d := dayOf(d); return fmt.Sprintf("%d/%d,%d,%d", d, m, h, n) }), "2026-10-26 to 2026-11-22"},
		"no year, Chinese":        {rowsOf("时间,咨询量", func(d, h, n int) string { m, d := dayOf(d); return fmt.Sprintf("%d月%d日 %d点,%d", m, d, h, n) }), "2026-10-26 to 2026-11-22"},
		"no year, words": {rowsOf("时间,咨询量", func(d, h, n int) string {
			m, d := dayOf(d)
			return fmt.Sprintf("%d-%s %d:00,%d", d, map[int]string{10: "Oct", 11: "Nov"}[m], h, n)
		}), "2026-10-26 to 2026-11-22"},
		"UTC": {rowsOf("时间,咨询量", func(d, h, n int) string {
			m, d := dayOf(d)
			return fmt.Sprintf("2026-%02d-%02dT%02d:00:00Z,%d", m, d, h-8, n)
		}), "eight hours are added"},
		"Z on the wall clock": {rowsOf("时间,咨询量", func(d, h, n int) string {
			m, d := dayOf(d)
			return fmt.Sprintf("2026-%02d-%02dT%02d:00:00Z,%d", m, d, h, n)
		}), "fit the hours of the shop as they stand"},
		"unix": {rowsOf("timestamp,count", func(d, h, n int) string { return fmt.Sprintf("%d,%d", 1793491200+(d-6)*86400+(h-8)*3600, n) }), "seconds (or milliseconds) since 1970"},
		"once a day": {rowsOf("日期,小时,咨询量", func(d, h, n int) string {
			day := date(d)
			if h > 9 {
				day = ""
			}
			return fmt.Sprintf("%s,%d,%d", day, h, n)
		}), "336 rows below it are of the same day"}, // 28 × 12
		"sums": {rowsOf("日期,小时,咨询量", func(d, h, n int) string {
			row := fmt.Sprintf("%s,%d,%d", date(d), h, n)
			if h == 21 {
				row += fmt.Sprintf("\n%s 小计,,728", date(d))
			}
			return row
		}), "28 rows of sums are left out (the first is row 15, 2026-10-26 小计)"},
		"sums without a word": {rowsOf("日期,小时,咨询量", func(d, h, n int) string {
			row := fmt.Sprintf("%s,%d,%d", date(d), h, n)
			if h == 21 { // 62 + 61 + … + 50 = 13·56 = 728
				row += fmt.Sprintf("\n%s,,728", date(d))
			}
			return row
		}), "28 rows of sums are left out (the first is row 15"},
	} {
		series, notes, err := counted(t, map[string]string{"q.csv": c.text})
		if err != nil || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v, notes %q, want %q", name, err, notes, c.note)
			continue
		}
		fits(t, name, series)
	}
}

// A whole day by its hours: 24 present and 0 absent are the ends; 0 behind 23 of the same
// date too; both 0 and 24 are asked about. The count of the hour that begins at h is 200 - h.
func TestHoursFromOneTo24(t *testing.T) {
	day := func(head string, hour func(h int) string) (out string) {
		out = head + "\n"
		for d := 1; d < 8; d++ {
			for h := range 24 {
				out += fmt.Sprintf("2026-11-%02d,%s,%d\n", d, hour(h), 200-h)
			}
		}
		return out
	}
	for name, c := range map[string]struct{ text, note string }{
		"1 to 24":        {day("日期,小时,咨询量", func(h int) string { return fmt.Sprint(h + 1) }), "there is no 0"},
		"01:00 to 24:00": {day("日期,时间,咨询量", func(h int) string { return fmt.Sprintf("%02d:00", h+1) }), "there is no 0"},
		"parts of a day": {day("日期,时间,咨询量", func(h int) string { return fmt.Sprintf("%.12g", float64(h+1)/24) }), "there is no 0"},
		"0 behind 23":    {day("日期,时间,咨询量", func(h int) string { return fmt.Sprintf("%d:00", (h+1)%24) }), "midnight stands at the end"},
		"an end column":  {day("日期,结束时间,咨询量", func(h int) string { return fmt.Sprintf("%d:00", (h+1)%24) }), "ends of the intervals"},
		"0 to 23":        {day("日期,小时,咨询量", func(h int) string { return fmt.Sprint(h) }), ""},
		"newest first":   {day("日期,小时,咨询量", func(h int) string { return fmt.Sprint(h) }), ""},
	} {
		series, notes, err := counted(t, map[string]string{"q.csv": c.text})
		if err != nil || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v, notes %q, want %q", name, err, notes, c.note)
			continue
		}
		if s := series[0]; s.Start.String() != "2026-11-01" || len(s.Values) != 7*24 || s.Values[0] != 200 || s.Values[7*24-1] != 177 {
			t.Errorf("%s: %d intervals from %s, the first %g", name, len(s.Values), s.Start, s.Values[0])
		}
	}
	_, _, err := counted(t, map[string]string{"q.csv": day("日期,小时,咨询量", func(h int) string { return fmt.Sprint(h) }) + "2026-11-08,24,5\n"})
	if err == nil || !strings.Contains(err.Error(), "q.csv:170:C: there are both 0:00 and 24:00") {
		t.Errorf("0 and 24: %v", err)
	}
}

// Dates without a year reach over New Year; where they go round more than once, or today
// is not known, the year is asked for. A day without its date is asked about too.
func TestDatesThatLackTheirYear(t *testing.T) {
	for name, c := range map[string]struct{ text, from, want string }{
		"over New Year":   {text: "日期,小时,咨询量\n12-30,9,1\n12-31,9,2\n1-1,9,3\n1-2,9,4\n", from: "2025-12-30"},
		"to come":         {text: "日期,小时,咨询量\n11-23,9,1\n11-24,9,2\n", from: "2025-11-23"},
		"today":           {text: "日期,小时,咨询量\n11-22,9,1\n11-23,9,2\n", from: "2026-11-22"},
		"newest first":    {text: "日期,小时,咨询量\n1-2,9,1\n1-1,9,2\n12-31,9,3\n", from: "2025-12-31"},
		"two years":       {text: "日期,小时,咨询量\n11-20,9,1\n12-31,9,2\n1-2,9,3\n6-1,9,3\n11-20,9,3\n12-1,9,3\n1-3,9,5\n", want: "the date \"11-20\" has no year, and the dates reach over more than one"},
		"hours, no dates": {text: "时间,咨询量\n8-9,1\n12-13,1\n13-14,2\n", want: "q.csv:4:A: time \"13-14\" is not understood"},
		"no date":         {text: "日期,小时,咨询量\n2026-11-01,9,1\n,10,2\n,9,3\n", want: "q.csv:4:A: the row has no date (9)"},
		"no hour":         {text: "日期,小时,咨询量\n2026-11-01,9,1\n2026-11-01,10,2\n2026-11-01,,7\n", want: "q.csv:4:C: the count of 2026-11-01 has no hour"},
	} {
		series, _, err := counted(t, map[string]string{"q.csv": c.text})
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, want %s", name, err, c.want)
			}
			continue
		}
		if err != nil || series[0].Start.String() != c.from {
			t.Errorf("%s: %v, %v, want %s", name, err, series, c.from)
		}
	}
	if _, _, err := readInquiries(t, "wangdian", "日期,小时,咨询量\n12-30,9,1\n"); err == nil || !strings.Contains(err.Error(), "has no year") {
		t.Errorf("today unknown: %v", err)
	}
}
