package workspace

import (
	"cmp"
	"slices"

	"paiban/schedule"
)

// A head serves one queue at a time, and only one that its shift and its skills allow.
// Whether the heads of an interval are enough for all queues then shows in sums over
// sets of queues: whichever set is taken, those who can serve one of its queues must be
// as many as the set needs (P. Hall, On representatives of subsets, 1935). A sum that
// follows from others is left out: it is enough to look at sets to which no queue can be
// added without adding heads, and that do not fall apart into sets without a head in
// common.

// headKind is one kind of head: what queues it can serve, and who can be one.
type headKind struct {
	queues []int // ascending
	people schedule.People
}

// headKinds finds the kinds of head that people of the problem can be.
func (b *builder) headKinds() (out []headKind) {
	for i := range b.p.People {
		p := &b.p.People[i]
		if p.Trainee && p.Trained == 0 {
			continue
		}
		for _, s := range p.Shifts {
			var queues []int
			for q := range b.p.Queues {
				if b.p.Shifts[s].Serves(q) && p.Can(q) {
					queues = append(queues, q)
				}
			}
			k := slices.IndexFunc(out, func(h headKind) bool { return slices.Equal(h.queues, queues) })
			if k < 0 {
				k = len(out)
				out = append(out, headKind{queues: queues})
			}
			if n := len(out[k].people); queues != nil && (n == 0 || out[k].people[n-1] != i) {
				out[k].people = append(out[k].people, i)
			}
		}
	}
	return slices.DeleteFunc(out, func(h headKind) bool { return h.queues == nil })
}

// queueSet is a set of queues that is looked at together.
type queueSet struct {
	index  int
	queues []int // ascending
	able   []int // indexes of the kinds of head that can serve one of them
	people schedule.People
}

// mostQueuesTogether bounds the queues that share heads for which all sets are looked
// at; beyond, it is single queues and all of them together.
const mostQueuesTogether = 10

// queueSets lists the sets of queues whose sums must hold, those with fewer queues
// first. Queues that nobody can serve are sets of their own.
func queueSets(queues int, kinds []headKind) (out []queueSet) {
	for _, together := range joinedQueues(queues, kinds) {
		var sets [][]int
		if n := len(together); n <= mostQueuesTogether {
			for mask := 1; mask < 1<<n; mask++ {
				var set []int
				for k, q := range together {
					if mask>>k&1 == 1 {
						set = append(set, q)
					}
				}
				sets = append(sets, set)
			}
		} else {
			for _, q := range together {
				sets = append(sets, []int{q})
			}
			sets = append(sets, together)
		}
		for _, set := range sets {
			s := newQueueSet(closure(set, together, kinds), kinds)
			if !slices.ContainsFunc(out, func(t queueSet) bool { return slices.Equal(s.queues, t.queues) }) && len(parted(s.queues, kinds)) == 1 {
				out = append(out, s)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b queueSet) int {
		return cmp.Or(cmp.Compare(len(a.queues), len(b.queues)), slices.Compare(a.queues, b.queues))
	})
	for k := range out {
		out[k].index = k
	}
	return out
}

func newQueueSet(queues []int, kinds []headKind) queueSet {
	s := queueSet{queues: queues, able: ableKinds(queues, kinds)}
	for _, k := range s.able {
		for _, i := range kinds[k].people {
			if !slices.Contains(s.people, i) {
				s.people = append(s.people, i)
			}
		}
	}
	return s
}

// ableKinds lists the kinds of head that can serve one of some queues.
func ableKinds(queues []int, kinds []headKind) (out []int) {
	for k := range kinds {
		if meets(kinds[k].queues, queues) {
			out = append(out, k)
		}
	}
	return out
}

func meets(a, b []int) bool {
	return slices.ContainsFunc(a, func(q int) bool { return slices.Contains(b, q) })
}

// closure adds to a set the queues that add no kind of head to it. A queue that nobody
// can serve is joined to none.
func closure(set, among []int, kinds []headKind) (out []int) {
	able := ableKinds(set, kinds)
	for _, q := range among {
		own := ableKinds([]int{q}, kinds)
		if slices.Contains(set, q) || own != nil && !slices.ContainsFunc(own, func(k int) bool { return !slices.Contains(able, k) }) {
			out = append(out, q)
		}
	}
	return out
}

// joinedQueues splits all queues into those that share heads, directly or by others.
func joinedQueues(queues int, kinds []headKind) [][]int {
	all := make([]int, queues)
	for q := range all {
		all[q] = q
	}
	return parted(all, kinds)
}

// parted splits some queues into those that share heads, directly or by others of them.
func parted(queues []int, kinds []headKind) (out [][]int) {
	for _, q := range queues {
		group := []int{q}
		var apart [][]int
		for _, g := range out {
			if slices.ContainsFunc(kinds, func(h headKind) bool { return slices.Contains(h.queues, q) && meets(h.queues, g) }) {
				group = append(group, g...)
			} else {
				apart = append(apart, g)
			}
		}
		slices.Sort(group)
		out = append(apart, group)
	}
	return out
}

// sum is what a set of queues needs together in an interval.
type sum struct {
	set    *queueSet
	queues []int // of the set, those that need somebody
	heads  int
	top    bool  // no other sum has all of its queues
	share  int64 // of the cost of a missing head, in percent; see priced
}

// sums lists the sums that must hold where each queue needs so many heads. Where some
// queues of a set need nobody, the sum stands with the set that has the same heads
// without them, or with smaller ones.
func (b *builder) sums(need []int) (out []sum) {
	for k := range b.sets {
		s := &b.sets[k]
		x := sum{set: s}
		for _, q := range s.queues {
			if need[q] > 0 {
				x.queues = append(x.queues, q)
				x.heads += need[q]
			}
		}
		if x.queues != nil && len(ableKinds(x.queues, b.kinds)) == len(s.able) && len(parted(x.queues, b.kinds)) == 1 {
			out = append(out, x)
		}
	}
	return out
}

// priced returns the sums that carry the cost of missing heads, with the share that each
// carries. One missing head often lacks in several sums: where everybody can serve two
// queues but a few who cannot serve the second, both the second and the two together may
// be short of the same head. So a sum within another carries the share of its people
// whom the larger one cannot make up for, and the largest the rest: nearly all where
// nearly everybody can serve every queue, nearly nothing where each queue has people of
// its own. A head that any queue lacks costs its full price at least where the largest
// sum is short too.
func (b *builder) priced(all []sum) (out []sum) {
	for k := range all {
		x := &all[k]
		x.top = !slices.ContainsFunc(all, func(y sum) bool { return y.set != x.set && subset(x.queues, y.queues) })
		if x.top || slices.ContainsFunc(x.queues, func(q int) bool { return len(ableKinds([]int{q}, b.kinds)) == len(x.set.able) }) {
			out = append(out, *x)
		}
	}
	for k := range out {
		top := &out[k]
		if !top.top {
			continue
		}
		carried := make([]int64, len(b.p.Queues))
		for n := range out {
			if x := &out[n]; !x.top && subset(x.queues, top.queues) {
				x.share = b.ownShare(x, top)
				for _, q := range x.queues {
					carried[q] += x.share
				}
			}
		}
		least := int64(100)
		for _, q := range top.queues {
			least = min(least, carried[q])
		}
		top.share = max(0, 100-least)
	}
	return out
}

func subset(a, b []int) bool {
	return !slices.ContainsFunc(a, func(q int) bool { return !slices.Contains(b, q) })
}

// ownShare is the share, in percent, of what x lacks that a larger sum does not lack
// too: by those of its people who can serve none of the other queues, or by those of the
// larger sum who cannot serve x.
func (b *builder) ownShare(x, larger *sum) int64 {
	own := 0
	for _, i := range x.set.people {
		if !slices.ContainsFunc(larger.queues, func(q int) bool { return !slices.Contains(x.queues, q) && b.p.People[i].Can(q) }) {
			own++
		}
	}
	n, all := max(1, len(x.set.people)), max(1, len(larger.set.people))
	return int64(max(100*own/n, 100*(all-len(x.set.people))/all))
}

// row returns the row of cover that counts the heads of some queues.
func (b *builder) row(why schedule.CoverKind, day int, span schedule.Span, queues ...int) schedule.Cover {
	row := schedule.Cover{Why: why, Day: day, Span: span, Queue: schedule.Any, Shift: schedule.Any}
	if len(queues) == 1 || len(queues) < len(b.p.Queues) {
		row.Queue, row.With = queues[0], queues[1:]
	}
	who := b.those(func(i int) bool { return slices.ContainsFunc(queues, b.p.People[i].Can) })
	if row.With = slices.Clip(row.With); len(row.With) == 0 {
		row.With = nil
	}
	if len(who) < len(b.p.People) {
		row.Who = append(schedule.People{}, who...)
	}
	return row
}
