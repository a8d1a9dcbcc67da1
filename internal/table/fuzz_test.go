package table

import (
	"fmt"
	"testing"
)

// Whatever the bytes: no panic, rows and columns within limits, columns in
// ascending order, no empty cell, nothing after an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte("姓名,日期\n张三,2026-01-05\n"))
	f.Add([]byte("\"a\"\"b\",c\r\n\"d\ne\"\n"))
	f.Add(gbk("姓名\t日期\n"))
	f.Add(utf16le("姓名\n"))
	f.Add(rawBIFF())
	f.Add(stream8())
	f.Add(ole("Workbook", stream8()))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"))
	f.Add(workbook(f, "", `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>`))
	limits := Limits{FileBytes: 1 << 20, UnzipBytes: 1 << 20, Sheets: 10, Rows: 1000, Cols: 100, Cells: 10_000, CellBytes: 1000}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read("f", data, limits)
		if err != nil {
			if _, ok := err.(*Problem); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		rowsInOrder(t, b, limits)
		var problems Problems
		if r := b.Find(people, &problems); r != nil {
			for rec := range r.All() {
				rec.Date("hired")
				rec.Minute("start")
			}
		}
		b.Close()
	})
}

// rowsInOrder holds every row of a book to its limits.
func rowsInOrder(t *testing.T, b *Book, limits Limits) {
	t.Helper()
	for i := range b.Sheets() {
		failed := false
		for row, err := range b.Rows(i) {
			if failed {
				t.Fatal("a row after an error")
			}
			if err != nil {
				failed = true
				continue
			}
			if row.Number < 1 || row.Number > limits.Rows || len(row.Cells) == 0 {
				t.Fatalf("row %d with %d cells", row.Number, len(row.Cells))
			}
			last := 0
			for _, c := range row.Cells {
				if c.Col <= last || c.Col > limits.Cols || c.Text == "" || len(c.Text) > limits.CellBytes {
					t.Fatalf("row %d: %q in column %d after %d", row.Number, c.Text, c.Col, last)
				}
				last = c.Col
			}
		}
	}
}

// FuzzSheet puts any XML in the place of a sheet, its strings and its styles,
// where the bytes of a whole file would hardly ever unpack.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>甲</t></is></c><c r="D2"><v>1.5</v></c></row><row r="9"><c r="A9" t="str"><f>A1</f><v>f</v></c></row></sheetData>`, `<sst/>`, ``)
	f.Add(`<sheetData><row><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c r="A1" s="1"><v>40000</v></c></row></sheetData>`,
		`<sst><si><r><t>张</t></r><rPh><t>zhang</t></rPh></si><si><t>a_x000D_b</t></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`)
	limits := Limits{UnzipBytes: 1 << 20, Rows: 1000, Cols: 100, Cells: 10_000, CellBytes: 1000}
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		if len(sheet)+len(strings)+len(styles) > 1<<16 {
			return
		}
		b, err := Read("f", workbook(t, `date1904="1"`, sheet, "xl/sharedStrings.xml", strings, "xl/styles.xml", styles), limits)
		if err != nil {
			return
		}
		rowsInOrder(t, b, limits)
	})
}

// FuzzBIFF reads any bytes as the stream of an .xls, past its container.
func FuzzBIFF(f *testing.F) {
	f.Add(stream8())
	f.Add(rawBIFF())
	limits := Limits{Rows: 65536, Cols: 256, Cells: 10_000, CellBytes: 1000}.orDefault()
	f.Fuzz(func(t *testing.T, stream []byte) {
		for _, data := range [][]byte{stream, ole("Workbook", stream)} {
			b, err := Read("f", data, limits)
			if err == nil {
				rowsInOrder(t, b, limits)
			}
		}
	})
}

// A date that is read must exist and be read back from its ISO form.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-21", "2026/1/5 8:30", "2026-11-21T08:30:15", "26-05-01 星期五", "2025年08月01日 上午 9:00", "46347.35", "11月21日", "次日 01:30", "25:30", "0.354", "8点", "1,234.5", "85%", "007"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if m, ok := plainMoment(s); ok {
			if again, ok := anyMoment(s, 2026); !ok || again != m {
				t.Fatalf("%q: %+v, with regular expressions %+v %v", s, m, again, ok)
			}
		}
		if m, ok := ParseMoment(s, 2026); ok {
			if m.Second < 0 || m.Second > 86400 || m.Second > 0 && !m.Timed {
				t.Fatalf("%q: %+v", s, m)
			}
			iso := fmt.Sprintf("%v %02d:%02d:%02d", m.Date, m.Second/3600, m.Second/60%60, m.Second%60)
			again, ok := ParseMoment(iso, 0)
			if y, _, _ := m.Date.Civil(); y >= 1000 && (!ok || again.Date != m.Date || again.Second != m.Second) {
				t.Fatalf("%q is %s, read again %+v %v", s, iso, again, ok)
			}
		}
		if sec, ok := ParseClock(s); ok && (sec < 0 || sec > 48*3600) {
			t.Fatalf("%q: %d s", s, sec)
		}
		if n, ok := ParseInt(s); ok {
			if v, ok := ParseFloat(s); !ok || float64(n) != v {
				t.Fatalf("%q: %d, %v", s, n, v)
			}
		}
		if id := ParseID(s); ParseID(id) != id {
			t.Fatalf("%q: %q, then %q", s, id, ParseID(id))
		}
	})
}
