package report

import (
	"strconv"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

// brokenHeads reports headings among the days that the file holds no value of: a date
// that a formula should work out is no column without a day.
func (f *RosterFile) brokenHeads(row table.Row, problems *table.Problems) {
	for _, c := range row.Cells {
		if what, hint, broken := table.Broken(c.Text); broken && len(f.cols) > 0 && c.Col > f.cols[0] {
			problems.Add(f.pos(row.Number, c.Col), what, hint)
		}
	}
}

// weekdayHeads takes a heading of weekdays alone, seven days in a row, where the file or
// the title says which week it is: the week in the name of the file, or the first day in
// the title.
func (f *RosterFile) weekdayHeads(h *rosterHeads, near workcal.Date) bool {
	var cols []int
	first, before := 0, 0
	for _, c := range h.at(f.head).Cells {
		w := weekdayOf(c.Text)
		switch {
		case w == 0:
			continue
		case before > 0 && w != before%7+1:
			return false
		case before == 0:
			first = w
		}
		cols, before = append(cols, c.Col), w
	}
	start, ok := f.firstDayOf(h, first, near)
	if len(cols) != 7 || !ok {
		return false
	}
	f.Start, f.cols = start, cols
	return true
}

// firstDayOf is the first day of a week that begins on a weekday, 1 to 7.
func (f *RosterFile) firstDayOf(h *rosterHeads, weekday int, near workcal.Date) (workcal.Date, bool) {
	if week, named := f.week(); named {
		return workcal.FirstDay(weekday - 1).First(week), true
	}
	for _, row := range h.rows {
		for _, c := range row.Cells {
			if row.Number >= f.head {
				continue
			}
			g := firstDay.FindStringSubmatch(table.Clean(c.Text))
			if g == nil {
				continue
			}
			year, month, ok := workcal.FindMonth(table.Clean(c.Text))
			n, _ := strconv.Atoi(g[2]) // the pattern lets only digits in
			if m, _ := strconv.Atoi(g[1]); !ok || int(month) != m {
				continue
			}
			if year == 0 {
				y, _, _ := near.Civil()
				year = nearest(workcal.DateOf(y, month, n), near)
			}
			if d := workcal.DateOf(year, month, n); int(workcal.FirstDayOf(d.Weekday()))+1 == weekday && (near != 0 || year > 1970) {
				return d, true
			}
		}
	}
	return 0, false
}
