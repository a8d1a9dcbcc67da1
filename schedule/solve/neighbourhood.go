package solve

import (
	"math"
	"math/rand/v2"
	"slices"

	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/master"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pool"
)

// Large neighbourhood search: subproblems of some people and some days are solved again
// and again.

// neighbourhood is the part of a plan to re-optimise: some people on the days [from,
// to).
type neighbourhood struct {
	people   []int
	from, to int
	arm      int // see drawLength
	trial    bool
	plateau  bool   // a plateau move: a result of equal cost is accepted too
	seed     uint64 // of the cost perturbation of a plateau move
}

// outcome is the result of solving a neighbourhood.
type outcome struct {
	cells [][]int16 // of the people, on the days of the neighbourhood; nil where nothing better was found
	work  int64
}

// dayDecompositionShare is one in how many neighbourhoods has day subproblems, where
// these help. They find what others do not, but take longer.
const dayDecompositionShare = 3

// plateauShare is one in how many neighbourhoods is a plateau move.
const plateauShare = 3

// longHorizon is the number of days above which a neighbourhood over the whole horizon
// finds less than corridor re-optimisation of its people, one by one.
const longHorizon = 112

// nextNeighbourhood draws a neighbourhood for worker k.
func (s *search) nextNeighbourhood(k int) pool.Job {
	at := s.drawNeighbourhood()
	for range 8 {
		if !s.overlapsOther(k, at) {
			break
		}
		at = s.drawNeighbourhood()
	}
	plan, limit := s.descent.plan.Clone(), 4*s.usualSteps
	at.plateau = at.arm == guidedArm || s.rng.IntN(plateauShare) == 0
	at.seed = s.rng.Uint64()
	var worth []float64
	if s.headWorth != nil && s.rng.IntN(dayDecompositionShare) == 0 {
		worth = s.headWorth
	}
	s.places[k] = &at
	guided := at.arm == guidedArm
	s.guiding = s.guiding || guided
	return func(k int) func() {
		spend := func(n int64) { s.pool.Spend(k, n) }
		spend(pool.JobSteps)
		var o outcome
		if guided {
			o.cells, o.work = s.start.Improve(s.guided, s.rowWorth, plan, at.people, s.ended, spend)
		} else if at.to-at.from == s.m.Days && (s.m.Rolling || s.m.Days > longHorizon) {
			o = reoptimiseNeighbourhood(s.walkers[k], plan, at, s.ended, spend)
		} else {
			o = solveNeighbourhood(s.workers[k], s.m, plan, at, s.rowWorth, worth, s.columns, limit, s.ended, spend)
		}
		return func() {
			s.places[k] = nil
			s.guiding = s.guiding && !guided
			s.iterations++
			s.fails++
			s.calm++
			s.learn(at, s.take(at, o.cells), o.work)
			if now := s.descent.plan; now.Score().Less(s.plan.Score()) {
				s.plan = now.Clone()
				s.fails, s.calm = 0, 0
			}
			s.descent.countSolved()
			s.kick()
			s.report(phaseImprove)
		}
	}
}

// drawNeighbourhood draws a stretch of days, half the time around a cover row that
// costs more than its least, and random people.
func (s *search) drawNeighbourhood() neighbourhood {
	m := s.m
	lengths := []int{m.Days}
	for _, l := range []int{3, 5, 7, 10, 14, 21, 28, 42, 56} {
		if l < m.Days {
			lengths = append(lengths, l)
		}
	}
	if s.start != nil && !s.guiding {
		lengths = append(lengths, guidedArm)
	}
	arm, trial := s.drawLength(lengths)
	from, length := 0, min(arm, m.Days)
	if length < m.Days {
		from = s.rng.IntN(m.Days - length + 1)
		if s.rng.IntN(2) == 0 {
			from = max(0, min(m.Days-length, s.costly()-s.rng.IntN(length)))
		}
	}
	n := max(2, min(int(s.arms[arm].area), len(m.People)*m.Days*2/3)/length) // never nearly the whole problem
	people := s.rng.Perm(len(m.People))
	people = people[:min(n, len(people))]
	slices.Sort(people)
	return neighbourhood{people: people, from: from, to: from + length, arm: arm, trial: trial}
}

// guidedArm stands for LP-guided neighbourhoods over the whole horizon, instead of a
// length.
const guidedArm = math.MaxInt

// arm is what is known of neighbourhoods of one length: an arm of a bandit.
type arm struct {
	area  float64 // person-days of a neighbourhood
	gain  float64 // cost saved recently
	work  float64 // steps for that
	spent int64   // all steps
}

// drawLength draws a length: usually the one that recently saved most for its work,
// sometimes another as a trial.
func (s *search) drawLength(lengths []int) (l int, trial bool) {
	if s.arms == nil {
		s.arms = map[int]*arm{}
	}
	for _, l := range lengths {
		if s.arms[l] == nil {
			s.arms[l] = &arm{area: 60}
			if l == guidedArm {
				s.arms[l].area = float64(10 * s.m.Days)
			}
		}
	}
	// Trials take a share of the work, equally divided among all lengths.
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

// learn records the result of a neighbourhood and adapts the size of the next ones of
// its length.
func (s *search) learn(at neighbourhood, gain, work int64) {
	a := s.arms[at.arm]
	a.spent += work + 1_000_000
	if at.trial {
		s.tried += work + 1_000_000
	}
	const memory = 0.9
	a.gain = memory*a.gain + float64(gain)
	a.work = memory*a.work + float64(work) + 1_000_000
	switch {
	case work > s.usualSteps:
		a.area *= 0.85
	case work < s.usualSteps/16:
		a.area *= 2
	case work < s.usualSteps/4:
		a.area *= 1.3
	default:
		a.area *= 1.04
	}
	a.area = min(max(a.area, float64(2*(at.to-at.from))), max(3000, float64(10*s.m.Days)))
}

// costly returns the day of a random cover row, drawn in proportion to its cost above
// the least.
func (s *search) costly() int {
	m, heads := s.m, s.descent.plan.Heads
	total := int64(0)
	for r := range m.Rows {
		total += m.Rows[r].Costs[heads[r]] - m.Rows[r].LeastCost
	}
	if total <= 0 {
		return s.rng.IntN(m.Days)
	}
	at := s.rng.Int64N(total)
	for r := range m.Rows {
		at -= m.Rows[r].Costs[heads[r]] - m.Rows[r].LeastCost
		if at < 0 {
			return m.Rows[r].FirstDay
		}
	}
	return 0
}

// neighbourhoodWork is about a second's worth of elementary steps. Neighbourhoods are
// sized so that they usually take usualWork.
const (
	neighbourhoodWork = 1_500_000_000
	usualWork         = neighbourhoodWork / 4
	mostWork          = 8 * usualWork // the limit of its growth
)

// solveNeighbourhood solves the subproblem of a neighbourhood of p.
func solveNeighbourhood(k *master.Workspace, m *model.Model, p *model.Plan, at neighbourhood, pi, worth []float64, columns [][][]int16, limit int64, halt func() bool, spend func(int64)) (out outcome) {
	b := k.New(m, p, at.people, at.from, at.to, limit, halt, worth != nil)
	if b == nil {
		return outcome{}
	}
	defer b.Close()
	spend(b.Work)
	b.SetControl(halt, spend)
	defer func() { out.work = b.Work }()
	if columns != nil && at.from == 0 && at.to == m.Days {
		for j, i := range at.people {
			for _, cells := range columns[i] {
				b.AddCells(j, cells)
			}
		}
	}
	target := b.Incumbent
	if at.plateau {
		target += m.CostGCD
		b.ExcludeIncumbent()
		b.Perturb(at.seed)
	}
	if !b.PriceAt(pi, worth, target) || !b.Generate(300, target) {
		return out
	}
	c := b.Dive(target, 0)
	if c == nil {
		return out
	}
	out.cells = b.CellsOf(c)
	return out
}

// reoptimiseNeighbourhood re-optimises the people of a neighbourhood over the whole
// horizon one by one.
func reoptimiseNeighbourhood(s *localsearch.Search, p *model.Plan, at neighbourhood, halt func() bool, spend func(int64)) (out outcome) {
	s.Plan = p
	for _, i := range at.people {
		if halt() {
			break
		}
		s.ReoptimiseInCorridor(i)
		n := s.TakeSteps()
		spend(n)
		out.work += n
	}
	for _, i := range at.people {
		out.cells = append(out.cells, p.Cells[i])
	}
	return out
}

// take gives the people of a neighbourhood the cells found, if the plan is better for
// it, or equally good for a plateau move. It returns the saving. Two neighbourhoods of
// one person on other days, each within a limit over the horizon, may break it together;
// then the later one is refused, also where cover gains more than that costs.
func (s *search) take(at neighbourhood, cells [][]int16) (saved int64) {
	if cells == nil {
		return 0
	}
	p := s.descent.plan
	before := p.Score()
	var old [][]int16
	row := make([]int16, s.m.Days)
	kept := true // the hard rules of people
	for j, i := range at.people {
		old = append(old, slices.Clone(p.Cells[i]))
		hard := p.PersonScores[i].Hard
		copy(row, p.Cells[i])
		copy(row[at.from:at.to], cells[j])
		p.SetCells(i, row)
		kept = kept && (p.PersonScores[i].Hard <= hard || s.m.People[i].Elastic)
	}
	after := p.Score()
	if kept && (after.Less(before) || at.plateau && after == before) {
		return s.m.Value(model.Sub(before, after))
	}
	for j, i := range at.people {
		p.SetCells(i, old[j])
	}
	return 0
}

// newRand returns a generator for a seed and a purpose.
func newRand(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

// overlapsOther reports whether a neighbourhood shares days with that of another
// worker.
func (s *search) overlapsOther(k int, at neighbourhood) bool {
	return slices.ContainsFunc(s.places[:], func(o *neighbourhood) bool { return o != nil && o != s.places[k] && o.from < at.to && at.from < o.to })
}
