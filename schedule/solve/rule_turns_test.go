package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/solvetest"
)

// On small problems with a past and one rule about turns of work and rest, the optimiser
// finds what the best of all rosters has, each judged by the checker alone.
func TestTurnsAgainstBruteForce(t *testing.T) {
	for _, kind := range []struct {
		name string
		make func(rng *rand.Rand, f schedule.Force) schedule.Rule
	}{
		{"cycle", func(rng *rand.Rand, f schedule.Force) schedule.Rule {
			r := schedule.Cycle{At: rng.IntN(5), Force: f}
			for range 2 + rng.IntN(3) {
				r.Pattern = append(r.Pattern, [][]int{{0}, {1}, {0, 1}, {}}[rng.IntN(4)])
			}
			return r
		}},
		{"rest-after", func(rng *rand.Rand, f schedule.Force) schedule.Rule {
			return schedule.RestAfter{Shifts: []int{1}, Run: 1 + rng.IntN(3), Days: 1 + rng.IntN(3), Force: f}
		}},
		{"weekend-window", func(rng *rand.Rand, f schedule.Force) schedule.Rule {
			span := 1 + rng.IntN(3)
			return schedule.WeekendWindow{Max: rng.IntN(span), Span: span, Force: f}
		}},
	} {
		broken, kept := 0, 0
		for seed := range uint64(16) {
			rng := rand.New(rand.NewPCG(seed, 23))
			people, days := 1+int(seed%2), 6-3*int(seed%2)
			p := splitProblem(rng, people, days)
			p.Rules = p.Rules[:len(p.Rules)-1] // one rule of its own at least
			for d := range days {
				if rng.IntN(3) > 0 { // reasons to work soon after a run
					p.Rules = append(p.Rules, schedule.Pin{Day: d, Shift: 1 - rng.IntN(2)*rng.IntN(2)})
				}
			}
			if kind.name == "weekend-window" {
				p.Start += 3 // Thursday, so that a weekend is in all of them
			}
			force := schedule.Must()
			if rng.IntN(2) == 0 {
				force = schedule.At(int64(1 + rng.IntN(25)))
			}
			p.Rules = append(p.Rules, kind.make(rng, force))
			best := solvetest.BestOfAll(p)
			got, err := Solve(t.Context(), p, Options{Seed: seed, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			if got.Status != Optimal || got.Score != best.Score || schedule.Check(p, got.Roster).Score != best.Score {
				t.Fatalf("%s, seed %d: %v with %v, bound %v; the best of all rosters has %v", kind.name, seed, got.Status, got.Score, got.Bound, best.Score)
			}
			if best.ByRule[kind.name] != (schedule.Score{}) {
				broken++
			} else {
				kept++
			}
		}
		if broken < 2 || kept < 2 {
			t.Errorf("%s: the problems are too much alike: %d break the rule, %d keep it", kind.name, broken, kept)
		}
	}
}
