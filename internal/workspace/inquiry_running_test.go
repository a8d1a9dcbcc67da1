package workspace

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// soFarRows are totals so far of hours from 9 to 9+hours on days from 2026-10-26 on. The
// hour that begins at h has 1 + (day+h)%4 contacts.
func soFarRows(from, days, hours int, restart func(day int) bool) string {
	out, sum := "", 0
	for i := from; i < from+days; i++ {
		if i == from || restart(i) {
			sum = 0
		}
		for h := 9; h < 9+hours; h++ {
			sum += 1 + (i+h)%4
			out += fmt.Sprintf("%s,%d,%d\n", time.Date(2026, time.October, 26+i, 0, 0, 0, 0, time.UTC).Format("2006-01-02"), h, sum)
		}
	}
	return out
}

func TestTotalsSoFar(t *testing.T) {
	daily := func(int) bool { return true }
	const head = "日期,小时,咨询量\n"
	rising := "" // 60, 61, 62 …: the first is far above what they rise by
	for i := range 6 * 12 {
		rising += fmt.Sprintf("2026-11-0%d,%d,%d\n", 1+i/12, 9+i%12, 60+i%12)
	}
	each := map[string]string{}
	for i := range 6 {
		each[fmt.Sprintf("%d.csv", i)] = head + soFarRows(i, 1, 12, daily)
	}
	for name, c := range map[string]struct {
		files   map[string]string
		hours   int
		note    string
		unknown int // intervals whose predecessor is missing
	}{
		"days":             {map[string]string{"a.csv": head + soFarRows(0, 6, 12, daily)}, 12, "a.csv: the counts only ever rise within a day: they are totals so far", 0},
		"a file a day":     {each, 12, "5.csv: the counts only ever rise", 0},
		"of the month":     {map[string]string{"a.csv": head + soFarRows(0, 14, 12, func(i int) bool { return i == 6 })}, 12, "totals so far", 1},
		"few days":         {map[string]string{"a.csv": head + soFarRows(0, 4, 12, daily)}, 0, "", 0},
		"short days":       {map[string]string{"a.csv": head + soFarRows(0, 14, 7, daily)}, 0, "if they are totals so far, export those of each interval", 0},
		"counts that rise": {map[string]string{"a.csv": head + rising}, 0, "", 0},
		"one that falls":   {map[string]string{"a.csv": head + soFarRows(0, 6, 12, daily) + "2026-11-01,9,5\n2026-11-01,10,4\n"}, 0, "", 0},
		"a hole":           {map[string]string{"a.csv": head + strings.Replace(soFarRows(0, 6, 12, daily), "2026-10-27,12,", "2026-10-27,12,-\n#,", 1)}, 12, "totals so far", 2},
	} {
		series, notes, err := counted(t, c.files)
		if err != nil || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v, notes %q, want %q", name, err, notes, c.note)
			continue
		}
		unknown := 0
		for i, v := range series[0].Values {
			day, h := i/24, i%24
			if h < 9 || h >= 9+c.hours {
				continue
			}
			if math.IsNaN(v) {
				unknown++
			} else if v != float64(1+(day+h)%4) {
				t.Errorf("%s: day %d at %d has %g", name, day, h, v)
				break
			}
		}
		if unknown != c.unknown {
			t.Errorf("%s: %d intervals are unknown, want %d", name, unknown, c.unknown)
		}
	}
}

// A heading that says it needs no five days.
func TestHeadingOfTotalsSoFar(t *testing.T) {
	daily := func(int) bool { return true }
	root := testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: wangdian\nqueues:\n  - id: service\n    columns: [当日累计]\n", "people.csv": "工号,姓名\nT01,石小溪\n",
		"inquiries/a.csv": "日期,小时,当日累计\n" + soFarRows(0, 1, 8, daily),
	})
	w, err := Load(root)
	if err != nil {
		t.Fatal(err)
	}
	series, notes, err := w.History()
	if err != nil || len(notes) != 1 || series[0].Values[16] != 1 { // 1 + (0+16)%4
		t.Errorf("%v %v %v", err, notes, series)
	}
}
