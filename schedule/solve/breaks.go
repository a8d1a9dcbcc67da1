package solve

import (
	"context"

	"paiban/schedule"
)

// PlaceBreaks returns r with a place for the breaks of every cell that has none placed,
// so that what cover asks for is kept best; the shifts and the breaks that are placed
// stay. The search ends as opts say; the same input and a limit of iterations give the
// same places. It returns r itself where nothing is to be placed.
func PlaceBreaks(ctx context.Context, p *schedule.Problem, r *schedule.Roster, opts Options) (*schedule.Roster, error) {
	if !unplaced(p, r) {
		return r, nil
	}
	p = p.ToSolve()
	q := *p
	q.Rules, q.People, q.Shifts = nil, make([]schedule.Person, len(p.People)), append([]schedule.Shift(nil), p.Shifts...)
	for _, rule := range p.Rules {
		switch rule.(type) {
		case schedule.MealTime, schedule.Continuous:
			q.Rules = append(q.Rules, rule)
		}
	}
	for s := range q.Shifts {
		q.Shifts[s].Retired, q.Shifts[s].Days = false, nil // whoever works it does
	}
	// A cell with breaks that are placed is worked on a shift of its own, which has its
	// breaks nowhere else; so is one with activities, whose breaks lie beside them.
	cells := schedule.NewRoster(&q)
	for i := range p.People {
		who := &q.People[i]
		*who = p.People[i]
		who.First, who.Last, who.Shifts, who.Next = 0, p.Days, nil, nil
		may := make([]bool, len(p.Shifts))
		for d, s := range r.Cells[i] {
			if s == schedule.Off {
				continue
			}
			cells.Cells[i][d] = s
			at, around := r.PlacedAt(i, d), aroundActivities(&p.Shifts[s], r.ActivitiesAt(i, d))
			if at != nil || around != nil {
				fixed := p.Shifts[s]
				if around != nil {
					fixed.Segments = around
				}
				if at != nil {
					fixed.Breaks = pinned(&fixed, at)
				}
				fixed.Retired, fixed.Days = false, nil
				fixed.ID += "/" + who.ID + "/" + p.Date(d).String()
				fixed.Parts = append(append([]string(nil), fixed.Parts...), p.Shifts[s].ID)
				cells.Cells[i][d] = len(q.Shifts)
				who.Shifts = append(who.Shifts, len(q.Shifts))
				q.Shifts = append(q.Shifts, fixed)
			} else {
				may[s] = true
			}
		}
		var plain []int
		for s, ok := range may {
			if ok {
				plain = append(plain, s)
			}
		}
		who.Shifts = append(plain, who.Shifts...)
	}
	for i := range q.People {
		for d, s := range cells.Cells[i] {
			q.Rules = append(q.Rules, schedule.Pin{Person: i, Day: d, Shift: s})
		}
	}
	res, err := Solve(ctx, &q, opts)
	if err != nil {
		return nil, err
	}
	out := r.Clone()
	for i := range out.Cells {
		for d := range out.Cells[i] {
			if r.PlacedAt(i, d) == nil && res.Roster.Cells[i][d] == r.Cells[i][d] {
				out.PlaceBreaks(i, d, res.Roster.PlacedAt(i, d))
			}
		}
	}
	return out, nil
}

// aroundActivities are the segments of s without the activities that somebody attends on it,
// where its breaks still have room; nil where they are those of s.
func aroundActivities(s *schedule.Shift, at []schedule.ActivitySpan) []schedule.Span {
	if len(at) == 0 {
		return nil
	}
	cut := *s
	var away []schedule.Span
	for _, t := range at {
		away = append(away, t.Span)
	}
	if cut.Segments = cut.Presence(away); len(cut.Segments) == 0 || len(cut.MiddleBreaks()) < len(cut.Breaks) {
		return nil
	}
	return cut.Segments
}

// pinned are breaks that can lie at some spans alone. One beside the hours of the shift
// takes nobody away.
func pinned(s *schedule.Shift, at []schedule.Span) (out []schedule.Break) {
	for _, t := range at {
		if !s.Covers(t) {
			continue
		}
		out = append(out, schedule.Break{Length: t.Len(), From: t.Start, To: t.End, Paid: true})
	}
	return out
}

// unplaced reports whether some cell of r has breaks that are not placed.
func unplaced(p *schedule.Problem, r *schedule.Roster) bool {
	for i := range r.Cells {
		for d, s := range r.Cells[i] {
			if s != schedule.Off && len(p.Shifts[s].Breaks) > 0 && r.PlacedAt(i, d) == nil {
				return true
			}
		}
	}
	return false
}
