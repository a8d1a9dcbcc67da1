package attendance

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// slide moves the first start and the last end of flexible hours by when the
// person came.
func (s *days) slide(d *Day, bounds []boundary) {
	n := len(bounds)
	if s.policy.Flex == (Flex{}) || n < 2 || d.Edges[0].Punch < 0 || bounds[0].leave != nil {
		return
	}
	in := &d.Punches[d.Edges[0].Punch]
	if in.Source == Corrected || in.Source == Accepted {
		return
	}
	by := s.policy.Flex.Slide(int(in.At - bounds[0].at))
	bounds[0].at += Stamp(by)
	if out := d.Edges[n-1].Punch; bounds[n-1].leave == nil && (out < 0 || d.Punches[out].Source != Corrected) {
		bounds[n-1].at += Stamp(by)
	}
	if by != 0 {
		d.Applied = append(d.Applied, Applied{Rule: "flex", Text: lang.F("弹性：上下班时间移动 %+d 分钟", "flexible hours: start and end slide by %+d minutes", by)})
	}
}

// judgePunch judges the punch at one boundary.
func (s *days) judgePunch(d *Day, e *Edge, b *boundary) {
	p := s.policy
	at := d.Punches[e.Punch].At
	off := int(at-b.at) - s.leaveBetween(d.Date, b.at.From(d.Date), at.From(d.Date))
	grace := p.Grace
	if d.Plan.Grace != nil {
		grace = *d.Plan.Grace
	}
	if !e.In {
		off = int(b.at-at) - s.leaveBetween(d.Date, at.From(d.Date), b.at.From(d.Date))
		grace = p.EarlyGrace
	}
	e.Off = max(0, off)
	switch d.Punches[e.Punch].Source {
	case Clocked, Field:
	case Corrected:
		s.correction(d, e)
	case Accepted:
		d.Applied = append(d.Applied, Applied{Rule: "accepted", Text: lang.F("%s由管理员改为正常", "an administrator marked the %s as on time", side(e.In))})
		return
	}
	if off <= 0 {
		return
	}
	word := lang.T("迟到", "late")
	if !e.In {
		word = lang.T("早退", "left early")
	}
	if b.excused {
		d.raise(AboutLeave, lang.F("%s 已由请假覆盖，但打卡 %s 距假期 %d 分钟：去向？", "leave covers the %s, but the punch at %s is %d minutes away from the leave: where was the person?", side(e.In), schedule.Clock(at.From(d.Date)), off))
		return
	}
	m := grace.Apply(off)
	if m == 0 {
		e.Graced = true
		d.Applied = append(d.Applied, Applied{Rule: "grace", Text: lang.F("%s %d 分钟，在宽限 %d 分钟之内", "%s by %d minutes, within the grace of %d", word, off, grace.Minutes)})
		return
	}
	s.offBy(d, e.In, m, lang.F("%s 应%s，%s 打卡，%s %d 分钟", "due %[2]s at %[1]s, clocked %[3]s: %[4]s by %[5]d minutes", schedule.Clock(b.at.From(d.Date)), side(e.In), schedule.Clock(at.From(d.Date)), word, m))
}

// offBy counts lateness, or an early end, of m minutes and what it costs.
func (s *days) offBy(d *Day, in bool, m int, text lang.Text) {
	p := s.policy
	tiers, list, rule := p.Late, &d.Late, "late"
	if !in {
		tiers, list, rule = p.Early, &d.Early, "early"
	}
	event := LatenessEvent{Minutes: m}
	var effect Effect
	for _, t := range tiers {
		if m >= t.From {
			event.Level, effect = t.Level, t.Effect
		}
	}
	*list = append(*list, event)
	s.effect(d, rule, effect, m, text)
	s.repeat(d, in, m)
}

// repeat counts a lateness, or an early leave where the shop counts both, and applies
// the rule of every n-th.
func (s *days) repeat(d *Day, late bool, m int) {
	r := s.policy.LateRepeat
	if !late && r.Counts != CountLateOrEarly {
		return
	}
	s.lates++
	if r.Nth == 0 || s.lates%r.Nth != 0 {
		return
	}
	text := lang.F("本月第 %d 次迟到", "lateness number %d of the month", s.lates)
	if r.Counts == CountLateOrEarly {
		text = lang.F("本月第 %d 次迟到或早退", "lateness or early leave number %d of the month", s.lates)
	}
	s.effect(d, "late-repeat", r.Effect, m, text)
}

// correction counts a correction against the free ones of the month.
func (s *days) correction(d *Day, e *Edge) {
	s.corrections++
	c := s.policy.Corrections
	if c.Free < 0 || s.corrections <= c.Free {
		d.Applied = append(d.Applied, Applied{Rule: "correction", Text: lang.F("%s补卡，本月第 %d 次", "%s corrected, correction number %d of the month", side(e.In), s.corrections)})
		return
	}
	s.effect(d, "correction-beyond", c.Beyond, 0, lang.F("%s补卡，本月第 %d 次，超过免费的 %d 次", "%s corrected, correction number %d of the month; %d are free", side(e.In), s.corrections, c.Free))
}

// effect applies e, which m minutes caused.
func (s *days) effect(d *Day, rule string, e Effect, m int, text lang.Text) {
	s.apply(d, Applied{Rule: rule, Text: text, Fine: e.Fine + e.PerMinute*Money(m), Points: e.Points, Absent: e.Absent})
}

// apply records a and adds its absence to the day, which holds one day at most
// unless a single rule says more.
func (s *days) apply(d *Day, a Applied) {
	d.Applied = append(d.Applied, a)
	d.Absent = max(min(d.Absent+a.Absent, 1), a.Absent)
}
