package workspace

import (
	"math"
	"slices"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Severity says what is wrong with a rule.
type Severity string

const (
	Unlawful   Severity = "unlawful"   // the law of the PRC forbids it
	Impossible Severity = "impossible" // it can never be met
	Warning    Severity = "warning"    // lawful or possible only with care
	Remark     Severity = "note"       // worth knowing
)

// Severities lists every severity, the gravest first.
var Severities = []struct {
	Severity Severity
	Name     lang.Text
}{
	{Unlawful, lang.T("违法", "unlawful")},
	{Impossible, lang.T("做不到", "impossible")},
	{Warning, lang.T("注意", "warning")},
	{Remark, lang.T("说明", "note")},
}

// Text returns the name of s in both languages.
func (s Severity) Text() lang.Text {
	for _, e := range Severities {
		if e.Severity == s {
			return e.Name
		}
	}
	return lang.Same(string(s))
}

// Lint is one thing about the rules that conflicts with the law or cannot be
// met, with a way out.
type Lint struct {
	Severity Severity
	Key      string // place in the configuration, or of people
	What     lang.Text
	Basis    lang.Text // the article, or what the figure comes from; may be zero
	Fix      lang.Text // may be zero
}

// Grave reports whether l is against the law or cannot be met.
func (l *Lint) Grave() bool { return l.Severity == Unlawful || l.Severity == Impossible }

// Lint judges the rules of a preset alone, as if any number of people worked by
// them.
func (c *Config) Lint() []Lint {
	w := &Workspace{Config: c, Calendar: workcal.New(nil)}
	return w.lint()
}

// Lint judges the rules of a workspace together with its people.
func (w *Workspace) Lint() []Lint { return w.lint() }

func (w *Workspace) lint() []Lint {
	w = w.lasting()
	l := &linter{w: w, c: w.Config}
	l.rest()
	l.weekHours()
	l.dayHours()
	l.dutyHours()
	for _, k := range ruleKeys {
		if k.lint != nil {
			k.lint(l)
		}
	}
	l.pay()
	l.protection()
	l.attendance()
	l.scopes()
	l.cover()
	l.deferred()
	l.people()
	l.idle()
	var out []Lint
	for _, s := range Severities {
		for _, x := range l.found {
			if x.Severity == s.Severity {
				out = append(out, x)
			}
		}
	}
	return out
}

// UnlawfulHours returns what of the rules on rest and hours, by which rosters are made,
// the law forbids.
func (w *Workspace) UnlawfulHours() (out []Lint) {
	l := &linter{w: w, c: w.Config}
	l.rest()
	l.weekHours()
	l.dayHours()
	l.dutyHours()
	for _, x := range l.found {
		if x.Severity == Unlawful {
			out = append(out, x)
		}
	}
	return out
}

type linter struct {
	w     *Workspace
	c     *Config
	week  Length // agreed hours a week of those who are judged; 0 is the shop's
	found []Lint
}

func (l *linter) say(s Severity, key string, what, basis, fix lang.Text) {
	l.found = append(l.found, Lint{s, key, what, basis, fix})
}

// weeksAMonth is how many weeks a month has: 365 days over 7 and 12.
const weeksAMonth = 52.14 / 12

// restPerWeek returns the rest days of a week that the rules guarantee, and
// those people usually get; monthly ones are spread over the month.
func (c *Config) restPerWeek() (sure, usual float64) {
	r := &c.Rules
	for _, w := range []RestRule{r.RestWeek, r.RestAny7} {
		if !w.Force.Off() {
			usual = max(usual, float64(max(w.Min, w.Usual)))
			if w.Force.Hard {
				sure = max(sure, float64(w.Min))
			}
		}
	}
	if w := &r.LongShort; !w.Force.Off() && len(w.Rest) > 0 {
		usual = max(w.average(), float64(r.restWeek().Min))
		if w.Force.Hard {
			sure = max(sure, float64(slices.Min(w.Rest)))
		}
	}
	if m := r.RestMonth; !m.Force.Off() {
		usual = max(usual, float64(max(m.Min, m.Usual))/weeksAMonth)
	}
	if r.WorkRun.Force.Hard && r.WorkRun.Max > 0 && r.WorkRun.Max <= 6 {
		sure, usual = max(sure, 1), max(usual, 1)
	}
	return sure, usual
}

func (l *linter) rest() {
	sure, usual := l.c.restPerWeek()
	if sure >= labourlaw.RestDaysWeek {
		return
	}
	key, what := "rules.rest_days_week", lang.T("没有保证每周休息一天", "no rest day a week is guaranteed")
	if m := l.c.Rules.RestMonth; !m.Force.Off() {
		key = "rules.rest_days_month"
		what = lang.F("每月只休 %d 天，一周可能一天不休", "only %d rest days a month: a week may have none", m.Min)
	}
	fix := lang.T("写 rules: {rest_days_week: {min: 1, force: hard}}", "write rules: {rest_days_week: {min: 1, force: hard}}")
	if usual < 1 {
		before, after := (7-usual)*weeksAMonth, 6*weeksAMonth
		fix = lang.F("%[1]s；每人每月从 %.1[2]f 个班减为 %.1[3]f 个班，要保持现在的在岗人数，每 10 人约需增加 %.1[4]f 人",
			"%[1]s; each then works %.1[3]f shifts a month instead of %.1[2]f; to keep as many at work, every 10 people need about %.1[4]f more", fix, before, after, 10*(before/after-1))
	}
	l.say(Unlawful, key, what, labourlaw.RestDay, fix)
}

// weekHours judges the usual week: days worked times the contract's hours.
func (l *linter) weekHours() {
	_, usual := l.c.restPerWeek()
	day := float64(l.c.Contract.HoursDay)
	week := (7 - usual) * day
	if h := l.c.Rules.HoursWeek; h.Force.Hard && h.Length > 0 {
		week = min(week, float64(h.Length))
	}
	if l.week > 0 {
		week = float64(l.week)
	}
	over := week - labourlaw.Week
	if over < 1 {
		return
	}
	month := over * weeksAMonth
	what := lang.F("通常一周工作 %.1f 小时，每周加班 %.1f 小时，每月约 %.1f 小时", "a usual week has %.1f h, %.1f h of them overtime, about %.1f h a month", week/60, over/60, month/60)
	hourly := l.c.Costs.MonthlyPay / max(1, l.c.Costs.HoursMonth)
	pay := lang.F("；月薪 %g 元时每人每月加班费约 %.0f–%.0f 元", "; at %g yuan a month overtime pay is about %.0f to %.0f yuan each", l.c.Costs.MonthlyPay, month/60*hourly*labourlaw.PayWorkday/100, month/60*hourly*labourlaw.PayRestDay/100)
	if month > labourlaw.OvertimeMonth {
		l.say(Unlawful, "contract", what, labourlaw.Overtime, lang.F("每周休两天（%d 小时），或至少休一天并把每月加班压到 %d 小时以内%s", "two rest days a week (%d h), or at least one with overtime kept within %d h a month%s", labourlaw.Week/60, labourlaw.OvertimeMonth/60, pay))
		return
	}
	l.say(Warning, "contract", what, labourlaw.WorkingTime, lang.F("按 %d%%（休息日 %d%%）付加班费或安排补休，或每周休两天%s", "pay overtime at %d%% (%d%% on rest days) or give time off in lieu, or give two rest days a week%s", labourlaw.PayWorkday, labourlaw.PayRestDay, pay))
}

// dayHours judges every shift, alone and with its duty turns.
func (l *linter) dayHours() {
	for _, s := range l.c.plainShifts() {
		switch {
		case s.Paid > labourlaw.DayMost:
			l.say(Unlawful, "shifts."+s.ID, lang.F("%s一天工作 %s，加班 %s", "%s is %s a day, %s of them overtime", s.Name, schedule.Duration(s.Paid), schedule.Duration(s.Paid-labourlaw.Day)), labourlaw.Overtime,
				lang.F("拆成两班，各 %s；或增加不计薪的休息", "split it in two of %s each, or add unpaid breaks", schedule.Duration((s.Paid+1)/2)))
		case s.Paid > labourlaw.Day:
			l.say(Warning, "shifts."+s.ID, lang.F("%s一天工作 %s，加班 %s", "%s is %s a day, %s of them overtime", s.Name, schedule.Duration(s.Paid), schedule.Duration(s.Paid-labourlaw.Day)), labourlaw.Overtime,
				lang.F("加班费按 %d%%；每人每月不超过 %d 次", "overtime at %d%%; at most %d times a month each", labourlaw.PayWorkday, labourlaw.OvertimeMonth/(s.Paid-labourlaw.Day)))
		}
		if c := l.c.Rules.Continuous; !c.Force.Off() {
			for _, g := range s.LongestStretches() {
				if g.Len() > int(c.Length) {
					l.say(Impossible, "shifts."+s.ID, lang.F("%s的 %s 连续 %s，超过 %s", "%s runs %[3]s without a break in %[2]s, more than %[4]s", s.Name, g, schedule.Duration(g.Len()), c.Length.Text()), lang.Text{},
						lang.T("把这一段拆成两段，或写一次休息（breaks）", "split the segment in two, or give it a break (breaks)"))
				}
			}
		}
	}
}

// plainShifts returns the shifts as the optimiser would see them on any day,
// queues left aside, with duty turns added on.
func (c *Config) plainShifts() []schedule.Shift {
	one := *c
	one.Shifts = append([]Shift(nil), c.Shifts...)
	for i := range one.Shifts {
		one.Shifts[i].Queues, one.Shifts[i].Days = nil, nil
	}
	b := &builder{w: &Workspace{Config: &one}, c: &one, p: &schedule.Problem{}, plan: &Plan{}}
	b.shifts()
	var out []schedule.Shift
	for _, s := range b.p.Shifts {
		if !s.Retired {
			out = append(out, s)
		}
	}
	return out
}

// dutyHours judges the overtime of duty turns over a month.
func (l *linter) dutyHours() {
	total := 0.0 // minutes a month, over everybody
	for _, d := range l.c.DutyTurns {
		length := 0
		for _, h := range d.Hours {
			length += schedule.Span(h).Len()
		}
		days := 0
		for _, day := range referenceWeek {
			if d.Days.Has(day) {
				days++
			}
		}
		total += float64(length*d.Heads*days) * weeksAMonth
	}
	if total == 0 {
		return
	}
	need := int(math.Ceil(total / labourlaw.OvertimeMonth))
	people := 0
	for i := range l.w.People {
		if !l.w.isProtected(&l.w.People[i]) {
			people++
		}
	}
	what := lang.F("值班每月共加班约 %.0f 小时，至少要 %d 人轮流才不超过每人 %d 小时", "duty turns are about %.0f h of overtime a month; at least %d people are needed to keep each within %d h", total/60, need, labourlaw.OvertimeMonth/60)
	switch {
	case people > 0 && people < need:
		l.say(Unlawful, "duty_turns", what, labourlaw.Overtime, lang.F("现在能值班的有 %d 人：增加 %d 人，或减少值班", "%d people can take turns now: %d more are needed, or fewer turns", people, need-people))
	default:
		l.say(Remark, "duty_turns", what, labourlaw.Overtime, lang.F("按 %d%% 付加班费", "pay overtime at %d%%", labourlaw.PayWorkday))
	}
}

// betweenShifts tells which shifts may not follow each other, and where the
// shop's own limit is below the usual figure.
func (l *linter) betweenShifts() {
	l.betweenSome()
	rule := l.c.Rules.MinRest.Between()
	const usual = labourlaw.RestBetweenShifts
	basis := labourlaw.NoRestBetweenShifts
	if rule.Force.Off() || int(rule.Length) < usual {
		short := 24 * 60
		var from, to lang.Text
		shifts := l.c.plainShifts()
		for _, a := range shifts {
			for _, b := range shifts {
				if gap := b.Start() + schedule.DayMinutes - a.End(); gap < short {
					short, from, to = gap, a.Name, b.Name
				}
			}
		}
		if short < usual && (rule.Force.Off() || short >= int(rule.Length)) {
			l.say(Warning, "rules.rest_between_shifts", lang.F("%s之后次日上%s，只隔 %s", "%s may be followed by %s on the next day, %s later", from, to, schedule.Duration(short)), basis,
				lang.T("写 rules: {rest_between_shifts: {length: 11h, force: hard}}", "write rules: {rest_between_shifts: {length: 11h, force: hard}}"))
		}
		return
	}
	var pairs []lang.Text
	for _, a := range l.c.plainShifts() {
		for _, b := range l.c.plainShifts() {
			if gap := b.Start() + schedule.DayMinutes - a.End(); gap < int(rule.Length) {
				pairs = append(pairs, lang.F("%s→%s（%s）", "%s → %s (%s)", a.Name, b.Name, schedule.Duration(gap)))
			}
		}
	}
	if pairs != nil {
		l.say(Remark, "rules.rest_between_shifts", lang.F("间隔不足 %s，次日不能接着排：%s", "less than %s apart, so never on two days in a row: %s", rule.Length.Text(), lang.Join(pairs, "、", ", ")), basis,
			lang.T("轮换时中间隔一个休息日，或改班次时间", "put a rest day between them when rotating, or change the hours"))
	}
}

// pay judges the prices.
func (l *linter) pay() {
	c := &l.c.Costs
	for _, o := range c.Overtime {
		for _, law := range []struct {
			id     string
			factor float64
		}{{"workday", labourlaw.PayWorkday / 100.}, {"rest", labourlaw.PayRestDay / 100.}, {"statutory", labourlaw.PayStatutory / 100.}} {
			if o.ID == law.id && o.Factor < law.factor {
				l.say(Unlawful, "costs.overtime."+o.ID, lang.F("加班费系数 %g 低于 %g", "an overtime factor of %g is below %g", o.Factor, law.factor), labourlaw.OvertimePay, lang.F("改为 %g", "make it %g", law.factor))
			}
		}
	}
	switch {
	case c.MinimumWage == 0:
		l.say(Remark, "costs.minimum_wage", lang.T("没有填当地最低工资，扣款后的工资无法核对", "the local minimum wage is not given, so pay after deductions cannot be checked"), lang.Text{},
			lang.T("写 costs: {minimum_wage: 当地的数}", "write costs: {minimum_wage: the local figure}"))
	case c.MonthlyPay < c.MinimumWage:
		l.say(Unlawful, "costs.monthly_pay", lang.F("月薪 %g 元低于最低工资 %g 元", "a month's pay of %g yuan is below the minimum wage of %g", c.MonthlyPay, c.MinimumWage),
			labourlaw.MinimumWage, lang.Text{})
	}
}

// protection judges whether those whom the law protects are.
func (l *linter) protection() {
	if !l.c.Rules.Protection.Force.Hard || len(l.c.Rules.Protection.Flags) == 0 {
		l.say(Unlawful, "rules.protection", lang.T("没有保护孕期、哺乳期和未成年员工不上夜班、不加班", "pregnant, nursing and minor staff are not protected from night work and overtime"), labourlaw.Protected,
			lang.T("写 rules: {protection: {force: hard, flags: [pregnant, nursing, minor]}}", "write rules: {protection: {force: hard, flags: [pregnant, nursing, minor]}}"))
	}
}

// attendance judges what the policy withholds.
func (l *linter) attendance() {
	p := &l.c.Attendance
	if f := p.Absence.PayFactor; f > 1 {
		l.say(Unlawful, "attendance.absence.pay_factor", lang.F("旷工一天扣 %g 天工资", "%g days' pay is withheld for one day of absence", f), labourlaw.NoBasis, lang.T("改为 1", "make it 1"))
	}
	l.comprehensive()
	if p.Missing.None > 1 {
		l.say(Unlawful, "attendance.missing.none", lang.F("一天没有打卡算旷工 %g 天", "a day without punches counts as %g days absent", p.Missing.None), labourlaw.NoBasis, lang.T("改为 1", "make it 1"))
	}
	if t, early, ok := p.CheaperMissing(); ok {
		what := lang.T("迟到", "being late")
		if early {
			what = lang.T("早退", "leaving early")
		}
		l.say(Warning, "attendance.missing.each", lang.F("%s %d 分钟起比缺一次卡扣得多：不打卡反而合算", "%s by %d minutes or more costs more than a missing punch: not clocking at all is cheaper", what, t.From), lang.Text{},
			lang.T("写 missing: {each: {…}}，不低于最高的一档", "write missing: {each: {…}}, no less than the highest tier"))
	}
	for _, e := range []struct {
		key, zh, en string
		list        []attendance.Tier
	}{{"late", "迟到", "being late", p.Late}, {"early", "早退", "leaving early", p.Early}} {
		for _, t := range e.list {
			if lost := t.Absent * float64(l.c.Contract.HoursDay); lost > float64(t.From) {
				l.say(Unlawful, "attendance."+e.key, lang.F(e.zh+" %d 分钟起算旷工 %g 天，扣掉的 %.0f 分钟比没干的多", e.en+" from %d minutes on counts as %g days absent: %.0f minutes are withheld, more than were not worked", t.From, t.Absent, lost), labourlaw.NoBasis,
					lang.F("只扣实际缺的分钟，另用绩效分（points）处理；或从 %.0f 分钟起算", "withhold the minutes missed and take points off the score for the rest; or start at %.0f minutes", lost))
			}
		}
	}
	for _, e := range []struct {
		key    string
		absent float64
	}{{"late_repeat", p.LateRepeat.Absent}, {"missing.each", p.Missing.Each.Absent}, {"corrections.beyond", p.Corrections.Beyond.Absent}} {
		if e.absent > 0 {
			l.say(Unlawful, "attendance."+e.key, lang.F("另算旷工 %g 天，扣了已经劳动的时间", "it counts as %g days absent on top, withholding pay for time worked", e.absent), labourlaw.NoBasis, lang.T("改用绩效分（points）", "use points of the score instead"))
		}
	}
	var most attendance.Money
	for _, f := range p.Fines {
		most = max(most, f.Amount)
	}
	for _, e := range append(append([]attendance.Tier(nil), p.Late...), p.Early...) {
		most = max(most, e.Fine+e.PerMinute*attendance.Money(e.From))
	}
	for _, e := range []attendance.Effect{p.LateRepeat.Effect, p.Missing.Each, p.Corrections.Beyond, p.Absence.Day} {
		most = max(most, e.Fine+e.PerMinute)
	}
	if most == 0 {
		return
	}
	limit := attendance.Yuan(l.c.Costs.MonthlyPay * labourlaw.DeductionMost / 100)
	sev := Warning
	if most > limit {
		sev = Unlawful
	}
	l.say(sev, "attendance.fines", lang.F("有罚款，单次最多 %v 元；月薪 %g 元时全月扣款不能超过 %v 元", "there are fines of up to %v yuan each; at %g yuan a month no more than %v may be deducted in all", most, l.c.Costs.MonthlyPay, limit), labourlaw.Deductions,
		lang.F("全月合计控制在 %v 元以内（单次 %v 元时最多 %d 次），或改为绩效分（points）", "keep the month's total within %v yuan (%[3]d times at %[2]v), or take points off the score", limit, most, int(limit/most)))
}

// comprehensive judges hours counted over a period.
func (l *linter) comprehensive() {
	p := &l.c.Attendance
	if p.Hours != attendance.Comprehensive {
		return
	}
	basis := labourlaw.Approval
	l.say(Warning, "attendance.hours", lang.T("综合工时须经当地劳动行政部门批准；没有批文的按标准工时计算加班", "comprehensive hours need the approval of the local labour office; without it overtime counts by standard hours"), basis,
		lang.T("有批文就把周期写成批文上的（period: month、quarter、year）；没有就写 hours: standard", "with the approval, write its period (period: month, quarter or year); without it, hours: standard"))
	if law := p.Period.Hours(); p.Total() > law {
		l.say(Unlawful, "attendance.period_hours", lang.F("每%s %g 小时，多于法定的 %g 小时", "%[2]g hours a %[1]s are more than the legal %[3]g", p.Period.Text(), p.Total(), law), basis,
			lang.F("去掉 period_hours，或写 %g 以内", "leave period_hours out, or write %g or less", law))
	}
}

// people judges the staff list against the rules.
func (l *linter) people() {
	if len(l.w.People) == 0 && l.w.Root != "" {
		l.say(Remark, "people", lang.T("员工表里还没有人，没有对照员工检查", "the staff list is still empty, so nothing about people was checked"), lang.Text{}, lang.T("先填 people.xlsx", "fill in people.xlsx"))
	}
	for i := range l.w.People {
		p := &l.w.People[i]
		if w := l.c.Costs.MinimumWage; w > 0 && p.Salary > 0 && p.Salary < attendance.Yuan(w) {
			l.say(Unlawful, p.Where.String(), lang.F("%s 的月薪 %v 元低于最低工资 %g 元", "%s is paid %v yuan a month, below the minimum wage of %g", p.Name, p.Salary, w), labourlaw.MinimumWage, lang.Text{})
		}
		if p.Weekly > labourlaw.Week && l.w.isProtected(p) {
			l.say(Unlawful, p.Where.String(), lang.F("%s 受保护不得加班，周工时却是 %s", "%s must not work overtime but has %s a week", p.Name, p.Weekly.Text()), labourlaw.Protected, lang.F("改为 %d 以内", "make it %d or less", labourlaw.Week/60))
		}
	}
}

// idle finds people who may work no shift at all, and says why.
func (l *linter) idle() {
	if len(l.w.People) == 0 {
		return
	}
	// Employment does not matter here: everybody is taken as there.
	w := &Workspace{Config: l.c, Calendar: workcal.New(nil), People: slices.Clone(l.w.People)}
	for i := range w.People {
		w.People[i].Hired, w.People[i].Left = 0, 0
	}
	b, err := w.build(referenceStart, 7, Needs{})
	if err != nil {
		return // only files can fail, and none are read
	}
	for i := range b.p.People {
		p := &b.p.People[i]
		if own, most := &l.w.People[i], b.mostOwn(i); most > int(own.Weekly) && own.Weekly > 0 && own.Weekly < labourlaw.Week {
			l.say(Remark, own.Where.String(), lang.F("%s 每周 %s，不是整数个班，一周最多排 %s", "%s has %s a week, which is no whole number of shifts; at most %s are rostered in a week", p.Name, own.Weekly.Text(), schedule.Duration(most)), lang.Text{},
				lang.T("要更少就改小周工时，或只给短一些的可排班次", "for fewer, lower the weekly hours or allow shorter shifts alone"))
		}
		if len(p.Shifts) > 0 {
			continue
		}
		var why []lang.Text
		for s := range b.p.Shifts {
			if t, ok := p.Barred[s]; ok && !slices.Contains(why, t) {
				why = append(why, t)
			}
		}
		l.say(Impossible, l.w.People[i].Where.String(), lang.F("%s 一个班都不能上：%s", "%s cannot work any shift: %s", p.Name, lang.Join(why, "；", "; ")), lang.Text{},
			lang.T("增加这个人能上的班次，或改员工表的可排班次、技能、标记", "add a shift this person may work, or change shifts, skills or flags in the staff list"))
	}
}

func (w *Workspace) isProtected(p *Person) bool {
	for _, f := range w.RulesOf(p).Protection.Flags {
		if p.Has(f) {
			return true
		}
	}
	return false
}
