package table

import (
	"iter"
	"slices"

	"paiban/internal/lang"
)

// Merge says where the text of a cell comes from that a merged one covers.
type Merge uint8

const (
	Down   Merge = iota + 1 // from above, of the same column
	Across                  // from a column to the left
)

// area is cells merged into one; its text is that of the first cell.
type area struct{ row, col, lastRow, lastCol int }

// mostAreas bounds the merged cells of a sheet; a form of a thousand rows has some
// thousands.
const mostAreas = 200_000

// Filled streams the rows of the i-th sheet as [Book.Rows] does, with the text of
// a merged cell in all that it covers, marked in Merged, where it begins below the
// row head, that of the headings. A list reads its records so: a group merged over
// five people is that of all five. Rows in which nothing stands but what merged cells
// cover are left out.
func (b *Book) Filled(i, head int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		areas, err := b.impl.merged(i)
		if err != nil {
			yield(Row{}, damaged(Pos{File: b.Name, Sheet: b.Sheets()[i]}, err))
			return
		}
		f := filler{areas: slices.DeleteFunc(slices.Clone(areas), func(a area) bool { return a.row <= head })}
		slices.SortStableFunc(f.areas, func(a, b area) int { return a.row - b.row })
		for row, err := range b.Rows(i) {
			if err == nil && !f.fill(&row, b.limits) {
				err = &Problem{Pos: Pos{File: b.Name, Sheet: b.Sheets()[i], Row: row.Number},
					What: lang.F("合并单元格盖住超过 %d 格", "merged cells cover more than %d cells", b.limits.Cells),
					Hint: lang.T("取消合并，或删去空行", "unmerge them, or delete empty rows")}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// filler fills the rows of a sheet one after the other.
type filler struct {
	areas []area // not begun, in order of their first row
	open  []opened
	steps int
	cells []Cell
}

// opened is an area that the rows have reached.
type opened struct {
	area
	text    string
	formula bool
}

// fill adds the cells that merged ones cover; it reports false where they are
// too many.
func (f *filler) fill(row *Row, limits Limits) bool {
	f.open = slices.DeleteFunc(f.open, func(o opened) bool { return o.lastRow < row.Number })
	for len(f.areas) > 0 && f.areas[0].row <= row.Number {
		a := f.areas[0]
		f.areas = f.areas[1:]
		if c := row.cell(a.col); c != nil && a.row == row.Number {
			f.open = append(f.open, opened{a, c.Text, c.Formula})
		}
	}
	if len(f.open) == 0 {
		return true
	}
	f.cells = append(f.cells[:0], row.Cells...)
	for _, o := range f.open {
		f.steps++
		for col := o.col; col <= min(o.lastCol, limits.Cols); col++ {
			f.steps++
			if row.cell(col) != nil || f.steps > limits.Cells {
				continue
			}
			how := Down
			if col > o.col {
				how = Across
			}
			f.cells = append(f.cells, Cell{Col: col, Text: o.text, Formula: o.formula, Merged: how})
		}
	}
	if f.steps > limits.Cells {
		return false
	}
	row.Cells = f.cells
	sortCells(row)
	f.cells = row.Cells
	return true
}

// MergedAt says how the cell in column col came by its text; 0 where it is its own.
func (r *Row) MergedAt(col int) Merge {
	if c := r.cell(col); c != nil {
		return c.Merged
	}
	return 0
}

// MergedText says that a merged cell covers another one whose own value is needed.
var (
	MergedText = lang.T("这一格和旁边的合并了，分不清各是什么", "the cell is merged with another; what belongs to each is not known")
	MergedHint = lang.T("取消合并，每格各填各的", "unmerge the cells and fill in each of them")
)
