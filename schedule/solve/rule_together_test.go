package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/internal/solvetest"
)

// On small problems about people who work together or never do, the optimiser finds what
// the best of all rosters has, each judged by the checker alone, and proves it.
func TestPairsAgainstBruteForce(t *testing.T) {
	const tries = 90
	seen := map[string]int{} // problems whose best roster breaks or pays for a rule
	idle := 0
	for seed := range uint64(tries) {
		p := pairProblem(rand.New(rand.NewPCG(seed, 23)), 2+int(seed%2))
		best := solvetest.BestOfAll(p)
		got, err := Solve(t.Context(), p, Options{Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		// Where something must be broken, a roster that breaks the rule of one person may be
		// cheaper; the bound says so.
		proved := got.Status == Optimal && got.Score == best.Score && got.Bound == best.Score ||
			best.Score.Hard > 0 && got.Score.Hard == best.Score.Hard && !best.Score.Less(got.Bound)
		if !proved || schedule.Check(p, got.Roster).Score != got.Score {
			t.Fatalf("seed %d: %v with %v, bound %v; the best of all rosters has %v", seed, got.Status, got.Score, got.Bound, best.Score)
		}
		seenOne := false
		for _, key := range []string{"together", "apart"} {
			if best.ByRule[key] != (schedule.Score{}) {
				seen[key]++
				seenOne = true
			}
		}
		if !seenOne {
			idle++
		}
	}
	if seen["together"] < 10 || seen["apart"] < 5 || idle < 10 {
		t.Errorf("the problems are too much alike: %v, %d idle", seen, idle)
	}
}

// pairProblem is a few people with wishes and little cover. The last of three is in
// training and counts as no head, which the rules do not mind.
func pairProblem(rng *rand.Rand, people int) *schedule.Problem {
	const days = 2
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: days, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "E", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any},
			{ID: "L", Segments: []schedule.Span{{Start: 900, End: 1380}}, Paid: 480, Queue: schedule.Any},
		},
	}
	force := func() schedule.Force {
		if rng.IntN(2) == 0 {
			return schedule.Must()
		}
		return schedule.At(int64(1 + rng.IntN(10)))
	}
	for i := range people {
		p.People = append(p.People, schedule.Person{ID: "p", Shifts: []int{0, 1}, Last: days, Trainee: i == 2})
		for d := range days {
			p.Rules = append(p.Rules, schedule.Request{Person: i, Day: d, Shifts: []int{rng.IntN(2)}, Want: true, Cost: int64(1 + rng.IntN(40))})
		}
	}
	for d := range days {
		for s := range p.Shifts {
			b := schedule.Free().Prefer(1, 1, int64(rng.IntN(15)), int64(rng.IntN(15)))
			if rng.IntN(2) == 0 {
				b = schedule.AtLeast(1)
			}
			p.Cover = append(p.Cover, schedule.Cover{Day: d, Queue: schedule.Any, Shift: s, Bound: b})
		}
	}
	groups := [][]int{{0}, {1}}
	if rng.IntN(2) == 0 {
		groups = [][]int{{0, 1}}
	}
	switch rng.IntN(3) {
	case 0:
		p.Rules = append(p.Rules, schedule.Apart{People: schedule.People{0, people - 1}, Groups: groups, Force: force()})
	case 1: // a couple
		f := force()
		p.Rules = append(p.Rules, schedule.Together{People: schedule.People{0}, By: schedule.People{1}, Groups: groups, Excuse: true, Force: f},
			schedule.Together{People: schedule.People{1}, By: schedule.People{0}, Groups: groups, Excuse: true, Force: f})
	default: // a trainee with one of the others
		by := schedule.People{0, 1}[:people-1]
		p.Rules = append(p.Rules, schedule.Together{People: schedule.People{people - 1}, By: by, Groups: groups, Force: force()})
	}
	if rng.IntN(3) == 0 {
		p.Rules = append(p.Rules, schedule.Unavailable{Person: rng.IntN(people), Day: rng.IntN(days), Whole: true})
	}
	return p
}
