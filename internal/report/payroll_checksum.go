package report

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"paiban/internal/table"
)

// A workbook with checksums tells which of its cells were changed since it was
// written. The hidden sheet keeps a checksum of every row and of every column of each
// sheet; a changed cell is where a changed row and a changed column cross. Cells to
// type into are left out. Of a formula only its presence counts, because its result
// follows what is typed.

// First cells of the lines of the hidden sheet: the checksum of a row or column, and
// the cells to type into. They are part of the file format.
const (
	rowChecksum    = "seal-row"
	columnChecksum = "seal-column"
	freeCells      = "seal-free"
)

// mostEdited is how many changed cells are named.
const mostEdited = 5

// sums are the checksums of the rows and columns of one sheet.
type sums struct{ rows, cols map[int]string }

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
	mix := func(m map[int]string, key, at int) {
		m[key] = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", m[key], at, text)))[:16]
	}
	mix(s.rows, row, col)
	mix(s.cols, col, row)
}

// sheet makes a sheet that gets checksums.
func (b *payrollBook) sheet(name string) *sheet {
	s := b.book.sheet(name)
	s.checked = true
	b.made = append(b.made, s)
	return s
}

// checksums returns the lines of the hidden sheet: the checksums of every sheet made.
func (b *payrollBook) checksums() (lines [][]any) {
	for _, s := range b.made {
		if s.rows != nil { // not written yet
			s.checksums = s.checksum()
		}
		lines = append(lines, s.checksums...)
	}
	return lines
}

// checksum returns the lines of one sheet.
func (s *sheet) checksum() (lines [][]any) {
	typed := map[int]bool{} // by style
	for k, id := range s.looks {
		typed[id] = k.Fill == typedFill
	}
	now := sums{map[int]string{}, map[int]string{}}
	free := map[int][2]int{} // of a column, its rows to type into
	for r, row := range s.rows {
		for c, v := range row {
			cell, ok := v.(excelize.Cell)
			switch {
			case !ok:
			case typed[cell.StyleID]:
				if rows, ok := free[c+1]; ok {
					free[c+1] = [2]int{rows[0], r + 1}
				} else {
					free[c+1] = [2]int{r + 1, r + 1}
				}
			case cell.Value != nil || cell.Formula != "":
				now.add(r+1, c+1, fmt.Sprint(cell.Value), cell.Formula != "")
			}
		}
	}
	for _, r := range sorted(now.rows) {
		lines = append(lines, []any{rowChecksum, s.name, r, now.rows[r]})
	}
	for _, c := range sorted(now.cols) {
		lines = append(lines, []any{columnChecksum, s.name, c, now.cols[c]})
	}
	for _, c := range sorted(free) {
		lines = append(lines, []any{freeCells, s.name, c, free[c][0], free[c][1]})
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
		s.sums[name], s.free[name] = sums{map[int]string{}, map[int]string{}}, map[int][2]int{}
	}
	n, _ := table.ParseInt(row.At(3))
	switch row.At(1) {
	case rowChecksum:
		s.sums[name].rows[n] = row.At(4)
	case columnChecksum:
		s.sums[name].cols[n] = row.At(4)
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
		now := sums{map[int]string{}, map[int]string{}}
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
func differ(a, b map[int]string) (out []int) {
	for _, k := range sorted(a) {
		if a[k] != b[k] {
			out = append(out, k)
		}
	}
	for _, k := range sorted(b) {
		if _, both := a[k]; !both && b[k] != "" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}
