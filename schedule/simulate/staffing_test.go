package simulate

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
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

// A roster of exactly the heads required keeps the target over the day; with one
// head fewer in each interval it mostly does not. Mostly: a requirement stands
// for load that stays as it is, and an overload that soon passes costs less.
func TestRequirementIsEnoughAndNotTooMuch(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	enough, missed, days := 0, 0, 30
	for range days {
		p := staffing.Params{
			Concurrency: 2 + rng.IntN(4), Turns: 3 + 5*rng.Float64(), Typing: 12 + 14*rng.Float64(), Think: 20 + 40*rng.Float64(),
			Within: 180, Target: .8 + .15*rng.Float64(), Formula: []staffing.ReplyFormula{staffing.PerTurn, staffing.PerSession}[rng.IntN(2)],
		}
		volume := make([]float64, 48)
		peak, height := 20+rng.Float64()*20, 20+60*rng.Float64()
		for i := 16; i < 46; i++ {
			volume[i] = height * (.3 + math.Exp(-math.Pow((float64(i)-peak)/6, 2)))
		}
		needs, err := staffing.Require(p, volume, 30)
		if err != nil {
			t.Fatal(err)
		}
		rate := func(fewer int) float64 {
			in := Input{Days: 1, Step: 30, Policy: DefaultPolicy(), Queues: []Queue{{Params: p, Volume: volume, Windows: []Window{{Span: span(8, 23)}}}}}
			in.Agents = exactly(needs, fewer)
			return simulate(t, in, 12).Queues[0].Total.Reply.Mean
		}
		if got := rate(0); got >= p.Target {
			enough++
		} else {
			t.Logf("at the requirement %.4f, target %.4f", got, p.Target)
		}
		if rate(1) < p.Target {
			missed++
		}
	}
	t.Logf("of %d days %d keep the target at the requirement and %d miss it with one head fewer", days, enough, missed)
	if enough < days*95/100 || missed < days*80/100 {
		t.Errorf("of %d days only %d keep the target at the requirement and %d miss it with one head fewer", days, enough, missed)
	}
}

// exactly makes agents of whom, in each interval, as many are there as needed
// less fewer, at least one where anybody is.
func exactly(needs []staffing.Need, fewer int) []Agent {
	heads := make([]int, len(needs))
	most := 0
	for i, n := range needs {
		if n.Online > 0 {
			heads[i] = max(1, n.Online-fewer)
		}
		most = max(most, heads[i])
	}
	agents := make([]Agent, most)
	for a := range agents {
		for i := range heads {
			if heads[i] <= a {
				continue
			}
			at := schedule.Span{Start: i * 30, End: (i + 1) * 30}
			if s := agents[a].Segments; len(s) > 0 && s[len(s)-1].End == at.Start {
				s[len(s)-1].End = at.End
			} else {
				agents[a].Segments = append(s, Segment{Span: at, Queues: []int{0}})
			}
		}
	}
	return agents
}
