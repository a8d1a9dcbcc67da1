package punch

import (
	"cmp"
	"regexp"
	"slices"
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

// Headings, without blanks and units, in lower case.
var (
	listName   = words("姓名", "员工姓名", "人员姓名", "名字", "用户姓名", "员工", "人员", "name", "employee", "employeename", "staff", "person", "username")
	listID     = words("工号", "员工工号", "员工编号", "人员编号", "编号", "id", "employeeid", "staffid", "empid", "employeeno", "no", "number")
	listPunch  = words("考勤号码", "考勤号", "考勤编号", "登记号码", "登记号", "打卡号", "打卡号码", "卡号", "设备工号", "userid", "enno", "punchno", "punchnumber", "cardno", "账号", "账户")
	listGroup  = words("部门", "部门名称", "组", "组别", "班组", "考勤组", "department", "dept", "group", "team")
	listMoment = words("打卡时间", "日期时间", "刷卡时间", "考勤时间", "签到时间", "打卡日期时间", "时间", "datetime", "punchtime", "time", "timestamp", "clocktime", "checktime", "checkinout", "日期/时间")
	listDate   = words("日期", "考勤日期", "打卡日期", "刷卡日期", "出勤日期", "date", "workdate", "punchdate")
	listShift  = words("班次", "shift", "排班", "应上班次")
	listNote   = words("备注", "打卡结果", "状态", "记录状态", "类型", "note", "remark", "status", "type", "result")
	// Any heading about a clock reading may hold times next to a date.
	listTimes = regexp.MustCompile(`^(打卡|刷卡|考勤|签到|签退|上班|下班|上午|下午|晚上|早|晚|最早|最晚|首次|末次|进|出|第.次|时间\d|time|punch|clock|in|out|first|last|上下班)`)
	notTimes  = regexp.MustCompile(`号|码|组|人员|部门|规则|迟到|早退|是否|旷工|加班|/|进出|inout|结果|地址|地点|备注|设备|次数|时长|方式|状态|图片|原因|分钟|小时|应|标志|操作|result|address|place|device|note|count|minutes|hours|status|id$|no$|name`)
)

func words(w ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range w {
		m[s] = true
	}
	return m
}

// listColumns is the part of a table that names who and when.
type listColumns struct {
	sheet, header             int
	name, id, punch, group    int
	moment, date, shift, note int
	times                     []int
	perDay                    bool // times beside a date
	start, end                int  // of the planned hours, see plannedColumns
	results                   resultColumns
}

// listColumns finds the headings in a sheet, nil where it has none.
func (r *reader) listColumns(sheet int) *listColumns {
	for _, row := range r.heads[sheet].rows {
		c := listColumns{sheet: sheet, header: row.Number}
		for _, cell := range row.Cells {
			h := table.Heading(cell.Text)
			for _, f := range []struct {
				words map[string]bool
				col   *int
			}{{listName, &c.name}, {listID, &c.id}, {listPunch, &c.punch}, {listGroup, &c.group}, {listMoment, &c.moment}, {listDate, &c.date}, {listShift, &c.shift}, {listNote, &c.note}} {
				if f.words[h] && *f.col == 0 {
					*f.col = cell.Col
				}
			}
			if listTimes.MatchString(h) && !notTimes.MatchString(h) || listMoment[h] {
				c.times = append(c.times, cell.Col)
			}
		}
		// 考勤时间 and similar words are the moment of a list, or a time next to a date.
		c.times = slices.DeleteFunc(c.times, func(col int) bool { return col == c.date || col == c.shift || col == c.name || col == c.id })
		slices.Sort(c.times)
		c.times = slices.Compact(c.times)
		if c.name+c.id+c.punch == 0 {
			continue
		}
		c.plannedColumns(&row)
		switch {
		case c.date > 0 && len(c.times) > 0:
			c.perDay = true
			c.results = resultsOf(&row)
			return &c
		case c.moment > 0:
			c.times = []int{c.moment}
			return &c
		}
	}
	return nil
}

// listSheet reads the rows below the headings.
func (r *reader) listSheet(c *listColumns) error {
	for row, err := range r.book.Rows(c.sheet) {
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
	switch {
	case l.person.ID == "" && l.person.Punch == "" && l.person.Name == "":
		l.r.drop(l.at(0), line(l.row), lang.T("没有姓名和工号", "no name and no ID"))
		return
	case listName[strings.ToLower(tight(l.person.Name))] || listDate[strings.ToLower(tight(l.get(c.date)))]:
		l.r.drop(l.at(0), line(l.row), lang.T("重复的表头", "the headings are repeated"))
		return
	}
	if c.perDay {
		m, ok := table.ParseMoment(l.get(c.date), 0)
		if !ok {
			l.r.drop(l.at(c.date), line(l.row), lang.F("日期 %q 读不懂", "%q is not a date", l.get(c.date)))
			return
		}
		l.date = m.Date
	}
	if c.perDay {
		r.listResult(&c.results, row, l.person, l.date, l.at(0))
	}
	found := l.readTimes()
	planned := c.perDay && r.plannedSegment(c, row, l.person, l.date)
	if !found && c.shift == 0 && !planned {
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

// get returns a cell, cleaned; column 0 is empty.
func (l *listLine) get(col int) string {
	if col == 0 {
		return ""
	}
	return table.Clean(l.row.At(col))
}

func (l *listLine) at(col int) table.Pos { return l.r.pos(l.c.sheet, l.row.Number, col) }

// index returns the index of the person. Lines of no use make nobody known.
func (l *listLine) index() int {
	if l.who < 0 {
		l.who = l.r.person(l.person)
	}
	return l.who
}

// readTimes takes the punches of the line and reports whether any cell holds a time.
func (l *listLine) readTimes() (found bool) {
	for _, col := range l.c.times {
		raw := l.row.At(col)
		if table.Clean(raw) == "" {
			continue
		}
		found = true
		if !l.c.perDay {
			m, ok := table.ParseMoment(raw, 0)
			if !ok || !m.Timed && !strings.Contains(raw, ":") && !strings.Contains(raw, ".") {
				l.r.drop(l.at(col), line(l.row), lang.F("打卡时间 %q 读不懂", "%q is not a punch time", table.Clean(raw)))
				continue
			}
			l.punch(col, attendance.On(m.Date, m.Minute()), m.Second%60)
			continue
		}
		times, bad := clockTimes(raw, l.date)
		for _, b := range bad {
			l.r.drop(l.at(col), b, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", b))
		}
		for _, s := range times {
			l.punch(col, attendance.On(l.date, s/60), s%60)
		}
	}
	return found
}

// punch takes one punch, unless the line is void or its date cannot be right.
func (l *listLine) punch(col int, when attendance.Stamp, second int) {
	if strings.HasPrefix(l.note, "打卡无效") || strings.EqualFold(l.note, "void") {
		l.r.drop(l.at(col), line(l.row), lang.F("导出表里已作废：%s", "marked invalid in the export: %s", l.note))
		return
	}
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
	oneTime   = regexp.MustCompile(`(次日|\+1)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(\+)?`)
	emptyTime = words("-", "--", "—", "——", "/", "无", "未打卡", "缺卡", "休息", "旷工", "n/a", "0")
)

// clockTimes reads the punch times in one cell: one time as text or as the
// fraction of a day, or several with anything between them, glued ones
// (08:4517:39) included. A sign + or 次日 means the day after. Times that are
// none come back as bad.
func clockTimes(cell string, date workcal.Date) (seconds []int, bad []string) {
	s := table.Clean(cell)
	if emptyTime[strings.ToLower(s)] {
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
		if text != "" {
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

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
