package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/randomproblem"
)

// A roster breaks the same hard units in a problem and in what is left of it without
// anything soft, and nothing there costs.
func TestHardProblem(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 7))
		p := randomproblem.New(rng, 1+rng.IntN(4), 3+rng.IntN(12))
		hard := hardProblem(p)
		for range 5 {
			r := schedule.NewRoster(p)
			for i := range r.Cells {
				for d := range r.Cells[i] {
					r.Cells[i][d] = rng.IntN(len(p.Shifts)) - 1 // the retired one left out
				}
			}
			want := schedule.Score{Hard: schedule.Check(p, r).Score.Hard}
			if got := schedule.Check(hard, r).Score; got != want {
				t.Fatalf("seed %d: %v, want %v", seed, got, want)
			}
		}
	}
}

// Rules over several days cost more than the weight of a hard unit knows of: three people,
// one head a day that must be there, and a price on each day off fewer than two in the
// week, and as much on each run of work longer than two days. Somebody at work on each of
// the seven days breaks nothing, whatever that costs.
func TestNoPriceOutweighsHeads(t *testing.T) {
	for _, price := range []int64{1, 1_000, 1_000_000, 1_000_000_000} {
		runs := schedule.Free()
		runs.SoftMax, runs.OverCost = 0, price
		p := shop(1)
		p.Rules = []schedule.Rule{
			schedule.RestDays{Per: schedule.Week, Min: 7, Force: schedule.At(price)},
			schedule.WorkRun{Length: runs},
		}
		for d := range 7 {
			p.Cover = append(p.Cover, atLeastOn(d, 9, 10, 1))
		}
		r := mustSolve(t, p)
		// Seven days off fewer than wanted, and a run seven days too long.
		if want := (schedule.Score{Cost: 14 * price}); r.Score != want || r.Status != Optimal {
			t.Errorf("price %d: %v, %s, want %v", price, r.Score, r.Status, want)
		}
	}
}

// A roster to start from that breaks somebody's hard rule for the sake of cover does not
// lead the search astray: one person has leave on Monday, when two windows want somebody.
// At work they break one unit, off they break two, and people come first.
func TestStartThatBreaksHardRulesOfPeople(t *testing.T) {
	p := shop(1)
	p.Rules = []schedule.Rule{schedule.Unavailable{Person: 0, Day: 0, Whole: true}}
	p.Cover = []schedule.Cover{atLeastOn(0, 9, 10, 1), atLeastOn(0, 10, 11, 1)}
	start := schedule.NewRoster(p)
	start.Cells[0][0] = 0
	r, err := Solve(t.Context(), p, Options{Start: start})
	if err != nil {
		t.Fatal(err)
	}
	if r.Roster.Cells[0][0] != schedule.Off || r.Score.Hard != 2 || r.Kept.Hard != 2 || r.Bound.Hard > 1 {
		t.Errorf("%v, %v, kept %v, bound %v", r.Roster.Cells, r.Score, r.Kept, r.Bound)
	}
}
