package settlement

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What is left of time off in lieu and annual leave goes on from month to month: from
// the staff list into October, from October's workbook into November, unless somebody
// types another opening, which stays run after run.
func TestBalancesCarried(t *testing.T) {
	ws := shop(t, map[string]string{
		"paiban.yaml":           config + "attendance:\n  overtime: {by: approval, in_lieu: true}\n",
		"people.csv":            "工号,姓名,调休余额,年假余额\nA1,苏晓禾,12,5\nB2,林一,,\n",
		"punches/2026-10/a.csv": punches("A1 苏晓禾 2026-10-12 08:55 18:05", "A1 苏晓禾 2026-10-15 08:55 18:05", "B2 林一 2026-10-17 09:00 13:00"),
		"rosters/2026-W42.xlsx": roster(nov(2)-21, "A1 苏晓禾 日 调休 年假 日 休 休 休", "B2 林一 休 休 休 休 休 休 休"),
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55 18:05", "A1 苏晓禾 2026-11-04 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 调休 日", "B2 林一 休 调休 休"),
	})
	october := settleAndWrite(t, ws, Options{Month: november.Before()})
	typeInto(t, october.Path, "Rest day worked", "Answer", "B2", "yes")
	october = settleAndWrite(t, ws, Options{Month: november.Before()})
	balances := func(s *Settled, id string, comp, annual float64) {
		t.Helper()
		m := person(t, s, id)
		if m.CompBalance.Closing != comp || m.AnnualBalance != nil && m.AnnualBalance.Closing != annual || (m.AnnualBalance == nil) != (annual == 0) {
			t.Errorf("%s in %v: %+v and %+v, want %v and %v left", id, s.Month, m.CompBalance, m.AnnualBalance, comp, annual)
		}
	}
	// 12 hours less a day of 8; 5 days less one. B2 begins with nothing and earns 4.
	balances(october, "A1", 4, 4)
	balances(october, "B2", 4, 0)
	// Another day of 8 hours each: one account falls below zero, and so does the other.
	s := settleAndWrite(t, ws, Options{})
	balances(s, "A1", -4, 4)
	balances(s, "B2", -4, 0)
	if f := person(t, s, "A1").Flags; len(f) != 1 || f[0].Key != "comp-negative" {
		t.Errorf("flags %v", f)
	}
	// The opening is put right for B2 alone; A1 goes on following October.
	edit(t, s.Path, func(f *excelize.File) { _ = f.SetCellValue("Balances", "C6", 20) })
	for range 2 {
		s = settleAndWrite(t, ws, Options{})
		balances(s, "A1", -4, 4)
		balances(s, "B2", 12, 0)
	}
	edit(t, october.Path, func(f *excelize.File) { _ = f.SetCellValue("Balances", "C5", 30) })
	settleAndWrite(t, ws, Options{Month: november.Before()})
	s = settleAndWrite(t, ws, Options{})
	balances(s, "A1", 14, 4)
	balances(s, "B2", 12, 0)
	edit(t, s.Path, func(f *excelize.File) { _ = f.SetCellValue("Balances", "C5", "some") })
	has(t, "no number", settle(t, ws, Options{}).Write(false).Error(), "Balances:5:C")

	// A shop that keeps no accounts has no sheet of them.
	ws = shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay)})
	f, err := excelize.OpenFile(written(t, ws).Path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if i, _ := f.GetSheetIndex("Balances"); i >= 0 {
		t.Error("there is a sheet of balances in", filepath.Base(f.Path))
	}
}
