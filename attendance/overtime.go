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
	given, plain := d.Plan.grantsOvertime() && !s.overruled(d), s.plainClass(d)
	s.holidayPart(d)
	if given {
		s.grant(d)
	} else {
		m := s.byClass(d, plain, s.extra(d))
		o := s.policy.Overtime
		if o.Planned && s.policy.Hours != Comprehensive && d.Plan.Kind == Work && plain == onWorkday {
			m[plain] += max(0, d.Worked-d.statutory-s.policy.DayMinutes)
		}
		if m[onWorkday]+m[onRestDay]+m[onStatutory] < o.MinMinutes {
			m = [3]int{}
		}
		for k := range m {
			if o.Step > 0 {
				m[k] -= m[k] % o.Step
			}
		}
		d.Overtime = m
	}
	// Planned work on a statutory holiday is paid like overtime (Labour Law art.
	// 44), whatever the shop counts as overtime otherwise. So is a shift on a rest
	// day of the office.
	switch {
	case d.Plan.Kind != Work:
	case given && d.statutory > 0 && d.Overtime[onStatutory] >= d.statutory:
		// The export has counted the shift itself: the same hours count once.
	default:
		d.Overtime[onStatutory] += d.statutory
		if plain == onRestDay && !given {
			d.Overtime[onRestDay] += d.Worked - d.statutory
		}
	}
}

// grant takes the overtime that the source of the plan counts itself. On a statutory
// holiday all of it is work on that holiday, whatever column it stands in.
func (s *days) grant(d *Day) {
	g := d.Plan.Granted
	d.Overtime = *g.Overtime
	class := s.plainClass(d)
	if s.statutory(d.Date) {
		if m := d.Overtime[onWorkday] + d.Overtime[onRestDay]; m > 0 {
			d.Overtime = [3]int{onStatutory: d.Overtime[onStatutory] + m}
			d.Applied = append(d.Applied, Applied{Rule: "statutory", Text: lang.F("导出表记在别处的 %d 分钟加班在法定节假日，按节假日算", "%d minutes of overtime in other columns of the export are on a statutory holiday and count as such", m)})
		}
		class = onStatutory
	}
	d.Overtime[class] += g.Unclassed
}

// grantsOvertime reports whether the source of the plan says itself how much overtime
// the day has.
func (p *Planned) grantsOvertime() bool { return p.Granted != nil && p.Granted.Overtime != nil }

// statutory reports whether a date is a statutory holiday.
func (s *days) statutory(date workcal.Date) bool {
	return s.calendar != nil && s.calendar.Day(date).Class() == workcal.Statutory
}

// plainClass returns the column of the day's work that is not on a statutory holiday.
// The work date decides, all night long. The rest day of rostered staff is theirs, not
// the calendar's, unless the shop keeps office hours (Overtime.RestDays).
func (s *days) plainClass(d *Day) int {
	off := s.calendar != nil && s.calendar.Day(d.Date).Class() != workcal.Workday
	if d.Plan.Kind == Rest || off && (s.policy.Overtime.RestDays || d.Plan.Kind == Unplanned) {
		return onRestDay
	}
	return onWorkday
}

// byClass adds up spans of work, in minutes of the work date, by column. What lies on
// the date of a statutory holiday is work on the holiday; with [ByStart] all of a day
// is that begins on one. The rest is plain.
func (s *days) byClass(d *Day, plain int, spans []schedule.Span) (m [3]int) {
	for _, g := range spans {
		h := s.onHoliday(d, g)
		m[onStatutory] += h
		m[plain] += g.Len() - h
	}
	return m
}

// OvertimeClasses returns the minutes of overtime on spans, in minutes of the work date,
// by what they are paid: as on a working day, on a rest day and on a statutory holiday.
// kind is what the roster has on the date, [Rest] for a day off. It is how a month is
// settled, for those who price overtime beforehand.
func (p *Policy) OvertimeClasses(calendar *workcal.Calendar, date workcal.Date, kind Kind, spans ...schedule.Span) [3]int {
	s := days{policy: p, calendar: calendar}
	d := Day{Date: date, Plan: &Planned{Kind: kind}}
	return s.byClass(&d, s.plainClass(&d), spans)
}

// onHoliday returns how many minutes of a span lie on a statutory holiday.
func (s *days) onHoliday(d *Day, g schedule.Span) (m int) {
	if s.policy.Overtime.HolidayBy == ByStart {
		if s.statutory(d.Date) {
			return g.Len()
		}
		return 0
	}
	first, last := On(d.Date, g.Start).Date(), On(d.Date, g.End).Date()
	for date := first; date <= last; date++ {
		if s.statutory(date) {
			from := int(date-d.Date) * schedule.DayMinutes
			m += g.Overlap(schedule.Span{Start: from, End: from + schedule.DayMinutes})
		}
	}
	return m
}

// holidayPart finds how many of the minutes worked inside the plan lie on a statutory
// holiday; those of leave are not worked. An unpaid break, whose hour is not known, takes
// the same part of either.
func (s *days) holidayPart(d *Day) {
	whole, m := 0, 0
	atWork := d.atWork
	if len(atWork) > 0 {
		for _, l := range s.leaveOn(d.Date) {
			if !l.Kind.Present() {
				atWork, _ = cut(atWork, l.span)
			}
		}
	}
	for _, g := range atWork {
		whole += g.Len()
		m += s.onHoliday(d, g)
	}
	if d.statutory = 0; whole > 0 && d.Plan.Kind == Work {
		d.statutory = (d.Worked*m + whole/2) / whole
	}
	if rest := d.Worked - d.statutory; d.statutory > 0 && rest > 0 {
		d.Applied = append(d.Applied, Applied{Rule: "holiday-hours", Text: lang.F("跨零点：法定节假日里的 %d 分钟按 300%%，其余 %d 分钟不按", "past midnight: %d minutes on the statutory holiday at 300%%, the other %d not", d.statutory, rest)})
	}
}

// extra returns the spans worked beyond the plan, in minutes of the work date, as the
// policy proves them.
func (s *days) extra(d *Day) []schedule.Span {
	o := s.policy.Overtime
	if o.By == ByNone && o.AutoExtend == 0 || d.Plan.Kind == Flexible || d.Plan.Kind == Unplanned || d.Plan.Kind == LeaveDay {
		return nil
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
	var approved, auto []schedule.Span
	for _, a := range s.approved(d) {
		var own []schedule.Span
		span := schedule.Span{Start: a.From.From(d.Date), End: a.To.From(d.Date)}
		for _, g := range pool {
			if both := (schedule.Span{Start: max(g.Start, span.Start), End: min(g.End, span.End)}); both.Start < both.End {
				own = append(own, both)
			}
		}
		pool, _ = cut(pool, span)
		if own = s.withoutMeals(d, own); a.Minutes > 0 && a.To-a.From <= schedule.DayMinutes {
			own = firstMinutes(own, a.Minutes)
		}
		approved = append(approved, own...)
	}
	for _, c := range clocked {
		if n := len(d.Plan.Segments); n > 0 && c.Start >= d.Plan.Segments[n-1].End {
			auto = append(auto, c)
		}
	}
	auto = firstMinutes(auto, o.AutoExtend)
	switch o.By {
	case ByPunches:
		return s.withoutMeals(d, clocked)
	case ByApproval, ByBoth:
		if total(approved) >= total(auto) {
			return approved
		}
	case ByNone:
	}
	return auto
}

// firstMinutes returns the first m minutes of spans.
func firstMinutes(spans []schedule.Span, m int) (out []schedule.Span) {
	for _, g := range spans {
		if g.End = min(g.End, g.Start+m); g.Len() > 0 {
			out, m = append(out, g), m-g.Len()
		}
	}
	return out
}

func total(spans []schedule.Span) (m int) {
	for _, g := range spans {
		m += g.Len()
	}
	return m
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
	if _, ruled := s.ruling(d.Date); ruled {
		return
	}
	if d.Plan.grantsOvertime() {
		s.questionGranted(d)
		return
	}
	if o.By != ByApproval && o.By != ByBoth || d.Plan.Kind != Work {
		return
	}
	left := s.unapproved(d)
	m := -o.AutoExtend
	for _, g := range left {
		m += g.Len()
	}
	if m >= max(o.MinMinutes, worthAsking) {
		d.raise(AboutOvertime, lang.F("下班后打卡 %s，有 %d 分钟没有加班审批：是加班请补审批，不是则不计", "clocked out at %s, %d minutes after the end without approval: approve them if it was overtime, otherwise they do not count",
			schedule.ClockText(left[len(left)-1].End), m))
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
