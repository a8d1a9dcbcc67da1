package workspace

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// attendance says the attendance policy part by part. A part that reads
// otherwise in the preset has been changed by the workspace.
func (s *sentences) attendance(c *Config) {
	mine := policySentences(&c.Attendance)
	var theirs []part
	if preset, err := Preset(c.Preset); err == nil {
		theirs = policySentences(&preset.Attendance)
	}
	for _, p := range mine {
		origin := Origin{From: FromHouse}
		for _, o := range c.AttendanceOrigins {
			if part, _, _ := strings.Cut(p.key, "."); o.ID == part {
				origin = o.Origin
			}
		}
		for _, q := range theirs {
			if q.key == p.key && q.text != p.text {
				origin = Origin{From: FromWorkspace}
			}
		}
		s.add("attendance."+p.key, lang.Text{}, origin, p.text)
	}
}

type part struct {
	key  string
	text lang.Text
}

func policySentences(p *attendance.Policy) (out []part) {
	say := func(key, zh, en string, args ...any) { out = append(out, part{key, lang.F(zh, en, args...)}) }
	say("day_boundary", "%v 之前的打卡可以属于前一天", "a punch before %v may belong to the day before", p.DayBoundary)
	grace := func(key string, g attendance.Grace, zh, en string) {
		if g.Minutes == 0 {
			say(key, zh+"没有宽限", "no grace for "+en)
			return
		}
		edge, rest := lang.T("（含）", " (inclusive)"), lang.T("超过后全部计", "beyond it all minutes count")
		if !g.Inclusive {
			edge = lang.T("（不含）", " (exclusive)")
		}
		if g.Subtract {
			rest = lang.T("超过后只计超出部分", "beyond it only the minutes past it count")
		}
		say(key, zh+" %s%s内不计，%s", "%s%s pass for "+en+"; %s", lang.Count(g.Minutes, "分钟", "minute", "minutes"), edge, rest)
	}
	grace("grace", p.Grace, "迟到", "lateness")
	tiers := func(key string, list []attendance.Tier, zh, en string) {
		if len(list) == 0 {
			say(key, zh+"只登记，不扣罚", en+" is recorded and costs nothing")
			return
		}
		var texts []lang.Text
		for i, t := range list {
			minutes := lang.F("%d 分钟起", "from %d min", t.From)
			if i+1 < len(list) {
				minutes = lang.F("%d–%d 分钟", "%d–%d min", t.From, list[i+1].From-1)
			}
			texts = append(texts, lang.F("%s %s", "%s %s", minutes, effectText(t.Effect)))
		}
		say(key, zh+"：%s", en+": %s", lang.Join(texts, "；", "; "))
	}
	tiers("late", p.Late, "迟到", "lateness")
	if p.LateRepeat.Nth > 0 {
		if p.LateRepeat.Counts == attendance.CountLateOrEarly {
			say("late_repeat", "每第 %d 次迟到或早退：%s", "every %d. lateness or early leave: %s", p.LateRepeat.Nth, effectText(p.LateRepeat.Effect))
		} else {
			say("late_repeat", "每第 %d 次迟到：%s", "every %d. lateness: %s", p.LateRepeat.Nth, effectText(p.LateRepeat.Effect))
		}
	}
	tiers("early", p.Early, "早退", "early leave")
	segment := lang.T("；一段上下班都无卡，按份额旷工", "; a segment without both punches is absence of its share")
	if p.Missing.Segment == attendance.SegmentMissing {
		segment = lang.T("；一段上下班都无卡，算两次缺卡", "; a segment without both punches is two missing punches")
	}
	say("missing", "缺卡的当天算出勤 %g 天%s；全天无卡算旷工 %g 天%s", "a day with a punch missing counts as %g attended%s; a day without any is absence of %g days%s", p.Missing.Attended, also(p.Missing.Each, "，每次", ", and each costs "), p.Missing.None, segment)
	if p.Corrections.Free < 0 {
		say("corrections", "补卡次数不限", "any number of corrections")
	} else {
		say("corrections", "每月免费补卡 %d 次%s", "%d corrections a month are free%s", p.Corrections.Free, also(p.Corrections.Beyond, "，超过后每次", ", each further one costs "))
	}
	say("absence", "旷工扣当日工资的 %g 倍%s", "absence withholds the day's pay %g times%s", p.Absence.PayFactor, also(p.Absence.Day, "，每天另", ", and each day costs "))
	if p.Full.Bonus > 0 {
		say("full_attendance", "全勤奖 %v 元，有下列情况不发：%s", "full-attendance bonus of %v yuan, lost by: %s", p.Full.Bonus, lossText(p.Full.LostBy))
	}
	by := map[attendance.OvertimeBy]lang.Text{
		attendance.ByNone: lang.T("不计", "not counted"), attendance.ByApproval: lang.T("以审批为准", "as approved"),
		attendance.ByPunches: lang.T("以打卡为准", "as clocked"), attendance.ByBoth: lang.T("审批与打卡都要有", "as approved and clocked"),
	}[p.Overtime.By]
	extend := lang.Text{}
	if p.Overtime.AutoExtend > 0 {
		extend = lang.F("；下班后有接待自动顺延，最多 %d 分钟", "; a shift extends by itself by up to %d min while customers are served", p.Overtime.AutoExtend)
	}
	if p.Hours == attendance.Comprehensive {
		extend = lang.F("%s；综合工时：每%s超过 %g 小时的部分", "%s; comprehensive hours: what is beyond %[3]g h a %[2]s", extend, p.Period.Text(), p.Total())
	} else if p.Overtime.Planned {
		extend = lang.F("%s；排班一天超过 %d 分钟的部分，上了就算", "%s; planned work beyond %d min a day counts when worked", extend, p.DayMinutes)
	}
	if p.Overtime.RestDays {
		extend = lang.F("%s；日历休息日排的班按休息日加班", "%s; a shift on a day off of the calendar is work on a rest day", extend)
	}
	if p.Overtime.InLieu {
		extend = lang.F("%s；休息日加班换调休", "%s; that of rest days is taken as time off in lieu", extend)
	}
	if p.Overtime.HolidayBy == attendance.ByStart {
		extend = lang.F("%s；跨零点按上班那天算不算法定节假日", "%s; past midnight the date of the start decides what is on a statutory holiday", extend)
	} else {
		extend = lang.F("%s；跨零点只有落在法定节假日的小时算节假日", "%s; past midnight only hours on a statutory holiday are the holiday's", extend)
	}
	if p.Overtime.Meals == attendance.MealsOff && p.Overtime.By != attendance.ByNone {
		extend = lang.F("%s；没有排班的日子扣用餐时间", "%s; meals are taken off on days without a shift", extend)
	}
	say("overtime", "加班%s，不足 %d 分钟不计，按 %d 分钟取整%s", "overtime %s; less than %d min does not count, in steps of %d min%s", by, p.Overtime.MinMinutes, p.Overtime.Step, extend)
	if a := p.Allowances; a.Night > 0 || a.Mid > 0 {
		say("allowances", "津贴：夜班每次 %v 元，中班每次 %v 元", "allowances: %v yuan a night shift, %v yuan a mid shift", a.Night, a.Mid)
	}
	if a := p.Allowances; a.Standby > 0 {
		say("allowances", "津贴：待命每天 %v 元", "allowances: %v yuan a day on standby", a.Standby)
	}
	score := lang.F("月度考核底分 %g，封顶 %g", "monthly score: base %g, cap %g", p.Score.Base, p.Score.Cap)
	if p.Score.Below > 0 {
		score = lang.F("%s；低于 %g 标记", "%s; flagged below %g", score, p.Score.Below)
	}
	if p.Score.LastMonths > 0 {
		score = lang.F("%s；连续 %d 个月末位且低于 %g 标记", "%s; flagged when last and below %[3]g for %[2]d months in a row", score, p.Score.LastMonths, p.Score.LastBelow)
	}
	var items []lang.Text
	for _, it := range p.Score.Items {
		extra := lang.Text{}
		if it.Extra {
			extra = lang.T("+", "+")
		}
		items = append(items, lang.F("%s %s%g%s", "%s %s%g%s", it.Name, extra, it.Points, it.Rule()))
	}
	if len(items) > 0 {
		score = lang.F("%s；项目：%s", "%s; items: %s", score, lang.Join(items, "、", ", "))
	}
	say("score", "%s", "%s", score)
	for _, f := range p.Fines {
		say("fines."+f.ID, "%s每次 %v 元", "%s: %v yuan a time", f.Name, f.Amount)
	}
	if p.FundFines {
		say("fund", "罚款进部门活动经费", "fines go into the department's activity fund")
	}
	return out
}

// also says what something costs besides, behind some words; nothing where it is
// free.
func also(e attendance.Effect, zh, en string) lang.Text {
	if e == (attendance.Effect{}) {
		return lang.Text{}
	}
	return lang.F(zh+"%s", en+"%s", effectText(e))
}

// effectText says what something costs.
func effectText(e attendance.Effect) lang.Text {
	var out []lang.Text
	say := func(ok bool, zh, en string, args ...any) {
		if ok {
			out = append(out, lang.F(zh, en, args...))
		}
	}
	say(e.PerMinute > 0, "每分钟罚 %v 元", "%v yuan a minute", e.PerMinute)
	say(e.Fine > 0, "罚 %v 元", "%v yuan", e.Fine)
	say(e.Points > 0, "扣 %s", "%s", lang.Count(e.Points, "分", "point", "points"))
	say(e.Absent > 0, "算旷工 %s", "%s absent", lang.Count(e.Absent, "天", "day", "days"))
	if out == nil {
		return lang.T("不扣", "nothing")
	}
	return lang.Join(out, "，", ", ")
}

func lossText(words []string) lang.Text {
	zh := map[string]string{"late": "迟到", "early": "早退", "missing": "缺卡", "absent": "旷工", "correction": "补卡", "personal": "事假", "sick": "病假", "annual": "年假", "comp": "调休", "other": "其他假"}
	var names []string
	for _, w := range words {
		names = append(names, zh[w])
	}
	return lang.T(strings.Join(names, "、"), strings.Join(words, ", "))
}
