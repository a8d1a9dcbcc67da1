package simulate

// line is the chats of a queue that wait for an agent, the longest waiting first.
type line struct {
	head, tail int32
	n          int32
	takers     int // agents at work and not closing who serve the queue
}

// fill gives agent a chats from the lines it serves while it has room.
func (r *run) fill(a int32) {
	for {
		best := none
		for q := range r.lines {
			h := r.lines[q].head
			if h == none || r.agents[a].queues&(1<<q) == 0 || !r.fits(a, q) {
				continue
			}
			if best == none || r.chats[h].sent < r.chats[r.lines[best].head].sent {
				best = q
			}
		}
		if best == none {
			return
		}
		id := r.lines[best].head
		r.leaveLine(id)
		r.take(a, id)
	}
}

// deal gives chats in line to the agents who have room, the least loaded first.
func (r *run) deal() {
	for q := range r.lines {
		for r.lines[q].n > 0 {
			a := r.pick(q)
			if a == none {
				break
			}
			id := r.lines[q].head
			r.leaveLine(id)
			r.take(a, id)
		}
	}
}

// enter puts chat id in line by the time of its message.
func (r *run) enter(id int32) {
	c := &r.chats[id]
	l := &r.lines[c.queue]
	c.prev, c.next = l.tail, none
	for c.prev != none && r.chats[c.prev].sent > c.sent {
		c.next, c.prev = c.prev, r.chats[c.prev].prev
	}
	if c.prev == none {
		l.head = id
	} else {
		r.chats[c.prev].next = id
	}
	if c.next == none {
		l.tail = id
	} else {
		r.chats[c.next].prev = id
	}
	l.n++
	if r.step < r.m.steps {
		n := &r.cells[c.queue][r.step]
		n.backlog = max(n.backlog, l.n)
	}
	if p := r.m.queues[c.queue].patience; p > 0 {
		r.agenda.set(r.event(id), r.now+r.rng.ExpFloat64()*p)
	}
}

func (r *run) leaveLine(id int32) {
	c := &r.chats[id]
	l := &r.lines[c.queue]
	if c.prev == none {
		l.head = c.next
	} else {
		r.chats[c.prev].next = c.next
	}
	if c.next == none {
		l.tail = c.prev
	} else {
		r.chats[c.next].prev = c.prev
	}
	l.n--
	r.agenda.drop(r.event(id))
}
