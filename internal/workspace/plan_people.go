package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// people takes everybody who is employed within the horizon.
func (b *builder) people(past *pastRosters) {
	start := b.p.Start
	words := past.words(b.p.Shifts)
	b.able = make([]bool, len(b.p.Shifts))
	for i := range b.w.People {
		src := &b.w.People[i]
		p := schedule.Person{ID: src.ID, Name: src.Name, Group: src.Group, First: 0, Last: b.p.Days}
		if src.Hired > start {
			p.First = min(b.p.Days, int(src.Hired-start))
		}
		if src.Left != 0 {
			p.Last = min(b.p.Days, max(0, int(src.Left-start)+1))
		}
		if p.First >= p.Last {
			continue
		}
		b.training(src, &p)
		b.skills(src, &p)
		b.allow(src, &p)
		if len(p.Shifts) == 0 {
			b.note("%s 没有可上的班次，没有排班；检查员工表的可排班次、技能和标记", "%s may work no shift and is not rostered; check shifts, skills and flags in the staff list", src.Name)
		}
		for _, s := range p.Shifts {
			b.able[s] = b.able[s] || !p.Trainee || p.Trained > 0
		}
		p.Past, p.Leave = past.of(src.ID, start, words)
		p.Before = past.breaksOn(src.ID, start-1)
		if p.Last == b.p.Days {
			var leave []int
			p.Next, leave = past.after(src.ID, start, start+workcal.Date(b.p.Days), words)
			p.Leave = append(p.Leave, leave...)
		}
		b.plan.Earlier = append(b.plan.Earlier, past.earlier(src.ID, start, words))
		b.p.People = append(b.p.People, p)
		b.plan.People = append(b.plan.People, i)
		b.rulesOf = append(b.rulesOf, b.w.RulesOf(src))
	}
}

// training marks somebody as a trainee up to the day from which they count.
func (b *builder) training(src *Person, p *schedule.Person) {
	weeks := b.c.Contract.Training.Weeks
	if p.Trainee = src.TraineeOn(b.p.Date(p.First), weeks); !p.Trainee {
		return
	}
	for d := p.First + 1; d < p.Last && p.Trained == 0; d++ {
		if !src.TraineeOn(b.p.Date(d), weeks) {
			p.Trained = d
		}
	}
}

// skills lists the queues that somebody can serve.
func (b *builder) skills(src *Person, p *schedule.Person) {
	if src.Skills == nil {
		return
	}
	p.Skills = []int{}
	for q := range b.p.Queues {
		if contains(src.Skills, b.p.Queues[q].ID) {
			p.Skills = append(p.Skills, q)
		}
	}
}

// allow fills in the shifts that src may work and why others are barred.
func (b *builder) allow(src *Person, p *schedule.Person) {
	p.Barred = map[int]lang.Text{}
	for s := range b.p.Shifts {
		sh, parts := &b.p.Shifts[s], b.parts[s]
		if sh.Retired {
			continue
		}
		if why := b.barred(src, sh, parts); !why.IsZero() {
			p.Barred[s] = why
			continue
		}
		p.Shifts = append(p.Shifts, s)
	}
}

// barred says why src may not work a shift; it is zero where they may.
func (b *builder) barred(src *Person, sh *schedule.Shift, parts shiftParts) lang.Text {
	if i := slices.IndexFunc(b.c.Shifts, func(s Shift) bool { return s.ID == parts.base }); i >= 0 && b.c.Shifts[i].only != nil && !contains(b.c.Shifts[i].only, src.ID) {
		return lang.T("它是这一周另外来的人的班次", "it is a shift of people who come for the week")
	}
	if sh.Overtime != nil {
		if why := b.w.NoOvertime(src, b.p.Start); !why.IsZero() {
			return why
		}
	}
	listed := src.Shifts == nil || parts == (shiftParts{overtime: true}) || contains(src.Shifts, parts.base) && (parts.duty == "" || contains(src.Shifts, parts.duty))
	if !listed {
		return lang.T("员工表的可排班次里没有它", "it is not among the shifts in the staff list")
	}
	if sh.Queue != schedule.Any && src.Skills != nil && !contains(src.Skills, b.p.Queues[sh.Queue].ID) {
		return lang.F("没有技能：%s", "not skilled for %s", b.p.Queues[sh.Queue].Name)
	}
	return b.w.protects(src, sh)
}

// protects says why src may not work a shift for being protected; it is zero where they
// may.
func (w *Workspace) protects(src *Person, sh *schedule.Shift) lang.Text {
	rule := &w.RulesOf(src).Protection
	if !rule.Force.Hard {
		return lang.Text{}
	}
	if src.Has(NoNight) && atNight(sh, rule.Night) {
		return lang.F("约定不上夜班（%s）", "no night work by agreement (%s)", rule.Night)
	}
	for _, f := range rule.Flags {
		switch {
		case !src.Has(f):
		case atNight(sh, rule.Night):
			return lang.F("%s不排夜班（%s）", "%s: no night work (%s)", f.Text(), rule.Night)
		case rule.Day > 0 && sh.Paid > int(rule.Day):
			return lang.F("%s不加班（每天不超过 %s）", "%s: no overtime (at most %s a day)", f.Text(), rule.Day.Text())
		}
	}
	return lang.Text{}
}

// atNight reports whether a segment of sh lies in part within night, a span that
// may cross midnight, of its own day or of the one before.
func atNight(sh *schedule.Shift, night Span) bool {
	n := schedule.Span(night)
	for _, g := range sh.Segments {
		if g.Overlap(n) > 0 || g.Overlap(n.Shift(-schedule.DayMinutes)) > 0 || g.Overlap(n.Shift(schedule.DayMinutes)) > 0 {
			return true
		}
	}
	return false
}

// protected reports whether person i of the problem must not work overtime.
func (b *builder) protected(i int) bool {
	src, rule := &b.w.People[b.plan.People[i]], &b.rulesOf[i].Protection
	for _, f := range rule.Flags {
		if rule.Force.Hard && src.Has(f) {
			return true
		}
	}
	return false
}

// index returns the index into Problem.People of one of Workspace.People, or
// Any.
func (b *builder) index(person int) int {
	for i, p := range b.plan.People {
		if p == person {
			return i
		}
	}
	return schedule.Any
}

// absences turns leave into unavailability.
func (b *builder) absences() {
	b.plan.Leave = make([][]lang.Text, len(b.p.People))
	b.away = make([][]bool, len(b.p.People))
	b.hours = make([][][]away, len(b.p.People))
	for i := range b.p.People {
		b.plan.Leave[i] = make([]lang.Text, b.p.Days)
		b.away[i] = make([]bool, b.p.Days)
	}
	for _, l := range b.w.Leave {
		i := b.index(l.Person)
		if i == schedule.Any {
			continue
		}
		p := &b.p.People[i]
		for d := -len(p.Past); d < b.p.Days+max(1, len(p.Next)); d++ {
			from, to := l.From.From(b.p.Date(d)), l.To.From(b.p.Date(d))
			span := schedule.Span{Start: max(0, from), End: min(schedule.DayMinutes, to)}
			whole := span.Len() == schedule.DayMinutes
			if span.Len() <= 0 || d >= 0 && d < b.p.Days && b.away[i][d] {
				continue
			}
			if whole && !l.Recurs {
				p.Leave = append(p.Leave, d)
			}
			if d >= 0 && d <= b.p.Days {
				b.absence(&l, i, d, span)
			}
		}
	}
	for i := range b.p.People {
		p := &b.p.People[i]
		slices.Sort(p.Leave)
		p.Leave = slices.Compact(p.Leave)
	}
}

// absence enters the hours of leave of person i on a day of the horizon, or on the one
// after it, into which the last day's shifts may run.
func (b *builder) absence(l *Leave, i, d int, span schedule.Span) {
	whole := span.Len() == schedule.DayMinutes
	switch {
	case d == b.p.Days:
		b.p.Rules = append(b.p.Rules, schedule.Unavailable{Person: i, Day: d, Whole: whole, Span: span, What: l.Type})
		return
	case whole:
		b.away[i][d] = true
		b.plan.Leave[i][d] = l.Type
		b.p.Rules = append(b.p.Rules, schedule.Unavailable{Person: i, Day: d, Whole: true, What: l.Type})
	default:
		b.partLeave(i, d, span, l.Type)
		if !l.Recurs {
			b.note("%s %s %s %s", "%s: %[4]s on %[2]s %[3]s", b.p.People[i].Name, b.p.Date(d), span, l.Type)
		}
	}
	if s := b.index(l.Substitute); s != schedule.Any {
		b.p.Rules = append(b.p.Rules, schedule.Request{Person: s, Day: d, Want: true, Cost: substituteOff})
	}
}

// minCut is the shortest rest of a shift, in minutes, for which somebody on leave for
// the other part still comes to work.
const minCut = 120

// partLeave handles leave of some hours. It forbids the shifts that overlap the leave
// and adds, for each of them, a shorter shift without those hours: somebody away for
// an afternoon can work the morning and is not counted in the afternoon. For the
// contract hours the leave counts as worked; the hours that are shown leave it out.
func (b *builder) partLeave(i, d int, span schedule.Span, what lang.Text) {
	b.p.Rules = append(b.p.Rules, schedule.Unavailable{Person: i, Day: d, Span: span, What: what})
	for _, s := range slices.Clone(b.p.People[i].Shifts) {
		b.cutShift(i, d, s, span)
	}
	slices.Sort(b.p.People[i].Shifts) // what is left may be a shift that somebody else has had before
}

// cutShift lets person i work on day d what leave of some hours leaves of shift s, if that
// is enough.
func (b *builder) cutShift(i, d, s int, span schedule.Span) {
	from := b.p.Shifts[s]
	if from.Parts != nil || from.Overtime != nil || !from.Days.Has(d) {
		return
	}
	left := from
	left.Segments = nil
	for _, g := range from.Segments {
		for _, part := range []schedule.Span{{Start: g.Start, End: min(g.End, span.Start)}, {Start: max(g.Start, span.End), End: g.End}} {
			if part.Len() > 0 {
				left.Segments = append(left.Segments, part)
			}
		}
	}
	if m := left.Present(); m == from.Present() || m < minCut {
		return
	}
	left.Breaks = breaksLeft(from.Breaks, left.Segments)
	worked := left.Present()
	for _, p := range left.Breaks {
		if !p.Paid {
			worked -= p.Length
		}
	}
	left.Leave = max(0, from.Paid-max(0, worked))
	mark := lang.F("(%s假)", "(less %s)", hours(span))
	left.ID = from.ID + "-" + span.String() + "/" + b.p.Date(d).String()
	left.Name, left.Short = lang.F("%s%s", "%s %s", from.Name, mark), lang.F("%s%s", "%s %s", from.Short, mark)
	left.Parts = []string{from.ID}
	left.Days = make(schedule.DaySet, b.p.Days)
	left.Days[d] = true
	at := slices.IndexFunc(b.p.Shifts, func(t schedule.Shift) bool { return t.ID == left.ID })
	if at < 0 {
		at = len(b.p.Shifts)
		b.p.Shifts = append(b.p.Shifts, left)
		b.parts = append(b.parts, shiftParts{base: b.parts[s].base, cut: true})
		b.able = append(b.able, false) // no cover may rest on it
	}
	b.p.People[i].Shifts = append(b.p.People[i].Shifts, at)
}

// hours prints a span shortly: 14-18, 14:30-16.
func hours(s schedule.Span) string {
	return strings.ReplaceAll(s.String(), ":00", "")
}

// swaps takes the agreed exchanges of the horizon.
func (b *builder) swaps() {
	for _, s := range b.w.Swaps {
		d := int(s.Date - b.p.Start)
		i, j := b.index(s.A), b.index(s.B)
		if d >= 0 && d < b.p.Days && i != schedule.Any && j != schedule.Any {
			b.plan.Swaps = append(b.plan.Swaps, Exchange{A: i, B: j, Day: d})
		}
	}
}
