package settlement

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// How well punches fit a plan, in minutes.
const (
	mostOff  = 240 // that one end of a shift is off at most; further is no punch of it
	clearOff = 120 // by which one plan must fit better than another to be the one that was worked
)

// addSwaps follows the swaps that two people have agreed on. A roster that was planned or
// mended after the swap has it already, and stays as it is. Where the punches of both
// fit the exchanged shifts and not the rostered ones, the month goes by the exchanged
// ones. Where they do not tell, the roster counts and the swap is told.
func (m *month) addSwaps() {
	last := m.lastPunch()
	for _, s := range m.Workspace.Swaps {
		if s.Date < m.Month.First() || s.Date > min(m.Month.Last(), last) {
			continue
		}
		d := s.Date - m.Month.First()
		a, b := &m.input.Plans[s.A][d], &m.input.Plans[s.B][d]
		if !swappable(a) || !swappable(b) {
			m.noteSwap(s, lang.T("有人这天没有班表，或者请假，没有换", "one of them has no roster or is on leave on this day; nothing is exchanged"))
			continue
		}
		if a.Kind == b.Kind && a.Name() == b.Name() {
			continue // nothing to exchange
		}
		asRostered := m.misfit(s.A, s.Date, a) + m.misfit(s.B, s.Date, b)
		exchanged := m.misfit(s.A, s.Date, b) + m.misfit(s.B, s.Date, a)
		switch {
		case exchanged+clearOff <= asRostered:
			m.noteSwap(s, lang.T("班表上没有换，打卡和换过的班相符，考勤按换过的班算", "the roster does not have it, but the punches fit the exchanged shifts; the month goes by these"))
			exchange(a, b)
		case asRostered+clearOff > exchanged:
			m.noteSwap(s, lang.T("从打卡看不出换了没有，考勤按班表算；班表没有换的话，在班表里换过来", "the punches do not tell whether it was made; the month goes by the roster. If the roster lacks it, exchange the cells there"))
		}
	}
}

func (m *month) noteSwap(s workspace.Swap, what lang.Text) {
	people := m.Workspace.People
	m.notes = append(m.notes, lang.F("%s：%s 和 %s %s 换班：%s", "%s: swap of %s and %s on %s: %s", s.Where, people[s.A].Name, people[s.B].Name, s.Date, what))
}

func swappable(p *attendance.Planned) bool {
	return p.Kind == attendance.Work || p.Kind == attendance.Rest
}

// exchange exchanges what two people were to work. Who need not clock, and what an export
// or a sheet kept by hand says of somebody, stays theirs.
func exchange(a, b *attendance.Planned) {
	*a, *b = *b, *a
	a.Exempt, b.Exempt = b.Exempt, a.Exempt
	a.Marked, b.Marked = b.Marked, a.Marked
	a.Granted, b.Granted = b.Granted, a.Granted
}

// lastPunch returns the date of the last punch of all.
func (m *month) lastPunch() (last workcal.Date) {
	for _, list := range m.input.Punches {
		for i := range list {
			last = max(last, list[i].At.Date())
		}
	}
	return last
}

// misfit returns how badly somebody's punches fit a plan of a date: by how many minutes
// its start and end are off the nearest punches. Punches on a rest day, and none on a
// working day, are as far off as can be.
func (m *month) misfit(who int, date workcal.Date, p *attendance.Planned) int {
	punches := m.input.Punches[who]
	if p.Kind == attendance.Rest || len(p.Segments) == 0 {
		from := attendance.On(date, int(m.policy.DayBoundary))
		for i := range punches {
			if at := punches[i].At; at >= from && at < from+schedule.DayMinutes {
				return 2 * mostOff
			}
		}
		return 0
	}
	off := 0
	for _, minute := range []int{p.Segments[0].Start, p.Segments[len(p.Segments)-1].End} {
		at, nearest := attendance.On(date, minute), attendance.Stamp(mostOff)
		for i := range punches {
			nearest = min(nearest, max(punches[i].At-at, at-punches[i].At))
		}
		off += int(nearest)
	}
	return off
}
