package samples

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// The weeks that were rostered before the week to plan: all that touch October
// and those up to now.
var (
	rosterFrom = day(2026, 9, 28) // Monday of 2026-W40
	rosterTo   = day(2026, 11, 23)
	turnsFrom  = day(2026, 8, 31) // a Monday: turns are counted from here
)

// cell is what the past roster shows for a member on a date.
type cell struct {
	shift string // id of a schedule.Shift; "" is no work
	leave lang.Text
}

// worked returns the cell of a member by the pattern of the team.
func (s *shop) worked(who int, d workcal.Date) cell {
	m := &s.team[who]
	if !m.employed(d) {
		return cell{}
	}
	if word, ok := s.leaveOn(who, d); ok {
		return cell{leave: word}
	}
	if m.turns == nil {
		return cell{shift: s.dutyTable(who, d)}
	}
	weeks := int(d-turnsFrom) / 7
	t := m.turns[weeks%len(m.turns)]
	if strings.ContainsRune(t.off, rune('1'+int(d-d.Monday()))) {
		return cell{}
	}
	if m.queue != "" {
		return cell{shift: t.shift + "@" + m.queue}
	}
	return cell{shift: t.shift}
}

// dutyTable is the roster of the shop with duty turns: everybody on working
// days, one of them with the noon turn and another with the evening turn; one
// person on each day off, the next in line each time.
func (s *shop) dutyTable(who int, d workcal.Date) string {
	var work, off int // of their kind since turnsFrom
	for e := turnsFrom; e < d; e++ {
		if s.calendar.Day(e).Work {
			work++
		} else {
			off++
		}
	}
	if !s.calendar.Day(d).Work {
		if s.inLine(off, d) == who {
			return "W"
		}
		return ""
	}
	switch who {
	case s.inLine(work, d):
		return "N+D1"
	case s.inLine(work+3, d):
		return "N+D2"
	}
	return "N"
}

// inLine returns the member whose turn it is at the n-th time, or the next one
// who is there on d.
func (s *shop) inLine(n int, d workcal.Date) int {
	for i := range s.team {
		who := (n + i) % len(s.team)
		if _, away := s.leaveOn(who, d); !away && s.team[who].employed(d) {
			return who
		}
	}
	return -1
}

// segments returns the spans of a shift by its id, which may name a queue or a
// duty turn: L@flagship, N+D2.
func (s *shop) segments(id string) (spans []schedule.Span) {
	id, _, _ = strings.Cut(id, "@")
	base, turn, _ := strings.Cut(id, "+")
	for _, x := range s.cfg.Shifts {
		if x.ID == base {
			for _, h := range x.Hours {
				spans = append(spans, schedule.Span(h))
			}
		}
	}
	for _, x := range s.cfg.DutyTurns {
		if x.ID == turn {
			for _, h := range x.Hours {
				spans = append(spans, schedule.Span(h))
			}
		}
	}
	slices.SortFunc(spans, func(a, b schedule.Span) int { return a.Start - b.Start })
	for i := len(spans) - 1; i > 0; i-- {
		if spans[i-1].End == spans[i].Start { // a turn that runs into the day is one span with it
			spans[i-1].End = spans[i].End
			spans = slices.Delete(spans, i, i+1)
		}
	}
	return spans
}
