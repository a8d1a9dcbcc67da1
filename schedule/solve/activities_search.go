package solve

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"paiban/schedule"
)

// option is a way to go on: some people who attend a slot.
type option struct {
	slot
	who   []int
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

// fill places what is missing, the best first, as long as that is better than to leave it.
func (pl *activityPlan) fill() {
	for {
		var best *option
		for k := range pl.p.Activities {
			if o := pl.next(k); o != nil && (best == nil || o.better(best)) {
				best = o
			}
		}
		if best == nil {
			return
		}
		for _, i := range best.who {
			pl.put(attended{best.slot, i, false})
		}
	}
}

// next returns the best way to go on with activity k; nil where none is better than nothing.
func (pl *activityPlan) next(k int) (best *option) {
	try := func(o option) {
		if o.cost.less(activityCost{}) && (best == nil || o.better(best)) {
			best = &o
		}
	}
	together := map[slot][]int{}
	var order []slot
	for i, n := range pl.missing[k] {
		if n <= 0 {
			continue
		}
		for _, s := range pl.slots[k][i] {
			if pl.busy(i, s) {
				continue
			}
			c, spare := pl.gain(i, s)
			try(option{s, []int{i}, c, spare})
			if together[s] == nil {
				order = append(order, s)
			}
			together[s] = append(together[s], i)
		}
	}
	if pl.p.Activities[k].Least < 2 {
		return best
	}
	for _, s := range order {
		pl.groupAt(s, together[s], try)
	}
	return best
}

// groupAt tries groups of every size at a slot: each next one is who costs least.
func (pl *activityPlan) groupAt(s slot, who []int, try func(option)) {
	a := &pl.p.Activities[s.activity]
	if pl.size[s] > 0 || len(who) < a.Least {
		return
	}
	o, before := option{slot: s, spare: schedule.NoMax}, pl.total
	left := slices.Clone(who)
	for len(left) > 0 && (a.Most == 0 || len(o.who) < a.Most) {
		at, least, spare := -1, activityCost{}, 0
		for k, i := range left {
			if c, n := pl.gain(i, s); at < 0 || c.less(least) || !least.less(c) && n > spare {
				at, least, spare = k, c, n
			}
		}
		pl.put(attended{s, left[at], false})
		o.who, o.spare = append(o.who, left[at]), min(o.spare, spare)
		left = slices.Delete(left, at, at+1)
		if o.cost = pl.total.minus(before); len(o.who) >= a.Least {
			with := o
			with.who = slices.Clone(o.who)
			try(with)
		}
	}
	for range o.who {
		pl.take(len(pl.placed) - 1)
	}
}

// ruin takes a few attendances out: those of one session, of one person, or any. It reports
// false where there is nothing that could be placed elsewhere.
func (pl *activityPlan) ruin(rng *rand.Rand) bool {
	var free []int
	for k, t := range pl.placed {
		if !t.kept {
			free = append(free, k)
		}
	}
	if len(free) == 0 {
		return false
	}
	seed := pl.placed[free[rng.IntN(len(free))]]
	kind, share := rng.IntN(3), 1+rng.IntN(3)
	for k := len(pl.placed) - 1; k >= 0; k-- {
		t := pl.placed[k]
		out := t == seed
		switch kind {
		case 0:
			out = out || t.slot == seed.slot
		case 1:
			out = out || t.activity == seed.activity && t.day == seed.day
		case 2:
			out = out || rng.IntN(4) < share
		}
		if out && !t.kept {
			pl.take(k)
		}
	}
	if rng.IntN(2) == 0 {
		pl.nudge(rng, seed)
	}
	return true
}

// nudge has whoever was taken out, and perhaps others with them, attend at a time that is
// drawn, so that the search leaves what the best next step alone would come back to.
func (pl *activityPlan) nudge(rng *rand.Rand, t attended) {
	all := pl.slots[t.activity][t.person]
	s := all[rng.IntN(len(all))]
	n := 1 + rng.IntN(max(1, pl.p.Activities[s.activity].Least))
	for _, i := range append([]int{t.person}, rng.Perm(len(pl.p.People))...) {
		if n > 0 && pl.missing[s.activity][i] > 0 && slices.Contains(pl.slots[s.activity][i], s) && !pl.busy(i, s) {
			pl.put(attended{s, i, false})
			n--
		}
	}
}
