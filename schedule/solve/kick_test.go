package solve

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/schedule/solve/internal/master"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pool"
	"paiban/schedule/solve/internal/pricing"
	"paiban/schedule/solve/internal/randomproblem"
	"paiban/schedule/solve/internal/solvetest"
)

func TestLuby(t *testing.T) {
	want := []int{1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, 1}
	for k, n := range want {
		if got := luby(k + 1); got != n {
			t.Errorf("number %d is %d, want %d", k+1, got, n)
		}
	}
}

// improving is a search of a ward of a dozen people by three weeks, after its root is
// solved, with only the largest neighbourhoods left to try, from the first roster on.
func improving(t *testing.T, seed uint64) *search {
	m, plan := solvetest.Constructed(t, randomproblem.Ward(rand.New(rand.NewPCG(seed, 41)), 21, 12))
	s := &search{m: m, ctx: context.Background(), rng: newRand(seed, 1), plan: plan, networks: make([]*pricing.Network, len(m.People))}
	for k := range s.workers {
		s.workers[k] = master.NewWorkspace(m)
	}
	first := plan.Clone()
	s.solveRoot()
	s.plan = first
	s.bound.Cost, s.dives, s.root, s.diveFrom = 0, nil, nil, nil
	s.stale, s.patience, s.usualSteps = 1<<30, 1<<30, mostWork
	s.descent.restart(s.plan.Clone())
	return s
}

// A kick gives some people other cells that keep the rules: more people where the kick
// before returned to the same cost, fewer where it did not. The best plan does not
// change.
func TestKick(t *testing.T) {
	s := improving(t, 1)
	best, d := s.plan.Clone(), &s.descent
	// Of twelve people a fifth move, then a third more each time (1.1³) up to half; later
	// a tenth less each time, down to one.
	want, seen := []int{2, 3, 4, 5, 6, 6}, 0
	for kicks := range 40 {
		back := kicks < len(want)
		if back {
			d.restart(best.Clone())
		}
		d.quiet = kickPatience * luby(kicks+1)
		if s.kick(); d.kicks > kicks {
			t.Fatal("kicked too early")
		}
		d.quiet++
		if s.kick(); d.kicks != kicks+1 || d.quiet != 0 || d.lowest != s.m.Value(d.plan.Score()) {
			t.Fatal("not kicked")
		}
		moved := 0
		for i := range best.Cells {
			if !slices.Equal(s.plan.Cells[i], best.Cells[i]) {
				t.Fatal("the best plan was changed")
			}
			if !slices.Equal(d.plan.Cells[i], best.Cells[i]) {
				moved++
			}
		}
		seen += moved
		if !keeps(s.m, s.plan, d.plan.Cells, s.m.Everybody()) {
			t.Fatal("hard rules of people are broken")
		}
		// Whom a kick gives what they have is moved too, unseen.
		most := max(1, int(d.share*float64(len(best.Cells))))
		if back && most != want[kicks] || kicks > 30 && most != 1 || moved > most {
			t.Errorf("kick %d moved %d people", kicks, moved)
		}
		if s.plan.Score() == d.plan.Score() { // by chance, what it moved to costs the same
			d.plan = s.m.NewPlan(s.m.StartCells(nil))
		}
	}
	if seen < 40 {
		t.Errorf("%d people were moved by 40 kicks", seen)
	}
}

// Neighbourhoods without success are counted: none after a gain, one more after each
// without.
func TestNeighbourhoodsAreCounted(t *testing.T) {
	m, best := solvetest.Constructed(t, randomproblem.Ward(rand.New(rand.NewPCG(1, 41)), 21, 12))
	idle := m.NewPlan(m.StartCells(nil)) // nobody works, which costs more
	if !best.Score().Less(idle.Score()) {
		t.Fatalf("%v, %v where nobody works", best.Score(), idle.Score())
	}
	d := &kickState{}
	d.restart(idle)
	for _, c := range []struct {
		plan *model.Plan
		want int
	}{{idle, 1}, {idle, 2}, {best, 0}, {best, 1}} {
		d.plan = c.plan
		if d.countSolved(); d.quiet != c.want || d.lowest != m.Value(d.plan.Score()) {
			t.Errorf("%d neighbourhoods found nothing since the gain to %d, want %d", d.quiet, d.lowest, c.want)
		}
	}
}

// Neighbourhoods and kicks have the same outcome with one worker and with two, and the
// best plan found is kept.
func TestKicksAreRepeatable(t *testing.T) {
	for seed := range uint64(1) {
		var first *search
		for _, one := range []bool{true, false} {
			s := improving(t, seed)
			s.opts.Iterations = 1200
			start, best := s.plan.Score(), s.plan.Score()
			s.pool.Run(func(k int) pool.Job {
				if now := s.descent.plan.Score(); now.Less(best) {
					best = now
				}
				if s.plan.Score() != best {
					t.Errorf("seed %d: %v is kept, %v was found", seed, s.plan.Score(), best)
				}
				return s.next(k)
			}, one)
			if s.descent.kicks < 2 || !s.plan.Score().Less(start) {
				t.Errorf("seed %d: kicked %d times, from %v to %v", seed, s.descent.kicks, start, s.plan.Score())
			}
			if got := s.m.NewPlan(s.plan.Clone().Cells).Score(); got != s.plan.Score() {
				t.Errorf("seed %d: the plan says %v, its cells %v", seed, s.plan.Score(), got)
			}
			if first == nil {
				first = s
			} else if !slices.EqualFunc(first.plan.Cells, s.plan.Cells, slices.Equal) || first.descent.kicks != s.descent.kicks {
				t.Errorf("seed %d: one worker found %v, two %v", seed, first.plan.Score(), s.plan.Score())
			}
		}
	}
}
