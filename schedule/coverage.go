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

// segments lists the segments worked in the horizon and on the days just before
// it, those of trainees left out.
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
			for _, g := range p.Shifts[s].Segments {
				out.days[k] = append(out.days[k], segment{g, s, i})
			}
		}
	}
	return out
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
