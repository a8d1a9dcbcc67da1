package schedule

import "slices"

// mostSets bounds the queues for which [PooledShort] looks at every set of them.
const mostSets = 10

// PooledShort returns by how many heads r falls below what queues need together, in each
// interval of p, the index that of [Coverage]. need returns what some queues, ascending,
// need together. A head serves one queue at a time and any that its shift and its skills
// allow, so that most is lacking in the set of queues whose need exceeds by most the
// heads who can serve one of them (P. Hall, 1935). Beyond ten queues it looks at single
// ones and at all of them.
func PooledShort(p *Problem, r *Roster, need func(queues []int, interval int) int) []int {
	out := make([]int, p.Days*DayMinutes/p.Interval)
	there := make([]queueShares, len(out))
	present := p.segments(r)
	for k, day := range present.days {
		for _, s := range day {
			g := s.Shift((present.first + k) * DayMinutes)
			able := p.serving(s.person, s.shift)
			for i := max(0, (g.Start+p.Interval-1)/p.Interval); i < len(out) && (i+1)*p.Interval <= g.End; i++ {
				there[i].add(able)
			}
		}
	}
	for _, set := range setsOf(len(p.Queues)) {
		for i := range out {
			heads := 0
			for k, able := range there[i].able {
				if slices.ContainsFunc(able, func(q int) bool { return slices.Contains(set, q) }) {
					heads += there[i].free[k]
				}
			}
			out[i] = max(out[i], need(set, i)-heads)
		}
	}
	return out
}

// setsOf lists the sets of so many queues, each ascending.
func setsOf(queues int) (out [][]int) {
	var all []int
	for q := range queues {
		all = append(all, q)
		if queues > mostSets {
			out = append(out, []int{q})
		}
	}
	if queues > mostSets {
		return append(out, all)
	}
	for mask := 1; mask < 1<<queues; mask++ {
		var set []int
		for q := range queues {
			if mask>>q&1 == 1 {
				set = append(set, q)
			}
		}
		out = append(out, set)
	}
	return out
}
