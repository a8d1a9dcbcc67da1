package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// titled is the month that a sheet of numbered days is of, and who says so.
type titled struct {
	year  int // 0 where nobody says it
	month time.Month
	by    lang.Text
	pos   table.Pos
}

// ofRoster marks the title among the words above a heading.
var ofRoster = regexp.MustCompile(`(?i)班|值日|考勤|roster|schedule|shift|rota`)

// titled finds the month: in the title above the heading, the name of the sheet or that
// of the file. One says the year that another leaves out.
func (f *RosterFile) titled(h *rosterHeads) titled {
	t, _ := f.titledBy(h)
	return t
}

// titledBy is titled, and the month that contradicts it, its month 0 where none does.
func (f *RosterFile) titledBy(h *rosterHeads) (t, other titled) {
	var said []titled
	add := func(text string, by lang.Text, pos table.Pos) {
		if year, month, ok := workcal.FindMonth(table.Clean(text)); ok && (year == 0 || year >= 2000 && year <= 2100) {
			said = append(said, titled{year, month, by, pos})
		}
	}
	for _, surely := range []bool{true, false} {
		for _, row := range h.rows {
			for _, c := range row.Cells {
				if row.Number <= f.head && len(c.Text) < 400 && ofRoster.MatchString(c.Text) == surely && len(said) == 0 {
					add(c.Text, lang.T("标题", "the title"), f.pos(row.Number, c.Col))
				}
			}
		}
	}
	title := len(said) > 0
	add(f.Sheet, lang.T("工作表名", "the name of the sheet"), f.pos(0, 0))
	add(f.base(), lang.T("文件名", "the name of the file"), table.Pos{File: f.Name})
	if len(said) == 0 {
		return t, other
	}
	t = said[0]
	for _, s := range said[1:] {
		if s.month == t.month && t.year == 0 {
			t.year = s.year
		}
	}
	if title && len(said) > 1 {
		if o := said[1]; o.month != t.month || o.year != 0 && t.year != 0 && o.year != t.year {
			other = o
		}
	}
	return t, other
}

// firstDay is a day in a title: 9月28日, 2026-09-28.
var firstDay = regexp.MustCompile(`(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?:\s?[日号]|\b)`)

// begins reports whether a title says that the days begin on a day of a month.
func (f *RosterFile) begins(h *rosterHeads, month time.Month, day int) bool {
	for _, row := range h.rows {
		for _, c := range row.Cells {
			if row.Number >= f.head {
				continue
			}
			if g := firstDay.FindStringSubmatch(table.Clean(c.Text)); g != nil && g[1] == strconv.Itoa(int(month)) && strings.TrimLeft(g[2], "0") == strconv.Itoa(day) {
				return true
			}
		}
	}
	return false
}

// monthOf returns the date of the first of days, the numbers that stand over the columns.
func (f *RosterFile) monthOf(h *rosterHeads, days []int, near workcal.Date, weekdays []int, problems *table.Problems) (start workcal.Date, ok bool) {
	if week, named := f.week(); named {
		for d := week.Monday() - 3; d < week.Monday()+7; d++ { // weeks may start on another day
			if _, _, day := d.Civil(); day == days[0] {
				return d, true
			}
		}
	}
	t, other := f.titledBy(h)
	hint := lang.T("标题写上年月，如 2026年11月；或把工作表、文件改成这样的名字", "write year and month into the title, such as 2026-11, or into the name of the sheet or the file")
	switch {
	case t.month == 0:
		problems.Add(f.pos(f.head, 0), lang.F("表头是 %d、%d、%d…，但不知道是哪个月", "the headings are %d, %d, %d, … but no month is named", days[0], days[1], days[2]), hint)
		return 0, false
	case other.month != 0 && !(slices.Contains(days[1:], 1) && other.month == t.month%12+1):
		problems.Add(t.pos, lang.F("%s写的是 %s，%s写的是 %s", "%s says %s, %s says %s", t.by, t.words(), other.by, other.words()), lang.T("改成一致", "make them agree"))
		return 0, false
	}
	wrap := 0
	for i := range days {
		if i > 0 && days[i] == 1 {
			wrap = i
		}
	}
	in := func(year int) (workcal.Date, bool) {
		return f.firstOf(h, workcal.Month{Year: year, Month: t.month}, days, wrap)
	}
	if t.year != 0 {
		start, ok = in(t.year)
	} else {
		start, ok = f.guessYear(near, t.month, weekdays, in)
		if near == 0 {
			problems.Add(t.pos, lang.F("%s只有 %d 月，没有年份", "%s names month %d without a year", t.by, int(t.month)), hint)
			return 0, false
		}
		if ok {
			f.note("%s：没有写年份，按 %s 年读", "%s: no year is named; it is taken for %s", f.pos(0, 0), start.String()[:4])
		}
	}
	if !ok {
		problems.Add(f.pos(f.head, 0), lang.F("%s的月份和表头的 %d…%d 对不上", "the month of %s does not go with the headings %d … %d", t.by, days[0], days[len(days)-1]), hint)
	}
	return start, ok
}

func (t titled) words() string {
	if t.year == 0 {
		return strconv.Itoa(int(t.month))
	}
	return workcal.Month{Year: t.year, Month: t.month}.String()
}

// guessYear finds the year of a month by the weekdays of the heading, or else the one
// nearest to near.
func (f *RosterFile) guessYear(near workcal.Date, month time.Month, weekdays []int, in func(year int) (workcal.Date, bool)) (start workcal.Date, ok bool) {
	year, _, _ := near.Civil()
	year = nearest(workcal.DateOf(year, month, 15), near)
	for _, y := range []int{year, year - 1, year + 1} {
		if d, fits := in(y); fits {
			if wrong, given, _ := misfits(d, weekdays); given >= 3 && wrong == 0 {
				return d, true
			}
		}
	}
	return in(year)
}

// firstOf returns the date of the first number where month is that of the title: of the
// first number, or, where the numbers begin again at index wrap, perhaps of the ones
// behind it.
func (f *RosterFile) firstOf(h *rosterHeads, month workcal.Month, days []int, wrap int) (workcal.Date, bool) {
	here := month.First() + workcal.Date(days[0]-1)
	if wrap == 0 {
		return here, days[0] <= month.Days()
	}
	before := month.Before()
	fits, fitsBefore := days[wrap-1] == month.Days(), days[wrap-1] == before.Days()
	switch {
	case fits && (!fitsBefore || wrap >= len(days)-wrap || f.begins(h, month.Month, days[0])):
		return here, true
	case fitsBefore:
		return before.First() + workcal.Date(days[0]-1), true
	}
	return 0, false
}
