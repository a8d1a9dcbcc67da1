package punch

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/schedule"
)

// OvertimeRule is how an export comes to its overtime: by what proves it, the least
// that counts, and what it is rounded down to, in minutes; and the meal that it takes
// off a day without a shift.
type OvertimeRule struct {
	By         attendance.OvertimeBy `json:"by"`
	MinMinutes int                   `json:"min_minutes"`
	Step       int                   `json:"step"`
	Meal       *schedule.Span        `json:"meal,omitempty"` // minutes of the day
}

// Words say the rule.
func (o OvertimeRule) Words() (out []lang.Text) {
	by := map[attendance.OvertimeBy]lang.Text{
		attendance.ByApproval: lang.T("按审批", "as approved"),
		attendance.ByPunches:  lang.T("按打卡", "as clocked"),
		attendance.ByBoth:     lang.T("按审批与打卡重合的部分", "where approval and punches agree"),
	}[o.By]
	out = append(out, lang.F("加班%s，满 %d 分钟起计，按 %d 分钟取整", "overtime %s, from %d minutes on, in steps of %d", by, o.MinMinutes, o.Step))
	if o.Meal != nil {
		out = append(out, lang.F("没有班次的日子，加班扣除 %s 的用餐时间", "on days without a shift, the meal %s is taken off overtime", o.Meal))
	}
	return out
}

// of returns the overtime of a day by the rule.
func (o OvertimeRule) of(d *grantedDay) int {
	m := d.raw[o.By]
	if o.Meal != nil && d.day.Plan.Kind != attendance.Work {
		for _, s := range d.free[o.By] {
			m -= s.Overlap(*o.Meal)
		}
	}
	if m < o.MinMinutes {
		return 0
	}
	return m - m%max(1, o.Step)
}

// grantedDay is a day of which the export says how much overtime it has.
type grantedDay struct {
	shift  *Shift
	theirs int
	raw    map[attendance.OvertimeBy]int             // minutes by what proves them
	free   map[attendance.OvertimeBy][]schedule.Span // the same as spans, of a day without a shift
	day    *attendance.Day                           // ours
}

// auditOvertime compares the overtime of every day, all classes together, with what
// approvals and punches come to under the rule that explains most days with overtime.
func (e *Export) auditOvertime(a *Audit, policy attendance.Policy) {
	days := e.grantedDays(policy)
	if len(days) == 0 {
		return
	}
	rule := overtimeRule(days)
	a.Settings.Overtime = &rule
	c := Count{}
	for _, d := range days {
		c.Compared++
		ours := rule.of(&d)
		if ours == d.theirs {
			c.Equal++
			continue
		}
		key, why := d.cause(rule)
		a.Differences = append(a.Differences, Difference{e.People[d.shift.Person].Name, d.shift.Date, "overtime_minutes", d.theirs, ours, key, why, d.shift.Where})
	}
	a.Fields["overtime_minutes"] = c
}

// grantedDays settles the export without its own overtime, once for each way of
// proving it.
func (e *Export) grantedDays(policy attendance.Policy) (days []grantedDay) {
	bare := *e
	bare.Shifts = slices.Clone(e.Shifts)
	at := map[workDay]int{}
	for i := range bare.Shifts {
		s := &bare.Shifts[i]
		if s.Granted == nil || s.Granted.Overtime == nil {
			continue
		}
		g := *s.Granted
		at[workDay{s.Person, s.Date}] = len(days)
		days = append(days, grantedDay{shift: s, theirs: g.Overtime[0] + g.Overtime[1] + g.Overtime[2] + g.Unclassed, raw: map[attendance.OvertimeBy]int{}, free: map[attendance.OvertimeBy][]schedule.Span{}})
		g.Overtime, g.Unclassed = nil, 0
		s.Granted = &g
	}
	if len(days) == 0 {
		return nil
	}
	list, of := bare.Everybody()
	for _, by := range []attendance.OvertimeBy{attendance.ByApproval, attendance.ByPunches, attendance.ByBoth} {
		policy.Overtime = attendance.Overtime{By: by}
		for _, m := range bare.Months() {
			in := bare.Input(m, list, of)
			sheet := attendance.Settle(in, policy)
			for i := range sheet.People {
				for d := range sheet.People[i].Days {
					day := &sheet.People[i].Days[d]
					if k, ok := at[workDay{i, day.Date}]; ok {
						days[k].day = day
						days[k].raw[by] = day.Overtime[0] + day.Overtime[1] + day.Overtime[2]
						days[k].free[by] = freeSpans(day, in.Overtime[i], by)
					}
				}
			}
		}
	}
	return slices.DeleteFunc(days, func(d grantedDay) bool { return d.day == nil })
}

// freeSpans are the spans of overtime of a day without a shift, in minutes of the day:
// from the first to the last punch, as approved, or where both agree.
func freeSpans(d *attendance.Day, approved []attendance.Approval, by attendance.OvertimeBy) (out []schedule.Span) {
	var there []schedule.Span
	if n := len(d.Punches); n > 1 {
		there = []schedule.Span{{Start: d.Punches[0].At.From(d.Date), End: d.Punches[n-1].At.From(d.Date)}}
	}
	if by == attendance.ByPunches {
		return there
	}
	for _, a := range approved {
		s := schedule.Span{Start: max(0, a.From.From(d.Date)), End: a.To.From(d.Date)}
		if by == attendance.ByApproval {
			there = []schedule.Span{s}
		}
		for _, t := range there {
			if c := (schedule.Span{Start: max(s.Start, t.Start), End: min(s.End, t.End)}); c.Start < c.End {
				out = append(out, c)
			}
		}
	}
	return out
}

// explains counts the days whose overtime a rule explains, those without included.
func (o OvertimeRule) explains(days []grantedDay) (hit int) {
	for i := range days {
		if d := &days[i]; o.of(d) == d.theirs {
			hit++
		}
	}
	return hit
}

// overtimeRule is the rule that explains most days, the first of the list on a tie,
// and then the meal that explains more.
func overtimeRule(days []grantedDay) (best OvertimeRule) {
	most := -1
	better := func(o OvertimeRule) {
		if hit := o.explains(days); hit > most {
			most, best = hit, o
		}
	}
	for _, by := range []attendance.OvertimeBy{attendance.ByApproval, attendance.ByBoth, attendance.ByPunches} {
		for _, step := range []int{1, 30, 60, 15, 6, 10} {
			for _, least := range []int{0, 30, 60, 15, 10, 20, 45, 90, 120} {
				better(OvertimeRule{By: by, MinMinutes: least, Step: step})
			}
		}
	}
	plain := best
	for start := 11 * 60; start <= 13*60; start += 30 {
		for _, length := range []int{30, 60, 90, 120} {
			o := plain
			o.Meal = &schedule.Span{Start: start, End: start + length}
			better(o)
		}
	}
	return best
}

// cause says why the overtime of a day differs.
func (d *grantedDay) cause(rule OvertimeRule) (string, lang.Text) {
	switch {
	case d.theirs > 0 && d.raw[attendance.ByApproval] == 0 && rule.By != attendance.ByPunches:
		return "overtime-unapproved", lang.F("导出表按自己的规则算了加班，这一天没有加班审批；打卡 %s", "the export counts overtime by a rule of its own, no request is attached; punches %s", attendance.Clocks(d.day))
	case d.theirs == 0 && d.raw[attendance.ByApproval] > 0:
		return "overtime-not-counted", lang.F("批准了加班 %d 分钟，导出表没有计；打卡 %s", "%d minutes are approved, the export counts none; punches %s", d.raw[attendance.ByApproval], attendance.Clocks(d.day))
	case d.theirs == 0:
		return "overtime-not-counted", lang.F("班后打卡 %s，导出表没有计加班", "clocked %s after the shift, the export counts no overtime", attendance.Clocks(d.day))
	}
	return "overtime-rule", lang.F("批准 %d 分钟，打卡到的 %d 分钟；导出表的算法不同", "%d minutes are approved and %d clocked; the export reckons otherwise", d.raw[attendance.ByApproval], d.raw[attendance.ByPunches])
}
