package workspace

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// Work beyond the contract is among the shifts that the roster is made of: each shift also
// longer at its front or its back, and shifts for days off. A rule prices them and holds
// them to the law; whoever may work none has none of them.

// mostSteps is how many lengths of overtime are offered at each end of a shift; where there
// would be more, lengths are whole hours.
const mostSteps = 4

// extraShifts adds the shifts of extra work.
func (b *builder) extraShifts(add func(schedule.Shift, shiftParts)) {
	plain := len(b.p.Shifts)
	for k := range b.c.Extra {
		x := &b.c.Extra[k]
		if x.Kind == "rest_day" {
			b.restShifts(x, add)
			continue
		}
		step := max(30, b.p.Interval)
		if int(x.Longest) > mostSteps*step {
			step = max(step, 60)
		}
		for s := range plain {
			base := b.p.Shifts[s]
			if base.Retired || base.Kind == schedule.Standby || b.onlyForWeek(b.parts[s].base) || base.Overtime != nil {
				continue
			}
			for long := step; long <= int(x.Longest); long += step {
				for _, at := range []schedule.Span{{Start: base.End(), End: base.End() + long}, {Start: base.Start() - long, End: base.Start()}} {
					if b.worthOpen(&base, at, step) {
						add(b.longer(base, at, x), shiftParts{base: b.parts[s].base, duty: b.parts[s].duty, overtime: true})
					}
				}
			}
		}
	}
}

// onlyForWeek reports whether a shift is one of people who come for a week.
func (b *builder) onlyForWeek(id string) bool {
	return slices.ContainsFunc(b.c.Shifts, func(s Shift) bool { return s.ID == id && s.only != nil })
}

// worthOpen reports whether overtime at a span can be worked and the last step of it away
// from the shift lies in the hours of a queue that the shift serves.
func (b *builder) worthOpen(base *schedule.Shift, at schedule.Span, step int) bool {
	if at.Start < 0 || at.End > 2*schedule.DayMinutes-1 || at.End-max(0, base.Start()) > schedule.DayMinutes {
		return false
	}
	far := schedule.Span{Start: at.Start, End: at.Start + step}
	if at.Start >= base.End() {
		far = schedule.Span{Start: at.End - step, End: at.End}
	}
	day := far
	if far.Start >= schedule.DayMinutes {
		day = far.Shift(-schedule.DayMinutes)
	}
	for q := range b.c.Queues {
		if base.Serves(q) && b.c.Queues[q].openDuring(day) {
			return true
		}
	}
	return false
}

// longer is a shift with overtime at a span that touches one of its ends.
func (b *builder) longer(base schedule.Shift, at schedule.Span, x *Extra) schedule.Shift {
	out := base
	out.ID = base.ID + "^" + at.String()
	out.Parts = append([]string{base.ID}, base.Parts...)
	out.Overtime = []schedule.Span{at}
	out.Paid += at.Len()
	out.Segments = slices.Clone(base.Segments)
	if last := &out.Segments[len(out.Segments)-1]; at.Start == last.End {
		last.End = at.End
	} else {
		out.Segments[0].Start = at.Start
	}
	mark := hours(at)
	out.Name = lang.F("%s(%s加班)", "%s (overtime %s)", base.Name, mark)
	out.Short = lang.F("%s(%s加班)", "%s(+%s)", base.Short, mark)
	if len(x.Days) > 0 {
		out.Days = intersect(base.Days, b.daySet(x.Days), b.p.Days)
	}
	return out
}

// restShifts adds the work on days off of an entry: a shift, or one for each of its queues,
// and one that is never worked and stands for its heads.
func (b *builder) restShifts(x *Extra, add func(schedule.Shift, shiftParts)) {
	name := x.Name
	if name.IsZero() {
		name = lang.T("休息日加班", "Work on a day off")
	}
	sh := schedule.Shift{ID: x.ID, Name: name, Short: sign(x.Name, x.ID), Queue: schedule.Any, Days: b.daySet(x.Days)}
	for _, h := range x.Hours {
		sh.Segments = append(sh.Segments, schedule.Span(h))
	}
	sh.Overtime, sh.Paid = sh.Segments, sh.Present()
	if len(x.Queues) == 0 {
		add(sh, shiftParts{overtime: true})
		return
	}
	turn := sh
	turn.Retired = true
	add(turn, shiftParts{overtime: true})
	for _, id := range x.Queues {
		q := b.queue(id)
		of := sh
		of.ID, of.Queue, of.Parts = x.ID+"@"+id, q, []string{x.ID}
		of.Name = lang.F("%s·%s", "%s %s", name, b.c.Queues[q].Name)
		of.Short = lang.F("%s·%s", "%s·%s", sh.Short, sign(b.c.Queues[q].Short, id))
		add(of, shiftParts{overtime: true})
	}
}

// extraHeads asks for no more people on days off than an entry allows.
func (b *builder) extraHeads() {
	for k := range b.c.Extra {
		x := &b.c.Extra[k]
		s := slices.IndexFunc(b.p.Shifts, func(s schedule.Shift) bool { return s.ID == x.ID })
		if x.Kind != "rest_day" || x.Heads == 0 || s < 0 {
			continue
		}
		for d := range b.p.Days {
			b.p.Cover = append(b.p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: schedule.Any, Shift: s, Bound: schedule.AtMost(x.Heads)})
		}
	}
}

// extraWork prices the shifts of extra work, one rule for people of the same pay with
// nothing approved yet, and one for each with something.
func (b *builder) extraWork() {
	var shifts []int
	for s := range b.p.Shifts {
		if b.p.Shifts[s].Overtime != nil && !b.p.Shifts[s].Retired {
			shifts = append(shifts, s)
		}
	}
	if shifts == nil {
		return
	}
	index := map[string]int{}
	var rules []schedule.ExtraWork
	for i := range b.p.People {
		src := b.plan.People[i]
		hourly := cmp.Or(b.w.Hourly(&b.w.People[src]), b.c.Costs.hour())
		booked := b.w.booked(src, b.p.Start, b.p.Days)
		if !slices.ContainsFunc(shifts, b.p.People[i].May) {
			continue
		}
		key := fmt.Sprint(hourly, booked)
		at, seen := index[key]
		if !seen {
			at = len(rules)
			index[key] = at
			rules = append(rules, b.overtimeRule(hourly, shifts, booked))
		}
		rules[at].People = append(rules[at].People, i)
	}
	for _, r := range rules {
		b.add(r)
	}
}

// overtimeRule is the rule for people whose hour costs so many yuan.
func (b *builder) overtimeRule(hourly float64, shifts []int, booked []schedule.Booked) schedule.ExtraWork {
	c := &b.c.Costs
	x := schedule.ExtraWork{What: lang.T("加班", "overtime"), Shifts: shifts, Booked: booked, Worth: int64(math.Round(100 * 60 * underPerMinute / c.shortHour()))}
	if c.RespectLimit {
		x.Day, x.Month = labourlaw.OvertimeDay, labourlaw.OvertimeMonth
	}
	for _, s := range shifts {
		sh := &b.p.Shifts[s]
		kind := attendance.Rest
		if sh.Longer() {
			kind = attendance.Work
		}
		days := make([]int64, b.p.Days)
		for d := range days {
			classes := b.c.Attendance.OvertimeClasses(b.w.Calendar, b.p.Date(d), kind, sh.Overtime...)
			days[d] = int64(math.Round(100 * hourly * c.OvertimeHours(classes)))
		}
		x.Price = append(x.Price, days)
	}
	return x
}
