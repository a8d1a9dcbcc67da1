package staffing

import (
	"math/bits"
	"sync"
)

// Pool is what several queues need together where the same people serve them. Work of
// several queues rounds up once, and a head who waits for one queue answers another.
//
// The contacts of a set of queues are taken for one stream: their work and the time for
// which they are open add up, and the promise of each queue must hold in it, at the
// concurrency of the queue that allows fewest chats. What the set needs is the need of
// the queue that asks for most, and never more than all of them need apart. Chats are
// not pooled with calls: a call wants an agent with no chat open. Calls are pooled only
// where everybody serves all of the set: of a few shared agents a call finds all busy too
// often. Work that may wait is not pooled: it is spread over what the others leave, see
// [Deferred].
type Pool struct {
	step    int
	members []member
	known   map[uint64][]int // by set of members: heads by interval
	mu      sync.Mutex       // of known
}

// Member is a queue of a pool.
type Member struct {
	Params
	Volume []float64 // contacts by interval, those of the robot among them
	Own    []int     // heads to roster by interval where nobody is shared
	Alone  bool      // its heads are not pooled
}

// member is a Member in the terms of the model.
type member struct {
	Member
	call  bool
	rates []float64 // contacts per second that reach agents, as [model.spread] has them
}

// mostPooled bounds the queues that are pooled: for each set of them the model is solved.
const mostPooled = 4

// NewPool returns the pool of some queues, by intervals of step minutes.
func NewPool(step int, queues []Member) (*Pool, error) {
	p := &Pool{step: step, known: map[uint64][]int{}}
	for _, q := range queues {
		x := member{Member: q}
		x.Params = q.Filled()
		x.call = x.Turns == 0
		if !q.Alone {
			m, err := newModel(q.Params)
			if err != nil {
				return nil, err
			}
			for _, v := range q.Volume {
				if err := validVolume(v, step); err != nil {
					return nil, err
				}
			}
			x.rates = m.spread(q.Volume, step)
		}
		p.members = append(p.members, x)
	}
	return p, nil
}

// Heads returns the heads to roster that some queues, by their index, need together in
// an interval; everybody is whether each head that can serve one of them can serve all.
// It may be called by several goroutines.
func (p *Pool) Heads(queues []int, at int, everybody bool) (heads int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var chats, calls uint64
	for _, q := range queues {
		switch x := &p.members[q]; {
		case at >= len(x.Own) || x.Own[at] == 0:
		case x.Alone, x.call && !everybody:
			heads += x.Own[at]
		case x.call:
			calls |= 1 << q
		default:
			chats |= 1 << q
		}
	}
	return heads + p.together(chats, at) + p.together(calls, at)
}

// together returns the heads of a set of queues of one kind, all of which need somebody
// in the interval. A set needs no less than a part of it.
func (p *Pool) together(set uint64, at int) int {
	most, sum := 0, 0
	for s := set; s != 0; s &= s - 1 {
		n := p.members[bits.TrailingZeros64(s)].Own[at]
		most, sum = max(most, n), sum+n
	}
	n := bits.OnesCount64(set)
	if n < 2 || n > mostPooled {
		return sum
	}
	heads, ok := p.known[set]
	if !ok {
		heads = p.solve(set)
		p.known[set] = heads
	}
	if heads == nil {
		return sum
	}
	for s := set; s != 0 && n > 2; s &= s - 1 {
		most = max(most, p.together(set&^(s&-s), at))
	}
	return min(sum, max(most, heads[at]))
}

// solve returns the heads of a set by interval; nil where some promise can be kept by
// queues apart alone.
func (p *Pool) solve(set uint64) (heads []int) {
	mix := p.mix(set)
	for s := set; s != 0; s &= s - 1 {
		x := &p.members[bits.TrailingZeros64(s)]
		m, err := newModel(mix.params(x))
		if err != nil {
			return nil
		}
		if heads == nil {
			heads = make([]int, len(mix.work))
		}
		known := map[float64]int{}
		for i := range heads {
			rate := max(mix.work[i]/m.work(), mix.open[i]/m.AHT)
			n, ok := known[rate]
			if !ok {
				perf, err := m.fewest(rate)
				if err != nil {
					return nil
				}
				n = m.Rostered(perf.Agents)
				known[rate] = n
			}
			heads[i] = max(heads[i], n)
		}
	}
	return heads
}

// mixed is the contacts of some queues taken for one stream.
type mixed struct {
	open, work             []float64 // erlangs by interval: contacts that are open, agents who are on them
	aht, typing, think     float64   // means over all contacts, answers and pauses
	concurrency, minOnline int
	occupancy, shrinkage   float64
}

func (p *Pool) mix(set uint64) mixed {
	out := mixed{concurrency: int(^uint(0) >> 1), occupancy: 1}
	var contacts, answers, pauses float64
	for s := set; s != 0; s &= s - 1 {
		x := &p.members[bits.TrailingZeros64(s)]
		if out.open == nil {
			out.open, out.work = make([]float64, len(x.rates)), make([]float64, len(x.rates))
		}
		work := x.AHT
		if !x.call {
			work = x.Turns * x.Typing
		}
		for i, r := range x.rates {
			out.open[i] += r * x.AHT
			out.work[i] += r * work
			contacts += r
			answers += r * x.Turns
			pauses += r * max(0, x.Turns-1)
			out.aht += r * x.AHT
			out.typing += r * x.Turns * x.Typing
			out.think += r * max(0, x.Turns-1) * x.Think
		}
		out.concurrency = min(out.concurrency, x.Concurrency)
		out.minOnline += x.MinOnline
		out.occupancy, out.shrinkage = min(out.occupancy, x.MaxOccupancy), max(out.shrinkage, x.Shrinkage)
	}
	out.aht, out.typing, out.think = over(out.aht, contacts), over(out.typing, answers), over(out.think, pauses)
	return out
}

// over is a/b, and 0 where there is nothing of either.
func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// params returns the mixed contacts under the promise of one queue, with its own turns:
// a session of many turns is in time less often.
func (m *mixed) params(q *member) Params {
	p := q.Params
	p.RobotShare, p.Concurrency, p.MinOnline, p.MaxOccupancy, p.Shrinkage = 0, m.concurrency, m.minOnline, m.occupancy, m.shrinkage
	if q.call {
		p.AHT = m.aht
	} else {
		p.Typing, p.Think = m.typing, m.think
	}
	return p
}
