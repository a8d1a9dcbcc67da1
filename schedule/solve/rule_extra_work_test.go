package solve

import (
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/internal/solvetest"
)

// On tiny shops the optimiser weighs overtime, work on days off and hires against hours
// that are short as the best of all rosters does, and never worse than the best roster
// without them to which the best of them are added afterwards.
func TestExtraWorkAgainstBruteForce(t *testing.T) {
	const tries = 40
	used, below, hired := 0, 0, 0
	for seed := range uint64(tries) {
		rng := rand.New(rand.NewPCG(seed, 23))
		p := extraProblem(rng, 1+int(seed%2), 3-int(seed%2))
		best := solvetest.BestOfAll(p)
		got, err := Solve(t.Context(), p, Options{Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != Optimal || got.Score != best.Score || schedule.Check(p, got.Roster).Score != best.Score {
			t.Fatalf("seed %d: %v with %v, checked %v; the best of all rosters has %v", seed, got.Status, got.Score, schedule.Check(p, got.Roster).Score, best.Score)
		}
		after := boltedOn(t, p, seed)
		if after.Less(got.Score) {
			t.Fatalf("seed %d: %v, but %v by adding overtime afterwards", seed, got.Score, after)
		}
		if best.ByRule[schedule.ExtraWork{}.Key()].Cost > 0 {
			used++
		}
		if got.Score.Less(after) {
			below++
		}
		if slices.ContainsFunc(got.Roster.Cells, func(row []int) bool { return slices.Contains(row, len(p.Shifts)-1) }) {
			hired++
		}
	}
	t.Logf("of %d shops %d use extra work, %d are better than by adding it afterwards, %d hire", tries, used, below, hired)
	if used < tries/4 || below < 5 || hired < 5 {
		t.Errorf("the problems are too much alike: %d, %d, %d", used, below, hired)
	}
}

// boltedOn is the score of the best roster of p without extra work, and then the best
// extra work added to it: cells may become longer, and days off may be worked.
func boltedOn(t *testing.T, p *schedule.Problem, seed uint64) schedule.Score {
	plain := *p
	plain.People = slices.Clone(p.People)
	for i := range plain.People {
		who := &plain.People[i]
		who.Shifts = slices.DeleteFunc(slices.Clone(who.Shifts), func(s int) bool { return s >= extraFrom })
	}
	first, err := Solve(t.Context(), &plain, Options{Seed: seed, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	kept := *p
	kept.Rules = slices.Clone(p.Rules)
	for i := range p.People {
		for d, s := range first.Roster.Cells[i] {
			may := []int{s}
			for x := extraFrom; x < len(p.Shifts); x++ {
				sh := &p.Shifts[x]
				if s == schedule.Off && !sh.Longer() || s != schedule.Off && sh.Longer() && sh.Parts[0] == p.Shifts[s].ID {
					may = append(may, x)
				}
			}
			if s == schedule.Off { // any extra work, or none: no shift without it
				for other := range extraFrom {
					kept.Rules = append(kept.Rules, schedule.Request{Person: i, Day: d, Shifts: []int{other}, Cost: 1 << 20})
				}
				continue
			}
			kept.Rules = append(kept.Rules, schedule.Request{Person: i, Day: d, Shifts: may, Want: true, Cost: 1 << 20})
		}
	}
	return solvetest.BestOfAll(&kept).Score
}

// extraFrom is the first shift of extra work of [extraProblem].
const extraFrom = 2

// extraProblem has two shifts of four hours, each also longer by an hour or two, a shift on
// days off, and one of a hire, with limits that bind now and then.
func extraProblem(rng *rand.Rand, people, days int) *schedule.Problem {
	span := func(from, to int) schedule.Span { return schedule.Span{Start: 60 * from, End: 60 * to} }
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 29) + workcal.Date(rng.IntN(3)), Days: days, Interval: 60,
		Shifts: []schedule.Shift{
			{ID: "A", Segments: []schedule.Span{span(8, 12)}, Paid: 240, Queue: schedule.Any},
			{ID: "B", Segments: []schedule.Span{span(13, 17)}, Paid: 240, Queue: schedule.Any},
			{ID: "A+", Segments: []schedule.Span{span(8, 13)}, Paid: 300, Queue: schedule.Any, Parts: []string{"A"}, Overtime: []schedule.Span{span(12, 13)}},
			{ID: "+B", Segments: []schedule.Span{span(11, 17)}, Paid: 360, Queue: schedule.Any, Parts: []string{"B"}, Overtime: []schedule.Span{span(11, 13)}},
			{ID: "R", Segments: []schedule.Span{span(10, 15)}, Paid: 300, Queue: schedule.Any, Overtime: []schedule.Span{span(10, 15)}},
			{ID: "T", Segments: []schedule.Span{span(9, 16)}, Paid: 420, Queue: schedule.Any},
		},
	}
	price := func(hours int) (out []int64) {
		for range days {
			out = append(out, int64(hours)*int64(1000+rng.IntN(3000)))
		}
		return out
	}
	for i := range people {
		who := schedule.Person{ID: string(rune('a' + i)), Shifts: []int{0, 1, 2, 3, 4}, Last: days}
		if i == 1 {
			who.Shifts = []int{5}
			p.Rules = append(p.Rules, schedule.ExtraWork{People: schedule.People{i}, Shifts: []int{5}, Price: [][]int64{price(2)}, Worth: 40, Least: rng.IntN(4), Rate: 3000, Rent: int64(rng.IntN(3000))})
			p.People = append(p.People, who)
			continue
		}
		p.People = append(p.People, who)
		x := schedule.ExtraWork{People: schedule.People{i}, Shifts: []int{2, 3, 4}, Price: [][]int64{price(1), price(2), price(5)}, Worth: 40,
			Day: 60 * (1 + rng.IntN(3)), Month: 60 * (2 + rng.IntN(9))}
		if rng.IntN(2) == 0 {
			x.Booked = []schedule.Booked{{Day: rng.IntN(days), Minutes: 60, At: span(17, 18)}, {Day: -3, Minutes: 120}}
		}
		p.Rules = append(p.Rules, x, schedule.Minutes{People: schedule.People{i}, Normal: true, Total: schedule.Free().Prefer(240*(days-1), 240*(days-1), 1, 1)})
	}
	for d := range days {
		for hour := 8; hour < 17; hour++ {
			if n := rng.IntN(2); n > 0 {
				p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: span(hour, hour+1), Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.Free().Prefer(n, n, 30, 1)})
			}
		}
	}
	return p
}
