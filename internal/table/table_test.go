package table

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared returns the path of a shared data file and skips the test without it.
func shared(t testing.TB, name string) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("no module root")
		}
	}
	path := filepath.Join(dir, "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no shared data")
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

func TestRealFiles(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(shared(t, "punch"), "*"))
	for _, path := range paths {
		b, err := Open(path, Limits{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		rows, cells := count(t, b)
		t.Log(b.Name, b.Format, b.Sheets(), rows, cells)
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
