package staffing

import (
	"math"
	"sort"
)

// desks is what a contact meets when it comes to n agents who hold some open chats
// in all. Routing gives it to the agent with the fewest chats and, among equals, the
// fewest unanswered messages, so that its first message meets a shorter queue than
// messages do on average. The loads are not even either: chats end at random.
//
// The state of one agent is (k chats, j of them unanswered). n agents are taken to be
// independent and alike, as many agents nearly are (M. Bramson, Y. Lu and
// B. Prabhakar, 2012): where λ contacts a second come to all, an agent in state s
// gets its share of those for which nobody is in a better state,
//
//	α(s) = λ/n · (G(s)ⁿ − F(s)ⁿ) / (G(s) − F(s)),
//
// G(s) being the probability that one agent's state is s or worse, F(s) that it is
// worse, "worse" by k and then by j. Between contacts it answers one message in a mean
// time of Typing, one answer in Turns ends a chat, and each of its k − j other
// customers writes again after a mean time of Think. The distribution π over the states
// that these rates leave in balance, with the α made of itself, is found for a row of
// λ. Each has a mean number of open chats, so that read the other way round it says
// what a contact meets, and how fast chats end, when so many are open.
type desks struct {
	open  []float64 // mean number of open chats of all agents, ascending, from 0
	first []float64 // probability that the first answer to a contact that finds room is in time
	ended []float64 // chats that all agents end per second
}

const (
	desksGrid  = 32   // arrival rates up to capacity for which the agents are solved
	desksOver  = 16   // and beyond it, where contacts would be turned away
	desksExact = 1e-6 // total change of a distribution at which it counts as found
	desksTurns = 400  // rounds in which it must be
)

// desksOf solves n agents. Time is that of some thousand passes over (slots+1)²/2
// states.
func (m *model) desksOf(n int) *desks {
	if d := m.desks[n]; d != nil {
		return d
	}
	a := newDesk(m, n)
	full := float64(n) * m.capacity
	d := &desks{open: []float64{0}, first: []float64{m.within[1]}, ended: []float64{0}}
	for g := 1; g <= desksGrid+desksOver; g++ {
		a.balance(full * float64(g) / desksGrid)
		open, first := a.met()
		if open *= float64(n); open <= d.open[len(d.open)-1] {
			continue
		}
		d.open, d.first, d.ended = append(d.open, open), append(d.first, first), append(d.ended, min(full, float64(n)*a.ended()))
	}
	// With one slot left, its agent has as many unanswered messages as one with slots-1
	// chats has; the others do not matter.
	d.open, d.first, d.ended = append(d.open, float64(n*m.slots)), append(d.first, m.within[m.slots]), append(d.ended, full)
	if m.desks == nil {
		m.desks = map[int]*desks{}
	}
	m.desks[n] = d
	return d
}

// firstReply returns the probability that the first answer to a contact is in time: the
// chain of open chats, with chats that end as they do where loads are uneven, says how
// many are open when one comes.
func (m *model) firstReply(rate float64, n int) float64 {
	if rate == 0 {
		return m.within[1]
	}
	d := m.desksOf(n)
	c, ok := m.chainOf(rate, n, func(open int) float64 { return d.at(float64(open), d.ended) })
	if !ok {
		return 0
	}
	sum := c.servedWithin(m.Within, m.turns[m.slots].Within)
	for open, p := range c.free {
		sum += p * d.at(float64(open), d.first)
	}
	return sum
}

// at returns a quantity where so many chats are open, linear between those solved.
func (d *desks) at(open float64, of []float64) float64 {
	k := sort.SearchFloat64s(d.open, open)
	switch k {
	case 0:
		return of[0]
	case len(d.open):
		return of[k-1]
	}
	part := (open - d.open[k-1]) / (d.open[k] - d.open[k-1])
	return of[k-1] + part*(of[k]-of[k-1])
}

// desk is one agent of n under solution. States are in order of (k, j).
type desk struct {
	n, slots    int
	end, more   float64     // answers per second that end a chat, and that do not
	again       float64     // one customer's rate of writing again
	intime      []float64   // by messages ahead: probability that an answer is in time
	prob, alpha [][]float64 // [k][j]
	load        []float64   // of k
}

func newDesk(m *model, n int) *desk {
	a := &desk{
		n: n, slots: m.slots, end: 1 / m.Typing / m.Turns, more: (1 - 1/m.Turns) / m.Typing,
		again: 1 / max(m.Think, m.Typing/1000), intime: ahead(m.Within/m.Typing, m.slots), load: make([]float64, m.slots+1),
	}
	for k := range m.slots + 1 {
		a.prob, a.alpha = append(a.prob, make([]float64, k+1)), append(a.alpha, make([]float64, k+1))
	}
	a.prob[0][0] = 1
	return a
}

// ahead returns, for up to so many messages ahead, the probability that one more answer
// than those is written within x mean typing times.
func ahead(x float64, most int) []float64 {
	out := make([]float64, most)
	term, below := math.Exp(-x), 0.0
	for j := range out {
		below += term
		out[j] = max(0, 1-below)
		term *= x / float64(j+1)
	}
	return out
}

// balance moves the distribution to where it stays as it is while rate contacts a second
// come to all agents. Each round passes once over the balance of every state, then sets
// the loads to the balance between them (aggregation and disaggregation, Y. Takahashi
// 1975), which the passes alone would reach slowly where chats last long.
func (a *desk) balance(rate float64) {
	for range desksTurns {
		a.come(rate)
		change := a.pass() + a.level()
		if change < desksExact {
			return
		}
	}
}

// come sets alpha by the distribution.
func (a *desk) come(rate float64) {
	n := float64(a.n)
	worse, power := 1.0, 1.0 // G and its n-th power
	for k := range a.slots {
		for j, p := range a.prob[k] {
			next := max(0, worse-p)
			nextPower := math.Pow(next, n)
			if p > 1e-9*worse {
				a.alpha[k][j] = rate / n * (power - nextPower) / p
			} else {
				a.alpha[k][j] = rate * math.Pow(worse, n-1)
			}
			worse, power = next, nextPower
		}
	}
}

// pass sets every state to the balance with its neighbours, half the way, and returns
// by how much that changed the distribution.
func (a *desk) pass() (change float64) {
	for k := a.slots; k >= 0; k-- {
		row := a.prob[k]
		for j := range row {
			in, out := 0.0, a.alpha[k][j]+float64(k-j)*a.again
			if j > 0 {
				out += a.end + a.more
				in += row[j-1] * float64(k-j+1) * a.again
			}
			if j < k {
				in += row[j+1] * a.more
			}
			if k < a.slots {
				in += a.prob[k+1][j+1] * a.end
			}
			if k > 0 && j > 0 {
				in += a.prob[k-1][j-1] * a.alpha[k-1][j-1]
			}
			if out > 0 {
				now := (row[j] + in/out) / 2
				change += math.Abs(now - row[j])
				row[j] = now
			}
		}
	}
	return change
}

// level sets the probability of each load to the balance between loads, half the way in
// logarithms, and returns by how much that changed the distribution.
func (a *desk) level() (change float64) {
	weight, sum := 1.0, 0.0
	up := 0.0
	for k, row := range a.prob {
		own, down := 0.0, 0.0
		for j, p := range row {
			own += p
			if j > 0 {
				down += p * a.end
			}
		}
		if k > 0 {
			if own == 0 || down == 0 {
				weight = 0
			} else {
				weight *= up / (down / own)
			}
		}
		a.load[k] = math.Sqrt(weight * own)
		sum += a.load[k]
		up = 0
		if k < a.slots && own > 0 {
			for j, p := range row {
				up += p * a.alpha[k][j]
			}
			up /= own
		}
		if a.load[k] > 0 {
			a.load[k] /= own // the factor, up to the sum
		}
	}
	for k, row := range a.prob {
		for j := range row {
			now := row[j] * a.load[k] / sum
			change += math.Abs(now - row[j])
			row[j] = now
		}
	}
	return change
}

// met returns the mean load of an agent, and the probability that a contact that finds
// room is answered in time.
func (a *desk) met() (load, first float64) {
	n := float64(a.n)
	worse, power, room := 1.0, 1.0, 0.0
	for k, row := range a.prob {
		for j, p := range row {
			load += float64(k) * p
			worse = max(0, worse-p)
			next := math.Pow(worse, n)
			if k < a.slots {
				room += power - next
				first += (power - next) * a.intime[j]
			}
			power = next
		}
	}
	return load, first / room
}

// ended returns the chats that an agent ends per second.
func (a *desk) ended() (rate float64) {
	for _, row := range a.prob {
		for _, p := range row[1:] {
			rate += p * a.end
		}
	}
	return rate
}
