package simulate_test

import (
	"context"
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// judgedDays is how many random days of each kind are simulated; the figures of
// docs/staffing.md are made with
//
//	go test ./schedule/simulate -run Judged -v -judged.days 200
var judgedDays = flag.Int("judged.days", 6, "random days of each kind on which the requirement is simulated")

// kind is a kind of queue on which the requirement is judged.
type kind struct {
	name   string
	params func(rng *rand.Rand) staffing.Params
	height float64 // of the day's peak, contacts an interval
}

var kinds = []kind{
	{"chats, by turn", chats(staffing.PerTurn), 80},
	{"chats, by session", chats(staffing.PerSession), 80},
	{"chats, patience 3 to 10 min", func(rng *rand.Rand) staffing.Params {
		p := chats(staffing.PerPersonDay)(rng)
		p.Patience = 180 + 420*rng.Float64()
		return p
	}, 80},
	{"calls, Erlang C", func(rng *rand.Rand) staffing.Params {
		return staffing.Params{AHT: 120 + 240*rng.Float64(), Within: 15 + 30*rng.Float64(), Target: .7 + .2*rng.Float64()}
	}, 60},
}

func chats(f staffing.ReplyFormula) func(rng *rand.Rand) staffing.Params {
	return func(rng *rand.Rand) staffing.Params {
		return staffing.Params{
			Concurrency: 2 + rng.IntN(4), Turns: 3 + 5*rng.Float64(), Typing: 12 + 14*rng.Float64(), Think: 20 + 40*rng.Float64(),
			Within: 180, Target: .8 + .15*rng.Float64(), Formula: f,
		}
	}
}

// tally counts days.
type tally struct{ expected, drawn, draws, missed, intervals, kept int }

const replications = 20

// A day staffed with exactly the heads required keeps its target; with one head
// fewer in each interval most days miss it. Not all: the requirement of an
// interval stands for load that stays as it is, an overload that passes soon
// costs less, and of many agents one is little.
func TestRequirementJudgedBySimulation(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2))
	for _, k := range kinds {
		var n tally
		for range *judgedDays {
			n.judge(t, k, rng)
		}
		days := *judgedDays
		t.Logf("%-28s target kept on %d of %d days as expected, on %d of %d days drawn, in %.1f%% of intervals; missed with one fewer on %d",
			k.name, n.expected, days, n.drawn, n.draws, 100*float64(n.kept)/float64(n.intervals), n.missed)
		if n.expected < days*9/10 || n.missed < days*6/10 {
			t.Errorf("%s: of %d days %d keep the target, %d miss it with one fewer", k.name, days, n.expected, n.missed)
		}
	}
}

// A roster of exactly the heads required keeps the target over the day; with one
// head fewer in each interval it mostly does not. Mostly: a requirement stands
// for load that stays as it is, and an overload that soon passes costs less.
func TestRequirementIsEnoughAndNotTooMuch(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	enough, missed, days := 0, 0, 30
	for range days {
		p := chats(staffing.PerTurn)(rng)
		if rng.IntN(2) == 1 {
			p.Formula = staffing.PerSession
		}
		volume := peaked(rng, 20, 80)
		needs, err := staffing.Require(p, volume, 30)
		if err != nil {
			t.Fatal(err)
		}
		rate := func(fewer int) float64 {
			in := shopDay(p, volume)
			in.Agents = exactly(needs, fewer)
			return play(t, in, 11, 12).Queues[0].Total.Reply.Mean
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

func (n *tally) judge(t *testing.T, k kind, rng *rand.Rand) {
	p := k.params(rng)
	volume := peaked(rng, k.height*.25, k.height)
	needs, err := staffing.Require(p, volume, 30)
	if err != nil {
		t.Fatal(err)
	}
	in := shopDay(p, volume)
	in.Agents = exactly(needs, 0)
	full := play(t, in, rng.Uint64(), replications).Queues[0]
	if full.Total.Reply.Mean >= p.Target {
		n.expected++
	}
	n.drawn += replications - int(math.Round(full.Total.MissTarget*replications))
	n.draws += replications
	for i := range full.Steps {
		if s := full.Steps[i]; s.Judged > 0 && i < 46 {
			n.intervals++
			if s.Reply >= p.Target {
				n.kept++
			}
		}
	}
	in.Agents = exactly(needs, 1)
	if play(t, in, rng.Uint64(), replications).Queues[0].Total.Reply.Mean < p.Target {
		n.missed++
	}
}

// peaked is a day from 08:00 to 23:00 by the half hour with a peak at a random
// time, of a height between low and high contacts on top of 0.3 of it.
func peaked(rng *rand.Rand, low, high float64) []float64 {
	volume := make([]float64, 48)
	peak, height := 20+rng.Float64()*20, low+(high-low)*rng.Float64()
	for i := 16; i < 46; i++ {
		volume[i] = height * (.3 + math.Exp(-math.Pow((float64(i)-peak)/6, 2)))
	}
	return volume
}

// shopDay is a day of one queue, judged from 08:00 to 23:00, with nobody there.
func shopDay(p staffing.Params, volume []float64) simulate.Input {
	return simulate.Input{Days: 1, Step: 30, Policy: simulate.DefaultPolicy(), Queues: []simulate.Queue{{
		Params: p, Volume: volume, Windows: []simulate.Window{{Span: schedule.Span{Start: 8 * 60, End: 23 * 60}}},
	}}}
}

func play(t *testing.T, in simulate.Input, seed uint64, replications int) *simulate.Result {
	t.Helper()
	r, err := simulate.Run(context.Background(), in, simulate.Options{Seed: seed, Replications: replications})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// exactly makes agents of whom, in each interval, as many are there as needed
// less fewer, at least one where anybody is.
func exactly(needs []staffing.Need, fewer int) []simulate.Agent {
	heads := make([]int, len(needs))
	most := 0
	for i, n := range needs {
		if n.Online > 0 {
			heads[i] = max(1, n.Online-fewer)
		}
		most = max(most, heads[i])
	}
	return present(heads, most, 30)
}

// present makes agents of whom so many are there in each interval.
func present(heads []int, most, step int) []simulate.Agent {
	agents := make([]simulate.Agent, most)
	for a := range agents {
		for i, n := range heads {
			if n <= a {
				continue
			}
			at := schedule.Span{Start: i * step, End: (i + 1) * step}
			if s := agents[a].Segments; len(s) > 0 && s[len(s)-1].End == at.Start {
				s[len(s)-1].End = at.End
			} else {
				agents[a].Segments = append(s, simulate.Segment{Span: at, Queues: []int{0}})
			}
		}
	}
	return agents
}
