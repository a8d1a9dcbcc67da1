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
		if r.exempt && !pol.Attended.Exempt {
			r.due = 0
		}
		r.leaveMin[r.leave] = int(pol.DayMinutes)
		if r.leave == "business" && (pol.Attended.Away == nil || *pol.Attended.Away) {
			r.attended = 1
		}
		return
	case "work":
	default:
		r.restPunch = r.kind == "rest" && r.last >= 0
		if r.kind == "rest" {
			r.restOvertime(pol, approvedOn(r, pol, ev, id))
		}
		return
	}
	start, end := r.segs[0][0], r.segs[len(r.segs)-1][1]
	if len(leaves) == 0 && !ev.Since.IsZero() && midnight+wall(end) <= wallOf(ev.Since) {
		r.open = append(r.open, start, end)
		return
	}
	r.due = 1
	r.leaveShare = leaveOfDay(r, pol, leaves)
	if r.exempt {
		r.due = 0
		if pol.Attended.Exempt {
			r.due, r.attended = 1, math.Max(0, 1-r.leaveShare)
		}
		r.afterEnd = max(0, r.last-end) // nobody asks for the punch, but there it is
		r.shiftOvertime(pol, approvedOn(r, pol, ev, id))
		return
	}
	if judgeEdges(r, pol, edges, punches, fixed, leaves, ev); r.due == 0 {
		return // not judged
	}
	r.attended = math.Max(0, 1-r.leaveShare-r.absent)
	if r.missing > 0 {
		r.attended = math.Min(r.attended, pol.missingAttended())
	}
	workedOf(r, pol, edges, punches, leaves)
	r.shiftOvertime(pol, approvedOn(r, pol, ev, id))
}

// judgeEdges finds lateness, early leave, missing punches and absence.
func judgeEdges(r *dayResult, pol *monthPolicy, edges []edge, punches []wall, fixed map[wall]bool, leaves []dayLeave, ev Evidence) {
	midnight := wallDate(r.date)
	var spans [][2]int
	for _, l := range leaves {
		if pol.Excuses != "edge" || !pol.export { // leave inside the shift is neither late nor early
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
		if fixed[punches[e.punch]] && !(e.last && r.last > p) { // who clocked out later needs no correction
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
			r.afterEnd = max(0, r.last-max(int(e.plan.due-midnight), due))
		}
	}
	if len(edges) > 0 && matched == 0 && ev.after(edges[1].until(r, pol, ev)) { // no segment is over
		r.open = append(r.open, int(edges[0].at-midnight), int(edges[1].at-midnight))
		if len(leaves) == 0 {
			r.due = 0
		}
		return
	}
	if len(edges) > 0 && matched == 0 && !excusedWhole(edges) && !(pol.export && len(leaves) > 0) && !ev.after(edges[len(edges)-1].until(r, pol, ev)) {
		r.absent += pol.missingNone() * absentShare(r, pol, leaves)
		if pol.Missing.Segment == "missing" {
			r.points += pol.atLeast(len(edges), pol.missingNone())
		} else {
			for i := 0; i+1 < len(edges); i += 2 {
				if in, out := edges[i], edges[i+1]; !in.excuse && !out.excuse {
					r.points += pol.atLeast(2, pol.missingNone()*r.shareOf(int(in.plan.due-midnight), int(out.plan.due-midnight), leaves))
				}
			}
		}
		for _, e := range edges {
			r.missed = append(r.missed, int(e.at-midnight))
		}
		return
	}
	for i := 0; i+1 < len(edges); i += 2 {
		judgePair(r, pol, edges[i], edges[i+1], len(edges) > 2, leaves, ev)
	}
}

// judgePair judges the start and end of one segment where a punch is wanting: not over
// yet, absence of the segment's share, or missing.
func judgePair(r *dayResult, pol *monthPolicy, in, out edge, several bool, leaves []dayLeave, ev Evidence) {
	midnight := wallDate(r.date)
	none := in.punch == unmatchedEdge && out.punch == unmatchedEdge
	over := !ev.after(out.until(r, pol, ev))
	if several && none && over && !(in.excuse && out.excuse) && pol.Missing.Segment != "missing" {
		absent := pol.missingNone() * r.shareOf(int(in.plan.due-midnight), int(out.plan.due-midnight), leaves)
		r.absent += absent
		r.points += pol.atLeast(2, absent)
		r.missed = append(r.missed, int(in.at-midnight), int(out.at-midnight))
		return
	}
	for _, e := range []edge{in, out} {
		if e.punch != unmatchedEdge || e.excuse {
			continue
		}
		at := int(e.at - midnight)
		if !over || ev.before(e) {
			r.open = append(r.open, at)
			continue
		}
		r.missing++
		r.missed = append(r.missed, at)
		r.book(pol.Missing.Each, 0)
	}
}

// until is the moment up to which somebody may stay to clock out: the end, or that of the
// approved overtime that follows it without a gap.
func (e edge) until(r *dayResult, pol *monthPolicy, ev Evidence) wall {
	midnight, at := wallDate(r.date), e.at
	for _, o := range approvedOn(r, pol, ev, e.id) {
		if midnight+wall(o[0]) <= at {
			at = max(at, midnight+wall(o[1]))
		}
	}
	return at
}

// after tells a moment that the punches do not reach.
func (ev Evidence) after(w wall) bool { return !ev.Until.IsZero() && w > wallOf(ev.Until) }

// before tells a boundary that lies on a date before the first punch: a start at
// midnight of that date was clocked on the date before it.
func (ev Evidence) before(e edge) bool {
	if ev.Since.IsZero() {
		return false
	}
	day := wallDate(ev.Since.Format("2006-01-02"))
	return e.at < day || e.in && e.at == day
}

// shareOf is which part of the shift [from, to) of it is, less what leave covers.
func (r *dayResult) shareOf(from, to int, leaves []dayLeave) float64 {
	var spans [][2]int
	for _, l := range leaves {
		spans = append(spans, [2]int{l.from, l.to})
	}
	part, all := 0, 0
	for _, s := range r.segs {
		all += s[1] - s[0]
		if a, b := max(from, s[0]), min(to, s[1]); a < b {
			part += b - a - covered(a, b, spans)
		}
	}
	return float64(part) / float64(all)
}

// atLeast is by how many points absence without n punches costs less than n missing punches
// do: not clocking never costs less than being late.
func (pol *monthPolicy) atLeast(n int, absent float64) float64 {
	return math.Max(0, float64(n)*pol.Missing.Each.Points-pol.Absence.Day.Points*absent)
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
	return math.Max(0, 1-float64(n)/r.dayOf(pol))
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
