package simulate

import (
	"cmp"
	"math/rand/v2"
	"testing"
)

// Whatever agents do, the winner of the ladder is who a look at everybody finds.
func TestPickIsTheBestOfAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for _, agents := range []int{1, 2, 7, 30} {
		m := &model{queues: []queue{{weight: wholeAgent / 3}, {weight: wholeAgent}}}
		for range agents {
			m.agents = append(m.agents, duty{chats: 1 + rng.IntN(3)})
		}
		r := newRun(m)
		for i := range r.agents {
			r.agents[i].queues = 1 + rng.Uint64N(3)
		}
		for q := range r.takers {
			r.takers[q].clear()
		}
		found, nobody := 0, 0
		for range 5000 {
			i := int32(rng.IntN(agents))
			g := &r.agents[i]
			// Few values, so that ties are common.
			g.load, g.asked, g.took = int32(rng.IntN(4))*(wholeAgent/3), int32(rng.IntN(2)), float64(rng.IntN(2))
			g.open = make([]int32, rng.IntN(4))
			r.enlist(i, []int8{off, on, on, on, draining, away, staying}[rng.IntN(7)], rng.IntN(4) == 0)
			for q := range m.queues {
				want := int32(none)
				for j := range r.agents {
					a := &r.agents[j]
					if a.phase != on || a.queues&(1<<q) == 0 || !r.fits(int32(j), q) {
						continue
					}
					if want != none {
						b := &r.agents[want]
						if cmp.Or(cmp.Compare(a.load, b.load), cmp.Compare(a.asked, b.asked), cmp.Compare(a.took, b.took)) >= 0 {
							continue
						}
					}
					want = int32(j)
				}
				if got := r.pick(q); got != want {
					t.Fatalf("%d agents, queue %d: picked %d, want %d", agents, q, got, want)
				}
				if found++; want == none {
					nobody++
				}
			}
		}
		if nobody == 0 || nobody == found {
			t.Errorf("%d agents: nobody was free %d times of %d", agents, nobody, found)
		}
	}
}
