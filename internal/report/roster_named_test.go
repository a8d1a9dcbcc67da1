package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// numbered is the days 1 to n of a heading.
func numbered(n int, unit string) string {
	var out []string
	for d := range n {
		out = append(out, fmt.Sprint(d+1)+unit)
	}
	return strings.Join(out, ",")
}

// cellsOf is a row of the month of November: off on each seventh day from the first one
// that is named, early else.
func november(off int, early, rest string) string {
	var out []string
	for d := range 30 {
		if d%7 == off {
			out = append(out, rest)
		} else {
			out = append(out, early)
		}
	}
	return strings.Join(out, ",")
}

// Rosters as shops post them have names and no IDs: of a month with the numbers of the
// days, in Chinese and English, behind numbers of rows or groups, with totals, a legend
// and a signature below; of a week with weekdays alone, where the name of the file or the
// title says which week it is. November 2026 begins on a Sunday.
func TestRostersWithoutIDs(t *testing.T) {
	days := "日,一,二,三,四,五,六,日,一,二,三,四,五,六,日,一,二,三,四,五,六,日,一,二,三,四,五,六,日,一"
	week := "姓名,周一,周二,周三,周四,周五,周六,周日\n王芳,早,早,早,早,早,休,早\n李 娜,晚,晚,晚,晚,晚,晚,休\n"
	for _, c := range []struct {
		name, file, text string
		start            string
		days             int
	}{
		{"numbers, weekdays, totals, legend, signature", "11月.csv",
			"2026年11月排班表\n姓名," + numbered(30, "") + ",合计\n," + days + "\n王芳," + november(6, "早", "休") + ",26\n李娜," + november(0, "晚", "休") + ",25\n合计,1,2\n早=早班 晚=晚班\n制表人：某某\n", "2026-11-01", 30},
		{"numbers of rows before the names", "11月.csv",
			"2026年11月排班表\n序号,姓名," + numbered(30, "日") + "\n1,王芳," + november(6, "早", "休") + "\n2,李娜," + november(0, "晚", "休") + "\n合计,,1\n", "2026-11-01", 30},
		{"groups before the names", "a.csv",
			"2026年11月份排班表\n班组,姓名," + numbered(30, "") + "\n一组,王芳," + november(6, "早", "休") + "\n一组,李娜," + november(0, "晚", "休") + "\n", "2026-11-01", 30},
		{"English", "Nov.csv", "Roster November 2026\nName," + numbered(30, "") + ",Total\n王芳," + november(6, "E", "off") + ",26\n李娜," + november(0, "L", "off") + ",25\n", "2026-11-01", 30},
		{"over the edge of a month", "11月.csv",
			"2026年10月26日至11月25日排班表\n姓名,26,27,28,29,30,31," + numbered(25, "") + "\n王芳" + strings.Repeat(",早", 31) + "\n李娜" + strings.Repeat(",晚", 31) + "\n", "2026-10-26", 31},
		{"weekdays alone, of the week in the file's name", "2026-W48.csv", week, "2026-11-23", 7},
		{"weekdays alone, of the week in the title", "本周.csv", "11月23日-29日排班\n" + week, "2026-11-23", 7},
	} {
		b, err := table.Read(c.file, []byte(c.text), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		f, err := ReadRoster(b, workcal.DateOf(2026, time.November, 20))
		if err != nil {
			t.Errorf("%s: %v", c.name, lang.Tell(err, lang.EN))
			continue
		}
		var people []string
		for _, p := range f.People {
			people = append(people, p.ID)
		}
		if diff := cmp.Diff([]string{"王芳", "李娜"}, people); diff != "" || f.Start.String() != c.start || f.Days != c.days || !f.Named {
			t.Errorf("%s: %d days from %s, people %v", c.name, f.Days, f.Start, people)
		}
		f.Identify(func(name string) (string, bool) { return "A" + name[:1], name == "王芳" })
		if f.People[0].ID == "王芳" || f.People[1].ID != "李娜" {
			t.Errorf("%s: known as %s and %s", c.name, f.People[0].ID, f.People[1].ID)
		}
	}
}

// What cannot be read of a roster without IDs is told with its cell.
func TestRostersWithoutIDsAreRefused(t *testing.T) {
	for says, text := range map[string]string{
		"x.csv:3:A: 王芳 is in row 2 already": "姓名,2026-11-23,2026-11-24\n王芳,早,早\n王芳,晚,晚\n",
		"the heading has no dates":          "姓名,周一,周二,周三,周四,周五,周六,周日\n王芳,早,早,早,早,早,早,早\n", // no week is named
	} {
		b, err := table.Read("x.csv", []byte(text), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRoster(b, 0); err == nil || !strings.Contains(lang.Tell(err, lang.EN), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	// Two of one name in the staff list: nobody knows whose row it is. Nobody of another.
	p := &schedule.Problem{Start: workcal.DateOf(2026, time.November, 23), Days: 2, Interval: 60, Shifts: []schedule.Shift{
		{ID: "E", Name: lang.T("早班", "Early"), Short: lang.T("早", "E"), Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any},
	}, People: []schedule.Person{{ID: "A1", Name: "王芳", Last: 2}, {ID: "A2", Name: "王芳", Last: 2}, {ID: "A3", Name: "李娜（实习）", Last: 2}}}
	b, err := table.Read("x.csv", []byte("姓名,2026-11-23,2026-11-24\n王芳,早,早\n李娜,早,早\n赵敏,早,休\n"), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadRoster(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Match(p, nil)
	for _, says := range []string{"x.csv:2:A: several people are called 王芳", "x.csv:4:A: 赵敏 is not in the staff list"} {
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// excelRoster makes a workbook of people and days from Monday 2026-11-23 on, and lets
// change edit it.
func excelRoster(t *testing.T, change func(f *excelize.File)) *table.Book {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	_ = x.SetSheetName("Sheet1", "班表")
	for i, row := range [][]any{
		{"工号", "姓名", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"},
		{"A1", "王芳", "早", "早", "早", "早", "休"}, {"A2", "李娜", "晚", "晚", "晚", "晚", "休"},
	} {
		if err := x.SetSheetRow("班表", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	change(x)
	buf, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b, err := table.Read("2026-W48.xlsx", buf.Bytes(), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Cells merged over several days hold their shift on each of them, and over two people
// that of both: nobody merges cells to mean "one day, then rest".
func TestMergedCellsOfARoster(t *testing.T) {
	for area, want := range map[[2]string][2]string{
		{"D2", "F2"}: {"早 晚 晚 晚 休", "晚 晚 晚 晚 休"},
		{"D2", "D3"}: {"早 晚 早 早 休", "晚 晚 晚 晚 休"},
		{"D2", "E3"}: {"早 晚 晚 早 休", "晚 晚 晚 晚 休"},
	} {
		f, err := ReadRoster(excelRoster(t, func(x *excelize.File) {
			_ = x.SetCellStr("班表", "D2", "晚")
			if err := x.MergeCell("班表", area[0], area[1]); err != nil {
				t.Fatal(err)
			}
		}), 0)
		if err != nil {
			t.Fatal(lang.Tell(err, lang.EN))
		}
		for i, row := range f.People {
			if got := strings.Join(row.Cells, " "); got != want[i] {
				t.Errorf("%v: %s has %s, want %s", area, row.Name, got, want[i])
			}
		}
	}
}

// A formula without its value is never a rest day, whatever it is: the cell is named, in
// the body, in the column of names, and in the heading, where the day would be lost.
func TestFormulasOfARosterWithoutValue(t *testing.T) {
	for cell, formula := range map[string]string{
		"D2": "C2", "E2": `IF(C2="早","晚","早")`, "F3": "VLOOKUP(A3,X:Y,2,0)", "C3": `"早"&"班"`, "D3": "#REF!", "B2": "B9", "D1": "C1+1",
	} {
		_, err := ReadRoster(excelRoster(t, func(x *excelize.File) {
			_ = x.SetCellValue("班表", cell, nil)
			_ = x.SetCellFormula("班表", cell, formula)
		}), 0)
		col, row := cell[:1], cell[1:]
		if says := fmt.Sprintf("2026-W48.xlsx:班表:%s:%s: the cell holds a formula", row, col); err == nil || !strings.Contains(lang.Tell(err, lang.EN), says) {
			t.Errorf("=%s in %s: %v, want %q", formula, cell, err, says)
		}
	}
}
