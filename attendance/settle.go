package attendance

import (
	"math"
	"slices"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// Settle settles a month. It is pure: the same input gives the same sheet. The
// cost is that of aligning each person's punches with the planned boundaries,
// O(punches·boundaries) a person.
func Settle(in Input, policy Policy) *Sheet {
	sheet := &Sheet{Month: in.Month, Policy: policy, FundBefore: in.FundBefore, Spent: in.Spent, People: make([]Month, 0, len(in.People))}
	shifts, known := in.shifts(), in.figures()
	for i := range in.People {
		if m := month(&in, &sheet.Policy, shifts, known, i); m.here() {
			sheet.People = append(sheet.People, m)
		}
	}
	rank(sheet, in.Before)
	for i := range sheet.People {
		m := &sheet.People[i]
		sheet.flag(m)
		if policy.FundFines {
			sheet.Fund += m.Fines
		}
	}
	sheet.lint()
	sheet.Until, sheet.Unjudged = in.CutOff.Reached(), in.CutOff.reasons(sheet.People, in.Month)
	return sheet
}

// at returns the i-th row of rows, nil where rows is shorter.
func at[T any](rows [][]T, i int) []T {
	if i < len(rows) {
		return rows[i]
	}
	return nil
}

// planAt returns the i-th of plans, an unknown one where plans is shorter.
func planAt(plans []Planned, i int) Planned {
	if i < len(plans) {
		return plans[i]
	}
	return Planned{}
}

// month settles one person. shifts are those of the month, known the figures that the
// service reports have of anybody.
func month(in *Input, policy *Policy, shifts []Planned, known map[string]bool, i int) Month {
	m := Month{Person: in.People[i], LeaveDays: map[LeaveKind]float64{}}
	s := days{policy: policy, person: &m.Person, first: in.Month.First(), calendar: in.Calendar, reach: in.CutOff.of(i), shifts: shifts, leave: at(in.Leave, i), overtime: at(in.Overtime, i), rulings: at(in.Rulings, i)}
	punches := slices.Clone(at(in.Punches, i))
	for _, c := range at(in.Corrections, i) {
		punches = append(punches, Punch{At: c.At, Source: Corrected, Note: c.Reason, Where: c.Where})
	}
	m.Days = s.month(planAt(in.DayBefore, i), at(in.Plans, i), planAt(in.DayAfter, i), punches)
	m.Corrections = s.corrections
	if policy.Hours == Comprehensive {
		before := 0
		for _, b := range in.Before {
			if b.ID == m.Person.ID && !policy.Period.Opens(in.Month) {
				before = b.PeriodMinutes
			}
		}
		m.PeriodMinutes = s.comprehensive(m.Days, policy.total(&m.Person, in.Month), before)
	}
	m.employment(in.Month)
	for d := range m.Days {
		m.Days[d].Paid = s.paid(&m.Days[d])
		m.Days[d].attend()
		m.add(&m.Days[d], policy)
	}
	if !m.Person.Assumed {
		m.BasePay = m.Person.Salary
	}
	for i, h := range m.overtimeMinutes() {
		m.Overtime[i] = math.Round(float64(h)/60*100) / 100
	}
	s.nameOther(&m)
	m.payOvertime(policy)
	m.countShifts(policy)
	var opening Opening
	if i < len(in.Opening) {
		opening = in.Opening[i]
	}
	m.keepBalances(policy, opening)
	if i < len(in.Service) {
		m.Service = in.Service[i]
	}
	m.bonus(policy)
	typed := Typed{}
	for _, t := range in.Typed {
		if t.ID == m.Person.ID {
			typed = t
		}
	}
	m.fines(policy, typed)
	m.score(policy, typed, known)
	return m
}

// add sums a day into the month.
func (m *Month) add(d *Day, p *Policy) {
	if d.Result == NotJudged {
		m.NotJudged++
	}
	if d.Result != NotJudged {
		for _, e := range d.Edges {
			if e.NotOver {
				m.NotOver++
			}
		}
	}
	m.Due += d.Due
	m.Attended += d.Attended
	m.PaidDays += d.Paid
	m.LateTimes += len(d.Late)
	m.LateMinutes += Minutes(d.Late)
	for _, l := range d.Late {
		if l.Level != Plain {
			m.Serious++
		}
	}
	m.EarlyTimes += len(d.Early)
	m.EarlyMin += Minutes(d.Early)
	m.Missing += d.Missing
	m.Absent += d.Absent
	for k, v := range d.LeaveDays(p.DayMinutes) {
		m.LeaveDays[k] += v
	}
}

// LeaveKinds lists the kinds of leave in the order of the summary, then those
// that are at work elsewhere.
var LeaveKinds = []LeaveKind{Personal, Sick, Annual, Comp, Other, Outing, Trip}

// LeaveDays returns the leave of the day in days: of dayMinutes, or of the plan
// where that is shorter. Kinds that are not time at work add up to one day at
// most.
func (d *Day) LeaveDays(dayMinutes int) map[LeaveKind]float64 {
	if n := d.Plan.Minutes(); n > 0 {
		dayMinutes = min(dayMinutes, n)
	}
	out, left := map[LeaveKind]float64{}, 1.0
	for _, k := range LeaveKinds {
		share := min(1, float64(d.Leave[k])/float64(dayMinutes))
		if !k.Present() {
			share = min(share, left)
			left -= share
		}
		if share > 0 {
			out[k] = share
		}
	}
	return out
}

func (m *Month) overtimeMinutes() (sum [3]int) {
	for i := range m.Days {
		for k, v := range m.Days[i].Overtime {
			sum[k] += v
		}
	}
	return sum
}

// Incomplete reports whether a punch of the first day may lie in the files of the month
// before, and one of the last day in those of the next month: a planned boundary has
// none, and midnight is within its reach.
func (s *Sheet) Incomplete() (before, after bool) {
	for i := range s.People {
		days := s.People[i].Days
		for k := range days {
			d := &days[k]
			if d.Result == NotHere || d.Result == NotCounted {
				continue
			}
			for _, e := range d.Edges {
				open := e.Punch < 0 && !e.Excused
				before = before || open && e.In && k == 0 && e.At < s.Policy.Before
				after = after || open && !e.In && k == len(days)-1 && e.At+s.Policy.After > schedule.DayMinutes
			}
		}
	}
	return before, after
}

// worked reports whether the person had any duty in the month.
func (m *Month) worked() bool { return m.Due > 0 && !m.exempt() }

func (m *Month) exempt() bool {
	if m.Person.Exempt {
		return true
	}
	some := false
	for i := range m.Days {
		if m.Days[i].Result == NotCounted || m.Days[i].Plan.Exempt {
			some = true
		} else if m.Days[i].Due > 0 {
			return false
		}
	}
	return some
}

// bonus decides the full-attendance bonus.
func (m *Month) bonus(p *Policy) {
	if p.Full.Bonus == 0 || m.Due == 0 {
		return
	}
	lost := func(text lang.Text) {
		m.Applied = append(m.Applied, Applied{Rule: "full-lost", Text: text})
	}
	before := len(m.Applied)
	if m.NotJudged > 0 {
		lost(lang.F("还有 %s没有结算，全勤奖未定", "%s not judged yet: the full-attendance bonus is open", dayCount(float64(m.NotJudged))))
	}
	if m.NotOver > 0 {
		lost(lang.F("还有 %d 个上下班点未到，全勤奖未定", "%d starts or ends are not over yet: the full-attendance bonus is open", m.NotOver))
	}
	for _, w := range p.Full.LostBy {
		switch w {
		case "late":
			if m.LateTimes > p.Full.FreeLate {
				lost(lang.F("迟到 %s，没有全勤奖", "late %s: no full-attendance bonus", times(m.LateTimes)))
			}
		case "early":
			if m.EarlyTimes > 0 {
				lost(lang.F("早退 %s，没有全勤奖", "left early %s: no full-attendance bonus", times(m.EarlyTimes)))
			}
		case "missing":
			if m.Missing > 0 {
				lost(lang.F("缺卡 %s，没有全勤奖", "punch missing %s: no full-attendance bonus", times(m.Missing)))
			}
		case "absent":
			if m.Absent > 0 {
				lost(lang.F("旷工 %s，没有全勤奖", "absent %s: no full-attendance bonus", dayCount(m.Absent)))
			}
		case "correction":
			if m.Corrections > 0 {
				lost(lang.F("补卡 %s，没有全勤奖", "corrected %s: no full-attendance bonus", times(m.Corrections)))
			}
		default:
			if k := LeaveKind(w); m.LeaveDays[k] > 0 {
				lost(lang.F("%s %s，没有全勤奖", "%s for %s: no full-attendance bonus", k.Text(), dayCount(m.LeaveDays[k])))
			}
		}
	}
	for i := range m.Days {
		if m.Days[i].Result == NotHere {
			lost(lang.T("未满月，没有全勤奖", "not employed all month: no full-attendance bonus"))
			break
		}
	}
	if len(m.Applied) == before {
		m.Full = p.Full.Bonus
	}
}

// fines sums what the rules cost and what is withheld for time not worked.
func (m *Month) fines(p *Policy, typed Typed) {
	for i := range m.Days {
		for _, a := range m.Days[i].Applied {
			m.Fines += a.Fine
		}
	}
	if m.Absent > 0 && p.Absence.Day != (Effect{}) {
		e := p.Absence.Day
		m.Fines += Money(math.Round(float64(e.Fine) * m.Absent))
		m.Applied = append(m.Applied, Applied{Rule: "absence", Fine: Money(math.Round(float64(e.Fine) * m.Absent)), Points: e.Points * m.Absent,
			Text: lang.F("旷工 %s", "absent %s", dayCount(m.Absent))})
	}
	for _, f := range p.Fines {
		if n := typed.Fines[f.ID]; n > 0 {
			m.Fines += f.Amount * Money(n)
			m.Applied = append(m.Applied, Applied{Rule: "fine-" + f.ID, Fine: f.Amount * Money(n), Text: lang.F("%s %s", "%s, %s", f.Name, times(n))})
		}
	}
	if m.Note = typed.Note; m.Note != "" {
		m.Notes = append(m.Notes, lang.Same(m.Note))
	}
	if unpaid := m.Absent*p.Absence.PayFactor + m.LeaveDays[Personal]; m.Person.Salary > 0 && unpaid > 0 {
		m.Withheld = Money(math.Round(float64(m.Person.Salary) / labourlaw.PaidDaysMonth * unpaid))
		text := lang.F("未出勤 %s不计薪：月薪 %v ÷ %v × %v = %v 元", "%s not worked, not paid: %v a month / %v × %v = %v yuan",
			dayCount(m.Absent+m.LeaveDays[Personal]), m.Person.Salary, labourlaw.PaidDaysMonth, trim(unpaid), m.Withheld)
		if m.Person.Assumed {
			text = lang.F("%s（月薪为默认值）", "%s (a default salary)", text)
		}
		m.Applied = append(m.Applied, Applied{Rule: "unpaid", Text: text})
	}
	m.Deduction = m.Fines + m.Withheld
}

// flag says what the shop must look at in a person's month.
func (s *Sheet) flag(m *Month) {
	p := s.Policy.Score
	say := func(key string, text lang.Text) { m.Flags = append(m.Flags, Flag{key, text}) }
	if m.Rank > 0 && m.most(p.Base) < p.Below {
		say("below", lang.F("得分 %v，低于 %v：按店规可解除合同，请先核实", "score %v is below %v: the shop's rule allows dismissal; check first", m.Score, p.Below))
	}
	if p.LastMonths > 0 && m.LastMonths >= p.LastMonths {
		say("last-again", lang.F("连续 %d 个月末位且低于 %v 分：按店规可解除合同，请先核实", "last and below %[2]v points for %[1]d months in a row: the shop's rule allows dismissal; check first", m.LastMonths, p.LastBelow))
	}
	if n := 0; m.Person.Salary > 0 {
		if n = int(m.Fines * 100 / m.Person.Salary); m.Fines*100 > m.Person.Salary*labourlaw.DeductionMost {
			say("unlawful-fines", lang.F("罚款 %v 元，超过当月工资的 %d%%（%d%%）：依法不能超过", "fines of %v yuan are over %d%% of the month's pay (%d%%), more than the law allows", m.Fines, labourlaw.DeductionMost, n))
		}
	}
	if s.Policy.Hours == Comprehensive {
		s.flagPeriod(m)
	} else if h := m.Overtime[onWorkday] + m.Overtime[onRestDay]; h*60 > labourlaw.OvertimeMonth {
		say("overtime-36", lang.F("加班 %v 小时，超过每月 %d 小时（劳动法第 41 条）", "%v hours of overtime are over %d a month (Labour Law art. 41)", h, labourlaw.OvertimeMonth/60))
	}
	for i := range m.Days {
		if d := &m.Days[i]; s.Policy.Hours == Standard && d.Overtime[onWorkday] > labourlaw.OvertimeDay {
			say("overtime-3", lang.F("%v 加班 %v 小时，超过每日 %d 小时（劳动法第 41 条）", "%v: %v hours of overtime are over %d a day (Labour Law art. 41)", d.Date, hoursText(d.Overtime[onWorkday]), labourlaw.OvertimeDay/60))
			break
		}
	}
	for _, k := range []LeaveKind{Other, Outing, Trip} {
		if v := m.LeaveDays[k]; v > 0 {
			m.Notes = append(m.Notes, lang.F("%s %s", "%s %s", k.Text(), dayCount(v)))
		}
	}
	if m.Corrections > 0 {
		m.Notes = append(m.Notes, lang.F("补卡 %s", "corrected %s", times(m.Corrections)))
	}
	if m.exempt() {
		m.Notes = append(m.Notes, lang.T("免考勤", "exempt from clocking"))
	}
}

// lint flags where the policy itself goes past the law.
func (s *Sheet) lint() {
	if f := s.Policy.Absence.PayFactor; f > 1 {
		s.Flags = append(s.Flags, Flag{"pay-factor", lang.F("旷工一天扣 %v 天工资没有法律依据：只能不付未出勤时间的工资", "withholding %v days' pay for one day absent has no basis in law: only the time not worked may go unpaid", trim(f))})
	}
	if n := s.Policy.Missing.None; n > 1 {
		s.Flags = append(s.Flags, Flag{"absent-factor", lang.F("一天无打卡记旷工 %v 天没有法律依据", "counting one day without a punch as %v days absent has no basis in law", trim(n))})
	}
}
