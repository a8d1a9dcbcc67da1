package solve

// limits of the linear program that takes days whole.
const (
	sharpGap  = 0.005 // gap of the ordinary one above which it is tried
	sharpGain = 0.002 // share by which it must raise the bound for boxes to use it
	sharpSize = 700   // lines, people and days
)

// sharpen raises the bound by a linear program over the whole problem that takes
// days whole, where the gap of the ordinary one is wide and cover allows it.
func (s *search) sharpen() {
	if s.done() || s.near(sharpGap) || !s.m.splits() {
		return
	}
	at := s.everything()
	const share = 0.6 // of the time allowed
	b := newWorker(s.m).makeBox(s.m, s.plan, at.people, at.from, at.to, rootWork, s.within(share), true)
	if b == nil || len(b.days) == 0 || b.lp.size() > sharpSize {
		return
	}
	for j, i := range b.people {
		for _, cells := range s.pool[i] {
			b.addCells(j, cells)
		}
	}
	before := s.bound.Cost
	more := b.guide(s.pi, nil, b.start) && b.generate(10_000, b.start)
	s.raise(b.bound)
	if !more {
		s.settleProof()
		return
	}
	s.report(phaseBound)
	if float64(s.bound.Cost-before) < sharpGain*float64(s.bound.Cost) {
		return
	}
	b.halt = s.stop
	s.top = b
	s.pool = b.pool(pooled)
	s.worth = make([]float64, s.m.days*s.m.cells)
	for n, g := range b.links {
		s.worth[g] = float64(b.center[b.plain+n]) / scale
	}
	for n, r := range b.rows[:b.plain] {
		s.pi[r] = float64(b.center[n]) / scale
	}
	s.round(b)
}
