package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// deferred looks at queues whose work may wait: whether somebody can be there within the
// promise, whenever something comes.
func (l *linter) deferred() {
	for i := range l.c.Queues {
		q := &l.c.Queues[i]
		if !q.Deferred {
			continue
		}
		key := "queues." + q.ID + ".deferred"
		within := int(q.Within) / 60
		if within < l.c.Interval {
			l.say(Warning, key, lang.F("%s要在 %s内回复，比一个时段（%d 分钟）还短，等不了", "%s is promised within %s, less than an interval of %d minutes: such work cannot wait", q.Name, q.Within.Text(), l.c.Interval), lang.Text{},
				lang.T("去掉 deferred，或把 within 写长", "leave deferred out, or promise a longer time"))
			continue
		}
		gap, ever := l.longestGap(q)
		switch {
		case !ever:
			l.say(Warning, key, lang.F("%s没有班次能做", "no shift serves %s", q.Name), lang.Text{}, lang.T("在班次的 queues 里写上它", "name it in the queues of a shift"))
		case gap.Len() > within:
			begin := gap.Start % (7 * schedule.DayMinutes)
			late := schedule.Duration(gap.Len() - within)
			when := lang.F("%s %s 起 %s", "from %[2]s on %[1]s for %[3]s", schedule.Weekday(referenceStart+workcal.Date(begin/schedule.DayMinutes)), schedule.Clock(begin%schedule.DayMinutes), schedule.Duration(gap.Len()))
			l.say(Warning, key, lang.F("%s答应 %s内做完，可是%s没有人能上班：其中前 %s来的一定超时", "%s is promised within %s, but nobody can be at work %s: what comes in the first %s of it is late whoever works", q.Name, q.Within.Text(), when, late), lang.Text{},
				lang.F("增加一个这段时间的班次、放宽 open，或把 within 改为 %s 以上", "add a shift in that time, widen open, or promise %s or more", schedule.Duration(gap.Len())))
		}
	}
}

// longestGap returns the longest stretch of the reference week, which comes again and
// again, in which no shift serves q while it is open; ever is false where none does at
// all.
func (l *linter) longestGap(q *Queue) (gap schedule.Span, ever bool) {
	const week = 7 * schedule.DayMinutes
	there := make([]bool, week)
	for i := range l.c.Shifts {
		s := &l.c.Shifts[i]
		if schedule.Kind(s.Kind) == schedule.Standby || len(s.Queues) > 0 && !contains(s.Queues, q.ID) {
			continue
		}
		for d, day := range referenceWeek {
			if !s.Days.Has(day) {
				continue
			}
			for _, h := range s.Hours {
				for m := h.Start; m < h.End; m++ {
					if q.OpenAt(m % schedule.DayMinutes) {
						there[(d*schedule.DayMinutes+m)%week] = true
					}
				}
			}
		}
	}
	if ever = slices.Contains(there, true); !ever {
		return gap, false
	}
	for m := 0; m < week; m++ {
		if there[m] || !there[(m+week-1)%week] {
			continue
		}
		end := m
		for !there[end%week] {
			end++
		}
		if end-m > gap.Len() {
			gap = schedule.Span{Start: m, End: end}
		}
	}
	return gap, true
}
