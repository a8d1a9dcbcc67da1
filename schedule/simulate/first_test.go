package simulate

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/staffing"
)

// firstQueues is how many random queues by first reply are simulated, and firstRuns in
// how many replications of three days; the figures of docs/staffing.md are made with
//
//	go test ./schedule/simulate -run FirstReply -v -first.queues 30 -first.runs 100
var (
	firstQueues = flag.Int("first.queues", 5, "random queues by first reply whose requirement is simulated")
	firstRuns   = flag.Int("first.runs", 4, "replications of each")
)

// The requirement by first reply is within one head of the fewest who reach the target
// in the simulation: one more than required reach it, two fewer miss it. A rate that is
// nearer to the target than chance is neither.
func TestFirstReplyIsWithinOneHeadOfTheSimulation(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	exact, off := 0, 0.0
	for i := range *firstQueues {
		p := staffing.Params{
			Concurrency: 2 + rng.IntN(5), Turns: 2 + 8*rng.Float64(), Typing: 10 + 20*rng.Float64(), Think: 20 + 80*rng.Float64(),
			Formula: staffing.FirstReply,
		}
		p.Within = p.Typing * (1.5 + 3*rng.Float64())
		p.Target = (1 - math.Exp(-p.Within/p.Typing)) * (.8 + .18*rng.Float64()) // of what is possible
		if i%3 == 2 {
			p.Patience = 120 + 600*rng.Float64()
		}
		full := staffing.NewTurns(p.Concurrency, p.Typing, p.Think*(1-1/p.Turns)).Throughput / p.Turns * 3600
		volume := full * (.3 + 19*rng.Float64()*rng.Float64())
		needs, err := staffing.Require(p, []float64{volume}, 60)
		if err != nil {
			t.Fatal(err)
		}
		n := needs[0].Online
		rate := func(n int) Estimate { return simulate(t, steady(p, volume, n, 3), *firstRuns).Queues[0].Total.Reply }
		more, now := rate(n+1), rate(n)
		if more.Mean+more.Half < p.Target {
			t.Errorf("%+v, %.0f an hour: %d required, and %d have only %.4f ± %.4f", p, volume, n, n+1, more.Mean, more.Half)
		}
		if now.Mean >= p.Target {
			exact++
		}
		off = max(off, math.Abs(now.Mean-needs[0].ReplyRate)-now.Half)
		if n < 3 || full*float64(n-2) < volume { // nobody, or a team that falls behind
			continue
		}
		if fewer := rate(n - 2); fewer.Mean-fewer.Half > p.Target {
			t.Errorf("%+v, %.0f an hour: %d required, and %d already have %.4f ± %.4f", p, volume, n, n-2, fewer.Mean, fewer.Half)
		}
	}
	t.Logf("%d of %d reach the target with exactly those required; rates at most %.4f apart beyond chance", exact, *firstQueues, off)
}
