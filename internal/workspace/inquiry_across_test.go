package workspace

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

// acrossOf is a table with a column for each of the 28 days to 2026-11-22, by its heading,
// and a row for each hour from 9 to 21, as those of [rowsOf].
func acrossOf(corner string, head func(d time.Time) string, hour func(h int) string, sums bool) string {
	var out strings.Builder
	out.WriteString(corner)
	for i := range 28 {
		out.WriteString("," + head(time.Date(2026, time.October, 26+i, 0, 0, 0, 0, time.UTC)))
	}
	if sums {
		out.WriteString(",合计")
	}
	out.WriteString("\n")
	for h := 9; h < 22; h++ {
		out.WriteString(hour(h) + strings.Repeat(fmt.Sprintf(",%d", 71-h), 28))
		if sums {
			fmt.Fprintf(&out, ",%d", 28*(71-h))
		}
		out.WriteString("\n")
	}
	if sums {
		out.WriteString("合计" + strings.Repeat(",728", 28) + fmt.Sprintf(",%d\n", 28*728))
	}
	return out.String()
}

func TestDatesAcross(t *testing.T) {
	layout := func(l string) func(time.Time) string { return func(d time.Time) string { return d.Format(l) } }
	clock := func(h int) string { return fmt.Sprintf("%d:00", h) }
	serial := func(d time.Time) string { return fmt.Sprint(int(d.Unix()/86400) + 25569) }
	for name, c := range map[string]struct{ text, note string }{
		"plain":             {acrossOf("时段", layout("2006-01-02"), clock, false), ""},
		"sums":              {acrossOf("小时", layout("2006/1/2"), clock, true), ""},
		"an unnamed corner": {acrossOf("", layout("2006-01-02"), clock, true), ""},
		"both in a corner":  {acrossOf("时间\\日期", layout("2006年1月2日"), func(h int) string { return fmt.Sprintf("%d点", h) }, false), ""},
		"spans":             {acrossOf("日期", layout("20060102"), func(h int) string { return fmt.Sprintf("%02d:00-%02d:00", h, h+1) }, false), ""},
		"English":           {acrossOf("Hour", layout("1/2/2006"), func(h int) string { return time.Date(2026, 1, 1, h, 0, 0, 0, time.UTC).Format("3:04 PM") }, true), ""},
		"day first":         {acrossOf("Hour", layout("2-1-2006"), func(h int) string { return fmt.Sprint(h) }, false), ""},
		"with weekdays": {acrossOf("时段", func(d time.Time) string {
			return d.Format("2006-01-02") + " 周" + string([]rune("日一二三四五六")[d.Weekday()])
		}, clock, false), ""},
		"numbers of Excel":  {acrossOf("时段", serial, func(h int) string { return fmt.Sprintf("%.15g", float64(h)/24) }, false), ""},
		"midnights":         {acrossOf("时段", layout("2006-01-02 15:04:05"), clock, false), ""},
		"no year":           {acrossOf("时段", layout("01-02"), clock, false), "2026-10-26 to 2026-11-22"},
		"no year, Chinese":  {acrossOf("时段", layout("1月2日"), clock, true), "2026-10-26 to 2026-11-22"},
		"ends":              {acrossOf("结束时间", layout("2006-01-02"), func(h int) string { return fmt.Sprintf("%d:00", h+1) }, false), "ends of the intervals"},
		"below a title":     {"接待量统计,导出时间,2026-11-23 09:00\n\n" + acrossOf("时段", layout("2006-01-02"), clock, false), ""},
		"a row of weekdays": {strings.Replace(acrossOf("时段", layout("2006-01-02"), clock, false), "\n", "\n星期"+strings.Repeat(",周一", 28)+"\n", 1), ""},
	} {
		series, notes, err := counted(t, map[string]string{"q.csv": c.text})
		if err != nil || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %v, notes %q, want %q", name, err, notes, c.note)
			continue
		}
		fits(t, name, series)
	}
}

// A queue may be named by a column or the sheet; days of a month by their number; further
// dates may stand below; a column for each day of a queue holds counts of days.
func TestKindsOfDatesAcross(t *testing.T) {
	shops := func(files map[string]string) (string, map[string]float64) {
		t.Helper()
		all := map[string]string{"paiban.yaml": "preset: multishop\n", "people.csv": "工号,姓名\nT01,石小溪\n"}
		for name, text := range files {
			all["inquiries/"+name] = text
		}
		w, err := LoadOn(testWorkspace(t, all), workcal.DateOf(2026, time.November, 23))
		if err != nil {
			t.Fatal(err)
		}
		series, _, err := w.History()
		if err != nil {
			return err.Error(), nil
		}
		sums := map[string]float64{}
		for _, s := range series {
			for i, v := range s.Values {
				if v > 0 {
					sums[fmt.Sprintf("%s %s %d", s.Queue, s.Start+workcal.Date(i*s.Step/1440), i*s.Step%1440/60)] += v
				}
			}
		}
		return "", sums
	}
	queues := "队列,时段,2026-11-02,2026-11-03,2026-11-04\nflagship,9:00,5,6,7\nflagship,10:00,8,9,10\naftersale,9:00,1,2,3\naftersale,10:00,4,5,6\n"
	told, sums := shops(map[string]string{"q.csv": queues})
	if told != "" || sums["flagship 2026-11-04 9"] != 7 || sums["aftersale 2026-11-02 10"] != 4 || len(sums) != 12 {
		t.Errorf("%s %v", told, sums)
	}
	told, sums = shops(map[string]string{"q.csv": "时段,2026-11-02,2026-11-03\n9:00,5,6\n"})
	if !strings.Contains(told, "q.csv") {
		t.Errorf("of which of two queues: %q %v", told, sums)
	}
	told, sums = shops(map[string]string{"q.csv": queues, "r.csv": "队列,2026-11-01,2026-11-02\nflagship,26,99\naftersale,10,99\n"})
	if told != "" || sums["flagship 2026-11-01 9"] != 26*18./45 || sums["flagship 2026-11-02 9"] != 5 || len(sums) != 16 { // 5 + 6 + 7 of 5 + … + 10
		t.Errorf("%s %v", told, sums)
	}
	day := workcal.DateOf(2026, time.November, 2)
	for name, text := range map[string]string{
		"further dates below": "时段,2026-11-01,2026-11-02\n9:00,1,5\n10:00,2,8\n\n时段,2026-11-03,2026-11-04\n9:00,6,7\n10:00,9,10\n",
		"newest first":        "时段,2026-11-04,2026-11-03,2026-11-02\n9:00,7,6,5\n10:00,10,9,8\n",
		"numbers of days":     "2026年11月咨询量\n时段,1日,2日,3日,4日\n9:00,1,5,6,7\n10:00,2,8,9,10\n",
	} {
		series, notes, err := counted(t, map[string]string{"q.csv": text})
		if err != nil || notes != "" {
			t.Errorf("%s: %v %s", name, err, notes)
			continue
		}
		s := series[0]
		if i := int(day-s.Start) * 24; s.Values[i+9] != 5 || s.Values[i+10] != 8 || s.Values[i+48+9] != 7 {
			t.Errorf("%s: from %s %v", name, s.Start, s.Values)
		}
	}
	for name, c := range map[string]struct{ text, want string }{
		"a far year":     {"时段,2062-11-02,2062-11-03\n9:00,5,6\n", "q.csv:1:B: the date 2062-11-02 is too far"},
		"a word":         {"时段,2026-11-02,2026-11-03\n9:00,5,6\n10:00,1,1\n11:00,1,1\n12:00,1,1\n午休,7,8\n", "q.csv:6:A: time \"午休\" is not understood"},
		"a rate":         {"时段,2026-11-02,2026-11-03\n9:00,5,20%\n10:00,1,2\n11:00,1,2\n", "q.csv:2:C: \"20%\" is a rate"},
		"days, no hours": {"指标,2026-11-02,2026-11-03\n咨询量,500,600\n", "q.csv"},
	} {
		if _, notes, err := counted(t, map[string]string{"q.csv": c.text}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, notes %q, want %s", name, err, notes, c.want)
		}
	}
	// The month is that of the sheet's name.
	root := testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n"})
	workbook(t, filepath.Join(root, "inquiries", "q.xlsx"), []string{"10月", "2026-11"},
		[][]any{{"时段", "30日", "31日"}, {"9:00", 3, 4}}, [][]any{{"时段", "1日", "2日"}, {"9:00", 1, 5}})
	w, err := LoadOn(root, workcal.DateOf(2026, time.November, 23))
	if err != nil {
		t.Fatal(err)
	}
	series, _, err := w.History()
	if err != nil || series[0].Start != day-3 || series[0].Values[9] != 3 || series[0].Values[3*24+9] != 5 {
		t.Errorf("%v %v", err, series)
	}
}
