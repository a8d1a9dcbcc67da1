package simulate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// Histories that the simulation makes, in which chats last from hour to hour
// and agents come and go, are not the model's own; typing time is found all the
// same.
func TestCalibrateSimulatedHistories(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 3))
	const days = 28
	worst, capacity, held, shops := 0.0, 0.0, 0, max(4, *judgedDays/10)
	for range shops {
		p := staffing.Params{
			Concurrency: 3 + rng.IntN(4), Turns: 4 + 4*rng.Float64(), Typing: 15 + 15*rng.Float64(), Think: 20 + 40*rng.Float64(),
			Within: 60 + 60*rng.Float64(), Target: .9, Patience: 600, Formula: staffing.PerTurn,
		}
		full := staffing.NewTurns(p.Concurrency, p.Typing, p.Think*(1-1/p.Turns))
		volume, heads := make([]float64, days*24), make([]int, days*24)
		most := 0
		for i := range volume {
			h := i % 24
			if h < 9 || h >= 23 {
				continue
			}
			heads[i] = 3 + (h+i/24)%4
			load := .5 + .4*math.Exp(-math.Pow(float64(h-20)/3, 2)) + .1*rng.Float64()
			volume[i] = load * float64(heads[i]) * 3600 * full.Throughput / p.Turns
			most = max(most, heads[i])
		}
		in := simulate.Input{Days: days, Step: 60, Policy: simulate.DefaultPolicy(), Queues: []simulate.Queue{{Params: p, Volume: volume}}}
		in.Agents = present(heads, most, 60)
		r := play(t, in, rng.Uint64(), 1).Queues[0]
		var seen []staffing.Observation
		for i, s := range r.Steps {
			if s.Judged > 0 && heads[i] > 0 {
				seen = append(seen, staffing.Observation{Start: i * 60, Volume: s.Arrived, Agents: float64(heads[i]), Reply: s.Reply})
			}
		}
		given := p
		given.Typing, given.Think = 20, 40
		c, err := staffing.Calibrate(given, 60, seen)
		if err != nil {
			t.Fatal(err)
		}
		e := c.Fitted[0]
		t.Logf("K %d, promise %.0f s: typing %.1f s, found %.1f (%.1f to %.1f); think %.0f s, %+v; rates off by %.3f, explained %.2f",
			p.Concurrency, p.Within, p.Typing, e.Value, e.Low, e.High, p.Think, c.Fitted[1:], c.After, c.Explained)
		worst = max(worst, math.Abs(math.Log(e.Value/p.Typing)))
		capacity = max(capacity, math.Abs(math.Log(c.Capacity.Value/(3600*full.Throughput/p.Turns))))
		if e.Low <= p.Typing && p.Typing <= e.High {
			held++
		}
	}
	t.Logf("typing at most %.1f%% off, capacity %.1f%%; typing within its interval in %d of %d", 100*math.Expm1(worst), 100*math.Expm1(capacity), held, shops)
	if worst > .12 || capacity > .12 {
		t.Errorf("typing time is up to %.0f%% off, capacity %.0f%%", 100*math.Expm1(worst), 100*math.Expm1(capacity))
	}
}
