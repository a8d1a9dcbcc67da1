package solve

import "paiban/schedule"

// ActivitySaves is the most that cover can cost less with people away at the activities of p
// than with all of them on the queues: there may be too many at some time. Activities at a
// fixed hour are part of what is solved, see [schedule.Problem.ToSolve], and save nothing.
func ActivitySaves(p *schedule.Problem) (most schedule.Score) {
	for k := range p.Activities {
		a := &p.Activities[k]
		if len(a.Hours) == 1 && a.Hours[0].Len() == a.Length {
			continue
		}
		due := 0
		for i := range p.People {
			due += a.Asked(p, i)
		}
		if due == 0 {
			continue
		}
		var each schedule.Score
		for d := range p.Days {
			if !a.Days.Has(d) {
				continue
			}
			for at := 0; at < 2*schedule.DayMinutes; at += p.Interval {
				s := savedWithin(p, d, schedule.Span{Start: at, End: at + a.Length + p.Interval})
				each.Hard, each.Cost = max(each.Hard, s.Hard), max(each.Cost, s.Cost)
			}
		}
		most.Hard, most.Cost = most.Hard+int64(due)*each.Hard, most.Cost+int64(due)*each.Cost
	}
	return most
}

// savedWithin is what one head fewer can save in rows that a span of a day meets.
func savedWithin(p *schedule.Problem, day int, t schedule.Span) (s schedule.Score) {
	for k := range p.Cover {
		c := &p.Cover[k]
		if c.Shift != schedule.Any || c.Pause || c.Span.Shift((c.Day-day)*schedule.DayMinutes).Overlap(t) == 0 {
			continue
		}
		if c.Bound.HardMax < schedule.NoMax {
			s.Hard++
		}
		if c.Bound.SoftMax < schedule.NoMax {
			s.Cost += c.Bound.OverCost
		}
	}
	return s
}
