package judge

import "math"

// judgeDay fills in what one day comes to, from its matched boundaries. What depends on
// the days before it in the month, repeated lateness and free corrections, is added by
// sumMonth.
func judgeDay(r *dayResult, pol *monthPolicy, edges []edge, punches []wall, fixed map[wall]bool, leaves []dayLeave, ev Evidence, id string) {
	midnight := wallDate(r.date)
	switch r.kind {
	case "leave":
		r.due = 1
		r.leaveMin[r.leave] = int(pol.DayMinutes)
		if r.leave == "business" && (pol.Attended.Away == nil || *pol.Attended.Away) {
			r.attended = 1
		}
		return
	case "work":
	default:
		r.restPunch = r.kind == "rest" && r.last >= 0
		if r.kind == "rest" {
			r.overtime[r.class] += overtimeOf(r, pol, midnight, ev, id, punches)
		}
		return
	}
	start, end := r.segs[0][0], r.segs[len(r.segs)-1][1]
	if len(leaves) == 0 && (!ev.Since.IsZero() && midnight+wall(end) <= wallOf(ev.Since) || !ev.Until.IsZero() && midnight+wall(start) > wallOf(ev.Until)) {
		r.open = append(r.open, start, end)
		return
	}
	r.due = 1
	paid := -r.brk
	for _, s := range r.segs {
		paid += s[1] - s[0]
	}
	r.leaveShare = leaveOfDay(r, pol, leaves, paid)
	if r.exempt {
		r.due = 0
		if pol.Attended.Exempt {
			r.due, r.attended = 1, math.Max(0, 1-r.leaveShare)
		}
		return
	}
	judgeEdges(r, pol, edges, punches, fixed, leaves, ev)
	r.attended = math.Max(0, 1-r.leaveShare-r.absent)
	if r.missing > 0 {
		r.attended = math.Min(r.attended, pol.missingAttended())
	}
	workedOf(r, pol, edges, punches)
	r.overtime[r.class] += overtimeOf(r, pol, midnight, ev, id, punches)
}

// leaveOfDay books the leave of a working day by kind and returns how much of the day it
// takes. Leave over the whole shift is one day; a request's own length counts before the
// length of its span; a break inside leave is not leave.
func leaveOfDay(r *dayResult, pol *monthPolicy, leaves []dayLeave, paid int) float64 {
	days, left := 0.0, paid
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
		share := math.Min(1, float64(n)/pol.DayMinutes)
		if n == paid && len(leaves) == 1 {
			n, share = int(pol.DayMinutes), 1
		}
		r.leaveMin[l.Kind] += n
		if l.Kind == "business" && (pol.Attended.Away == nil || *pol.Attended.Away) {
			continue
		}
		days += share
	}
	return math.Min(1, days)
}

// judgeEdges finds lateness, early leave, missing punches and absence.
func judgeEdges(r *dayResult, pol *monthPolicy, edges []edge, punches []wall, fixed map[wall]bool, leaves []dayLeave, ev Evidence) {
	midnight := wallDate(r.date)
	var spans [][2]int
	for _, l := range leaves {
		if pol.Excuses != "edge" { // leave inside the shift is neither late nor early
			spans = append(spans, [2]int{l.from, l.to})
		}
	}
	matched := 0
	for _, e := range edges {
		at := int(e.at - midnight)
		if e.punch == unmatchedEdge {
			continue
		}
		matched++
		p := int(punches[e.punch] - midnight)
		if fixed[punches[e.punch]] {
			r.corrected++
		}
		if e.excuse {
			continue
		}
		if e.first && !fixed[punches[e.punch]] { // a correction does not move the hours
			r.slide = int(slideOf(wall(p-at), pol))
		}
		due := at
		if e.first || e.last {
			due += r.slide
		}
		if e.in {
			off := p - due - covered(due, max(due, p), spans)
			if n := pol.Grace.counted(off); n > 0 {
				t := tierOf(pol.Late, n)
				r.late = append(r.late, offence{n, t.Level, at})
				r.book(t.monthCost, n)
			}
			continue
		}
		if fixed[punches[e.punch]] {
			due = at
		}
		off := due - p - covered(min(p, due), due, spans)
		if n := pol.EarlyGrace.counted(off); n > 0 {
			t := tierOf(pol.Early, n)
			r.early = append(r.early, offence{n, t.Level, at})
			r.book(t.monthCost, n)
		}
		if e.last {
			r.afterEnd = max(0, r.last-max(at, due))
		}
	}
	if len(edges) > 0 && matched == 0 && !excusedWhole(edges) && !(pol.export && len(leaves) > 0) {
		if !ev.Until.IsZero() && edges[len(edges)-1].at > wallOf(ev.Until) {
			r.open = append(r.open, int(edges[0].at-midnight))
			r.due = 0
			return
		}
		r.absent += pol.missingNone() * absentShare(r, pol, leaves)
		for _, e := range edges {
			r.missed = append(r.missed, int(e.at-midnight))
		}
		return
	}
	for _, e := range edges {
		if e.punch != unmatchedEdge || e.excuse {
			continue
		}
		at := int(e.at - midnight)
		if !ev.Until.IsZero() && e.at > wallOf(ev.Until) || !ev.Since.IsZero() && e.at < wallDate(ev.Since.Format("2006-01-02")) {
			r.open = append(r.open, at)
			continue
		}
		r.missing++
		r.missed = append(r.missed, at)
		r.book(pol.Missing.Each, 0)
	}
	for i := 0; i+1 < len(edges) && len(edges) > 2; i += 2 {
		if edges[i].punch == unmatchedEdge && edges[i+1].punch == unmatchedEdge && !edges[i].excuse && !edges[i+1].excuse {
			r.emptySegs++
		}
	}
}

// absentShare is what leave leaves of a day without any punch.
func absentShare(r *dayResult, pol *monthPolicy, leaves []dayLeave) float64 {
	if len(leaves) == 0 {
		return 1
	}
	n := 0
	for _, m := range r.leaveMin {
		n += m
	}
	return math.Max(0, 1-float64(n)/pol.DayMinutes)
}

func excusedWhole(edges []edge) bool {
	for _, e := range edges {
		if !e.excuse {
			return false
		}
	}
	return true
}

// book adds what an event costs.
func (r *dayResult) book(c monthCost, minutes int) {
	r.fine += c.Fine + c.PerMinute*float64(minutes)
	r.points += c.Points
	r.absent += c.Absent
}

// workedOf sums the planned minutes between the punches of each pair of boundaries, less
// the unpaid break where it is longer than that. Lateness and early leave within the grace are worked time.
func workedOf(r *dayResult, pol *monthPolicy, edges []edge, punches []wall) {
	midnight := wallDate(r.date)
	for i := 0; i+1 < len(edges); i += 2 {
		a, b := edges[i], edges[i+1]
		if a.punch == unmatchedEdge || b.punch == unmatchedEdge {
			continue
		}
		from, to := int(punches[a.punch]-midnight), int(punches[b.punch]-midnight)
		in, out := int(a.at-midnight), int(b.at-midnight)
		if a.first {
			in += r.slide
		}
		if b.last {
			out += r.slide
		}
		if pol.Grace.counted(from-in) == 0 {
			from = min(from, in)
		}
		if pol.EarlyGrace.counted(out-to) == 0 {
			to = max(to, out)
		}
		for _, s := range r.segs {
			r.worked += overlap(from, to, s[0], s[1])
		}
	}
	if r.worked > r.brk {
		r.worked -= r.brk
	}
}

// overtimeOf is the overtime of a day in minutes.
func overtimeOf(r *dayResult, pol *monthPolicy, midnight wall, ev Evidence, id string, punches []wall) int {
	var approved [][2]int
	for _, o := range ev.Approvals {
		if o.ID == id && o.Overtime {
			a, b := int(wallOf(o.From)-midnight), int(wallOf(o.To)-midnight)
			if edge := pol.boundaryMinutes(); a >= edge && a < edge+dayLong {
				approved = append(approved, [2]int{a, b})
			}
		}
	}
	approved = unionOf(approved)
	sum := func(a, b int) int { return covered(a, b, approved) }
	extra := 0
	switch r.kind {
	case "rest":
		switch pol.Overtime.By {
		case "approval":
			extra = sum(-dayLong, 3*dayLong)
		case "punches":
			if r.last > r.first {
				extra = r.last - r.first
			}
		case "both":
			if r.last > r.first {
				extra = sum(r.first, r.last)
			}
		}
		return rounded(extra, pol)
	case "work":
		end := r.segs[len(r.segs)-1][1]
		outside := sum(-dayLong, 3*dayLong)
		for _, s := range r.segs {
			outside -= sum(s[0], s[1])
		}
		switch pol.Overtime.By {
		case "approval":
			extra = outside
		case "punches":
			if r.last > end && r.first >= 0 {
				extra = max(0, r.last-end-max(0, r.slide))
			}
		case "both":
			if r.last > r.first {
				extra = sum(r.first, r.last)
				for _, s := range r.segs {
					extra -= sum(max(s[0], r.first), min(s[1], r.last))
				}
			}
		}
		if a := int(pol.Overtime.AutoExtend); a > 0 {
			extra = max(extra, min(a, r.afterEnd))
		}
		switch {
		case r.class > 0: // all work of a statutory day, or of a day off where offices pay it
			return r.worked + rounded(extra, pol)
		case pol.Overtime.Planned:
			extra += max(0, r.worked-pol.hoursDay)
		}
		return rounded(extra, pol)
	}
	return 0
}

func rounded(minutes int, pol *monthPolicy) int {
	if float64(minutes) < pol.Overtime.Min {
		return 0
	}
	if pol.Overtime.Step > 1 {
		return minutes / int(pol.Overtime.Step) * int(pol.Overtime.Step)
	}
	return minutes
}
