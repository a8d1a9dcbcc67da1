package simulate

// change does one moment of an agent's day.
func (r *run) change(c change) {
	g := &r.agents[c.agent]
	switch c.kind {
	case comes:
		r.come(c)
	case pauses:
		switch g.phase {
		case on:
			g.pause = c.length
			r.enlist(c.agent, draining, g.closing)
			r.putAside(c.agent)
			r.handOver(c.agent)
			if len(g.open) == 0 {
				r.goAway(c.agent)
			}
		case draining:
			g.pause += c.length
		case away:
			g.pause += c.length
			r.agenda.drop(c.agent)
			r.agenda.set(c.agent, g.pause)
		}
	case stops:
		r.enlist(c.agent, g.phase, true)
	case goes:
		r.leave(c)
	case limit:
		if g.phase == staying && g.end == c.length {
			r.dismiss(c.agent)
		}
	}
}

// enlist sets what an agent is doing and keeps count of who may take chats.
func (r *run) enlist(a int32, phase int8, closing bool) {
	g := &r.agents[a]
	takes := func() bool { return g.phase == on && !g.closing }
	before := takes()
	present := g.phase == on || g.phase == draining || g.phase == staying
	stays := g.phase == staying
	g.phase, g.closing = phase, closing
	if d := one(takes()) - one(before); d != 0 {
		for q := range r.lines {
			if g.queues&(1<<q) != 0 {
				r.lines[q].takers += d
			}
		}
	}
	r.present += one(phase == on || phase == draining || phase == staying) - one(present)
	r.stayers += one(phase == staying) - one(stays)
	r.rank(a)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// come begins a segment, or the next one where an agent is still at work.
func (r *run) come(c change) {
	g := &r.agents[c.agent]
	phase := int8(on)
	switch g.phase {
	case staying:
		r.extension[c.agent] += r.now - g.end
		g.leaves = false
	case draining, away:
		phase = g.phase
	}
	was := g.phase
	r.enlist(c.agent, off, false) // the takers of the old queues
	r.putAside(c.agent)
	g.queues, g.waits = c.queues&^r.m.deferred, c.queues&r.m.deferred
	r.enlist(c.agent, phase, false)
	if was == staying {
		r.startTyping(c.agent)
	}
}

// leave ends a segment: open chats go to colleagues with room, the agent stays
// for the rest.
func (r *run) leave(c change) {
	g := &r.agents[c.agent]
	if g.phase == away {
		r.agenda.drop(c.agent)
		r.enlist(c.agent, off, false)
		return
	}
	g.end = c.t
	r.enlist(c.agent, staying, false)
	r.putAside(c.agent)
	r.handOver(c.agent)
	if len(g.open) == 0 {
		r.goHome(c.agent)
	}
}

// handOver gives the open chats of agent a, but the one being answered, to
// colleagues with room.
func (r *run) handOver(a int32) {
	if !r.m.in.Policy.Handover {
		return
	}
	g := &r.agents[a]
	for i := len(g.open) - 1; i >= 0; i-- {
		id := g.open[i]
		if id == g.typing {
			continue
		}
		if to := r.pick(int(r.chats[id].queue)); to != none {
			r.release(a, id)
			r.take(to, id)
		}
	}
}

// dismiss sends agent a home when it may stay no longer: open chats go back in
// line, or wait for their customer's next message; an answer at hand is
// finished.
func (r *run) dismiss(a int32) {
	g := &r.agents[a]
	for i := len(g.open) - 1; i >= 0; i-- {
		id := g.open[i]
		if id == g.typing {
			continue
		}
		r.release(a, id)
		if r.chats[id].asked {
			r.route(id)
		}
	}
	g.leaves = true
	if len(g.open) == 0 {
		r.goHome(a)
	}
}

func (r *run) goHome(a int32) {
	g := &r.agents[a]
	r.extension[a] += r.now - g.end
	r.enlist(a, off, false)
	g.leaves = false
}

func (r *run) goAway(a int32) {
	g := &r.agents[a]
	r.enlist(a, away, g.closing)
	g.pause += r.now
	r.agenda.set(a, g.pause)
}

// back ends a pause.
func (r *run) back(a int32) {
	g := &r.agents[a]
	r.enlist(a, on, g.closing)
	r.fill(a)
	r.occupy(a)
}
