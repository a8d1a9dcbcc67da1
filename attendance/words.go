package attendance

import (
	"paiban/internal/lang"
)

// resultTexts names every result, in the order in which legends list them.
var resultTexts = []struct {
	Result Result
	Name   lang.Text
	Means  lang.Text
}{
	{OK, lang.T("正常", "on time"), lang.T("按时上下班", "started and ended on time")},
	{IsLate, lang.T("迟到", "late"), lang.T("打卡晚于上班时间，超过宽限", "a punch in after the start, beyond the grace")},
	{IsEarly, lang.T("早退", "left early"), lang.T("打卡早于下班时间，超过宽限", "a punch out before the end, beyond the grace")},
	{IsLateEnd, lang.T("迟到、早退", "late, left early"), lang.T("两样都有", "both")},
	{IsMissing, lang.T("缺卡", "punch missing"), lang.T("应打卡的时间没有打卡，也没有请假", "a planned start or end without a punch or leave")},
	{IsAbsent, lang.T("旷工", "absent"), lang.T("整班没有打卡，也没有请假；或按店规迟到太久", "a shift without any punch or leave; or late beyond what the shop allows")},
	{OnLeave, lang.T("请假", "leave"), lang.T("批准的假期盖住了班次或其一端", "approved leave covers the shift, or an end of it")},
	{Away, lang.T("外出", "away"), lang.T("外出或出差，算出勤", "on an outing or a trip, which is attended")},
	{Resting, lang.T("休息", "rest day"), lang.T("当天没有排班", "no shift on the day")},
	{RestWorked, lang.T("休息日打卡", "worked on a rest day"), lang.T("没有排班却打了卡", "punches without a shift")},
	{NotCounted, lang.T("免考勤", "exempt"), lang.T("不计迟到、缺卡", "not judged by punches")},
	{NotHere, lang.T("不在职", "not employed"), lang.T("未入职或已离职", "before hire or after leaving")},
	{NoPlan, lang.T("无排班", "no plan"), lang.T("不知道当天的班次，只列打卡", "the shift of the day is not known; punches are listed only")},
	{NotJudged, lang.T("未结算", "not judged yet"), lang.T("打卡数据还没有到这一天，不算旷工，也不算应出勤", "the punches do not cover this day; it counts as neither absent nor due")},
	{NotOverYet, lang.T("未到", "not over yet"), lang.T("打卡数据还没有到这一天的下班；到此为止没有问题，不算缺卡", "in order so far, but the punches do not reach the end of the day; nothing counts as missing")},
}

// Results lists every result in order.
func Results() (out []Result) {
	for _, r := range resultTexts {
		out = append(out, r.Result)
	}
	return out
}

// Text returns the name of the result.
func (r Result) Text() lang.Text {
	for _, t := range resultTexts {
		if t.Result == r {
			return t.Name
		}
	}
	return lang.Same(string(r))
}

// Means says what the result means.
func (r Result) Means() lang.Text {
	for _, t := range resultTexts {
		if t.Result == r {
			return t.Means
		}
	}
	return lang.Text{}
}

// Words says the policy, rule by rule.
func (p *Policy) Words() (out []lang.Text) {
	say := func(zh, en string, args ...any) { out = append(out, lang.F(zh, en, args...)) }
	say("凌晨 %v 之前的打卡算前一天的；%d 秒内的重复打卡算一次", "punches before %v belong to the day before; repeats within %d seconds count as one", p.DayBoundary, p.RepeatSeconds)
	if f := p.Flex; f != (Flex{}) {
		say("弹性上下班：可早到 %d 分钟、晚到 %d 分钟，下班时间随之移动", "flexible hours: the start may slide %d minutes earlier or %d later, and the end slides with it", f.Early, f.Late)
	}
	out = append(out, p.Grace.Words(lang.T("迟到", "lateness")), p.EarlyGrace.Words(lang.T("早退", "early leave")))
	for _, t := range p.Late {
		say("迟到 %d 分钟起%s：%s", "late by %d minutes or more%s: %s", t.From, t.Level.words(), t.Effect.words())
	}
	for _, t := range p.Early {
		say("早退 %d 分钟起%s：%s", "leaving %d minutes early or more%s: %s", t.From, t.Level.words(), t.Effect.words())
	}
	if r := p.LateRepeat; r.Nth > 0 {
		if r.Counts == CountLateOrEarly {
			say("当月迟到、早退合计每满 %d 次：%s", "every %d latenesses and early leaves of a month together: %s", r.Nth, r.Effect.words())
		} else {
			say("当月每满 %d 次迟到：%s", "every %d latenesses of a month: %s", r.Nth, r.Effect.words())
		}
	}
	say("缺一次卡的一天算出勤 %v 天；每次缺卡：%s", "a day with a punch missing counts %v attended; each missing punch: %s", trim(p.Missing.Attended), p.Missing.Each.words())
	say("整班无打卡、无请假：旷工 %s", "a shift without any punch or leave: absent %s", dayCount(p.Missing.None))
	if p.Missing.Segment == SegmentMissing {
		say("分段班次里一段的上下班都没打卡：按两次缺卡", "a segment of a split shift with neither of its punches: two missing punches")
	} else {
		say("分段班次里一段的上下班都没打卡、无请假：按这一段占全班的份额记旷工", "a segment of a split shift with neither of its punches and no leave: absent for its share of the shift")
	}
	if c := p.Corrections; c.Free < 0 {
		say("补卡次数不限", "any number of corrections")
	} else {
		say("每月补卡 %d 次以内不扣，之后每次：%s", "%d corrections a month are free; each further one: %s", c.Free, c.Beyond.words())
	}
	if p.Absence.Day != (Effect{}) {
		say("旷工每天：%s", "each day absent: %s", p.Absence.Day.words())
	}
	say("旷工时间的工资按 %v 倍不付；事假不付工资", "pay of absent time is withheld %v times; personal leave is unpaid", trim(p.Absence.PayFactor))
	if p.Full.Bonus > 0 {
		say("全勤奖 %v 元；失去它的情形：%s", "full-attendance bonus of %v yuan, lost by: %s", p.Full.Bonus, p.Full.words())
	}
	switch p.Overtime.By {
	case ByNone:
		say("不计加班", "overtime is not counted")
	case ByApproval:
		say("加班以审批为准", "overtime counts as approved")
	case ByPunches:
		say("加班以打卡为准", "overtime counts as clocked")
	case ByBoth:
		say("加班须审批且有打卡，取两者重合的时间", "overtime counts where approved and clocked")
	}
	if o := p.Overtime; o.By != ByNone {
		say("一天加班不足 %d 分钟不计，按 %d 分钟向下取整", "less than %d minutes in a day does not count; more is rounded down to %d minutes", o.MinMinutes, max(1, o.Step))
	}
	if p.Overtime.HolidayBy == ByStart {
		say("跨零点的班按上班那天算不算法定节假日", "the date on which a shift starts decides whether all of it is on a statutory holiday")
	} else {
		say("跨零点的班只有落在法定节假日当天的小时按 300%%", "of a shift past midnight only the hours on the date of a statutory holiday are at 300%%")
	}
	if p.Overtime.By != ByNone && p.Overtime.Meals == MealsOff {
		say("没有排班的日子加班，店里没有班在上的午晚餐时间不算", "of overtime on a day without a shift, meal times in which no shift of the shop works do not count")
	}
	if p.Hours == Comprehensive {
		say("综合工时（须经劳动行政部门批准）：每%s %s 小时，超出的算加班，150%%；法定节假日上班 300%%，不计入", "comprehensive hours, which need the labour office's approval: %[2]s h a %[1]s; more is overtime at 150%%; statutory holidays are paid at 300%% and counted separately", p.Period.Text(), trim(p.Total()))
	} else if p.Overtime.Planned {
		say("一天排班超过 %d 分钟的部分，上了就算加班", "planned work beyond %d minutes a day counts as overtime when worked", p.DayMinutes)
	}
	if p.Overtime.RestDays {
		say("日历休息日排的班按休息日加班计", "a shift on a day off of the calendar counts as overtime on a rest day")
	}
	if p.Overtime.AutoExtend > 0 {
		say("下班时仍在接待的，自动顺延，最多 %d 分钟，算加班", "a shift extends automatically by up to %d minutes while customers are served, as overtime", p.Overtime.AutoExtend)
	}
	if p.Overtime.InLieu {
		say("休息日加班换调休，不付加班费；法定节假日加班不能换", "overtime on rest days is taken as time off in lieu and not paid; that on statutory holidays is always paid")
	}
	if a := p.Allowances; a.Night > 0 || a.Mid > 0 {
		say("津贴：夜班每次 %v 元，中班每次 %v 元", "allowances: %v yuan a night shift, %v yuan a mid shift", a.Night, a.Mid)
	}
	if a := p.Allowances; a.Standby > 0 {
		say("津贴：待命每天 %v 元", "allowances: %v yuan a day on standby", a.Standby)
	}
	if p.Scored() {
		say("考核基础 %v 分，封顶 %v 分；低于 %v 分标记", "scores start at %v and are capped at %v; below %v is flagged", p.Score.Base, p.Score.Cap, p.Score.Below)
		if p.Score.LastMonths > 0 {
			say("连续 %d 个月末位且低于 %v 分标记", "last and below %[2]v for %[1]d months in a row is flagged", p.Score.LastMonths, p.Score.LastBelow)
		}
	}
	for _, f := range p.Fines {
		say("%s：每次 %v 元", "%s: %v yuan each time", f.Name, f.Amount)
	}
	if p.FundFines {
		say("罚款归入部门活动经费", "fines go into the department's activity fund")
	}
	return out
}

// Words says the grace for what: lateness or early leave.
func (g Grace) Words(what lang.Text) lang.Text {
	if g.Minutes == 0 {
		return lang.F("%s没有宽限", "no grace for %s", what)
	}
	t := lang.F("%s宽限 %d 分钟（刚好 %d 分钟算超过）", "grace of %[2]d minutes for %[1]s (exactly %[3]d is beyond it)", what, g.Minutes, g.Minutes)
	if g.Inclusive {
		t = lang.F("%s宽限 %d 分钟（含）", "grace of %[2]d minutes, inclusive, for %[1]s", what, g.Minutes)
	}
	if g.Subtract {
		t = lang.F("%s，超过的只计超出部分", "%s; beyond it only the minutes past it count", t)
	}
	return t
}

func (l Level) words() lang.Text {
	switch l {
	case Serious:
		return lang.T("（严重）", " (serious)")
	case Absent:
		return lang.T("（按旷工）", " (as absence)")
	case Plain:
	}
	return lang.T("", "")
}

// words says what e costs.
func (e Effect) words() lang.Text {
	var out []lang.Text
	if e.Fine > 0 {
		out = append(out, lang.F("罚 %v 元", "%v yuan", e.Fine))
	}
	if e.PerMinute > 0 {
		out = append(out, lang.F("每分钟 %v 元", "%v yuan a minute", e.PerMinute))
	}
	if e.Points > 0 {
		out = append(out, lang.F("扣 %v 分", "%v points", e.Points))
	}
	if e.Absent > 0 {
		out = append(out, lang.F("记旷工 %s", "absent %s", dayCount(e.Absent)))
	}
	if out == nil {
		return lang.T("只记录", "only recorded")
	}
	return lang.Join(out, "、", ", ")
}

func (f Full) words() lang.Text {
	names := map[string]lang.Text{
		"late": lang.T("迟到", "lateness"), "early": lang.T("早退", "early leave"), "missing": lang.T("缺卡", "a missing punch"),
		"absent": lang.T("旷工", "absence"), "correction": lang.T("补卡", "a correction"),
	}
	var out []lang.Text
	for _, w := range f.LostBy {
		t, ok := names[w]
		if !ok {
			t = LeaveKind(w).Text()
		}
		if w == "late" && f.FreeLate > 0 {
			t = lang.F("迟到超过 %d 次", "more than %d latenesses", f.FreeLate)
		}
		out = append(out, t)
	}
	return lang.Join(out, "、", ", ")
}

// Against says planned boundaries against punches: 08:00 ← 07:55.
func (d *Day) Against() lang.Text {
	var out []lang.Text
	for _, e := range d.Edges {
		at := clockText(e.At)
		switch {
		case e.Punch >= 0:
			got := clockText(d.Punches[e.Punch].At.From(d.Date))
			if d.Punches[e.Punch].Source != Clocked {
				out = append(out, lang.F("%s ← %s（%s）", "%s ← %s (%s)", at, got, d.Punches[e.Punch].Source.Text()))
			} else {
				out = append(out, lang.Same(at+" ← "+got))
			}
		case e.Excused:
			out = append(out, lang.F("%s ← %s", "%s ← %s", at, e.ExcusedBy.Text()))
		case e.NotOver:
			out = append(out, lang.F("%s ← 未到", "%s ← not over yet", at))
		default:
			out = append(out, lang.F("%s ← 无", "%s ← none", at))
		}
	}
	return lang.Join(out, "；", "; ")
}

// Text names how a punch came about.
func (s Source) Text() lang.Text {
	switch s {
	case Field:
		return lang.T("外勤", "elsewhere")
	case Corrected:
		return lang.T("补卡", "correction")
	case Accepted:
		return lang.T("管理员改", "by an administrator")
	case Clocked:
	}
	return lang.T("打卡", "clocked")
}

// Words says the rule with what it costs: 迟到 …（罚 10 元、扣 1 分）.
func (a *Applied) Words() lang.Text {
	if a.Fine == 0 && a.Points == 0 && a.Absent == 0 {
		return a.Text
	}
	e := Effect{Fine: a.Fine, Points: a.Points, Absent: a.Absent}
	if a.Rule == "no-punch" || a.Rule == "no-punch-segment" {
		return a.Text
	}
	return lang.F("%s（%s）", "%s (%s)", a.Text, e.words())
}

// Fine returns what the rules of the day cost.
func (d *Day) Fine() (m Money) {
	for _, a := range d.Applied {
		m += a.Fine
	}
	return m
}

// Points returns the points that the rules of the day take.
func (d *Day) Points() (p float64) {
	for _, a := range d.Applied {
		p += a.Points
	}
	return p
}

// Symbol returns the mark of the day: of its result, or of the leave taken; of
// both where part of a day of leave was attended.
func (d *Day) Symbol(p *Policy) lang.Text {
	longest, most := LeaveKind(""), 0
	for _, k := range LeaveKinds {
		if d.Leave[k] > most {
			longest, most = k, d.Leave[k]
		}
	}
	switch {
	case most == 0 || d.Result == IsAbsent || d.Result == Resting:
		return p.Mark(string(d.Result))
	case longest.Present() || d.Attended == 0:
		return p.Mark(string(longest))
	case d.Result == OnLeave:
		return lang.F("%s%s", "%s/%s", p.Mark(string(OK)), p.Mark(string(longest)))
	}
	return lang.F("%s%s", "%s/%s", p.Mark(string(d.Result)), p.Mark(string(longest)))
}

// Legend lists every mark of the symbol sheet with its meaning, in order.
func (p *Policy) Legend() (out []lang.Text) {
	for _, s := range symbols {
		name := Result(s.ID).Text()
		if name.ZH == s.ID {
			name = LeaveKind(s.ID).Text()
		}
		out = append(out, lang.F("%s %s", "%s %s", p.Mark(s.ID), name))
	}
	return out
}

// Name says shortly what the flag is about.
func (f Flag) Name() lang.Text {
	switch f.Key {
	case "below":
		return lang.T("得分过低", "low score")
	case "last-again":
		return lang.T("连续末位", "last again")
	case "unlawful-fines":
		return lang.T("罚款过多", "fines over the limit")
	case "overtime-36":
		return lang.T("月加班超限", "overtime of the month")
	case "comp-negative":
		return lang.T("调休超休", "time off below zero")
	case "annual-negative":
		return lang.T("年假超休", "annual leave below zero")
	case "overtime-3":
		return lang.T("日加班超限", "overtime of a day")
	}
	return lang.Same(f.Key)
}
