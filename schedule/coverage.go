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

// Coverage is how many heads are present in each interval of the horizon. Index
// day*PerDay + i is the interval that starts i*Interval minutes into the day.
// Trainees do not count; a head counts where one segment contains all of the
// interval, as in [Cover].
type Coverage struct {
	Interval int     `json:"interval"` // minutes
	PerDay   int     `json:"per_day"`
	Queues   [][]int `json:"queues"` // [queue][interval]; a shift that serves any queue counts for each
	Total    []int   `json:"total"`  // [interval] over all shifts
}

// CoverageOf counts the heads that r has in each interval of p.
func CoverageOf(p *Problem, r *Roster) Coverage {
	per := DayMinutes / p.Interval
	out := Coverage{Interval: p.Interval, PerDay: per, Queues: make([][]int, len(p.Queues)), Total: make([]int, p.Days*per)}
	for q := range out.Queues {
		out.Queues[q] = make([]int, p.Days*per)
	}
	present := p.segments(r)
	for k, day := range present.days {
		base := (present.first + k) * DayMinutes
		for _, s := range day {
			g := s.Shift(base)
			from := max(0, (g.Start+p.Interval-1)/p.Interval) // rounds towards 0; max makes it right below 0
			for i := from; i < len(out.Total) && (i+1)*p.Interval <= g.End; i++ {
				out.Total[i]++
				for q := range out.Queues {
					if p.Shifts[s.shift].Serves(q) {
						out.Queues[q][i]++
					}
				}
			}
		}
	}
	return out
}
