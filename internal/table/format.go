package table

import (
	"slices"
	"strconv"
	"strings"
)

// builtinDates are the numbers of the formats that every workbook knows without
// defining them and that show a date (ECMA-376 part 1, 18.8.30; 27–36 and 50–58
// are the East Asian ones).
var builtinDates = []int{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}

// dateFormat reports whether a number format shows a date; formats that show
// only a time of day do not count. Dates of the 1904 system are found by it.
func dateFormat(id int, code string) bool {
	if code == "" {
		return slices.Contains(builtinDates, id)
	}
	quoted, bracket := false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case r == 'y', r == 'd':
			return true
		}
	}
	return false
}

// percentFormat reports whether a number format shows a percentage: 9 and 10 are those
// that every workbook knows.
func percentFormat(id int, code string) bool {
	return code == "" && (id == 9 || id == 10) || strings.HasSuffix(strings.TrimSpace(strings.Split(code, ";")[0]), "%")
}

// flagged reports whether a cell style, as a cell names it, is marked.
func flagged(marked []bool, style string) bool {
	i, err := strconv.Atoi(style)
	return err == nil && i >= 0 && i < len(marked) && marked[i]
}

// to1900 is the distance in days between the 1904 and the 1900 system.
const to1900 = 1462

// number writes v in digits, as short as reads back the same.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// sortCells puts the cells of a row in order of column; of several in one place
// the last stays.
func sortCells(row *Row) {
	slices.SortStableFunc(row.Cells, func(a, b Cell) int { return a.Col - b.Col })
	kept := row.Cells[:0]
	for _, c := range row.Cells {
		if k := len(kept); k > 0 && kept[k-1].Col == c.Col {
			kept = kept[:k-1]
		}
		kept = append(kept, c)
	}
	row.Cells = kept
}
