package report

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"paiban/internal/table"
)

// A workbook with checksums tells which of its cells were changed since it was
// written. The hidden sheet keeps a checksum of every row and of every column of each
// sheet; a changed cell is where a changed row and a changed column cross. Cells to
// type into are left out. Of a formula only its presence counts, because its result
// follows what is typed.

// First cells of the lines of the hidden sheet: the checksum of a row or column, those of
// several rows that follow each other, and the cells to type into. They are part of the
// file format; rows one by one were written until this program wrote several.
const (
	rowChecksum    = "seal-row"
	rowsChecksum   = "seal-rows"
	columnChecksum = "seal-column"
	freeCells      = "seal-free"
)

// rowsTogether is how many rows a line has checksums of.
const rowsTogether = 500

// mostEdited is how many changed cells are named.
const mostEdited = 5

// sums are the checksums of the rows and columns of one sheet. 0 is none.
type sums struct{ rows, cols map[int]uint64 }

func newSums() sums { return sums{map[int]uint64{}, map[int]uint64{}} }

// hex prints a checksum as the hidden sheet holds it.
func hex(sum uint64) string {
	if sum == 0 {
		return ""
	}
	return fmt.Sprintf("%016x", sum)
}

// unhex reads one.
func unhex(s string) uint64 {
	sum, _ := strconv.ParseUint(s, 16, 64)
	return sum
}

// add adds a cell to the sums; cells come in the same order always.
func (s *sums) add(row, col int, text string, formula bool) {
	switch v, err := strconv.ParseFloat(text, 64); {
	case formula:
		text = "="
	case err == nil && v == 0:
		return // an empty cell and a zero look the same
	case err == nil: // to ten digits: other programs round what they store
		text = strconv.FormatFloat(v, 'g', 10, 64)
	}
	if text = table.Clean(text); text == "" {
		return
	}
	mix := func(m map[int]uint64, key, at int) {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", hex(m[key]), at, text))
		m[key] = binary.BigEndian.Uint64(sum[:8])
	}
	mix(s.rows, row, col)
	mix(s.cols, col, row)
}

// seal is what the hidden sheet says of one sheet of the workbook being made.
type seal struct {
	sheet string
	sums  sums
	free  map[int][2]int // of a column, its rows to type into
}

// sheet makes a sheet that gets checksums.
func (b *payrollBook) sheet(name string) *sheet {
	s := b.book.sheet(name)
	s.seal = &seal{name, newSums(), map[int][2]int{}}
	b.made = append(b.made, s.seal)
	return s
}

// add adds the cells of a row; typed are the styles of cells to type into.
func (s *seal) add(row int, cells []any, typed map[int]bool) {
	for c, v := range cells {
		cell, ok := v.(excelize.Cell)
		switch {
		case !ok:
		case typed[cell.StyleID]:
			if rows, ok := s.free[c+1]; ok {
				s.free[c+1] = [2]int{rows[0], row}
			} else {
				s.free[c+1] = [2]int{row, row}
			}
		case cell.Value != nil || cell.Formula != "":
			s.sums.add(row, c+1, fmt.Sprint(cell.Value), cell.Formula != "")
		}
	}
}

// lines returns the lines of the hidden sheet.
func (s *seal) lines() (lines [][]any) {
	last := 0
	for r := range s.sums.rows {
		last = max(last, r)
	}
	for from := 1; from <= last; from += rowsTogether {
		var all strings.Builder
		for r := from; r < from+rowsTogether && r <= last; r++ {
			fmt.Fprintf(&all, "%016x", s.sums.rows[r])
		}
		lines = append(lines, []any{rowsChecksum, s.sheet, from, all.String()})
	}
	for _, c := range sorted(s.sums.cols) {
		lines = append(lines, []any{columnChecksum, s.sheet, c, hex(s.sums.cols[c])})
	}
	for _, c := range sorted(s.free) {
		lines = append(lines, []any{freeCells, s.sheet, c, s.free[c][0], s.free[c][1]})
	}
	return lines
}

// checksums returns the lines of the hidden sheet: the checksums of every sheet made.
func (b *payrollBook) checksums() (lines [][]any) {
	for _, s := range b.made {
		lines = append(lines, s.lines()...)
	}
	return lines
}

// checksums is what the hidden sheet says, by name of the sheet.
type checksums struct {
	sums map[string]sums
	free map[string]map[int][2]int
}

func (s *checksums) learn(row *table.Row) {
	if s.sums == nil {
		s.sums, s.free = map[string]sums{}, map[string]map[int][2]int{}
	}
	name := row.At(2)
	if s.sums[name].rows == nil {
		s.sums[name], s.free[name] = newSums(), map[int][2]int{}
	}
	n, _ := table.ParseInt(row.At(3))
	switch row.At(1) {
	case rowChecksum:
		s.sums[name].rows[n] = unhex(row.At(4))
	case rowsChecksum:
		for all := row.At(4); len(all) >= 16; all, n = all[16:], n+1 {
			if sum := unhex(all[:16]); sum != 0 {
				s.sums[name].rows[n] = sum
			}
		}
	case columnChecksum:
		s.sums[name].cols[n] = unhex(row.At(4))
	case freeCells:
		from, _ := table.ParseInt(row.At(4))
		to, _ := table.ParseInt(row.At(5))
		s.free[name][n] = [2]int{from, to}
	}
}

// edited returns the places that have changed since, at most mostEdited. A sheet that
// was added is a place without a row.
func (s *checksums) edited(book *table.Book) (out []table.Pos, err error) {
	for i, name := range book.Sheets() {
		if name == metaSheet {
			continue
		}
		pos := table.Pos{File: book.Name, Sheet: name}
		then, ok := s.sums[name]
		if !ok {
			if out = append(out, pos); len(out) == mostEdited {
				return out, nil
			}
			continue
		}
		now := newSums()
		for row, err := range book.Rows(i) {
			if err != nil {
				return nil, err
			}
			for _, c := range row.Cells {
				if free := s.free[name][c.Col]; row.Number < free[0] || row.Number > free[1] {
					now.add(row.Number, c.Col, c.Text, c.Formula)
				}
			}
		}
		rows, cols := differ(then.rows, now.rows), differ(then.cols, now.cols)
		for _, r := range rows {
			for _, c := range cols {
				if len(out) == mostEdited {
					return out, nil
				}
				pos.Row, pos.Col = r, c
				out = append(out, pos)
			}
		}
	}
	return out, nil
}

// differ lists the keys, in order, under which the two hold different sums.
func differ(a, b map[int]uint64) (out []int) {
	for _, k := range sorted(a) {
		if a[k] != b[k] {
			out = append(out, k)
		}
	}
	for _, k := range sorted(b) {
		if _, both := a[k]; !both && b[k] != 0 {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}
