package schedule

import "slices"

// gap is an activity at a time that is known before anybody is rostered.
type gap struct {
	activity *Activity
	day      int
	who      People
}

// gaps lists the activities that leave no choice of time: one room no longer than they are,
// and as many days as they are due.
func (p *Problem) gaps() (out []gap) {
	for k := range p.Activities {
		a := &p.Activities[k]
		if len(a.Hours) != 1 || a.Hours[0].Len() != a.Length {
			continue
		}
		for d := range p.Days {
			var who People
			for i := range p.People {
				if open := a.Open(p, i); a.Due[i] >= len(open) && slices.Contains(open, d) {
					who = append(who, i)
				}
			}
			if len(who) > 0 && (a.Most == 0 || len(who) <= a.Most) {
				out = append(out, gap{a, d, who})
			}
		}
	}
	return out
}

// missMeeting is what it costs in such a problem that somebody is not at work at a meeting that
// must be: more than any rule that is not hard, and never a window.
const missMeeting = 20_000

// ToSolve returns p as an optimiser takes it that finds shifts and breaks and knows no
// activities. Those at a fixed hour are gaps in it: who attends is asked to be at work, to eat
// at another time, and does not count as cover meanwhile, as far as there is anybody left
// who could. No hard rule gives way to a meeting, not even to one that must be. For other
// activities the roster has to have room, which is known when it is there.
func (p *Problem) ToSolve() *Problem {
	return p.withGaps(func(f Force) Force {
		if f.Hard {
			return At(missMeeting)
		}
		return f
	})
}

// ToExplain is ToSolve with meetings that must be among the hard rules, to see what stands
// against them.
func (p *Problem) ToExplain() *Problem { return p.withGaps(func(f Force) Force { return f }) }

// withGaps returns p without activities, with those at a fixed hour as gaps.
func (p *Problem) withGaps(force func(Force) Force) *Problem {
	if len(p.Activities) == 0 {
		return p
	}
	q := *p
	q.Activities = nil
	q.Rules, q.Cover = slices.Clone(p.Rules), slices.Clone(p.Cover)
	for _, g := range p.gaps() {
		at, f := g.activity.Hours[0], force(g.activity.Force)
		cost := f.Cost
		if f.Hard {
			cost = missMeeting
		}
		q.Rules = append(q.Rules, Meeting{What: g.activity.Name, People: g.who, Days: []int{g.day}, Span: at, Force: f})
		if slices.ContainsFunc(p.Shifts, func(s Shift) bool { return len(s.Breaks) > 0 }) {
			q.Cover = append(q.Cover, Cover{Why: AwayAtOnce, Day: g.day, Span: at, Queue: Any, Who: g.who, Shift: Any, Pause: true, Bound: Free().Prefer(0, 0, 0, cost)})
		}
		for k := range q.Cover {
			c := &q.Cover[k]
			if c.Shift != Any || c.Pause || c.Span.Shift((c.Day-g.day)*DayMinutes).Overlap(at) == 0 {
				continue
			}
			left := p.without(c, g.who)
			if len(left) == 0 {
				continue
			}
			if c.Bound.HardMin == 0 {
				c.Who = left
				continue
			}
			// What must hold holds with whoever is there: somebody misses the meeting else.
			others := *c
			others.Who, others.Bound = left, Free().Prefer(c.Bound.HardMin, NoMax, cost, 0)
			q.Cover = append(q.Cover, others)
		}
	}
	return &q
}

// without returns those whom a row of cover counts and who are not in some set.
func (p *Problem) without(c *Cover, who People) (left People) {
	for _, i := range c.Who.All(p) {
		if !slices.Contains(who, i) {
			left = append(left, i)
		}
	}
	return left
}
