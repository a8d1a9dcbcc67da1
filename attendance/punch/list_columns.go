package punch

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// Headings, without blanks and units, in lower case.
var (
	listName   = words("姓名", "员工姓名", "人员姓名", "名字", "用户姓名", "员工", "人员", "name", "employee", "employeename", "staff", "staffname", "person", "username", "fullname")
	listID     = words("工号", "员工工号", "员工编号", "人员编号", "编号", "id", "employeeid", "staffid", "empid", "employeeno", "no", "number")
	listPunch  = words("考勤号码", "考勤号", "考勤编号", "登记号码", "登记号", "打卡号", "打卡号码", "卡号", "设备工号", "userid", "enno", "punchno", "punchnumber", "cardno", "账号", "账户", "帐号")
	listGroup  = words("部门", "部门名称", "组", "组别", "班组", "考勤组", "department", "dept", "group", "team")
	listMoment = words("打卡时间", "日期时间", "刷卡时间", "考勤时间", "签到时间", "打卡日期时间", "时间", "datetime", "punchtime", "time", "timestamp", "clocktime", "checktime", "checkinout", "日期/时间")
	listDate   = words("日期", "考勤日期", "打卡日期", "刷卡日期", "出勤日期", "工作日期", "签到日期", "date", "workdate", "punchdate")
	listShift  = words("班次", "shift", "排班", "应上班次")
	listNote   = words("备注", "打卡结果", "状态", "记录状态", "类型", "note", "remark", "status", "type", "result")
	// Any heading about a clock reading may hold times next to a date.
	listTimes = regexp.MustCompile(`^(打卡|刷卡|考勤|签到|签退|上班|下班|上午|下午|晚上|早|晚|最早|最晚|首次|末次|进|出|第.次|时间\d|实际打卡|实际上班|实际下班|time|punch|clock|check(in|out)|sign(in|out)|in|out|first|last|上下班)`)
	notTimes  = regexp.MustCompile(`号|码|组|人员|部门|规则|类型|类别|迟到|早退|是否|有效|旷工|加班|/|进出|inout|结果|地址|地点|备注|设备|次数|时长|间隔|方式|状态|图片|原因|分钟|小时|应|标志|操作|result|address|place|device|note|count|minutes|hours|status|id$|no$|name`)
	// Headings over a span of time: hours present, late, extra. What stands below
	// decides: see listColumns.judge.
	spanHeads = regexp.MustCompile(`出勤|缺勤|在岗|在班|工作|工时|时长|迟到|早退|加班|休息|合计|总计|累计|共计|平日|周末|节假日|worked|duration|total|late|early|overtime`)
	// A moment under some other heading is a punch only if nothing says that it is of
	// something else.
	momentHeads  = regexp.MustCompile(`时间$|时刻$|日期$|time$|date$|moment$`)
	otherMoment  = regexp.MustCompile(`补卡|补签|应|排班|班次|计划|规定|标准|导入|导出|创建|提交|申请|审批|生成|上传|同步|修改|更新|处理|下载|操作|入职|离职|出生|转正|开始|结束|起始|截止|start|end|create|update|import|export|hire|birth|upload|schedule|plan`)
	certainPunch = regexp.MustCompile(`^(签到|签退|上班|下班|打卡|刷卡)\d*(打卡|签到|签退)?(时间|时刻)?\d*$|^(clock|check|punch|sign)(in|out)?(time)?\d*$`)
	stateHeads   = words("打卡结果", "打卡状态", "状态", "记录状态", "签到状态", "考勤状态", "数据状态", "结果", "异常", "异常状态", "异常情况", "处理状态", "处理结果", "备注", "status", "state", "result", "remark", "note")
	validHeads   = words("是否有效", "有效", "有效性", "打卡有效性", "有效打卡", "是否有效打卡", "有效标志", "valid", "isvalid", "validity")
	voidHeads    = words("是否无效", "无效", "是否作废", "作废", "已作废", "是否删除", "void", "voided", "isvoid", "invalid", "isinvalid", "deleted", "isdeleted")
	saysVoid     = regexp.MustCompile(`(?i)无效|作废|失效|已删除|已撤销|\bvoid|\binvalid|\bdeleted\b`)
	saysNotValid = regexp.MustCompile(`(?i)无效|作废|失效|异常|不|否|未|驳回|拒绝|void|invalid|reject`)
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
	states                    []stateColumn
	order                     *table.DateOrder
	results                   resultColumns
	sides                     map[int]byte // of columns of times: 0, or 'i' coming in, 'o' going out

	lastCol int    // of the headings
	nameOf  string // the number beside the last name that is no merged one's
}

// stateColumn is a column that may say that a punch does not count.
type stateColumn struct {
	col  int
	head string // as in the file
	is   byte   // 'v': whether it is valid, 'n': whether it is void, 's': a state in words
}

// listColumns finds the headings in a sheet, nil where it has none.
func (r *reader) listColumns(sheet int) *listColumns {
	if c, ok := r.lists[sheet]; ok {
		return c
	}
	if r.lists == nil {
		r.lists = map[int]*listColumns{}
	}
	r.lists[sheet] = nil
	rows := r.heads[sheet].rows
	for i := range rows {
		head := rows[i]
		if i+1 < len(rows) {
			head = twoLevels(&rows[i], &rows[i+1])
		}
		if c := r.listHeadings(sheet, &head); c != nil {
			r.lists[sheet] = c
			break
		}
	}
	return r.lists[sheet]
}

// twoLevels joins a row of headings and the one below it, which stands only under
// some of them (打卡时间 and 打卡结果 under 上班1), into one at the place of the lower
// one; the upper row where the lower one is none of headings.
func twoLevels(upper, lower *table.Row) table.Row {
	if lower.Number != upper.Number+1 || lower.Cells[0].Col <= upper.Cells[0].Col+1 {
		return *upper
	}
	for _, c := range lower.Cells {
		if strings.ContainsAny(c.Text, "0123456789") {
			return *upper
		}
	}
	out := table.Row{Number: lower.Number}
	group, last := "", max(upper.Cells[len(upper.Cells)-1].Col, lower.Cells[len(lower.Cells)-1].Col)
	for col := upper.Cells[0].Col; col <= last; col++ {
		up, low := upper.At(col), lower.At(col)
		if up != "" {
			group = up
		}
		switch {
		case low != "":
			out.Cells = append(out.Cells, table.Cell{Col: col, Text: group + low})
		case up != "":
			out.Cells = append(out.Cells, table.Cell{Col: col, Text: up})
		}
	}
	return out
}

// listHeadings reads a row as the headings of a list, nil where it is none.
func (r *reader) listHeadings(sheet int, row *table.Row) *listColumns {
	c := listColumns{sheet: sheet, header: row.Number}
	// Columns that are of punches only if moments stand in them, and those of results
	// with a time in brackets.
	var spans, others, results []int
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
		switch {
		case validHeads[h]:
			c.states = append(c.states, stateColumn{cell.Col, cell.Text, 'v'})
		case voidHeads[h]:
			c.states = append(c.states, stateColumn{cell.Col, cell.Text, 'n'})
		case stateHeads[h]:
			c.states = append(c.states, stateColumn{cell.Col, cell.Text, 's'})
		case strings.HasSuffix(h, "结果") && listTimes.MatchString(h):
			results = append(results, cell.Col)
		case listMoment[h] || listTimes.MatchString(h) && !notTimes.MatchString(h) && !spanHeads.MatchString(h):
			c.times = append(c.times, cell.Col)
		case spanHeads.MatchString(h) && momentHeads.MatchString(h) && !otherMoment.MatchString(h):
			spans = append(spans, cell.Col)
		case momentHeads.MatchString(h) && !otherMoment.MatchString(h):
			others = append(others, cell.Col)
		}
	}
	isKey := func(col int) bool { return col == c.date || col == c.shift || col == c.name || col == c.id }
	c.times = slices.DeleteFunc(c.times, isKey)
	others = slices.DeleteFunc(others, isKey)
	if c.name+c.id+c.punch == 0 || len(c.times)+len(spans)+len(others)+len(results) == 0 {
		return nil
	}
	c.plannedColumns(row)
	if !c.judge(r, row, spans, others, results) {
		return nil
	}
	return &c
}

// judgedRows is how many rows below the headings are looked at to tell what a column
// holds.
const judgedRows = 200

// judge decides by what stands below the headings which columns hold punches, and
// whether they are times beside a date or whole moments. Columns of words (上班打卡)
// and of spans of time (hours present, the last punch less the first) hold none, unless
// the heading is a punch beyond doubt (签到时间);
// moments are punches under any heading that does not speak of something else. It
// reports whether the sheet is a list.
func (c *listColumns) judge(r *reader, head *table.Row, spans, others, results []int) bool {
	sample := r.rowsBelow(c.sheet, c.header, judgedRows)
	c.order = r.dateOrder(c.sheet, c.header, sample, append([]int{c.date}, slices.Concat(c.times, spans, others)...))
	moments := func(col int) bool {
		all, timed := 0, 0
		for i := range sample {
			if s := table.Clean(sample[i].At(col)); s != "" && !noClock(s) {
				all++
				if m, ok := c.order.Moment(s, 0); ok && m.Timed {
					timed++
				}
			}
		}
		return all > 0 && 2*timed > all
	}
	certain := func(col int) bool { return certainPunch.MatchString(table.Heading(head.At(col))) }
	c.times = slices.DeleteFunc(c.times, func(col int) bool { return !certain(col) && wordsOnly(sample, col) })
	if c.date > 0 && len(c.times) == 0 { // 正常(08:55) instead of a time beside 正常
		for _, col := range results {
			if slices.ContainsFunc(sample, func(row table.Row) bool {
				s := table.Clean(row.At(col))
				return clockedResults.MatchString(s) && oneTime.MatchString(s)
			}) {
				c.times = append(c.times, col)
			}
		}
	}
	if c.date > 0 && len(c.times) > 0 {
		c.times = slices.DeleteFunc(c.times, func(col int) bool {
			return !certain(col) && c.isSpan(sample, col)
		})
		c.perDay = len(c.times) > 0
		if c.perDay {
			c.results = resultsOf(head)
			c.sides = map[int]byte{}
			for _, col := range c.times {
				switch h := table.Heading(head.At(col)); {
				case strings.HasPrefix(h, "签到"), strings.HasPrefix(h, "上班"), strings.HasPrefix(h, "in"), strings.HasPrefix(h, "clockin"), strings.HasPrefix(h, "checkin"):
					c.sides[col] = 'i'
				case strings.HasPrefix(h, "签退"), strings.HasPrefix(h, "下班"), strings.HasPrefix(h, "out"), strings.HasPrefix(h, "clockout"), strings.HasPrefix(h, "checkout"):
					c.sides[col] = 'o'
				}
			}
			return true
		}
	}
	// Whole moments, in one column or in one for each side of a shift.
	var whole []int
	for _, col := range c.times {
		if moments(col) {
			whole = append(whole, col)
		}
	}
	for _, more := range [][]int{spans, others} {
		for _, col := range more {
			if len(whole) == 0 && moments(col) {
				whole = append(whole, col)
			}
		}
	}
	if len(whole) == 0 && c.moment > 0 {
		whole = []int{c.moment} // nothing can be said of it yet, or nothing is right
	}
	c.times = whole
	return len(whole) > 0
}

// rowsBelow returns the first n rows below a heading.
func (r *reader) rowsBelow(sheet, header, n int) (out []table.Row) {
	for row, err := range r.book.Rows(sheet) {
		if err != nil || len(out) == n {
			break
		}
		if row.Number > header {
			out = append(out, table.Row{Number: row.Number, Cells: slices.Clone(row.Cells)})
		}
	}
	return out
}

// wordsOnly reports whether a column holds words and no figure at all.
func wordsOnly(sample []table.Row, col int) bool {
	words := false
	for i := range sample {
		s := strings.ToLower(table.Clean(sample[i].At(col)))
		if strings.ContainsAny(s, "0123456789") {
			return false
		}
		words = words || s != "" && !noClock(s)
	}
	return words
}

// isSpan reports whether a column holds how long, not when: in nearly all rows the
// last of the other times less the first, or the same less a break that is the same
// in all.
func (c *listColumns) isSpan(sample []table.Row, col int) bool {
	exact, broken, all := 0, map[int]int{}, 0
	values := map[int]bool{}
	for i := range sample {
		row := &sample[i]
		own, _ := clockTimes(row.At(col), 0)
		first, last, n := 1<<30, -1, 0
		for _, other := range c.times {
			if other == col {
				continue
			}
			times, _ := clockTimes(row.At(other), 0)
			for _, t := range times {
				first, last, n = min(first, t), max(last, t), n+1
			}
		}
		if len(own) != 1 || n < 2 {
			continue
		}
		all++
		values[own[0]/60] = true
		switch d := (last-first)/60 - own[0]/60; {
		case d >= -1 && d <= 1:
			exact++
		case d > 0 && d <= 240:
			broken[d]++
		}
	}
	if all < 2 {
		return false
	}
	if 5*exact >= 4*all {
		return true
	}
	for _, n := range broken {
		if 5*n >= 4*all && len(values) > 2 {
			return true
		}
	}
	return false
}

// dateOrder is the order of day, month and year in columns of a sheet, found out from
// all its rows where any of the first is a date of three short numbers.
func (r *reader) dateOrder(sheet, header int, sample []table.Row, cols []int) *table.DateOrder {
	o := &table.DateOrder{Today: r.book.Today}
	short := ""
	for i := range sample {
		for _, c := range sample[i].Cells {
			if short == "" && slices.Contains(cols, c.Col) && shortDate.MatchString(table.Clean(c.Text)) {
				short = table.Clean(c.Text)
			}
		}
	}
	if short == "" {
		return o
	}
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			break
		}
		if row.Number <= header {
			continue
		}
		for _, c := range row.Cells {
			if slices.Contains(cols, c.Col) {
				o.See(c.Text)
			}
		}
	}
	return o
}

// shortDate is a date that does not begin with a year of four digits.
var shortDate = regexp.MustCompile(`^\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}\b`)

// noteOrder says how the first date of three short numbers was read.
func (l *listLine) noteOrder(text string, m table.Moment) {
	if l.r.ordered[l.c.sheet] || !shortDate.MatchString(text) {
		return
	}
	if l.r.ordered == nil {
		l.r.ordered = map[int]bool{}
	}
	l.r.ordered[l.c.sheet] = true
	n := digits.FindAllString(text, 3)
	if y, mon, d := m.Date.Civil(); len(n) < 3 || atoi(n[0]) != y%100 || atoi(n[1]) != int(mon) || atoi(n[2]) != d {
		l.r.note(lang.F("日期 %q 读作 %v：按整列的日期判断年、月、日的先后", "the date %q is read as %v: the dates of the whole column tell the order of day, month and year", text, m.Date))
	}
}

var digits = regexp.MustCompile(`\d+`)

// void tells why a line does not count, where one of its columns says so.
func (l *listLine) void() (why lang.Text, yes bool) {
	for _, s := range l.c.states {
		text := l.get(s.col)
		if text == "" {
			continue
		}
		value, known := table.ParseBool(text)
		switch s.is {
		case 'v':
			yes = known && !value || !known && saysNotValid.MatchString(text)
		case 'n':
			yes = known && value || !known && saysVoid.MatchString(text) && !strings.HasPrefix(text, "未")
		default:
			yes = saysVoid.MatchString(text)
		}
		if yes {
			if s.is == 's' {
				return lang.F("导出表里已作废：%s", "marked invalid in the export: %s", text), true
			}
			return lang.F("导出表里已作废：%s=%s", "marked invalid in the export: %s=%s", table.Clean(s.head), text), true
		}
	}
	return why, false
}
