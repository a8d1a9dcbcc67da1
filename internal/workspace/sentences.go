package workspace

import (
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// Sentence is one rule in words, with how strongly it holds and where it comes
// from.
type Sentence struct {
	Topic  lang.Text // 班次, 休息, …: what the list is grouped by
	Key    string    // its place in the configuration: rules.rest_days_week
	Text   lang.Text
	Force  lang.Text // zero where it is not a matter of degree
	Origin Origin
}

// Sentences returns every rule of c in words, in the order of the
// configuration. Rules that are off are left out.
func (c *Config) Sentences() []Sentence {
	s := &sentences{}
	s.topic = lang.T("接待与在线", "Service")
	for i := range c.Queues {
		s.queue(&c.Queues[i])
	}
	s.topic = lang.T("班次", "Shifts")
	s.shifts(c)
	s.topic = restAndHours
	s.contract(&c.Contract)
	s.contracts(c)
	for _, k := range ruleKeys {
		s.topic = k.topic
		k.say(s, k.Key, c)
		for i := range c.Rules.scoped {
			if own := &c.Rules.scoped[i]; own.key == k.setting() {
				s.scoped(&k, k.Key+".for", own.label(), &own.rules, c)
			}
		}
	}
	s.topic = lang.T("考勤", "Attendance")
	s.attendance(c)
	s.topic = lang.T("成本", "Costs")
	s.costs(&c.Costs)
	s.topic = lang.T("招人", "Hiring")
	s.hire(&c.Hire)
	s.topic = lang.T("加班", "Overtime")
	s.extra(c)
	s.topic = lang.T("其他店规", "Other rules")
	for _, a := range c.Also {
		s.add("also."+a.ID, lang.Text{}, a.Origin, a.Text)
	}
	return s.list
}

type sentences struct {
	topic lang.Text
	list  []Sentence
}

func (s *sentences) add(key string, force lang.Text, origin Origin, text lang.Text) {
	s.list = append(s.list, Sentence{Topic: s.topic, Key: key, Text: text, Force: force, Origin: origin})
}

// rule adds a rule with a force, unless it is off.
func (s *sentences) rule(key string, f Force, o Origin, zh, en string, args ...any) {
	if !f.Off() {
		s.add(key, f.Text(), o, lang.F(zh, en, args...))
	}
}

// scoped says what r has under the key k, as of some people; nothing where r says nothing.
func (s *sentences) scoped(k *ruleKey, key string, who lang.Text, r *Rules, c *Config) {
	if ruleField(r, k.setting()).IsZero() {
		return
	}
	one, before := *c, len(s.list)
	one.Rules = *r
	k.say(s, key, &one)
	for i := before; i < len(s.list); i++ {
		s.list[i].Text = lang.F("对 %s：%s", "for %s: %s", who, s.list[i].Text)
	}
	if len(s.list) == before {
		s.add(key, Force{}.Text(), Origin{From: FromWorkspace}, lang.F("对 %s：不用“%s”这条规则", "for %s: the rule %q does not hold", who, k.Name))
	}
}

func people(n int) lang.Text { return lang.Count(n, "人", "person", "people") }

func restDays(u RestRule) lang.Text { return lang.Count(u.Min, "天", "rest day", "rest days") }

func spanList(list []Span) lang.Text {
	var out []lang.Text
	for _, h := range list {
		out = append(out, lang.Same(h.String()))
	}
	return lang.Join(out, " + ", " + ")
}

func (s *sentences) queue(q *Queue) {
	key := "queues." + q.ID
	open := lang.T("全天", "all day")
	if len(q.Open) > 0 {
		open = spanList(q.Open)
	}
	gate := lang.Text{}
	if q.Gate > 0 {
		gate = lang.F("，低于或等于 %v 要受平台处罚", "; at or below %v the platform punishes", q.Gate)
	}
	name := q.Name
	if !q.Platform.IsZero() {
		name = lang.F("%s（%s）", "%s (%s)", q.Name, q.Platform)
	}
	s.add(key, lang.Text{}, q.Origin, lang.F("%s：%s 接待，%s内的回复率（%s：%s）目标 %v%s", "%s: served %s; reply rate within %s (%s: %s): target %v%s",
		name, open, q.Within.Text(), q.Formula.Text(), q.Formula.Means(), q.Target, gate))
	handling := lang.F("单次处理 %s", "%s a contact", q.AHT.Text())
	if q.Turns > 0 {
		handling = lang.F("每个会话 %g 轮，每轮打字 %s、顾客思考 %s", "%g turns a chat, %s to type and %s for the customer to think", q.Turns, q.Typing.Text(), q.Think.Text())
	}
	s.add(key+".handling", lang.Text{}, q.Origin, lang.F("%s：同时接待 %d 个，%s；机器人解决 %v，损耗 %v，繁忙度上限 %v", "%s: up to %d at once, %s; robots handle %v, shrinkage %v, occupancy up to %v",
		q.Name, q.Concurrency, handling, q.RobotShare, q.Shrinkage, q.MaxOccupancy))
	if q.Patience > 0 {
		s.add(key+".max_lost", lang.Text{}, q.Origin, lang.F("%s：顾客平均等 %s 就走，最多 %v 的顾客等不及离开", "%s: customers wait %s on average before they leave; at most %v leave unanswered",
			q.Name, q.Patience.Text(), Share(q.Staffing().MaxLost)))
	}
	for _, w := range q.Windows {
		s.rule(key+".windows."+w.ID, w.Force, w.Origin, "%s：%s %s 至少 %d 人在线", "%s: %s %s at least %d online", q.Name, w.Days.Text(), w.Hours, w.Min)
		if w.Measured {
			s.add(key+".windows."+w.ID+".measured", lang.Text{}, w.Origin, lang.F("%s：平台考核 %s %s 收到的咨询", "%s: the platform judges contacts received %s %s", q.Name, w.Days.Text(), w.Hours))
		}
	}
}

func (s *sentences) shifts(c *Config) {
	for i, x := range c.Shifts {
		paid := x.Paid()
		queues := lang.Text{}
		if x.standby() {
			s.add("shifts."+x.ID+".paid_share", lang.Text{}, x.Origin, lang.F("%s（%s，%s）：%s，%s，不算在岗，算工时 %s，%s", "%s (%s, %s): %s, %s, no cover, %s count as hours, %s",
				x.Name, x.ID, schedule.Kind(x.Kind).Text(), spanList(x.Hours), x.Days.Text(), schedule.Duration(paid), x.restText()))
			s.heads(&c.Shifts[i])
			continue
		}
		for k, id := range x.Queues {
			if k == 0 {
				queues = lang.T("，分队列：", "; by queue: ")
			} else {
				queues = lang.F("%s、", "%s, ", queues)
			}
			queues = lang.F("%s%s", "%s%s", queues, c.queueName(id))
		}
		rest := lang.Text{}
		if words := x.breakWords(); !words.IsZero() {
			rest = lang.F("，%s", " with %s", words)
		}
		s.add("shifts."+x.ID, lang.Text{}, x.Origin, lang.F("%s（%s，%s）：%s%s，计薪 %s，%s%s", "%s (%s, %s): %s%s, %s paid, %s%s",
			x.Name, x.ID, schedule.Kind(x.Kind).Text(), spanList(x.Hours), rest, schedule.Duration(paid), x.Days.Text(), queues))
		s.heads(&c.Shifts[i])
	}
	for _, d := range c.DutyTurns {
		var on []lang.Text
		for _, id := range d.On {
			on = append(on, c.shiftName(id))
		}
		s.rule("duty_turns."+d.ID, d.Force, d.Origin, "%s：%s，%s，加在%s之外，每天 %s", "%s: %s, %s, on top of %s, %s a day",
			d.Name, spanList(d.Hours), d.Days.Text(), lang.Join(on, "、", ", "), people(d.Heads))
	}
	for _, h := range c.Handovers {
		s.rule("handovers."+h.ID, h.Force, h.Origin, "交接：%s向%s交接，两班各至少 %d 人", "handover: %s to %s, at least %d on each", c.shiftName(h.From), c.shiftName(h.To), h.Heads)
	}
	for _, p := range c.PrepareBy {
		s.rule("prepare_by."+p.ID, p.Force, p.Origin, "%s：%s %v 前至少 %d 人到位", "%s: %s by %v at least %d at their desks", p.What, p.Days.Text(), p.At, p.Heads)
	}
	for _, m := range c.Meetings {
		when := lang.F("%s %s", "%s %s", m.Days.Text(), m.Hours)
		if m.Own {
			if m.Hours.IsZero() {
				when = m.Days.Text()
			}
			s.rule("meetings."+m.ID, m.Force, m.Origin, "%s：%s，当天都上班，按各自班次参加", "%s: %s; everybody at work that day, attending by their own shift", m.What, when)
			continue
		}
		s.rule("meetings."+m.ID, m.Force, m.Origin, "%s：%s，人人在岗", "%s: %s, everybody at work", m.What, when)
	}
	s.rotas(c)
	s.activities(c)
}

func (c *Config) queueName(id string) lang.Text {
	for _, q := range c.Queues {
		if q.ID == id {
			return q.Name
		}
	}
	return lang.Same(id)
}

func (s *sentences) contract(c *Contract) {
	s.rule("contract", c.Force, c.Origin, "每个工作日 %s，按应出勤天数排，多排少排按小时计代价", "%s a working day; days above or below the contract cost by the hour", c.HoursDay.Text())
	if n := c.Training.Weeks; n > 0 {
		s.add("contract.training", lang.Text{}, c.Training.Origin, lang.F("入职前 %d 周为带教期，不计入在线人数", "the first %d weeks are training and not counted as online", n))
	}
}

// bears reports whether the shifts of c have the burden of a tally at all.
func (c *Config) bears(tally string) bool {
	if tally == schedule.DutyTurns.String() && len(c.DutyTurns) > 0 {
		return true
	}
	for _, s := range c.Shifts {
		switch k := schedule.Kind(s.Kind); tally {
		case schedule.LateShifts.String():
			if k == schedule.Late || k == schedule.Night {
				return true
			}
		case schedule.NightShifts.String():
			if k == schedule.Night {
				return true
			}
		case schedule.DutyTurns.String():
			if k == schedule.Duty {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func (s *sentences) costs(k *Costs) {
	money := func(r Range) lang.Text {
		if r.Low == r.High {
			return lang.F("%g", "%g", r.Low)
		}
		return lang.F("%g–%g", "%g–%g", r.Low, r.High)
	}
	say := func(ok bool, key, zh, en string, args ...any) {
		if ok {
			s.add("costs."+key, lang.Text{}, k.Origin, lang.F(zh, en, args...))
		}
	}
	say(k.MonthlyPay > 0, "monthly_pay", "月薪按 %g 元计，每月 %g 小时（法定计薪 %d 小时）", "monthly pay of %g yuan for %g hours a month (%d by law)", k.MonthlyPay, k.HoursMonth, labourlaw.PaidHoursMonth)
	say(k.MinimumWage > 0, "minimum_wage", "当地最低工资 %g 元/月", "local minimum wage %g yuan a month", k.MinimumWage)
	for _, o := range k.Overtime {
		name := map[string]lang.Text{"workday": lang.T("平时", "on working days"), "rest": lang.T("休息日", "on rest days"), "statutory": lang.T("法定节假日", "on statutory holidays")}[o.ID]
		origin := k.Origin
		if o.Factor*100 == map[string]float64{"workday": labourlaw.PayWorkday, "rest": labourlaw.PayRestDay, "statutory": labourlaw.PayStatutory}[o.ID] {
			origin = Origin{FromLaw, "劳动法第 44 条", "Labour Law art. 44"}
		}
		s.add("costs.overtime."+o.ID, lang.Text{}, origin, lang.F("%s加班 %g%%", "overtime %s at %g%%", name, o.Factor*100))
	}
	say(k.TempDay.High > 0, "temp_day", "临时工每天 %s 元", "temporary agents %s yuan a day", money(k.TempDay))
	say(k.SeatMonth.High > 0, "seat_month", "每坐席每月 %s 元", "%s yuan per agent-month", money(k.SeatMonth))
	say(k.SeatBase.High > 0, "seat_base", "或底薪 %s 元加销售额的 %s%% 提成", "or a base of %s yuan and %s%% of sales", money(k.SeatBase), money(Range{k.Commission.Low * 100, k.Commission.High * 100}))
	for _, t := range k.VolumeTiers {
		say(true, "volume_tiers", "每月 %d 个咨询起，每个 %g 元", "from %d contacts a month, %g yuan each", t.From, t.Price)
	}
}
