package simulate

// A contact of a queue whose work may wait is called an item here. Nobody holds items as
// chats are held: they lie in line, the one whose time is over first before the others,
// and an agent who has no message to answer takes one. When a chat asks for the agent, the
// item is put aside and goes on later, with the same agent or another. Handling times are
// exponential, so that what is left of an item put aside is as long as a new one (no
// memory), and nothing need be noted.

// onItem reports whether agent a is handling an item.
func (r *run) onItem(a int32) bool {
	id := r.agents[a].typing
	return id != none && r.m.queues[r.chats[id].queue].deferred
}

// free reports whether agent a can take an item of queue q.
func (r *run) free(a int32, q int32) bool {
	g := &r.agents[a]
	return g.phase == on && g.typing == none && g.asked == 0 && g.waits&(1<<q) != 0
}

// routeItem gives item id to the free agent with the fewest chats, or puts it in line.
func (r *run) routeItem(id int32) {
	best := int32(none)
	for a := range r.agents {
		if r.free(int32(a), r.chats[id].queue) {
			best = r.better(best, int32(a))
		}
	}
	if best == none {
		r.enter(id)
		return
	}
	r.handle(best, id)
}

// occupy gives agent a, if free, the item in line whose time is over first.
func (r *run) occupy(a int32) {
	best, due := int32(none), 0.0
	for q := range r.lines {
		h := r.lines[q].head
		if h == none || !r.m.queues[q].deferred || !r.free(a, int32(q)) {
			continue
		}
		if t := r.chats[h].sent + r.m.queues[q].within; best == none || t < due {
			best, due = h, t
		}
	}
	if best != none {
		r.leaveLine(best)
		r.handle(a, best)
	}
}

// occupyAll is occupy for everybody.
func (r *run) occupyAll() {
	if r.m.deferred == 0 {
		return
	}
	for a := range r.agents {
		r.occupy(int32(a))
	}
}

// handle has agent a work on item id.
func (r *run) handle(a, id int32) {
	c := &r.chats[id]
	if !c.taken {
		c.taken = true
		if r.counts(c) {
			r.wait[c.queue].add(r.now - c.sent)
		}
	}
	r.agents[a].typing = id
	r.typists++
	r.agenda.set(a, r.now+r.rng.ExpFloat64()*r.m.queues[c.queue].typing/r.m.agents[a].speed)
}

// putAside has agent a leave the item at hand, if there is one, to others.
func (r *run) putAside(a int32) {
	if !r.onItem(a) {
		return
	}
	id := r.agents[a].typing
	r.agents[a].typing = none
	r.typists--
	r.agenda.drop(a)
	r.routeItem(id)
}

// finish ends item id, which is done.
func (r *run) finish(id int32) {
	c := &r.chats[id]
	r.reply(c)
	r.cells[c.queue][c.step].served++
	r.over(id)
}

// carryIn puts what was left over before the horizon in line: in every step before it the
// contacts that are still open, as whole numbers whose sums are right, in the middle of
// the step.
func (r *run) carryIn(q int) {
	sum, put := 0.0, 0
	carried := r.m.in.Queues[q].Carried
	for k := len(carried) - 1; k >= 0; k-- {
		for sum += carried[k]; float64(put) < sum-.5; put++ {
			r.cells[q][0].carried++
			r.enter(r.open(chat{queue: int32(q), agent: none, unit: none, live: true, asked: true, sent: -(float64(k) + .5) * r.m.stepS}))
		}
	}
}
