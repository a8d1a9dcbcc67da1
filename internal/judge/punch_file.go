package judge

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// punchFile is what a file of a clock or an app says.
type punchFile struct {
	name         string
	punches      []filePunch
	requests     []fileRequest
	days         []exportDay
	since, until time.Time // the range in the title, the moment the report was made
	dropped      []string  // lines that are no punches, as FILE:SHEET:ROW
}

// fileWho is how a file names a person.
type fileWho struct {
	ids  []string // numbers of any kind, in the order of the columns
	name string
}

func (w fileWho) key() string { return strings.Join(w.ids, "/") + "|" + w.name }

type filePunch struct {
	fileWho
	time  time.Time
	valid bool      // false where the export calls it superseded
	work  time.Time // the work date that the export gives it, or zero
	due   time.Time // the boundary that the export gives it, or zero
	fixed bool      // a correction
}

// fileRequest is one row of a list of approvals.
type fileRequest struct {
	fileWho
	kind     string // as written
	from, to time.Time
	minutes  int
	overtime bool
	state    string // "approved", "pending", "refused"
}

// who reads the columns that name a person.
var whoHeadings = []string{"工号", "员工号", "员工编号", "考勤号码", "考勤号", "登记号码", "人员编号", "编号", "打卡号", "卡号", "enno", "no", "id", "employeeid", "userid", "账号", "工号或姓名"}

var nameHeadings = []string{"姓名", "员工姓名", "name", "employee", "创建人", "申请人", "发起人姓名", "发起人"}

// readPunchFile reads each sheet by its own layout.
func readPunchFile(path string) (*punchFile, error) {
	grids, err := readGrids(path)
	if err != nil {
		return nil, err
	}
	f := &punchFile{}
	var daily *punchGrid
	for i := range grids {
		g := &grids[i]
		f.name = g.file
		f.titleRange(g)
		switch head, cols := g.headings(); {
		case cols.has("打卡结果") && cols.has("打卡时间") && cols.has("考勤日期"):
			f.readRaw(g, head, cols)
		case cols.has("班次") && (cols.has("上班1打卡时间") || cols.has("上班1/打卡时间")):
			f.readDaily(g, head, cols)
			daily = g
		case strings.HasPrefix(plainHeading(g.at(0, 0)), "概况统计与打卡明细"):
			f.readWecom(g, head, cols)
		case cols.first(fromHeadings...) >= 0 && cols.first(toHeadings...) >= 0 && cols.who():
			f.readRequests(g, head, cols)
		case cols.who() && head >= 0:
			f.readList(g, head, cols)
		case head < 0:
			f.readAttlog(g)
		}
	}
	if len(f.punches) == 0 && daily != nil {
		for _, d := range f.days {
			for _, t := range d.clocked {
				f.punches = append(f.punches, filePunch{fileWho: d.fileWho, time: d.date.Add(time.Duration(t) * time.Second), valid: true, work: d.date})
			}
		}
	}
	return f, nil
}

// punchCols maps a heading, without blanks and units, to its column.
type punchCols map[string]int

func (c punchCols) has(h string) bool { _, ok := c[h]; return ok }

// first is the column of the first heading that exists, -1 where none does.
func (c punchCols) first(names ...string) int {
	for _, n := range names {
		if i, ok := c[n]; ok {
			return i
		}
	}
	return -1
}

func (c punchCols) who() bool {
	return c.first(whoHeadings...) >= 0 || c.first(nameHeadings...) >= 0
}

// headings finds the row of headings within the first ten and maps them. Of headings in
// two levels, the lower stands behind a slash where the upper one is not unique.
func (g *punchGrid) headings() (row int, cols punchCols) {
	for r := range min(10, len(g.rows)) {
		cols = punchCols{}
		for c, text := range g.rows[r] {
			if h := plainHeading(text); h != "" {
				if _, seen := cols[h]; !seen {
					cols[h] = c
				}
			}
		}
		if len(cols) < 2 || !cols.who() && !cols.has("打卡时间") {
			continue
		}
		below := false
		for c, text := range g.rows[r] {
			up, down := plainHeading(text), plainHeading(g.at(r+1, c))
			if up != "" && down != "" && up != down && g.at(r, 0) == g.at(r+1, 0) {
				below = true
				if _, seen := cols[up+"/"+down]; !seen {
					cols[up+"/"+down] = c
				}
			}
		}
		if below || r+1 < len(g.rows) && g.at(r, 0) != "" && g.at(r, 0) == g.at(r+1, 0) {
			return r + 1, cols
		}
		return r, cols
	}
	return -1, nil
}

func (g *punchGrid) whoOf(row int, cols punchCols) fileWho {
	var w fileWho
	for _, h := range whoHeadings {
		if c, ok := cols[h]; ok {
			if s := strings.TrimSpace(g.at(row, c)); s != "" && s != "--" {
				w.ids = append(w.ids, s)
			}
		}
	}
	if c := cols.first(nameHeadings...); c >= 0 {
		w.name = strings.TrimSpace(g.at(row, c))
	}
	return w
}

var rangeText = regexp.MustCompile(`(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})日?\s*(?:至|～|~|-|—)\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})`)

// titleRange reads the days that a title names and when the report was made.
func (f *punchFile) titleRange(g *punchGrid) {
	for r := range min(4, len(g.rows)) {
		for _, text := range g.rows[r] {
			if m := rangeText.FindStringSubmatch(text); m != nil {
				from, _, ok1 := g.parseDate(m[1])
				to, _, ok2 := g.parseDate(m[2])
				if ok1 && ok2 {
					f.since, f.until = from, to.AddDate(0, 0, 1)
				}
			}
		}
	}
	for r := range min(4, len(g.rows)) {
		for _, text := range g.rows[r] {
			if strings.Contains(text, "生成时间") || strings.Contains(text, "制表时间") {
				if made, ok := g.parseMoment(text); ok && !f.until.IsZero() && made.Before(f.until) {
					f.until = made
				}
			}
		}
	}
}

// readRaw reads DingTalk's 原始记录: one punch a row.
func (f *punchFile) readRaw(g *punchGrid, head int, cols punchCols) {
	for r := head + 1; r < len(g.rows); r++ {
		t, ok := g.parseMoment(g.at(r, cols["打卡时间"]))
		if !ok {
			continue
		}
		result := g.at(r, cols["打卡结果"])
		p := filePunch{fileWho: g.whoOf(r, cols), time: t, valid: !strings.Contains(result, "无效"), fixed: strings.Contains(result, "补卡")}
		p.work, _, _ = g.parseDate(g.at(r, cols["考勤日期"]))
		if c, ok := cols["考勤时间"]; ok {
			p.due, _ = g.parseMoment(g.at(r, c))
		}
		f.punches = append(f.punches, p)
	}
}

// momentHeadings are the headings of a date with a time, timeHeadings those of times
// beside a date.
var (
	momentHeadings = []string{"打卡时间", "日期时间", "时间", "刷卡时间", "datetime", "moment", "time", "签到时间", "出勤时间", "timestamp"}
	dayHeadings    = []string{"日期", "打卡日期", "刷卡日期", "考勤日期", "date", "day"}
	pairHeadings   = []string{"签到时间", "签退时间", "上班打卡", "下班打卡", "上班", "下班", "in", "out", "上班时间打卡", "最早", "最晚"}
)

// readList reads any list of people and times: a moment a row, or a date and its times.
func (f *punchFile) readList(g *punchGrid, head int, cols punchCols) {
	valid := cols.first("是否有效", "有效")
	before := len(f.punches)
	for r := head + 1; r < len(g.rows); r++ {
		who := g.whoOf(r, cols)
		if who.name == "" && len(who.ids) == 0 {
			continue
		}
		if valid >= 0 && strings.TrimSpace(g.at(r, valid)) == "否" {
			f.dropped = append(f.dropped, g.file)
			continue
		}
		day, rest, haveDay := time.Time{}, "", false
		if c := cols.first(dayHeadings...); c >= 0 {
			day, rest, haveDay = g.parseDate(g.at(r, c))
		}
		got := false
		for _, h := range append(slices.Clone(momentHeadings), pairHeadings...) {
			c, ok := cols[h]
			if !ok || got && slices.Contains(momentHeadings, h) && !slices.Contains(pairHeadings, h) {
				continue
			}
			text := g.at(r, c)
			if t, ok := g.parseMoment(text); ok && !haveDay {
				f.punches = append(f.punches, filePunch{fileWho: who, time: t, valid: true})
				got = true
				continue
			} else if ok && haveDay && day.Equal(t.Truncate(24*time.Hour)) {
				f.punches = append(f.punches, filePunch{fileWho: who, time: t, valid: true})
				got = true
				continue
			}
			if haveDay {
				for _, s := range parseTimes(text) {
					f.punches = append(f.punches, filePunch{fileWho: who, time: day.Add(time.Duration(s) * time.Second), valid: true})
					got = true
				}
			}
		}
		if !got && haveDay {
			for _, s := range parseTimes(rest) {
				f.punches = append(f.punches, filePunch{fileWho: who, time: day.Add(time.Duration(s) * time.Second), valid: true})
				got = true
			}
		}
		if !got {
			f.dropped = append(f.dropped, g.file)
		}
	}
	if len(f.punches) == before {
		return
	}
}

// readAttlog reads the memory of a clock: a number or a name, and a moment; no headings.
func (f *punchFile) readAttlog(g *punchGrid) {
	for _, row := range g.rows {
		if len(row) < 2 || strings.TrimSpace(row[0]) == "" {
			continue
		}
		for c := 1; c < len(row); c++ {
			text := row[c]
			if c+1 < len(row) {
				text += " " + row[c+1]
			}
			t, ok := g.parseMoment(row[c])
			if !ok && c+1 < len(row) {
				if _, rest, isDay := g.parseDate(row[c]); isDay && strings.TrimSpace(rest) == "" {
					t, ok = g.parseMoment(text)
				}
			}
			if !ok {
				continue
			}
			f.punches = append(f.punches, filePunch{fileWho: fileWho{ids: []string{strings.TrimSpace(row[0])}}, time: t, valid: true})
			break
		}
	}
}

// durationText finds a length such as 3.5小时, 0.5天, 2h.
var durationText = regexp.MustCompile(`([\d.]+)\s*(小时|天|分钟|h|d)?`)

var (
	fromHeadings = []string{"开始时间", "开始日期", "开始", "请假开始时间", "加班开始时间", "外出开始时间", "出差开始时间"}
	toHeadings   = []string{"结束时间", "结束日期", "结束", "请假结束时间", "加班结束时间", "外出结束时间", "出差结束时间"}
)

// readRequests reads lists of approvals. A row counts as approved where every column of
// a state says so or is empty.
func (f *punchFile) readRequests(g *punchGrid, head int, cols punchCols) {
	from, to := cols.first(fromHeadings...), cols.first(toHeadings...)
	kind := cols.first("请假类型", "假期类型", "假别", "类型", "加班类型")
	length := cols.first("时长", "请假时长", "加班时长")
	whole := strings.Contains(strings.Join(g.rows[head], " "), "加班") || strings.Contains(g.sheet, "加班") || strings.Contains(g.file, "加班")
	for r := head + 1; r < len(g.rows); r++ {
		who := g.whoOf(r, cols)
		if who.name == "" && len(who.ids) == 0 {
			continue
		}
		q := fileRequest{fileWho: who, state: "approved"}
		if kind >= 0 {
			q.kind = strings.TrimSpace(g.at(r, kind))
		}
		q.overtime = strings.Contains(q.kind, "加班") || q.kind == "" && whole
		if c := cols.first("标题", "审批标题", "审批单标题"); c >= 0 && q.kind == "" {
			q.overtime = q.overtime || strings.Contains(g.at(r, c), "加班")
		}
		for _, h := range []string{"审批状态", "审批结果", "状态", "approval", "status"} {
			if c, ok := cols[h]; ok {
				q.state = worseState(q.state, stateOf(g.at(r, c)))
			}
		}
		var ok1, ok2 bool
		q.from, ok1 = g.requestEdge(g.at(r, from), false)
		q.to, ok2 = g.requestEdge(g.at(r, to), true)
		if !ok1 || !ok2 {
			f.dropped = append(f.dropped, g.file)
			continue
		}
		q.minutes = halfDays(g.at(r, from), g.at(r, to), q.from, q.to)
		if length >= 0 && strings.TrimSpace(g.at(r, length)) != "" {
			q.minutes = lengthOf(g.at(r, length), g.at(head, length))
		}
		f.requests = append(f.requests, q)
	}
}

// stateOf reads one word of a state.
func stateOf(s string) string {
	s = strings.TrimSpace(s)
	for _, w := range []string{"拒绝", "撤销", "驳回", "终止", "已修改", "作废", "未通过", "withdrawn", "rejected"} {
		if strings.Contains(s, w) {
			return "refused"
		}
	}
	for _, w := range []string{"审批中", "待批", "待审", "pending", "处理中"} {
		if strings.Contains(s, w) {
			return "pending"
		}
	}
	return "approved"
}

func worseState(a, b string) string {
	for _, s := range []string{"refused", "pending"} {
		if a == s || b == s {
			return s
		}
	}
	return "approved"
}

// requestEdge reads a start or end: a moment, a date with 上午 or 下午, or a date, whose
// end is that of the day. The halves share the hour from 12:00 to 13:00, in which most
// people eat: whoever has the morning off comes at one o'clock.
func (g *punchGrid) requestEdge(s string, end bool) (time.Time, bool) {
	day, rest, ok := g.parseDate(s)
	if !ok {
		return time.Time{}, false
	}
	if t := parseTimes(rest); len(t) > 0 {
		return day.Add(time.Duration(t[0]) * time.Second), true
	}
	switch {
	case strings.Contains(rest, "上午"):
		if end {
			return day.Add(13 * time.Hour), true
		}
	case strings.Contains(rest, "下午"):
		if !end {
			return day.Add(12 * time.Hour), true
		}
	}
	if end {
		return day.AddDate(0, 0, 1), true
	}
	return day, true
}

// halfDays is the length of a request within one day that names halves, of eight hours a
// day; 0 for any other.
func halfDays(from, to string, start, end time.Time) int {
	morning, noon := strings.Contains(from, "上午"), strings.Contains(from, "下午")
	if !morning && !noon || end.Sub(start) > 24*time.Hour {
		return 0
	}
	if morning && strings.Contains(to, "下午") {
		return 480
	}
	return 240
}

// lengthOf reads the length of a request in minutes; its unit may stand in the heading.
func lengthOf(s, heading string) int {
	m := durationText.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	unit := m[2]
	if unit == "" {
		unit = heading
	}
	v := parseNumber(m[1])
	switch {
	case strings.Contains(unit, "天") || unit == "d":
		return int(v*480 + 0.5)
	case strings.Contains(unit, "小时") || unit == "h":
		return int(v*60 + 0.5)
	case strings.Contains(unit, "分钟"):
		return int(v + 0.5)
	}
	return 0
}
