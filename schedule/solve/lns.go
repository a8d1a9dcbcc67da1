package solve

import (
	"math"
	"math/rand/v2"
	"slices"
)

// neighbourhood search: boxes of some people and some days are solved again and
// again.

// site is where a box lies.
type site struct {
	people   []int
	from, to int
	arm      int // see length
	trial    bool
	level    bool   // what costs the same is taken too, for elsewhere may be a way on
	seed     uint64 // of what a level box leans to
}

// outcome is what solving a box gave.
type outcome struct {
	cells [][]int16 // of the people, on the days of the box; nil where nothing better was found
	work  int64
}

// wholeBoxes is one in how many boxes takes days whole, where that helps: they find
// what others do not, but take longer.
const wholeBoxes = 3

// levelBoxes is one in how many boxes is level.
const levelBoxes = 3

// longDays is the horizon in days above which a box over all of it finds less than
// people who wander one by one.
const longDays = 112

// nextBox draws a box for worker k.
func (s *search) nextBox(k int) job {
	at := s.draw()
	for range 8 {
		if !s.clash(k, at) {
			break
		}
		at = s.draw()
	}
	plan, limit := s.descent.plan.clone(), 4*s.usual
	at.level = at.arm == drifted || s.rng.IntN(levelBoxes) == 0
	at.seed = s.rng.Uint64()
	var worth []float64
	if s.worth != nil && s.rng.IntN(wholeBoxes) == 0 {
		worth = s.worth
	}
	s.at[k] = &at
	drift := at.arm == drifted
	s.drifting = s.drifting || drift
	return func(k int) func() {
		spend := func(n int64) { s.crew.spend(k, n) }
		spend(jobSteps)
		var o outcome
		if drift {
			o.cells, o.work = s.warm.drift(s.drifter, s.pi, plan, at.people, s.ended, spend)
		} else if at.to-at.from == s.m.days && (s.m.rolling || s.m.days > longDays) {
			o = wanderSite(s.walkers[k], plan, at, s.ended, spend)
		} else {
			o = solveSite(s.workers[k], s.m, plan, at, s.pi, worth, s.pool, limit, s.ended, spend)
		}
		return func() {
			s.at[k] = nil
			s.drifting = s.drifting && !drift
			s.iterations++
			s.fails++
			s.calm++
			s.learn(at, s.take(at, o.cells), o.work)
			if now := s.descent.plan; now.score().Less(s.plan.score()) {
				s.plan = now.clone()
				s.fails, s.calm = 0, 0
			}
			s.descent.count()
			s.kick()
			s.report(phaseImprove)
		}
	}
}

// draw picks the site of a box: a stretch of days, half the time around a cover
// row that costs more than it need, and people at random.
func (s *search) draw() site {
	m := s.m
	lengths := []int{m.days}
	for _, l := range []int{3, 5, 7, 10, 14, 21, 28, 42, 56} {
		if l < m.days {
			lengths = append(lengths, l)
		}
	}
	if s.warm != nil && !s.drifting {
		lengths = append(lengths, drifted)
	}
	arm, trial := s.length(lengths)
	from, length := 0, min(arm, m.days)
	if length < m.days {
		from = s.rng.IntN(m.days - length + 1)
		if s.rng.IntN(2) == 0 {
			from = max(0, min(m.days-length, s.costly()-s.rng.IntN(length)))
		}
	}
	n := max(2, min(int(s.arms[arm].area), len(m.people)*m.days*2/3)/length) // never nearly everything
	people := s.rng.Perm(len(m.people))
	people = people[:min(n, len(people))]
	slices.Sort(people)
	return site{people: people, from: from, to: from + length, arm: arm, trial: trial}
}

// drifted stands for boxes of the whole horizon by mixtures, instead of a length.
const drifted = math.MaxInt

// arm is what is known of boxes of one length.
type arm struct {
	area  float64 // person-days a box should have
	gain  float64 // cost saved lately
	work  float64 // steps it took
	spent int64   // steps in all
}

// length draws a length for a box: mostly the one that lately saved most for its
// work, else any.
func (s *search) length(lengths []int) (l int, trial bool) {
	if s.arms == nil {
		s.arms = map[int]*arm{}
	}
	for _, l := range lengths {
		if s.arms[l] == nil {
			s.arms[l] = &arm{area: 60}
			if l == drifted {
				s.arms[l].area = float64(10 * s.m.days)
			}
		}
	}
	// Trying others takes a share of the work, and each as much as any.
	const share = 0.25
	total := int64(0)
	rare := lengths[0]
	for _, l := range lengths {
		total += s.arms[l].spent
		if s.arms[l].spent < s.arms[rare].spent {
			rare = l
		}
	}
	if float64(s.tried) <= share*float64(total) {
		return rare, true
	}
	best := lengths[0]
	for _, l := range lengths {
		a, b := s.arms[l], s.arms[best]
		if a.gain*b.work > b.gain*a.work {
			best = l
		}
	}
	return best, false
}

// learn takes in what a box gave.
func (s *search) learn(at site, gain, work int64) {
	a := s.arms[at.arm]
	a.spent += work + 1_000_000
	if at.trial {
		s.tried += work + 1_000_000
	}
	const memory = 0.9
	a.gain = memory*a.gain + float64(gain)
	a.work = memory*a.work + float64(work) + 1_000_000
	switch {
	case work > s.usual:
		a.area *= 0.85
	case work < s.usual/16:
		a.area *= 2
	case work < s.usual/4:
		a.area *= 1.3
	default:
		a.area *= 1.04
	}
	a.area = min(max(a.area, float64(2*(at.to-at.from))), max(3000, float64(10*s.m.days)))
}

// costly returns the day of a cover row drawn by what it costs above its least.
func (s *search) costly() int {
	m, heads := s.m, s.descent.plan.heads
	total := int64(0)
	for r := range m.rows {
		total += m.rows[r].f[heads[r]] - m.rows[r].idle
	}
	if total <= 0 {
		return s.rng.IntN(m.days)
	}
	at := s.rng.Int64N(total)
	for r := range m.rows {
		at -= m.rows[r].f[heads[r]] - m.rows[r].idle
		if at < 0 {
			return m.rows[r].day
		}
	}
	return 0
}

// boxWork limits the elementary steps spent on a box, about a second's worth;
// boxes are sized so that they usually take usualWork.
const (
	boxWork   = 1_500_000_000
	usualWork = boxWork / 4
	mostWork  = 8 * usualWork // as it grows when nothing is found
)

// solveSite solves the box at a site of p.
func solveSite(k *worker, m *model, p *plan, at site, pi, worth []float64, pool [][][]int16, limit int64, halt func() bool, spend func(int64)) (out outcome) {
	b := k.makeBox(m, p, at.people, at.from, at.to, limit, halt, worth != nil)
	if b == nil {
		return outcome{}
	}
	defer b.close()
	spend(b.work)
	b.tick = spend
	defer func() { out.work = b.work }()
	if pool != nil && at.from == 0 && at.to == m.days {
		for j, i := range at.people {
			for _, cells := range pool[i] {
				b.addCells(j, cells)
			}
		}
	}
	target := b.start
	if at.level {
		target += m.grain
		b.stale = choice(b.first[:len(b.people)])
		b.sway(at.seed)
	}
	if !b.guide(pi, worth, target) || !b.generate(300, target) {
		return out
	}
	c := b.dive(target, 0)
	if c == nil {
		return out
	}
	for _, n := range c {
		out.cells = append(out.cells, b.lp.cols[n].cells)
	}
	return out
}

// wanderSite plans the people of a site, which has the whole horizon, one after another.
func wanderSite(s *searcher, p *plan, at site, halt func() bool, spend func(int64)) (out outcome) {
	s.plan = p
	for _, i := range at.people {
		if halt() {
			break
		}
		before := s.pricer.steps
		s.wander(i)
		n := s.pricer.steps - before
		if w := s.lanes[i]; w != nil {
			n += w.effort
			w.effort = 0
		}
		spend(n)
		out.work += n
	}
	for _, i := range at.people {
		out.cells = append(out.cells, p.cells[i])
	}
	return out
}

// take gives the people of a site the cells found there, if what boxes improve is better
// for it, or no worse where the site is level. It returns what that saves.
func (s *search) take(at site, cells [][]int16) (saved int64) {
	if cells == nil {
		return 0
	}
	p := s.descent.plan
	before := p.score()
	var old [][]int16
	row := make([]int16, s.m.days)
	for j, i := range at.people {
		old = append(old, slices.Clone(p.cells[i]))
		copy(row, p.cells[i])
		copy(row[at.from:at.to], cells[j])
		p.set(i, row)
	}
	after := p.score()
	if after.Less(before) || at.level && after == before {
		return s.m.value(sub(before, after))
	}
	for j, i := range at.people {
		p.set(i, old[j])
	}
	return 0
}

// newRand returns a generator for a seed and a purpose.
func newRand(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

// clash reports whether a site shares days with one where another is at work.
func (s *search) clash(k int, at site) bool {
	return slices.ContainsFunc(s.at[:], func(o *site) bool { return o != nil && o != s.at[k] && o.from < at.to && at.from < o.to })
}
