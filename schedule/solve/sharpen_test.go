package solve

import (
	"context"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// wholeValue is the least value of a box at a site by branching from the ordinary
// linear program, which TestSolveAgainstBruteForce checks against every roster.
func wholeValue(m *model, p *plan, at site) (v int64, exact bool) {
	b := newWorker(m).newBox(m, p, at.people, at.from, at.to, rootWork, forever)
	v = b.start
	if !b.generate(1000, v) {
		return v, true
	}
	c, bound, _ := b.branch(v, 10_000, false)
	if c != nil {
		v = b.value(c)
	}
	return v, m.ceil(bound) >= v
}

// Whatever the multipliers, people and whole days together never cost more than the
// best roster that keeps people's rules: each roster is a choice of cells for every
// person and of heads for every day, and the multipliers of its heads cancel.
func TestWholeDaysAgainstBruteForce(t *testing.T) {
	tried, tight, proved := 0, 0, 0
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 22))
		p := randomProblem(rng, 1+rng.IntN(2), 2+rng.IntN(2))
		m, plan := constructed(t, p)
		s := &search{m: m}
		at := s.everything()
		b := newWorker(m).makeBox(m, plan, at.people, at.from, at.to, rootWork, forever, true)
		if b == nil || len(b.days) == 0 {
			continue
		}
		tried++
		want, exact := wholeValue(m, plan, at)
		if !exact {
			t.Fatalf("seed %d: not searched to the end", seed)
		}
		for range 4 {
			for n := range b.dual {
				b.dual[n] = int64(rng.IntN(81)-40) * scale / 2
			}
			if bound, _ := b.round(); bound < 1<<40*scale && bound > want*scale {
				t.Fatalf("seed %d: bound %d, best %d", seed, bound, want*scale)
			}
		}
		if b.generate(1000, b.start); b.bound > want*scale {
			t.Fatalf("seed %d: bound %d after the linear program, best %d", seed, b.bound, want*scale)
		}
		if m.ceil(b.bound) >= want {
			tight++
		}
		if c := b.dive(b.start, rng.IntN(3)); c != nil && b.value(c) < want {
			t.Fatalf("seed %d: a choice of %d, best %d", seed, b.value(c), want)
		}
		// A search that is complete has found the best, or the incumbent is it, in
		// however many calls; bounds are valid after each.
		found, complete := b.start, false
		for range 150 {
			c, bound, _ := b.branch(found, 1+rng.IntN(5), rng.IntN(2) == 0)
			if c != nil {
				found = b.value(c)
			}
			all := m.ceil(bound) >= found
			if bound = max(bound, b.bound); found < want || all && found != want || bound > want*scale {
				t.Fatalf("seed %d: branched to %d (complete: %v), bound %d, best %d", seed, found, all, bound, want*scale)
			}
			if complete = all; complete {
				break
			}
		}
		if complete {
			proved++
		}
	}
	if tried < 100 || tight < tried*9/10 || proved < tried*9/10 {
		t.Errorf("%d problems with whole days, bound as good as the best in %d, proved %d", tried, tight, proved)
	}
}

// Half-hour cover of a small team: with days whole the bound is far above the 1775
// of the ordinary linear program, and one worker and two agree.
func TestWholeDaysOfATeam(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	p := bench.Team(12, 7, 30, 1)
	one, err := Solve(context.Background(), p, Options{Seed: 1, Workers: 1, Iterations: 2})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Solve(context.Background(), p, Options{Seed: 1, Iterations: 2})
	if err != nil {
		t.Fatal(err)
	}
	if one.Score != two.Score || one.Bound != two.Bound || one.Iterations != two.Iterations {
		t.Errorf("one worker found %v, bound %v, two %v, bound %v", one.Score, one.Bound, two.Score, two.Bound)
	}
	// 1955 was proved by a program that shares no code with this one.
	if two.Bound.Cost < 1950 || two.Bound.Cost > 1955 {
		t.Errorf("bound %v", two.Bound)
	}
	if got := schedule.Check(p, two.Roster).Score; got != two.Score || two.Score.Cost > 2000 {
		t.Errorf("scored %v, checked %v", two.Score, got)
	}
}
