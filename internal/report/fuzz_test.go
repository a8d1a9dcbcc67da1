package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// FuzzReadBack reads workbooks as they may come back from people: any sheets with
// any cells. text has a line "# NAME" before each sheet and its rows below, cells
// parted by tabs. What is read has a place in the file and its month.
func FuzzReadBack(f *testing.F) {
	dir := f.TempDir()
	payroll, roster := filepath.Join(dir, "p.xlsx"), filepath.Join(dir, "r.xlsx")
	typed := []attendance.Typed{{ID: "007", Items: map[string]float64{"quality": 70}, Fines: map[string]int{"conduct": 1}}}
	if err := WritePayroll(payroll, &Payroll{Lang: lang.EN, Shop: "shop", Sheet: payrollSample(typed, nil)}); err != nil {
		f.Fatal(err)
	}
	if err := WriteRoster(roster, sample(lang.EN)); err != nil {
		f.Fatal(err)
	}
	for _, path := range []string{payroll, roster} {
		b, err := table.Open(path, table.Limits{})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(asText(f, b))
		b.Close()
	}
	problem := sample(lang.EN).Problem
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		b, err := table.Read("f.xlsx", fromText(t, text), table.Limits{Rows: 5000})
		if err != nil {
			return
		}
		defer b.Close()
		pay, err := ReadPayroll(b)
		if err != nil && (lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "") {
			t.Fatalf("%T without words", err)
		}
		if err == nil {
			for _, who := range pay.Typed {
				for id, n := range who.Fines {
					if n < 0 || n > 1000 {
						t.Fatalf("%d times %s", n, id)
					}
				}
				for id, v := range who.Items {
					if !(v >= 0) {
						t.Fatalf("%v points of %s", v, id)
					}
				}
			}
			if len(pay.Edited) > mostEdited {
				t.Fatalf("%d places", len(pay.Edited))
			}
		}
		r, err := ReadRoster(b, 0)
		if err != nil {
			if lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "" {
				t.Fatalf("%T without words", err)
			}
			return
		}
		for _, row := range r.People {
			if len(row.Cells) != r.Days {
				t.Fatalf("%d cells on %d days", len(row.Cells), r.Days)
			}
		}
		if m, err := r.Match(problem, nil); err == nil && (len(m.Roster.Cells) != len(problem.People) || len(m.Roster.Cells[0]) != problem.Days) {
			t.Fatalf("a roster of %d people", len(m.Roster.Cells))
		}
	})
}

// asText writes the sheets of a book as FuzzReadBack takes them.
func asText(t testing.TB, b *table.Book) string {
	var out strings.Builder
	for i, name := range b.Sheets() {
		fmt.Fprintf(&out, "# %s\n", name)
		last := 0
		for row, err := range b.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			out.WriteString(strings.Repeat("\n", row.Number-last-1))
			last = row.Number
			for col := 1; col <= row.Cells[len(row.Cells)-1].Col; col++ {
				out.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(row.At(col)))
				out.WriteByte('\t')
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// fromText makes a workbook of it, unpacked so that it is quick.
func fromText(t testing.TB, text string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part := func(name, text string) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var sheets, links strings.Builder
	n := 0
	for _, s := range strings.Split("\n"+strings.ToValidUTF8(text, "?"), "\n# ")[1:] {
		name, rows, _ := strings.Cut(s, "\n")
		n++
		fmt.Fprintf(&sheets, `<sheet name="%s" r:id="r%d"/>`, html.EscapeString(name), n)
		fmt.Fprintf(&links, `<Relationship Id="r%d" Type="%s/worksheet" Target="s%d.xml"/>`, n, relation, n)
		var xml strings.Builder
		for r, line := range strings.Split(rows, "\n") {
			fmt.Fprintf(&xml, `<row r="%d">`, r+1)
			for _, c := range strings.Split(line, "\t") {
				fmt.Fprintf(&xml, `<c t="str"><v>%s</v></c>`, html.EscapeString(c))
			}
			xml.WriteString("</row>")
		}
		part(fmt.Sprintf("xl/s%d.xml", n), "<worksheet><sheetData>"+xml.String()+"</sheetData></worksheet>")
	}
	part("[Content_Types].xml", "<Types/>")
	part("xl/workbook.xml", `<workbook xmlns:r="`+relation+`"><sheets>`+sheets.String()+"</sheets></workbook>")
	part("xl/_rels/workbook.xml.rels", "<Relationships>"+links.String()+"</Relationships>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What FuzzReadBack starts from is what the readers take.
func TestReadBackAsText(t *testing.T) {
	path := writePayroll(t, lang.EN, payrollSample(nil, nil), nil)
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	again, err := table.Read("f.xlsx", fromText(t, asText(t, b)), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPayroll(again)
	if err != nil || len(p.Typed) != 2 {
		t.Errorf("%+v, %v; want what two people may have typed", p, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
