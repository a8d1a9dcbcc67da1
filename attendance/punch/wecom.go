package punch

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// wecom is the daily report of WeCom (企业微信), 概况统计与打卡明细: a line a
// person-day, newest first, with shift, all punches in one cell, requests and
// WeCom's own result. The sheet 打卡详情 repeats it boundary by boundary and is
// not needed.
var wecom = layout{
	key:  "wecom",
	name: lang.T("企业微信打卡日报", "WeCom daily report"),
	spot: func(r *reader, sheet int) bool { return r.wecomSheet(sheet) != nil },
	also: func(r *reader, sheet int) bool { return r.heads[sheet].name == "打卡详情" },
	read: eachSheet((*reader).wecom),
}

func (r *reader) wecomSheet(sheet int) *columns {
	return r.findColumns(sheet, "姓名", "账号", "班次", "打卡时间记录")
}

// wecomValue drops the sign for an empty cell, --.
func wecomValue(s string) string {
	if s == "--" || s == "未打卡" {
		return ""
	}
	return s
}

func (r *reader) wecom(sheet int) error {
	c := r.wecomSheet(sheet)
	pairs := 0
	for c.has("上班" + strconv.Itoa(pairs+1) + "打卡时间") {
		pairs++
	}
	seen := map[string]bool{}
	granted := c.grantedOvertime()
	defer r.unusedOvertime()
	return r.rows(c, func(row *table.Row) {
		get := func(names ...string) string { return wecomValue(c.of(row, names...)) }
		at := func(name string) table.Pos { return r.pos(c.sheet, row.Number, c.col[name]) }
		r.out.Rows++
		text := get("时间", "日期")
		date, ok := table.ParseDate(text, 0)
		p := Person{ID: table.ParseID(get("工号")), Punch: get("账号"), Name: get("姓名"), Group: get("所属规则"), Dept: get("部门"), Where: at("姓名")}
		if !ok || p.Name == "" && p.Punch == "" {
			r.drop(at("姓名"), line(row), lang.F("没有姓名，或日期 %q 读不懂", "no name, or %q is not a date", text))
			return
		}
		who := r.person(p)
		if r.out.First == 0 || date < r.out.First {
			r.out.First = date
		}
		r.out.Last = max(r.out.Last, date)

		plan, known := shiftText(get("班次"))
		if !known {
			r.drop(at("班次"), get("班次"), lang.T("班次里读不出时间", "the shift has no hours"))
		}
		plan = clockedAs(plan, pairs)
		plan.Where = at("班次")
		plan.Granted = granted.of(row, r, c.sheet)
		r.out.Shifts = append(r.out.Shifts, Shift{who, date, plan})
		record := get("打卡时间记录")
		punches := wecomPunch.FindAllString(record, -1)
		for _, part := range punches {
			r.wecomPunch(who, date, part, at("打卡时间记录"))
		}
		if record != "" && len(punches) == 0 && !noClock(record) {
			r.drop(at("打卡时间记录"), record, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", record))
		}
		r.wecomRequests(who, date, get("假勤申请"), seen, at("假勤申请"))

		res := Result{Person: who, Date: date, Where: plan.Where, Attended: unknownDays}
		for k := 1; k <= pairs; k++ {
			for _, side := range []string{"上班", "下班"} {
				if w := get(side + strconv.Itoa(k) + "打卡状态"); w != "" {
					if timeText.MatchString(w) {
						r.drop(at(side+strconv.Itoa(k)+"打卡状态"), line(row), lang.F("打卡状态是时间 %q：这一行的格子错位了", "the state is a time, %q: the cells of the row are shifted", w))
					}
					res.Words = append(res.Words, w)
				}
			}
		}
		if w := get("考勤结果"); strings.Contains(w, "出差") || strings.Contains(w, "外出") {
			res.Words = []string{w}
		}
		res.Late = int(amount(get("迟到时长(分钟)")))
		res.Early = int(amount(get("早退时长(分钟)")))
		res.Missing = int(amount(get("缺卡次数(次)")))
		if full := amount(get("标准工作时长(小时)")) * 60; full > 0 {
			res.Absent = amount(get("旷工时长(分钟)")) / full
		}
		r.out.Results = append(r.out.Results, res)
	})
}

// clockedAs joins the segments of a shift that is clocked in fewer pairs than it
// has segments: what lies between is a break.
func clockedAs(p attendance.Planned, pairs int) attendance.Planned {
	if n := len(p.Segments); pairs > 0 && n > pairs {
		for i := pairs; i < n; i++ {
			p.Break += p.Segments[i].Start - p.Segments[i-1].End
		}
		p.Segments = append(p.Segments[:pairs-1:pairs-1], schedule.Span{Start: p.Segments[pairs-1].Start, End: p.Segments[n-1].End})
	}
	return p
}

var wecomPunch = regexp.MustCompile(`(?:次日\s?)?\d{1,2}:\d\d(?:\s?\([^()]*\))?`)

// wecomPunch reads 08:11, 次日 00:30 or 18:00(补卡) on a work date.
func (r *reader) wecomPunch(who int, date workcal.Date, text string, at table.Pos) {
	clock, note, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
	sec, ok := table.ParseClock(clock)
	if !ok {
		r.drop(at, text, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", text))
		return
	}
	r.out.Punches = append(r.out.Punches, Punch{who, attendance.Punch{At: attendance.On(date, sec/60), Work: date, Source: dingSource(note), Note: note, Where: at}})
}

var wecomRequest = regexp.MustCompile(`([^\d(;,、\s]+)([\d.]+(?:天|小时|分钟))\s?\((\d{1,2})/(\d{1,2}) (上午|下午|\d\d:\d\d) ?- ?(\d{1,2})/(\d{1,2}) (上午|下午|\d\d:\d\d)\)`)

// wecomRequests reads 调休假0.5天（2/28 下午 - 2/28 下午）; the same request stands
// on each of its days.
func (r *reader) wecomRequests(who int, date workcal.Date, text string, seen map[string]bool, at table.Pos) {
	for _, m := range wecomRequest.FindAllStringSubmatch(text, -1) {
		key := strconv.Itoa(who) + m[0]
		if seen[key] {
			continue
		}
		seen[key] = true
		from, ok1 := near(date, m[3], m[4])
		to, ok2 := near(date, m[6], m[7])
		if !ok1 || !ok2 {
			r.drop(at, m[0], lang.T("审批单的日期读不懂", "the dates of the request cannot be read"))
			continue
		}
		r.appRequest(who, m[1], m[0], [2]string{from.String() + " " + m[5], to.String() + " " + m[8]}, m[2], at)
	}
}
