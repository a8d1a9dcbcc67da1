package solve

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/randomproblem"
)

// apart lets every other row of cover count the even people, and the others the odd ones.
func apart(p *schedule.Problem) *schedule.Problem {
	halves := [2]schedule.People{{}, {}}
	for i := range p.People {
		halves[i%2] = append(halves[i%2], i)
	}
	q := *p
	q.Cover = nil
	for k, c := range p.Cover {
		c.Who = halves[k%2]
		q.Cover = append(q.Cover, c)
	}
	return &q
}

// Teams without a row in common score as much apart as together, whatever they work.
func TestPartsAddUp(t *testing.T) {
	several := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 31))
		m, err := model.New(apart(randomproblem.New(rng, 2+rng.IntN(6), 5+rng.IntN(10))))
		if err != nil {
			t.Fatal(err)
		}
		whole := schedule.NewRoster(m.Problem)
		for i := range whole.Cells {
			for d := range whole.Cells[i] {
				if c := rng.IntN(m.Cells); m.People[i].Allowed[m.Cell(d, c)] {
					whole.Cells[i][d] = m.ShiftOf(c)
				}
			}
		}
		teams := m.Parts()
		if len(teams) > 1 {
			several++
		}
		sum, people := m.Fixed, 0
		for _, team := range teams {
			p, _ := m.Part(team)
			own := schedule.NewRoster(p)
			for k, i := range team {
				own.Cells[k] = whole.Cells[i]
			}
			sum = sum.Add(schedule.Check(p, own).Score)
			people += len(team)
		}
		if got := schedule.Check(m.Problem, whole).Score; got != sum || people != len(m.People) {
			t.Errorf("seed %d: %v together, %v apart; teams %v", seed, got, sum, teams)
		}
	}
	if several < 150 {
		t.Errorf("only %d problems have several teams", several)
	}
}

// Planned apart, tiny teams have the best roster of all; one worker and two agree.
func TestPartsAgainstBruteForce(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 32))
		p := apart(randomproblem.New(rng, 2, 2+rng.IntN(2)))
		r, err := Solve(context.Background(), p, Options{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		m, _ := model.New(p)
		all, kept := least(m)
		if got := schedule.Check(p, r.Roster).Score; got != r.Score || r.Score != kept || r.Kept != kept || all.Less(r.Bound) {
			t.Errorf("seed %d: scored %v, checked %v, kept %v, bound %v; the best are %v and %v", seed, r.Score, got, r.Kept, r.Bound, kept, all)
		}
		if len(r.Reasons) == 0 && r.Score.Hard > 0 {
			t.Errorf("seed %d: %v for no reason", seed, r.Score)
		}
	}
	for seed := range uint64(10) {
		p := apart(randomproblem.New(rand.New(rand.NewPCG(seed, 33)), 6, 10))
		one, _ := Solve(context.Background(), p, Options{Seed: seed, Workers: 1, Iterations: 90})
		two, _ := Solve(context.Background(), p, Options{Seed: seed, Workers: 2, Iterations: 90})
		if !reflect.DeepEqual(one, two) {
			t.Errorf("seed %d: one worker found %v, two found %v", seed, one.Score, two.Score)
		}
	}
}
