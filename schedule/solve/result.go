package solve

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/model"
)

// result returns the result of the search.
func (s *search) result() *Result {
	r := &Result{Roster: s.plan.Roster(), Score: s.plan.Score(), Bound: s.everybody(), Kept: s.bound, Status: Stopped, Iterations: s.iterations}
	switch {
	case r.Score == r.Bound:
		r.Status = Optimal
	case s.withinGap() && r.Score.Hard == r.Bound.Hard:
		r.Status = WithinGap
	}
	if r.Score.Hard > 0 {
		r.Reasons = s.reasons()
	}
	r.CoverDuals = s.coverDuals()
	if s.opts.Clock != nil {
		r.Elapsed = s.opts.Clock().Sub(s.began)
	}
	return r
}

// everybody is the bound on all rosters. One that breaks a hard rule which its person can
// keep breaks at least one unit more than no roster can avoid.
func (s *search) everybody() schedule.Score {
	if s.bound.Hard > s.forced {
		return schedule.Score{Hard: s.least}
	}
	return s.bound
}

// coverDuals divides the multipliers of the root among the cover rows: what one more
// head in a row would save in the linear program. Where several cover rows count the
// same heads, those that lack heads share the multiplier, in proportion to what a head
// would save in each.
func (s *search) coverDuals() []float64 {
	if s.duals == nil {
		return nil
	}
	out := make([]float64, len(s.m.Problem.Cover))
	for r := range s.m.Rows {
		w := &s.m.Rows[r]
		heads := s.plan.Heads[r]
		save := make([]float64, len(w.Sources))
		total := 0.0
		for k, c := range w.Sources {
			one := oneHead(s.m, int(c), int(heads), w)
			save[k] = max(0, float64(one))
			total += save[k]
		}
		dual := s.duals[r]
		for k, c := range w.Sources {
			if total > 0 {
				out[c] = dual * save[k] / total
			} else {
				out[c] = dual / float64(len(w.Sources))
			}
		}
	}
	return out
}

// oneHead is what one more head would save in cover row c of row w.
func oneHead(m *model.Model, c, heads int, w *model.CoverRow) int64 {
	b := m.Problem.Cover[c].Bound
	h0, c0 := b.Judge(heads + w.Past)
	h1, c1 := b.Judge(heads + w.Past + 1)
	return m.Value(schedule.Score{Hard: h0 - h1, Cost: c0 - c1})
}
