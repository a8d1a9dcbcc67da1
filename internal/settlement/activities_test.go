package settlement

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Both have a training on Monday 2 November at ten; Lin Yi comes at eleven. Hours are as they
// would be without it, and the list stands in the workbook, in Chinese and in English.
func TestWhoWasAtTheTraining(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		ws := shop(t, map[string]string{
			"paiban.yaml":                 config + "activities: [{id: rules, name: {zh: 新规培训, en: Rules training}, length: 1h}]\n",
			"punches/2026-11/punches.csv": "工号,姓名,日期,时间\nA1,苏晓禾,2026-11-02,08:55\nA1,苏晓禾,2026-11-02,18:02\nB2,林一,2026-11-02,11:00\nB2,林一,2026-11-02,18:02\nB2,林一,2026-11-30,09:00\n",
		})
		rosterWith(t, filepath.Join(ws.Root, "rosters", "2026-W45.xlsx"))
		st := Settler{Workspace: ws, Lang: l, Clock: func() time.Time { return december }}
		s, err := st.Settle(t.Context(), Options{Month: november})
		if err != nil {
			t.Fatal(err)
		}
		got := s.Activities()
		ten := schedule.Span{Start: 600, End: 660}
		if len(got) != 2 || got[0].Person != "A1" || got[0].Result != attendance.Took || got[0].At != ten || got[0].ID != "rules" ||
			got[1].Person != "B2" || got[1].Result != attendance.Missed || got[1].Date != nov(2) {
			t.Fatalf("%+v", got)
		}
		if worked := s.Sheet.People[0].Days[1].Worked; worked != 480 {
			t.Errorf("%d minutes worked, want the 480 of the shift", worked)
		}
		if err := s.Write(false); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(s.Path)
		if err != nil {
			t.Fatal(err)
		}
		sheet, name, state := "会议培训", "新规培训", "没到"
		if l == lang.EN {
			sheet, name, state = "Activities", "Rules training", "not there"
		}
		for cell, want := range map[string]string{"A4": "A1", "D4": name, "E4": "10:00", "G5": state, "H4": "60"} {
			if text, err := book.GetCellValue(sheet, cell); err != nil || text != want {
				t.Errorf("%s!%s is %q, want %q (%v)", sheet, cell, text, want, err)
			}
		}
		book.Close()
		// Settling again neither loses it nor takes the sheet for something that was added.
		if s, err = st.Settle(t.Context(), Options{Month: november}); err != nil || s.Refused != nil {
			t.Errorf("again: %v, %v", err, s.Refused)
		}
	}
}

// rosterWith writes a roster of two days with a training of both on the first.
func rosterWith(t *testing.T, path string) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for name, rows := range map[string][][]any{
		"班表":   {{"工号", "姓名", "2026-11-02", "2026-11-03"}, {"A1", "苏晓禾", "日", "休"}, {"B2", "林一", "日", "休"}},
		"会议培训": {{"工号", "姓名", "日期", "班次", "项目", "开始", "结束"}, {"A1", "苏晓禾", "2026-11-02", "日", "新规培训", "10:00", "11:00"}, {"B2", "林一", "2026-11-02", "日", "Rules training", "10:00", "11:00"}},
	} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, r+1)
			if err := book.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.ReadRoster(path); err != nil {
		t.Fatal(err)
	}
}
