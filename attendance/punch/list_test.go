package punch

import (
	"strings"
	"testing"

	"paiban/internal/table"
)

func TestList(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
		drops            int
	}{
		{"person and moment", "a.csv", "姓名,工号,打卡时间\n甲一,007,2026-10-01 08:02:31\n甲一,007,2026/10/1 18:05\n", []string{"甲一 2026-10-01 08:02", "甲一 2026-10-01 18:05"}, 0},
		{"English headings, tabs", "a.txt", "Name\tDate\tTime\nLi Si\t2026-10-01\t08:02\n", []string{"Li Si 2026-10-01 08:02"}, 0},
		{"several times a cell", "a.csv", "姓名,日期,考勤时间\n甲一,2026-10-01,08:58:16  13:52:16  20:37:46\n甲一,2026-10-02,08:4517:39\n", []string{
			"甲一 2026-10-01 08:58", "甲一 2026-10-01 13:52", "甲一 2026-10-01 20:37", "甲一 2026-10-02 08:45", "甲一 2026-10-02 17:39"}, 0},
		{"columns of in and out", "a.csv", "考勤号码,姓名,日期,签到时间,签退时间,迟到时间\n1,甲一,2026-10-01,8:55,次日 00:10,5\n", []string{"甲一 2026-10-01 08:55", "甲一 2026-10-02 00:10"}, 0},
		{"bad lines are reported, reading goes on", "a.csv", "姓名,打卡时间\n甲一,2047-02-30 08:00\n,2026-10-01 08:00\n甲一,2000-01-01 00:00:10\n甲一,昨天\n甲一,2026-10-01 08:00\n", []string{"甲一 2026-10-01 08:00"}, 4},
		{"headings further down, and again in the middle", "a.csv", "考勤记录,,\n,,\n姓名,日期,打卡时间\n甲一,2026-10-01,08:00\n姓名,日期,打卡时间\n甲一,2026-10-02,08:01\n", []string{"甲一 2026-10-01 08:00", "甲一 2026-10-02 08:01"}, 1},
	} {
		e := read(t, c.file, []byte(c.text))
		if e.Layout != "list" {
			t.Errorf("%s: layout %s", c.name, e.Layout)
		}
		same(t, c.name, list(e), c.want...)
		if len(e.Dropped) != c.drops {
			t.Errorf("%s: dropped %v", c.name, dropped(e))
		}
	}
}

// Excel's own dates and times: 46296 is 2026-10-01, 0.334722 is 08:02.
func TestListOfSerials(t *testing.T) {
	e := read(t, "a.xlsx", workbook(t, sheetOf{"S", [][]any{{"姓名", "日期", "上班", "下班"}, {"甲一", 46296, 0.334722222, 0.753472222}}}))
	same(t, "punches", list(e), "甲一 2026-10-01 08:02", "甲一 2026-10-01 18:05")
}

// The plan may stand beside the punches.
func TestListWithShift(t *testing.T) {
	e := read(t, "a.csv", []byte("姓名,日期,班次,打卡时间\n甲一,2026-10-01,早 08:00-17:00,07:58 17:02\n甲一,2026-10-02,休息,\n"))
	if len(e.Shifts) != 2 || e.Shifts[0].Segments[0].Start != 480 || e.Shifts[1].Kind != "rest" {
		t.Errorf("shifts %+v", e.Shifts)
	}
}

// Nothing usable at all is an error that shows the first line's fault.
func TestListWithoutOnePunch(t *testing.T) {
	b, err := table.Read("a.csv", []byte("姓名,打卡时间\n甲一,昨天\n"), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Read(b); err == nil || !strings.Contains(err.Error(), "昨天") {
		t.Errorf("got %v", err)
	}
}

// Real lists; the counts are those of an independent reading of the files.
func TestListsReal(t *testing.T) {
	for _, c := range []struct {
		file            string
		people, punches int
	}{{"person_day_list.xlsx", 11, 480}, {"zktime_events.xls", 82, 6060}} {
		e := shared(t, c.file)
		if len(e.People) != c.people || len(e.Punches) != c.punches || len(e.Dropped) != 0 {
			t.Errorf("%s: %d people, %d punches, %d dropped", c.file, len(e.People), len(e.Punches), len(e.Dropped))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.csv", []byte("姓名,工号,打卡时间\n甲一,007,2026-10-01 08:02:31\n"))
	f.Add("a.csv", []byte("姓名,日期,班次,打卡时间\n甲一,2026-10-01,早 08:00-17:00,07:58 17:02\n"))
	f.Add("d.xlsx", dingSample(f))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		b, err := table.Read(name, data, table.Limits{UnzipBytes: 4 << 20, Rows: 2000})
		if err != nil {
			return
		}
		defer b.Close()
		e, err := Read(b)
		if err != nil {
			return
		}
		for _, p := range e.Punches {
			if p.Person < 0 || p.Person >= len(e.People) {
				t.Fatalf("person %d of %d", p.Person, len(e.People))
			}
		}
	})
}
