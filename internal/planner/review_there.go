package planner

import (
	"cmp"
	"slices"

	"paiban/internal/report"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// online is agents with their breaks cut out of their segments.
func online(agents []simulate.Agent) []simulate.Agent {
	out := make([]simulate.Agent, len(agents))
	for i, a := range agents {
		out[i] = a
		out[i].Segments = nil
		for _, g := range a.Segments {
			breaks := slices.Clone(g.Breaks)
			if g.Loose > 0 { // nothing says when: in the middle
				start := g.Start + (g.Len()-g.Loose)/2
				breaks = append(breaks, schedule.Span{Start: start, End: start + g.Loose})
			}
			slices.SortFunc(breaks, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
			at := g.Start
			for _, b := range append(breaks, schedule.Span{Start: g.End, End: g.End}) {
				if b.Start > at {
					out[i].Segments = append(out[i].Segments, simulate.Segment{Span: schedule.Span{Start: at, End: b.Start}, Queues: g.Queues})
				}
				at = max(at, b.End)
			}
		}
	}
	return out
}

// miss takes out of the agents of in, whose segments have no breaks in them, the time in
// which the punches say that they were not there, and notes who missed how much. Where the
// punches do not tell, those on leave all day were not there.
func (r *Review) miss(p *Planning, m *report.Matched, in *simulate.Input, there There) {
	for i := range in.Agents {
		a := &in.Agents[i]
		var left []simulate.Segment
		missed, planned := map[int]int{}, map[int]int{}
		for _, g := range a.Segments {
			day := workDay(p.Plan.Problem, m.Posted, i, g.Span)
			spans, known := []schedule.Span(nil), false
			if there != nil {
				spans, known = there(a.ID, p.Plan.Problem.Date(day))
			}
			onLeave := day >= 0 && day < r.Horizon.Days && p.Plan.Leave[i] != nil && !p.Plan.Leave[i][day].IsZero()
			if !known && !onLeave {
				left = append(left, g)
				continue
			}
			r.Punched = r.Punched || known
			planned[day] += g.Len()
			missed[day] += g.Len()
			for _, s := range spans {
				s = s.Shift(day * schedule.DayMinutes)
				if both := (schedule.Span{Start: max(s.Start, g.Start), End: min(s.End, g.End)}); both.Start < both.End {
					left = append(left, simulate.Segment{Span: both, Queues: g.Queues})
					missed[day] -= both.Len()
				}
			}
		}
		a.Segments = left
		for day, minutes := range missed { // sorted below
			if minutes > 0 && day >= 0 && day < r.Horizon.Days {
				r.Missed = append(r.Missed, Missed{
					Person: &p.Workspace.People[p.Plan.People[i]], Date: p.Plan.Problem.Date(day), Minutes: minutes, All: minutes == planned[day],
				})
			}
		}
	}
	slices.SortFunc(r.Missed, func(a, b Missed) int {
		return cmp.Or(cmp.Compare(b.Minutes, a.Minutes), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Person.ID, b.Person.ID))
	})
}

// workDay is the day whose shift of person i a span of work is a part of.
func workDay(p *schedule.Problem, r *schedule.Roster, i int, span schedule.Span) int {
	line := p.Timeline(r, i)
	day := span.Start / schedule.DayMinutes
	if span.Start < 0 {
		day = -1
	}
	for d := day; d >= day-1; d-- {
		if s, known := line.At(d); known && s != schedule.Off && slices.ContainsFunc(p.Shifts[s].Segments, func(g schedule.Span) bool {
			return g.Shift(d * schedule.DayMinutes).Contains(span)
		}) {
			return d
		}
	}
	return day
}
