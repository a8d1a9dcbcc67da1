package simulate

import (
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// reply judges the message of c, answered now.
func (r *run) reply(c *chat) {
	wait := r.now - c.sent
	if r.judge(c, wait <= r.m.queues[c.queue].within) {
		r.answer[c.queue].add(wait)
	}
}

// lapse judges the message of c, which got no answer.
func (r *run) lapse(c *chat) { r.judge(c, false) }

// judge counts the message of c by the platform's formula and reports whether
// it counts at all.
func (r *run) judge(c *chat, ok bool) bool {
	if !r.counts(c) {
		return false
	}
	q := &r.m.queues[c.queue]
	step := max(0, int32(int(c.sent/60)/r.m.in.Step))
	n := &r.cells[c.queue][step]
	n.turns++
	if ok {
		n.onTime++
	}
	if q.deferred {
		n.count(ok) // one answer ends it
		return true
	}
	switch q.formula {
	case staffing.PerTurn:
		n.count(ok)
	case staffing.FirstReply:
		if !c.replied {
			n.count(ok)
		}
	case staffing.PerPersonDay:
		perDay := int32(schedule.DayMinutes / r.m.in.Step)
		if c.unit != none && c.unit/perDay != step/perDay {
			r.closeUnit(c)
		}
		c.join(step, ok)
	case staffing.PerSession:
		c.join(step, ok)
	default:
		panic("simulate: the formula " + string(q.formula) + " is not judged")
	}
	return true
}

// join adds a message to the session or person-day of c, which it opens at step
// where none is open.
func (c *chat) join(step int32, ok bool) {
	if c.unit == none {
		c.unit, c.good = step, true
	}
	c.good = c.good && ok
}

// counts reports whether the message of c was sent within the windows. Of what was left
// over before the horizon only that counts whose time was not over yet.
func (r *run) counts(c *chat) bool {
	if c.sent < 0 {
		return -c.sent <= r.m.queues[c.queue].within
	}
	judged, minute := r.m.queues[c.queue].judged, int(c.sent/60)
	return minute < len(judged) && judged[minute]
}

func (n *cell) count(good bool) {
	n.judged++
	if good {
		n.good++
	}
}

// closeUnit counts the session or person-day of c where one is open.
func (r *run) closeUnit(c *chat) {
	if c.unit != none {
		r.cells[c.queue][c.unit].count(c.good)
		c.unit = none
	}
}

// settle judges what is still open at the end: a message older than the promise
// is late, a younger one is left out.
func (r *run) settle() {
	for i := range r.chats {
		if c := &r.chats[i]; c.live {
			// A call being served has been judged when it was taken.
			served := r.m.queues[c.queue].call && c.agent != none && r.agents[c.agent].typing == int32(i)
			if c.asked && !served && r.now-c.sent > r.m.queues[c.queue].within {
				r.lapse(c)
			}
			r.closeUnit(c)
		}
	}
	for a := range r.agents {
		if r.agents[a].phase == staying {
			r.goHome(int32(a))
		}
	}
}
