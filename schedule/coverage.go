package schedule

// segments is who is where when: every segment that somebody who counts as
// cover works, by the day in which it begins.
type segments struct {
	first int
	days  [][]segment // days[k] holds those of shifts of work date first+k
}

type segment struct {
	Span          // minutes of the work date
	shift, person int
}

// segments lists the stretches worked in the horizon and on the days just before
// it, breaks, activities and trainees left out.
func (p *Problem) segments(r *Roster) segments {
	const before = 2 // no shift reaches further than into the day after the next
	out := segments{-before, make([][]segment, p.Days+before)}
	for i := range p.People {
		t := p.Timeline(r, i)
		for k := range out.days {
			s, _ := t.At(k - before)
			if s == Off || !p.People[i].CountsOn(k-before) {
				continue
			}
			for _, g := range p.Shifts[s].Presence(p.AwayOn(r, i, k-before)) {
				out.days[k] = append(out.days[k], segment{g, s, i})
			}
		}
	}
	return out
}

// BreaksOn returns where the breaks of person i lie on a day of the horizon or before it,
// in minutes of the work date.
func (p *Problem) BreaksOn(r *Roster, i, day int) []Span {
	if day >= 0 {
		return r.BreaksAt(p, i, day)
	}
	who := &p.People[i]
	s, _ := who.At(day)
	if s == Off {
		return nil
	}
	if day == -1 && who.Before != nil {
		return who.Before
	}
	return p.Shifts[s].MiddleBreaks()
}

// breaksAround is BreaksOn for a day that may lie after the horizon too.
func (p *Problem) breaksAround(r *Roster, i, day int) []Span {
	if day < p.Days {
		return p.BreaksOn(r, i, day)
	}
	return p.Shifts[p.People[i].Next[day-p.Days]].MiddleBreaks()
}

// heads counts the segments that contain all of the span of c on a shift that
// serves its queues, of people who count for it.
func (g segments) heads(p *Problem, c Cover) (n int) {
	from, to := c.Day-g.first-2, c.Day-g.first+(c.Span.End-1)/DayMinutes
	for k := max(0, from); k <= min(to, len(g.days)-1); k++ {
		span := c.Span.Shift((c.Day - g.first - k) * DayMinutes)
		for _, s := range g.days[k] {
			if s.Contains(span) && c.ServedBy(&p.Shifts[s.shift]) && c.Who.Has(s.person) {
				n++
			}
		}
	}
	return n
}

// pausing counts the people who count for c and are on a break for some of its span.
func (p *Problem) pausing(r *Roster, c Cover) (n int) {
	for i := range p.People {
		if !c.Who.Has(i) {
			continue
		}
		for day := max(-1, c.Day-1); day <= min(p.Days-1, c.Day+1); day++ {
			s, _ := p.Timeline(r, i).At(day)
			if s == Off || !c.ServedBy(&p.Shifts[s]) || !p.People[i].CountsOn(day) {
				continue
			}
			for _, b := range p.BreaksOn(r, i, day) {
				if b.Overlap(c.Span.Shift((c.Day-day)*DayMinutes)) > 0 {
					n++
					break
				}
			}
		}
	}
	return n
}
