package scenario

import (
	"slices"

	"paiban/schedule"
	"paiban/schedule/simulate"
)

// daysOff offers a turn of source s to each agent on each day that they have off, with
// enough rest before the shifts around it. own is what each works beyond the roster.
func (p *planner) daysOff(out []Turn, s int, chosen []Turn, agents []simulate.Agent, own [][]Turn) []Turn {
	src := &p.c.Sources[s]
	heads := make([]int, p.c.Input.Days)
	for i := range chosen {
		if chosen[i].Source == s {
			heads[chosen[i].Day]++
		}
	}
	for a := range agents {
		for d := range heads {
			if !src.Days.Has(d) || heads[d] >= src.Heads {
				continue
			}
			t := Turn{From: src.ID, Source: s, Day: d, Agent: a, Person: agents[a].ID, Name: p.c.name(a)}
			for _, q := range src.Queues {
				if slices.Contains(p.c.Skills[a], q) {
					t.queues = append(t.queues, q)
				}
			}
			for _, g := range src.Spans {
				t.Spans = append(t.Spans, g.Shift(d*schedule.DayMinutes))
				t.Price += p.c.restPrice(a, d, g)
			}
			minutes := int(60 * t.Hours())
			for _, o := range own[a] {
				minutes += int(60 * o.Hours())
			}
			if len(t.queues) > 0 && minutes <= src.Total && rested(agents[a].Segments, &t, src.MinRest) && (p.c.May == nil || p.c.May(a, append(slices.Clip(own[a]), t))) {
				out = append(out, t)
			}
		}
	}
	return out
}

// rested reports whether nothing of segments begins on the day of t, and least minutes lie
// between t and all of them.
func rested(segments []simulate.Segment, t *Turn, least int) bool {
	for _, g := range segments {
		if floorDay(g.Start) == t.Day || g.Start < t.Spans[len(t.Spans)-1].End+least && t.Spans[0].Start < g.End+least {
			return false
		}
	}
	return true
}

// restPrice is what a span of a day off costs, in minutes of its date.
func (c *Case) restPrice(agent, day int, span schedule.Span) float64 {
	m := [3]int{1: span.Len()}
	switch {
	case c.RestClasses != nil:
		m = c.RestClasses(day, span)
	case c.Days[day].Statutory:
		m = [3]int{2: span.Len()}
	}
	return c.Hourly[agent] * c.Factors.Hours(m)
}
