package repair

import (
	"context"
	"slices"

	"paiban/schedule"
)

// whyPrice is what a further change must save where a question is asked and
// nobody need agree: enough to keep the answer short.
const whyPrice = 60

// Reason is what stands behind an assignment: the best roster without it.
type Reason struct {
	Person, Day int
	Shift       int // as rostered
	Before      schedule.Analysis
	Plan        Plan // the best roster that avoids it
	Avoided     bool // false where hard rules force the assignment, as far as was found
	ShortBefore int  // head-minutes below the requirement
	Bears       []Bearer
}

// Bearer is what the alternative costs one person, or cover where Person is
// schedule.Any.
type Bearer struct {
	Person int
	Score  schedule.Score // after − before
	New    []schedule.Finding
}

// Why finds the best alternative that avoids an assignment of r, changing only
// days from on, and what it costs each person.
func Why(ctx context.Context, p *schedule.Problem, r *schedule.Roster, person, day, from int, o Options) (*Reason, error) {
	m := &repairer{search: newSearch(ctx, o), p: p, task: Task{Base: r, From: from, Avoid: []Cell{{person, day}}, Price: whyPrice}, forced: map[Cell]bool{}}
	m.force()
	m.admit()
	plan, err := m.find(whyPrice, m.start)
	if err != nil {
		return nil, err
	}
	out := &Reason{
		Person: person, Day: day, Shift: r.Cells[person][day], Before: schedule.Check(p, r), Plan: *plan,
		ShortBefore: Short(p, r), Avoided: plan.Roster.Cells[person][day] != r.Cells[person][day],
	}
	out.Bears = bearers(p, out.Before, plan.Analysis)
	return out, nil
}

// bearers splits the difference of two judgements by person, those who lose most
// first.
func bearers(p *schedule.Problem, before, after schedule.Analysis) (out []Bearer) {
	sum := func(a schedule.Analysis, sign int64, by []Bearer) {
		for _, f := range a.Findings {
			k := f.Person + 1
			by[k].Score = by[k].Score.Add(schedule.Score{Hard: sign * f.Score.Hard, Cost: sign * f.Score.Cost})
		}
	}
	by := make([]Bearer, len(p.People)+1)
	for k := range by {
		by[k].Person = k - 1
	}
	sum(before, -1, by)
	sum(after, 1, by)
	for _, f := range Worse(before, after) {
		by[f.Person+1].New = append(by[f.Person+1].New, f)
	}
	for _, b := range by {
		if b.Score != (schedule.Score{}) {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b Bearer) int {
		switch {
		case b.Score.Less(a.Score):
			return -1
		case a.Score.Less(b.Score):
			return 1
		}
		return 0
	})
	return out
}
