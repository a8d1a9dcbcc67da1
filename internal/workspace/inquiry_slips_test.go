package workspace

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// counted is a shop whose inquiries/ holds the files given, on 2026-11-23.
func counted(t *testing.T, files map[string]string) ([]forecast.Series, string, error) {
	t.Helper()
	all := map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n"}
	for name, text := range files {
		all["inquiries/"+name] = text
	}
	w, err := LoadOn(testWorkspace(t, all), workcal.DateOf(2026, time.November, 23))
	if err != nil {
		t.Fatal(err)
	}
	series, notes, err := w.History()
	return series, lang.Join(notes, "", "; ").EN, err
}

// fourWeeks are 10 to 14 contacts an hour from 8 to 22 on the 28 days to 2026-11-22, with
// dates in a layout of [time.Time.Format].
func fourWeeks(layout string) string {
	out := "日期,小时,咨询量\n"
	for i := range 28 {
		d := time.Date(2026, time.October, 26+i, 0, 0, 0, 0, time.UTC)
		for h := 8; h < 22; h++ {
			out += fmt.Sprintf("%s,%d,%d\n", d.Format(layout), h, 10+(h+i)%5)
		}
	}
	return out
}

// In which order day, month and year stand is said by all dates of a column: 26/10 has no
// 26th month. 2026-10-26 at 8 o'clock has 10 + 8%5 = 13 contacts.
func TestOrderOfDatesOfInquiries(t *testing.T) {
	for _, layout := range []string{"2006-01-02", "2/1/06", "02-01-2006", "1/2/06", "1/2/2006", "06-01-02", "2006年1月2日", "2.1.2006"} {
		series, notes, err := counted(t, map[string]string{"q.csv": fourWeeks(layout)})
		if err != nil || notes != "" {
			t.Errorf("%s: %v %s", layout, err, notes)
			continue
		}
		if s := series[0]; s.Start != workcal.DateOf(2026, time.October, 26) || len(s.Values) != 28*24 || s.Values[8] != 13 {
			t.Errorf("%s: %d intervals from %s, the ninth %g", layout, len(s.Values), s.Start, s.Values[8])
		}
	}
	// Two days that may be of October or of November are asked about.
	_, _, err := counted(t, map[string]string{"q.csv": "日期,小时,咨询量\n11/10/26,8,5\n11/12/26,8,6\n"})
	if err == nil || !strings.Contains(err.Error(), `q.csv:2:A: the date "11/10/26" can be read in more than one way`) {
		t.Errorf("two meanings: %v", err)
	}
}

// One bad row must not bend the forecast: what cannot be is refused with its cell, what
// hardly can be is left out and told. Row 2 + 28·14 = 394 is the one added.
func TestSlipsInInquiries(t *testing.T) {
	for name, c := range map[string]struct {
		row, refused, note string
		days               int // of the history; with the row left out it ends on 2026-11-22
	}{
		"a rate":                   {row: "2026-11-22,22,20%", refused: `q.csv:394:C: "20%" is a rate in a column of counts`},
		"a wide percent sign":      {row: "2026-11-22,22,20％", refused: `q.csv:394:C: "20%" is a rate`},
		"a negative count":         {row: "2026-11-22,22,-5", refused: `q.csv:394:C: count "-5" is not a valid number`},
		"2062 for 2026":            {row: "2062-11-22,8,50", refused: "q.csv:394:A: the date 2062-11-22 is too far from today"},
		"2062 by another order":    {row: "22/11/2062,8,50", refused: "q.csv:394:A: the date 2062-11-22 is too far from today"},
		"a finger on the key":      {row: "2026-11-22,22,9999999", note: "q.csv:394:C: the count of 2026-11-22 22:00, 9999999, is far above that of any other interval (14 at most)", days: 28},
		"two counts run together":  {row: "2026-11-22,22,1314", note: "q.csv:394:C: the count of 2026-11-22 22:00, 1314", days: 28},
		"a good day":               {row: "2026-11-22,22,120", days: 28},
		"the year after":           {row: "2027-11-22,8,11", note: "q.csv:394: 2027-11-22 is yet to come", days: 28},
		"a day to come, near":      {row: "2026-11-24,8,11", days: 30},
		"five years ago":           {row: "2021-11-22,8,11", note: "q.csv:394: 2021-11-22 lies 1799 days before all other days", days: 28},
		"a promotion of last year": {row: "2025-11-11,8,90", days: 377},
	} {
		series, notes, err := counted(t, map[string]string{"q.csv": fourWeeks("2006-01-02") + c.row + "\n"})
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v, want %s", name, err, c.refused)
			}
			continue
		}
		if err != nil || (notes == "") != (c.note == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v, notes %q, want %q", name, err, notes, c.note)
			continue
		}
		if days := len(series[0].Values) / 24; days != c.days {
			t.Errorf("%s: %d days, want %d", name, days, c.days)
		}
		if c.note != "" && strings.HasPrefix(c.row, "2026-11-22,22") && !math.IsNaN(series[0].Values[27*24+22]) {
			t.Errorf("%s is used: %g", name, series[0].Values[27*24+22])
		}
	}
	// One in 200 may be a slip: five of 1,001 counts are.
	long := "日期,小时,咨询量\n"
	for i := range 1001 {
		n := 10 + i%5
		if i%200 == 7 {
			n = 99999 - i
		}
		long += fmt.Sprintf("%s,%d,%d\n", workcal.DateOf(2026, time.October, 10)+workcal.Date(i/24), i%24, n)
	}
	if series, notes, err := counted(t, map[string]string{"q.csv": long}); err != nil || strings.Count(notes, "far above that of any other interval (14 at most)") != 5 || !math.IsNaN(series[0].Values[207]) {
		t.Errorf("five slips: %v %s", err, notes)
	}
	// The slip in a file of its own, and on a sheet with the hours across.
	_, notes, err := counted(t, map[string]string{"a.csv": fourWeeks("2006-01-02"), "b.csv": "日期,8,9,10,11,12,13\n2026-11-23,11,12,13,88888,12,11\n"})
	if err != nil || !strings.Contains(notes, "b.csv:2:E: the count of 2026-11-23 11:00, 88888") {
		t.Errorf("hours across: %v %s", err, notes)
	}
}

func TestEvents(t *testing.T) {
	const head = "名称,开始,结束,队列,倍数\n"
	load := func(rows string) (*Workspace, error) {
		return LoadOn(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n", "events.csv": head + rows}), workcal.DateOf(2026, time.November, 23))
	}
	for row, want := range map[string]float64{
		"#618大促#,2026-11-25,2026-11-25,,2.5": 2.5, // a name as shops write it
		"#店庆,2026-11-25,2026-11-25,,2.5":     2.5,
		"例行直播,2026-11-25,2026-11-25,,2.5":    2.5,
		"店庆,2026-11-25,2026-11-25,,250%":     2.5,
		"店庆,2026-11-25,2026-11-25,,+150%":    2.5, // what is added
		"店庆,2026-11-25,2026-11-25,,＋150％":    2.5,
		"店庆,25/11/2026,25/11/2026,,2.5":      2.5,
		"店庆,2026-11-25,2026-11-25,,":         0,
	} {
		w, err := load(row + "\n")
		if err != nil || len(w.Events) != 1 || w.Events[0].Uplift != want || w.Events[0].From.Date != workcal.DateOf(2026, time.November, 25) {
			t.Errorf("%s: %v, want an uplift of %g", row, err, want)
		}
	}
	for row, want := range map[string]string{
		"双旦,11/10/26 0:00,11/12/26 0:00,,2":    "events.csv:2:B: the date \"11/10/26 0:00\" can be read in more than one way",
		"店庆,2062-11-25,2062-11-26,,2":          "events.csv:2:B: the date 2062-11-25 is too far from today",
		"店庆,2026-11-25,2062-11-26,,2":          "events.csv:2:C: the date 2062-11-26 is too far from today",
		"店庆,2025-11-25,2026-11-26,,2":          "events.csv:2:C: 2025-11-25 to 2026-11-26 is 366 days",
		"店庆,2026-11-25,2025-11-26,,2":          "events.csv:2:C: it ends at",
		"店庆,2026-11-25,2026-11-26,,-2.5":       "events.csv:2:E: an uplift of -2.5",
		"店庆,2026-11-25,2026-11-26,,2026-11-26": "events.csv:2:E",
	} {
		if _, err := load(row + "\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", row, err, want)
		}
	}
}

// A sheet a year: each is read, another one is told; of two rows alike one counts.
func TestSheetsOfEvents(t *testing.T) {
	root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n"})
	head := []any{"名称", "开始", "结束", "队列", "倍数"}
	workbook(t, filepath.Join(root, "events.xlsx"), []string{"去年", "今年", "预算", "旧活动"},
		[][]any{head, {"双11", "2025-11-11", "2025-11-11", "", 4}},
		[][]any{head, {"店庆", "2026-11-25", "2026-11-25", "", 2.5}, {"双11", "2025-11-11", "2025-11-11", "", 4}},
		[][]any{{"月份", "金额"}, {"11月", 3000}},
		[][]any{head, {"废", "2026-11-25", "2026-11-25", "", 9}},
	)
	w, err := LoadOn(root, workcal.DateOf(2026, time.November, 23))
	if err != nil || len(w.Events) != 2 || w.Events[1].Name != "店庆" {
		t.Fatalf("%v %+v", err, w)
	}
	if said := lang.Join(w.Notes, "", "; ").EN; !strings.Contains(said, "预算") || !strings.Contains(said, "旧活动") {
		t.Errorf("notes %q", said)
	}
}

// A holiday whose year is a slip would be taken for none.
func TestFarHolidays(t *testing.T) {
	for _, row := range []string{"2062-10-01,国庆节,放假,是", "10/1/27,国庆节,放假,是"} {
		_, err := LoadOn(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n", "holidays.csv": "日期,名称,类型,法定\n" + row + "\n"}), workcal.DateOf(2026, time.November, 23))
		if err == nil || !strings.Contains(err.Error(), "holidays.csv:2:A") {
			t.Errorf("%s: %v", row, err)
		}
	}
}
