package model

import "paiban/schedule"

// Unavailable bars the shifts that fall into the time.
func init() {
	register(func(c *compilation, r schedule.Unavailable) {
		span := r.Span
		if r.Whole {
			span = schedule.Span{End: schedule.DayMinutes}
		}
		for d := max(0, r.Day-1); d < c.Days && d <= r.Day+max(0, span.End-1)/schedule.DayMinutes; d++ {
			for s := range c.Problem.Shifts {
				if r.Whole && d == r.Day || c.overlaps(s, d, r.Day, span) {
					c.cost(r.Person, d, s+1, schedule.Score{Hard: 1})
				}
			}
		}
	})
}

// excused returns the days, as {person, day}, that some Unavailable speaks of.
func (c *compilation) excused() map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, r := range c.Problem.Rules {
		if u, ok := r.(schedule.Unavailable); ok {
			out[[2]int{u.Person, u.Day}] = true
		}
	}
	return out
}

// overlaps reports whether shift s of day from overlaps span of day.
func (m *Model) overlaps(s, from, day int, span schedule.Span) bool {
	for _, g := range m.Problem.Shifts[s].Segments {
		if g.Shift((from-day)*schedule.DayMinutes).Overlap(span) > 0 {
			return true
		}
	}
	return false
}
