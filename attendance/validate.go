package attendance

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"paiban/internal/lang"
)

// faults collects the settings of a policy that make no sense.
type faults []lang.Text

// unless notes a fault of the setting with this key, unless it is right.
func (f *faults) unless(right bool, key, zh, en string, args ...any) {
	if !right {
		*f = append(*f, lang.F("attendance."+key+"："+zh, "attendance."+key+": "+en, args...))
	}
}

// Validate reports every setting that makes no sense, each with the path of its
// key.
func (p *Policy) Validate() error {
	var f faults
	p.validateMatching(&f)
	p.validateLateness(&f)
	p.validateAbsence(&f)
	p.validateHours(&f)
	p.validateScore(&f)
	p.validateSheets(&f)
	if f == nil {
		return nil
	}
	return &lang.Error{What: lang.Join(f, "\n", "\n")}
}

// validateMatching looks at how punches find their shift.
func (p *Policy) validateMatching(f *faults) {
	f.unless(p.DayBoundary >= 0 && p.DayBoundary <= 12*60, "day_boundary", "%v 不在 00:00 到 12:00 之间", "%v is not between 00:00 and 12:00", p.DayBoundary)
	f.unless(p.RepeatSeconds >= 0 && p.RepeatSeconds <= 3600, "repeat_seconds", "%d 不在 0 到 3600 之间", "%d is not between 0 and 3600", p.RepeatSeconds)
	f.unless(p.Before >= 0 && p.Before <= 1440, "before", "%d 不在 0 到 1440 分钟之间", "%d is not between 0 and 1440 minutes", p.Before)
	f.unless(p.After >= 0 && p.After <= 1440, "after", "%d 不在 0 到 1440 分钟之间", "%d is not between 0 and 1440 minutes", p.After)
	f.unless(p.JoinGap >= 0 && p.JoinGap <= 1440, "join_gap", "%d 不在 0 到 1440 分钟之间", "%d is not between 0 and 1440 minutes", p.JoinGap)
	f.unless(p.LeaveExcuses == ByTime || p.LeaveExcuses == ByEdge, "leave_excuses", "%q 应为 time 或 edge", "%q must be time or edge", string(p.LeaveExcuses))
	f.unless(p.DayMinutes >= 60 && p.DayMinutes <= 1440, "day_minutes", "%d 不在 60 到 1440 之间", "%d is not between 60 and 1440", p.DayMinutes)
}

// validateLateness looks at lateness and early leave, and what they cost.
func (p *Policy) validateLateness(f *faults) {
	f.unless(p.Flex.Early >= 0 && p.Flex.Late >= 0 && p.Flex.Early <= 720 && p.Flex.Late <= 720, "flex", "弹性应在 0 到 720 分钟之间", "minutes must be between 0 and 720")
	f.unless(p.Grace.Minutes >= 0, "grace.minutes", "%d 不能是负数", "%d must not be negative", p.Grace.Minutes)
	f.unless(p.EarlyGrace.Minutes >= 0, "early_grace.minutes", "%d 不能是负数", "%d must not be negative", p.EarlyGrace.Minutes)
	validateTiers(f, "late", p.Late)
	validateTiers(f, "early", p.Early)
	f.unless(p.LateRepeat.Nth >= 0, "late_repeat.nth", "%d 不能是负数", "%d must not be negative", p.LateRepeat.Nth)
	f.unless(p.LateRepeat.Counts == CountLate || p.LateRepeat.Counts == CountLateOrEarly, "late_repeat.counts", "%q 应为 late 或 late_or_early", "%q must be late or late_or_early", string(p.LateRepeat.Counts))
	p.LateRepeat.validate(f, "late_repeat")
}

func validateTiers(f *faults, key string, tiers []Tier) {
	for i, t := range tiers {
		k := fmt.Sprintf("%s[%d]", key, i)
		f.unless(t.From >= 1, k+".from", "%d 应当从 1 分钟起", "%d must be at least 1 minute", t.From)
		f.unless(i == 0 || t.From > tiers[i-1].From, k+".from", "%d 应当大于上一档", "%d must be above the tier before it", t.From)
		f.unless(t.Level == Plain || t.Level == Serious || t.Level == Absent, k+".level", "%q 应为空、serious 或 absent", "%q must be empty, serious or absent", string(t.Level))
		t.validate(f, k)
	}
}

func (e Effect) validate(f *faults, key string) {
	f.unless(e.Fine >= 0 && e.PerMinute >= 0 && e.Points >= 0 && e.Absent >= 0, key, "扣罚不能是负数", "what it costs must not be negative")
	f.unless(e.Absent <= 3, key+".absent", "%v 天太多", "%v days is too much", e.Absent)
}

// validateAbsence looks at missing punches, corrections, absence and the bonus
// that they lose.
func (p *Policy) validateAbsence(f *faults) {
	f.unless(p.Missing.Attended >= 0 && p.Missing.Attended <= 1, "missing.attended", "%v 不在 0 到 1 之间", "%v is not between 0 and 1", p.Missing.Attended)
	f.unless(p.Missing.None >= 0 && p.Missing.None <= 3, "missing.none", "%v 不在 0 到 3 天之间", "%v is not between 0 and 3 days", p.Missing.None)
	p.Missing.Each.validate(f, "missing.each")
	f.unless(p.Missing.Segment == SegmentAbsent || p.Missing.Segment == SegmentMissing, "missing.segment", "%q 应为 absent 或 missing", "%q must be absent or missing", string(p.Missing.Segment))
	f.unless(p.Corrections.Free >= -1, "corrections.free", "%d 应为次数，-1 表示不限", "%d must be a number of times, or -1 for no limit", p.Corrections.Free)
	p.Corrections.Beyond.validate(f, "corrections.beyond")
	f.unless(p.Absence.PayFactor >= 0 && p.Absence.PayFactor <= 10, "absence.pay_factor", "%v 不在 0 到 10 之间", "%v is not between 0 and 10", p.Absence.PayFactor)
	p.Absence.Day.validate(f, "absence.day")
	f.unless(p.Full.Bonus >= 0, "full_attendance.bonus", "不能是负数", "must not be negative")
	for _, w := range p.Full.LostBy {
		f.unless(slices.Contains(Losses, w), "full_attendance.lost_by", "不认识 %q，可用：%s", "%q is not known; use one of %s", w, strings.Join(Losses, ", "))
	}
}

// validateHours looks at overtime and the system of hours.
func (p *Policy) validateHours(f *faults) {
	o := p.Overtime
	f.unless(o.By == ByNone || o.By == ByApproval || o.By == ByPunches || o.By == ByBoth, "overtime.by", "%q 应为 none、approval、punches 或 both", "%q must be none, approval, punches or both", string(o.By))
	f.unless(o.HolidayBy == ByHours || o.HolidayBy == ByStart, "overtime.holiday_by", "%q 应为 hours 或 start_date", "%q must be hours or start_date", string(o.HolidayBy))
	f.unless(o.Meals == MealsOff || o.Meals == MealsCounted, "overtime.meals", "%q 应为 off 或 counted", "%q must be off or counted", string(o.Meals))
	f.unless(o.Step >= 0 && o.MinMinutes >= 0 && o.AutoExtend >= 0, "overtime", "分钟数不能是负数", "minutes must not be negative")
	f.unless(p.Allowances.Night >= 0 && p.Allowances.Mid >= 0 && p.Allowances.Standby >= 0, "allowances", "津贴不能是负数", "an allowance must not be negative")
	f.unless(p.Hours == Standard || p.Hours == Comprehensive, "hours", "%q 应为 standard 或 comprehensive", "%q must be standard or comprehensive", string(p.Hours))
	f.unless(p.Period.Months() > 0, "period", "%q 应为 month、quarter 或 year", "%q must be month, quarter or year", string(p.Period))
	f.unless(p.PeriodHours >= 0, "period_hours", "%v 不能是负数；0 表示法定小时数", "%v must not be negative; 0 means the legal hours", p.PeriodHours)
}

// validateScore looks at the score and its items.
func (p *Policy) validateScore(f *faults) {
	s := p.Score
	f.unless(s.Cap >= s.Base && s.Base >= 0, "score.cap", "封顶 %v 低于基础分 %v", "the cap %v is below the base %v", s.Cap, s.Base)
	f.unless(s.LeastContacts >= 0, "score.least_contacts", "%v 不能是负数", "%v must not be negative", s.LeastContacts)
	f.unless(s.LastMonths >= 0 && s.LastMonths <= 12, "score.last_months", "%d 不在 0 到 12 之间", "%d is not between 0 and 12", s.LastMonths)
	var share float64
	ids := map[string]bool{}
	for i, it := range s.Items {
		k := fmt.Sprintf("score.items[%d]", i)
		f.unless(it.ID != "" && !ids[it.ID], k+".id", "%q 为空或重复", "%q is empty or used twice", it.ID)
		f.unless(it.Points >= 0, k+".points", "%v 不能是负数", "%v must not be negative", it.Points)
		it.validate(f, k, p.ServiceColumns)
		ids[it.ID] = true
		if !it.Extra {
			share += it.Points
		}
	}
	f.unless(share == 0 || math.Abs(share-s.Base) < 1e-9, "score.items", "各项合计 %v 分，与基础分 %v 不符", "the items add up to %v, the base is %v", share, s.Base)
}

// validateSheets looks at symbols, columns of punch files and fines made by hand.
func (p *Policy) validateSheets(f *faults) {
	for i, s := range p.Symbols {
		known := !new(Policy).Mark(s.ID).IsZero()
		f.unless(known && s.Mark != "", fmt.Sprintf("symbols[%d]", i), "%q 不是结果或假期，或没有给符号", "%q is not a result or a kind of leave, or has no mark", s.ID)
	}
	if err := ValidateColumns(p.PunchColumns); err != nil {
		f.unless(false, "punch_columns", "%s", "%s", lang.Text{ZH: lang.Tell(err, lang.ZH), EN: lang.Tell(err, lang.EN)})
	}
	for i, c := range p.ServiceColumns {
		key := fmt.Sprintf("service_columns[%d]", i)
		f.unless(c.Heading != "" && c.Is != "", key, "要写 heading 和 is", "needs heading and is")
		f.unless(c.Unit == "" || slices.Contains(Units, c.Unit), key+".unit", "%q 应为 count、share、seconds、yuan 或 marks", "%q must be count, share, seconds, yuan or marks", string(c.Unit))
	}
	for i, fine := range p.Fines {
		f.unless(fine.Amount >= 0 && fine.ID != "", fmt.Sprintf("fines[%d]", i), "要有 id，金额不能是负数", "needs an id and an amount that is not negative")
	}
}
