package solve

import (
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// The order hard before soft is exact because hard units are minimised by themselves
// first. No weight could do it: what rules over several days cost has no useful limit, and
// a bound on weighted scores says nothing of hard units alone. So where the first roster
// breaks more than it must, a search of the problem that is left of hard limits finds the
// fewest units, with a bound of its own. Only then is cost minimised, from that roster on.
// A bound on weighted scores, less the weight of units that nobody can avoid, is a bound
// on the cost of all rosters that break no more, at any weight (Lagrangian relaxation).

// hardProblem is p without what is soft. A roster breaks the same units in both.
func hardProblem(p *schedule.Problem) *schedule.Problem {
	q := *p
	q.Rules, q.Cover = nil, nil
	for _, r := range p.Rules {
		q.Rules = append(q.Rules, r.Hard()...)
	}
	for _, c := range p.Cover {
		b := c.Bound
		if b.HardMin == 0 && b.HardMax >= schedule.NoMax {
			continue
		}
		c.Bound = schedule.Between(b.HardMin, b.HardMax)
		q.Cover = append(q.Cover, c)
	}
	return &q
}

// short reports whether the plan breaks more hard units than is proved that it must.
func (s *search) short() bool { return s.plan.Score().Hard > s.bound.Hard }

// minimiseHard looks for a roster of p that breaks fewer hard units, up to a share of the
// time limit, and for a proof that none does.
func (s *search) minimiseHard(p *schedule.Problem, share float64) error {
	m, err := model.New(hardProblem(p))
	if err != nil {
		return err
	}
	m.CountHardUnits()
	opts := s.opts
	opts.Start, opts.Gap = s.plan.Roster(), 0
	opts.TimeLimit = s.share(share)
	h, err := newSearch(s.ctx, m, opts)
	if err != nil {
		return err
	}
	h.began, h.told, h.iterations = s.began, s.told, s.iterations
	h.begin()
	h.improve()
	s.told, s.iterations = h.told, h.iterations
	s.least = max(s.least, min(h.bound.Hard, h.forced+1))
	if slices.EqualFunc(s.m.People, m.People, func(a, b model.Person) bool { return a.Elastic == b.Elastic }) {
		s.bound.Hard = max(s.bound.Hard, h.bound.Hard)
	}
	found := s.m.NewPlan(s.m.StartCells(h.plan.Roster())) // the cells of the two models may differ
	if !found.Score().Less(s.plan.Score()) {
		if s.complete {
			s.concludeProof()
		}
		return nil
	}
	s.plan, s.complete = found, false
	if err := s.outweigh(); err != nil {
		return err
	}
	s.begin()
	return nil
}

// outweigh makes a hard unit weigh more than all that the plan costs, so that no search by
// weight prefers a roster that breaks more. It keeps weights that do already.
func (s *search) outweigh() error {
	if s.m.HardOnly || s.m.HardWeight > s.plan.Score().Cost || !s.m.Outweigh(s.plan.Score().Cost) {
		return nil
	}
	for i := range s.m.People {
		if s.m.People[i].Elastic {
			s.networks[i] = nil
		}
	}
	err := localsearch.RebuildElastic(s.m)
	s.m.FindCostGCD()
	return err
}
