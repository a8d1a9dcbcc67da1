package samples

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// away is time off, approved or not.
type away struct {
	who        int
	kind       lang.Text
	from, to   moment // half-open
	whole      bool   // whole days
	substitute int
	status     lang.Text
}

var (
	annual    = lang.T("年假", "annual")
	sick      = lang.T("病假", "sick")
	personal  = lang.T("事假", "personal")
	comp      = lang.T("调休", "comp")
	approved  = lang.T("已批准", "approved")
	pending   = lang.T("待批准", "pending")
	withdrawn = lang.T("已撤销", "withdrawn")
)

// absences are the leave of October and of the week to plan: whole days, part
// of a day, and requests that came to nothing.
func (s *shop) absences() {
	days := func(who int, kind lang.Text, from, last workcal.Date, substitute int, status lang.Text) {
		s.away = append(s.away, away{who, kind, at(from, 0), at(last+1, 0), true, substitute, status})
	}
	n := s.regulars()
	ill := s.spare(1%n, day(2026, 10, 14), 1)
	days(1%n, sick, ill, ill, 3%n, approved)
	trip := s.spare(3%n, day(2026, 10, 20), 2)
	days(3%n, personal, trip, trip+1, 0, approved)
	holiday := s.spare(n-1, day(2026, 10, 26), 2)
	days(n-1, annual, holiday, holiday+1, 2%n, approved)
	days(2%n, personal, day(2026, 10, 22), day(2026, 10, 22), 1%n, withdrawn)
	late := s.spare(5%n, day(2026, 10, 16), 1) // asked for when the roster was out
	start := s.segments(s.worked(5%n, late).shift)[0].Start
	s.away = append(s.away, away{5 % n, comp, at(late, start), at(late, start+120), false, -1, approved})
	days(2%n, annual, day(2026, 11, 25), day(2026, 11, 26), 5%n, approved)
	s.away = append(s.away, away{3 % n, personal, at(day(2026, 11, 28), 14*60), at(day(2026, 11, 28), 18*60), false, 1 % n, approved})
	days(5%n, personal, day(2026, 11, 27), day(2026, 11, 27), -1, pending)
}

// spare returns the first date from which a member can be away for n days that
// they would all work, with somebody else on the same shift each day.
func (s *shop) spare(who int, from workcal.Date, n workcal.Date) workcal.Date {
search:
	for first := from; ; first++ {
		for d := first; d < first+n; d++ {
			shift, others := s.worked(who, d).shift, 0
			for i := range s.team {
				if i != who && s.worked(i, d).shift == shift && s.team[i].flag != workspace.Trainee {
					others++
				}
			}
			if shift == "" || others == 0 {
				continue search
			}
		}
		return first
	}
}

// regulars is the number of members from the first who are neither learning
// nor gone.
func (s *shop) regulars() (n int) {
	for n < len(s.team) && s.team[n].flag != workspace.Trainee && s.team[n].left == 0 && s.team[n].hired < day(2026, 10, 1) {
		n++
	}
	return n
}

// leaveOn returns the approved leave of a member that covers a whole date.
func (s *shop) leaveOn(who int, d workcal.Date) (lang.Text, bool) {
	for _, a := range s.away {
		if a.who == who && a.whole && a.status == approved && d >= a.from.Date && d < a.to.Date {
			return a.kind, true
		}
	}
	return lang.Text{}, false
}

// hours takes the approved part-day leave of a member off the segments of a
// work date.
func (s *shop) hours(who int, d workcal.Date, spans []schedule.Span) []schedule.Span {
	for _, a := range s.away {
		if a.who != who || a.whole || a.status != approved || a.from.Date != d {
			continue
		}
		off := schedule.Span{Start: a.from.Second / 60, End: a.to.Second / 60}
		var left []schedule.Span
		for _, g := range spans {
			for _, part := range []schedule.Span{{Start: g.Start, End: min(g.End, off.Start)}, {Start: max(g.Start, off.End), End: g.End}} {
				if part.Len() > 0 {
					left = append(left, part)
				}
			}
		}
		spans = left
	}
	return spans
}

// leaveRows are the four sheets of leave.xlsx; corrections follow from the
// punches.
func (s *shop) leaveRows() map[string][]record {
	name := func(who int) string { return s.team[who].name.In(s.lang) }
	var leave []record
	for _, a := range s.away {
		r := record{"person": name(a.who), "type": a.kind.In(s.lang), "from": a.from.minute(), "to": a.to.minute(), "status": a.status.In(s.lang)}
		if a.whole {
			r["from"], r["to"] = a.from.Date.String(), (a.to.Date - 1).String()
		}
		if a.substitute >= 0 {
			r["substitute"] = name(a.substitute)
		}
		leave = append(leave, r)
	}
	n := s.regulars()
	shift := func(i int) lang.Text { return s.cfg.Shifts[i].Name }
	last := len(s.cfg.Shifts) - 1
	requests := []record{
		{"person": name(0), "date": day(2026, 11, 28), "wish": pick(s.lang, "休", "off"), "weight": 4, "note": pick(s.lang, "同学婚礼", "a wedding")},
		{"person": name(1 % n), "date": day(2026, 11, 29), "wish": pick(s.lang, "休", "off"), "weight": 2},
		{"person": name(3 % n), "date": day(2026, 11, 24), "wish": shift(0).In(s.lang), "weight": 3},
	}
	if last > 0 && s.preset != "duty" {
		requests = append(requests, record{"person": name(5 % n), "date": day(2026, 11, 27), "wish": pick(s.lang, "不要", "not ") + shift(last).In(s.lang), "weight": 3, "note": pick(s.lang, "孩子家长会", "parents' evening")})
	}
	swaps := []record{{"a": name(1 % n), "b": name(4 % n), "date": day(2026, 11, 26), "status": pending.In(s.lang)}}
	return map[string][]record{"leave": leave, "requests": requests, "swaps": swaps}
}
