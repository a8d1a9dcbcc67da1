package simulate

import "math/bits"

// ladder is a knock-out over the agents who take chats of a queue and have room
// for one more: place k holds the better of places 2k and 2k+1, agent i enters
// at place len/2 + i, and place 1 has the winner. A change costs O(log agents),
// mostly less.
type ladder []int32

func newLadder(agents int) ladder {
	size := 1
	for size < agents {
		size *= 2
	}
	return make(ladder, 2*size)
}

func (l ladder) clear() {
	for k := range l {
		l[k] = none
	}
}

// rank enters agent i, or what has become of it, in the ladders of the queues it
// serves. It is called after every change that pick looks at.
func (r *run) rank(i int32) {
	g := &r.agents[i]
	takes := g.phase == on && !g.closing
	for left := g.queues; left != 0; left &= left - 1 {
		q := bits.TrailingZeros64(left)
		l := r.takers[q]
		k := len(l)/2 + int(i)
		was := l[k]
		l[k] = none
		if takes && r.room(i, q) {
			l[k] = i
		}
		if was == none && l[k] == none {
			continue
		}
		for k > 1 {
			k /= 2
			was := l[k]
			l[k] = r.better(l[2*k], l[2*k+1])
			if was != i && l[k] != i {
				break // i neither won here nor does it now
			}
		}
	}
}

// better returns who of two takes the next chat: the less loaded, then who has
// fewer messages to answer, then who took its last chat longer ago, then the
// first.
func (r *run) better(i, j int32) int32 {
	if i == none {
		return j
	}
	if j == none {
		return i
	}
	a, b := &r.agents[i], &r.agents[j]
	switch {
	case a.load != b.load:
		if a.load < b.load {
			return i
		}
	case a.asked != b.asked:
		if a.asked < b.asked {
			return i
		}
	case a.took != b.took:
		if a.took < b.took {
			return i
		}
	case i < j:
		return i
	}
	return j
}

// pick returns the agent who takes the next chat of queue q, or none. Those
// about to end take one only where nobody else is at work on the queue.
func (r *run) pick(q int) int32 {
	if r.lines[q].takers > 0 {
		return r.takers[q][1]
	}
	best := int32(none)
	for i := range r.agents {
		if a := &r.agents[i]; a.phase == on && a.queues&(1<<q) != 0 && r.fits(int32(i), q) {
			best = r.better(best, int32(i))
		}
	}
	return best
}

// fits reports whether agent i, at work on queue q, takes one more of its chats.
func (r *run) fits(i int32, q int) bool {
	return r.room(i, q) && (!r.agents[i].closing || r.lines[q].takers == 0)
}

// room reports whether agent i can hold one more chat of queue q.
func (r *run) room(i int32, q int) bool {
	a := &r.agents[i]
	return a.load+r.m.queues[q].weight <= wholeAgent && len(a.open) < r.m.agents[i].chats
}
