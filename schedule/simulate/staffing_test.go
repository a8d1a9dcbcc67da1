package simulate

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/staffing"
)

// modelError is how far the chat level of schedule/staffing may be from the
// simulated reply rate beyond chance. It takes an agent's messages to be in
// equilibrium with the number of chats at all times, which is an approximation;
// [TestAgreesWithChatChain] has the exact one.
const modelError = .02

func TestAgreesWithStaffingModels(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	var occupancy agreement
	worst := 0.0
	for i := range 30 {
		p := staffing.Params{
			Concurrency: 2 + rng.IntN(4), Turns: 2 + 8*rng.Float64(), Typing: 10 + 30*rng.Float64(), Think: 20 + 100*rng.Float64(),
			Within: 60 + 120*rng.Float64(), Target: .9, Formula: []staffing.ReplyFormula{staffing.PerTurn, staffing.PerSession}[i%2],
		}
		if i%3 == 0 {
			p.Patience = 120 + 600*rng.Float64()
		}
		n := 2 + rng.IntN(10)
		full := staffing.NewTurns(p.Concurrency, p.Typing, p.Think*(1-1/p.Turns)) // of an agent whose slots are taken
		volume := full.Throughput / p.Turns * float64(n) * 3600 * (.4 + .45*rng.Float64())
		want, err := staffing.Evaluate(p, volume, 60, n)
		if err != nil {
			t.Fatal(err)
		}
		r := simulate(t, steady(p, volume, n, 3), 10)
		occupancy.check(t, "occupancy", r.LoadDays[2].Occupancy, want.Occupancy)
		got := r.Queues[0].Total.Reply
		if d := math.Abs(got.Mean-want.ReplyRate) - got.Half; d > modelError {
			t.Errorf("%d agents, %+v: simulated %.4f ± %.4f, model %.4f", n, p, got.Mean, got.Half, want.ReplyRate)
		} else {
			worst = max(worst, d)
		}
	}
	occupancy.judge(t)
	t.Logf("reply rates beyond chance: at most %.4f apart", worst)
}
