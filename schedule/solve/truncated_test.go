package solve

import (
	"context"
	"math"
	"slices"
	"testing"

	"paiban/schedule/solve/bench"
	"paiban/schedule/solve/internal/lagrangian"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
	"paiban/schedule/solve/internal/solvetest"
)

// started is a search of p after the augmented-Lagrangian start.
func started(t *testing.T, agents, days, passes int) (*search, *lagrangian.Start) {
	m, plan := solvetest.Constructed(t, bench.Team(agents, days, 30, 1))
	s := &search{m: m, ctx: context.Background(), rng: newRand(1, 1), plan: plan, networks: make([]*pricing.Network, len(m.People))}
	w := lagrangian.New(m)
	w.Run(passes, startPatience, solvetest.Forever)
	s.raise(w.Bound)
	s.rowWorth = slices.Clone(w.Best)
	return s, w
}

// keeps reports whether each of some people breaks no more hard units with cells than
// in plan.
func keeps(m *model.Model, plan *model.Plan, cells [][]int16, people []int) bool {
	return !slices.ContainsFunc(people, func(i int) bool { return m.PersonScore(i, cells[i]).Hard > plan.PersonScores[i].Hard })
}

// best12x7 is proved to be the least cost of the team of 12 by 7 days.
const best12x7 = 1985

// A truncated dive plans everybody by the rules, the same each time, and better than
// construction did. The bound that it raises is valid.
func TestTruncatedDive(t *testing.T) {
	var before [][]int16
	for range 2 {
		s, w := started(t, 12, 7, 40)
		start, old := s.plan.Score(), s.bound.Cost
		cells := s.truncatedDive(w, localsearch.New(s.m, nil))
		if !keeps(s.m, s.plan, cells, s.m.Everybody()) {
			t.Fatal("hard rules of people are broken")
		}
		if got := s.m.NewPlan(cells).Score(); !got.Less(start) {
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

// A truncated dive fixes a quarter of a larger team or more, each person to a column of
// theirs, and keeps the others' columns with all their weight.
func TestTruncatedDiveFixes(t *testing.T) {
	s, w := started(t, 40, 7, 100)
	people := len(s.m.People)
	b := master.NewWorkspace(s.m).NewWhole(s.m, s.plan, rootWork, solvetest.Forever, false)
	b.BeginTruncated(w.Columns(), w.Heaviest(), w.Best)
	good := b.TruncatedDive()
	if 4*good.Free() > 3*people {
		t.Errorf("%d of %d people are free", good.Free(), people)
	}
	cells, columns := b.FixedCells(good), b.FreeColumns(good)
	sum, free := 0.0, 0
	for i, list := range columns {
		if (cells[i] == nil) != (len(list) > 0) {
			t.Errorf("person %d has cells %v and %d columns", i, cells[i], len(list))
		}
		if cells[i] == nil {
			free++
		}
		for _, c := range list {
			sum += c.Weight
		}
	}
	if free != good.Free() || math.Abs(sum-float64(free)) > 0.1 {
		t.Errorf("%d people are free, %d said, their columns weigh %g", free, good.Free(), sum)
	}
	if !keeps(s.m, s.plan, filled(cells, s.plan), s.m.Everybody()) {
		t.Error("hard rules of people are broken")
	}
}

// An LP-guided neighbourhood keeps the rules, leaves everybody else alone, and has the
// same outcome each time.
func TestGuidedNeighbourhood(t *testing.T) {
	var before [][]int16
	for range 2 {
		s, w := started(t, 12, 7, 40)
		at := neighbourhood{people: []int{1, 4, 5, 8, 11}, to: s.m.Days, arm: guidedArm}
		plan := s.plan.Clone()
		var told int64
		found, work := w.Improve(localsearch.New(s.m, nil), s.rowWorth, plan, at.people, solvetest.Forever, func(n int64) { told += n })
		if work == 0 || work != told {
			t.Errorf("%d steps told, %d in all", told, work)
		}
		cells := make([][]int16, len(s.m.People))
		for i := range cells {
			cells[i] = s.plan.Cells[i]
		}
		for j, i := range at.people {
			cells[i] = found[j]
		}
		if !keeps(s.m, s.plan, cells, at.people) {
			t.Fatal("hard rules of people are broken")
		}
		if got, want := plan.Score(), s.m.NewPlan(cells).Score(); got != want {
			t.Errorf("the plan says %v, its cells %v", got, want)
		}
		if got := plan.Score(); !got.Less(s.plan.Score()) {
			t.Errorf("%v after, %v before", got, s.plan.Score())
		}
		if before != nil && !slices.EqualFunc(found, before, slices.Equal) {
			t.Error("not the same as before")
		}
		before = found
	}
}

// filled returns cells, those of plan where there are none.
func filled(cells [][]int16, plan *model.Plan) [][]int16 {
	out := slices.Clone(cells)
	for i := range out {
		if out[i] == nil {
			out[i] = plan.Cells[i]
		}
	}
	return out
}
