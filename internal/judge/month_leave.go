package judge

import "math"

// dayLeave is leave in minutes of a work date.
type dayLeave struct {
	Approval
	from, to int
}

// leavesOf is the approved leave that touches the shift of a day.
func leavesOf(id string, plan dayPlan, pol *monthPolicy, ev Evidence) []dayLeave {
	var out []dayLeave
	midnight := wallDate(plan.date)
	start, end := plan.segs[0][0], plan.segs[len(plan.segs)-1][1]
	for _, l := range ev.Approvals {
		if l.ID != id || l.Overtime {
			continue
		}
		from, to := int(wallOf(l.From)-midnight), int(wallOf(l.To)-midnight)
		if l.Dates {
			if from > 0 || to <= 0 {
				continue
			}
			firstEnd, secondStart := plan.halves()
			if from == 0 && l.FromPM {
				start = secondStart
			}
			if to == dayLong && l.ToAM {
				end = firstEnd
			}
			from, to = start, end
		}
		if to < start || to == start && !pol.export || from >= end {
			continue
		}
		out = append(out, dayLeave{l, from, to})
	}
	return out
}

// halves is where the first half of a shift ends and the second begins: at the gap that
// leaves the most equal parts, if each has a third of the hours; else where half of the
// working minutes are over, and where half of them are left.
func (p *dayPlan) halves() (firstEnd, secondStart int) {
	all := 0
	for _, s := range p.segs {
		all += s[1] - s[0]
	}
	before, best := 0, all+1
	for i := 0; i+1 < len(p.segs); i++ {
		before += p.segs[i][1] - p.segs[i][0]
		if off := max(2*before-all, all-2*before); off < best && 3*before >= all && 3*(all-before) >= all {
			best, firstEnd, secondStart = off, p.segs[i][1], p.segs[i+1][0]
		}
	}
	if best <= all {
		return firstEnd, secondStart
	}
	half := (all - p.brk) / 2
	return p.minuteAt(half), p.minuteAt(all - half)
}

// minuteAt is the minute at which so many of the shift's minutes are over.
func (p *dayPlan) minuteAt(n int) int {
	for _, s := range p.segs {
		if n <= s[1]-s[0] {
			return s[0] + n
		}
		n -= s[1] - s[0]
	}
	return p.segs[len(p.segs)-1][1]
}

// paid is the working minutes of a shift.
func (p *dayPlan) paid() int {
	n := -p.brk
	for _, s := range p.segs {
		n += s[1] - s[0]
	}
	return n
}

// dayOf is how many minutes of leave are a day of it.
func (r *dayResult) dayOf(pol *monthPolicy) float64 {
	if r.kind == "work" {
		return math.Min(pol.DayMinutes, float64(r.paid()))
	}
	return pol.DayMinutes
}

// leaveOfDay books the leave of a working day by kind and returns how much of the day it
// takes. A request's own length counts before the length of its span, where it is the
// shorter one; a break inside leave is not leave; no minute counts twice.
func leaveOfDay(r *dayResult, pol *monthPolicy, leaves []dayLeave) float64 {
	days, left := 0.0, r.paid()
	var before [][2]int
	for _, l := range leaves {
		n := 0
		for _, s := range r.segs {
			a, b := max(l.from, s[0]), min(l.to, s[1])
			if a < b {
				n += b - a - covered(a, b, before)
			}
		}
		before = append(before, [2]int{l.from, l.to})
		if l.Minutes > 0 {
			n = min(n, l.Minutes)
		}
		n = min(n, left)
		left -= n
		r.leaveMin[l.Kind] += n
		if l.Kind == "business" && (pol.Attended.Away == nil || *pol.Attended.Away) {
			continue
		}
		days += math.Min(1, float64(n)/r.dayOf(pol))
	}
	return math.Min(1, days)
}
