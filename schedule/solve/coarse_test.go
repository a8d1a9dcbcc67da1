package solve

import (
	"context"
	"math"
	"slices"
	"testing"

	"paiban/schedule/solve/bench"
)

// warmed is a search of p that has a plan and a warm start.
func warmed(t *testing.T, agents, days, passes int) (*search, *warm) {
	m, plan := constructed(t, bench.Team(agents, days, 30, 1))
	s := &search{m: m, ctx: context.Background(), rng: newRand(1, 1), plan: plan, whole: make([]*window, len(m.people))}
	w := newWarm(m)
	w.run(passes, warmPatience, forever)
	s.raise(w.bound)
	s.pi = slices.Clone(w.best)
	return s, w
}

// keeps reports whether each of some people breaks no more hard units by cells than in
// plan.
func keeps(m *model, plan *plan, cells [][]int16, people []int) bool {
	return !slices.ContainsFunc(people, func(i int) bool { return m.personScore(i, cells[i]).Hard > plan.own[i].Hard })
}

// best12x7 is proved to be the least cost of the team of 12 by 7 days.
const best12x7 = 1955

// A coarse dive plans everybody by the rules, the same each time, and better than they
// were planned one by one; the bound that it raises is valid.
func TestCoarseDive(t *testing.T) {
	var before [][]int16
	for range 2 {
		s, w := warmed(t, 12, 7, 40)
		start, old := s.plan.score(), s.bound.Cost
		cells := s.coarse(w, newSearcher(s.m, nil))
		if !keeps(s.m, s.plan, cells, s.m.everybody()) {
			t.Fatal("hard rules of people are broken")
		}
		if got := s.m.newPlan(cells).score(); !got.Less(start) {
			t.Errorf("%v after the dive, %v before", got, start)
		}
		if s.bound.Cost < old || s.bound.Cost > best12x7 {
			t.Errorf("bound %d, %d before, best %d", s.bound.Cost, old, best12x7)
		}
		if before != nil && !slices.EqualFunc(cells, before, slices.Equal) {
			t.Error("not the same as before")
		}
		before = cells
	}
}

// A coarse dive fixes a quarter of a larger team or more, each to a column of theirs, before
// it loses its way, and holds the others' columns with all their weight.
func TestCoarseDiveFixes(t *testing.T) {
	s, w := warmed(t, 40, 7, 100)
	at := s.everything()
	b := newWorker(s.m).newBox(s.m, s.plan, at.people, at.from, at.to, rootWork, forever)
	b.beginCoarse(w.columns(), w.likeliest(), w.best)
	good := b.coarseDive()
	if 4*good.free() > 3*len(at.people) {
		t.Errorf("%d of %d people are free", good.free(), len(at.people))
	}
	sum := 0.0
	for _, x := range good.weight {
		sum += x
	}
	if math.Abs(sum-float64(good.free())) > 0.1 {
		t.Errorf("%d people are free, their columns weigh %g", good.free(), sum)
	}
	cells := b.chosen(good)
	for j, n := range good.fixed {
		if n < 0 != (cells[at.people[j]] == nil) || n >= 0 && (int(b.lp.cols[n].person) != j || !slices.Equal(cells[at.people[j]], b.lp.cols[n].cells)) {
			t.Errorf("person %d has column %d and cells %v", j, n, cells[at.people[j]])
		}
	}
}

// Who drifts keeps the rules and leaves all others alone, and the same comes of it each
// time.
func TestDrift(t *testing.T) {
	var before [][]int16
	for range 2 {
		s, w := warmed(t, 12, 7, 40)
		at := site{people: []int{1, 4, 5, 8, 11}, to: s.m.days, arm: drifted}
		plan := s.plan.clone()
		var told int64
		found, work := w.drift(newSearcher(s.m, nil), s.pi, plan, at.people, forever, func(n int64) { told += n })
		if work == 0 || work != told {
			t.Errorf("%d steps told, %d in all", told, work)
		}
		cells := make([][]int16, len(s.m.people))
		for i := range cells {
			cells[i] = s.plan.cells[i]
		}
		for j, i := range at.people {
			cells[i] = found[j]
		}
		if !keeps(s.m, s.plan, cells, at.people) {
			t.Fatal("hard rules of people are broken")
		}
		if got, want := plan.score(), s.m.newPlan(cells).score(); got != want {
			t.Errorf("the plan says %v, its cells %v", got, want)
		}
		if got := plan.score(); !got.Less(s.plan.score()) {
			t.Errorf("%v after, %v before", got, s.plan.score())
		}
		if before != nil && !slices.EqualFunc(found, before, slices.Equal) {
			t.Error("not the same as before")
		}
		before = found
	}
}
