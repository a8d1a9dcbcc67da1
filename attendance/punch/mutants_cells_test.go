//go:build linux

package punch

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"html"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
)

var cellMutants = flag.Int("cell-mutants", 200, "how many exports with changed cells TestCellMutants reads")

// TestCellMutants changes cells, rows, columns and sheets of every export as people and
// programs do (see [cellDamages]), writes the workbook anew in one of the formats that
// hold it, and has it read. Every punch of the sound file is there, or the reader says a
// word that it did not say of the sound one, or refuses the file. What is gone without
// a trace is other data: the punches of a row or a cell that was itself deleted.
//
//	go test ./attendance/punch -run TestCellMutants -cell-mutants 10000
func TestCellMutants(t *testing.T) {
	files := punchFiles(t)
	fates := map[string]int{}
	books := make([]*cellBook, len(files))
	for i := range *cellMutants {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		k := i % len(files)
		if books[k] == nil {
			books[k] = openCells(t, files[k])
		}
		b := books[k]
		how := cellDamages[i/len(files)%len(cellDamages)]
		m := b.copy()
		done := how.do(r, m)
		if !done {
			fates["not possible"]++
			continue
		}
		format := workbookFormats[r.IntN(how.formats)]
		if format.plain && len(m.sheets) > 1 || len(m.sheets[0].cells) > 20000 {
			format = workbookFormats[0]
		}
		book, err := table.Read(filepath.Base(files[k]), format.write(m.sheets...), table.Limits{})
		var e *Export
		if err == nil {
			e, err = Read(book)
			book.Close()
		}
		if err != nil {
			if lang.Tell(err, lang.ZH) == "" {
				t.Errorf("%d, %s of %s: %v", i, how.name, files[k], err)
			}
			fates["refused"]++
			continue
		}
		lost := b.lostIn(e, m)
		switch {
		case len(lost) == 0:
			fates["settled"]++
		case newWords(b.export, e):
			fates["told"]++
		default:
			fates["silent"]++
			t.Errorf("mutant %d, %s of %s as %s: %d punches of %d are lost without a word, such as that at %v; changed: %s",
				i, how.name, filepath.Base(files[k]), format.name, len(lost), len(b.export.Punches), lost[0], strings.Join(m.what, ", "))
		}
	}
	t.Logf("%v", fates)
	if fates["told"] == 0 || fates["settled"] == 0 {
		t.Errorf("%v: mutants should be of both kinds", fates)
	}
}

// cellBook is an export as cells, with what is read of it.
type cellBook struct {
	sheets []*drawing
	export *Export
	gone   map[table.Pos]bool // cells deleted without a trace, as places of the sound file
	what   []string           // that was changed
}

func openCells(t *testing.T, path string) *cellBook {
	t.Helper()
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	out := &cellBook{gone: map[table.Pos]bool{}}
	for i, name := range b.Sheets() {
		d := newDrawing(name)
		head := 1 << 20
		if b.Format == table.XML {
			head = 1 // names merged over lines of their own
		}
		for row, err := range b.Filled(i, head) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range row.Cells {
				d.cells[[2]int{row.Number, c.Col}] = strings.Map(noControl, c.Text)
				if v, err := strconv.ParseFloat(c.Text, 64); err == nil && c.Number {
					d.cells[[2]int{row.Number, c.Col}] = v
				}
			}
		}
		out.sheets = append(out.sheets, d)
	}
	// The cells alone are the sound file: what their container says is not in them.
	book, err := table.Read(filepath.Base(path), workbookFormats[0].write(out.sheets...), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if out.export, err = Read(book); err != nil {
		t.Fatalf("%s: %s", path, lang.Tell(err, lang.EN))
	}
	return out
}

// noControl leaves out the signs that XML cannot hold.
func noControl(c rune) rune {
	if c < ' ' && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF {
		return -1
	}
	return c
}

func (b *cellBook) copy() *cellBook {
	out := &cellBook{gone: map[table.Pos]bool{}}
	for _, s := range b.sheets {
		out.sheets = append(out.sheets, &drawing{s.name, maps.Clone(s.cells), slices.Clone(s.merges)})
	}
	return out
}

// lostIn lists where the punches stood that e does not have, those of deleted cells left
// out.
func (b *cellBook) lostIn(e *Export, m *cellBook) (lost []table.Pos) {
	have := map[string][]*Person{}
	key := func(p *Punch) string { return fmt.Sprint(p.At, " ", p.Second) }
	for i := range e.Punches {
		p := &e.Punches[i]
		have[key(p)] = append(have[key(p)], &e.People[p.Person])
	}
	for i := range b.export.Punches {
		p := &b.export.Punches[i]
		who := &b.export.People[p.Person]
		k := slices.IndexFunc(have[key(p)], func(q *Person) bool {
			return who.Name != "" && q.Name == who.Name || who.Punch != "" && q.Punch == who.Punch || who.ID != "" && q.ID == who.ID
		})
		if k >= 0 {
			have[key(p)] = slices.Delete(slices.Clone(have[key(p)]), k, k+1)
		} else if !m.gone[table.Pos{Sheet: p.Where.Sheet, Row: p.Where.Row, Col: p.Where.Col}] {
			lost = append(lost, p.Where)
		}
	}
	return lost
}

// newWords reports whether the reader says something of a damaged export that it does
// not say of the sound one.
func newWords(sound, damaged *Export) bool {
	said := map[string]int{}
	for _, e := range []*Export{sound, damaged} {
		for _, d := range e.Dropped {
			said[d.What+d.Why.ZH]++
		}
		for _, n := range e.Notes {
			said[n.ZH]++
		}
		for _, s := range e.Sheets {
			said[s.Sheet+s.Use.ZH]++
		}
		if e == sound {
			for k := range said {
				said[k] = -said[k]
			}
		}
	}
	for _, n := range said {
		if n > 0 {
			return true
		}
	}
	return false
}

// workbookFormats are how changed workbooks are written; a plain one holds one sheet.
var workbookFormats = []struct {
	name  string
	write func(...*drawing) []byte
	plain bool
}{
	{"xlsx", bareXLSX, false}, {"xls", xlsOf, false}, {"xml", spreadOf, false}, {"html", pageOf, true}, {"mhtml", archiveOf, false},
}

// broken is an error value of a cell.
type broken string

// bareXLSX writes a workbook without styles, all texts in their cells: as small
// programs do, and quickly.
func bareXLSX(sheets ...*drawing) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, text string) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text))
		}
		if err != nil {
			panic(err)
		}
	}
	put("[Content_Types].xml", "<Types></Types>")
	list, links := "", ""
	for i, s := range sheets {
		list += fmt.Sprintf("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\"/>", html.EscapeString(s.name), i+1, i+1)
		links += fmt.Sprintf("<Relationship Id=\"r%d\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet%d.xml\"/>", i+1, i+1)
		var b strings.Builder
		b.WriteString("<worksheet><sheetData>")
		row := 0
		for _, p := range s.places() {
			if p[0] != row {
				if row > 0 {
					b.WriteString("</row>")
				}
				row = p[0]
				fmt.Fprintf(&b, "<row r=\"%d\">", row)
			}
			ref := table.Letters(p[1]) + strconv.Itoa(p[0])
			switch v := s.cells[p].(type) {
			case string:
				fmt.Fprintf(&b, "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>", ref, html.EscapeString(v))
			case formula:
				fmt.Fprintf(&b, "<c r=\"%s\"><f>%s</f></c>", ref, html.EscapeString(string(v)))
			case broken:
				fmt.Fprintf(&b, "<c r=\"%s\" t=\"e\"><v>%s</v></c>", ref, v)
			case float64:
				fmt.Fprintf(&b, "<c r=\"%s\"><v>%s</v></c>", ref, strconv.FormatFloat(v, 'f', -1, 64))
			default:
				panic(v)
			}
		}
		if row > 0 {
			b.WriteString("</row>")
		}
		b.WriteString("</sheetData>")
		if len(s.merges) > 0 {
			b.WriteString("<mergeCells>")
			for _, m := range s.merges {
				fmt.Fprintf(&b, "<mergeCell ref=\"%s%d:%s%d\"/>", table.Letters(m[1]), m[0], table.Letters(m[3]), m[2])
			}
			b.WriteString("</mergeCells>")
		}
		put(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), b.String()+"</worksheet>")
	}
	put("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets>"+list+"</sheets></workbook>")
	put("xl/_rels/workbook.xml.rels", "<Relationships>"+links+"</Relationships>")
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// cellDamages are the ways in which the cells of a workbook come to differ from those
// that the clock or the app wrote. do reports whether the workbook could be changed so.
var cellDamages = []struct {
	name    string
	formats int // how many of workbookFormats hold such cells
	do      func(r *rand.Rand, b *cellBook) bool
}{
	{"formulas without a value", 1, func(r *rand.Rand, b *cellBook) bool {
		return b.replace(r, 1+r.IntN(5), func([2]int) any { return formula("VLOOKUP(A1,Z1:Z9,1)") })
	}},
	{"error values", 1, func(r *rand.Rand, b *cellBook) bool {
		return b.replace(r, 1+r.IntN(5), func([2]int) any { return broken([]string{"#N/A", "#REF!", "#VALUE!"}[r.IntN(3)]) })
	}},
	{"a column of formulas without a value", 1, func(r *rand.Rand, b *cellBook) bool {
		s, _, col := b.pick(r)
		below := 1 + r.IntN(5)
		for p := range s.cells {
			if p[1] == col && p[0] > below {
				s.cells[p] = formula("B2")
			}
		}
		b.say("%s column %s", s.name, table.Letters(col))
		return true
	}},
	{"cells merged downwards", 3, func(r *rand.Rand, b *cellBook) bool { return b.merge(r, 1+r.IntN(3), 0) }},
	{"cells merged across", 3, func(r *rand.Rand, b *cellBook) bool { return b.merge(r, 0, 1+r.IntN(2)) }},
	{"deleted cells", 5, func(r *rand.Rand, b *cellBook) bool {
		for range 1 + r.IntN(5) {
			s, row, col := b.pick(r)
			delete(s.cells, [2]int{row, col})
			b.delete(s, row, col)
		}
		return true
	}},
	{"a deleted row", 5, func(r *rand.Rand, b *cellBook) bool {
		s, row, _ := b.pick(r)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[0] == row {
				b.delete(s, row, p[1])
			}
			if p[0] > row {
				p[0]--
				return p, true
			}
			return p, p[0] < row
		})
		return len(s.cells) > 0
	}},
	{"a deleted column", 5, func(r *rand.Rand, b *cellBook) bool {
		s, _, col := b.pick(r)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[1] == col {
				b.delete(s, p[0], col)
			}
			if p[1] > col {
				p[1]--
				return p, true
			}
			return p, p[1] < col
		})
		return len(s.cells) > 0
	}},
	{"an emptied column", 5, func(r *rand.Rand, b *cellBook) bool {
		s, _, col := b.pick(r)
		head := 1 + r.IntN(5)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[1] == col && p[0] > head {
				b.delete(s, p[0], col)
			}
			return p, p[1] != col || p[0] <= head
		})
		return len(s.cells) > 0
	}},
	{"a row shifted to the right", 5, func(r *rand.Rand, b *cellBook) bool {
		s, row, col := b.pick(r)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[0] == row && p[1] >= col {
				p[1]++
			}
			return p, true
		})
		return true
	}},
	{"an empty row", 5, func(r *rand.Rand, b *cellBook) bool {
		s, row, _ := b.pick(r)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[0] >= row {
				p[0]++
			}
			return p, true
		})
		return true
	}},
	{"an empty column", 5, func(r *rand.Rand, b *cellBook) bool {
		s, _, col := b.pick(r)
		s.shift(func(p [2]int) ([2]int, bool) {
			if p[1] >= col {
				p[1]++
			}
			return p, true
		})
		return true
	}},
	{"sheets in another order", 5, func(r *rand.Rand, b *cellBook) bool {
		r.Shuffle(len(b.sheets), func(i, j int) { b.sheets[i], b.sheets[j] = b.sheets[j], b.sheets[i] })
		return true
	}},
	{"a sheet renamed", 5, func(r *rand.Rand, b *cellBook) bool {
		b.sheets[r.IntN(len(b.sheets))].name = "工作表7"
		return true
	}},
	{"a sheet twice", 5, func(r *rand.Rand, b *cellBook) bool {
		s := b.sheets[r.IntN(len(b.sheets))]
		b.sheets = append(b.sheets, &drawing{s.name + " (2)", s.cells, s.merges})
		return true
	}},
	{"cells exchanged", 5, func(r *rand.Rand, b *cellBook) bool { // of one column: sorted in part
		s, row, col := b.pick(r)
		other := [2]int{row + 1, col}
		if _, ok := s.cells[other]; !ok {
			return false
		}
		for p := range s.cells {
			if p[0] == row || p[0] == row+1 {
				b.delete(s, p[0], p[1]) // both rows are other data
			}
		}
		s.cells[[2]int{row, col}], s.cells[other] = s.cells[other], s.cells[[2]int{row, col}]
		return true
	}},
}

func (b *cellBook) say(format string, a ...any) { b.what = append(b.what, fmt.Sprintf(format, a...)) }

// delete notes that a cell is gone without a trace.
func (b *cellBook) delete(s *drawing, row, col int) {
	b.gone[table.Pos{Sheet: s.name, Row: row, Col: col}] = true
	if len(b.what) < 8 {
		b.say("%s!%s%d", s.name, table.Letters(col), row)
	}
}

// pick chooses a cell that holds something.
func (b *cellBook) pick(r *rand.Rand) (s *drawing, row, col int) {
	for {
		s = b.sheets[r.IntN(len(b.sheets))]
		if len(s.cells) > 0 {
			break
		}
	}
	p := s.places()[r.IntN(len(s.cells))]
	return s, p[0], p[1]
}

func (b *cellBook) replace(r *rand.Rand, n int, by func([2]int) any) bool {
	for range n {
		s, row, col := b.pick(r)
		s.cells[[2]int{row, col}] = by([2]int{row, col})
		b.say("%s!%s%d", s.name, table.Letters(col), row)
	}
	return true
}

// merge merges a cell with those below or beside it, whose own text is gone then.
func (b *cellBook) merge(r *rand.Rand, down, across int) bool {
	s, row, col := b.pick(r)
	n := 0
	for i := row; i <= row+down; i++ {
		for k := col; k <= col+across; k++ {
			text, ok := s.cells[[2]int{i, k}]
			if !ok || i == row && k == col {
				continue
			}
			delete(s.cells, [2]int{i, k})
			n++
			if text != s.cells[[2]int{row, col}] {
				b.otherRow(s, i, k)
			}
		}
	}
	s.merge(row, col, row+down, col+across)
	b.say("%s!%s%d:%s%d", s.name, table.Letters(col), row, table.Letters(col+across), row+down)
	return n > 0
}

// otherRow notes that a row is other data but for the cell in one column: who or when it
// is about is what the merged cell says. A row of which nothing else is left is gone.
func (b *cellBook) otherRow(s *drawing, row, col int) {
	left := false
	for p := range s.cells {
		if p[0] == row && p[1] != col {
			left = true
			b.gone[table.Pos{Sheet: s.name, Row: row, Col: p[1]}] = true
		}
	}
	if !left {
		b.gone[table.Pos{Sheet: s.name, Row: row, Col: col}] = true
	}
}

// shift moves or leaves out cells.
func (d *drawing) shift(to func([2]int) ([2]int, bool)) {
	out := map[[2]int]any{}
	for _, p := range d.places() {
		if q, stays := to(p); stays {
			out[q] = d.cells[p]
		}
	}
	d.cells = out
}
