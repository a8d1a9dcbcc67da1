package report

import (
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

// Whatever is changed outside the yellow cells is named: a formula that became a
// figure, a note, a signature, a mark, a sheet of one's own. What is typed into
// yellow cells is not part of it. Neither is the result of a formula that depends on it.
func TestPayrollEditsAreNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*excelize.File)
		want   []string
	}{
		{"nothing", func(*excelize.File) {}, nil},
		{"a deduction", func(f *excelize.File) { f.SetCellValue("汇总", "U4", 999) }, []string{"p.xlsx:汇总:4:U"}},
		{"a note", func(f *excelize.File) { f.SetCellValue("汇总", "W5", "已谈话") }, []string{"p.xlsx:汇总:5:W"}},
		{"a signature", func(f *excelize.File) { f.SetCellValue("考勤表", "AN5", "甲") }, []string{"p.xlsx:考勤表:5:AN"}},
		{"two rows", func(f *excelize.File) { f.SetCellValue("汇总", "U4", 1); f.SetCellValue("汇总", "U5", 2) }, []string{"p.xlsx:汇总:4:U", "p.xlsx:汇总:5:U"}},
		{"the score itself", func(f *excelize.File) { f.SetCellValue("积分", "F5", 100) }, []string{"p.xlsx:积分:5:F"}},
		{"a rule", func(f *excelize.File) { f.SetCellValue("说明", "A2", "随便") }, []string{"p.xlsx:说明:2:A"}},
		{"a sheet", func(f *excelize.File) { f.NewSheet("我的"); f.SetCellValue("我的", "A1", 1) }, []string{"p.xlsx:我的"}},
		{"yellow cells", func(f *excelize.File) { f.SetCellValue("积分", "C5", 70); f.SetCellValue("缺卡", "I4", "忘了") }, nil},
	} {
		got, err := readPayroll(t, writePayroll(t, lang.ZH, payrollSample(nil, nil), c.change))
		if err != nil {
			t.Fatal(c.name, err)
		}
		var places []string
		for _, p := range got.Edited {
			places = append(places, p.String())
		}
		if !slices.Equal(places, c.want) {
			t.Errorf("%s: %v, want %v", c.name, places, c.want)
		}
	}
}
