package table

import (
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

// The right readings are found by hand: a column is read in the one order in which
// all of its dates exist and lie near each other and today, 2026-11-27 (a Friday).
func TestDateOrder(t *testing.T) {
	today := workcal.DateOf(2026, time.November, 27)
	for name, c := range map[string]struct {
		column string // parted by |
		want   string // of each: a date, "no", or all that it can be
	}{
		"14 is no month":                 {"09/01/2026|09/14/2026", "2026-09-01|2026-09-14"},
		"26 is no month":                 {"01-10-2026 08:30|26-10-2026", "2026-10-01|2026-10-26"},
		"with dots":                      {"01.02.2026|13.02.2026", "2026-02-01|2026-02-13"},
		"either":                         {"09/01/2026|09/09/2026|09/10/2026", "2026-09-01 2026-01-09|2026-09-09|2026-09-10 2026-10-09"},
		"alone":                          {"12/10/26", "2026-12-10 2026-10-12"},
		"a month that begins and ends":   {"11/10/26 0:00|11/12/26 0:00", "2026-11-10 2026-10-11|2026-11-12 2026-12-11"},
		"the year first, one day":        {"26-05-12", "2026-05-12"},
		"the year first, all of a month": {"26-05-01 星期五|26-05-02 星期六|26-05-29 星期五|26-05-31 星期日", "2026-05-01|2026-05-02|2026-05-29|2026-05-31"},
		// Of 2024, 2025 and 2026 each on the 26th of November, or three days in a row.
		"the day first, three days":    {"24/11/26|25/11/26|26/11/26", "2026-11-24|2026-11-25|2026-11-26"},
		"the year first, three days":   {"26/11/24|26/11/25|26/11/26", "2026-11-24|2026-11-25|2026-11-26"},
		"the day first, four weeks":    {"26/10/26|31/10/26|1/11/26|22/11/26", "2026-10-26|2026-10-31|2026-11-01|2026-11-22"},
		"the month first, four weeks":  {"10/26/26|10/31/26|11/1/26|11/22/26", "2026-10-26|2026-10-31|2026-11-01|2026-11-22"},
		"a list kept for years":        {"24-03-05|25-04-06|26-11-02", "2024-03-05|2025-04-06|2026-11-02"},
		"weekdays decide":              {"10/11/2026 星期二|3/11/2026 Tue", "2026-11-10|2026-11-03"}, // 10-11 is a Sunday, 3-11 a Wednesday
		"a wrong weekday says nothing": {"25/11/2026 周一", "2026-11-25"},
		"no order fits":                {"25/11/2026|11/25/2026|05/06/2026", "2026-11-25|2026-11-25|2026-05-06 2026-06-05"},
		"one slip in twelve":           {"13/1/26|14/1/26|15/1/26|16/1/26|17/1/26|18/1/26|19/1/26|20/1/26|21/1/26|22/1/26|1/2/26|1/24/26", "2026-01-13|2026-01-14|2026-01-15|2026-01-16|2026-01-17|2026-01-18|2026-01-19|2026-01-20|2026-01-21|2026-01-22|2026-02-01|no"},
		"clear by themselves":          {"2026-12-10|2026年1月5日|46347|20260105|05-Nov-26|Nov 5, 2026|5 Sept 2026", "2026-12-10|2026-01-05|2026-11-21|2026-01-05|2026-11-05|2026-11-05|2026-09-05"},
		"mixed with clear ones":        {"2026-10-12|13/10/2026|10/10/2026|02/11/2026", "2026-10-12|2026-10-13|2026-10-10|2026-11-02"},
		"no dates":                     {"1/5/6|2026-13-01|13/13/2026|1/2-2026|10-5", "no|no|no|no|no"},
		"an offset of the clock":       {"2026-11-21T08:30:00+08:00|2026-11-21 08:30:15Z|2026-11-21T08:30:00.000-05:00", "2026-11-21|2026-11-21|2026-11-21"},
	} {
		cells := strings.Split(c.column, "|")
		o := &DateOrder{Today: today}
		for _, s := range cells {
			o.See(s)
		}
		for i, want := range strings.Split(c.want, "|") {
			m, ok := o.Moment(cells[i], 0)
			what, _, unclear := o.Unclear(cells[i])
			switch {
			case want == "no":
				if ok || unclear {
					t.Errorf("%s: %q is %v %s, want it refused", name, cells[i], m.Date, what.EN)
				}
			case strings.Contains(want, " "):
				if ok || !unclear || !strings.HasSuffix(what.EN, ": "+strings.ReplaceAll(want, " ", ", or ")) {
					t.Errorf("%s: %q is %v %v, %s; want %s", name, cells[i], m.Date, ok, what.EN, want)
				}
			case !ok || unclear || m.Date.String() != want:
				t.Errorf("%s: %q is %v %v %s, want %s", name, cells[i], m.Date, ok, what.EN, want)
			}
		}
	}
	// Without a clock one date of either meaning stays open; several lie near each other.
	var o DateOrder
	o.See("26-05-12")
	if _, _, unclear := o.Unclear("26-05-12"); !unclear {
		t.Error("26-05-12 alone, today unknown, is taken for one of 2026-05-12 and 2012-05-26")
	}
	o.See("26-05-28")
	if d, ok := o.Date("26-05-12", 0); !ok || d != workcal.DateOf(2026, 5, 12) {
		t.Errorf("26-05-12 with 26-05-28: %v %v", d, ok)
	}
}

// The columns of a table speak for each other, and a date of two meanings is named
// with its cell.
func TestRecordsDateOrder(t *testing.T) {
	read := func(text string) (dates []string, err error) {
		b, err := Read("f.csv", []byte(text), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		b.Today = workcal.DateOf(2026, time.November, 27)
		var problems Problems
		for rec := range b.Find(people, &problems).All() {
			if d, ok := rec.Date("hired"); ok {
				dates = append(dates, d.String())
			}
		}
		return dates, problems.Err()
	}
	if dates, err := read("工号,姓名,入职\n1,甲,12/10/26\n2,乙,13/10/26\n"); err != nil || strings.Join(dates, " ") != "2026-10-12 2026-10-13" {
		t.Errorf("%v %v", dates, err)
	}
	if dates, err := read("工号,姓名,入职\n1,甲,12/10/26\n2,乙,2026-10-13\n"); err == nil || !strings.Contains(err.Error(), `f.csv:2:C: the date "12/10/26" can be read in more than one way: 2026-12-10, or 2026-10-12`) {
		t.Errorf("%v %v", dates, err)
	}
}

func TestFar(t *testing.T) {
	today := workcal.DateOf(2026, time.November, 27)
	for in, want := range map[string]bool{"2062-11-25": true, "2206-11-22": true, "1999-12-31": true, "2024-01-01": false, "2027-12-31": false} {
		d, _ := workcal.ParseDate(in)
		if Far(d, today) != want || Far(d, 0) {
			t.Errorf("%s is far: %v", in, !want)
		}
	}
}
