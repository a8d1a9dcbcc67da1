package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// sheetOf makes a book of one sheet from lines of comma-separated cells.
func sheetOf(t *testing.T, file, sheet string, lines ...string) *table.Book {
	t.Helper()
	return bookOf(t, file, sheetLines{sheet, lines})
}

type sheetLines struct {
	name  string
	lines []string
}

func bookOf(t *testing.T, file string, sheets ...sheetLines) *table.Book {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for y, line := range s.lines {
			for x, text := range strings.Split(line, ",") {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if text != "" {
					if err := f.SetCellStr(s.name, cell, text); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b, err := table.Read(file, out.Bytes(), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// numbers is from to to, with what stands behind each.
func numbers(from, to int, behind string) string {
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, fmt.Sprint(n, behind))
	}
	return strings.Join(out, ",")
}

// weekdaysFrom is n weekdays from one on, 0 is Sunday.
func weekdaysFrom(first, n int) string {
	var out []string
	for i := range n {
		out = append(out, [...]string{"日", "一", "二", "三", "四", "五", "六"}[(first+i)%7])
	}
	return strings.Join(out, ",")
}

// Sheets as shops keep them: the days are numbers, and the month stands in the title, in
// the name of the sheet or in that of the file. 2026-10-01 is a Thursday, 2026-11-01 a
// Sunday.
func TestDaysOfAMonthSheet(t *testing.T) {
	oct, nov := workcal.DateOf(2026, time.October, 1), workcal.DateOf(2026, time.November, 1)
	shifts := func(n int) string { return strings.TrimSuffix(strings.Repeat("早,", n), ",") }
	person := func(n int) string { return "A1,甲," + shifts(n) }
	near := workcal.DateOf(2026, time.November, 20)
	for name, c := range map[string]struct {
		file, sheet string
		lines       []string
		near        workcal.Date
		start       workcal.Date
		days        int
		note        string // in it, "" for no note
	}{
		"a title with year and month, weekdays below": {"班表.xlsx", "Sheet1",
			[]string{"客服部2026年10月份排班表", "工号,姓名," + numbers(1, 31, "") + ",出勤天数,备注", ",," + weekdaysFrom(4, 31), person(31) + ",31,"}, 0, oct, 31, ""},
		"with 日, and weekdays above": {"班表.xlsx", "Sheet1",
			[]string{"2026年10月 客服班表", ",," + weekdaysFrom(4, 31), "工号,姓名," + numbers(1, 31, "日"), person(31)}, 0, oct, 31, ""},
		"the numbers below the heading": {"班表.xlsx", "Sheet1",
			[]string{"2026.10 排班", "工号,姓名,10月", ",," + numbers(1, 31, ""), person(31)}, 0, oct, 31, ""},
		"a column before the ID, and English": {"roster.xlsx", "Sheet1",
			[]string{"Roster October 2026", "No.,ID,Name,Group," + numbers(1, 31, ""), "1,A1,Ann,one," + shifts(31)}, 0, oct, 31, ""},
		"the month in the name of the sheet": {"班表.xlsx", "2026年10月",
			[]string{"工号,姓名," + numbers(1, 31, "号"), person(31)}, 0, oct, 31, ""},
		"the month in the name of the file": {"排班202610.xlsx", "Sheet1",
			[]string{"工号,姓名," + numbers(1, 31, ""), person(31)}, 0, oct, 31, ""},
		"the year in the name of the file alone": {"2026年排班.xlsx", "十月",
			[]string{"十月排班表", "工号,姓名," + numbers(1, 31, ""), person(31)}, near, oct, 31, "taken for 2026"},
		"no year but one near the month asked for": {"10月排班表.xlsx", "Sheet1",
			[]string{"工号,姓名," + numbers(1, 31, ""), person(31)}, near, oct, 31, "taken for 2026"},
		"no year but weekdays that say it": { // in 2025 October begins on a Wednesday
			"10月排班表.xlsx", "Sheet1",
			[]string{"工号,姓名," + numbers(1, 31, ""), ",," + weekdaysFrom(3, 31), person(31)}, near, workcal.DateOf(2025, time.October, 1), 31, "taken for 2025"},
		"31 columns in a month of 30 days": {"班表.xlsx", "Sheet1",
			[]string{"2026年11月班表", "工号,姓名," + numbers(1, 31, ""), person(30)}, 0, nov, 30, ""},
		"a month of pay, 26 to 25": {"班表.xlsx", "Sheet1",
			[]string{"2026年10月班表", "工号,姓名," + numbers(26, 30, "") + "," + numbers(1, 25, ""), person(30)}, 0, workcal.DateOf(2026, time.September, 26), 30, ""},
		"a week that begins at the end of a month": { // August and July both have 31 days: the title says which
			"班表.xlsx", "Sheet1",
			[]string{"8月31日-9月6日排班（2026年8月）", "工号,姓名,31," + numbers(1, 6, ""), person(7)}, 0, workcal.DateOf(2026, time.August, 31), 7, ""},
		"a week by its file's name": {"2026-W40.xlsx", "Sheet1",
			[]string{"工号,姓名,28,29,30,1,2,3,4", person(7)}, 0, workcal.DateOf(2026, time.September, 28), 7, ""},
		"numbers and weekdays in one cell": {"班表.xlsx", "2026-11",
			[]string{"工号,姓名,16（一）,17 二,18日 周三,19星期四,20(Fri),21六,22日日", person(7)}, 0, nov + 15, 7, ""},
		"short dates below a title": {"班表.xlsx", "Sheet1",
			[]string{"2026年12月班表", "工号,姓名,12/30,12/31,1/1,1/2", person(4)}, 0, workcal.DateOf(2026, time.December, 30), 4, ""},
		"short dates with weekdays in a week's file": {"2027-W01.xlsx", "Sheet1",
			[]string{"工号,姓名,1月4日 周一,1月5日 周二,1月6日(三)", person(3)}, 0, workcal.DateOf(2027, time.January, 4), 3, ""},
		"a short sheet of a month": {"班表.xlsx", "Sheet1",
			[]string{"2026年10月班表", "工号,姓名," + numbers(2, 31, ""), person(30)}, 0, oct + 1, 30, "2026-10 has 31 days, the sheet has only 2026-10-02 to 2026-10-31"},
		"one weekday is wrong": {"班表.xlsx", "Sheet1",
			[]string{"2026年10月班表", "工号,姓名,1四,2五,3六,4一", person(4)}, 0, oct, 4, "2026-10-04 is a Sunday"},
	} {
		f, err := ReadRoster(sheetOf(t, c.file, c.sheet, c.lines...), c.near)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Start != c.start || f.Days != c.days || len(f.People) != 1 || f.People[0].ID != "A1" {
			t.Errorf("%s: %s, %d days, %v; want %s, %d days of A1", name, f.Start, f.Days, f.People, c.start, c.days)
		}
		said := lang.Join(f.Notes, "", "; ").EN
		if (said == "") != (c.note == "") || !strings.Contains(said, c.note) {
			t.Errorf("%s: notes %q, want %q", name, said, c.note)
		}
	}
}

// The corner of a sheet may name the dates beside the people.
func TestCornerOfNamesAndDates(t *testing.T) {
	for _, corner := range []string{`姓名\日期`, "日期/姓名", "姓名＼日期", "Name / Date"} {
		f, err := ReadRoster(sheetOf(t, "班表.xlsx", "Sheet1", "2026年10月班表", corner+","+numbers(1, 31, ""), "陈晓雯,"+strings.Repeat("早,", 31)), 0)
		if err != nil || f.Start != workcal.DateOf(2026, time.October, 1) || f.Days != 31 || len(f.People) != 1 || f.People[0].Name != "陈晓雯" {
			t.Errorf("%s: %+v, %v", corner, f, err)
		}
	}
}

// What nobody can put a date to is refused with the place and a way out.
func TestDaysOfAMonthSheetThatNobodyKnows(t *testing.T) {
	person := "A1,甲" + strings.Repeat(",早", 31)
	for name, c := range map[string]struct {
		file, sheet string
		lines       []string
		want        string
	}{
		"no month at all":  {"班表.xlsx", "Sheet1", []string{"工号,姓名," + numbers(1, 31, ""), person}, "班表.xlsx:Sheet1:1: the headings are 1, 2, 3, … but no month is named"},
		"no year":          {"10月.xlsx", "Sheet1", []string{"工号,姓名," + numbers(1, 31, ""), person}, "names month 10 without a year"},
		"title and file":   {"2026年10月.xlsx", "Sheet1", []string{"2026年9月班表", "工号,姓名," + numbers(1, 30, ""), "A1,甲,早"}, "the title says 2026-09, the name of the file says 2026-10"},
		"title and sheet":  {"班.xlsx", "10月", []string{"2026年9月班表", "工号,姓名," + numbers(1, 30, ""), "A1,甲,早"}, "the title says 2026-09, the name of the sheet says 10"},
		"a day is missing": {"班.xlsx", "2026-10", []string{"工号,姓名,1,2,3,5,6", "A1,甲,早"}, "1:F: the day is 5 where 4 is expected"},
		"a day twice":      {"班.xlsx", "2026-10", []string{"工号,姓名,1,2,3,3,4", "A1,甲,早"}, "1:F: the day is 3 where 4 is expected"},
		"a shift on the 31st of November": {"班.xlsx", "2026-11", []string{"工号,姓名," + numbers(1, 31, ""), person},
			"班.xlsx:2026-11:2:AG: \"早\" stands in a column without a day: 2026-11-30 is the last one"},
		"weekdays of another month": {"班.xlsx", "2026-11", []string{"工号,姓名," + numbers(1, 30, ""), ",," + weekdaysFrom(4, 30), "A1,甲,早"}, "2026-11-01 is a Sunday, which is not the weekday over it"},
		"the dates of another week": {"2026-W48.xlsx", "班表", []string{"工号,姓名,2026-11-16,2026-11-17,2026-11-18", "A1,甲,早"}, "the file is named for 2026-W48, from 2026-11-23, but has 2026-11-16 to 2026-11-18"},
	} {
		f, err := ReadRoster(sheetOf(t, c.file, c.sheet, c.lines...), 0)
		if err == nil || !strings.Contains(err.Error(), c.want) && !strings.Contains(lang.Tell(err, lang.ZH), c.want) {
			t.Errorf("%s: %v %v, want %q", name, f, err, c.want)
		}
	}
}

// Around the people of a sheet that a shop keeps stands what is nobody.
func TestRowsThatAreNobody(t *testing.T) {
	b := sheetOf(t, "2026年11月.xlsx", "班表",
		"小店客服部2026年11月排班表,,,,,", "部门：客服部,,,,,制表：王",
		"工号,姓名,23,24,25,出勤天数", "星期,,一,二,三,",
		"A1,甲,早,休,晚,2", "A2,乙,,,,0", "客服03,丙,早,早,早,3", "T-04,Ann Lee,早,早,早,3",
		",,,,,", "合计,,3,2,3,8", ",早班人数,3,2,2,", "晚,,0,0,1,", "工号,姓名,23,24,25,出勤天数", "A5,丁,早,,,",
		"早：8:30-17:30   晚：15:30-24:00,,,,,", "早,08:30-17:30,,,,", "注：换班须提前一天报组长批准。,,,,,", ",备注：年假另算,,,,", "制表人：王主管,,,,,审核：李", "审批,,,,,",
	)
	f, err := ReadRoster(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	var who []string
	for _, r := range f.People {
		who = append(who, r.ID)
	}
	if got := strings.Join(who, " "); got != "A1 A2 客服03 T-04 A5" {
		t.Errorf("people %s", got)
	}
	if len(f.Notes) > 0 {
		t.Errorf("notes %v", f.Notes)
	}
	// Shifts in a row without anybody are told; somebody without an ID is refused.
	f, err = ReadRoster(sheetOf(t, "2026年11月.xlsx", "班表", "工号,姓名,23,24,25", "A1,甲,早,休,晚", ",,晚,晚,休"), 0)
	if err != nil || len(f.Notes) != 1 || !strings.Contains(f.Notes[0].EN, "2026年11月.xlsx:班表: rows 3 have no ID") {
		t.Errorf("%v %v", f, err)
	}
	_, err = ReadRoster(sheetOf(t, "2026年11月.xlsx", "班表", "工号,姓名,23,24,25", ",乙,早,休,晚"), 0)
	if err == nil || !strings.Contains(err.Error(), "班表:2:A: 乙 has no ID") {
		t.Errorf("%v", err)
	}
}

// A roster that the program wrote says nothing, with holidays beside its weekdays: the
// first week of October 2026 has four.
func TestWrittenRosterHasNoNotes(t *testing.T) {
	w := sample(lang.ZH)
	for d := range w.Days {
		w.Days[d].Name = lang.T("国庆节", "National Day")
	}
	path := t.TempDir() + "/a.xlsx"
	if err := WriteRoster(path, w); err != nil {
		t.Fatal(err)
	}
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	f, err := ReadRoster(b, 0)
	if err != nil || len(f.Notes) > 0 || f.Changed() {
		t.Errorf("%v %v", err, f)
	}
}

// A shop keeps a sheet a month; a copy of a sheet is told, and what is no roster is not.
func TestFurtherSheets(t *testing.T) {
	nov := sheetLines{"11月", []string{"2026年11月班表", "工号,姓名," + numbers(1, 30, ""), "A1,甲,早"}}
	dec := sheetLines{"12月", []string{"2026年12月班表", "工号,姓名," + numbers(1, 31, ""), "A1,甲,晚"}}
	again := sheetLines{"11月 (2)", []string{"2026年11月班表", "工号,姓名," + numbers(1, 30, ""), "A1,甲,晚"}}
	staff := sheetLines{"名单", []string{"工号,姓名,电话", "A1,甲,138"}}
	files, err := ReadRosters(bookOf(t, "班表.xlsx", nov, staff, dec, again), 0)
	if err != nil || len(files) != 2 || files[0].Start != workcal.DateOf(2026, time.November, 1) || files[1].Start != workcal.DateOf(2026, time.December, 1) {
		t.Fatalf("%v %v", files, err)
	}
	if n := files[0].Notes; len(n) != 1 || !strings.Contains(n[0].EN, `the sheet "11月 (2)" has shifts from 2026-11-01 too and is not read`) {
		t.Errorf("notes %v", n)
	}
	f, err := ReadRoster(bookOf(t, "班表.xlsx", nov, dec), 0)
	if err != nil || len(f.Notes) != 1 || !strings.Contains(f.Notes[0].EN, `the sheet "12月" (31 days from 2026-12-01) is not looked at here`) {
		t.Errorf("%v %v", f, err)
	}
}

// The hidden sheet knows how many days were generated: a deleted column is told, at
// either edge.
func TestDeletedDays(t *testing.T) {
	path := t.TempDir() + "/a.xlsx"
	if err := WriteRoster(path, sample(lang.EN)); err != nil {
		t.Fatal(err)
	}
	p := sample(lang.EN).Problem
	for _, day := range []int{0, p.Days - 1} {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		column, _ := excelize.ColumnNumberToName(4 + day)
		if err := f.RemoveCol(f.GetSheetList()[0], column); err != nil {
			t.Fatal(err)
		}
		out, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		b, err := table.Read("a.xlsx", out.Bytes(), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRoster(b, 0); err == nil || !strings.Contains(err.Error(), "there is no column of "+p.Date(day).String()) {
			t.Errorf("day %d: %v", day, err)
		}
	}
}
