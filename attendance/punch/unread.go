package punch

import (
	"iter"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// unread is a cell that a layout asks for and that holds no value of its own: a formula
// that was never calculated, an error, or a cell that a merged one covers.
type unread struct {
	col  int
	text string
	why  lang.Text
}

// dropUnread names cells, each once.
func (r *reader) dropUnread(sheet, row int, list []unread) {
	seen := map[int]bool{}
	for _, u := range list {
		if !seen[u.col] {
			r.drop(r.pos(sheet, row, u.col), u.text, u.why)
		}
		seen[u.col] = true
	}
}

// dropBroken takes out of a row the cells of the given columns whose value the file does
// not hold, and names them. Column 0 is none.
func (r *reader) dropBroken(sheet int, row *table.Row, cols ...int) {
	var list []unread
	row.Cells = slices.DeleteFunc(row.Cells, func(c table.Cell) bool {
		what, _, broken := table.Broken(c.Text)
		if broken = broken && slices.Contains(cols, c.Col); broken {
			list = append(list, unread{c.Col, c.Text, what})
		}
		return broken
	})
	r.dropUnread(sheet, row.Number, list)
}

// brokenHeadings names the headings down to row last whose value the file does not hold:
// nobody knows what their columns are.
func (r *reader) brokenHeadings(sheet, last int) {
	for _, row := range r.heads[sheet].rows {
		if row.Number > last {
			break
		}
		for _, c := range row.Cells {
			if what, _, broken := table.Broken(c.Text); broken {
				r.drop(r.pos(sheet, row.Number, c.Col), c.Text, what)
			}
		}
	}
}

// grown streams the rows of a sheet whose cells are days. A word that a merged cell shows
// over several of them (年假 over three days) stands in each; times so covered are named
// and left out, since they are those of one.
func (r *reader) grown(sheet, head int, day func(col int) bool) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		for row, err := range r.book.Filled(sheet, 0) {
			var list []unread
			if err == nil && row.Number > head {
				row.Cells = slices.DeleteFunc(row.Cells, func(c table.Cell) bool {
					if c.Merged == 0 || !day(c.Col) {
						return c.Merged == table.Across
					}
					_, number := table.ParseFloat(c.Text)
					own := number || oneTime.MatchString(c.Text)
					if own {
						list = append(list, unread{c.Col, c.Text, table.MergedText})
					}
					return own
				})
				r.dropUnread(sheet, row.Number, list)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// columnsOf are the columns of a row that hold something.
func columnsOf(row *table.Row) (cols []int) {
	for _, c := range row.Cells {
		cols = append(cols, c.Col)
	}
	return cols
}

// own takes out of a row the cells that merged ones cover, and returns them.
func own(row *table.Row) (covered []table.Cell) {
	row.Cells = slices.DeleteFunc(row.Cells, func(c table.Cell) bool {
		if c.Merged != 0 {
			covered = append(covered, c)
		}
		return c.Merged != 0
	})
	return covered
}

// undated names columns among those of days that hold something and have no date, each
// once. told is by sheet and column.
func (r *reader) undated(c *manualDays, row *table.Row, told map[int]bool) {
	first, last := 1<<30, 0
	for col := range c.dates {
		first, last = min(first, col), max(last, col)
	}
	for _, cell := range row.Cells {
		if _, ok := c.dates[cell.Col]; ok || told[cell.Col] || cell.Col == c.name || cell.Col == c.id || cell.Col == c.dept {
			continue
		}
		text := table.Clean(cell.Text)
		between := cell.Col > first && cell.Col < last
		if between && text != "" || clockedResults.MatchString(text) || timeText.MatchString(text) && cell.Col == last+1 {
			told[cell.Col] = true
			r.out.Rows++
			r.drop(r.pos(c.sheet, row.Number, cell.Col), text, lang.F("第 %s 列上面没有日期，这一列没有用上", "column %s has no date above it and is not used", table.Letters(cell.Col)))
		}
	}
}
