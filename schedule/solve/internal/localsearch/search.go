package localsearch

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Search improves one plan by giving people, one or a few at a time, the
// cheapest cells that fit what all others do. Each worker has one.
type Search struct {
	Model     *model.Model
	Plan      *model.Plan
	Networks  []*pricing.Network // by person, over the whole horizon
	Pricer    pricing.Pricer
	Cost      []int64
	Cells     []int16
	truncated map[[2]int]*model.Model // see cut
	tracked   [][]int                 // by person: counters that mattered in blocks
	corridors []*pricing.Network      // by person: see follow
}

func New(m *model.Model, p *model.Plan) *Search {
	s := &Search{Model: m, Plan: p, Networks: make([]*pricing.Network, len(m.People)),
		Cost: make([]int64, m.Days*m.Cells), Cells: make([]int16, m.Days), tracked: make([][]int, len(m.People)), corridors: make([]*pricing.Network, len(m.People))}
	return s
}

// Network returns person i's window over the whole horizon.
func (s *Search) Network(i int) *pricing.Network {
	if s.Networks[i] == nil {
		s.Networks[i] = pricing.New(s.Model, i, 0, s.Model.Days, nil, nil)
	}
	return s.Networks[i]
}

// marginalCosts fills cost with what each cell of person i costs beside everybody
// else, whose heads are in the plan; i's own must have been taken out.
func (s *Search) marginalCosts(i, from, to int) {
	m, q := s.Model, &s.Model.People[i]
	for k := from * m.Cells; k < to*m.Cells; k++ {
		v := q.CellCost[k]
		if v < fixed.Infinity && q.CountsAsCover {
			for _, r := range m.RowsOf(k) {
				n := s.Plan.Heads[r]
				v += (m.Rows[r].Costs[n+1] - m.Rows[r].Costs[n]) * fixed.Unit
			}
		}
		s.Cost[k] = v
	}
}

// countHeads takes person i's heads out of the cover rows, or puts them back.
func (s *Search) countHeads(i int, by int32) {
	if !s.Model.People[i].CountsAsCover {
		return
	}
	for d, c := range s.Plan.Cells[i] {
		s.Plan.AddHead(s.Model.Cell(d, int(c)), by)
	}
}

// reoptimise gives person i, whose heads are lifted, the best cells and counts them
// again.
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

// adopt gives person i, whose heads are lifted, other cells, which score own.
func (s *Search) adopt(i int, cells []int16, own schedule.Score) {
	copy(s.Plan.Cells[i], cells)
	s.Plan.People = s.Plan.People.Add(model.Sub(own, s.Plan.PersonScores[i]))
	s.Plan.PersonScores[i] = own
}

// Cheapest returns the cells of person i that are cheapest at the costs in s, or good
// ones where the horizon is too long to tell; nil if none are found. The slice is
// used again by the next call.
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

// Converge plans everybody again and again until nothing improves; once only where
// pricing is slow.
func (s *Search) Converge(stop func() bool) {
	const (
		most  = 50          // rounds
		total = 100_000_000 // values of all windows, times rounds
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

// Improve plans person i afresh beside all others.
func (s *Search) Improve(i int) {
	if s.Model.Rolling {
		s.ReoptimiseInCorridor(i)
		return
	}
	s.countHeads(i, -1)
	s.reoptimise(i)
}

// TakeSteps returns the elementary steps done since it was last asked.
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

// PricingIsCheap reports whether pricing everybody over the whole horizon is cheap: nobody
// has to be planned block by block.
func (s *Search) PricingIsCheap() bool {
	for i := range s.Model.People {
		if w := s.Network(i); w != nil && (w.Size > annealValues || w.HasRelaxedMinimum()) {
			return false
		}
	}
	return true
}
