package punch

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// dingtalk is the attendance report of DingTalk (钉钉): sheets 原始记录 (every
// punch), 每日统计 or 每日汇总 (shift, approvals and DingTalk's own result a
// person-day) and 打卡时间 (punches a day in one cell). Punches come from the
// first of 原始记录, 打卡时间, 每日统计 that has any; from the others come those of people
// and dates that it does not cover.
var dingtalk = layout{
	key:  "dingtalk",
	name: lang.T("钉钉考勤报表", "DingTalk attendance report"),
	spot: func(r *reader, sheet int) bool {
		return r.dingRaw(sheet) != nil || r.dingDaily(sheet) != nil || r.dingTimes(sheet) != nil
	},
	also: func(r *reader, sheet int) bool { _, _, ok := r.dingRange(sheet); return ok },
	read: (*reader).dingtalk,
}

func (r *reader) dingRaw(sheet int) *columns {
	return r.findColumns(sheet, "姓名", "考勤日期", "打卡时间", "打卡结果")
}

func (r *reader) dingDaily(sheet int) *columns {
	return r.findColumns(sheet, "姓名", "日期", "班次", "上班1打卡时间", "上班1打卡结果")
}

// dingTimes knows the sheet by its title; its day headings carry no month.
func (r *reader) dingTimes(sheet int) *columns {
	if _, _, ok := r.dingRange(sheet); !ok || !strings.HasPrefix(r.heads[sheet].rows[0].Cells[0].Text, "打卡时间") {
		return nil
	}
	return r.findColumns(sheet, "姓名")
}

var dingTitle = regexp.MustCompile(`统计日期:?\s*(\d{4}-\d\d-\d\d)\s*至\s*(\d{4}-\d\d-\d\d)`)

// dingRange reads the dates of a sheet's title.
func (r *reader) dingRange(sheet int) (first, last workcal.Date, ok bool) {
	for _, row := range r.heads[sheet].rows {
		if m := dingTitle.FindStringSubmatch(row.Cells[0].Text); m != nil {
			a, err1 := workcal.ParseDate(m[1])
			b, err2 := workcal.ParseDate(m[2])
			return a, b, err1 == nil && err2 == nil && a <= b && b-a < 400
		}
	}
	return 0, 0, false
}

func (r *reader) dingtalk(sheets []int) error {
	var raw, times, daily []int
	for _, i := range sheets {
		switch {
		case r.dingRaw(i) != nil:
			raw = append(raw, i)
		case r.dingDaily(i) != nil:
			daily = append(daily, i)
		default:
			times = append(times, i)
		}
	}
	for i := range r.heads {
		if first, last, ok := r.dingRange(i); ok && r.out.First == 0 {
			r.out.First, r.out.Last = first, last
		}
	}
	done := &clocked{who: map[int]bool{}}
	for _, i := range raw {
		before := len(r.out.Punches)
		if err := r.dingReadRaw(r.dingRaw(i), done); err != nil {
			return err
		}
		if len(r.out.Punches) == before && done.first == 0 && len(times)+len(daily) > 0 {
			r.note(lang.F("“%s”里没有一次打卡，打卡时间取自“%s”", "%q has no punch, so the times of %q are taken", r.heads[i].name, r.heads[append(times, daily...)[0]].name))
		}
	}
	for _, i := range times {
		before := len(r.out.Punches)
		if err := r.dingReadTimes(r.dingTimes(i), done); err != nil {
			return err
		}
		r.noteFilled(i, before)
		for _, p := range r.out.Punches[before:] {
			done.add(p.Person, p.Work)
		}
	}
	for _, i := range daily {
		before := len(r.out.Punches)
		if err := r.dingReadDaily(r.dingDaily(i), done); err != nil {
			return err
		}
		r.noteFilled(i, before)
		for _, p := range r.out.Punches[before:] {
			done.add(p.Person, p.Work)
		}
	}
	return nil
}

// clocked is what a sheet of punches covers: who has rows, and from which work date to
// which. Another sheet that repeats it is read for what it does not cover; a day
// without a punch within it is one without a punch.
type clocked struct {
	who         map[int]bool
	first, last workcal.Date
}

func (c *clocked) add(who int, day workcal.Date) {
	if c.who[who] = true; c.first == 0 || day < c.first {
		c.first = day
	}
	c.last = max(c.last, day)
}

func (c *clocked) has(who int, day workcal.Date) bool {
	return c.who[who] && day >= c.first && day <= c.last
}

// noteFilled says how many punches come from a sheet that otherwise repeats others.
func (r *reader) noteFilled(sheet, before int) {
	if n := len(r.out.Punches) - before; n > 0 && before > 0 {
		r.note(lang.F("前面的表没有的 %d 次打卡，取自“%s”", "%d punches that the other sheets do not have come from %q", n, r.heads[sheet].name))
	}
}

// dingPerson reads the columns that name a person.
func (r *reader) dingPerson(c *columns, row *table.Row) (int, bool) {
	p := Person{
		ID: table.ParseID(c.of(row, "工号")), Punch: c.of(row, "UserId"), Name: c.of(row, "姓名"),
		Group: c.of(row, "考勤组"), Dept: c.of(row, "部门"), Where: r.pos(c.sheet, row.Number, 0),
	}
	if p.Name == "" && p.ID == "" && p.Punch == "" {
		return 0, false
	}
	return r.person(p), true
}

func (r *reader) dingReadRaw(c *columns, done *clocked) error {
	return r.rows(c, func(row *table.Row) {
		r.out.Rows++
		at := r.pos(c.sheet, row.Number, c.col["打卡时间"])
		who, ok := r.dingPerson(c, row)
		if !ok {
			r.drop(at, line(row), lang.T("没有姓名和工号", "no name and no ID"))
			return
		}
		text, result := c.of(row, "打卡时间"), c.of(row, "打卡结果")
		m, timed := table.ParseMoment(text, 0)
		if b, ok := table.ParseMoment(result, 0); ok && b.Timed {
			r.drop(at, line(row), lang.F("打卡结果是时间 %q：这一行的格子错位了", "the result is a time, %q: the cells of the row are shifted", result))
			return
		}
		day, dated := table.ParseDate(c.of(row, "考勤日期"), 0)
		if dated {
			done.add(who, day)
		} else if timed {
			done.add(who, m.Date)
		}
		switch {
		case strings.HasPrefix(result, "打卡无效"):
			r.drop(at, line(row), lang.F("导出表里已作废：%s", "marked invalid in the export: %s", strings.TrimLeft(strings.TrimPrefix(result, "打卡无效"), ":")))
			return
		case text == "":
			r.drop(at, line(row), lang.F("没有打卡时间（%s）", "no punch time (%s)", result))
			return
		case !timed || !m.Timed:
			r.drop(at, line(row), lang.F("打卡时间 %q 读不懂", "%q is not a punch time", text))
			return
		}
		p := attendance.Punch{At: attendance.On(m.Date, m.Minute()), Second: m.Second % 60, Source: dingSource(result), Where: at}
		if p.Source != attendance.Clocked {
			p.Note = result
		}
		if dated {
			p.Work = day
		}
		if b, ok := table.ParseMoment(c.of(row, "考勤时间"), 0); ok && b.Timed {
			p.For = attendance.On(b.Date, b.Minute())
		}
		r.out.Punches = append(r.out.Punches, Punch{who, p})
	})
}

// dingSource derives from DingTalk's result how a punch came about.
func dingSource(result string) attendance.Source {
	switch {
	case strings.Contains(result, "补卡"):
		return attendance.Corrected
	case strings.Contains(result, "改为正常"):
		return attendance.Accepted
	case strings.Contains(result, "外勤"):
		return attendance.Field
	}
	return attendance.Clocked
}

// dingReadTimes reads the sheet of one cell a day.
func (r *reader) dingReadTimes(c *columns, done *clocked) error {
	first, last, _ := r.dingRange(c.sheet)
	// The days fill the last columns, one each.
	days := int(last-first) + 1
	end := c.names[len(c.names)-1].col
	for _, h := range c.names {
		k := h.col - (end - days + 1)
		_, _, day := (first + workcal.Date(max(k, 0))).Civil()
		if n := dayNumber(h.name); k >= 0 && n > 0 && n != day {
			r.drop(r.pos(c.sheet, c.last, h.col), h.name, lang.F("这一列应是 %v：少了列或多了列，这张表没有用上", "the column should be %v: columns were taken out or put in, and the sheet is not used", first+workcal.Date(k)))
			return nil
		}
	}
	return r.rows(c, func(row *table.Row) {
		who, ok := r.dingPerson(c, row)
		if !ok {
			r.drop(r.pos(c.sheet, row.Number, 0), line(row), lang.T("没有姓名和工号", "no name and no ID"))
			return
		}
		for _, cell := range row.Cells {
			day := cell.Col - (end - days + 1)
			if day < 0 || day >= days || done.has(who, first+workcal.Date(day)) {
				continue
			}
			for _, part := range strings.Split(cell.Text, "\n") {
				if part = table.Clean(part); part == "" {
					continue
				}
				r.out.Rows++
				at := r.pos(c.sheet, row.Number, cell.Col)
				r.dingPunch(who, first+workcal.Date(day), part, at)
			}
		}
	})
}

// dingPunch reads 08:23, 次日 00:57 or 08:07外勤 on a work date.
func (r *reader) dingPunch(who int, date workcal.Date, text string, at table.Pos) {
	clock, note := text, ""
	if i := strings.IndexFunc(text, func(c rune) bool { return c > 0x80 && c != '次' && c != '日' }); i > 0 {
		clock, note = strings.TrimSpace(text[:i]), text[i:]
	}
	sec, ok := table.ParseClock(clock)
	if !ok {
		r.drop(at, text, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", text))
		return
	}
	r.out.Punches = append(r.out.Punches, Punch{who, attendance.Punch{
		At: attendance.On(date, sec/60), Second: sec % 60, Work: date, Source: dingSource(note), Note: note, Where: at}})
}

// clockOf drops the signs for a time that is missing: Feishu writes -, old files 0.
func clockOf(s string) string {
	if noClock(s) {
		return ""
	}
	return s
}

// noteTimeless names boundaries that have a column of results and none of times.
func (c *columns) noteTimeless(r *reader, pairs int) {
	for k := 1; k <= pairs+1; k++ {
		for _, side := range []string{"上班", "下班"} {
			if head := side + strconv.Itoa(k); c.has(head+"打卡结果") && !c.has(head+"打卡时间") {
				r.drop(r.pos(c.sheet, c.last, c.col[head+"打卡结果"]), head+"打卡结果", lang.F("有“%s打卡结果”，没有“%[1]s打卡时间”：这一列被删了？", "there is %s打卡结果 without %[1]s打卡时间: was the column deleted?", head))
			}
		}
	}
}

// dingReadDaily reads shift, approvals and results of every person-day, and the
// punches of those that have none yet.
func (r *reader) dingReadDaily(c *columns, done *clocked) error {
	pairs := 0
	for c.has("上班"+strconv.Itoa(pairs+1)+"打卡时间") || c.has("下班"+strconv.Itoa(pairs+1)+"打卡时间") {
		pairs++
	}
	c.noteTimeless(r, pairs)
	seen := map[string]bool{}
	granted := c.dingGranted()
	defer r.unusedOvertime()
	return r.rows(c, func(row *table.Row) {
		r.out.Rows++
		at := r.pos(c.sheet, row.Number, 0)
		who, ok := r.dingPerson(c, row)
		text := c.of(row, "日期")
		date, dated := table.ParseDate(text, 0)
		if !ok || !dated {
			r.drop(at, line(row), lang.F("没有姓名，或日期 %q 读不懂", "no name, or %q is not a date", text))
			return
		}
		at.Col = c.col["班次"]
		plan, known := shiftText(c.of(row, "班次"))
		if !known {
			r.drop(at, c.of(row, "班次"), lang.T("班次里读不出时间", "the shift has no hours"))
		}
		plan.Where = at
		res := Result{Person: who, Date: date, Where: at}
		for k := 1; k <= pairs; k++ {
			for _, side := range []string{"上班", "下班"} {
				head := side + strconv.Itoa(k)
				word, clock := c.of(row, head+"打卡结果"), clockOf(c.of(row, head+"打卡时间"))
				if word != "" {
					res.Words = append(res.Words, word)
				}
				if m, ok := table.ParseMinute(clock); ok {
					res.Clocks = append(res.Clocks, m)
				}
				if clock != "" && !done.has(who, date) {
					r.dingPunch(who, date, strings.TrimSpace(clock+word), r.pos(c.sheet, row.Number, c.col[head+"打卡时间"]))
				}
			}
		}
		plan.Exempt = len(res.Words) > 0
		for _, w := range res.Words {
			plan.Exempt = plan.Exempt && w == "未打卡"
		}
		r.dingApprovals(who, date, c.of(row, "关联的审批单"), seen, r.pos(c.sheet, row.Number, c.col["关联的审批单"]))
		plan.Granted = granted.of(row, r, c.sheet)
		r.out.Shifts = append(r.out.Shifts, Shift{who, date, plan})

		num := func(names ...string) (sum float64) {
			for _, n := range names {
				sum += amount(c.of(row, n, n+"(分钟)"))
			}
			return sum
		}
		res.Late = int(num("迟到时长", "严重迟到时长"))
		res.Early = int(num("早退时长"))
		res.Missing = int(num("上班缺卡次数", "下班缺卡次数"))
		res.Absent = num("旷工天数")
		res.AbsentLate = num("旷工迟到天数", "旷工迟到次数")
		res.Attended = num("出勤天数")
		r.out.Results = append(r.out.Results, res)
	})
}

var dingApproval = regexp.MustCompile(`([^\d,，;；、\s][^\d,，;；]*?)\s?(\d\d)-(\d\d) (\d\d:\d\d|上午|下午)\s?到\s?(\d\d)-(\d\d) (\d\d:\d\d|上午|下午)(?:\s?(\d+(?:\.\d+)?(?:天|小时|分钟)))?`)

// dingApprovals reads 事假04-01 17:00到04-01 18:00 1小时，加班…; the same request
// stands on each of its days.
func (r *reader) dingApprovals(who int, date workcal.Date, text string, seen map[string]bool, at table.Pos) {
	for _, m := range dingApproval.FindAllStringSubmatch(text, -1) {
		key := strconv.Itoa(who) + m[0]
		if seen[key] {
			continue
		}
		seen[key] = true
		to, ok2 := near(date, m[5], m[6])
		from, ok1 := near(to, m[2], m[3])
		if from > to {
			from, ok1 = near(to-180, m[2], m[3])
		}
		if !ok1 || !ok2 || from > to {
			r.drop(at, m[0], lang.T("审批单的日期读不懂", "the dates of the request cannot be read"))
			continue
		}
		r.appRequest(who, m[1], m[0], [2]string{from.String() + " " + m[4], to.String() + " " + m[7]}, m[8], at)
	}
}

// appRequest takes a request that an app names beside a day: 调休09-01 15:00到09-01
// 17:30 2.5小时. A request that ends as it starts is none.
func (r *reader) appRequest(who int, name, text string, ends [2]string, length string, at table.Pos) {
	from, ok1 := attendance.ParseLeaveTime(ends[0], 0, false)
	to, ok2 := attendance.ParseLeaveTime(ends[1], 0, true)
	said, _ := attendance.ParseLength(length, "", from.At, to.At)
	start, end, dates, ok := attendance.SpanOfLeave(from, to, said)
	switch {
	case strings.Contains(name, "补卡"):
		// The correction stands in the punches already.
	case !ok1 || !ok2 || !ok:
		r.drop(at, text, lang.T("审批单的日期读不懂", "the dates of the request cannot be read"))
	case strings.HasPrefix(name, "加班"):
		r.out.Overtime = append(r.out.Overtime, Overtime{who, attendance.Approval{From: start, To: end, Where: at}})
	default:
		r.out.Leave = append(r.out.Leave, Leave{who, attendance.Leave{Kind: attendance.LeaveKindOf(name), Name: name, From: start, To: end, Dates: dates, Length: said, Where: at}})
	}
}

// near returns the date with month and day that is nearest to date.
func near(date workcal.Date, month, day string) (best workcal.Date, ok bool) {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	year, _, _ := date.Civil()
	for y := year - 1; y <= year+1; y++ {
		c := workcal.DateOf(y, time.Month(m), d)
		if _, cm, cd := c.Civil(); int(cm) != m || cd != d {
			continue
		}
		if !ok || max(c-date, date-c) < max(best-date, date-best) {
			best, ok = c, true
		}
	}
	return best, ok
}

var duration = regexp.MustCompile(`^(?:(\d+(?:\.\d+)?)小时)?(?:(\d+(?:\.\d+)?)分钟?)?$`)

// amount reads a number, or 27小时35分钟 in minutes; anything else is 0.
func amount(s string) float64 {
	if v, ok := table.ParseFloat(s); ok {
		return v
	}
	if m := duration.FindStringSubmatch(s); m != nil {
		h, _ := strconv.ParseFloat(m[1], 64)
		minutes, _ := strconv.ParseFloat(m[2], 64)
		return h*60 + minutes
	}
	return 0
}
