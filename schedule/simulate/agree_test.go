package simulate

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/staffing"
)

// steady is an input of constant volume and n agents who never leave. The first
// day fills the system and is not judged.
func steady(p staffing.Params, perHour float64, n, days int) Input {
	in := Input{Days: days, Step: 60, Queues: []Queue{{Params: p, Windows: []Window{{schedule.Span{Start: 0, End: 1440}, make(schedule.DaySet, days)}}}}}
	for d := range days {
		in.Queues[0].Windows[0].Days[d] = d > 0
	}
	for range days * 24 {
		in.Queues[0].Volume = append(in.Queues[0].Volume, perHour)
	}
	for range n {
		in.Agents = append(in.Agents, Agent{Segments: []Segment{{Span: schedule.Span{Start: 0, End: days * 1440}, Queues: []int{0}}}})
	}
	return in
}

// agreement counts the 99% intervals that miss the exact value.
type agreement struct{ intervals, missed int }

func (a *agreement) check(t *testing.T, what string, e Estimate, exact float64) {
	t.Helper()
	a.intervals++
	if d := math.Abs(e.Mean - exact); d > e.Half {
		a.missed++
		t.Logf("%s: simulated %.5g ± %.2g, exact %.5g", what, e.Mean, e.Half, exact)
		if d > 2*e.Half {
			t.Errorf("%s: simulated %.5g ± %.2g is far from the exact %.5g", what, e.Mean, e.Half, exact)
		}
	}
}

// judge fails where more intervals miss than 99% intervals may. The number that
// miss is binomial; the limit is its mean and three standard deviations.
func (a *agreement) judge(t *testing.T) {
	t.Helper()
	n := float64(a.intervals)
	t.Logf("%d of %d intervals at 99%% miss", a.missed, a.intervals)
	if limit := n*.01 + 3*math.Sqrt(n*.01*.99); float64(a.missed) > limit {
		t.Errorf("%d of %d intervals at 99%% miss, more than %.1f", a.missed, a.intervals, limit)
	}
}

func simulate(t *testing.T, in Input, replications int) *Result {
	t.Helper()
	r, err := Run(context.Background(), in, Options{Seed: 11, Replications: replications, Confidence: .99})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAgreesWithErlangC(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var a agreement
	for range 12 {
		n := 1 + rng.IntN(15)
		aht := 60 + 300*rng.Float64()
		lambda := (.5 + .35*rng.Float64()) * float64(n) / aht // occupancy .5 to .85
		p := staffing.Params{Concurrency: 1, AHT: aht, Within: aht * rng.Float64(), Formula: staffing.FirstReply}
		r := simulate(t, steady(p, lambda*3600, n, 4), 24)
		l := newPhoneLine(lambda, aht, 0, n)
		wait := 0.0 // Little: mean in line over the rate of arrival
		for k, p := range l.p {
			wait += p * float64(max(0, k-n)) / lambda
		}
		q := r.Queues[0]
		a.check(t, "service level", q.Total.Reply, l.within(p.Within))
		a.check(t, "mean wait", q.Wait.Mean, wait)
		a.check(t, "occupancy", r.LoadDays[3].Occupancy, l.occupancy())
	}
	a.judge(t)
}

func TestAgreesWithErlangA(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	var a agreement
	for range 12 {
		n := 1 + rng.IntN(15)
		aht := 60 + 300*rng.Float64()
		lambda := (.5 + .8*rng.Float64()) * float64(n) / aht // offered load .5 to 1.3 of the agents
		p := staffing.Params{Concurrency: 1, AHT: aht, Patience: aht * (.3 + 2*rng.Float64()), Within: aht * rng.Float64(), Formula: staffing.FirstReply}
		r := simulate(t, steady(p, lambda*3600, n, 4), 24)
		l := newPhoneLine(lambda, aht, p.Patience, n)
		a.check(t, "service level", r.Queues[0].Total.Reply, l.within(p.Within))
		a.check(t, "abandonment", r.Queues[0].Days[3].Abandon, l.abandon())
		a.check(t, "occupancy", r.LoadDays[3].Occupancy, l.occupancy())
	}
	a.judge(t)
}

// One agent whose slots are always full, with chats that do not end, is the
// closed queue M/M/1//k: more chats than slots arrive in the first hours.
func TestAgreesWithMachineRepair(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	var a agreement
	for range 10 {
		k := 1 + rng.IntN(7)
		p := staffing.Params{Concurrency: k, Turns: 1e12, Typing: 10 + 40*rng.Float64(), Think: 20 + 100*rng.Float64(), Formula: staffing.PerTurn}
		p.Within = float64(k) * p.Typing * (.3 + rng.Float64())
		in := steady(p, 0, 1, 3)
		in.Queues[0].Volume[0] = 60
		r := simulate(t, in, 12)
		mean, within := machineRepair(k, p.Typing, p.Think, p.Within)
		// The chats that wait for a slot to the end were not sent on a judged day.
		a.check(t, "reply time", r.Queues[0].Answer.Mean, mean)
		a.check(t, "within", r.Queues[0].Total.Reply, within)
	}
	a.judge(t)
}

func TestAgreesWithChatChain(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	var a agreement
	for i := range 14 {
		f := chatFloor{
			n: 1 + rng.IntN(3), slots: 1 + rng.IntN(3), turns: 1 + 5*rng.Float64(),
			typing: 15 + 30*rng.Float64(), think: 10 + 80*rng.Float64(), lineup: 80,
		}
		// Throughput of n full agents, in chats per second.
		mean, _ := machineRepair(f.slots, f.typing, f.think, 1)
		most := float64(f.n*f.slots) / (mean + f.think) / f.turns
		f.lambda = (.4 + .35*rng.Float64()) * most
		if i%2 == 1 {
			f.patience = 60 + 200*rng.Float64()
			f.lambda *= 1.3
		}
		line, asked, typing := f.solve()
		p := staffing.Params{Concurrency: f.slots, Turns: f.turns, Typing: f.typing, Think: f.think, Patience: f.patience, Within: 1e-9, Formula: staffing.FirstReply}
		r := simulate(t, steady(p, f.lambda*3600, f.n, 5), 24)
		q := r.Queues[0]
		a.check(t, "occupancy", r.LoadDays[4].Occupancy, typing/float64(f.n))
		if f.patience > 0 {
			a.check(t, "abandonment", q.Days[4].Abandon, line/f.patience/f.lambda)
		} else {
			a.check(t, "wait", q.Wait.Mean, line/f.lambda)                  // Little
			a.check(t, "reply time", q.Answer.Mean, asked/f.lambda/f.turns) // Little, per message
		}
	}
	a.judge(t)
}
