package attendance

import (
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// dayLeave is a request as far as it goes on one work date.
type dayLeave struct {
	*Leave
	span    schedule.Span // minutes of the work date
	minutes int           // of leave; −1 is as many as the span covers
}

// layLeave puts every request on the work dates that it touches, by index of plans. Of
// the dates outside [from, to), which are of other months, the plan may be unknown.
func layLeave(plans []Planned, first workcal.Date, leave []Leave, punches []Punch, p *Policy, from, to int) (on [][]dayLeave, odd []oddLength) {
	on = make([][]dayLeave, len(plans))
	for i := range leave {
		l := &leave[i]
		days := l.days(plans, first, p.DayMinutes, from, to)
		if l.Length != (Length{}) {
			if o, bad := l.spread(days, punches, first); bad && !l.Kind.Present() && !granted(days) && !l.unplanned(plans, first) {
				odd = append(odd, o)
			}
		}
		for _, d := range days {
			if d.inside {
				on[d.day] = append(on[d.day], dayLeave{l, d.span, d.minutes})
			}
		}
	}
	return on, odd
}

// granted reports whether the source of the plan itself says how much leave one of the
// dates has.
func granted(days []leaveDay) bool {
	return slices.ContainsFunc(days, func(d leaveDay) bool { return d.inside && d.plan.Granted != nil && d.plan.Granted.Leave != nil })
}

// unplanned reports whether nobody knows the plan of one of its dates.
func (l *Leave) unplanned(plans []Planned, first workcal.Date) bool {
	for i := max(0, int(l.From.Date()-first)); i < len(plans) && On(first+workcal.Date(i), 0) < l.To; i++ {
		if plans[i].Kind == Unplanned {
			return true
		}
	}
	return false
}

// leaveDay is a date of a request while its length is spread over its dates.
type leaveDay struct {
	day     int           // index of the plan
	inside  bool          // the date is of the month, or its plan is known all the same
	plan    *Planned      // nil outside
	span    schedule.Span // minutes of the work date
	lo, hi  int           // fewest and most minutes of leave, by the plan
	room    int           // most minutes that the request may say: its own day may be longer than the shift
	whole   int           // minutes of a whole day of leave
	covered int           // planned minutes inside the span, breaks included
	full    bool          // the span covers all of the plan
	minutes int           // what counts; −1 is what is covered
}

// days lists the dates of a request on which there is something to be away from, in
// order.
func (l *Leave) days(plans []Planned, first workcal.Date, dayMinutes, from, to int) (out []leaveDay) {
	last := l.To.Date()
	if l.To.From(last) == 0 {
		last--
	}
	// A shift of the day before may reach into the first date.
	for date := l.From.Date() - 1; date <= last; date++ {
		d := leaveDay{day: int(date - first), minutes: -1, whole: dayMinutes}
		d.inside = d.day >= 0 && d.day < len(plans) && (d.day >= from && d.day < to || plans[d.day].Kind != Unplanned)
		if d.inside {
			d.plan = &plans[d.day]
		}
		if l.onDate(date, &d) {
			out = append(out, d)
		}
	}
	return out
}

// onDate fills in what the request takes of a date by its plan, and reports whether it
// takes anything. A date without a plan that is known may hold a day of leave.
func (l *Leave) onDate(date workcal.Date, d *leaveDay) bool {
	first, second := l.halvesOn(date)
	clock := schedule.Span{Start: l.From.From(date), End: l.To.From(date)}
	p := d.plan
	switch {
	case p == nil, p.Kind == Flexible, p.Kind == LeaveDay:
		// There are no hours: any time of the date is as good.
		d.span = clock
		if l.Dates && p != nil {
			d.span = schedule.Span{Start: max(0, clock.Start), End: min(schedule.DayMinutes, clock.End)}
		}
		d.covered = clock.Overlap(schedule.Span{Start: 0, End: schedule.DayMinutes})
		d.hi = min(d.covered, d.whole)
		if l.Dates && first != second {
			d.hi = d.whole / 2
			d.minutes = d.hi
		}
		if p != nil && p.Kind == LeaveDay {
			d.full, d.hi = true, d.whole
		}
		if d.lo, d.room = d.hi, d.hi; p == nil {
			d.lo = 0
		}
		return d.hi > 0
	case p.Kind != Work || len(p.Segments) == 0:
		return false
	}
	start, end := p.Segments[0].Start, p.Segments[len(p.Segments)-1].End
	long := max(d.whole, p.Minutes())
	d.whole = min(d.whole, p.Minutes())
	d.span = clock
	if l.Dates {
		if !first && !second {
			return false
		}
		d.span = schedule.Span{Start: start, End: end}
		front, back := p.halves()
		switch {
		case !second:
			d.span.End = back
		case !first:
			d.span.Start = front
		}
	}
	total := 0
	for _, g := range p.Segments {
		total += g.Len()
		d.covered += g.Overlap(d.span)
	}
	d.full = d.covered == total
	switch {
	case d.full:
		d.lo, d.hi, d.room = d.whole, p.Minutes(), long
		d.minutes = p.Minutes()
	case l.Dates:
		d.lo, d.hi, d.room = d.whole/2, p.Minutes()/2, long/2
		d.minutes = d.lo
	default:
		// The break may lie inside the leave or outside it.
		d.lo, d.hi = max(0, d.covered-p.Break), min(d.covered, p.Minutes())
		if d.room = d.hi; p.Rough {
			d.lo = 0 // nobody knows how long the break is
		}
		if p.Breaks != nil { // the roster has a time for it; a length that the request says comes first
			d.minutes = d.covered
			for _, b := range p.Breaks {
				d.minutes -= b.Overlap(d.span)
			}
		}
	}
	return d.span.End >= start && d.span.Start <= end
}

// leastPart is the least part of the planned time that a gap between segments must leave
// on each side to be the border between the halves of the day: a third.
const leastPart = 3

// halves returns the border between the two halves of a shift, which each take half a
// day: where the first ends and where the second starts. It is the gap between two
// segments that leaves the most equal parts, if each has a third of the time. Else it
// is where half of the working minutes are over; a break whose hour is not known may lie
// before it or behind it.
func (p *Planned) halves() (front, back int) {
	total, before, best := p.Minutes()+p.Break, 0, 0
	for k := 0; k+1 < len(p.Segments); k++ {
		before += p.Segments[k].Len()
		if less := min(before, total-before); less > best && less*leastPart >= total {
			best, front, back = less, p.Segments[k].End, p.Segments[k+1].Start
		}
	}
	if best > 0 {
		return front, back
	}
	half := p.Minutes() / 2
	return p.after(half), p.before(half)
}

// after returns when that many minutes of the segments are over, counted from the start.
func (p *Planned) after(minutes int) int {
	for _, g := range p.Segments {
		if minutes <= g.Len() {
			return g.Start + minutes
		}
		minutes -= g.Len()
	}
	return p.Segments[len(p.Segments)-1].End
}

// before returns when that many minutes of the segments are left, counted from the end.
func (p *Planned) before(minutes int) int {
	for k := len(p.Segments) - 1; k >= 0; k-- {
		g := p.Segments[k]
		if minutes <= g.Len() {
			return g.End - minutes
		}
		minutes -= g.Len()
	}
	return p.Segments[0].Start
}
