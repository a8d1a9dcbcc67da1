package solve

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"paiban/schedule"
)

// ActivitySeed is the seed of [PlaceActivities] where nobody asks for another.
const ActivitySeed = 1

// ActivityRounds is how often [PlaceActivities] takes some attendances out and places them
// anew, where the caller has no reason for another number.
const ActivityRounds = 300

// PlaceActivities returns r with the activities that people are due, placed where they cost
// least: cover that must hold comes before any activity, then as few as can be are left out,
// then cover is kept best, then there are few sessions. Shifts and breaks stay, and so do attendances that are there and
// possible; others are dropped. Days before from stay as they are. It begins greedily, then
// takes a few out and places them anew, rounds times. The same input, seed and rounds give
// the same places.
func PlaceActivities(p *schedule.Problem, r *schedule.Roster, seed uint64, rounds, from int) *schedule.Roster {
	if len(p.Activities) == 0 {
		return r
	}
	pl := newActivityPlan(p, r, from)
	order := make([]int, len(p.Activities))
	for k := range order {
		order[k] = k
	}
	pl.fill(order)
	rng := rand.New(rand.NewPCG(seed, 0xac7))
	for range rounds {
		best := pl.total
		pl.log = pl.log[:0]
		if !pl.ruin(rng) {
			break
		}
		rng.Shuffle(len(order), func(x, y int) { order[x], order[y] = order[y], order[x] })
		if pl.fill(order); best.less(pl.total) {
			pl.undo()
		}
	}
	return pl.roster(r, from)
}

// activityCost judges a placement: what comes first counts before all that follows.
type activityCost struct {
	window   int64 // units by which cover that must hold is short
	hard     int64 // units of activities that must be
	cost     int64
	sessions int64 // of which there had better be few: each asks for somebody who holds it
}

func (c activityCost) less(d activityCost) bool {
	return cmp.Or(cmp.Compare(c.window, d.window), cmp.Compare(c.hard, d.hard), cmp.Compare(c.cost, d.cost), cmp.Compare(c.sessions, d.sessions)) < 0
}

func (c activityCost) add(d activityCost) activityCost {
	return activityCost{c.window + d.window, c.hard + d.hard, c.cost + d.cost, c.sessions + d.sessions}
}

func (c activityCost) minus(d activityCost) activityCost {
	return activityCost{c.window - d.window, c.hard - d.hard, c.cost - d.cost, c.sessions - d.sessions}
}

// slot is a time of an activity.
type slot struct {
	activity, day int
	schedule.Span
}

// seat is a slot as somebody can take it: with the rows of cover that they then count for no
// more.
type seat struct {
	slot
	rows []int32
}

// attended is one attendance in the search.
type attended struct {
	seat
	person int
}

// step is an attendance that was put or taken.
type step struct {
	attended
	put bool
}

// activityPlan is a roster in which activities are placed. It counts heads by itself.
type activityPlan struct {
	p       *schedule.Problem
	heads   []int          // by row of cover
	rows    [][][]headRow  // [person][day]: rows that the person counts for on the shift of the day
	seats   [][][]seat     // [activity][person]: where they can attend
	missing [][]int        // [activity][person]
	size    map[slot]int   // people who attend together
	at      [][][]attended // [person][day]
	free    []attended     // those that may be taken out again: all but those that were there
	log     []step         // of this round
	total   activityCost   // against nothing placed and nobody missing
}

// headRow is a row of cover as somebody counts for it.
type headRow struct {
	row  int32
	span schedule.Span // minutes of the work date of the shift
}

func newActivityPlan(p *schedule.Problem, r *schedule.Roster, from int) *activityPlan {
	pl := &activityPlan{p: p, heads: make([]int, len(p.Cover)), size: map[slot]int{}}
	pl.rows = make([][][]headRow, len(p.People))
	for i := range p.People {
		pl.rows[i] = make([][]headRow, p.Days)
		for d := -2; d < p.Days; d++ {
			pl.count(r, i, d)
		}
	}
	pl.at = make([][][]attended, len(p.People))
	for i := range pl.at {
		pl.at[i] = make([][]attended, p.Days)
	}
	pl.seats, pl.missing = make([][][]seat, len(p.Activities)), make([][]int, len(p.Activities))
	for k := range p.Activities {
		a := &p.Activities[k]
		pl.seats[k], pl.missing[k] = make([][]seat, len(p.People)), make([]int, len(p.People))
		for i := range p.People {
			if pl.missing[k][i] = a.Asked(p, i); pl.missing[k][i] == 0 {
				continue
			}
			for _, d := range a.Open(p, i) {
				s := r.Cells[i][d]
				if d < from || s == schedule.Off || p.Shifts[s].Kind == schedule.Standby {
					continue
				}
				for _, t := range a.Times(&p.Shifts[s], r.BreaksAt(p, i, d)) {
					pl.seats[k][i] = append(pl.seats[k][i], pl.seatOf(i, slot{k, d, t}))
				}
			}
			pl.total = pl.total.add(force(a.Force, pl.missing[k][i]))
		}
	}
	pl.keep(r)
	return pl
}

// seatOf is a slot for person i.
func (pl *activityPlan) seatOf(i int, s slot) seat {
	out := seat{slot: s}
	for _, h := range pl.rows[i][s.day] {
		if h.span.Overlap(s.Span) > 0 {
			out.rows = append(out.rows, h.row)
		}
	}
	return out
}

// count adds the heads of person i on the shift of a day.
func (pl *activityPlan) count(r *schedule.Roster, i, d int) {
	p := pl.p
	s, _ := p.People[i].At(d)
	if d >= 0 {
		s = r.Cells[i][d]
	}
	if s == schedule.Off || !p.People[i].CountsOn(d) {
		return
	}
	at := p.Shifts[s].Presence(p.BreaksOn(r, i, d))
	for k := range p.Cover {
		c := &p.Cover[k]
		if c.Shift != schedule.Any || c.Pause || c.Day < d || c.Day > d+2 || !c.ServedBy(&p.Shifts[s]) || !c.Who.Has(i) {
			continue
		}
		span := c.Span.Shift((c.Day - d) * schedule.DayMinutes)
		if !slices.ContainsFunc(at, func(g schedule.Span) bool { return g.Contains(span) }) {
			continue
		}
		pl.heads[k]++
		if d >= 0 {
			pl.rows[i][d] = append(pl.rows[i][d], headRow{int32(k), span})
		}
	}
}

// keep takes over the attendances of r that people can take.
func (pl *activityPlan) keep(r *schedule.Roster) {
	for i := range pl.p.People {
		for d, s := range r.Cells[i] {
			if s == schedule.Off {
				continue
			}
			breaks := r.BreaksAt(pl.p, i, d)
			for _, t := range r.ActivitiesAt(i, d) {
				at := slot{t.Activity, d, t.Span}
				if pl.p.Shifts[s].Attends(t.Span, breaks) && !pl.busy(i, at) {
					pl.put(attended{pl.seatOf(i, at), i})
				}
			}
		}
	}
	pl.free = nil
}

func force(f schedule.Force, n int) activityCost {
	s := f.Score(int64(n))
	return activityCost{hard: s.Hard, cost: s.Cost}
}

// busy reports whether person i attends something at the time of a slot, or the same
// activity on its day.
func (pl *activityPlan) busy(i int, s slot) bool {
	return slices.ContainsFunc(pl.at[i][s.day], func(t attended) bool {
		return t.activity == s.activity || t.Overlap(s.Span) > 0
	})
}

// leaves returns the rows that person i counts for no more at s, those left out that they do
// not count for anyway, for something else is on the same day.
func (pl *activityPlan) leaves(i int, s seat) []int32 {
	if len(pl.at[i][s.day]) == 0 {
		return s.rows
	}
	var rows []int32
	for _, h := range pl.rows[i][s.day] {
		if h.span.Overlap(s.Span) > 0 && !slices.ContainsFunc(pl.at[i][s.day], func(t attended) bool { return t.slot != s.slot && t.Overlap(h.span) > 0 }) {
			rows = append(rows, h.row)
		}
	}
	return rows
}

// group is what n people who attend together cost.
func (pl *activityPlan) group(k, n int) activityCost {
	a := &pl.p.Activities[k]
	units := 0
	if n > 0 {
		units = max(0, a.Least-n)
	}
	if a.Most > 0 {
		units += max(0, n-a.Most)
	}
	c := force(a.Force, units)
	c.sessions = int64(min(1, n))
	return c
}

// gain is what it costs more to have person i attend s, and the least number of heads that
// are then left above what is asked for.
func (pl *activityPlan) gain(i int, s seat) (c activityCost, spare int) {
	spare = schedule.NoMax
	for _, row := range pl.leaves(i, s) {
		b, n := &pl.p.Cover[row].Bound, pl.heads[row]
		hard, cost := b.Judge(n)
		hard2, cost2 := b.Judge(n - 1)
		c.window, c.cost = c.window+hard2-hard, c.cost+cost2-cost
		spare = min(spare, n-1-max(b.HardMin, b.SoftMin))
	}
	n := pl.size[s.slot]
	c = c.add(pl.group(s.activity, n+1)).minus(pl.group(s.activity, n))
	if pl.missing[s.activity][i] > 0 {
		c = c.minus(force(pl.p.Activities[s.activity].Force, 1))
	}
	return c, spare
}

// put has somebody attend.
func (pl *activityPlan) put(t attended) {
	c, _ := pl.gain(t.person, t.seat)
	pl.total = pl.total.add(c)
	pl.shift(t, -1)
	pl.at[t.person][t.day] = append(pl.at[t.person][t.day], t)
	pl.free = append(pl.free, t)
	pl.log = append(pl.log, step{t, true})
}

// take takes an attendance out.
func (pl *activityPlan) take(t attended) {
	same := func(o attended) bool { return o.person == t.person && o.slot == t.slot }
	day := &pl.at[t.person][t.day]
	*day = slices.DeleteFunc(*day, same)
	last := len(pl.free) - 1
	k := slices.IndexFunc(pl.free, same)
	pl.free[k], pl.free = pl.free[last], pl.free[:last]
	pl.shift(t, 1)
	c, _ := pl.gain(t.person, t.seat)
	pl.total = pl.total.minus(c)
	pl.log = append(pl.log, step{t, false})
}

// shift moves heads, groups and what is missing by one attendance that is not placed.
func (pl *activityPlan) shift(t attended, by int) {
	for _, row := range pl.leaves(t.person, t.seat) {
		pl.heads[row] += by
	}
	pl.size[t.slot] -= by
	pl.missing[t.activity][t.person] += by
}

// undo takes the round back.
func (pl *activityPlan) undo() {
	for k := len(pl.log) - 1; k >= 0; k-- {
		if s := pl.log[k]; s.put {
			pl.take(s.attended)
		} else {
			pl.put(s.attended)
		}
	}
}

// roster is r with what is placed.
func (pl *activityPlan) roster(r *schedule.Roster, from int) *schedule.Roster {
	out := r.Clone()
	out.Activities = nil
	for i := range out.Cells {
		for d := range out.Cells[i] {
			if d < from {
				out.SetActivities(i, d, r.ActivitiesAt(i, d))
				continue
			}
			var at []schedule.ActivitySpan
			for _, t := range pl.at[i][d] {
				at = append(at, schedule.ActivitySpan{Activity: t.activity, Span: t.Span})
			}
			out.SetActivities(i, d, at)
		}
	}
	return out
}
