package solve

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLuby(t *testing.T) {
	want := []int{1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, 1}
	for k, n := range want {
		if got := luby(k + 1); got != n {
			t.Errorf("number %d is %d, want %d", k+1, got, n)
		}
	}
}

// improving is a search of a ward of a dozen people by three weeks whose root is solved,
// that has nothing left but boxes as large as they get, from the first roster on.
func improving(t *testing.T, seed uint64) *search {
	m, plan := constructed(t, randomWard(t, rand.New(rand.NewPCG(seed, 41)), 21, 12))
	s := &search{m: m, ctx: context.Background(), rng: newRand(seed, 1), plan: plan, whole: make([]*window, len(m.people))}
	for k := range s.workers {
		s.workers[k] = newWorker(m)
	}
	first := plan.clone()
	s.solveRoot()
	s.plan = first
	s.bound.Cost, s.dives, s.root, s.top = 0, nil, nil, nil
	s.stale, s.patience, s.usual = 1<<30, 1<<30, mostWork
	s.descent.land(s.plan.clone())
	return s
}

// A kick gives some people other cells, which keep the rules, more people where the one
// before came back, fewer where it did not; the best plan stays as it is.
func TestKick(t *testing.T) {
	s := improving(t, 1)
	best, d := s.plan.clone(), &s.descent
	// Of twelve people, a fifth, then a third more each time (1.1³) until half; later a
	// tenth less each time until one is left.
	want, seen := []int{2, 3, 4, 5, 6, 6}, 0
	for kicks := range 40 {
		back := kicks < len(want)
		if back {
			d.land(best.clone())
		}
		d.quiet = kickPatience * luby(kicks+1)
		if s.kick(); d.kicks > kicks {
			t.Fatal("kicked too early")
		}
		d.quiet++
		if s.kick(); d.kicks != kicks+1 || d.quiet != 0 || d.low != s.m.value(d.plan.score()) {
			t.Fatal("not kicked")
		}
		moved := 0
		for i := range best.cells {
			if !slices.Equal(s.plan.cells[i], best.cells[i]) {
				t.Fatal("the best plan was changed")
			}
			if !slices.Equal(d.plan.cells[i], best.cells[i]) {
				moved++
			}
		}
		seen += moved
		if !keeps(s.m, s.plan, d.plan.cells, s.m.everybody()) {
			t.Fatal("hard rules of people are broken")
		}
		// Whom a kick gives what they have is moved too, unseen.
		most := max(1, int(d.share*float64(len(best.cells))))
		if back && most != want[kicks] || kicks > 30 && most != 1 || moved > most {
			t.Errorf("kick %d moved %d people", kicks, moved)
		}
		if s.plan.score() == d.plan.score() { // by chance, what it moved to costs the same
			d.plan = s.m.newPlan(s.m.startCells(nil))
		}
	}
	if seen < 40 {
		t.Errorf("%d people were moved by 40 kicks", seen)
	}
}

// Boxes are counted that find nothing: none after a gain, one more after each that is none.
func TestDescentCounts(t *testing.T) {
	m, best := constructed(t, randomWard(t, rand.New(rand.NewPCG(1, 41)), 21, 12))
	idle := m.newPlan(m.startCells(nil)) // nobody works, which costs more
	if !best.score().Less(idle.score()) {
		t.Fatalf("%v, %v where nobody works", best.score(), idle.score())
	}
	d := &descent{}
	d.land(idle)
	for _, c := range []struct {
		plan *plan
		want int
	}{{idle, 1}, {idle, 2}, {best, 0}, {best, 1}} {
		d.plan = c.plan
		if d.count(); d.quiet != c.want || d.low != m.value(d.plan.score()) {
			t.Errorf("%d boxes found nothing since the gain to %d, want %d", d.quiet, d.low, c.want)
		}
	}
}

// Boxes and kicks come to the same with one worker and with two, and what is kept is the
// best that was found.
func TestKicksAreRepeatable(t *testing.T) {
	for seed := range uint64(2) {
		var first *search
		for _, one := range []bool{true, false} {
			s := improving(t, seed)
			s.opts.Iterations = 1200
			start, best := s.plan.score(), s.plan.score()
			s.crew.work(func(k int) job {
				if now := s.descent.plan.score(); now.Less(best) {
					best = now
				}
				if s.plan.score() != best {
					t.Errorf("seed %d: %v is kept, %v was found", seed, s.plan.score(), best)
				}
				return s.next(k)
			}, one)
			if s.descent.kicks < 2 || !s.plan.score().Less(start) {
				t.Errorf("seed %d: kicked %d times, from %v to %v", seed, s.descent.kicks, start, s.plan.score())
			}
			if got := s.m.newPlan(s.plan.clone().cells).score(); got != s.plan.score() {
				t.Errorf("seed %d: the plan says %v, its cells %v", seed, s.plan.score(), got)
			}
			if first == nil {
				first = s
			} else if !slices.EqualFunc(first.plan.cells, s.plan.cells, slices.Equal) || first.descent.kicks != s.descent.kicks {
				t.Errorf("seed %d: one worker found %v, two %v", seed, first.plan.score(), s.plan.score())
			}
		}
	}
}
