package settlement

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

// Slips stand beside the workbook, only where they are asked for. What is not theirs,
// or was edited, is not replaced but by force, which keeps a copy; the workbook stays
// as it is then.
func TestSlips(t *testing.T) {
	ws := scored(t)
	written(t, ws)
	slips := filepath.Join(ws.Root, "attendance", "2026-11_slips.xlsx")
	if _, err := os.Stat(slips); !os.IsNotExist(err) {
		t.Fatal("slips are written that nobody asked for")
	}
	write := func(force bool) error {
		s := settle(t, ws, Options{})
		s.AskForSlips()
		if s.Document().Slips != slips {
			t.Errorf("the document has %q", s.Document().Slips)
		}
		return s.Write(force)
	}
	for range 2 {
		if err := write(false); err != nil {
			t.Fatal(lang.Tell(err, lang.EN))
		}
	}
	f, err := excelize.OpenFile(slips)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := f.GetCellValue("Slips", "A1"); got != "Little shop　2026-11 attendance slip" {
		t.Errorf("it begins with %q", got)
	}
	f.Close()
	backup := filepath.Join(ws.Root, "attendance", "2026-11_slips.bak-20261205-160000.xlsx")
	for _, c := range []struct {
		name, said string
		change     func()
	}{
		{"edited", "was edited after it was written (2026-11_slips.xlsx:Slips:5:G)", func() { edit(t, slips, func(f *excelize.File) { _ = f.SetCellValue("Slips", "G5", "wrong") }) }},
		{"something else", "is none of the slips", func() { put(t, slips, "mine") }},
		{"no workbook", "is none of the slips", func() { _ = os.WriteFile(slips, []byte("mine"), 0o600) }},
	} {
		c.change()
		book := filepath.Join(ws.Root, "attendance", "2026-11.xlsx")
		_ = os.Remove(book)
		err := write(false)
		if err == nil {
			t.Errorf("%s: it is replaced", c.name)
			continue
		}
		has(t, c.name, lang.Tell(err, lang.EN), c.said, "--force")
		if _, err := os.Stat(book); !os.IsNotExist(err) {
			t.Errorf("%s: the workbook is written all the same", c.name)
		}
		if err := write(true); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := os.Stat(backup); err != nil {
			t.Errorf("%s: no copy is kept: %v", c.name, err)
		}
	}
}
