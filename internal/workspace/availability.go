package workspace

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Availability is times that come back each week and in which somebody cannot work, or
// alone can.
type Availability struct {
	Person   int // index into Workspace.People
	Times    []WeekTime
	Only     bool         // the times in which the person can work
	From, To workcal.Date // both included; 0 is open
	Reason   lang.Text    // 上课; zero where none is given
	Where    table.Pos
}

// AvailabilityFile is availability.csv. No template is made of it: most shops write into
// the staff list when somebody cannot come.
var AvailabilityFile = File{"availability.csv", []Sheet{{
	Key: "availability", Name: lang.T("可上时间", "Availability"), Also: []string{"不可上时间", "空闲时间", "available", "unavailable"},
	Columns: []Column{
		personColumn(lang.T("示例 张三", "Example Zhang San")),
		{Key: "days", Name: lang.T("星期", "Days"), Also: []string{"日子", "哪天", "周几", "星期几", "day", "weekday", "weekdays"},
			Note: lang.T("周二、周四；周一至周五；工作日；周末；空着 = 每天", "Tue and Thu; Mon-Fri; workdays; weekends; empty = every day"), Example: lang.T("周二", "Tue")},
		{Key: "hours", Name: lang.T("时段", "Hours"), Also: []string{"时间", "时间段", "小时", "time", "times"},
			Note: lang.T("14:00-18:00；上午；14:00后；空着 = 全天", "14:00-18:00; mornings; after 14:00; empty = all day"), Example: lang.Same("14:00-18:00")},
		{Key: "can", Name: lang.T("可否", "Can"), Also: []string{"可上", "能否", "类别", "available", "can work"}, Values: []lang.Text{lang.T("不可上", "no"), lang.T("可上", "yes")},
			Note: lang.T("空着 = 不可上；可上 = 只在这些时间上班", "empty = cannot work then; yes = can work then alone")},
		{Key: "from", Name: lang.T("开始", "From"), Also: []string{"开始日期", "起", "自", "start"}, Note: lang.T("第一天；空着 = 一直如此", "the first day; empty = always so")},
		{Key: "to", Name: lang.T("结束", "To"), Also: []string{"结束日期", "止", "至", "end", "until"}, Note: lang.T("最后一天，含当天", "the last day, included")},
		{Key: "reason", Name: lang.T("事由", "Reason"), Also: []string{"原因", "备注", "说明", "类型", "type", "note", "why"},
			Note: lang.T("假别（如 哺乳假）按请假算：班次缩短，算工时；要写起止日期", "a type of leave (nursing leave) counts as leave each day: the shift is shorter, the hours count; it needs From and To"), Example: lang.T("上课", "class")},
	},
}}}

// longestRecurring is how many days leave that comes back each week may last.
const longestRecurring = 400

func (w *Workspace) loadAvailability(problems *table.Problems) {
	book := w.open(AvailabilityFile.Name, problems)
	if book == nil {
		return
	}
	defer book.Close()
	for _, records := range w.listSheets(book, AvailabilityFile.Sheets[0].schema(false), problems) {
		for r := range w.rows(records) {
			w.availabilityRow(r)
		}
	}
}

func (w *Workspace) availabilityRow(r *table.Record) {
	a := Availability{Person: w.person(r, "person"), Where: r.Pos("person"), Reason: lang.Same(r.Text("reason"))}
	days := readWeekTimes(r, "days")
	hours := readWeekTimes(r, "hours")
	a.Times = crossed(days, hours)
	switch word := table.Simplified(strings.ToLower(r.Text("can"))); {
	case word == "" || same(word, "不可上", "不可", "不能", "不能上", "否", "不", "no", "n", "false", "unavailable", "cannot"):
	case same(word, "可上", "可", "能", "能上", "可以", "是", "只上", "yes", "y", "true", "available", "only"):
		a.Only = true
	default:
		r.Problem("can", lang.F("%q 看不懂", "%q is not understood", word), lang.T("写 可上 或 不可上", "write yes or no"))
	}
	if r.Given("from") {
		a.From, _ = r.Date("from")
		w.refuseFar(r, "from", a.From, true)
	}
	if r.Given("to") {
		a.To, _ = r.Date("to")
		w.refuseFar(r, "to", a.To, true)
	}
	if a.From != 0 && a.To != 0 && a.To < a.From {
		r.Problem("to", lang.F("结束 %s 早于开始 %s", "it ends on %s, before its start on %s", a.To, a.From), lang.T("检查两个日期", "check both dates"))
	}
	if !r.OK() {
		return
	}
	if a.Times == nil {
		r.Problem("days", lang.T("没有写星期，也没有写时段", "neither days nor hours are given"), lang.T("至少写一个，如 周二 或 14:00-18:00", "give one, such as Tue or 14:00-18:00"))
		return
	}
	if _, leave := attendance.FindLeaveKind(a.Reason.ZH); leave && !a.Only {
		w.recurringLeave(r, &a)
		return
	}
	w.Availability = append(w.Availability, a)
}

// readWeekTimes reads a cell on times of the week.
func readWeekTimes(r *table.Record, key string) []WeekTime {
	times, left, unclear := parseWeekTimes(r.Text(key))
	switch {
	case unclear:
		r.Problem(key, lang.F("%q：逗号前的日子也是这些小时吗", "%q: are the days before the comma meant with these hours", left),
			lang.T("日子之间用顿号（周一、周二 14:00-18:00），各段之间用分号", "join days with “and” (Mon and Tue 14:00-18:00) and separate parts with semicolons"))
	case left != "":
		r.Problem(key, lang.F("%q 看不懂", "%q is not understood", left),
			lang.T("写成 周二 14:00-18:00；周日 这样，几段用分号隔开", "write it like: Tue 14:00-18:00; Sun, several with semicolons"))
	}
	return times
}

// crossed joins days and hours that stand in cells of their own.
func crossed(days, hours []WeekTime) (out []WeekTime) {
	if len(days) == 0 || len(hours) == 0 {
		return append(days, hours...)
	}
	for _, d := range days {
		for _, h := range hours {
			if len(h.Days) == 0 {
				h.Days = d.Days
			}
			if d.Hours != allHours {
				h.Hours = d.Hours
			}
			out = append(out, h)
		}
	}
	return out
}

// recurringLeave lists leave that comes back each week day by day, so that rosters and
// attendance take it as any other leave of some hours.
func (w *Workspace) recurringLeave(r *table.Record, a *Availability) {
	if a.From == 0 || a.To == 0 || int(a.To-a.From) > longestRecurring {
		r.Problem("to", lang.F("%s 是请假，要写开始和结束日期，最长 %d 天", "%s is leave and needs From and To, %d days at most", a.Reason, longestRecurring), lang.T("如 2026-11-01 至 2027-06-30", "such as 2026-11-01 to 2027-06-30"))
		return
	}
	what := leaveName(a.Reason.ZH)
	for d := a.From; d <= a.To; d++ {
		for _, span := range a.blocked(w.Calendar.Day(d), w.Calendar.Day(d-1)) {
			w.Leave = append(w.Leave, Leave{
				Person: a.Person, Type: what, Substitute: -1, Where: a.Where, Recurs: true,
				From: attendance.On(d, span.Start), To: attendance.On(d, span.End), Dates: span.Len() == schedule.DayMinutes,
			})
		}
	}
}

// readTimes takes the times of the week in which the person of a row of the staff list
// can or cannot work.
func (w *Workspace) readTimes(r *table.Record, i int) {
	for _, c := range []struct {
		key  string
		only bool
	}{{"available", true}, {"unavailable", false}} {
		text := r.Text(c.key)
		if text == "" || same(table.Simplified(text), "无", "没有", "不限", "均可", "都可以", "都可", "随意", "-", "—", "/", "none", "any", "all") {
			continue
		}
		if low := strings.ToLower(text); c.only && denies.MatchString(low) {
			r.Problem(c.key, lang.F("%q 说的是不可上的时间", "%q says when the person cannot work", text), lang.T("写在“不可上时间”列", "write it under Unavailable"))
			continue
		} else if !c.only && grants.MatchString(low) {
			r.Problem(c.key, lang.F("%q 说的是可上的时间", "%q says when the person can work", text), lang.T("写在“可上时间”列", "write it under Available"))
			continue
		}
		if _, leave := attendance.FindLeaveKind(text); leave {
			r.Problem(c.key, lang.F("%q 是请假", "%q is leave", text), lang.F("写进 %s：星期、时段、开始、结束、事由", "write it into %s: days, hours, from, to, reason", AvailabilityFile.Name))
			continue
		}
		if times := readWeekTimes(r, c.key); times != nil {
			w.Availability = append(w.Availability, Availability{Person: i, Times: times, Only: c.only, Where: r.Pos(c.key)})
		}
	}
}

// holds reports whether a holds on a date.
func (a *Availability) holds(d workcal.Date) bool {
	return (a.From == 0 || a.From <= d) && (a.To == 0 || d <= a.To)
}

// blocked returns the minutes of day that the times take in, ascending and not touching.
func (a *Availability) blocked(day, before workcal.Day) []schedule.Span {
	var all []schedule.Span
	for _, t := range a.Times {
		all = append(all, t.on(day, before)...)
	}
	return joined(all)
}

// joined sorts spans and joins those that overlap or touch.
func joined(all []schedule.Span) (out []schedule.Span) {
	slices.SortFunc(all, func(a, b schedule.Span) int { return a.Start - b.Start })
	for _, s := range all {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// outside returns the minutes of a day that are in none of spans, which [joined] made.
func outside(spans []schedule.Span) (out []schedule.Span) {
	at := 0
	for _, s := range spans {
		if s.Start > at {
			out = append(out, schedule.Span{Start: at, End: s.Start})
		}
		at = s.End
	}
	if at < schedule.DayMinutes {
		out = append(out, schedule.Span{Start: at, End: schedule.DayMinutes})
	}
	return out
}

// away is hours of a date in which somebody cannot work, and why.
type away struct {
	span schedule.Span
	why  lang.Text
}

// unavailable returns the hours of date in which a person cannot work.
func (w *Workspace) unavailable(person int, date workcal.Date) (out []away) {
	var can []schedule.Span
	only := false
	day, before := w.Calendar.Day(date), w.Calendar.Day(date-1)
	for k := range w.Availability {
		a := &w.Availability[k]
		if a.Person != person || !a.holds(date) {
			continue
		}
		spans := a.blocked(day, before)
		if a.Only {
			only, can = true, append(can, spans...)
			continue
		}
		why := lang.T("不可上时间", "hours that the person cannot work")
		if !a.Reason.IsZero() {
			why = a.Reason
		}
		for _, s := range spans {
			out = append(out, away{s, why})
		}
	}
	if only {
		for _, s := range outside(joined(can)) {
			out = append(out, away{s, lang.T("可上时间之外", "outside the hours that the person can work")})
		}
	}
	return out
}

// times bars the hours in which people cannot work week after week, those of the day after
// the horizon too: the last night must not run into them.
func (b *builder) times() {
	for i := range b.p.People {
		barred, open := false, len(b.p.People[i].Shifts) == 0
		for d := range b.p.Days + 1 {
			hours := b.w.unavailable(b.plan.People[i], b.p.Date(d))
			for _, h := range hours {
				if d == b.p.Days && !b.runsInto(h.span) {
					continue
				}
				barred = true
				b.p.Rules = append(b.p.Rules, schedule.Unavailable{Person: i, Day: d, Span: h.span, What: h.why})
			}
			if d == b.p.Days {
				break
			}
			b.hours[i] = append(b.hours[i], hours)
			open = open || b.couldWork(i, d)
		}
		if barred && !open {
			b.note("%s 的可上时间里放不下任何班次，没有排班；检查员工表和 %s", "no shift fits into the hours that %s can work, so nobody rosters them; check the staff list and %s", b.p.People[i].Name, AvailabilityFile.Name)
		}
	}
}

// runsInto reports whether some shift reaches into hours of the day after its own.
func (b *builder) runsInto(span schedule.Span) bool {
	return slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool {
		return slices.ContainsFunc(s.Segments, func(g schedule.Span) bool { return g.Shift(-schedule.DayMinutes).Overlap(span) > 0 })
	})
}

// couldWork reports whether some shift that person i may work on day lies in the hours
// that they can.
func (b *builder) couldWork(i, d int) bool {
	return slices.ContainsFunc(b.p.People[i].Shifts, func(s int) bool { return b.p.Shifts[s].Days.Has(d) && b.fits(i, d, s) })
}

// fits reports whether no segment of shift s, worked on day d, lies in hours of that day
// in which person i cannot work.
func (b *builder) fits(i, d, s int) bool {
	if d >= len(b.hours[i]) {
		return true
	}
	for _, h := range b.hours[i][d] {
		for _, g := range b.p.Shifts[s].Segments {
			if g.Overlap(h.span) > 0 {
				return false
			}
		}
	}
	return true
}
