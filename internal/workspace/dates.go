package workspace

import (
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// mostAhead is how many days ahead of today a list may speak of, in days: five years.
// Nobody asks for leave or is hired so early.
const mostAhead = 5 * 366

// refuseFar reports a date under key whose year can only be a slip of the pen: more
// than five years ahead or, where the list is of things that pass, more than twenty
// years ago. It reports whether it did. Where today is not known nothing is far.
func (w *Workspace) refuseFar(r *table.Record, key string, d workcal.Date, pass bool) bool {
	if d == 0 || w.Today == 0 || d <= w.Today+mostAhead && !(pass && table.Far(d, w.Today)) {
		return false
	}
	r.Problem(key, table.FarText(d), farHint(d, w.Today))
	return true
}

// farHint says what to do about a date that is too far from today.
func farHint(d, today workcal.Date) lang.Text {
	if meant, ok := yearMeant(d, today); ok {
		return lang.F("检查年份：是不是 %s？", "check the year: did you mean %s?", meant)
	}
	return table.FarHint
}

// yearMeant returns the same day of this year, the next or the last, where the year of d
// is one slip of the pen away from it: two digits exchanged or one mistyped.
func yearMeant(d, today workcal.Date) (workcal.Date, bool) {
	year, month, day := d.Civil()
	now, _, _ := today.Civil()
	for _, y := range []int{now, now + 1, now - 1} {
		if distance(strconv.Itoa(y), strconv.Itoa(year)) == 1 {
			return workcal.DateOf(y, month, day), true
		}
	}
	return 0, false
}
