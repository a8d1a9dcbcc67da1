package simulate

import "paiban/schedule"

// FromRoster returns an agent per person of p, in order, with what r and the
// days before it have them work in the horizon, for the queues that shift and person
// can serve. Trainees have no segments while they are no cover. Breaks and activities lie where
// the roster has them, and nobody answers meanwhile; unpaid minutes of which nothing says when they are, within the longest
// segment.
// Where shifts of two days overlap, the later one begins when the earlier ends.
func FromRoster(p *schedule.Problem, r *schedule.Roster) []Agent {
	out := make([]Agent, len(p.People))
	for i := range p.People {
		out[i].ID = p.People[i].ID
		line := p.Timeline(r, i)
		for k, s := range line.Cells {
			if s != schedule.Off && p.People[i].CountsOn(line.First+k) {
				out[i].work(p, i, &p.Shifts[s], line.First+k, p.AwayOn(r, i, line.First+k))
			}
		}
	}
	return out
}

// work adds shift s of person i on day, with breaks at some spans.
func (a *Agent) work(p *schedule.Problem, i int, s *schedule.Shift, day int, breaks []schedule.Span) {
	longest := 0
	for k, g := range s.Segments {
		if g.Len() > s.Segments[longest].Len() {
			longest = k
		}
	}
	var queues []int
	for q := range p.Queues {
		if s.Serves(q) && p.People[i].Can(q) {
			queues = append(queues, q)
		}
	}
	for k, g := range s.Segments {
		t := Segment{Span: g.Shift(day * schedule.DayMinutes), Queues: queues}
		if k == longest {
			t.Loose = min(s.LooseBreak(), t.Len())
		}
		if n := len(a.Segments); n > 0 {
			t.Start = max(t.Start, a.Segments[n-1].End)
			t.Loose = min(t.Loose, max(0, t.Len()))
		}
		for _, b := range breaks {
			if b = b.Shift(day * schedule.DayMinutes); t.Contains(b) {
				t.Breaks = append(t.Breaks, b)
			}
		}
		if t.Len() > 0 && t.End > 0 {
			a.Segments = append(a.Segments, t)
		}
	}
}

// Present returns how many agents of in are at work in each step, off breaks, by queue; one
// who serves several queues is shared out by their needs there. It fails as
// [Run] does.
func Present(in *Input) ([][]float64, error) {
	m, err := newModel(*in)
	if err != nil {
		return nil, err
	}
	return m.present(), nil
}
