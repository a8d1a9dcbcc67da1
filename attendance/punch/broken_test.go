package punch

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/table"
)

// Formulas without a value in each kind of column: A5 has its person by the name
// alone, of B6 nobody is known, and neither is the date of row 4. Every cell is named,
// and what the row says beside it is read.
func TestListNamesBrokenCells(t *testing.T) {
	e := readWorkbook(t, func(f *excelize.File) {
		for i, row := range [][]any{
			{"工号", "姓名", "日期", "上班", "下班"},
			{"A01", "王小明", "2026-10-01", "=TEXT(0.37,\"hh:mm\")", "18:05"},
			{"A01", "王小明", "2026-10-02", "08:55", "=D2"},
			{"A01", "王小明", "=C3", "08:55", "18:00"},
			{"=A4", "王小明", "2026-10-05", "08:56", "18:01"},
			{"", "#N/A", "2026-10-05", "08:57", "18:02"},
		} {
			for k, v := range row {
				cell, _ := excelize.CoordinatesToCellName(k+1, i+1)
				if s := v.(string); strings.HasPrefix(s, "=") {
					_ = f.SetCellFormula("Sheet1", cell, s[1:])
				} else {
					_ = f.SetCellValue("Sheet1", cell, s)
				}
			}
		}
	})
	if got := punchesOf(e); got != "2026-10-01 18:05, 2026-10-02 08:55, 2026-10-05 08:56, 2026-10-05 18:01" {
		t.Errorf("punches: %s", got)
	}
	for _, want := range []string{":2:D", ":3:E", ":4:C", ":5:A", ":6:B"} {
		found := false
		for _, d := range e.Dropped {
			found = found || strings.HasSuffix(d.Where.String(), want)
		}
		if !found {
			t.Errorf("%s is not named: %v", want, e.Dropped)
		}
	}
}

// A name and a date merged over the rows that they are about are those of each row.
func TestListOfMergedCells(t *testing.T) {
	e := readWorkbook(t, func(f *excelize.File) {
		for i, row := range [][]any{
			{"姓名", "日期", "上班", "下班"},
			{"王小明", "2026-10-01", "08:55", "18:05"}, {nil, "2026-10-02", "08:56", "18:06"},
			{"李小红", "2026-10-02", "09:55", "19:05"}, {"赵小四", nil, "09:56", "19:06"},
		} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			_ = f.SetSheetRow("Sheet1", cell, &row)
		}
		_ = f.MergeCell("Sheet1", "A2", "A3")
		_ = f.MergeCell("Sheet1", "B4", "B5")
	})
	if len(e.People) != 3 || len(e.Dropped) > 0 || punchesOf(e) != "2026-10-01 08:55, 2026-10-01 18:05, 2026-10-02 08:56, 2026-10-02 18:06, 2026-10-02 09:55, 2026-10-02 19:05, 2026-10-02 09:56, 2026-10-02 19:06" {
		t.Errorf("%d people, %s, %v", len(e.People), punchesOf(e), e.Dropped)
	}
}

// readWorkbook reads a workbook that fill has put cells into.
func readWorkbook(t *testing.T, fill func(*excelize.File)) *Export {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b, err := table.Read("p.xlsx", data.Bytes(), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// punchesOf lists when the punches of an export were made.
func punchesOf(e *Export) string {
	var out []string
	for i := range e.Punches {
		out = append(out, e.Punches[i].At.String())
	}
	return strings.Join(out, ", ")
}
