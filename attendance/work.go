package attendance

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// boundaryCount is what happened at the boundaries of a shift.
type boundaryCount struct {
	punched int // have a punch
	missed  int // have neither a punch nor an excuse
	notOver int // have neither, and the punches do not reach them
	excused int // covered by leave, punched or not
	away    int // of excused: an outing or a trip
}

// work judges a planned shift in four steps: what happened at its boundaries,
// whether the day is attended, leave or absence, what missing punches cost, and how
// much of the day counts.
func (s *days) work(d *Day, bounds []boundary) {
	s.slide(d, bounds)
	n := s.judgeBoundaries(d, bounds)
	leave := s.leaveShare(d)
	s.judgePresence(d, bounds, n, leave)
	s.judgeMissing(d)
	d.atWork, d.there = s.present(d, bounds, false), s.present(d, bounds, true)
	if d.Worked = total(d.atWork); d.Worked > d.Plan.Break {
		d.Worked -= d.Plan.Break
	}
	d.Worked = min(d.Worked, max(0, d.Plan.Minutes()-d.away()))
	if d.Result == "" {
		d.Result = verdict(d, n)
	}
	s.judgeShare(d, leave)
}

// away returns the minutes of leave of the day, outings and trips left out.
func (d *Day) away() (m int) {
	for k, n := range d.Leave {
		if !k.Present() {
			m += n
		}
	}
	return m
}

// judgeBoundaries judges every boundary by its punch, its leave or their absence.
func (s *days) judgeBoundaries(d *Day, bounds []boundary) (n boundaryCount) {
	for i := range d.Edges {
		e, b := &d.Edges[i], &bounds[i]
		if e.Excused = b.excused; b.leave != nil {
			e.ExcusedBy = b.leave.Kind
			e.Excuse = lang.F("%s %v–%v", "%s %v–%v", b.leave.Name, b.leave.From, b.leave.To)
		}
		if b.excused {
			n.excused++
			if b.leave.Kind.Present() {
				n.away++
			}
		}
		switch {
		case e.Punch >= 0:
			n.punched++
			s.judgePunch(d, e, b)
		case b.excused:
		case s.notOver(d, bounds, i):
			e.NotOver = true
			n.notOver++
		default:
			e.Missed = true
			n.missed++
		}
	}
	return n
}

// notOver reports whether boundary i, which has no punch, may get one that is not in
// the files: its end is beyond their reach, or it is a start in a segment that nobody
// has ended and whose end is, or it was clocked before they begin.
func (s *days) notOver(d *Day, bounds []boundary, i int) bool {
	b := &bounds[i]
	if d.Plan.Marked {
		return false
	}
	if !b.in {
		return !s.reach.over(d.Date, s.expectedOut(b.at))
	}
	if !s.reach.begun(b.at) {
		return true
	}
	end := i + 1
	return end < len(bounds) && !bounds[end].in && !bounds[end].excused && d.Edges[end].Punch < 0 && !s.reach.over(d.Date, s.expectedOut(bounds[end].at))
}

// expectedOut returns when a person is expected to clock out who is due to end at a
// moment: at the end of the approved overtime that follows it.
func (s *days) expectedOut(end Stamp) Stamp {
	for moved := true; moved; {
		moved = false
		for _, a := range s.overtime {
			if a.From <= end && a.To > end {
				end, moved = a.To, true
			}
		}
	}
	return end
}

// judgePresence decides between time away at work, leave, absence and presence, and
// sets the days attended. leave is the share of the day that is leave.
func (s *days) judgePresence(d *Day, bounds []boundary, n boundaryCount, leave float64) {
	p := s.policy
	full := len(d.Edges) > 0 && n.excused == len(d.Edges)
	switch {
	case full && n.punched == 0 && n.away > 0 && leave < 1:
		d.Result = Away
		if p.Attended.Away || len(d.Punches) > 0 {
			d.Attended = 1 - leave
		}
	case full && (n.punched == 0 || s.covered(d)):
		d.Result = OnLeave
		if len(d.Punches) > 0 {
			if p.Attended.OnLeave {
				d.Attended = 1
			}
			s.questionLeave(d)
		}
	case n.punched == 0 && n.notOver == 0 && (n.excused == 0 || n.missed > 0 && p.LeaveExcuses == ByTime):
		s.judgeAbsence(d, leave)
	default:
		d.Missing = n.missed - s.judgeSegments(d, bounds)
		d.Attended = 1
		if n.punched == 0 {
			d.Attended = 0
		}
		if d.Missing > 0 {
			d.Attended = min(d.Attended, p.Missing.Attended)
		}
	}
}

// judgeSegments makes each segment of a shift that has neither of its punches, and that
// leave does not touch or not all of, absence of its share of the shift's minutes. It
// returns how many boundaries that explains: they are no missing punches.
func (s *days) judgeSegments(d *Day, bounds []boundary) (explained int) {
	if s.policy.Missing.Segment == SegmentMissing {
		return 0
	}
	whole := 0
	for _, g := range d.Plan.Segments {
		whole += g.Len()
	}
	for i := 0; i+1 < len(d.Edges); i += 2 {
		in, out := &d.Edges[i], &d.Edges[i+1]
		if !in.Missed || !out.Missed || !in.In || out.In {
			continue
		}
		from := schedule.Span{Start: bounds[i].planned.From(d.Date), End: bounds[i+1].planned.From(d.Date)}
		left := s.unexplained(d, from)
		if left == 0 || whole == 0 {
			continue
		}
		in.Absent, out.Absent = true, true
		explained += 2
		absent := s.policy.Missing.None * float64(left) / float64(whole)
		s.apply(d, Applied{Rule: "no-punch-segment", Absent: absent, Points: s.absencePoints(absent), Text: lang.F("%v 这一段上下班都没有打卡，记旷工 %s 天", "neither start nor end clocked of %v: absent %s days", from, trim(absent))})
		d.raise(AboutAbsence, lang.F("“%s”的 %v 这一段没有打卡，也没有请假：旷工、忘打卡还是调休？实际打卡 %s", "no punch and no leave for %[2]v of shift %[1]q: absent, forgotten or swapped? Clocked %[3]s", d.Plan.Name(), from, Clocks(d)))
	}
	return explained
}

// absencePoints are what absence of a segment takes from the score beside the points of
// the days absent, so that it takes at least what two missing punches do: not clocking a
// short segment never beats being late to it.
func (s *days) absencePoints(absent float64) float64 {
	return max(0, 2*s.policy.Missing.Each.Points-s.policy.Absence.Day.Points*absent)
}

// unclockedPoints are the same of each segment of a shift without any punch.
func (s *days) unclockedPoints(d *Day) (points float64) {
	whole := 0
	for _, g := range d.Plan.Segments {
		whole += g.Len()
	}
	if s.policy.Missing.Segment == SegmentMissing {
		return max(0, float64(len(d.Edges))*s.policy.Missing.Each.Points-s.policy.Absence.Day.Points*s.policy.Missing.None)
	}
	for i := 0; i+1 < len(d.Edges); i += 2 {
		in, out := &d.Edges[i], &d.Edges[i+1]
		if !in.Missed || !out.Missed || !in.In || out.In || whole == 0 {
			continue
		}
		points += s.absencePoints(s.policy.Missing.None * float64(s.unexplained(d, schedule.Span{Start: in.At, End: out.At})) / float64(whole))
	}
	return points
}

// unexplained returns the planned minutes within a span that neither leave nor an outing
// covers.
func (s *days) unexplained(d *Day, span schedule.Span) (m int) {
	var left []schedule.Span
	for _, g := range d.Plan.Segments {
		if g.Overlap(span) > 0 {
			left = append(left, g)
		}
	}
	for i := range s.leave {
		l := &s.leave[i]
		left, _ = cut(left, schedule.Span{Start: l.From.From(d.Date), End: l.To.From(d.Date)})
	}
	for _, g := range left {
		m += g.Len()
	}
	return m
}

// judgeAbsence makes a shift without any punch absence, for the rest of the day
// that neither leave nor an outing accounts for.
func (s *days) judgeAbsence(d *Day, leave float64) {
	p := s.policy
	if p.LeaveExcuses == ByTime && p.Attended.Away {
		d.Attended = min(1-leave, s.share(d, Outing)+s.share(d, Trip))
	}
	absent := p.Missing.None * (1 - leave - d.Attended)
	d.Result = IsAbsent
	s.apply(d, Applied{Rule: "no-punch", Absent: absent, Points: s.unclockedPoints(d), Text: lang.F("整班无打卡，记旷工 %s", "no punch in the shift: absent %s", dayCount(absent))})
	d.raise(AboutAbsence, lang.F("“%s”整班没有打卡，也没有请假：旷工、忘打卡还是调休？", "no punch and no leave for shift %q: absent, forgotten or swapped?", d.Plan.Name()))
}

// judgeMissing applies the cost of every missing punch and asks for corrections. A
// shift without any punch is absence, not missing punches.
func (s *days) judgeMissing(d *Day) {
	for i := range d.Edges {
		if e := &d.Edges[i]; e.Missed && !e.Absent && d.Result != IsAbsent {
			s.effect(d, "missing", s.policy.Missing.Each, 0, lang.F("%s %s 缺卡", "no punch for the %s at %s", side(e.In), schedule.Clock(e.At)))
		}
	}
	if d.Missing > 0 {
		d.raise(AboutMissing, lang.F("缺卡：%s；实际打卡 %s。忘打卡请补卡", "missing: %s; clocked %s. If a punch was forgotten, add a correction", missing(d), Clocks(d)))
	}
}

// judgeShare limits absence and attendance to the part of the day that leave
// leaves, unless a rule of the shop says more than a day.
func (s *days) judgeShare(d *Day, leave float64) {
	if d.Absent <= 1 {
		d.Absent = min(d.Absent, 1-leave)
	}
	if d.Plan.Days > 0 {
		d.Attended *= d.Plan.Days
	}
	if d.Attended > 0 && !s.policy.Attended.WholeDays {
		d.Attended = max(0, min(d.Attended, 1-leave-d.Absent))
	}
}

// present returns the planned time at work, breaks included, by the punches and, at a boundary
// that leave covers, by the end of the leave. Minutes that the grace forgives count
// as worked. A segment with a missing boundary counts 0 or, where it is taken as
// forgotten, as if it had been punched in time; one without any punch always counts 0.
func (s *days) present(d *Day, bounds []boundary, forgotten bool) (spans []schedule.Span) {
	for i := 0; i+1 < len(d.Edges); i += 2 {
		in, out := &d.Edges[i], &d.Edges[i+1]
		if !forgotten && (in.Missed || out.Missed) || in.NotOver || out.NotOver || !in.In || out.In {
			continue
		}
		start, end := bounds[i].at.From(d.Date), bounds[i+1].at.From(d.Date)
		if in.Punch < 0 && out.Punch < 0 {
			continue
		}
		if in.Punch >= 0 && !in.Graced {
			start = max(in.At, d.Punches[in.Punch].At.From(d.Date))
		}
		if out.Punch >= 0 && !out.Graced {
			end = min(out.At, d.Punches[out.Punch].At.From(d.Date))
		}
		for _, g := range d.Plan.Segments {
			if both := (schedule.Span{Start: max(g.Start, start), End: min(g.End, end)}); both.Start < both.End {
				spans = append(spans, both)
			}
		}
	}
	return spans
}

// verdict names the result of a day with punches.
func verdict(d *Day, n boundaryCount) Result {
	switch {
	case d.Absent > 0 && slices.ContainsFunc(d.Late, isAbsent), d.Absent > 0 && slices.ContainsFunc(d.Early, isAbsent),
		slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.Absent }):
		return IsAbsent
	case d.Missing > 0:
		return IsMissing
	case len(d.Late) > 0 && len(d.Early) > 0:
		return IsLateEnd
	case len(d.Late) > 0:
		return IsLate
	case len(d.Early) > 0:
		return IsEarly
	case n.notOver > 0:
		return NotOverYet
	case n.excused > n.away:
		return OnLeave
	case n.away > 0:
		return Away
	}
	return OK
}

func isAbsent(e LatenessEvent) bool { return e.Level == Absent }
