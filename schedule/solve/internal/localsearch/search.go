// Package localsearch improves a plan one person at a time: block-coordinate descent,
// rolling-horizon construction, re-optimisation in corridors, simulated annealing.
package localsearch

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Search improves one plan by giving people the cells that are cheapest beside
// everybody else's, one person or a few at a time. Each worker has one.
type Search struct {
	Model     *model.Model
	Plan      *model.Plan
	Networks  []*pricing.Network // by person, over the whole horizon
	Pricer    pricing.Pricer
	Cost      []int64
	Cells     []int16
	truncated map[[2]int]*model.Model // see truncate
	tracked   [][]int                 // by person: counters that blocks had to track
	corridors []*pricing.Network      // by person: see InCorridor
}

// New returns a search that improves p, a plan of m.
func New(m *model.Model, p *model.Plan) *Search {
	s := &Search{Model: m, Plan: p, Networks: make([]*pricing.Network, len(m.People)),
		Cost: make([]int64, m.Days*m.Cells), Cells: make([]int16, m.Days), tracked: make([][]int, len(m.People)), corridors: make([]*pricing.Network, len(m.People))}
	return s
}

// Network returns person i's network over the whole horizon.
func (s *Search) Network(i int) *pricing.Network {
	if s.Networks[i] == nil {
		s.Networks[i] = pricing.New(s.Model, i, 0, s.Model.Days, nil, nil)
	}
	return s.Networks[i]
}

// marginalCosts sets Cost to what each cell of person i costs beside everybody else.
// The heads of i must have been removed from the plan.
func (s *Search) marginalCosts(i, from, to int) {
	m, q := s.Model, &s.Model.People[i]
	for k := from * m.Cells; k < to*m.Cells; k++ {
		v := q.CellCost[k]
		if v < fixed.Infinity {
			shared, own := m.RowsFor(i, k)
			for _, r := range shared {
				n := s.Plan.Heads[r]
				v += (m.Rows[r].Costs[n+1] - m.Rows[r].Costs[n]) * fixed.Unit
			}
			for _, r := range own {
				n := s.Plan.Heads[r]
				v += (m.Rows[r].Costs[n+1] - m.Rows[r].Costs[n]) * fixed.Unit
			}
		}
		s.Cost[k] = v
	}
}

// countHeads adds by (1 or −1) to the heads of person i in the cover rows.
func (s *Search) countHeads(i int, by int32) {
	if !s.Model.CountsAnywhere(i) {
		return
	}
	for d, c := range s.Plan.Cells[i] {
		s.Plan.AddHead(i, s.Model.Cell(d, int(c)), by)
	}
}

// reoptimise gives person i, whose heads have been removed, the best cells and counts
// their heads again.
func (s *Search) reoptimise(i int) {
	s.marginalCosts(i, 0, s.Model.Days)
	if cells := s.Cheapest(i); cells != nil {
		own := s.Model.PersonScore(i, cells)
		if own.Hard <= s.Plan.PersonScores[i].Hard || s.Model.People[i].Elastic {
			s.adopt(i, cells, own)
		}
	}
	s.countHeads(i, 1)
}

// adopt replaces the cells of person i, whose heads have been removed; own is their
// score.
func (s *Search) adopt(i int, cells []int16, own schedule.Score) {
	copy(s.Plan.Cells[i], cells)
	s.Plan.People = s.Plan.People.Add(model.Sub(own, s.Plan.PersonScores[i]))
	s.Plan.PersonScores[i] = own
}

// Cheapest returns the cheapest cells of person i at the costs in s, or good ones where
// the horizon is too long for an exact answer; nil if it finds none. The next call
// overwrites the slice.
func (s *Search) Cheapest(i int) []int16 {
	w := s.Network(i)
	if w == nil {
		return nil
	}
	if w.HasRelaxedMinimum() {
		return s.blockByBlock(i)
	}
	found := s.Pricer.Price(w, s.Cost, s.Cells) < fixed.Infinity
	for found && w.BanExcess(s.Cells, s.Cost) {
		found = s.Pricer.Price(w, s.Cost, s.Cells) < fixed.Infinity
	}
	if !found {
		return nil
	}
	return s.Cells
}

// Construct plans everybody in turn, then again until nothing changes.
func (s *Search) Construct(stop func() bool) {
	for i := range s.Model.People {
		s.countHeads(i, -1)
		s.reoptimise(i)
	}
	s.Converge(stop)
}

// Converge re-optimises everybody again and again until nothing improves; once only
// where pricing is slow.
func (s *Search) Converge(stop func() bool) {
	const (
		most  = 50          // rounds
		total = 100_000_000 // values of all networks, times rounds
	)
	size := 1
	for _, w := range s.Networks {
		if w != nil {
			size += w.Size
		}
	}
	rounds := min(most, 1+total/size)
	if s.Model.Rolling {
		rounds = most
	}
	for range rounds {
		before := s.Plan.Score()
		for i := range s.Model.People {
			if stop() {
				return
			}
			s.Improve(i)
		}
		if !s.Plan.Score().Less(before) {
			return
		}
	}
}

// Improve re-optimises person i beside everybody else.
func (s *Search) Improve(i int) {
	if s.Model.Rolling {
		s.ReoptimiseInCorridor(i)
		return
	}
	s.countHeads(i, -1)
	s.reoptimise(i)
}

// TakeSteps returns the elementary steps since the last call.
func (s *Search) TakeSteps() int64 {
	n := s.Pricer.Steps
	s.Pricer.Steps = 0
	for _, w := range s.corridors {
		if w != nil {
			n += w.Setup
			w.Setup = 0
		}
	}
	return n
}

// PricingIsCheap reports whether everybody can be priced quickly over the whole
// horizon, without blocks.
func (s *Search) PricingIsCheap() bool {
	for i := range s.Model.People {
		if w := s.Network(i); w != nil && (w.Size > annealValues || w.HasRelaxedMinimum()) {
			return false
		}
	}
	return true
}
