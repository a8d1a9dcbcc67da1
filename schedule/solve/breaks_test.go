package solve

import (
	"context"
	"math/rand/v2"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// tiny is a team of two or three on one or two shifts with breaks of one or two hours, for
// a day, and rows that ask for heads in each hour.
func tiny(rng *rand.Rand) *schedule.Problem {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 1, Interval: 60}
	for s := range 1 + rng.IntN(2) {
		from := 480 + 120*s
		t := schedule.Shift{ID: string(rune('A' + s)), Segments: []schedule.Span{{Start: from, End: from + 480}}, Paid: 420, Queue: schedule.Any}
		t.Breaks = []schedule.Break{{Length: 60, From: from + 120, To: from + 180 + 60*rng.IntN(4)}}
		if rng.IntN(3) == 0 {
			t.Breaks[0].Length, t.Breaks[0].Pieces = 120, 2
			t.Breaks[0].To = t.Breaks[0].From + 180
			t.Paid = 360
		}
		p.Shifts = append(p.Shifts, t)
	}
	for i := range 2 + rng.IntN(2) {
		who := schedule.Person{ID: string(rune('a' + i)), Last: p.Days}
		for s := range p.Shifts {
			who.Shifts = append(who.Shifts, s)
		}
		p.People = append(p.People, who)
	}
	for h := 8; h < 18; h++ {
		b := schedule.Free().Prefer(rng.IntN(3), schedule.NoMax, int64(1+rng.IntN(9)), 0)
		if rng.IntN(3) == 0 {
			b = schedule.AtLeast(rng.IntN(len(p.People)))
		}
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Window, Span: schedule.Span{Start: 60 * h, End: 60*h + 60}, Queue: schedule.Any, Shift: schedule.Any, Bound: b})
	}
	if rng.IntN(2) == 0 {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.AwayAtOnce, Span: schedule.Span{Start: 660, End: 780}, Queue: schedule.Any, Shift: schedule.Any, Pause: true, Bound: schedule.AtMost(1)})
	}
	if rng.IntN(3) == 0 {
		p.Rules = append(p.Rules, schedule.MealTime{People: schedule.People{0}, Shifts: []int{0}, Span: schedule.Span{Start: 600, End: 720}, Force: schedule.At(3)})
	}
	return p
}

// best tries every shift and every way to place its breaks, by the checker; rows that are
// given stay.
func best(p *schedule.Problem, fixed *schedule.Roster) (score schedule.Score) {
	r := schedule.NewRoster(p)
	found := false
	var try func(cell int)
	try = func(cell int) {
		if cell == len(p.People)*p.Days {
			if s := schedule.Check(p, r).Score; !found || s.Less(score) {
				score, found = s, true
			}
			return
		}
		i, d := cell/p.Days, cell%p.Days
		shifts := append([]int{schedule.Off}, p.People[i].Shifts...)
		if fixed != nil {
			shifts = []int{fixed.Cells[i][d]}
		}
		for _, s := range shifts {
			r.Cells[i][d] = s
			if s == schedule.Off {
				r.PlaceBreaks(i, d, nil)
				try(cell + 1)
				continue
			}
			ways := p.Shifts[s].Ways(30)
			if fixed != nil && fixed.PlacedAt(i, d) != nil {
				ways = [][]schedule.Span{fixed.PlacedAt(i, d)}
			}
			for _, w := range ways {
				r.PlaceBreaks(i, d, w)
				try(cell + 1)
			}
		}
		r.Cells[i][d] = schedule.Off
		r.PlaceBreaks(i, d, nil)
	}
	try(0)
	return score
}

// The roster found, with its breaks, is the best of all, breaks at every half hour tried.
func TestBreaksAgainstBruteForce(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 81))
		p := tiny(rng)
		r, err := Solve(context.Background(), p, Options{Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got := schedule.Check(p, r.Roster).Score; got != r.Score {
			t.Fatalf("seed %d: scored %v, checked %v", seed, r.Score, got)
		}
		if want := best(p, nil); r.Score != want || want.Hard == 0 && r.Status != Optimal {
			t.Errorf("seed %d: %v, %s; the best is %v", seed, r.Score, r.Status, want)
		}
	}
}

// Breaks placed for a roster that has none are as good as any; those that are placed stay.
func TestPlaceBreaks(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 82))
		p := tiny(rng)
		r := schedule.NewRoster(p)
		for i := range p.People {
			if rng.IntN(4) > 0 {
				r.Cells[i][0] = rng.IntN(len(p.Shifts))
			}
		}
		var kept []schedule.Span
		if s := r.Cells[0][0]; s != schedule.Off && rng.IntN(2) == 0 {
			ways := p.Shifts[s].Ways(30)
			kept = ways[rng.IntN(len(ways))]
			r.PlaceBreaks(0, 0, kept)
		}
		out, err := PlaceBreaks(context.Background(), p, r, Options{Seed: 1, Workers: 1, Iterations: 50})
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Cells {
			if out.Cells[i][0] != r.Cells[i][0] {
				t.Fatalf("seed %d: the shifts have changed", seed)
			}
			if s := r.Cells[i][0]; s != schedule.Off && out.PlacedAt(i, 0) == nil {
				t.Errorf("seed %d: no place for the breaks of %d", seed, i)
			}
		}
		if kept != nil && out.PlacedAt(0, 0)[0] != kept[0] {
			t.Errorf("seed %d: the break at %v was moved", seed, kept)
		}
		if got, want := schedule.Check(p, out).Score, best(p, r); got != want {
			t.Errorf("seed %d: %v, the best is %v", seed, got, want)
		}
	}
}
