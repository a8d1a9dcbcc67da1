package table

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared returns a folder of real data. The tests that need it are an extra run:
// PAIBAN_SHARED names the folder that has data/; without it they are skipped.
func shared(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv("PAIBAN_SHARED")
	if folder == "" {
		t.Skip("an extra run: PAIBAN_SHARED names no folder of real data")
	}
	path := filepath.Join(folder, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// count reads a whole book and returns rows and cells per sheet.
func count(t testing.TB, b *Book) (rows, cells []int) {
	t.Helper()
	for i := range b.Sheets() {
		n, k := 0, 0
		for row, err := range b.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			k += len(row.Cells)
		}
		rows, cells = append(rows, n), append(cells, k)
	}
	return rows, cells
}

// Lines were counted apart from this package, cells of workbooks by other
// readers (excelize, xlsReader; the latter leaves out results of formulas).
func TestRealFiles(t *testing.T) {
	type size struct{ rows, cells int }
	for name, want := range map[string]size{
		"1_attlog.dat":              {10943, 65658},
		"card_log_fixed_width.txt":  {7412, 7412},
		"gbk_log.txt":               {3144, 25152},
		"raw_biff_gbk.xls":          {1572, 17283},
		"zktime_events.xls":         {6061, 48490},
		"zktime_per_day.xlsx":       {3421, 19440},
		"dingtalk_2026-04.xlsx":     {205 + 7609 + 201 + 6034 + 6, 5048 + 91137 + 7998 + 82833 + 93},
		"clock_standard_report.xls": {78 + 78 + 146 + 824, 12248},
	} {
		b, err := Open(filepath.Join(shared(t, "punch"), name), Limits{})
		if err != nil {
			t.Error(err)
			continue
		}
		var got size
		rows, cells := count(t, b)
		for i := range rows {
			got.rows += rows[i]
			got.cells += cells[i]
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
		b.Close()
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, Limits{}); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none.xlsx"), Limits{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	for data, want := range map[string]string{
		"":                                    "empty",
		"<html><body><table><tr></table>":     "web page",
		"\xef\xbb\xbf<?xml version=\"1.0\"?>": "XML",
		"\xac\xed\x00\x05sr\x00\x13java":      "Java",
		"%PDF-1.4 …":                          "PDF",
		"PK\x03\x04 cut short":                "damaged",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short": "damaged",
		"\x01\x02\x03\x04\x05\x06\x07\x08abc":        "binary",
		" \r\n\t":                                    "nothing",
	} {
		_, err := Read("f.xls", []byte(data), Limits{})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "f.xls: ") {
			t.Errorf("%q: %v, want %q in it", data, err, want)
		}
	}
}
