package planner

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

// candidates lists everything that could be asked of anybody.
func (d *Today) candidates(law *overtime) (out []Measure) {
	p := d.Plan.Problem
	for i := range p.People {
		cell := d.Read.Posted.Cells[i][d.day]
		switch {
		case d.without[i] || !p.People[i].CountsOn(d.day) || d.day < p.People[i].First || d.day >= p.People[i].Last:
		case d.Workspace.People[d.Plan.People[i]].ForWeek(): // has a price of their own
		case d.away(i) != nil || !d.Plan.Leave[i][d.day].IsZero():
		case cell == schedule.Off:
			out = append(out, d.fromRest(law, i)...)
		case p.Shifts[cell].Kind == schedule.Standby:
			out = append(out, d.fromStandby(law, i, cell)...)
		default:
			out = append(out, d.breaks(i, cell)...)
			out = append(out, d.longer(law, i, cell)...)
		}
	}
	return out
}

// handNow is the hand of person i as it is, empty where they are not there.
func (d *Today) handNow(i int) hand {
	if k := slices.IndexFunc(d.hands, func(h hand) bool { return h.person == i }); k >= 0 {
		h := d.hands[k]
		h.there = slices.Clone(h.there)
		return h
	}
	return hand{person: i, there: make([]bool, 2*schedule.DayMinutes/d.step)}
}

// breaks are the ways to move the breaks of a cell that have not begun.
func (d *Today) breaks(i, cell int) (out []Measure) {
	sh := &d.Plan.Problem.Shifts[cell]
	if len(sh.Breaks) == 0 {
		return nil
	}
	now := d.Read.Posted.BreaksAt(d.Plan.Problem, i, d.day)
	from := d.first * d.step
	begun := func(s schedule.Span) bool { return s.Start < from }
	for _, way := range sh.Ways(d.step) {
		if slices.Equal(way, now) || !slices.Equal(filter(way, begun), filter(now, begun)) {
			continue
		}
		moved := filter(way, func(s schedule.Span) bool { return !slices.Contains(now, s) })
		if len(moved) == 0 {
			continue
		}
		m := Measure{Kind: MoveBreak, Person: i, Shift: schedule.Off, Was: now, Now: way, Span: moved[0], next: d.handNow(i)}
		for _, g := range now {
			m.next.mark(g, d.step, true)
		}
		for _, g := range way {
			m.next.mark(g, d.step, false)
		}
		out = append(out, m)
	}
	return out
}

func filter(spans []schedule.Span, keep func(schedule.Span) bool) (out []schedule.Span) {
	for _, s := range spans {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}

// longer are the ways to keep somebody after their shift.
func (d *Today) longer(law *overtime, i, cell int) (out []Measure) {
	end := d.Plan.Problem.Shifts[cell].End()
	for _, g := range d.approved(i) {
		if g.Start <= end {
			end = max(end, g.End)
		}
	}
	if end < d.first*d.step {
		return nil // has gone home
	}
	for n := overtimeStep; n <= labourlaw.OvertimeDay; n += overtimeStep {
		span := schedule.Span{Start: end, End: end + n}
		turn := scenario.Turn{Day: d.day, Spans: []schedule.Span{span.Shift(d.day * schedule.DayMinutes)}}
		if span.End > d.Until || !d.rested(i, span.End) || !law.may(i, []scenario.Turn{turn}) {
			return out
		}
		m := Measure{Kind: StayOn, Person: i, Shift: schedule.Off, Span: span, next: d.handNow(i)}
		m.next.mark(span, d.step, true)
		d.price(&m, attendance.Work, n)
		out = append(out, m)
	}
	return out
}

// rested reports whether person i has rest enough between end, a minute of the day, and the
// shift of the day after: what the shop asks for, else what is usual.
func (d *Today) rested(i, end int) bool {
	need := labourlaw.RestBetweenShifts
	if r := d.Workspace.Config.Rules.MinRest.Between(); r.Length > 0 {
		need = int(r.Length)
	}
	next, known := d.Plan.Problem.Timeline(d.Read.Posted, i).At(d.day + 1)
	return !known || next == schedule.Off || schedule.DayMinutes+d.Plan.Problem.Shifts[next].Start()-end >= need
}

// fromStandby are the ways to call in somebody who can be reached: for a whole shift, which
// takes the place of standby as the work of that day and costs nothing more, or for hours,
// which are overtime.
func (d *Today) fromStandby(law *overtime, i, cell int) (out []Measure) {
	p, serves := d.Plan.Problem, d.serves(i, schedule.Off)
	for _, s := range p.People[i].Shifts {
		sh := &p.Shifts[s]
		if sh.Kind == schedule.Standby || sh.Cut() || sh.Retired || !sh.Days.Has(d.day) || sh.Start() < d.Minute+standbyLead || !d.rested(i, sh.End()) ||
			!p.Shifts[cell].Covers(schedule.Span{Start: sh.Start(), End: sh.End()}) || !d.workable(law, i, s) {
			continue
		}
		m := Measure{Kind: CallStandby, Person: i, Shift: s, Span: schedule.Span{Start: sh.Start(), End: sh.End()}, next: d.handNow(i)}
		m.next.serves = d.serves(i, s)
		for _, g := range sh.Presence(sh.MiddleBreaks()) {
			m.next.mark(g, d.step, true)
		}
		out = append(out, m)
	}
	for _, g := range d.Plan.Problem.Shifts[cell].Segments {
		for start := max(g.Start, up(d.Minute+standbyLead, overtimeStep)); start+shortestCall <= g.End; start += overtimeStep {
			for end := start + shortestCall; end <= min(g.End, start+longestCall, d.Until); end += overtimeStep {
				span := schedule.Span{Start: start, End: end}
				if !d.asked(law, i, span.Len()) || !d.rested(i, end) {
					continue
				}
				m := Measure{Kind: CallStandby, Person: i, Shift: schedule.Off, Span: span, next: d.handNow(i)}
				m.next.serves = serves
				m.next.mark(span, d.step, true)
				d.price(&m, attendance.Rest, span.Len())
				out = append(out, m)
			}
		}
	}
	return out
}

// fromRest are the shifts, or what is left of them, for which somebody could be called in
// from a rest day without a rule or the law being broken.
func (d *Today) fromRest(law *overtime, i int) (out []Measure) {
	p := d.Plan.Problem
	for _, s := range p.People[i].Shifts {
		sh := &p.Shifts[s]
		if sh.Kind == schedule.Standby || sh.Cut() || sh.Retired || !sh.Days.Has(d.day) || len(sh.Segments) > 1 || d.Workspace.NoNightWork(&d.Workspace.People[d.Plan.People[i]], sh) {
			continue
		}
		start := max(sh.Start(), up(d.Minute+restDayLead, overtimeStep))
		span := schedule.Span{Start: start, End: sh.End()}
		if span.Len() < shortestCall || !d.rested(i, span.End) || !d.workable(law, i, s) {
			continue
		}
		m := Measure{Kind: CallIn, Person: i, Shift: schedule.Off, Span: span, next: d.handNow(i)}
		if start == sh.Start() {
			m.Shift = s
		}
		m.next.serves = d.serves(i, s)
		paid := 0
		for _, g := range sh.Presence(sh.MiddleBreaks()) {
			g = schedule.Span{Start: max(g.Start, start), End: g.End}
			if g.Len() > 0 {
				m.next.mark(g, d.step, true)
				paid += g.Len()
			}
		}
		if !d.asked(law, i, paid) {
			continue
		}
		d.price(&m, attendance.Rest, paid)
		out = append(out, m)
	}
	return out
}

// workable reports whether the row of person i breaks no more with shift s on the day.
func (d *Today) workable(law *overtime, i, s int) bool {
	p := law.person(i)
	row := slices.Clone(d.Read.Posted.Cells[i])
	row[d.day] = s
	return schedule.Check(p, &schedule.Roster{Cells: [][]int{row}}).Score.Hard <= law.base[i]
}

// asked reports whether person i may be asked to come in for so many minutes: nobody whom
// the law protects, and no more than it allows in a month.
func (d *Today) asked(law *overtime, i, minutes int) bool {
	turn := scenario.Turn{Day: d.day, Spans: []schedule.Span{{Start: d.day * schedule.DayMinutes, End: d.day*schedule.DayMinutes + minutes}}}
	if !law.asked(i, []scenario.Turn{turn}) {
		return false
	}
	if !d.Workspace.Config.Costs.RespectLimit {
		return true
	}
	month := workcal.MonthOf(d.Date)
	for _, m := range d.Workspace.OvertimeOf(d.Plan.People[i], month.First(), month.Last()+1) {
		minutes += m
	}
	return minutes <= labourlaw.OvertimeMonth
}

// price is what the minutes of m cost: as a settlement of the month pays them.
func (d *Today) price(m *Measure, kind attendance.Kind, minutes int) {
	ws := d.Workspace
	classes := ws.Config.Attendance.OvertimeClasses(ws.Calendar, d.Date, kind, m.Span)
	f := factors(ws.Config.Costs.Overtime)
	all := classes[0] + classes[1] + classes[2]
	if all == 0 {
		return
	}
	m.paid = float64(minutes)
	m.Factor = (float64(classes[0])*f.Workday + float64(classes[1])*f.Rest + float64(classes[2])*f.Statutory) / float64(all)
	m.Yuan = m.Factor * d.hourly(m.Person) * float64(minutes) / 60
}

// up rounds minutes up to a multiple of step.
func up(minutes, step int) int { return (minutes + step - 1) / step * step }
