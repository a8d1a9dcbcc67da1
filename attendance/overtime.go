package attendance

import (
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Indexes of the three columns of overtime.
const (
	onWorkday = iota
	onRestDay
	onStatutory
)

// count fills in the overtime of a day.
func (s *days) count(d *Day) {
	class := s.class(d)
	given := d.Plan.grantsOvertime()
	if given {
		d.Overtime = *d.Plan.Granted.Overtime
		d.Overtime[class] += d.Plan.Granted.Unclassed
	} else {
		m := s.extra(d)
		o := s.policy.Overtime
		if o.Planned && s.policy.Hours != Comprehensive && d.Plan.Kind == Work && class == onWorkday {
			m += max(0, d.Worked-s.policy.DayMinutes)
		}
		if m < o.MinMinutes {
			m = 0
		}
		if o.Step > 0 {
			m -= m % o.Step
		}
		d.Overtime[class] = m
	}
	// Planned work on a statutory holiday is paid like overtime (Labour Law art.
	// 44), whatever the shop counts as overtime otherwise. So is a shift on a rest
	// day of the office.
	switch {
	case d.Plan.Kind != Work:
	case given && class == onStatutory && d.Overtime[class] >= d.Worked:
		// The export has counted the shift itself: the same hours count once.
	case class == onStatutory || class == onRestDay && !given:
		d.Overtime[class] += d.Worked
	}
}

// grantsOvertime reports whether the source of the plan says itself how much overtime
// the day has.
func (p *Planned) grantsOvertime() bool { return p.Granted != nil && p.Granted.Overtime != nil }

// class returns the column that overtime on the day goes to. The rest day of
// rostered staff is theirs, not the calendar's, unless the shop keeps office hours
// (Overtime.RestDays).
func (s *days) class(d *Day) int {
	class := workcal.Workday
	if s.calendar != nil {
		class = s.calendar.Day(d.Date).Class()
	}
	switch {
	case class == workcal.Statutory:
		return onStatutory
	case d.Plan.Kind == Rest, s.policy.Overtime.RestDays && class == workcal.RestDay, d.Plan.Kind == Unplanned && class == workcal.RestDay:
		return onRestDay
	}
	return onWorkday
}

// extra returns the minutes worked beyond the plan, as the policy proves them.
func (s *days) extra(d *Day) int {
	o := s.policy.Overtime
	if o.By == ByNone && o.AutoExtend == 0 || d.Plan.Kind == Flexible || d.Plan.Kind == Unplanned || d.Plan.Kind == LeaveDay {
		return 0
	}
	clocked := s.clocked(d)
	// What may be approved is taken from a pool, so that two requests for the
	// same time count once.
	pool := clocked
	if o.By == ByApproval {
		pool = []schedule.Span{{Start: int(s.policy.DayBoundary), End: int(s.policy.DayBoundary) + schedule.DayMinutes}}
		for _, g := range d.Plan.Segments {
			pool, _ = cut(pool, g)
		}
	}
	approved, taken := 0, 0
	for _, a := range s.approved(d) {
		pool, taken = cut(pool, schedule.Span{Start: a.From.From(d.Date), End: a.To.From(d.Date)})
		if a.Minutes > 0 && a.To-a.From <= schedule.DayMinutes {
			taken = min(taken, a.Minutes)
		}
		approved += taken
	}
	var total, after int
	for _, c := range clocked {
		total += c.Len()
		if n := len(d.Plan.Segments); n > 0 && c.Start >= d.Plan.Segments[n-1].End {
			after += c.Len()
		}
	}
	auto := min(after, o.AutoExtend)
	switch o.By {
	case ByPunches:
		return total
	case ByApproval, ByBoth:
		return max(approved, auto)
	case ByNone:
	}
	return auto
}

// clocked returns the spans at work outside the plan: from the last planned end
// to the punch out, or from the first to the last punch of a rest day. Coming
// early is not overtime.
func (s *days) clocked(d *Day) []schedule.Span {
	if d.Plan.Kind != Work {
		if len(d.Punches) < 2 {
			return nil
		}
		return []schedule.Span{{Start: d.Punches[0].At.From(d.Date), End: d.Punches[len(d.Punches)-1].At.From(d.Date)}}
	}
	var out []schedule.Span
	if n := len(d.Edges); n > 0 {
		if e := d.Edges[n-1]; !e.In && e.Punch >= 0 {
			if at := d.Punches[e.Punch].At.From(d.Date); at > e.At {
				out = append(out, schedule.Span{Start: e.At, End: at})
			}
		}
	}
	return out
}

// worthAsking is how many minutes a person must stay after the end before the
// program asks whether that was overtime. It is what the law allows a day as a rule; less is
// packing up.
const worthAsking = labourlaw.OvertimeUsual

// questionOvertime asks about time clocked after the end of a shift that counts as
// overtime only when approved, and is not.
func (s *days) questionOvertime(d *Day) {
	o := s.policy.Overtime
	if d.Plan.grantsOvertime() {
		s.questionGranted(d)
		return
	}
	if o.By != ByApproval && o.By != ByBoth || d.Plan.Kind != Work {
		return
	}
	if _, ruled := s.ruling(d.Date); ruled {
		return
	}
	left := s.unapproved(d)
	m := -o.AutoExtend
	for _, g := range left {
		m += g.Len()
	}
	if m >= max(o.MinMinutes, worthAsking) {
		d.raise(AboutOvertime, lang.F("下班后打卡 %s，有 %d 分钟没有加班审批：是加班请补审批，不是则不计", "clocked out at %s, %d minutes after the end without approval: approve them if it was overtime, otherwise they do not count",
			schedule.Clock(left[len(left)-1].End), m))
	}
}

// questionGranted asks about overtime that is approved and clocked and of which the
// export itself counts nothing.
func (s *days) questionGranted(d *Day) {
	left, proved := s.clocked(d), 0
	for _, a := range s.overtime {
		var m int
		left, m = cut(left, schedule.Span{Start: a.From.From(d.Date), End: a.To.From(d.Date)})
		proved += m
	}
	if g := d.Plan.Granted; proved >= max(s.policy.Overtime.MinMinutes, worthAsking) && *g.Overtime == [3]int{} && g.Unclassed == 0 {
		d.raise(AboutOvertime, lang.F("批准并打卡的加班有 %d 分钟，导出表自己的加班列是 0：以导出表为准，不计；要计就在打卡系统里更正，重新导出", "%d minutes of overtime are approved and clocked, the export's own column says 0 and counts; if that is wrong, correct it in the attendance system and export again", proved))
	}
}
