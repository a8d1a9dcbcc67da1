package workspace

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// cover asks for heads: the requirement of the forecast, service windows, handovers,
// preparation, heads per shift and duty turns. A span that nobody can cover, for want
// of a shift or of people, is a hole. What must hold is asked for all the same and stays
// broken; what is asked for at a price is left out and told.
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
	b.needs = needs
	for q := range b.plan.Required {
		b.plan.Apart = append(b.plan.Apart, slices.Clone(b.plan.Required[q]))
	}
	b.plan.Together = b.pooled
	b.kinds = b.headKinds()
	b.sets = queueSets(len(b.p.Queues), b.kinds)
	b.required(per)
	b.windows(per)
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
	b.extraHeads()
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

// required asks for the heads that the forecast needs, at a convex cost by the minute. The
// sums of queues that share heads share the cost of a head that is missing; see priced.
// Intervals are cut as windows are, so that a meal on the half-hour takes a head from the
// half that it lies in alone.
func (b *builder) required(per int) {
	step := b.step()
	under, deep := int64(underPerMinute*step), int64(deepPerMinute*step)
	over := int64(max(1, overPerHour*step/60))
	quiet := b.quiet(per, max(1, over*quietShare/100))
	rows := make([][]schedule.Cover, len(b.sets))                             // by set, in order of time
	need, whole := make([]int, len(b.p.Queues)), make([]int, len(b.p.Queues)) // of the piece, of its interval
	for k := range b.p.Days * schedule.DayMinutes / step {
		at := k * step
		day, span := at/schedule.DayMinutes, schedule.Span{Start: at % schedule.DayMinutes, End: at%schedule.DayMinutes + step}
		i := day*per + span.Start/b.p.Interval
		for q := range need {
			need[q] = 0
			if n := b.plan.Apart[q][i]; n > 0 {
				if b.coverable(b.row(schedule.Requirement, day, span, q)) {
					need[q] = n
				} else {
					b.hole(b.row(schedule.Requirement, day, span, q), n, false)
				}
			}
		}
		sums := b.sums(need)
		for k := range sums {
			sums[k].heads = b.pooled(sums[k].queues, i)
		}
		for q, n := range need {
			whole[q] = max(whole[q], n)
		}
		if (at+step)%b.p.Interval == 0 {
			b.share(whole, i)
			clear(whole)
		}
		for _, x := range b.priced(sums) {
			queues := x.queues
			if len(x.set.queues) == len(b.p.Queues) {
				queues = x.set.queues // everybody counts: no queue need be named
			}
			row, n := b.row(schedule.Requirement, day, span, queues...), x.heads
			row.Bound = schedule.Free().Prefer(n, n, under*x.share/100, over+quiet[day])
			if !x.top {
				row.Bound = schedule.Free().Prefer(n, schedule.NoMax, under*x.share/100, 0)
			}
			k := x.set.index
			rows[k] = append(rows[k], row)
			if floor := (2*n + 2) / 3; floor < n {
				row.Bound = schedule.Free().Prefer(floor, schedule.NoMax, deep*x.share/100, 0)
				rows[k] = append(rows[k], row)
			}
			for halves := 1; x.top && halves <= overHalves; halves++ {
				row.Bound = schedule.Free().Prefer(0, ((2+halves)*n+1)/2, 0, over)
				rows[k] = append(rows[k], row)
			}
		}
	}
	for _, r := range rows {
		b.p.Cover = append(b.p.Cover, r...)
	}
}

// quiet is what a head to spare costs more on each day: of days that need the same heads,
// as all do where few are enough, quieter ones are rested on first. It is nothing on the
// busiest of them and most where nobody is expected.
func (b *builder) quiet(per int, most int64) []int64 {
	heads, contacts := make([]int, b.p.Days), make([]float64, b.p.Days)
	for d := range b.p.Days {
		for i := d * per; i < (d+1)*per; i++ {
			for q := range b.plan.Required {
				heads[d] += b.plan.Required[q][i]
			}
			for _, n := range b.needs.Queues {
				if i < len(n.Contacts) {
					contacts[d] += n.Contacts[i]
				}
			}
		}
	}
	busiest := map[int]float64{} // by heads needed
	for d := range contacts {
		busiest[heads[d]] = max(busiest[heads[d]], contacts[d])
	}
	out := make([]int64, b.p.Days)
	for d := range out {
		if top := busiest[heads[d]]; top > 0 {
			out[d] = int64(math.Round(float64(most) * (1 - contacts[d]/top)))
		}
	}
	return out
}

// coverers returns the shifts that can count for a row: each shift that contains
// its span and that somebody who counts may work, begun on its day, or, where from is
// −1, on the day before.
func (b *builder) coverers(row schedule.Cover, from int) (out []int) {
	day, span := row.Day+from, row.Span.Shift(-from*schedule.DayMinutes)
	if day < 0 {
		return nil // that day is history and cannot be planned
	}
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if !sh.Retired && row.ServedBy(sh) && sh.Days.Has(day) && sh.CanCover(span) && b.able[s] && b.mayOne(row.Who, s) {
			out = append(out, s)
		}
	}
	return out
}

// mayOne reports whether one of some people who count as cover may work a shift.
func (b *builder) mayOne(who schedule.People, s int) bool {
	return who == nil || slices.ContainsFunc(who, func(i int) bool {
		p := &b.p.People[i]
		return (!p.Trainee || p.Trained > 0) && p.May(s)
	})
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
		if s, known := p.At(-1); known && s != schedule.Off && p.CountsOn(-1) && row.Who.Has(i) && row.ServedBy(&b.p.Shifts[s]) && b.p.Shifts[s].CoversOn(row.Span.Shift(schedule.DayMinutes), b.p.BreaksOn(nil, i, -1)) {
			n++
		}
	}
	return n
}

// hole notes that nobody can cover a row; hard is whether it is asked for all the same.
func (b *builder) hole(row schedule.Cover, heads int, hard bool) {
	skill := slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool {
		return !s.Retired && row.ServedBy(&s) && (s.Days.Has(row.Day) && s.CanCover(row.Span) || s.Days.Has(row.Day-1) && s.CanCover(row.Span.Shift(schedule.DayMinutes)))
	})
	h := Hole{Why: row.Why, Day: row.Day, Span: row.Span, Queue: row.Queue, Heads: heads, Hard: hard, People: skill}
	for k := len(b.plan.Holes) - 1; k >= 0 && b.plan.Holes[k].Day == h.Day; k-- {
		if g := &b.plan.Holes[k]; g.Span.End == h.Span.Start && g.like(&h) {
			g.Span.End, g.Heads = h.Span.End, max(g.Heads, heads)
			return
		}
	}
	b.plan.Holes = append(b.plan.Holes, h)
}

// coverOrHole asks for a row. What nobody can cover is a hole, and is asked for only
// where it must hold.
func (b *builder) coverOrHole(row schedule.Cover, heads int) {
	hard := row.Bound.HardMin > 0
	able := b.coverable(row)
	if !able {
		b.hole(row, heads, hard)
	}
	if able || hard {
		b.p.Cover = append(b.p.Cover, row)
	}
}

// atLeast is a minimum of n heads with force f over so many intervals.
func (f Force) atLeast(n, pieces int) schedule.Bound {
	if f.Hard {
		return schedule.AtLeast(n)
	}
	return schedule.Free().Prefer(n, schedule.NoMax, f.Cost*int64(pieces), 0)
}

// windows asks for people online. Neighbouring intervals that the same shifts cover, and
// in which nobody can be on a break, are one row, since the same people are there.
func (b *builder) windows(per int) {
	b.hardWindows()
	for q := range b.c.Queues {
		for k := range b.c.Queues[q].Windows {
			w := &b.c.Queues[q].Windows[k]
			if w.Force.Off() {
				continue
			}
			days := b.daySet(w.Days)
			for d := range b.p.Days {
				if !days.Has(d) {
					continue
				}
				for _, span := range grid(schedule.Span(w.Hours), b.p.Interval) {
					for i := span.Start / b.p.Interval; i*b.p.Interval < span.End; i++ {
						m := &b.plan.Minimum[q][d*per+i]
						*m = max(*m, w.Min)
					}
				}
				if !w.Force.Hard {
					b.softWindow(q, w, d)
				}
			}
		}
	}
}

// hardWindows asks for the least numbers that must be online, for the sums of queues
// that share heads too. What nobody can cover is asked for all the same: it breaks a
// hard rule.
func (b *builder) hardWindows() {
	rows := make([][]schedule.Cover, len(b.sets)) // by set, in order of time
	for d := range b.p.Days {
		open := make([]openRow, len(b.sets))
		for _, span := range b.hardSpans(d) {
			for _, x := range b.sums(b.hardMinimum(d, span)) {
				next := b.row(schedule.Window, d, span, x.queues...)
				next.Bound = schedule.AtLeast(x.heads)
				o := &open[x.set.index]
				if with := b.sides(next); o.continues(b, &next, with) {
					o.row.Span.End = span.End
				} else {
					o.flush(&rows[x.set.index])
					*o = openRow{next, with, 1}
				}
				if !b.coverable(next) {
					b.hole(next, x.heads, true)
				}
			}
		}
		for k := range open {
			open[k].flush(&rows[k])
		}
	}
	for _, r := range rows {
		b.p.Cover = append(b.p.Cover, r...)
	}
}

// hardSpans cuts the hours of the hard windows of a day where one begins or ends, and at
// the grid of intervals.
func (b *builder) hardSpans(day int) (out []schedule.Span) {
	var cuts []int
	b.eachHard(day, func(_ int, w *Window) {
		for _, s := range grid(schedule.Span(w.Hours), b.step()) {
			cuts = append(cuts, s.Start, s.End)
		}
	})
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for k := 1; k < len(cuts); k++ {
		out = append(out, schedule.Span{Start: cuts[k-1], End: cuts[k]})
	}
	return out
}

// hardMinimum returns, by queue, how many must be online throughout a span of a day.
func (b *builder) hardMinimum(day int, span schedule.Span) []int {
	need := make([]int, len(b.p.Queues))
	b.eachHard(day, func(q int, w *Window) {
		if schedule.Span(w.Hours).Contains(span) {
			need[q] = max(need[q], w.Min)
		}
	})
	return need
}

// eachHard calls f with every hard window of a day and its queue.
func (b *builder) eachHard(day int, f func(q int, w *Window)) {
	for q := range b.c.Queues {
		for k := range b.c.Queues[q].Windows {
			if w := &b.c.Queues[q].Windows[k]; w.Force.Hard && b.daySet(w.Days).Has(day) {
				f(q, w)
			}
		}
	}
}

// softWindow asks for the people of a window at a price. What nobody can cover is a
// hole.
func (b *builder) softWindow(q int, w *Window, day int) {
	var open openRow
	flush := func() {
		per := b.p.Interval / b.step() // a window is priced by the interval
		open.row.Bound = w.Force.atLeast(w.Min, (open.pieces+per-1)/per)
		open.flush(&b.p.Cover)
	}
	for _, span := range grid(schedule.Span(w.Hours), b.step()) {
		next := b.row(schedule.Window, day, span, q)
		with := b.sides(next)
		if with[0] == nil && with[1] == nil {
			flush()
			if b.carried(next) < w.Min {
				b.hole(next, w.Min, false)
			}
			continue
		}
		if next.Bound = open.row.Bound; open.continues(b, &next, with) {
			open.row.Span.End = span.End
			open.pieces++
			continue
		}
		flush()
		open = openRow{next, with, 1}
	}
	flush()
}

// openRow is a row that may grow by the intervals that follow.
type openRow struct {
	row    schedule.Cover
	with   [2][]int // the shifts that can count for it, see sides
	pieces int      // intervals; 0 is none yet
}

// sides returns the shifts of the day and of the day before that can count for a row;
// where nobody who counts may work any, those that others may work.
func (b *builder) sides(row schedule.Cover) [2][]int {
	with := [2][]int{b.coverers(row, 0), b.coverers(row, -1)}
	if row.Who != nil && with[0] == nil && with[1] == nil && row.Bound.HardMin > 0 {
		row.Who = nil
		return b.sides(row)
	}
	return with
}

// continues reports whether next asks for the same and the same people can be there.
func (o *openRow) continues(b *builder, next *schedule.Cover, with [2][]int) bool {
	return o.pieces > 0 && (next.Day > 0 || !b.overnight()) && o.row.Span.End == next.Span.Start &&
		!b.pausing(next.Day, o.row.Span) && !b.pausing(next.Day, next.Span) &&
		o.row.Bound == next.Bound && o.row.Queue == next.Queue && slices.Equal(o.row.With, next.With) &&
		slices.Equal(o.with[0], with[0]) && slices.Equal(o.with[1], with[1])
}

// flush adds the row to some, if there is one.
func (o *openRow) flush(rows *[]schedule.Cover) {
	if o.pieces > 0 {
		*rows = append(*rows, o.row)
	}
	*o = openRow{}
}

// overnight reports whether any shift crosses midnight.
func (b *builder) overnight() bool {
	return slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool { return s.End() > schedule.DayMinutes })
}

// step is the grid on which windows and the requirement are cut: finer than the intervals where breaks may
// begin between two of them.
func (b *builder) step() int {
	if slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool { return len(s.Breaks) > 0 }) && b.p.Interval%breakGrid == 0 {
		return breakGrid
	}
	return b.p.Interval
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
		span := schedule.Span{Start: int(p.At), End: int(p.Until)}
		row := schedule.Cover{Why: schedule.PrepareBy, Day: d, Span: span, Queue: schedule.Any, Shift: schedule.Any}
		if q := b.queue(p.Queue); q != schedule.Any {
			row = b.row(schedule.PrepareBy, d, span, q)
		}
		row.Bound = p.Force.atLeast(p.Heads, 1)
		b.coverOrHole(row, p.Heads)
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
		if done[i] || h.Hard {
			continue
		}
		days := make([]bool, b.p.Days)
		most := make([]int, len(schedule.CoverKinds))
		for j := i; j < len(b.plan.Holes); j++ {
			if g := b.plan.Holes[j]; g.Queue == h.Queue && g.Span == h.Span && g.People == h.People && !g.Hard {
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
		ask := lang.Join(asks, "，", ", ")
		if h.People {
			out = append(out, lang.F("%[1]s %[2]s %[3]s有班次，但没有能上的人（技能、可排班次、实习），而%[4]s：让更多人学会或可上，或改短时间",
				"%[3]s%[2]s %[1]s: shifts cover it, but nobody is able to work one (skills, shifts, training) (%[4]s): let more people learn it or work them, or shorten the hours", when, h.Span, who, ask))
			continue
		}
		out = append(out, lang.F("%[1]s %[2]s %[3]s没有班次覆盖，而%[4]s：新增包含这段时间的班次，或改短时间",
			"%[3]s%[2]s %[1]s: no shift covers it (%[4]s): add a shift that covers it, or shorten the hours", when, h.Span, who, ask))
	}
	return out
}
