package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/internal/solvetest"
)

// On small problems about split shifts, with a past and one or two such rules, the
// optimiser finds what the best of all rosters has, each judged by the checker
// alone.
func TestSplitRunAgainstBruteForce(t *testing.T) {
	const tries = 60
	hard, soft, idle := 0, 0, 0 // problems whose best breaks the rule, pays for it, does neither
	for seed := range uint64(tries) {
		rng := rand.New(rand.NewPCG(seed, 17))
		people, days := 1+int(seed%2), 6-3*int(seed%2)
		p := splitProblem(rng, people, days)
		best := solvetest.BestOfAll(p)
		got, err := Solve(t.Context(), p, Options{Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != Optimal || got.Score != best.Score || got.Bound != best.Score || schedule.Check(p, got.Roster).Score != best.Score {
			t.Fatalf("seed %d: %v with %v, bound %v; the best of all rosters has %v", seed, got.Status, got.Score, got.Bound, best.Score)
		}
		switch s := best.ByRule[schedule.SplitRun{}.Key()]; {
		case s.Hard > 0:
			hard++
		case s.Cost > 0:
			soft++
		default:
			idle++
		}
	}
	t.Logf("of %d problems the best roster breaks a hard limit in %d, pays for a soft one in %d", tries, hard, soft)
	if hard < 10 || soft < 10 || idle < 10 {
		t.Errorf("the problems are too much alike: %d, %d, %d", hard, soft, idle)
	}
}

// splitProblem asks for people on a split shift, who may also work one in one piece.
func splitProblem(rng *rand.Rand, people, days int) *schedule.Problem {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: days, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "D", Segments: []schedule.Span{{Start: 540, End: 1080}}, Paid: 480, Queue: schedule.Any},
			{ID: "S", Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 840, End: 1080}}, Paid: 480, Queue: schedule.Any},
		},
	}
	for range people {
		who := schedule.Person{ID: "p", Shifts: []int{0, 1}, Last: days}
		for range rng.IntN(5) {
			who.Past = append(who.Past, min(1, rng.IntN(5)-1)) // off, D, or S most often
		}
		p.People = append(p.People, who)
	}
	for i := range people {
		for d := range days {
			switch rng.IntN(4) {
			case 0:
				p.Rules = append(p.Rules, schedule.Request{Person: i, Day: d, Shifts: []int{rng.IntN(2)}, Want: true, Cost: int64(1 + rng.IntN(20))})
			case 1:
				p.Rules = append(p.Rules, schedule.Pin{Person: i, Day: d, Shift: 1})
			}
		}
	}
	for d := range days {
		p.Cover = append(p.Cover, schedule.Cover{Day: d, Queue: schedule.Any, Shift: 1, Bound: schedule.Free().Prefer(1, 1, 15, 3)})
	}
	for range 1 + rng.IntN(2) {
		rule := schedule.SplitRun{Max: rng.IntN(4), Force: schedule.Must()}
		if rng.IntN(2) == 0 {
			rule.Force = schedule.At(int64(1 + rng.IntN(25)))
		}
		if rng.IntN(3) == 0 {
			rule.People = schedule.People{rng.IntN(people)}
		}
		p.Rules = append(p.Rules, rule)
	}
	return p
}
