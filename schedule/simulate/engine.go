package simulate

import (
	"context"
	"math/rand/v2"
)

// chat is a contact that has reached the agents. Its place is used again once
// it is over.
type chat struct {
	queue      int32
	agent      int32 // who holds it, or none
	prev, next int32 // neighbours in line; next links free places too
	step       int32 // of arrival
	unit       int32 // step of the first judged message of its session or person-day, or none
	live       bool
	asked      bool // a message waits for its answer
	taken      bool // an agent has held it
	replied    bool // it has had an answer
	good       bool // every judged message of the unit was answered in time
	sent       float64
}

// What an agent is doing.
const (
	off      = iota
	on       // at work
	draining // about to pause, finishing open chats
	away     // on a pause
	staying  // after the end, finishing open chats
)

type agent struct {
	queues  uint64 // whose chats it takes
	waits   uint64 // whose items it does when no chat asks for it, see routeItem
	phase   int8
	closing bool // in the last minutes before the end
	leaves  bool // may stay no longer: goes after the answer at hand
	load    int32
	asked   int32 // open chats with an unanswered message
	typing  int32 // chat being answered or item handled, or none
	open    []int32
	took    float64 // when it last took a chat
	pause   float64 // length of the pause being drained for, or the end of the one it is on
	end     float64 // of the segment it stays after
	began   float64 // of the answer at hand
}

// cell counts what happened to a queue in one step. Contacts are counted in the step
// of their arrival, messages in the step in which they were sent, units of the
// platform's formula in the step of their first judged message.
type cell struct {
	arrived, robot, served, abandoned int32
	carried                           int32 // left over before the horizon, in its first step
	turns, onTime                     int32
	judged, good                      int32
	backlog                           int32 // most chats in line
}

// pulse is agents' seconds in one step.
type pulse struct {
	online, busy, open, extension float64
}

// times is how long something took in one queue.
type times struct {
	n    int32
	sum  float64
	hist histogram
}

func (t *times) add(seconds float64) {
	t.n++
	t.sum += seconds
	t.hist.add(seconds)
}

// run plays one replication after the other in the same memory.
type run struct {
	m        *model
	rng      *rand.Rand // typing, thinking, patience, pauses
	now      float64
	step     int // the step of now; m.steps after the horizon
	agenda   agenda
	sources  []source
	guesses  []float64 // factors of this replication
	agents   []agent
	chats    []chat
	spare    int32 // first free place
	lines    []line
	takers   []ladder // [queue]
	changes  []change
	typists  int // agents who type
	present  int // agents at work, those who stay on among them
	stayers  int
	openings int // chats held by agents

	cells     [][]cell // [queue][step]
	pulses    []pulse  // [step], one more for after the horizon
	wait      []times  // [queue] from arrival to an agent, of those who got one
	answer    []times  // [queue] from message to answer, judged ones
	extension []float64
}

func newRun(m *model) *run {
	r := &run{
		m: m, agents: make([]agent, len(m.agents)), sources: make([]source, len(m.queues)), lines: make([]line, len(m.queues)),
		cells: make([][]cell, len(m.queues)), pulses: make([]pulse, m.steps+1),
		wait: make([]times, len(m.queues)), answer: make([]times, len(m.queues)), extension: make([]float64, len(m.agents)),
	}
	for q := range r.cells {
		r.cells[q] = make([]cell, m.steps)
		r.takers = append(r.takers, newLadder(len(m.agents)))
	}
	return r
}

func (r *run) reset(seed uint64, rep int) {
	r.rng = stream(seed, rep, 0)
	r.now, r.step, r.chats, r.spare = 0, 0, r.chats[:0], none
	r.typists, r.present, r.stayers, r.openings = 0, 0, 0, 0
	r.agenda.reset(len(r.agents) + len(r.sources))
	for i := range r.agents {
		r.agents[i] = agent{typing: none, open: r.agents[i].open[:0]}
	}
	r.guesses = r.m.drawGuesses(r.guesses[:0], stream(seed, rep, guessStream))
	for q := range r.sources {
		r.lines[q] = line{head: none, tail: none}
		r.takers[q].clear()
		r.sources[q].reset(r.m, q, stream(seed, rep, q+1), stream(seed, rep, noiseStream+q), r.guesses)
		r.nextArrival(q)
		clear(r.cells[q])
		r.carryIn(q)
	}
	clear(r.pulses)
	clear(r.wait)
	clear(r.answer)
	clear(r.extension)
	r.changes = r.m.timetable(r.changes[:0], r.rng)
}

// play runs replication rep from the first minute of the horizon until its end
// and the end of every segment that begins in it, whichever is later.
func (r *run) play(ctx context.Context, seed uint64, rep int) {
	r.reset(seed, rep)
	changes, end := r.changes, r.m.end
	if n := len(changes); n > 0 {
		end = max(end, changes[n-1].t)
	}
	for events := 0; ; events++ {
		if events&0xffff == 0 && ctx.Err() != nil {
			return
		}
		t := end
		if len(r.agenda.heap) > 0 {
			t = min(t, r.agenda.heap[0].t)
		}
		changed := len(changes) > 0 && changes[0].t <= t
		if changed {
			t = changes[0].t
		}
		r.advance(t)
		switch {
		case changed:
			r.change(changes[0])
			changes = changes[1:]
			if len(changes) == 0 || changes[0].t > t || changes[0].kind > comes {
				r.deal()
				r.occupyAll()
			}
		case t == end:
			r.settle()
			return
		default:
			r.happen(r.agenda.pop().id)
		}
	}
}

// advance moves the clock to t and adds up what agents did until then.
func (r *run) advance(t float64) {
	for r.step < r.m.steps {
		edge := float64(r.step+1) * r.m.stepS
		if edge > t {
			break
		}
		r.tally(edge)
		r.step++
		if r.step < r.m.steps {
			for q := range r.lines {
				r.cells[q][r.step].backlog = r.lines[q].n
			}
		}
	}
	r.tally(t)
}

func (r *run) tally(t float64) {
	dt := t - r.now
	p := &r.pulses[r.step]
	p.online += dt * float64(r.present)
	p.busy += dt * float64(r.typists)
	p.open += dt * float64(r.openings)
	p.extension += dt * float64(r.stayers)
	r.now = t
}

// happen does the event of an entity.
func (r *run) happen(id int32) {
	if id -= int32(len(r.agents)); id < 0 {
		a := id + int32(len(r.agents))
		if r.agents[a].phase == away {
			r.back(a)
		} else {
			r.answered(a)
		}
		return
	}
	if id -= int32(len(r.sources)); id < 0 {
		r.arrive(int(id) + len(r.sources))
		return
	}
	switch c := &r.chats[id]; {
	case c.asked: // in line, and out of patience
		r.leaveLine(id)
		r.lapse(c)
		r.cells[c.queue][c.step].abandoned++
		r.over(id)
	default:
		c.asked, c.sent = true, r.now
		if c.agent == none {
			r.route(id)
		} else {
			r.agents[c.agent].asked++
			r.rank(c.agent)
			r.startTyping(c.agent)
		}
	}
}

// event returns the agenda's entity of a chat.
func (r *run) event(c int32) int32 { return int32(len(r.agents)+len(r.sources)) + c }

func (r *run) nextArrival(q int) {
	if t, ok := r.sources[q].next(r.m.queues[q].noise.seconds); ok {
		r.agenda.set(int32(len(r.agents)+q), t)
	}
}

func (r *run) arrive(q int) {
	r.nextArrival(q)
	n := &r.cells[q][r.step]
	n.arrived++
	if p := r.m.queues[q].robot; p > 0 && r.sources[q].rng.Float64() < p {
		n.robot++
		return
	}
	r.route(r.open(chat{queue: int32(q), agent: none, step: int32(r.step), unit: none, live: true, asked: true, sent: r.now}))
}

// open finds a place for a chat that begins.
func (r *run) open(c chat) (id int32) {
	if id = r.spare; id == none {
		id = int32(len(r.chats))
		r.chats = append(r.chats, c)
		r.agenda.grow()
	} else {
		r.spare = r.chats[id].next
	}
	r.chats[id] = c
	return id
}

// over ends a chat and frees its place.
func (r *run) over(id int32) {
	c := &r.chats[id]
	r.closeUnit(c)
	c.live, c.next = false, r.spare
	r.spare = id
}

// route gives a chat with an unanswered message to an agent, or puts it in line.
func (r *run) route(id int32) {
	if r.m.queues[r.chats[id].queue].deferred {
		r.routeItem(id)
	} else if a := r.pick(int(r.chats[id].queue)); a != none {
		r.take(a, id)
	} else {
		r.enter(id)
	}
}

// take gives chat id to agent a.
func (r *run) take(a, id int32) {
	g, c := &r.agents[a], &r.chats[id]
	c.agent = a
	g.open = append(g.open, id)
	g.load += r.m.queues[c.queue].weight
	g.took = r.now
	if c.asked {
		g.asked++
	}
	r.rank(a)
	r.openings++
	if !c.taken {
		c.taken = true
		if r.counts(c) {
			r.wait[c.queue].add(r.now - c.sent)
		}
	}
	r.startTyping(a)
}

// release takes chat id from agent a.
func (r *run) release(a, id int32) {
	g, c := &r.agents[a], &r.chats[id]
	for i, o := range g.open {
		if o == id {
			g.open[i] = g.open[len(g.open)-1]
			g.open = g.open[:len(g.open)-1]
			break
		}
	}
	g.load -= r.m.queues[c.queue].weight
	if c.asked {
		g.asked--
	}
	r.rank(a)
	c.agent = none
	r.openings--
}

// startTyping has an idle agent answer the message that has waited longest, if
// there is one.
func (r *run) startTyping(a int32) {
	g := &r.agents[a]
	if g.asked > 0 {
		r.putAside(a)
	}
	if g.typing != none || g.leaves {
		return
	}
	for _, id := range g.open {
		if c := &r.chats[id]; c.asked && (g.typing == none || c.sent < r.chats[g.typing].sent) {
			g.typing = id
		}
	}
	if g.typing == none {
		return
	}
	c := &r.chats[g.typing]
	q := &r.m.queues[c.queue]
	if q.call {
		r.reply(c)
	}
	g.began = r.now
	r.typists++
	r.agenda.set(a, r.now+r.rng.ExpFloat64()*q.typing/r.m.agents[a].speed)
}

// answered ends the answer that agent a was typing.
func (r *run) answered(a int32) {
	g := &r.agents[a]
	id := g.typing
	g.typing = none
	r.typists--
	c := &r.chats[id]
	q := &r.m.queues[c.queue]
	if q.deferred {
		r.finish(id)
		r.occupy(a)
		return
	}
	if !q.call {
		r.reply(c)
	}
	c.asked, c.replied = false, true
	g.asked--
	r.rank(a)
	if q.call || r.rng.Float64() >= q.more {
		r.cells[c.queue][c.step].served++
		r.release(a, id)
		r.over(id)
	} else {
		if g.leaves {
			r.release(a, id)
		}
		r.agenda.set(r.event(id), r.now+r.rng.ExpFloat64()*q.think)
	}
	if g.phase != on {
		r.handOver(a)
	}
	r.startTyping(a)
	switch {
	case g.phase == on:
		r.fill(a)
		r.occupy(a)
	case len(g.open) > 0:
	case g.phase == draining:
		r.goAway(a)
	case g.phase == staying:
		r.goHome(a)
	}
}
