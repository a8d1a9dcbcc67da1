package table

import (
	"fmt"
	"strings"
	"testing"
)

// filled reads the first sheet with its merged cells filled below row head: each
// row as its number and cells, those that are covered marked with ↓ or →.
func filled(t *testing.T, b *Book, head int) string {
	t.Helper()
	var rows []string
	for row, err := range b.Filled(0, head) {
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprint(row.Number)
		for _, c := range row.Cells {
			s += fmt.Sprintf(" %s%s%s", Letters(c.Col), []string{"=", "↓", "→"}[c.Merged], c.Text)
		}
		rows = append(rows, s)
	}
	return strings.Join(rows, "\n")
}

// A heading over two rows stays where it is; 晚 is that of rows 3 and 4; a remark over
// three columns is marked in the others; row 6 has nothing but what covers it.
func TestFilled(t *testing.T) {
	cell := func(ref, text string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	sheet := `<sheetData><row r="1">` + cell("A1", "姓名") + cell("C1", "班次") + `</row><row r="2">` + cell("B2", "备注") + `</row>` +
		`<row r="3">` + cell("A3", "甲") + cell("C3", "晚") + `</row><row r="4">` + cell("A4", "乙") + `<c r="C4"/></row>` +
		`<row r="5">` + cell("A5", "丙") + cell("B5", "实习") + `</row><row r="6"><c r="A6"/></row></sheetData>` +
		`<mergeCells count="4"><mergeCell ref="A1:A2"/><mergeCell ref="C3:C4"/><mergeCell ref="A5:A6"/><mergeCell ref="B5:D5"/></mergeCells>`
	b, err := Read("f.xlsx", workbook(t, "", sheet), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "1 A=姓名 C=班次\n2 B=备注\n3 A=甲 C=晚\n4 A=乙 C↓晚\n5 A=丙 B=实习 C→实习 D→实习"
	if got := filled(t, b, 2); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := filled(t, b, 0); !strings.Contains(got, "2 A↓姓名 B=备注") {
		t.Errorf("got\n%s", got)
	}
}

// Cells that cover a billion others cost no more than the limit.
func TestFilledBomb(t *testing.T) {
	var sheet strings.Builder
	sheet.WriteString(`<sheetData>`)
	for i := range 3000 {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="A%[1]d"><v>1</v></c></row>`, i+1)
	}
	sheet.WriteString(`</sheetData><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 1000) + `</mergeCells>`)
	b, err := Read("f.xlsx", workbook(t, "", sheet.String()), Limits{Cells: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range b.Filled(0, 0) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "merged cells cover more than 100000 cells") {
		t.Errorf("got %v", last)
	}
}

// Each record has what is merged over its rows; what is merged over two columns is
// named, since it is not known whose it is.
func TestRecordsOfMergedCells(t *testing.T) {
	sheet := `<sheetData><row r="1"><c r="A1" t="str"><v>工号</v></c><c r="B1" t="str"><v>姓名</v></c><c r="C1" t="str"><v>入职</v></c></row>` +
		`<row r="2"><c r="A2" t="str"><v>1</v></c><c r="B2" t="str"><v>甲</v></c><c r="C2"><v>46347</v></c></row>` +
		`<row r="3"><c r="A3" t="str"><v>2</v></c><c r="B3" t="str"><v>乙</v></c></row><row r="4"><c r="A4" t="str"><v>3</v></c></row></sheetData>` +
		`<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A4:B4"/></mergeCells>`
	b, err := Read("f.xlsx", workbook(t, "", sheet), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var problems Problems
	var got []string
	for rec := range b.Find(people, &problems).All() {
		hired, _ := rec.Date("hired")
		got = append(got, fmt.Sprint(rec.ID("id"), rec.Text("name"), rec.Text("name"), hired))
	}
	if want := "1甲甲2026-11-21 2乙乙2026-11-21 31970-01-01"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	if len(problems) != 1 || !strings.Contains(problems.Error(), "4:B: 姓名: the cell is merged with another") {
		t.Errorf("got %v", problems)
	}
}
