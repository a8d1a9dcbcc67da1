package punch

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// clockBook is the workbook of a stand-alone punch clock. Its sheets vary by
// maker, and each is known by what stands in it:
//   - a grid, a cell a day for every person (考勤记录, 刷卡记录, 员工刷卡记录表): gridSheet
//   - cards, a line a day, three people side by side (员工考勤表): cardSheet
//   - the plan, a shift number a day (排班信息): planSheet
//   - the clock's own counts of every person (考勤汇总): totalSheet
//   - its own result of days that were not in order (异常统计): exceptionSheet
//
// Cards repeat what a grid holds, so they are read only if there is no grid.
var clockBook = layout{
	key:  "clock",
	name: lang.T("考勤机报表", "workbook of a punch clock"),
	spot: func(r *reader, sheet int) bool { return r.isGrid(sheet) || r.isCards(sheet) },
	also: func(r *reader, sheet int) bool {
		return r.isPlan(sheet) || r.totalColumns(sheet) != nil || r.exceptionColumns(sheet) != nil
	},
	read: (*reader).clockBook,
}

func (r *reader) clockBook(sheets []int) error {
	var grids, cards []int
	for _, i := range sheets {
		if first, last, ok := r.period(i); ok && r.out.First == 0 {
			r.out.First, r.out.Last = first, last
		}
		switch {
		case r.isGrid(i):
			grids = append(grids, i)
		case r.isCards(i):
			cards = append(cards, i)
		}
	}
	others := r.notOf(sheets)
	for i := range r.heads {
		if others[i] {
			continue
		}
		if err := r.readPlan(i); err != nil {
			return err
		}
	}
	for _, i := range grids {
		if err := r.readGrid(i); err != nil {
			return err
		}
	}
	for _, i := range cards {
		if len(grids) > 0 {
			r.drop(r.pos(i, 0, 0), r.heads[i].name, lang.F("考勤卡与“%s”是同一批打卡，不再读", "the cards repeat the punches of %q, so they are not read", r.heads[grids[0]].name))
			continue
		}
		if err := r.readCards(i); err != nil {
			return err
		}
	}
	if len(grids) == 0 {
		r.onceEach()
	}
	for i := range r.heads {
		if others[i] {
			continue
		}
		if err := r.readTotals(i); err != nil {
			return err
		}
		if err := r.readExceptions(i); err != nil {
			return err
		}
	}
	r.learnHours()
	return nil
}

var dayText = regexp.MustCompile(`^(\d{1,2})\s?[日号]?\s?\(?(?:(?:星期|周)?[一二三四五六日天]|(?i:mon?|tue?|wed?|thu?|fri?|sat?|sun?)[a-z]*)?\)?$`)

// dayNumber reads the day of the month at the head of a column or line: 1, 01,
// 1日, 01 三.
func dayNumber(s string) int {
	if g := dayText.FindStringSubmatch(s); g != nil {
		if n, _ := strconv.Atoi(g[1]); n >= 1 && n <= 31 {
			return n
		}
	}
	return 0
}

// dayRun returns the columns of the longest run of days in a row, each the day
// after the one before; nil where there are fewer than three. Where a weekend or
// a holiday stands in place of its number, 5 六 日 8, the columns tell the day.
func dayRun(row *table.Row) (best []table.Cell) {
	var run []table.Cell
	before := table.Cell{}
	for _, c := range row.Cells {
		n, last := dayNumber(table.Clean(c.Text)), 0
		if n == 0 {
			continue
		}
		if len(run) > 0 {
			last = dayNumber(table.Clean(before.Text))
		}
		switch gap := c.Col - before.Col; {
		case last == 0:
		case n == last+1 || n == 1 && last >= 28:
		case n > last && n-last == gap && gap <= 10:
			for k := 1; k < gap; k++ {
				run = append(run, table.Cell{Col: before.Col + k, Text: strconv.Itoa(last + k)})
			}
		default:
			run = nil
		}
		if run, before = append(run, c), c; len(run) > len(best) {
			best = run
		}
	}
	if len(best) < 3 {
		return nil
	}
	return weekendsAround(row, best)
}

// weekendsAround adds the weekends before the first number and after the last.
func weekendsAround(row *table.Row, run []table.Cell) []table.Cell {
	weekend := func(col int) bool {
		s := strings.TrimPrefix(strings.TrimPrefix(tight(row.At(col)), "星期"), "周")
		return s == "六" || s == "日"
	}
	for {
		first := run[0]
		n := dayNumber(table.Clean(first.Text)) - 1
		if n < 1 || !weekend(first.Col-1) {
			break
		}
		run = append([]table.Cell{{Col: first.Col - 1, Text: strconv.Itoa(n)}}, run...)
	}
	for {
		last := run[len(run)-1]
		n := dayNumber(table.Clean(last.Text)) + 1
		if n > 31 || !weekend(last.Col+1) {
			return run
		}
		run = append(slices.Clip(run), table.Cell{Col: last.Col + 1, Text: strconv.Itoa(n)})
	}
}

// datesOf gives each column of a run its date within [first, last]; days that
// the range does not have are left out.
func datesOf(run []table.Cell, first, last workcal.Date) map[int]workcal.Date {
	out := map[int]workcal.Date{}
	from := first
	for _, c := range run {
		day := dayNumber(table.Clean(c.Text))
		for _, start := range []workcal.Date{from, first} {
			d := start
			for d <= last && !isDay(d, day) {
				d++
			}
			if d <= last {
				out[c.Col], from = d, d+1
				break
			}
		}
	}
	return out
}

func isDay(d workcal.Date, day int) bool {
	_, _, n := d.Civil()
	return n == day
}

// Labels before somebody's number, name and department.
var (
	labelID   = words("工号", "员工工号", "员工号", "员工编号", "人员工号", "人员编号", "考勤号", "考勤号码", "登记号", "登记号码", "编号", "卡号", "id", "no", "no.", "userid", "employeeid")
	labelName = words("姓名", "员工姓名", "人员姓名", "name")
	labelDept = words("部门", "部门名称", "dept", "dept.", "department")
)

// label reads 工 号：, or 工号：7 in one cell; kind is 'i', 'n', 'd' or 0.
func label(s string) (kind byte, value string) {
	s = table.Clean(s)
	head, rest, cut := strings.Cut(s, ":")
	switch head = table.Simplified(strings.ToLower(strings.ReplaceAll(head, " ", ""))); {
	case labelID[head]:
		kind = 'i'
	case labelName[head]:
		kind = 'n'
	case labelDept[head]:
		kind = 'd'
	}
	if cut && kind != 0 {
		value = strings.TrimSpace(rest)
	}
	return kind, value
}

// labelled is somebody named by labels in a row, from column col on.
type labelled struct {
	col int
	Person
}

// labels reads the people that a row names by labels; the value stands in the
// label's own cell or in the next one.
func (r *reader) labels(sheet int, row *table.Row) (out []labelled) {
	for i, c := range row.Cells {
		kind, value := label(c.Text)
		if kind == 0 {
			continue
		}
		if value == "" && i+1 < len(row.Cells) {
			if k, _ := label(row.Cells[i+1].Text); k == 0 {
				value = table.Clean(row.Cells[i+1].Text)
			}
		}
		p := Person{Where: r.pos(sheet, row.Number, c.Col)}
		switch kind {
		case 'i':
			p.ID = table.ParseID(value)
		case 'n':
			p.Name = value
		case 'd':
			p.Dept = value
		}
		out = append(out, labelled{c.Col, p})
	}
	return out
}

// merge takes over what q knows.
func (p *Person) merge(q Person) {
	p.ID, p.Name, p.Dept = firstOf(p.ID, q.ID), firstOf(p.Name, q.Name), firstOf(p.Dept, q.Dept)
	if p.Where == (table.Pos{}) {
		p.Where = q.Where
	}
}

// cellTimes takes the punches in a cell of a day.
func (r *reader) cellTimes(who int, date workcal.Date, text string, at table.Pos) {
	times, bad := clockTimes(text, date)
	r.out.Rows += len(times) + len(bad)
	for _, b := range bad {
		r.drop(at, b, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", b))
	}
	for _, s := range times {
		r.out.Punches = append(r.out.Punches, Punch{who, attendance.Punch{At: attendance.On(date, s/60), Second: s % 60, Source: attendance.Clocked, Where: at}})
	}
}

// Codes of a plan that are no shifts: 特殊班次: 25-请假, 26-出差, 空-节假日. Makers
// number them differently, so the legend counts.
var planLegend = regexp.MustCompile(`(\d+|空)\s?[-:=]\s?([^\s,，、;；\d]+)`)

// planHeading finds the row of a plan that holds both the headings of people and
// the days.
func (r *reader) planHeading(sheet int) (heading *table.Row, run []table.Cell) {
	rows := r.heads[sheet].rows
	for i := range rows {
		if run := dayRun(&rows[i]); run != nil {
			for _, c := range rows[i].Cells {
				if labelName[tight(c.Text)] {
					return &rows[i], run
				}
			}
		}
	}
	return nil, nil
}

// isPlan reports whether a sheet is a plan: shift numbers below the days, not symbols
// that people put there, or a title that says so.
func (r *reader) isPlan(sheet int) bool {
	heading, run := r.planHeading(sheet)
	if heading == nil {
		return false
	}
	h := &r.heads[sheet]
	numbers := strings.Contains(h.name, "排班")
	for _, row := range h.rows {
		if len(row.Cells) > 0 && row.Number < heading.Number && strings.Contains(row.Cells[0].Text, "排班") {
			numbers = true
		}
		if row.Number <= heading.Number {
			continue
		}
		for _, c := range run {
			s := table.Clean(row.At(c.Col))
			if strings.Trim(s, "0123456789") != "" && dayNumber(s) == 0 {
				return strings.Contains(h.name, "排班")
			}
			numbers = numbers || s != ""
		}
	}
	return numbers
}

// readPlan reads the shift numbers of every day. The workbook does not give their
// hours: see learnHours.
func (r *reader) readPlan(sheet int) error {
	heading, run := r.planHeading(sheet)
	first, last, ok := r.period(sheet)
	if heading == nil || !ok {
		return nil
	}
	dates := datesOf(run, first, last)
	legend := map[string]string{}
	for _, row := range r.heads[sheet].rows {
		for _, c := range row.Cells {
			if strings.Contains(c.Text, "班次") {
				for _, g := range planLegend.FindAllStringSubmatch(c.Text, -1) {
					legend[g[1]] = g[2]
				}
			}
		}
	}
	id, name := 0, 0
	for _, c := range heading.Cells {
		switch h := strings.ToLower(tight(c.Text)); {
		case labelID[h] && id == 0:
			id = c.Col
		case labelName[h]:
			name = c.Col
		}
	}
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			return err
		}
		p := Person{ID: table.ParseID(row.At(id)), Name: row.At(name), Where: r.pos(sheet, row.Number, 0)}
		if row.Number <= heading.Number || p.ID == "" || table.Clean(p.Name) == "" {
			continue
		}
		who := r.person(p)
		for _, c := range run {
			date, ok := dates[c.Col]
			if !ok {
				continue
			}
			code := table.ParseID(row.At(c.Col))
			plan := attendance.Planned{Kind: attendance.Flexible, Shift: code, Where: r.pos(sheet, row.Number, c.Col)}
			switch word := legend[code]; {
			case code == "":
				plan.Kind, plan.Shift = attendance.Rest, legend["空"]
			case word != "":
				plan.Kind, plan.Shift, plan.Leave = attendance.LeaveDay, word, attendance.LeaveKindOf(word)
			}
			r.out.Shifts = append(r.out.Shifts, Shift{who, date, plan})
		}
	}
	return nil
}

func (r *reader) totalColumns(sheet int) *columns {
	return r.findColumns(sheet, "姓名", "迟到次数", "早退次数")
}

// readTotals reads the clock's own counts.
func (r *reader) readTotals(sheet int) error {
	c := r.totalColumns(sheet)
	if c == nil {
		return nil
	}
	get := func(row *table.Row, names ...string) float64 {
		v, _ := table.ParseFloat(c.of(row, names...))
		return v
	}
	return r.rows(c, func(row *table.Row) {
		p := Person{ID: table.ParseID(c.of(row, "工号", "员工号", "编号", "考勤号码")), Name: c.of(row, "姓名"), Where: r.pos(sheet, row.Number, 0)}
		if p.Name == "" || p.ID == "" {
			return
		}
		t := Total{
			Person: r.person(p), Where: p.Where,
			LateTimes: int(get(row, "迟到次数")), LateMinutes: int(get(row, "迟到分数", "迟到分钟")),
			EarlyTimes: int(get(row, "早退次数")), EarlyMinutes: int(get(row, "早退分数", "早退分钟")),
			Absent: get(row, "旷工(天)", "旷工"),
		}
		due, attended, _ := strings.Cut(c.of(row, "出勤天数(标准/实际)", "出勤天数"), "/")
		t.Due, _ = table.ParseFloat(due)
		t.Attended, _ = table.ParseFloat(attended)
		if s := c.of(row, "工作时数标准", "标准"); strings.Contains(s, ":") {
			h, m, _ := strings.Cut(s, ":")
			t.Minutes = int(amount(h)*60 + amount(m))
		} else {
			t.Minutes = int(amount(s) * 60)
		}
		r.out.Totals = append(r.out.Totals, t)
	})
}
