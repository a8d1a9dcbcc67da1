package attendance

import (
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// CutOff is the data cut-off of a month: how far its punches reach. What lies outside
// is not judged, because punches that nobody has exported prove no absence. The zero
// value judges everything.
type CutOff struct {
	First Stamp     // the first punch of anybody; 0 is no limit
	Until []Until   // of everybody together; nil is no limit
	Of    [][]Until // by person, of those whose punches lie in other files than everybody's; nil is Until
	Now   Stamp     // nothing is known of later; 0 is no limit
	Stray []Stray   // punches that are taken for an error of the clock
}

// Until is how far one source of punches reaches.
type Until struct {
	To   Stamp        // the moment at which the report was made, else the last punch of the clock
	Work workcal.Date // the last work date that it covers; 0 is not said
}

// moment is until when the source is known, for people to read.
func (u Until) moment() Stamp {
	if u.Work != 0 {
		return min(u.To, On(u.Work+1, 0))
	}
	return u.To
}

// Stray is a lone punch long after all others.
type Stray struct {
	Person int // index into Input.People
	Name   string
	Punch  Punch
}

// PunchFile is what one file holds of punches.
type PunchFile struct {
	Punches [][]Punch    // by person, as in Input
	Made    Stamp        // when the report was made; 0 is not said
	Work    workcal.Date // the last work date of a report that says when it was made
}

// until returns how far the sources reach together, ok false where they hold nothing.
func until(sources []PunchFile, stray func(person int, p *Punch) bool) (out []Until) {
	last := Stamp(0)
	for _, s := range sources {
		end := Stamp(0)
		for who, list := range s.Punches {
			for i := range list {
				if list[i].Source != Corrected && !stray(who, &list[i]) {
					end = max(end, list[i].At)
				}
			}
		}
		if s.Made != 0 {
			out = append(out, Until{max(s.Made, end), s.Work})
		} else {
			last = max(last, end)
		}
	}
	if last != 0 {
		out = append(out, Until{To: last})
	}
	return out
}

// CutOffOf returns the cut-off that files of punches set, up to now. Files that share
// half of their people are of one clock, or continue each other: together they reach as
// far as the one that reaches furthest. Other files, as of two floors with a clock
// each, reach as far as each does, for the people in them. Corrections do not count:
// they are written for single days.
func CutOffOf(in *Input, sources []PunchFile, now Stamp) CutOff {
	c := CutOff{Now: now, Stray: strays(in, sources)}
	stray := func(who int, p *Punch) bool {
		return slices.ContainsFunc(c.Stray, func(s Stray) bool { return s.Person == who && s.Punch.At == p.At })
	}
	sources = slices.DeleteFunc(slices.Clone(sources), func(s PunchFile) bool { return s.Made == 0 && len(clockers(s)) == 0 })
	for _, s := range sources {
		for _, list := range s.Punches {
			for i := range list {
				if at := list[i].At; list[i].Source != Corrected && (c.First == 0 || at < c.First) {
					c.First = at
				}
			}
		}
	}
	c.Until = until(sources, stray)
	clocks := byClock(sources)
	if len(clocks) < 2 {
		return c
	}
	c.Of = make([][]Until, len(in.People))
	for _, own := range clocks {
		u := until(own, stray)
		seen := map[int]bool{}
		for _, s := range own {
			for who := range clockers(s) {
				if !seen[who] {
					seen[who], c.Of[who] = true, append(c.Of[who], u...)
				}
			}
		}
	}
	return c
}

// clockers are the people who have a punch in a source.
func clockers(s PunchFile) map[int]bool {
	out := map[int]bool{}
	for who, list := range s.Punches {
		if slices.ContainsFunc(list, func(p Punch) bool { return p.Source != Corrected }) {
			out[who] = true
		}
	}
	return out
}

// byClock puts sources together that share at least half of the people of the smaller.
func byClock(sources []PunchFile) (out [][]PunchFile) {
	group := make([]int, len(sources))
	for i := range sources {
		group[i] = i
		a := clockers(sources[i])
		for j := range i {
			b, both := clockers(sources[j]), 0
			for who := range a {
				if b[who] {
					both++
				}
			}
			if 2*both < min(len(a), len(b)) || group[j] == group[i] {
				continue
			}
			from, to := group[i], group[j]
			for k := range i + 1 {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	for g := range sources {
		var own []PunchFile
		for i := range sources {
			if group[i] == g {
				own = append(own, sources[i])
			}
		}
		if own != nil {
			out = append(out, own)
		}
	}
	return out
}

// strays finds a lone punch, or two of one person, so long after all others that two
// dates lie between on which others had a shift and nobody punched: a clock that was
// set wrong. A punch after now is one too, as Now limits everything.
func strays(in *Input, sources []PunchFile) (out []Stray) {
	type moment struct {
		who int
		p   Punch
	}
	var all []moment
	people := map[int]bool{}
	for _, s := range sources {
		for who, list := range s.Punches {
			for i := range list {
				if list[i].Source != Corrected {
					all = append(all, moment{who, list[i]})
					people[who] = true
				}
			}
		}
	}
	if len(people) < 2 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b moment) int { return int(a.p.At - b.p.At) })
	for n := 1; n <= 2 && n < len(all); n++ {
		late, last := all[len(all)-n:], all[len(all)-n-1]
		if late[0].who != late[n-1].who {
			return nil
		}
		idle := 0
		for d := last.p.At.Date() + 1; d < late[0].p.At.Date(); d++ {
			if in.dueOn(d, late[0].who) {
				idle++
			}
		}
		if idle >= 2 {
			for _, m := range late {
				out = append(out, Stray{m.who, in.People[m.who].Name, m.p})
			}
			return out
		}
	}
	return nil
}

// dueOn reports whether somebody else than but has a shift on a date of the month.
func (in *Input) dueOn(d workcal.Date, but int) bool {
	k := int(d - in.Month.First())
	for i := range in.Plans {
		if i != but && k >= 0 && k < len(in.Plans[i]) && in.Plans[i][k].Kind == Work && in.People[i].Employed(d) {
			return true
		}
	}
	return false
}

// reach is how far the punches of one person reach.
type reach struct {
	first, now Stamp
	until      []Until
	stray      []Stamp
}

// of returns the reach of person i.
func (c *CutOff) of(i int) reach {
	r := reach{first: c.First, now: c.Now, until: c.Until}
	if i < len(c.Of) && c.Of[i] != nil {
		r.until = c.Of[i]
	}
	for _, s := range c.Stray {
		if s.Person == i {
			r.stray = append(r.stray, s.Punch.At)
		}
	}
	return r
}

// over reports whether the punches reach moment at of a work date.
func (r *reach) over(work workcal.Date, at Stamp) bool {
	if r.now != 0 && at > r.now {
		return false
	}
	return r.until == nil || slices.ContainsFunc(r.until, func(u Until) bool { return at <= u.To && (u.Work == 0 || work <= u.Work) })
}

// begun reports whether moment at lies within the punches. A start at the midnight with
// which they begin, or before it, was clocked on the date before.
func (r *reach) begun(at Stamp) bool { return r.first == 0 || at > On(r.first.Date(), 0) }

// freeHoursEnd is when a day of free hours without a punch counts as over.
const freeHoursEnd = 18 * 60

// holds reports whether a work date can be judged, in part at least. Rest days can:
// there is nothing to prove on them. Days of leave can once they are over: approval
// proves them. onLeave says that leave covers all of a shift; punched, that a punch
// stands for one of its boundaries. A plan without hours lasts the whole day.
func (r *reach) holds(p *Planned, date workcal.Date, segments []schedule.Span, onLeave, punched bool) bool {
	switch p.Kind {
	case Unplanned, Rest, Outside:
		return true
	case LeaveDay:
		onLeave = true
	case Flexible:
		return punched || r.over(date, On(date, freeHoursEnd)) && (r.first == 0 || On(date+1, 0) > r.first)
	case Work:
	}
	if len(segments) == 0 {
		segments = []schedule.Span{{Start: 0, End: schedule.DayMinutes}}
	}
	if onLeave {
		return r.now == 0 || On(date, segments[len(segments)-1].End) <= r.now
	}
	return punched || slices.ContainsFunc(segments, func(g schedule.Span) bool {
		return r.over(date, On(date, g.End)) && (r.first == 0 || On(date, g.End) > r.first)
	})
}

// isStray reports whether a punch of the person is taken for an error of the clock.
func (r *reach) isStray(p *Punch) bool { return slices.Contains(r.stray, p.At) }

// Reached returns the moment until which the punches of everybody reach, 0 where that
// is without limit.
func (c *CutOff) Reached() (to Stamp) {
	for _, u := range c.Until {
		to = max(to, u.moment())
	}
	if c.Now != 0 && (to == 0 || c.Now < to) {
		to = c.Now
	}
	return to
}
