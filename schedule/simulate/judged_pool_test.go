package simulate_test

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// Days of two or three queues whose people are shared are staffed with exactly the heads
// that the queues need together, once with everybody able to serve every queue and once,
// of two queues, with as few such people as the sums allow. Each queue keeps its target.
// The figures of docs/staffing.md are made with
//
//	go test ./schedule/simulate -run Pooled -v -judged.days 200
func TestPooledRequirementJudgedBySimulation(t *testing.T) {
	rng := rand.New(rand.NewPCG(22, 4))
	for _, k := range kinds {
		for _, partly := range []bool{false, true} {
			judged, kept, near, apart, together, worst := 0, 0, 0, 0, 0, 1.
			for range *judgedDays {
				queues := 2
				if !partly {
					queues += rng.IntN(2)
				}
				var in simulate.Input
				var members []staffing.Member
				all := make([]int, queues)
				for q := range queues {
					all[q] = q
					p := k.params(rng)
					volume := peaked(rng, k.height*.03, k.height*(.1+.5*rng.Float64())/float64(queues))
					if day := shopDay(p, volume); q == 0 {
						in = day
					} else {
						in.Queues = append(in.Queues, day.Queues[0])
					}
					needs, err := staffing.Require(p, volume, 30)
					if err != nil {
						t.Fatal(err)
					}
					m := staffing.Member{Params: p, Volume: volume}
					for _, n := range needs {
						m.Own = append(m.Own, n.Rostered)
					}
					members = append(members, m)
				}
				pool, err := staffing.NewPool(30, members)
				if err != nil {
					t.Fatal(err)
				}
				whole, one := make([]staffing.Need, 48), make([][]staffing.Need, queues)
				for q := range one {
					one[q] = make([]staffing.Need, 48)
				}
				for i := range whole {
					n, sum := pool.Heads(all, i, !partly), 0
					for _, m := range members {
						sum += m.Own[i]
					}
					apart, together = apart+sum, together+n
					whole[i].Online = n
					if partly {
						whole[i].Online = sum - n
						for q := range one {
							one[q][i].Online = members[q].Own[i] - (sum - n)
						}
					}
				}
				in.Agents = exactly(whole, 0)
				for a := range in.Agents {
					for s := range in.Agents[a].Segments {
						in.Agents[a].Segments[s].Queues = all
					}
				}
				for q := 0; q < queues && partly; q++ {
					for _, a := range exactly(one[q], 0) {
						for s := range a.Segments {
							a.Segments[s].Queues = []int{q}
						}
						in.Agents = append(in.Agents, a)
					}
				}
				r := play(t, in, rng.Uint64(), replications)
				for q := range queues {
					d := r.Queues[q].Total.Reply.Mean - members[q].Target
					judged++
					if d >= 0 {
						kept++
					}
					if d >= -.01 {
						near++
					}
					worst = min(worst, d)
				}
			}
			t.Logf("%-28s partly %5v: target kept by %d of %d queues and days, at most a point below it %d, the worst %+.1f points; %d heads instead of %d",
				k.name, partly, kept, judged, near, 100*worst, together, apart)
			if kept < judged*9/10 {
				t.Errorf("%s: %d of %d queues and days keep the target", k.name, kept, judged)
			}
		}
	}
}
