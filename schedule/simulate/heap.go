package simulate

// agenda is a 4-ary heap of the next event of every entity: an entity has at
// most one. Entities are small integers. Setting, removing and taking the next
// are O(log n) and allocate nothing once the agenda has grown to its size.
type agenda struct {
	heap []entry
	pos  []int32 // [entity] place in heap, or none
}

type entry struct {
	t  float64
	id int32
}

const none = -1

// reset empties the agenda and makes room for n entities.
func (a *agenda) reset(n int) {
	a.heap, a.pos = a.heap[:0], a.pos[:0]
	for range n {
		a.grow()
	}
}

// grow adds one entity.
func (a *agenda) grow() { a.pos = append(a.pos, none) }

// set gives id, which has no event, an event at t.
func (a *agenda) set(id int32, t float64) {
	a.heap = append(a.heap, entry{})
	a.up(len(a.heap)-1, entry{t, id})
}

// drop removes the event of id where it has one.
func (a *agenda) drop(id int32) {
	if i := a.pos[id]; i != none {
		a.remove(int(i))
	}
}

// pop removes the first event, which must exist, and returns it.
func (a *agenda) pop() entry {
	e := a.heap[0]
	a.remove(0)
	return e
}

func (a *agenda) remove(i int) {
	a.pos[a.heap[i].id] = none
	n := len(a.heap) - 1
	e := a.heap[n]
	a.heap = a.heap[:n]
	if i == n {
		return
	}
	if i > 0 && e.t < a.heap[(i-1)/4].t {
		a.up(i, e)
	} else {
		a.down(i, e)
	}
}

// up puts e at i or above.
func (a *agenda) up(i int, e entry) {
	for i > 0 {
		p := (i - 1) / 4
		if a.heap[p].t <= e.t {
			break
		}
		a.place(i, a.heap[p])
		i = p
	}
	a.place(i, e)
}

// down puts e at i or below.
func (a *agenda) down(i int, e entry) {
	n := len(a.heap)
	for {
		first := 4*i + 1
		if first >= n {
			break
		}
		least := first
		for c := first + 1; c < min(first+4, n); c++ {
			if a.heap[c].t < a.heap[least].t {
				least = c
			}
		}
		if e.t <= a.heap[least].t {
			break
		}
		a.place(i, a.heap[least])
		i = least
	}
	a.place(i, e)
}

func (a *agenda) place(i int, e entry) {
	a.heap[i] = e
	a.pos[e.id] = int32(i)
}
