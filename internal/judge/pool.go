package judge

import "fmt"

// Heads serve one queue at a time: those at work who can serve several are counted for one
// of them. What can be counted at once follows from Hall's theorem: so many heads for each
// queue are there if, and only if, for every set of queues those who serve one of the set
// are as many as all its heads.

// pool says how many of those at work throughout a span serve a queue of a set.
type pool struct {
	queues []string
	heads  []int // by set of queues, as bits
}

// poolOf counts those who pass among the people at work.
func poolOf(queues []string, who []atWork, pass func(a atWork) bool) pool {
	p := pool{queues: queues, heads: make([]int, 1<<len(queues))}
	for _, a := range who {
		if !a.counts || !pass(a) {
			continue
		}
		can := 0
		for i, q := range queues {
			if a.serves(q, true) {
				can |= 1 << i
			}
		}
		for set := range p.heads {
			if set&can != 0 {
				p.heads[set]++
			}
		}
	}
	return p
}

// sum adds up what is said of the queues of a set.
func (p pool) sum(set int, of []int) (n int) {
	for i := range p.queues {
		if set&(1<<i) != 0 {
			n += of[i]
		}
	}
	return n
}

// short is the least number of heads by which needs must be missed.
func (p pool) short(needs []int) (n int) {
	for set := range p.heads {
		n = max(n, p.sum(set, needs)-p.heads[set])
	}
	return n
}

// shared judges heads that are counted by queue: nobody counts twice, nobody at work is
// left out, and no needed head is lacking that somebody could be. cause is "" where all
// this holds.
func (p pool) shared(said, needs []int) (cause, why string) {
	all := len(p.heads) - 1
	for set := 1; set <= all; set++ {
		if n := p.sum(set, said); n > p.heads[set] {
			if set&(set-1) == 0 {
				return "able", fmt.Sprintf("%d at work can serve the queue", p.heads[set])
			}
			return "twice", fmt.Sprintf("%d in several queues that only %d at work can serve: somebody counts twice", n, p.heads[set])
		}
	}
	if n := p.sum(all, said); n < p.heads[all] {
		return "idle", fmt.Sprintf("%d are counted, %d are at work and can serve", n, p.heads[all])
	}
	lack := 0
	for i := range said {
		lack += max(0, needs[i]-said[i])
	}
	if least := p.short(needs); lack > least {
		return "short", fmt.Sprintf("%d heads are lacking, %d need be", lack, least)
	}
	return "", ""
}
