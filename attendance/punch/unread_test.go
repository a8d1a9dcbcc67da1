package punch

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// In each layout a name, a clock or a date without a value is named, not empty: B2 of the
// table is a formula, C2 an error. The rest of the row is read.
func TestBrokenCellsOfLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		rows   [][]any
		broken map[string]string // cell: formula, or an error value
		want   []string
	}{
		"DingTalk": {[][]any{{"姓名", "工号", "UserId", "考勤日期", "打卡时间", "打卡结果"}, {"甲一", "K1", "u1", "2026-09-01", "2026-09-01 08:55", "正常"}, {"甲一", "K1", "u1", "2026-09-01", "2026-09-01 18:05", "正常"}},
			map[string]string{"A2": "B9", "E3": "F9"}, []string{"甲一 2026-09-01 08:55"}},
		"WeCom": {[][]any{{"时间", "姓名", "账号", "班次", "打卡时间记录"}, {"2026/09/01", "甲一", "u1", "", "08:55 18:05"}, {"2026/09/02", "甲一", "u1", "", "08:56 18:06"}},
			map[string]string{"B2": "#N/A", "E3": "F9"}, []string{"甲一 2026-09-01 08:55", "甲一 2026-09-01 18:05"}},
		"by hand": {[][]any{{"2026年9月考勤表"}, {"姓名", "2026-09-01", "2026-09-02", "2026-09-03"}, {"甲一", "08:55 18:05", "08:56 18:06", "08:57 18:07"}, {"乙二", "08:55 18:05"}},
			map[string]string{"A4": "A9", "C3": "D9"}, []string{"甲一 2026-09-01 08:55", "甲一 2026-09-01 18:05", "甲一 2026-09-03 08:57", "甲一 2026-09-03 18:07"}},
		"requests": {[][]any{{"申请人", "请假类型", "开始时间", "结束时间", "审批结果"}, {"甲一", "事假", "2026-09-01 09:00", "2026-09-01 18:00", "同意"}, {"乙二", "事假", "2026-09-02 09:00", "2026-09-02 18:00", "同意"}},
			map[string]string{"C3": "C2"}, nil},
	} {
		e := readWorkbook(t, func(f *excelize.File) {
			for i, row := range c.rows {
				cell, _ := excelize.CoordinatesToCellName(1, i+1)
				_ = f.SetSheetRow("Sheet1", cell, &row)
			}
			for cell, text := range c.broken {
				_ = f.SetCellValue("Sheet1", cell, nil)
				if strings.HasPrefix(text, "#") {
					_ = f.SetCellValue("Sheet1", cell, text)
				} else {
					_ = f.SetCellFormula("Sheet1", cell, text)
				}
			}
		})
		same(t, name, list(e), c.want...)
		for cell := range c.broken {
			found := false
			for _, d := range e.Dropped {
				found = found || strings.HasSuffix(d.Where.String(), ":"+cell[1:]+":"+cell[:1])
			}
			if !found {
				t.Errorf("%s: %s is not named: %v", name, cell, dropped(e))
			}
		}
	}
}

// A word merged over days is that of each; a time merged over two is that of the first.
func TestMergedDaysOfHandSheet(t *testing.T) {
	e := readWorkbook(t, func(f *excelize.File) {
		for i, row := range [][]any{{"2026年9月考勤表"}, {"姓名", "2026-09-01", "2026-09-02", "2026-09-03"}, {"甲一", "年假"}, {"乙二", "08:55 18:05", nil, "08:57"}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			_ = f.SetSheetRow("Sheet1", cell, &row)
		}
		_ = f.MergeCell("Sheet1", "B3", "D3")
		_ = f.MergeCell("Sheet1", "B4", "C4")
	})
	if len(e.Shifts) != 3 || len(e.Punches) != 3 || len(e.Dropped) != 1 || e.Dropped[0].Where.String() != "p.xlsx:Sheet1:4:C" {
		t.Errorf("%d plans, %d punches, %v", len(e.Shifts), len(e.Punches), dropped(e))
	}
}
