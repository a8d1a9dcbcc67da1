package solve

import "paiban/schedule"

// result wraps the search up.
func (s *search) result() *Result {
	r := &Result{Roster: s.plan.roster(), Score: s.plan.score(), Bound: s.bound, Status: Stopped, Iterations: s.iterations}
	switch {
	case s.proved || r.Score == r.Bound:
		r.Status, r.Bound = Optimal, r.Score
	case s.close():
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

// coverDuals shares the root's multipliers out among the cover rows: a head more
// in a row would save what the linear program pays for it there. Of several cover
// rows that count the same heads, those that fall short share it, in proportion
// to what each would save.
func (s *search) coverDuals() []float64 {
	if s.duals == nil {
		return nil
	}
	out := make([]float64, len(s.m.p.Cover))
	for n, r := range s.root.rows {
		w := &s.m.rows[r]
		heads := s.plan.heads[r]
		save := make([]float64, len(w.from))
		total := 0.0
		for k, c := range w.from {
			one := oneHead(s.m, int(c), int(heads), w)
			save[k] = max(0, float64(one))
			total += save[k]
		}
		dual := float64(s.duals[n]) / scale
		for k, c := range w.from {
			if total > 0 {
				out[c] = dual * save[k] / total
			} else {
				out[c] = dual / float64(len(w.from))
			}
		}
	}
	return out
}

// oneHead is what one more head would save in cover row c of row w.
func oneHead(m *model, c, heads int, w *row) int64 {
	b := m.p.Cover[c].Bound
	h0, c0 := b.Judge(heads + w.past)
	h1, c1 := b.Judge(heads + w.past + 1)
	return m.value(schedule.Score{Hard: h0 - h1, Cost: c0 - c1})
}
