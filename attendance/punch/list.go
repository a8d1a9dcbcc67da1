package punch

import (
	"cmp"
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// personTimeList is any list with somebody in one column and, in others, either a date
// and time, or a date and one or more times, one or several to a cell.
var personTimeList = layout{
	key:  "list",
	name: lang.T("人员—时间列表", "list of people and times"),
	spot: func(r *reader, sheet int) bool { return r.listColumns(sheet) != nil },
	read: eachSheet(func(r *reader, sheet int) error { return r.listSheet(r.listColumns(sheet)) }),
}

// listSheet reads the rows below the headings.
func (r *reader) listSheet(c *listColumns) error {
	if c.order == nil { // columns that the user named
		c.order = r.dateOrder(c.sheet, c.header, r.rowsBelow(c.sheet, c.header, judgedRows), append([]int{c.date}, c.times...))
		c.states = []stateColumn{{c.note, "", 's'}}
	}
	r.brokenHeadings(c.sheet, c.header)
	for _, row := range r.heads[c.sheet].rows {
		if row.Number <= c.header && len(row.Cells) > 0 {
			c.lastCol = max(c.lastCol, row.Cells[len(row.Cells)-1].Col)
		}
	}
	for row, err := range r.book.Filled(c.sheet, c.header) {
		if err != nil {
			return err
		}
		if row.Number > c.header {
			r.listRow(c, &row)
		}
	}
	return nil
}

func (r *reader) listRow(c *listColumns, row *table.Row) {
	if line(row) == "" {
		return
	}
	r.out.Rows++
	l := listLine{r: r, c: c, row: row, who: -1}
	l.note = l.get(c.note)
	l.person = Person{ID: table.ParseID(l.get(c.id)), Punch: table.ParseID(l.get(c.punch)), Name: l.get(c.name), Group: l.get(c.group), Where: l.at(0)}
	l.dropBroken()
	l.mergedName()
	switch {
	case l.person.ID == "" && l.person.Punch == "" && l.person.Name == "":
		l.r.drop(l.at(0), line(l.row), lang.T("没有姓名和工号", "no name and no ID"))
		return
	case listName[table.Heading(l.person.Name)] || listDate[table.Heading(l.get(c.date))]:
		l.r.drop(l.at(0), line(l.row), lang.T("重复的表头", "the headings are repeated"))
		return
	case l.person.Name != "" && !isName(l.person.Name):
		l.r.drop(l.at(c.name), line(l.row), lang.F("%q 不是姓名", "%q is nobody's name", l.person.Name))
		return
	case l.person.Name == "" && !isID(firstOf(l.person.Punch, l.person.ID)) && !isName(firstOf(l.person.Punch, l.person.ID)):
		l.r.drop(l.at(0), line(l.row), lang.F("%q 不是工号", "%q is nobody's number", firstOf(l.person.Punch, l.person.ID)))
		return
	}
	if c.perDay {
		text := l.get(c.date)
		m, ok := c.order.Moment(text, 0)
		if !ok {
			l.notDate(c.date, text, lang.F("日期 %q 读不懂", "%q is not a date", text))
			return
		}
		l.noteOrder(text, m)
		l.date = m.Date
	}
	if why, void := l.void(); void {
		l.index()
		l.r.drop(l.at(0), line(l.row), why)
		return
	}
	if c.perDay {
		r.listResult(&c.results, row, l.person, l.date, l.at(0))
	}
	found := l.readTimes()
	planned := c.perDay && r.plannedSegment(c, row, l.person, l.date)
	l.strayTimes()
	if !found && c.shift == 0 && !planned {
		l.index() // somebody without a punch is still somebody
		l.r.drop(l.at(0), line(l.row), lang.T("没有打卡时间", "no punch time"))
		return
	}
	if c.shift > 0 && c.perDay {
		l.readShift()
	}
}

// listLine is a row of a list being read.
type listLine struct {
	r      *reader
	c      *listColumns
	row    *table.Row
	person Person
	who    int          // index of the person, −1 until something of the line is used
	date   workcal.Date // of times beside a date
	note   string
}

// get returns a cell, cleaned; column 0 is empty, and so is a cell that one left of it
// covers.
func (l *listLine) get(col int) string {
	if col == 0 || l.row.MergedAt(col) == table.Across {
		return ""
	}
	return table.Clean(l.row.At(col))
}

// dropBroken takes out of the marks of the person those whose value the file does not
// hold, and names their cells.
func (l *listLine) dropBroken() {
	for _, mark := range []struct {
		text *string
		col  int
	}{{&l.person.ID, l.c.id}, {&l.person.Punch, l.c.punch}, {&l.person.Name, l.c.name}, {&l.person.Group, l.c.group}} {
		if what, _, broken := table.Broken(*mark.text); broken {
			l.r.drop(l.at(mark.col), *mark.text, what)
			*mark.text = ""
		}
	}
}

// mergedName leaves out a name that is merged over lines of several numbers: it is that
// of the first.
func (l *listLine) mergedName() {
	number := firstOf(l.person.Punch, l.person.ID)
	if l.row.MergedAt(l.c.name) != table.Down {
		l.c.nameOf = number
		return
	}
	if number != "" && number != l.c.nameOf {
		l.r.drop(l.at(l.c.name), l.person.Name, table.MergedText)
		l.person.Name = ""
	}
}

func (l *listLine) at(col int) table.Pos { return l.r.pos(l.c.sheet, l.row.Number, col) }

// notDate drops a line whose date cannot be read, with both meanings of one that has
// two.
func (l *listLine) notDate(col int, text string, why lang.Text) {
	if what, _, unclear := l.c.order.Unclear(text); unclear {
		why = what
	}
	l.r.drop(l.at(col), line(l.row), why)
}

// index returns the index of the person. Lines that cannot be read make nobody known.
func (l *listLine) index() int {
	if l.who < 0 {
		l.who = l.r.person(l.person)
	}
	return l.who
}

// readTimes takes the punches of the line, a time of going out before that of coming in
// being one of the next day, and reports whether any cell holds a time.
func (l *listLine) readTimes() (found bool) {
	came := 0 // the last time of coming in, in seconds
	for _, col := range l.c.times {
		raw := l.row.At(col)
		text := table.Clean(raw)
		if text == "" || !l.c.perDay && noClock(text) {
			continue
		}
		found = true
		if l.row.MergedAt(col) != 0 {
			l.r.drop(l.at(col), text, table.MergedText)
			continue
		}
		if !l.c.perDay {
			m, ok := l.c.order.Moment(text, 0)
			if !ok || !m.Timed && !strings.Contains(raw, ":") && !strings.Contains(raw, ".") {
				l.notDate(col, text, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", text))
				continue
			}
			l.noteOrder(text, m)
			l.punch(col, attendance.On(m.Date, m.Minute()), m.Second%60)
			continue
		}
		if m, ok := l.c.order.Moment(text, 0); ok && m.Timed && m.Date-l.date >= 0 && m.Date-l.date <= 1 {
			l.punch(col, attendance.On(m.Date, m.Minute()), m.Second%60)
			continue
		}
		times, bad := clockTimes(raw, l.date)
		for _, b := range bad {
			l.r.drop(l.at(col), b, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", b))
		}
		for _, s := range times {
			switch l.c.sides[col] {
			case 'i':
				came = s
			case 'o':
				if came > 0 && s < came { // in at 22:00, out at 06:00: the next morning
					s += 24 * 3600
				}
			}
			l.punch(col, attendance.On(l.date, s/60), s%60)
		}
	}
	return found
}

// strayTimes names times that stand right of the table or among its remarks: the cells of
// the line are shifted.
func (l *listLine) strayTimes() {
	for _, cell := range l.row.Cells {
		text := table.Clean(cell.Text)
		if cell.Col != l.c.note && cell.Col <= l.c.lastCol {
			continue
		}
		if m, ok := table.ParseMoment(text, 0); timeText.MatchString(text) || ok && m.Timed && strings.Contains(text, ":") {
			l.r.drop(l.at(cell.Col), text, lang.T("这一格是时间，却不在打卡时间的列里：这一行的格子错位了？", "a time that is in no column of punches: are the cells of the row shifted?"))
		}
	}
}

// punch takes one punch, unless its date cannot be right.
func (l *listLine) punch(col int, when attendance.Stamp, second int) {
	who := l.index()
	if y := int(when.Date()); y < int(earliest) || y > int(latest) {
		l.r.drop(l.at(col), line(l.row), lang.F("日期 %v 不可信：机器时间被重置过？", "the date %v cannot be right: was the clock reset?", when.Date()))
		return
	}
	l.r.out.Punches = append(l.r.out.Punches, Punch{who, attendance.Punch{At: when, Second: second, Source: dingSource(l.note), Note: l.note, Where: l.at(col)}})
}

// readShift takes the plan of the line.
func (l *listLine) readShift() {
	text := l.get(l.c.shift)
	plan, known := shiftText(text)
	if !known {
		l.r.drop(l.at(l.c.shift), text, lang.T("班次里读不出时间", "the shift has no hours"))
	}
	if plan.Kind != attendance.Unplanned {
		plan.Where = l.at(l.c.shift)
		l.r.out.Shifts = append(l.r.out.Shifts, Shift{l.index(), l.date, plan})
	}
}

// Dates outside are those of a clock that lost its time.
var earliest, latest = workcal.DateOf(2001, 1, 1), workcal.DateOf(2100, 1, 1)

var (
	oneTime   = regexp.MustCompile(`(?i)(次日|\+1)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(\+|[ap]m\b)?`)
	emptyTime = words("-", "--", "—", "——", "/", "无", "未打卡", "缺卡", "漏打卡", "未签到", "未签退", "无需打卡", "无需考勤", "免打卡", "休息", "旷工", "n/a", "0", "missing", "absent")
)

// clockTimes reads the punch times in one cell: one time as text or as the
// fraction of a day, or several with anything between them, glued ones
// (08:4517:39) included. A sign + or 次日 means the day after. Times that are
// none come back as bad.
func clockTimes(cell string, date workcal.Date) (seconds []int, bad []string) {
	s := table.Clean(cell)
	if noClock(s) {
		return nil, nil
	}
	if !strings.Contains(s, ":") || strings.Count(s, ":") == 1 && !oneTime.MatchString(s) {
		if v, ok := table.ParseClock(s); ok {
			return []int{v}, nil
		}
		// A cell beside a date may hold the whole moment.
		if m, ok := table.ParseMoment(s, 0); ok && m.Date-date >= 0 && m.Date-date <= 1 {
			return []int{int(m.Date-date)*86400 + m.Second}, nil
		}
		return nil, []string{s}
	}
	if v, ok := table.ParseClock(s); ok { // 下午 6:03, 6:03 PM
		return []int{v}, nil
	}
	if m, ok := table.ParseMoment(s, 0); ok && m.Timed && m.Date-date >= 0 && m.Date-date <= 1 {
		return []int{int(m.Date-date)*86400 + m.Second}, nil
	}
	for _, g := range oneTime.FindAllStringSubmatch(s, -1) {
		text := strings.TrimSpace(cmp.Or(g[1], g[5]))
		h, m, sec := atoi(g[2]), atoi(g[3]), atoi(g[4])
		if h > 47 || m > 59 || sec > 59 {
			bad = append(bad, strings.TrimSpace(g[0]))
			continue
		}
		v := h*3600 + m*60 + sec
		switch strings.ToLower(text) {
		case "":
		case "am", "pm":
			if h%12 != h && h != 12 {
				bad = append(bad, strings.TrimSpace(g[0]))
				continue
			}
			if v = h%12*3600 + m*60 + sec; strings.EqualFold(text, "pm") {
				v += 12 * 3600
			}
		default:
			v += 86400
		}
		seconds = append(seconds, v)
	}
	// What is left should be no part of a time: 11:35 2 was cut off by hand.
	if rest := table.Clean(oneTime.ReplaceAllString(s, " ")); len(seconds)+len(bad) == 0 || strings.ContainsAny(rest, "0123456789") {
		bad = append(bad, rest)
	}
	return seconds, bad
}

// noClock reports whether a cell says that there is no punch: empty words, perhaps with
// a sign for the time that is missing, 缺卡(-).
func noClock(s string) bool {
	s = strings.ToLower(table.Clean(s))
	return emptyTime[s] || emptyTime[strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "(-)"), "(--)"))]
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
