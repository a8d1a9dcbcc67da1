package solve

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"paiban/schedule"
)

// option is a way to go on: some people who take a slot.
type option struct {
	slot
	who   []attended
	cost  activityCost // what it costs more
	spare int          // heads left above what is asked for, where they are fewest
}

// better reports whether o goes on better than b: it costs less for each attendance, leaves
// more heads, or is earlier.
func (o *option) better(b *option) bool {
	n, m := int64(len(o.who)), int64(len(b.who))
	return cmp.Or(
		cmp.Compare(o.cost.window*m, b.cost.window*n), cmp.Compare(o.cost.hard*m, b.cost.hard*n), cmp.Compare(o.cost.cost*m, b.cost.cost*n), cmp.Compare(o.cost.sessions*m, b.cost.sessions*n),
		cmp.Compare(b.spare, o.spare), cmp.Compare(o.day, b.day), cmp.Compare(o.Start, b.Start),
	) < 0
}

// fill places what is missing, one activity after the other, as long as that is better than
// to leave it: groups first, the best ones first, then people one by one.
func (pl *activityPlan) fill(order []int) {
	for _, k := range order {
		for pl.p.Activities[k].Least > 1 {
			best := pl.bestGroup(k)
			if best == nil {
				break
			}
			for _, t := range best.who {
				pl.put(t)
			}
		}
		for i := range pl.missing[k] {
			for pl.missing[k][i] > 0 {
				best := pl.bestSeat(k, i)
				if best == nil {
					break
				}
				pl.put(best.who[0])
			}
		}
	}
}

// bestSeat returns the best way for person i to attend activity k; nil where none is better
// than nothing.
func (pl *activityPlan) bestSeat(k, i int) (best *option) {
	for _, s := range pl.seats[k][i] {
		if pl.busy(i, s.slot) {
			continue
		}
		c, spare := pl.gain(i, s)
		o := option{slot: s.slot, cost: c, spare: spare, who: []attended{{s, i}}}
		if c.less(activityCost{}) && (best == nil || o.better(best)) {
			best = &o
		}
	}
	return best
}

// bestGroup returns the best new group of activity k; nil where none is better than nothing.
func (pl *activityPlan) bestGroup(k int) (best *option) {
	together := map[slot][]attended{}
	var order []slot
	for i, n := range pl.missing[k] {
		if n <= 0 {
			continue
		}
		for _, s := range pl.seats[k][i] {
			if pl.size[s.slot] > 0 || pl.busy(i, s.slot) {
				continue
			}
			if together[s.slot] == nil {
				order = append(order, s.slot)
			}
			together[s.slot] = append(together[s.slot], attended{s, i})
		}
	}
	for _, s := range order {
		pl.groupAt(s, together[s], func(o option) {
			if o.cost.less(activityCost{}) && (best == nil || o.better(best)) {
				best = &o
			}
		})
	}
	return best
}

// groupAt tries groups of every size at a slot, those first who cost least.
func (pl *activityPlan) groupAt(s slot, who []attended, try func(option)) {
	a := &pl.p.Activities[s.activity]
	if len(who) < a.Least {
		return
	}
	type candidate struct {
		attended
		cost  activityCost
		spare int
	}
	all := make([]candidate, len(who))
	for k, t := range who {
		all[k].attended = t
		all[k].cost, all[k].spare = pl.gain(t.person, t.seat)
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		switch {
		case x.cost.less(y.cost):
			return -1
		case y.cost.less(x.cost):
			return 1
		}
		return cmp.Compare(y.spare, x.spare)
	})
	if a.Most > 0 && len(all) > a.Most {
		all = all[:a.Most]
	}
	o, before, from := option{slot: s, spare: schedule.NoMax}, pl.total, len(pl.log)
	for _, c := range all {
		pl.put(c.attended)
		o.who, o.spare = append(o.who, c.attended), min(o.spare, c.spare)
		if o.cost = pl.total.minus(before); len(o.who) >= a.Least {
			with := o
			with.who = slices.Clone(o.who)
			try(with)
		}
	}
	for _, t := range o.who {
		pl.take(t)
	}
	pl.log = pl.log[:from]
}

// mostRuined bounds how many attendances a round takes out.
const mostRuined = 12

// ruin takes a few attendances out: those of one session, of one activity and day, or any. It
// reports false where there is nothing that could be placed elsewhere.
func (pl *activityPlan) ruin(rng *rand.Rand) bool {
	if len(pl.free) == 0 {
		return false
	}
	first := pl.free[rng.IntN(len(pl.free))]
	kind := rng.IntN(3)
	out := []attended{first}
	for _, k := range rng.Perm(len(pl.free)) {
		t := pl.free[k]
		near := kind == 0 && t.slot == first.slot || kind == 1 && t.activity == first.activity && t.day == first.day || kind == 2 && rng.IntN(2) == 0
		if near && len(out) < mostRuined && (t.slot != first.slot || t.person != first.person) {
			out = append(out, t)
		}
	}
	for _, t := range out {
		pl.take(t)
	}
	if rng.IntN(2) == 0 {
		pl.nudge(rng, first)
	}
	return true
}

// nudge has whoever was taken out, and perhaps others with them, attend at a time that is
// drawn, so that the search leaves what the best next step alone would come back to.
func (pl *activityPlan) nudge(rng *rand.Rand, t attended) {
	k := t.activity
	all := pl.seats[k][t.person]
	at := all[rng.IntN(len(all))].slot
	n := 1 + rng.IntN(max(1, pl.p.Activities[k].Least))
	for _, i := range append([]int{t.person}, rng.Perm(len(pl.p.People))...) {
		if n == 0 {
			return
		}
		if pl.missing[k][i] <= 0 || pl.busy(i, at) {
			continue
		}
		if s := slices.IndexFunc(pl.seats[k][i], func(s seat) bool { return s.slot == at }); s >= 0 {
			pl.put(attended{pl.seats[k][i][s], i})
			n--
		}
	}
}
