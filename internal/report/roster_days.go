package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// rosterHeads are the rows at the top of a roster sheet, by which its columns get their
// days.
type rosterHeads struct {
	rows  []table.Row // up to the one below the heading
	row   int         // that with the days
	ghost []int       // columns of days that the month does not have
	last  workcal.Date
}

// headRows reads the rows around the heading.
func (f *RosterFile) headRows(b *table.Book) (*rosterHeads, error) {
	h := &rosterHeads{}
	for row, err := range b.Rows(slices.Index(b.Sheets(), f.Sheet)) {
		if err != nil {
			return nil, err
		}
		if row.Number > f.head+2 {
			break
		}
		h.rows = append(h.rows, table.Row{Number: row.Number, Cells: slices.Clone(row.Cells)})
	}
	return h, nil
}

// at returns the row of a number, one without cells where there is none.
func (h *rosterHeads) at(number int) table.Row {
	for _, r := range h.rows {
		if r.Number == number {
			return r
		}
	}
	return table.Row{Number: number}
}

// dayHead is what stands over a column: a date, or the number of a day, perhaps with its
// weekday: 2026-11-23, 11-23 周一, 23日, 23(一).
var dayHead = regexp.MustCompile(`^(.*?\d)\s?([日号號])?[\s(]*((?:星期|周|週|礼拜)?[一二三四五六日天]|(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)?\)?$`)

// headOf takes a heading apart; weekday is 1 (Monday) to 7, 0 where there is none.
func headOf(text string) (date string, weekday int, ok bool) {
	text = table.Clean(text)
	if len(text) > 60 {
		return "", 0, false
	}
	g := dayHead.FindStringSubmatch(text)
	if g == nil {
		return "", 0, false
	}
	if g[2] != "" && strings.Contains(g[1], "月") {
		g[1] += "日"
	}
	return g[1], weekdayOf(g[3]), true
}

var weekdayWord = regexp.MustCompile(`(?i)^(?:星期|周|週|礼拜|禮拜)?([一二三四五六日天])$|^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$`)

// weekdayOf returns the weekday that a word names, 1 (Monday) to 7; 0 is none.
func weekdayOf(s string) int {
	s, _, _ = strings.Cut(table.Clean(s), " ") // 周四 国庆节
	g := weekdayWord.FindStringSubmatch(s)
	switch {
	case g == nil:
		return 0
	case g[2] != "":
		return strings.Index("montuewedthufrisatsun", strings.ToLower(g[2]))/3 + 1
	}
	return min(strings.Index("一二三四五六日天", g[1])/len("一")+1, 7)
}

// days finds the columns of days: in the heading row, or else in the row below or above
// it, dates or numbers of days.
func (f *RosterFile) days(h *rosterHeads, was *rosterMeta, near workcal.Date, problems *table.Problems) {
	before := len(*problems)
	rows := []table.Row{h.at(f.head), h.at(f.head + 1), h.at(f.head - 1)}
	for _, read := range []func(table.Row) bool{
		func(row table.Row) bool { return f.dates(row, f.year(h, was, row, near), problems) },
		func(row table.Row) bool { return f.numbers(h, row, near, problems) },
	} {
		for _, row := range rows {
			if read(row) {
				f.brokenHeads(row, problems)
				if h.row, f.Days = row.Number, len(f.cols); len(*problems) == before {
					f.checkWeekdays(h, problems)
				}
				return
			}
		}
	}
	if f.weekdayHeads(h, near) {
		h.row, f.Days = f.head, len(f.cols)
		return
	}
	problems.Add(f.pos(f.head, 0), lang.T("表头没有日期", "the heading has no dates"),
		lang.T("表头要有每天的日期，如 2026-11-23；或写 1、2、3…，标题写上年月，如 2026年11月", "the heading needs a date over each day, such as 2026-11-23, or 1, 2, 3 … below a title with year and month, such as 2026-11"))
}

// dates takes the dates of a row; those without a year are of the given one, or of the
// next where they go on so.
func (f *RosterFile) dates(row table.Row, year int, problems *table.Problems) bool {
	for _, c := range row.Cells {
		text, _, ok := headOf(c.Text)
		if !ok {
			continue
		}
		date, ok := table.ParseDate(text, year)
		if !ok {
			continue
		}
		want := f.Start + workcal.Date(len(f.cols))
		if next, _, _ := want.Civil(); len(f.cols) > 0 && date != want && year > 0 {
			if d, ok := table.ParseDate(text, next); ok {
				date = d
			}
		}
		switch {
		case len(f.cols) == 0:
			f.Start = date
		case date != want:
			problems.Add(f.pos(row.Number, c.Col), lang.F("日期 %s 的位置应是 %s", "the date is %s where %s is expected", date, want),
				lang.T("日期列要一天接一天，不缺不重", "the date columns must follow each other day by day"))
			return true
		}
		f.cols = append(f.cols, c.Col)
	}
	return len(f.cols) > 0
}

// year returns the year of dates that are written without one; 0 is unknown.
func (f *RosterFile) year(h *rosterHeads, was *rosterMeta, row table.Row, near workcal.Date) int {
	if was != nil {
		year, _, _ := was.start.Civil()
		return year
	}
	if week, ok := f.week(); ok {
		// That of the first date, if it is in the week.
		for _, c := range row.Cells {
			text, _, _ := headOf(c.Text)
			for d := week.Monday() - 3; d < week.Monday()+10; d++ { // weeks may start on another day
				year, _, _ := d.Civil()
				if date, ok := table.ParseDate(text, year); ok && date == d {
					return year
				}
			}
		}
		return week.Year
	}
	if t := f.titled(h); t.year != 0 {
		return t.year
	}
	if near == 0 {
		return 0
	}
	year, _, _ := near.Civil()
	for _, c := range row.Cells {
		if text, _, ok := headOf(c.Text); ok {
			if date, ok := table.ParseDate(text, year); ok {
				return nearest(date, near)
			}
		}
	}
	return year
}

// nearest returns the year in which the day and month of date come nearest to near.
func nearest(date, near workcal.Date) int {
	year, _, _ := date.Civil()
	switch {
	case date-near > 183:
		return year - 1
	case near-date > 183:
		return year + 1
	}
	return year
}

// numbers takes a row that numbers the days of a month, three at least: 1, 2, 3 … or
// 28, 29, 30, 1, 2.
func (f *RosterFile) numbers(h *rosterHeads, row table.Row, near workcal.Date, problems *table.Problems) bool {
	var cols, days []int
	for _, c := range row.Cells {
		text, _, ok := headOf(c.Text)
		n, err := strconv.Atoi(text)
		if !ok || err != nil || n < 1 || n > 31 || len(text) > 2 {
			continue
		}
		if k := len(days); k > 0 && n != days[k-1]+1 && (n != 1 || days[k-1] < 28) {
			if k >= 3 {
				problems.Add(f.pos(row.Number, c.Col), lang.F("%d 日的位置应是 %d 日", "the day is %d where %d is expected", n, days[k-1]+1),
					lang.T("日期列要一天接一天，不缺不重", "the date columns must follow each other day by day"))
				f.cols = cols
				return true
			}
			cols, days = nil, nil
		}
		cols, days = append(cols, c.Col), append(days, n)
	}
	if len(days) < 3 {
		return false
	}
	start, ok := f.monthOf(h, days, near, f.weekdaysOver(h, cols), problems)
	if !ok {
		f.cols = cols
		return true
	}
	f.Start = start
	for i, n := range days {
		if _, _, day := (start + workcal.Date(i)).Civil(); day != n {
			h.ghost, h.last = cols[i:], start+workcal.Date(i-1)
			break
		}
		f.cols = append(f.cols, cols[i])
	}
	f.wholeMonth()
	return true
}

// wholeMonth notes what a sheet of a month lacks of it.
func (f *RosterFile) wholeMonth() {
	if _, named := f.week(); named || len(f.cols) < 20 {
		return
	}
	month := workcal.MonthOf(f.Start)
	last := f.Start + workcal.Date(len(f.cols)-1)
	if workcal.MonthOf(last) == month && len(f.cols) < month.Days() {
		f.note("%s：%s 有 %d 天，表里只有 %s 至 %s", "%s: %s has %d days, the sheet has only %s to %s", f.pos(0, 0), month, month.Days(), f.Start, last)
	}
}

// beyondTheMonth reports what stands in the columns of days that the month does not have.
func (f *RosterFile) beyondTheMonth(h *rosterHeads, row table.Row, problems *table.Problems) {
	for _, col := range h.ghost {
		if text := table.Clean(row.At(col)); strings.Trim(text, "-—/") != "" && weekdayOf(text) == 0 && !counts([]string{text}) {
			problems.Add(f.pos(row.Number, col), lang.F("%q 所在的这一列没有日子：%s 是最后一天", "%q stands in a column without a day: %s is the last one", text, h.last),
				lang.T("清空多出的列，或改正标题里的年月", "empty the column, or correct the month in the title"))
		}
	}
}

// weekdaysOver returns the weekday over or below each of the columns, 1 to 7, 0 where none
// is written.
func (f *RosterFile) weekdaysOver(h *rosterHeads, cols []int) []int {
	out := make([]int, len(cols))
	for _, row := range h.rows {
		if row.Number < f.head-1 {
			continue
		}
		alone, behind := make([]string, len(cols)), make([]int, len(cols))
		for i, col := range cols {
			alone[i] = row.At(col)
			_, behind[i], _ = headOf(row.At(col))
		}
		for i := range cols {
			if w := weekdayOf(alone[i]); w > 0 && weekRow(alone) {
				out[i] = w
			} else if behind[i] > 0 {
				out[i] = behind[i]
			}
		}
	}
	return out
}

// misfits counts the weekdays that are not those of the days from start on.
func misfits(start workcal.Date, weekdays []int) (wrong, given, first int) {
	first = -1
	for i, w := range weekdays {
		if w == 0 {
			continue
		}
		given++
		if d := start + workcal.Date(i); (int(d.Weekday())+6)%7+1 != w {
			if wrong++; first < 0 {
				first = i
			}
		}
	}
	return wrong, given, first
}

// checkWeekdays reports headings whose weekdays are not those of their dates: a title of
// another month, or dates that were not changed.
func (f *RosterFile) checkWeekdays(h *rosterHeads, problems *table.Problems) {
	wrong, given, first := misfits(f.Start, f.weekdaysOver(h, f.cols))
	if given < 3 || wrong == 0 {
		return
	}
	date := f.Start + workcal.Date(first)
	names := [2]string{[...]string{"日", "一", "二", "三", "四", "五", "六"}[date.Weekday()], date.Weekday().String()}
	pos := f.pos(h.row, f.cols[first])
	if 2*wrong <= given {
		f.note("%s：%s 是星期%s，表头的星期写错了", "%s: %s is a %s; the weekday over it is wrong", pos, date, lang.T(names[0], names[1]))
		return
	}
	problems.Add(pos, lang.F("%s 是星期%s，和表头的星期对不上", "%s is a %s, which is not the weekday over it", date, lang.T(names[0], names[1])),
		lang.T("检查标题里的年月和表头的日期、星期", "check the month in the title, and the dates and weekdays of the heading"))
}

var repaired = regexp.MustCompile(`_repair\d+$`)

// base is the name of the file without its ending and without that of a repair.
func (f *RosterFile) base() string {
	name := f.Name
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	return repaired.ReplaceAllString(name, "")
}

// week is the week that the file is named for.
func (f *RosterFile) week() (workcal.Week, bool) {
	w, err := workcal.ParseWeek(f.base())
	return w, err == nil
}

// ofItsWeek reports a file that is named for one week and has the days of another, and
// notes days that it lacks of its week.
func (f *RosterFile) ofItsWeek(problems *table.Problems) {
	week, ok := f.week()
	if !ok {
		return
	}
	monday, end := week.Monday(), f.Start+workcal.Date(f.Days)
	if f.Start >= monday+7 || end <= monday {
		problems.Add(f.pos(f.head, f.cols[0]), lang.F("文件名是 %s（%s 起），表里却是 %s 至 %s", "the file is named for %s, from %s, but has %s to %s", week, monday, f.Start, end-1),
			lang.T("改正表头的日期，或把文件改成那一周的名字", "correct the dates of the heading, or give the file the name of that week"))
		return
	}
	if f.Days >= 7 || f.Days < 4 { // a column may be gone; a few days are meant to be few
		return
	}
	var gone []string
	for d := monday; d < monday+7; d++ {
		if d < f.Start || d >= end {
			gone = append(gone, d.String())
		}
	}
	f.note("%s：没有 %s 的列，这几天当作没有班表", "%s: there is no column of %s, which has no roster then", f.pos(0, 0), strings.Join(gone, ", "))
}
