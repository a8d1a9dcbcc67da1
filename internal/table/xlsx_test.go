package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

const (
	relation  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	mainSpace = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
)

// pack makes a zip file of name, content pairs.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// workbook makes a one-sheet .xlsx: sheet is what stands inside <worksheet>,
// more are further parts.
func workbook(t testing.TB, properties, sheet string, more ...string) []byte {
	return pack(t, append([]string{
		"[Content_Types].xml", `<Types/>`,
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="` + relation + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relation + `"><workbookPr ` + properties + `/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>` +
			`<Relationship Id="rId1" Type="` + relation + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + relation + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="` + mainSpace + `">` + sheet + `</worksheet>`,
	}, more...)...)
}

// dump reads the first sheet as lines of "row: col=text …" and the error.
func dump(t testing.TB, data []byte) (lines []string, err error) {
	t.Helper()
	b, err := Read("f", data, Limits{})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	for row, err := range b.Rows(0) {
		if err != nil {
			return lines, err
		}
		line := fmt.Sprint(row.Number, ":")
		for _, c := range row.Cells {
			line += fmt.Sprintf(" %s=%s", Letters(c.Col), c.Text)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func TestXLSX(t *testing.T) {
	for _, c := range []struct {
		name, properties, sheet string
		more                    []string
		want                    []string
	}{
		{
			// Some writers leave the dimension at A1 over thousands of rows.
			name:  "wrong dimension, gaps, inline strings",
			sheet: `<dimension ref="A1"/><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>甲</t></is></c><c r="D2"><v>1.5</v></c></row><row r="9"><c r="A9" t="str"><f>A1</f><v>f</v></c></row></sheetData>`,
			want:  []string{"2: B=甲 D=1.5", "9: A=f"},
		},
		{
			name:  "no references",
			sheet: `<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row></sheetData>`,
			want:  []string{"1: A=1 B=2", "3: A=1 B=#N/A"},
		},
		{
			name:  "cells out of order",
			sheet: `<sheetData><row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row></sheetData>`,
			want:  []string{"1: A=1 C=3"},
		},
		{
			name:  "merged cells are blank but for the first",
			sheet: `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
			want:  []string{"1: A=1"},
		},
		{
			name:  "shared strings: runs joined, phonetics left out, escapes undone",
			sheet: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>`,
			more:  []string{"xl/sharedStrings.xml", `<sst><si><r><t>张</t></r><r><t xml:space="preserve">三 </t></r><rPh><t>zhang</t></rPh></si><si><t>a_x000D_b_x_&amp;</t></si></sst>`},
			want:  []string{"1: A=张三  B=a\rb_x_&"},
		},
		{
			// 1904-01-02 is day 1 there and day 1463 in the 1900 system; a time
			// of day and a plain number stay as they are.
			name:       "1904 dates",
			properties: `date1904="1"`,
			sheet:      `<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>44885.25</v></c><c r="C1" s="1"><v>0.5</v></c><c r="D1"><v>7</v></c><c r="E1" s="3"><v>2</v></c></row></sheetData>`,
			more:       []string{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m"/><numFmt numFmtId="177" formatCode="[Red]0&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>`},
			want:       []string{"1: A=1463 B=46347.25 C=0.5 D=7 E=2"},
		},
	} {
		got, err := dump(t, workbook(t, c.properties, c.sheet, c.more...))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// A sheet that is damaged in its middle must not look like a shorter one.
func TestXLSXDamaged(t *testing.T) {
	row := `<row r="1"><c r="A1"><v>1</v></c></row>`
	for name, sheet := range map[string]string{
		"cut short":             `<sheetData>` + row + `<row r="2"><c r="A2">`,
		"control sign":          `<sheetData>` + row + "<row r=\"2\"><c r=\"A2\"><v>\x01</v></c></row></sheetData>",
		"string that is not":    `<sheetData>` + row + `<row r="2"><c r="A2" t="s"><v>7</v></c></row></sheetData>`,
		"reference that is not": `<sheetData>` + row + `<row r="2"><c r="22"><v>7</v></c></row></sheetData>`,
	} {
		lines, err := dump(t, workbook(t, "", sheet))
		if err == nil || !strings.HasPrefix(err.Error(), "f:表:2: the file is damaged") || len(lines) != 1 {
			t.Errorf("%s: %q %v", name, lines, err)
		}
	}
}

func TestLimits(t *testing.T) {
	data := workbook(t, "", `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="C5"><v>12345</v></c></row></sheetData>`)
	for want, l := range map[string]Limits{
		"f: the file is larger":             {FileBytes: 10},
		"f: 0 MB when unpacked":             {UnzipBytes: 100},
		"f:表:5: more than 4 rows":           {Rows: 4},
		"f:表:5: more than 2 columns":        {Cols: 2},
		"f:表:5: more than 3 cells":          {Cells: 3}, // 1 + 3 up to C5
		"f:表:5:C: a cell of more than 4 by": {CellBytes: 4},
	} {
		b, err := Read("f", data, l)
		if err == nil {
			for _, e := range b.Rows(0) {
				err = e
			}
		}
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", l, err, want)
		}
	}
}

func TestOtherArchives(t *testing.T) {
	for want, data := range map[string][]byte{
		"zip bomb":   pack(t, "[Content_Types].xml", "", "xl/worksheets/sheet1.xml", strings.Repeat(" ", 80<<20)),
		"archive":    pack(t, "a.txt", "hello"),
		"Word":       pack(t, "[Content_Types].xml", "", "word/document.xml", ""),
		"binary":     pack(t, "[Content_Types].xml", "", "xl/workbook.bin", ""),
		"OpenDoc":    pack(t, "content.xml", ""),
		"is damaged": pack(t, "[Content_Types].xml", ""),
	} {
		if _, err := Read("f.xlsx", data, Limits{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// Excelize is another reader of the same format: on sound files the two must
// give the same cells.
func TestXLSXAgreesWithExcelize(t *testing.T) {
	folder := filepath.Join("..", "..", "attendance", "punch", "testdata", "exports")
	if os.Getenv("PAIBAN_SHARED") != "" {
		folder = shared(t, "punch")
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s holds no workbooks: %v", folder, err)
	}
	for _, path := range paths {
		b, err := Open(path, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(f.GetSheetList(), b.Sheets()); d != "" {
			t.Fatalf("%s: %s", path, d)
		}
		for i, name := range b.Sheets() {
			want, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for row, err := range b.Rows(i) {
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range row.Cells {
					if got := want[row.Number-1][c.Col-1]; got != c.Text {
						t.Fatalf("%s:%s:%d:%s: %q, excelize has %q", b.Name, name, row.Number, Letters(c.Col), c.Text, got)
					}
					want[row.Number-1][c.Col-1] = ""
				}
			}
			for r, cells := range want {
				for c, s := range cells {
					if s != "" {
						t.Fatalf("%s:%s:%d:%s: excelize has %q", b.Name, name, r+1, Letters(c+1), s)
					}
				}
			}
		}
		f.Close()
	}
}

func BenchmarkDingTalk(b *testing.B) {
	path := shared(b, "punch/dingtalk_2026-04.xlsx")
	b.ReportAllocs()
	for b.Loop() {
		book, err := Open(path, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		count(b, book)
		book.Close()
	}
}

func TestFormulaWithoutAValueIsNotEmpty(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for cell, formula := range map[string]string{"A1": "1+1", "C1": `""`} {
		if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "f.xlsx")
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := Open(path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for row, err := range b.Rows(0) {
		if err != nil || row.At(1) != "{=1+1}" || row.At(2) != "" || row.At(3) != `{=""}` {
			t.Errorf("%v, %v", row, err)
		}
		if HintFor(row.At(1), lang.Text{}).IsZero() || !HintFor("x", lang.Text{}).IsZero() {
			t.Error("a formula has a hint of its own, a text has that of its column")
		}
	}
}

// Excel stores 0.2 for a typed +20% and shows it by the cell's format; its text stays
// what is stored.
func TestShownPercentages(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	custom := "0.0%;[Red]-0.0%"
	for i, style := range []*excelize.Style{{NumFmt: 9}, {NumFmt: 10}, {CustomNumFmt: &custom}, {}, {NumFmt: 9}} {
		id, err := f.NewStyle(style)
		if err != nil {
			t.Fatal(err)
		}
		cell, _ := excelize.CoordinatesToCellName(i+1, 1)
		f.SetCellStyle("Sheet1", cell, cell, id)
		f.SetCellValue("Sheet1", cell, -0.07)
	}
	f.SetCellValue("Sheet1", "E1", "+20%")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	book, err := Read("a.xlsx", b.Bytes(), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for row, err := range book.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for col := 1; col <= 5; col++ {
			got = append(got, row.Shown(col))
		}
		if want := []string{"-7%", "-7%", "-7%", "-0.07", "+20%"}; !slices.Equal(got, want) || row.At(1) != "-0.07" {
			t.Errorf("%v, want %v; stored %s", got, want, row.At(1))
		}
	}
}
