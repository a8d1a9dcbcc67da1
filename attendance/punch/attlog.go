package punch

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// clockLog is the memory of a punch clock as it comes off a USB stick: no
// headings, one punch a line, a number and the moment, in columns (1_attlog.dat:
// number, moment, door, state, verification, work code) or parted by blanks; some
// clocks add the name. The state (in, out) is what somebody pressed or did not,
// and is not read. Lists that people keep without headings look the same: a name,
// a date, one or more times.
var clockLog = layout{
	key:  "attlog",
	name: lang.T("考勤机原始记录", "log of a punch clock"),
	spot: func(r *reader, sheet int) bool { return r.logShape(sheet) != nil },
	read: eachSheet(func(r *reader, sheet int) error {
		shape := r.logShape(sheet)
		log := newLog(r, sheet)
		log.order = shape.order
		for row, err := range r.book.Rows(sheet) {
			if err != nil {
				return err
			}
			shape.read(log, &row)
		}
		return nil
	}),
}

// logShape says which fields of a line hold what, counted from 1; 0 if no field does.
type logShape struct {
	id, moment, clock, name int
	order                   *table.DateOrder // of dates of three short numbers, nil where there are none
}

// logShape finds out from the first lines; nil where they are no log. A line of
// words above them is a heading, and then this is another layout.
func (r *reader) logShape(sheet int) *logShape {
	var shapes []logShape
	var votes []int
	lines := 0
	order := r.logOrder(sheet)
	for _, row := range r.heads[sheet].rows {
		row = fields(&row)
		s, ok := shapeOf(&row, order)
		if !ok {
			if lines == 0 && isHeading(&row) {
				return nil
			}
			continue
		}
		lines++
		i := 0
		for i < len(shapes) && shapes[i] != s {
			i++
		}
		if i == len(shapes) {
			shapes, votes = append(shapes, s), append(votes, 0)
		}
		votes[i]++
	}
	for i, n := range votes {
		if 2*n > lines && 3*lines > len(r.heads[sheet].rows) {
			if shapes[i].name == 0 {
				shapes[i].name = r.nameField(sheet, shapes[i])
			}
			return &shapes[i]
		}
	}
	return nil
}

// shapeOf finds a number or a name, and right of it a moment in one field or in
// two.
func shapeOf(row *table.Row, order *table.DateOrder) (s logShape, ok bool) {
	s.order = order
	for _, c := range row.Cells {
		m, known := momentIn(order, c.Text)
		if !known && order != nil {
			_, _, known = order.Unclear(c.Text)
		}
		if known && s.id+s.name > 0 {
			s.moment = c.Col
			if !m.Timed && !strings.Contains(c.Text, ":") {
				s.clock = c.Col + 1
				known = isClock(row.At(s.clock))
			}
			return s, known
		}
		switch {
		case s.id == 0 && isNumber(c.Text):
			s.id = c.Col
		case s.name == 0 && strings.ContainsFunc(c.Text, isHan) && len([]rune(c.Text)) <= 8:
			s.name = c.Col
		}
	}
	return s, false
}

// logOrder is the order of day, month and year in a log whose first lines have dates
// of three short numbers; nil where they have none.
func (r *reader) logOrder(sheet int) *table.DateOrder {
	short := func(row *table.Row, each func(string)) {
		line := fields(row)
		for _, c := range line.Cells {
			if shortDate.MatchString(c.Text) {
				each(c.Text)
			}
		}
	}
	found := false
	for i := range r.heads[sheet].rows {
		short(&r.heads[sheet].rows[i], func(string) { found = true })
	}
	if !found {
		return nil
	}
	o := &table.DateOrder{Today: r.book.Today}
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			break
		}
		short(&row, o.See)
	}
	return o
}

// momentIn reads a moment in the order of its log.
func momentIn(order *table.DateOrder, s string) (table.Moment, bool) {
	if order == nil {
		return parseMoment(s)
	}
	return order.Moment(s, 0)
}

// isClock reports whether a cell next to a date holds times of day.
func isClock(s string) bool {
	v, number := table.ParseFloat(s)
	return strings.Contains(s, ":") || number && v > 0 && v < 1
}

// isHeading reports whether a row is words, two or more.
func isHeading(row *table.Row) bool {
	for _, c := range row.Cells {
		if strings.ContainsAny(c.Text, "0123456789") || !strings.ContainsFunc(c.Text, unicode.IsLetter) {
			return false
		}
	}
	return len(row.Cells) > 1
}

// isNumber reports whether s may be somebody's number: short, with a digit, of
// digits and letters.
func isNumber(s string) bool {
	return len(s) <= 24 && strings.ContainsAny(s, "0123456789") && !strings.ContainsFunc(s, func(c rune) bool {
		return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_'
	})
}

// nameField finds a field of Chinese names.
func (r *reader) nameField(sheet int, s logShape) int {
	count := map[int]int{}
	for _, row := range r.heads[sheet].rows {
		for _, c := range row.Cells {
			if c.Col != s.moment && strings.ContainsFunc(c.Text, func(r rune) bool { return r >= 0x2e80 }) {
				if count[c.Col]++; 2*count[c.Col] > len(r.heads[sheet].rows) {
					return c.Col
				}
			}
		}
	}
	return 0
}

// fields returns the row itself, or where it is one cell of text the parts
// between its blanks.
func fields(row *table.Row) table.Row {
	if len(row.Cells) != 1 {
		return *row
	}
	out := table.Row{Number: row.Number}
	for i, f := range strings.Fields(row.Cells[0].Text) {
		out.Cells = append(out.Cells, table.Cell{Col: row.Cells[0].Col + i, Text: f})
	}
	return out
}

func (s *logShape) read(log *deviceLog, row *table.Row) {
	whole := *row
	if len(row.Cells) == 1 {
		whole = fields(row)
	}
	var p Person
	if s.id > 0 {
		p.Punch = strings.TrimSpace(whole.At(s.id))
	}
	if s.name > 0 {
		p.Name = whole.At(s.name)
	}
	text := whole.At(s.moment)
	if s.clock == 0 {
		log.add(row, s.moment, p, text)
		return
	}
	m, ok := momentIn(s.order, text)
	if !ok {
		log.add(row, s.moment, p, text)
		return
	}
	date := m.Date
	found := false
	for _, c := range whole.Cells {
		if c.Col < s.clock || !isClock(table.Clean(c.Text)) {
			continue
		}
		found = true
		times, bad := clockTimes(c.Text, date)
		for _, b := range bad {
			log.take(row, c.Col, p, b, table.Moment{}, false)
		}
		for _, t := range times {
			log.take(row, c.Col, p, "", table.Moment{Date: date + workcal.Date(t/86400), Second: t % 86400}, true)
		}
	}
	if !found {
		log.add(row, s.clock, p, "")
	}
}

// deviceLog collects the punches of a clock's memory. Clocks remember years of
// punches, a million lines, so a line costs its punch and one entry of seen.
type deviceLog struct {
	r     *reader
	sheet int
	order *table.DateOrder // nil where no date needs it
	who   map[logPerson]int
	seen  map[uint64]int32 // row by person and second
}

// logPerson is somebody as written.
type logPerson struct{ number, name string }

// mostAhead bounds the room made for punches before they are read.
const mostAhead = 1 << 20

func newLog(r *reader, sheet int) *deviceLog {
	lines := 0
	for _, err := range r.book.Rows(sheet) {
		if err != nil || lines == mostAhead {
			break
		}
		lines++
	}
	r.out.Punches = slices.Grow(r.out.Punches, lines)
	return &deviceLog{r, sheet, nil, map[logPerson]int{}, make(map[uint64]int32, lines)}
}

// add takes one line of the log, or drops it and says why: no line of a log, a
// moment that does not exist, a clock that lost its time, the same punch again.
// Repeats a second or more later are for [attendance.Settle] to judge.
func (l *deviceLog) add(row *table.Row, col int, p Person, text string) {
	m, ok := momentIn(l.order, text)
	l.take(row, col, p, strings.TrimSpace(text), m, ok)
}

// take is add with the moment read from text already.
func (l *deviceLog) take(row *table.Row, col int, p Person, text string, m table.Moment, ok bool) {
	if len(row.Cells) == 0 {
		return
	}
	l.r.out.Rows++
	at := l.r.pos(l.sheet, row.Number, 0)
	switch {
	case p.Punch == "" && table.Clean(p.Name) == "" || !ok && text == "":
		l.r.drop(at, line(row), lang.T("不是打卡记录行", "not a line of the log"))
		return
	case p.Punch != "" && !isNumber(p.Punch):
		l.r.drop(at, line(row), lang.F("号码 %q 不像号码", "%q is not a person's number", short(table.Clean(p.Punch), 20)))
		return
	case !ok:
		at.Col = col
		why := lang.F("打卡时间 %q 不存在", "the time %q does not exist", short(table.Clean(text), 40))
		if l.order != nil {
			if what, _, unclear := l.order.Unclear(text); unclear {
				why = what
			}
		}
		l.r.drop(at, line(row), why)
		return
	case m.Date < earliest || m.Date >= latest:
		at.Col = col
		l.r.drop(at, line(row), lang.F("日期 %v 不可信：机器时间被重置过？", "the date %v cannot be right: was the clock reset?", m.Date))
		return
	}
	key := logPerson{p.Punch, p.Name}
	who, known := l.who[key]
	if !known {
		// The row's text is part of the whole file's text, which must not stay in
		// memory.
		p.Punch, p.Name, p.Where = strings.Clone(table.ParseID(p.Punch)), strings.Clone(p.Name), at
		who = l.r.person(p)
		l.who[key] = who
	}
	// Seconds since 1970 of dates before latest fit 32 bits.
	stamp, second := attendance.On(m.Date, m.Minute()), m.Second%60
	moment := uint64(who)<<32 | uint64(uint32(int(stamp)*60+second))
	if first := l.seen[moment]; first > 0 {
		l.r.drop(at, line(row), lang.F("与第 %d 行是同一次打卡", "the same punch as in row %d", first))
		return
	}
	l.seen[moment] = int32(row.Number)
	at.Col = col
	l.r.out.Punches = append(l.r.out.Punches, Punch{who, attendance.Punch{At: stamp, Second: second, Source: attendance.Clocked, Where: at}})
}

// parseMoment is [table.ParseMoment], with a short way for what logs hold by the
// million, 2026-11-21 08:30:15 and 2026/11/21 08:30:15, and with 20261121083015.
func parseMoment(s string) (table.Moment, bool) {
	at := [6]int{0, 5, 8, 11, 14, 17}
	switch {
	case len(s) == 14:
		at = [6]int{0, 4, 6, 8, 10, 12}
	case len(s) != 19 || s[10] != ' ' || s[13] != ':' || s[16] != ':' || s[4] != s[7] || s[4] != '-' && s[4] != '/':
		return table.ParseMoment(s, 0)
	}
	var v [6]int
	for i, from := range at {
		n := 2
		if i == 0 {
			n = 4
		}
		for _, c := range []byte(s[from : from+n]) {
			if c < '0' || c > '9' {
				return table.ParseMoment(s, 0)
			}
			v[i] = v[i]*10 + int(c-'0')
		}
	}
	date := workcal.DateOf(v[0], time.Month(v[1]), v[2])
	y, m, d := date.Civil()
	ok := y == v[0] && int(m) == v[1] && d == v[2] && v[3] < 24 && v[4] < 60 && v[5] < 60
	return table.Moment{Date: date, Second: v[3]*3600 + v[4]*60 + v[5], Timed: true}, ok
}
