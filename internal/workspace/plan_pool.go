package workspace

import (
	"cmp"
	"slices"
)

// pooled returns the heads that some queues need together in an interval of the
// horizon: those who can serve several of them are counted once. Queues without a head
// in common need what each needs.
func (b *builder) pooled(queues []int, i int) (heads int) {
	for _, part := range parted(queues, b.kinds) {
		if len(part) == 1 || b.needs.Together == nil {
			for _, q := range part {
				heads += b.plan.Apart[q][i]
			}
			continue
		}
		ids := make([]string, len(part))
		for k, q := range part {
			ids[k] = b.c.Queues[q].ID
		}
		heads += b.needs.Together(ids, i, b.everybody(part))
	}
	return heads
}

// everybody reports whether each kind of head that can serve one of some queues can serve
// all of them.
func (b *builder) everybody(queues []int) bool {
	for _, k := range ableKinds(queues, b.kinds) {
		if !subset(queues, b.kinds[k].queues) {
			return false
		}
	}
	return true
}

// share sets what each queue is asked for so that the queues of an interval sum up to
// what they need together: the queue that needs most its own need, each further one what
// it adds. need is by queue; queues of 0 keep what they have.
func (b *builder) share(need []int, i int) {
	var order, before []int
	for q, n := range need {
		if n > 0 {
			order = append(order, q)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(need[y], need[x]) })
	sum := 0
	for _, q := range order {
		before = append(before, q)
		all := b.pooled(slices.Sorted(slices.Values(before)), i)
		b.plan.Required[q][i] = max(0, all-sum)
		sum = max(sum, all)
	}
}
