package report

import (
	"archive/zip"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// A slip for each person: the days with plan, punches and result, the sums, a line to
// sign. Each begins a page, whatever the name; a page has room for all of it.
func TestSlips(t *testing.T) {
	sheet := payrollSample(nil, nil)
	long := &sheet.People[1]
	for range 12 {
		long.Notes = append(long.Notes, lang.Same("很长的备注，写了很多很多字，把一页撑得满满的"))
	}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		path := filepath.Join(t.TempDir(), "s.xlsx")
		if err := WriteSlips(path, &Payroll{Lang: l, Shop: "店", Sheet: sheet}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		name := slipsSheet.In(l)
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		title := "店　2026-10 " + lang.T("考勤确认单", "attendance slip").In(l)
		var tops []int
		for r, row := range rows {
			if len(row) > 0 && row[0] == title {
				tops = append(tops, r)
			}
		}
		if len(tops) != 2 || tops[0] != 0 {
			t.Fatalf("%v: slips begin at %v", l, tops)
		}
		if got := rows[1][0]; !strings.Contains(got, "007") || !strings.Contains(got, "=甲") {
			t.Errorf("whose slip it is: %q", got)
		}
		// 12 October, late by 12 minutes, is the 12th row below the headings.
		late := strings.Join(rows[14], "|")
		for _, want := range []string{"10-12", "早班", "08:00-17:00", "08:12 17:05", lang.T("迟到 12 分钟", "late 12 min").In(l)} {
			if !strings.Contains(late, want) {
				t.Errorf("%v: %q is not in %q", l, want, late)
			}
		}
		all := ""
		for _, row := range rows[tops[1]:] {
			all += strings.Join(row, "|") + "\n"
		}
		for _, want := range []lang.Text{lang.T("年假 1 天", "annual leave 1 days"), lang.T("实出勤 14", "Attended (days) 14"), lang.T("全勤奖 200", "Full-attendance bonus 200"), lang.T("本人签字：", "Signature:")} {
			if !strings.Contains(all, want.In(l)) {
				t.Errorf("%q is not in\n%s", want.In(l), all)
			}
		}
		if breaks := pageBreaks(t, path); !slices.Equal(breaks, []string{`id="` + itoa(tops[1]) + `"`}) {
			t.Errorf("%v: pages break at %v, want before row %d", l, breaks, tops[1]+1)
		}
		for k, top := range tops {
			end := append(tops[1:], len(rows))[k]
			sum := 0.0
			for r := top; r < end; r++ {
				h, _ := f.GetRowHeight(name, r+1)
				sum += h
			}
			if sum > slipPage {
				t.Errorf("%v: the slip at row %d is %v points high, a page has %d", l, top+1, sum, slipPage)
			}
		}
	}
}

func itoa(n int) string { return attendance.Yuan(float64(n)).String() }

// pageBreaks lists the row breaks of the first sheet of a workbook.
func pageBreaks(t *testing.T, path string) (ids []string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, brk := range strings.Split(string(data), "<brk ")[1:] {
		ids = append(ids, strings.Fields(brk)[0])
	}
	return ids
}

// Slips tell whether they were edited, and are no attendance workbook.
func TestReadSlips(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.xlsx")
	if err := WriteSlips(path, &Payroll{Lang: lang.ZH, Sheet: payrollSample(nil, nil)}); err != nil {
		t.Fatal(err)
	}
	read := func(path string) ([]table.Pos, bool) {
		book, err := table.Open(path, table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		edited, ours, err := ReadSlips(book)
		if err != nil {
			t.Fatal(err)
		}
		return edited, ours
	}
	if edited, ours := read(path); edited != nil || !ours {
		t.Errorf("edited %v, ours %v", edited, ours)
	}
	if _, err := readPayroll(t, path); err == nil {
		t.Error("slips are read as an attendance workbook")
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.SetCellValue("确认单", "G5", "有误")
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if edited, ours := read(path); len(edited) != 1 || edited[0].String() != "s.xlsx:确认单:5:G" || !ours {
		t.Errorf("edited %v, ours %v", edited, ours)
	}
	if edited, ours := read(writePayroll(t, lang.ZH, payrollSample(nil, nil), nil)); ours {
		t.Errorf("an attendance workbook passes for slips, edited %v", edited)
	}
}
