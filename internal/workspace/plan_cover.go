package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// cover asks for heads: the requirement of the forecast, service windows, handovers,
// preparation, heads per shift and duty turns. A span that no shift can cover is a
// hole of the shift system. It is left out, because an impossible problem would hide
// all other findings.
func (b *builder) cover(needs Needs) {
	per := schedule.DayMinutes / b.p.Interval
	b.plan.Required = make([][]int, len(b.p.Queues))
	b.plan.Minimum = make([][]int, len(b.p.Queues))
	for q := range b.p.Queues {
		b.plan.Required[q] = make([]int, b.p.Days*per)
		b.plan.Minimum[q] = make([]int, b.p.Days*per)
	}
	for _, n := range needs.Queues {
		q := b.queue(n.Queue)
		if q == schedule.Any {
			continue // a queue of history that is no longer staffed
		}
		for i := range min(len(n.Heads), b.p.Days*per) {
			at := i % per * b.p.Interval
			if b.c.Queues[q].openDuring(schedule.Span{Start: at, End: at + b.p.Interval}) {
				b.plan.Required[q][i] = n.Heads[i]
			}
		}
	}
	b.required(per)
	for q := range b.c.Queues {
		for k := range b.c.Queues[q].Windows {
			b.window(q, &b.c.Queues[q].Windows[k], per)
		}
	}
	for k := range b.c.Handovers {
		b.handover(&b.c.Handovers[k])
	}
	for k := range b.c.PrepareBy {
		b.prepare(&b.c.PrepareBy[k])
	}
	for k := range b.c.Shifts {
		b.heads(&b.c.Shifts[k])
	}
	for k := range b.c.DutyTurns {
		b.duty(&b.c.DutyTurns[k])
	}
}

// openDuring reports whether q serves contacts throughout a span of a day. Hours that
// reach past midnight, such as 18:00-26:00, hold on the next day too. A queue without
// hours of its own is always open.
func (q *Queue) openDuring(span schedule.Span) bool {
	late := schedule.Span{Start: span.Start + schedule.DayMinutes, End: span.End + schedule.DayMinutes}
	for _, o := range q.Open {
		if schedule.Span(o).Contains(span) || schedule.Span(o).Contains(late) {
			return true
		}
	}
	return len(q.Open) == 0
}

// OpenAt reports whether q serves contacts at a minute of the day, from 0 to 1439.
func (q *Queue) OpenAt(minute int) bool {
	return q.openDuring(schedule.Span{Start: minute, End: minute + 1})
}

// required asks for the heads that the forecast needs, at a convex cost.
func (b *builder) required(per int) {
	rows := b.plan.Required
	queues := make([]int, len(rows))
	for q := range queues {
		queues[q] = q
	}
	if b.pooled() { // everybody serves every queue: the requirements add up
		sum := make([]int, b.p.Days*per)
		for _, r := range rows {
			for i, n := range r {
				sum[i] += n
			}
		}
		rows, queues = [][]int{sum}, []int{schedule.Any}
	}
	under, deep := int64(underPerMinute*b.p.Interval), int64(deepPerMinute*b.p.Interval)
	over := int64(max(1, overPerHour*b.p.Interval/60))
	for k, q := range queues {
		for i, n := range rows[k] {
			day, span := i/per, schedule.Span{Start: i % per * b.p.Interval, End: (i%per + 1) * b.p.Interval}
			if n == 0 {
				continue
			}
			row := schedule.Cover{Why: schedule.Requirement, Day: day, Span: span, Queue: q, Shift: schedule.Any}
			if !b.coverable(row) {
				b.hole(row, n)
				continue
			}
			row.Bound = schedule.Free().Prefer(n, n, under, over)
			b.p.Cover = append(b.p.Cover, row)
			if floor := (2*n + 2) / 3; floor < n {
				row.Bound = schedule.Free().Prefer(floor, schedule.NoMax, deep, 0)
				b.p.Cover = append(b.p.Cover, row)
			}
			for halves := 1; halves <= overHalves; halves++ {
				row.Bound = schedule.Free().Prefer(0, ((2+halves)*n+1)/2, 0, over)
				b.p.Cover = append(b.p.Cover, row)
			}
		}
	}
}

// coverers returns the shifts that can count for a row: each shift that contains
// its span, begun on its day, or, where from is −1, on the day before.
func (b *builder) coverers(row schedule.Cover, from int) (out []int) {
	day, span := row.Day+from, row.Span.Shift(-from*schedule.DayMinutes)
	if day < 0 {
		return nil // that day is history and cannot be planned
	}
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if !sh.Retired && sh.Serves(row.Queue) && sh.Days.Has(day) && sh.Covers(span) && b.able[s] {
			out = append(out, s)
		}
	}
	return out
}

func (b *builder) coverable(row schedule.Cover) bool {
	return b.coverers(row, 0) != nil || b.coverers(row, -1) != nil || b.carried(row) > 0
}

// carried counts who is known to cover a row of the first day by a shift of the
// day before it.
func (b *builder) carried(row schedule.Cover) (n int) {
	if row.Day > 0 {
		return 0
	}
	for i := range b.p.People {
		p := &b.p.People[i]
		if s, known := p.At(-1); known && s != schedule.Off && !p.Trainee && b.p.Shifts[s].Serves(row.Queue) && b.p.Shifts[s].Covers(row.Span.Shift(schedule.DayMinutes)) {
			n++
		}
	}
	return n
}

func (b *builder) hole(row schedule.Cover, heads int) {
	if n := len(b.plan.Holes); n > 0 {
		if h := &b.plan.Holes[n-1]; h.Why == row.Why && h.Day == row.Day && h.Queue == row.Queue && h.Span.End == row.Span.Start {
			h.Span.End, h.Heads = row.Span.End, max(h.Heads, heads)
			return
		}
	}
	b.plan.Holes = append(b.plan.Holes, Hole{row.Why, row.Day, row.Span, row.Queue, heads})
}

// atLeast is a minimum of n heads with force f over so many intervals.
func (f Force) atLeast(n, pieces int) schedule.Bound {
	if f.Hard {
		return schedule.AtLeast(n)
	}
	return schedule.Free().Prefer(n, schedule.NoMax, f.Cost*int64(pieces), 0)
}

// window asks for people online. Neighbouring intervals that the same shifts
// cover are one row, since the same people are there.
func (b *builder) window(q int, w *Window, per int) {
	if w.Force.Off() {
		return
	}
	days := b.daySet(w.Days)
	for d := range b.p.Days {
		if !days.Has(d) {
			continue
		}
		var row schedule.Cover
		var sets [2][]int
		pieces := 0
		flush := func() {
			if pieces > 0 {
				row.Bound = w.Force.atLeast(w.Min, pieces)
				b.p.Cover = append(b.p.Cover, row)
			}
			pieces = 0
		}
		for _, span := range grid(schedule.Span(w.Hours), b.p.Interval) {
			for i := span.Start / b.p.Interval; i*b.p.Interval < span.End; i++ {
				m := &b.plan.Minimum[q][d*per+i]
				*m = max(*m, w.Min)
			}
			next := schedule.Cover{Why: schedule.Window, Day: d, Span: span, Queue: q, Shift: schedule.Any}
			with := [2][]int{b.coverers(next, 0), b.coverers(next, -1)}
			if with[0] == nil && with[1] == nil {
				flush()
				if b.carried(next) < w.Min {
					b.hole(next, w.Min)
				}
				continue
			}
			if pieces > 0 && (d > 0 || !b.overnight()) && row.Span.End == span.Start && slices.Equal(sets[0], with[0]) && slices.Equal(sets[1], with[1]) {
				row.Span.End = span.End
				pieces++
				continue
			}
			flush()
			row, sets, pieces = next, with, 1
		}
		flush()
	}
}

// overnight reports whether any shift crosses midnight.
func (b *builder) overnight() bool {
	return slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool { return s.End() > schedule.DayMinutes })
}

// grid cuts a span of a day at the grid of intervals.
func grid(s schedule.Span, interval int) (out []schedule.Span) {
	for at := s.Start; at < s.End; {
		end := min(s.End, (at/interval+1)*interval)
		out = append(out, schedule.Span{Start: at, End: end})
		at = end
	}
	return out
}

// handover asks for people on both shifts of a change, by queue where the shifts
// serve queues.
func (b *builder) handover(h *Handover) {
	if h.Force.Off() {
		return
	}
	days := b.daySet(h.Days)
	for s := range b.p.Shifts {
		for t := range b.p.Shifts {
			from, to := &b.p.Shifts[s], &b.p.Shifts[t]
			if b.parts[s] != (shiftParts{base: h.From}) || b.parts[t] != (shiftParts{base: h.To}) || from.Queue != to.Queue {
				continue
			}
			for d := range b.p.Days {
				if !days.Has(d) || !from.Days.Has(d) || !to.Days.Has(d) {
					continue
				}
				for _, x := range []int{s, t} {
					b.p.Cover = append(b.p.Cover, schedule.Cover{Why: schedule.Handover, Day: d, Queue: b.p.Shifts[x].Queue, Shift: x, Bound: h.Force.atLeast(h.Heads, 1)})
				}
			}
		}
	}
}

func (b *builder) prepare(p *PrepareBy) {
	if p.Force.Off() {
		return
	}
	days := b.daySet(p.Days)
	for d := range b.p.Days {
		if !days.Has(d) {
			continue
		}
		row := schedule.Cover{Why: schedule.PrepareBy, Day: d, Span: schedule.Span{Start: int(p.At), End: int(p.Until)}, Queue: b.queue(p.Queue), Shift: schedule.Any, Bound: p.Force.atLeast(p.Heads, 1)}
		if !b.coverable(row) {
			b.hole(row, p.Heads)
			continue
		}
		b.p.Cover = append(b.p.Cover, row)
	}
}

// duty asks for the people of a duty turn, and for no more than those: a turn is
// overtime.
func (b *builder) duty(t *DutyTurn) {
	if t.Force.Off() || t.Heads == 0 {
		return
	}
	bound := t.Force.atLeast(t.Heads, 1)
	if t.Force.Hard {
		bound = schedule.Between(t.Heads, t.Heads)
	} else {
		bound.SoftMax, bound.OverCost = t.Heads, max(spareDuty, t.Force.Cost)
	}
	for x := range b.p.Shifts {
		if b.parts[x] != (shiftParts{duty: t.ID}) {
			continue
		}
		for d := range b.p.Days {
			if b.p.Shifts[x].Days.Has(d) {
				b.p.Cover = append(b.p.Cover, schedule.Cover{Why: schedule.DutyTurn, Day: d, Queue: schedule.Any, Shift: x, Bound: bound})
			}
		}
	}
}

// holeNotes says the holes, one sentence for each span of each queue: on which
// days, and who asks for how many.
func (b *builder) holeNotes() (out []lang.Text) {
	done := make([]bool, len(b.plan.Holes))
	for i, h := range b.plan.Holes {
		if done[i] {
			continue
		}
		days := make([]bool, b.p.Days)
		most := make([]int, len(schedule.CoverKinds))
		for j := i; j < len(b.plan.Holes); j++ {
			if g := b.plan.Holes[j]; g.Queue == h.Queue && g.Span == h.Span {
				done[j], days[g.Day] = true, true
				most[g.Why] = max(most[g.Why], g.Heads)
			}
		}
		var dates, asks []lang.Text
		for d, hit := range days {
			if hit {
				dates = append(dates, lang.Same(schedule.MonthDay(b.p.Date(d))))
			}
		}
		for why, n := range most {
			if n > 0 {
				asks = append(asks, lang.F("%s最多 %d 人", "%s up to %d", schedule.CoverKind(why).Text(), n))
			}
		}
		when := lang.Join(dates, "、", ", ")
		if len(dates) == b.p.Days {
			when = lang.T("每天", "every day")
		} else if len(dates) > 1 && slices.EqualFunc(days, b.plan.Days, func(hit bool, d workcal.Day) bool { return hit == d.Work }) {
			when = lang.T("工作日", "on working days")
		}
		who := lang.Text{}
		if h.Queue != schedule.Any && len(b.p.Queues) > 1 {
			who = lang.F("%s ", "%s ", b.p.Queues[h.Queue].Name)
		}
		out = append(out, lang.F("%[1]s %[2]s %[3]s没有班次（或没有能上的人）覆盖，而%[4]s：新增包含这段时间的班次，或改短时间",
			"%[3]s%[2]s %[1]s: no shift covers it, or nobody may work such a shift (%[4]s): add a shift that covers it, or shorten the hours", when, h.Span, who, lang.Join(asks, "，", ", ")))
	}
	return out
}
