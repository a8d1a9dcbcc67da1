package staffing

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

const (
	maxAgents = 20_000    // a larger team is a typing error
	maxLine   = 5_000_000 // customers in line beyond which nobody keeps up
)

// model is what one Params fixes for all loads and numbers of agents.
type model struct {
	Params
	call     bool      // phone-like: an answer is the agent taking the call
	slots    int       // contacts an agent holds at most
	end      []float64 // by open contacts of an agent: contacts ended per second
	busy     []float64 // and share of time on them
	answers  []float64 // and messages answered per second
	within   []float64 // and probability of an answer in time
	turns    []Turns
	capacity float64        // contacts that a full agent ends per second
	desks    map[int]*desks // by number of agents, as far as they were asked for
}

func newModel(p Params) (*model, error) {
	p = p.Filled()
	if err := p.validate(); err != nil {
		return nil, err
	}
	m := &model{Params: p, call: p.Turns == 0, slots: p.Concurrency}
	m.end, m.busy = make([]float64, m.slots+1), make([]float64, m.slots+1)
	if m.call {
		m.end[1], m.busy[1] = 1/p.AHT, 1
	} else {
		m.answers, m.within, m.turns = make([]float64, m.slots+1), make([]float64, m.slots+1), make([]Turns, m.slots+1)
		// After the last answer of a chat, one in Turns, nobody thinks: where all
		// slots are taken the next chat's first message comes in at once. The closed
		// queue depends on the mean alone (F. Baskett et al., 1975).
		think := p.Think * (1 - 1/p.Turns)
		for k := 1; k <= m.slots; k++ {
			t := NewTurns(k, p.Typing, think)
			m.end[k], m.busy[k], m.answers[k] = t.Throughput/p.Turns, t.Busy, t.Throughput
			m.within[k], m.turns[k] = t.Within(p.Within), t
		}
	}
	m.capacity = m.end[m.slots]
	return m, nil
}

// chain is the number of open contacts among n agents, in equilibrium.
type chain struct {
	rate   float64   // contacts arriving per second
	drain  float64   // contacts ended per second with all slots taken
	leave  float64   // one waiting customer's rate of leaving
	free   []float64 // probability of each number of contacts below the number of slots
	line   []float64 // probability of each number waiting, all slots taken; nil without patience
	wait   float64   // probability of all slots taken: Σ line
	logEnd float64   // log of the last of free
}

// newChain solves the birth–death chain of evenly shared loads. It reports false
// where it has no equilibrium.
func (m *model) newChain(rate float64, n int) (*chain, bool) {
	return m.chainOf(rate, n, func(open int) float64 { return m.total(open, n, m.end) })
}

// chainOf is newChain where n agents with so many open contacts end so many per second.
func (m *model) chainOf(rate float64, n int, ended func(open int) float64) (*chain, bool) {
	c := &chain{rate: rate, drain: float64(n) * m.capacity}
	if m.Patience > 0 {
		c.leave = 1 / m.Patience
	} else if rate >= c.drain*(1-rounding) {
		return nil, false
	}
	// Weights as logarithms: they span hundreds of orders of magnitude.
	slots := n * m.slots
	logs := make([]float64, slots, slots+64)
	highest := 0.0
	for i := 1; i < slots; i++ {
		logs[i] = logs[i-1] + math.Log(rate/ended(i))
		highest = max(highest, logs[i])
	}
	if c.leave > 0 {
		for w, k := logs[slots-1], 0; ; k++ {
			w += math.Log(rate / (c.drain + float64(k)*c.leave))
			highest = max(highest, w)
			// Each further term is smaller than the one before by a growing factor.
			if w < highest-50 && rate < c.drain+float64(k)*c.leave {
				break
			}
			if logs = append(logs, w); len(logs) > slots+maxLine {
				return nil, false
			}
		}
	}
	sum := 0.0
	for i, w := range logs {
		logs[i] = math.Exp(w - highest)
		sum += logs[i]
	}
	tail := 0.0 // without patience the line is a geometric series
	if c.leave == 0 {
		ratio := rate / c.drain
		tail = logs[slots-1] * ratio / (1 - ratio)
		sum += tail
	}
	for i := range logs {
		logs[i] /= sum
	}
	c.free, c.line = logs[:slots], logs[slots:]
	c.wait = tail / sum
	for _, p := range c.line {
		c.wait += p
	}
	c.logEnd = math.Log(c.free[slots-1])
	return c, true
}

// total returns the sum over n agents with i contacts, evenly shared, of a
// quantity that depends on an agent's load.
func (m *model) total(i, n int, of []float64) float64 {
	load, more := i/n, i%n
	sum := float64(n-more) * of[load]
	if more > 0 {
		sum += float64(more) * of[load+1]
	}
	return sum
}

// mean returns its mean over agents and time.
func (m *model) mean(c *chain, n int, of []float64) float64 {
	sum := c.wait * of[m.slots]
	for i, p := range c.free {
		sum += p * m.total(i, n, of) / float64(n)
	}
	return sum
}

// evaluate returns what n agents achieve; false where they never keep up.
func (m *model) evaluate(rate float64, n int) (Performance, bool) {
	if rate == 0 {
		perf := Performance{Agents: n, ReplyRate: 1}
		if !m.call {
			perf.ReplyRate = m.replyRate(&chain{free: []float64{1}}, n, 0)
		}
		return perf, true
	}
	if m.call && m.Patience == 0 { // in closed form
		load := rate * m.AHT
		wait, ok := erlangC(load, n)
		if !ok {
			return Performance{}, false
		}
		asa := wait * m.AHT / (float64(n) - load)
		return Performance{n, wait, 1 - wait*math.Exp(-(float64(n)-load)*m.Within/m.AHT), load / float64(n), asa, 0}, true
	}
	c, ok := m.newChain(rate, n)
	if !ok {
		return Performance{}, false
	}
	perf := Performance{Agents: n, Wait: c.wait, Occupancy: m.mean(c, n, m.busy)}
	if c.leave == 0 {
		perf.ASA = c.wait / (c.drain - rate)
	} else {
		waiting := 0.0
		for k, p := range c.line {
			waiting += float64(k) * p
		}
		perf.ASA = waiting / rate // Little's law
		perf.Abandon = waiting * c.leave / rate
	}
	perf.ReplyRate = m.replyRate(c, n, perf.Abandon)
	return perf, true
}

// replyRate puts chat and turn level together by the platform's formula. A
// customer who leaves unanswered counts as answered late, once.
func (m *model) replyRate(c *chain, n int, abandon float64) float64 {
	if m.call {
		return 1 - c.wait + c.servedWithin(m.Within, func(float64) float64 { return 1 })
	}
	// first is the probability that a contact is answered in time when it comes
	// to i others: by an agent who then has i/n+1. Each later turn, at the load
	// that answers are then written at, is in time with probability later.
	weighted := make([]float64, m.slots+1)
	for k := range weighted {
		weighted[k] = m.answers[k] * m.within[k]
	}
	if m.Formula == FirstReply || m.Turns == 1 {
		return m.firstReply(c.rate, n)
	}
	first := func(i int) float64 { return m.within[i/n+1] }
	later := func(i int) float64 { return m.total(i+1, n, weighted) / m.total(i+1, n, m.answers) }
	full := m.turns[m.slots]
	lined := c.servedWithin(m.Within, full.Within)

	switch m.Formula {
	case FirstReply: // done above
	case PerTurn:
		intime, served := lined, 1-abandon
		for i, p := range c.free {
			intime += p * first(i)
		}
		more := later(0) // with no load, what a first contact would meet
		if answers := m.mean(c, n, m.answers); answers > 0 {
			more = m.mean(c, n, weighted) / answers
		}
		return (intime + served*(m.Turns-1)*more) / (served*m.Turns + abandon)
	case PerSession, PerPersonDay:
		// The number of turns is geometric, as the chain has it, and the load stays
		// what it was at the start. Each later turn comes with probability 1−1/Turns
		// and must be in time. A buyer has one chat a day.
		whole := func(later float64) float64 { return 1 / m.Turns / (1 - (1-1/m.Turns)*later) }
		rate := lined * whole(m.within[m.slots])
		for i, p := range c.free {
			rate += p * first(i) * whole(later(i))
		}
		return rate
	}
	panic("staffing: the formula " + string(m.Formula) + " has no model")
}

// servedWithin returns the probability that a contact waits in line, is taken
// after some time v before its promised one is over, and then is in luck with
// probability then(rest of the time).
//
// The time that a contact would have to wait has the density
// rate · P(last free slot) · exp(rate·H(v) − drain·v), H(v) = (1−e^(−leave·v))/leave
// (F. Baccelli and G. Hebuterne, 1981), and it is still there at v with
// probability e^(−leave·v).
func (c *chain) servedWithin(within float64, then func(left float64) float64) float64 {
	if c.wait == 0 || within <= 0 {
		return 0
	}
	density := func(v float64) float64 {
		h := v
		if c.leave > 0 {
			h = -math.Expm1(-c.leave*v) / c.leave
		}
		return c.rate * math.Exp(c.logEnd+c.rate*h-(c.drain+c.leave)*v)
	}
	// Cut off where the density has died out; where more come than can be served
	// it first grows, to a hill as wide as 1/√(leave·drain).
	length, pieces := within, 4.0
	if decay := c.drain + c.leave - c.rate; decay > 0 {
		length = min(within, 40/decay)
	}
	pieces = min(max(pieces, length*math.Sqrt(c.leave*c.drain)), 1000)
	total := 0.0
	for v, step := 0.0, length/math.Floor(pieces); v < length-step/2; v += step {
		for i, x := range nodes {
			at := v + x*step
			total += weights[i] * step * density(at) * then(within-at)
		}
	}
	return total
}

// nodes and weights integrate over [0, 1] (Gauss and Legendre, 16 points: exact
// to rounding for a few factors of e).
var nodes, weights = func() (x, w []float64) {
	x, w = make([]float64, 16), make([]float64, 16)
	quad.Legendre{}.FixedLocations(x, w, 0, 1)
	return x, w
}()
