package schedule

import "slices"

// Coverage is how many heads are present in each interval of the horizon. Index
// day*PerDay + i is the interval that starts i*Interval minutes into the day.
// Trainees do not count; a head counts where one segment contains all of the
// interval, as in [Cover].
type Coverage struct {
	Interval int     `json:"interval"` // minutes
	PerDay   int     `json:"per_day"`
	Queues   [][]int `json:"queues"` // [queue][interval]; each head counts for one queue
	Total    []int   `json:"total"`  // [interval] over all shifts
}

// CoverageOf counts the heads that r has in each interval of p. A head that can
// serve several queues, by its shift and its skills, counts for one of them: heads
// go where the most that is wanted is met, first of the first list of wants, then
// of the next; who is left over goes where fewest are to spare. Each list is
// [queue][interval]; a queue or interval that it lacks wants nobody.
func CoverageOf(p *Problem, r *Roster, wants ...[][]int) Coverage {
	per := DayMinutes / p.Interval
	out := Coverage{Interval: p.Interval, PerDay: per, Queues: make([][]int, len(p.Queues)), Total: make([]int, p.Days*per)}
	for q := range out.Queues {
		out.Queues[q] = make([]int, p.Days*per)
	}
	shares := make([]queueShares, len(out.Total))
	present := p.segments(r)
	for k, day := range present.days {
		base := (present.first + k) * DayMinutes
		for _, s := range day {
			g := s.Shift(base)
			able := p.serving(s.person, s.shift)
			from := max(0, (g.Start+p.Interval-1)/p.Interval) // rounds towards 0; max makes it right below 0
			for i := from; i < len(out.Total) && (i+1)*p.Interval <= g.End; i++ {
				out.Total[i]++
				shares[i].add(able)
			}
		}
	}
	want := make([]int, len(p.Queues))
	for i := range shares {
		shares[i].begin(len(p.Queues))
		clear(want)
		for _, list := range wants {
			for q := range want {
				if q < len(list) && i < len(list[q]) {
					want[q] = max(want[q], list[q][i])
				}
			}
			shares[i].meet(want)
		}
		shares[i].spread(want)
		for q, n := range shares[i].heads {
			out.Queues[q][i] = n
		}
	}
	return out
}

// serving lists the queues that person i can serve on shift s.
func (p *Problem) serving(i, s int) (out []int) {
	for q := range p.Queues {
		if p.Shifts[s].Serves(q) && p.People[i].Can(q) {
			out = append(out, q)
		}
	}
	return out
}

// queueShares shares the heads of one interval out among the queues.
type queueShares struct {
	able  [][]int // by kind of head: the queues that it can serve
	free  []int   // by kind: heads that are not given to a queue yet
	given [][]int // [kind][queue]
	heads []int   // by queue
}

// add takes one more head in.
func (s *queueShares) add(able []int) {
	k := slices.IndexFunc(s.able, func(a []int) bool { return slices.Equal(a, able) })
	if k < 0 {
		k = len(s.able)
		s.able, s.free = append(s.able, able), append(s.free, 0)
	}
	s.free[k]++
}

func (s *queueShares) begin(queues int) {
	s.heads = make([]int, queues)
	s.given = make([][]int, len(s.able))
	for k := range s.given {
		s.given[k] = make([]int, queues)
	}
}

// meet gives heads to the queues that have fewer than they want, as many as can be:
// a head already given moves on where another can take its place (augmenting paths;
// a queue never loses heads by them).
func (s *queueShares) meet(want []int) {
	for q := range want {
		for s.heads[q] < want[q] && s.fetch(q, make([]bool, len(s.heads))) {
			s.heads[q]++
		}
	}
}

// fetch brings one more head to queue q, from the free ones or from a queue that can
// replace it.
func (s *queueShares) fetch(q int, seen []bool) bool {
	seen[q] = true
	for k, able := range s.able {
		if s.free[k] > 0 && slices.Contains(able, q) {
			s.free[k]--
			s.given[k][q]++
			return true
		}
	}
	for k, able := range s.able {
		if !slices.Contains(able, q) {
			continue
		}
		for _, from := range able {
			if !seen[from] && s.given[k][from] > 0 && s.fetch(from, seen) {
				s.given[k][from]--
				s.given[k][q]++
				return true
			}
		}
	}
	return false
}

// spread gives the heads that are left over to the queues that have fewest to spare,
// the earlier queue first.
func (s *queueShares) spread(want []int) {
	for k, able := range s.able {
		for ; s.free[k] > 0 && len(able) > 0; s.free[k]-- {
			s.heads[slices.MinFunc(able, func(a, b int) int { return (s.heads[a] - want[a]) - (s.heads[b] - want[b]) })]++
		}
	}
}
