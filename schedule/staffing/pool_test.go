package staffing

import (
	"math/rand/v2"
	"testing"
)

// Two queues of calls with 0.5 erlang each (5 calls of 180 s in 30 minutes), 80% to be
// taken within 20 s, and everybody serves both. By Erlang C a queue apart has with one
// agent C = 0.5 and 1 - 0.5·exp(-0.5·20/180) = 53% in time, with two C = 0.1 and 91.5%:
// two agents each, four in all. Together they are 1 erlang: with two agents C = 1/3 and
// 70%, with three C = 1/11 and 92.7%. Three are enough.
func TestPoolRoundsUpOnce(t *testing.T) {
	p := Params{AHT: 180, Within: 20, Target: .8}
	pool := poolOf(t, []Params{p, p}, [][]float64{{5, 5, 0}, {5, 0, 0}})
	for _, c := range []struct {
		queues    []int
		at        int
		everybody bool
		want      int
	}{
		{[]int{0}, 0, true, 2},
		{[]int{0, 1}, 0, true, 3},
		{[]int{0, 1}, 0, false, 4}, // calls of a few shared agents are not pooled
		{[]int{0, 1}, 1, true, 2},  // nothing comes to the second
	} {
		if got := pool.Heads(c.queues, c.at, c.everybody); got != c.want {
			t.Errorf("%v in interval %d, everybody %v: %d heads, want %d", c.queues, c.at, c.everybody, got, c.want)
		}
	}
}

// What queues need together is no less than a part of them needs, no more than all need
// apart, and with shrinkage, rounded up once, what the agents at the desk need.
func TestPoolIsBetweenItsPartsAndTheirSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(22, 5))
	for range 30 {
		n := 2 + rng.IntN(2)
		var params []Params
		var volumes [][]float64
		for range n {
			params = append(params, Params{
				Concurrency: 1 + rng.IntN(4), Turns: 2 + 4*rng.Float64(), Typing: 10 + 20*rng.Float64(), Think: 40 * rng.Float64(),
				Within: 120, Target: .8 + .1*rng.Float64(), Formula: []ReplyFormula{PerTurn, PerSession}[rng.IntN(2)], Shrinkage: .1 * float64(rng.IntN(3)),
			})
			v := make([]float64, 6)
			for i := range v {
				v[i] = float64(rng.IntN(25))
			}
			volumes = append(volumes, v)
		}
		pool := poolOf(t, params, volumes)
		for at := range 6 {
			for set := 1; set < 1<<n; set++ {
				queues := members(set, n)
				got, sum := pool.Heads(queues, at, true), 0
				for _, q := range queues {
					own := pool.Heads([]int{q}, at, true)
					if own != pool.members[q].Own[at] {
						t.Fatalf("queue %d alone needs %d, not %d", q, own, pool.members[q].Own[at])
					}
					if part := pool.Heads(members(set&^(1<<q), n), at, true); part > got {
						t.Errorf("%v need %d, without %d they need %d", queues, got, q, part)
					}
					sum += own
				}
				if got > sum {
					t.Errorf("%v need %d together, %d apart", queues, got, sum)
				}
			}
		}
	}
}

// A queue of chats is not pooled with one of calls, nor what may wait with anything.
func TestPoolKeepsKindsApart(t *testing.T) {
	call := Params{AHT: 180, Within: 20, Target: .8}
	chat := Params{Concurrency: 4, Turns: 5, Typing: 20, Think: 30, Within: 60, Target: .9}
	pool := poolOf(t, []Params{call, chat}, [][]float64{{5}, {5}})
	if got, want := pool.Heads([]int{0, 1}, 0, true), pool.members[0].Own[0]+pool.members[1].Own[0]; got != want {
		t.Errorf("a call and a chat queue need %d together, want %d", got, want)
	}
	p, err := NewPool(30, []Member{{Params: call, Volume: []float64{5}, Own: []int{2}}, {Params: call, Own: []int{2}, Alone: true}})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Heads([]int{0, 1}, 0, true); got != 4 {
		t.Errorf("with work that may wait %d heads, want 4", got)
	}
}

func poolOf(t *testing.T, params []Params, volumes [][]float64) *Pool {
	t.Helper()
	var queues []Member
	for q, p := range params {
		needs, err := Require(p, volumes[q], 30)
		if err != nil {
			t.Fatal(err)
		}
		m := Member{Params: p, Volume: volumes[q]}
		for _, n := range needs {
			m.Own = append(m.Own, n.Rostered)
		}
		queues = append(queues, m)
	}
	pool, err := NewPool(30, queues)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

func members(set, n int) (out []int) {
	for q := range n {
		if set>>q&1 == 1 {
			out = append(out, q)
		}
	}
	return out
}
