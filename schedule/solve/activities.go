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
	pl.fill()
	rng := rand.New(rand.NewPCG(seed, 0xac7))
	best, at := pl.total, slices.Clone(pl.placed)
	for range rounds {
		if !pl.ruin(rng) {
			break
		}
		pl.fill()
		if best.less(pl.total) {
			pl.reset(at)
			continue
		}
		best, at = pl.total, slices.Clone(pl.placed)
	}
	pl.reset(at)
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

// attended is one attendance in the search.
type attended struct {
	slot
	person int
	kept   bool // it was in the roster and stays
}

// activityPlan is a roster in which activities are placed. It counts heads by itself.
type activityPlan struct {
	p       *schedule.Problem
	heads   []int         // by row of cover
	rows    [][][]headRow // [person][day]: rows that the person counts for on the shift of the day
	slots   [][][]slot    // [activity][person]: where they can attend
	missing [][]int       // [activity][person]
	size    map[slot]int  // people who attend together
	placed  []attended
	total   activityCost // against nothing placed and nobody missing
}

// headRow is a row of cover as somebody counts for it.
type headRow struct {
	row  int
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
	pl.slots, pl.missing = make([][][]slot, len(p.Activities)), make([][]int, len(p.Activities))
	for k := range p.Activities {
		a := &p.Activities[k]
		pl.slots[k], pl.missing[k] = make([][]slot, len(p.People)), make([]int, len(p.People))
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
					pl.slots[k][i] = append(pl.slots[k][i], slot{k, d, t})
				}
			}
			pl.total = pl.total.add(force(a.Force, pl.missing[k][i]))
		}
	}
	pl.keep(r)
	return pl
}

// count adds the heads of person i on the shift of a day.
func (pl *activityPlan) count(r *schedule.Roster, i, d int) {
	p, s := pl.p, schedule.Off
	if d >= 0 {
		s = r.Cells[i][d]
	} else {
		s, _ = p.People[i].At(d)
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
			pl.rows[i][d] = append(pl.rows[i][d], headRow{k, span})
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
					pl.put(attended{at, i, true})
				}
			}
		}
	}
}

func force(f schedule.Force, n int) activityCost {
	s := f.Score(int64(n))
	return activityCost{hard: s.Hard, cost: s.Cost}
}

// busy reports whether person i attends something at the time of a slot, or the same
// activity on its day.
func (pl *activityPlan) busy(i int, s slot) bool {
	return slices.ContainsFunc(pl.placed, func(t attended) bool {
		return t.person == i && t.day == s.day && (t.activity == s.activity || t.Overlap(s.Span) > 0)
	})
}

// away is what cover costs more with by heads more of person i in the rows of a slot, and
// the least number of heads that are then left above what is asked for.
func (pl *activityPlan) away(i int, s slot, by int) (c activityCost, spare int) {
	spare = schedule.NoMax
	for _, h := range pl.rows[i][s.day] {
		if h.span.Overlap(s.Span) == 0 || pl.elsewhere(i, s, h.span) {
			continue
		}
		b := &pl.p.Cover[h.row].Bound
		hard, cost := b.Judge(pl.heads[h.row])
		hard2, cost2 := b.Judge(pl.heads[h.row] + by)
		c.window, c.cost = c.window+hard2-hard, c.cost+cost2-cost
		spare = min(spare, pl.heads[h.row]+by-max(b.HardMin, b.SoftMin))
	}
	return c, spare
}

// elsewhere reports whether person i is away for some of a span without the slot s.
func (pl *activityPlan) elsewhere(i int, s slot, span schedule.Span) bool {
	return slices.ContainsFunc(pl.placed, func(t attended) bool {
		return t.person == i && t.slot != s && t.day == s.day && t.Overlap(span) > 0
	})
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

// gain is what it costs more to have person i attend s.
func (pl *activityPlan) gain(i int, s slot) (c activityCost, spare int) {
	c, spare = pl.away(i, s, -1)
	n := pl.size[s]
	c = c.add(pl.group(s.activity, n+1)).minus(pl.group(s.activity, n))
	if pl.missing[s.activity][i] > 0 {
		c = c.minus(force(pl.p.Activities[s.activity].Force, 1))
	}
	return c, spare
}

// put has somebody attend.
func (pl *activityPlan) put(t attended) {
	c, _ := pl.gain(t.person, t.slot)
	pl.total = pl.total.add(c)
	pl.shift(t, -1)
	pl.placed = append(pl.placed, t)
}

// shift moves heads, groups and what is missing by one attendance that is not in placed.
func (pl *activityPlan) shift(t attended, by int) {
	for _, h := range pl.rows[t.person][t.day] {
		if h.span.Overlap(t.Span) > 0 && !pl.elsewhere(t.person, t.slot, h.span) {
			pl.heads[h.row] += by
		}
	}
	pl.size[t.slot] -= by
	pl.missing[t.activity][t.person] += by
}

// take takes the k-th attendance out.
func (pl *activityPlan) take(k int) {
	t := pl.placed[k]
	pl.placed = slices.Delete(pl.placed, k, k+1)
	pl.shift(t, 1)
	c, _ := pl.gain(t.person, t.slot)
	pl.total = pl.total.minus(c)
}

// reset makes what is placed something else.
func (pl *activityPlan) reset(to []attended) {
	for k := len(pl.placed) - 1; k >= 0; k-- {
		if !slices.Contains(to, pl.placed[k]) {
			pl.take(k)
		}
	}
	for _, t := range to {
		if !slices.Contains(pl.placed, t) {
			pl.put(t)
		}
	}
}

// roster is r with what is placed.
func (pl *activityPlan) roster(r *schedule.Roster, from int) *schedule.Roster {
	out := r.Clone()
	out.Activities = nil
	at := map[[2]int][]schedule.ActivitySpan{}
	for _, t := range pl.placed {
		cell := [2]int{t.person, t.day}
		at[cell] = append(at[cell], schedule.ActivitySpan{Activity: t.activity, Span: t.Span})
	}
	for i := range out.Cells {
		for d := range out.Cells[i] {
			if d < from {
				out.SetActivities(i, d, r.ActivitiesAt(i, d))
				continue
			}
			out.SetActivities(i, d, at[[2]int{i, d}])
		}
	}
	return out
}
