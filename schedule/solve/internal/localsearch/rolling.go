package localsearch

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// A long horizon is planned in blocks, from the first day on (rolling horizon). Within
// a block everybody is priced exactly, and sums over the horizon must keep pace with
// their limits. Neighbourhood search later improves the joints between blocks.
const (
	blockDays = 28
)

// Roll plans everybody block by block.
func (s *Search) Roll(stop func() bool) {
	m := s.Model
	blocks := blocks(m)
	for k := range blocks {
		const rounds = 2
		for range rounds {
			for i := range m.People {
				if stop() {
					return
				}
				for d := range blocks[k].End {
					s.countHead(i, d, -1)
				}
				s.marginalCosts(i, 0, blocks[k].End)
				s.block(i, blocks[:k+1], s.Plan.Cells[i])
				for d := range blocks[k].End {
					s.countHead(i, d, 1)
				}
			}
		}
	}
	s.Plan = m.NewPlan(s.Plan.Cells)
	for i := range m.People { // those for whom the blocks led to a dead end
		if s.Plan.PersonScores[i].Hard > 0 && !m.People[i].Elastic && !stop() {
			s.countHeads(i, -1)
			s.reoptimise(i)
		}
	}
}

// countHead adds by (1 or −1) to the heads of person i on day d.
func (s *Search) countHead(i, d int, by int32) {
	if s.Model.CountsAnywhere(i) {
		s.Plan.AddHead(i, s.Model.Cell(d, int(s.Plan.Cells[i][d])), by)
	}
}

// blocks splits the horizon.
func blocks(m *model.Model) (out []schedule.Span) {
	n := max(1, (m.Days+blockDays/2)/blockDays)
	for k := range n {
		out = append(out, schedule.Span{Start: m.Days * k / n, End: m.Days * (k + 1) / n})
	}
	return out
}

// block writes person i's best cells of the last block, at the costs in s, into cells;
// the days after it are open. Where there are none, it re-plans earlier blocks too. It
// reports whether it found any.
func (s *Search) block(i int, blocks []schedule.Span, cells []int16) bool {
	end := blocks[len(blocks)-1].End
	const farthest = 4
	for back := 1; back <= min(farthest, len(blocks)); back++ {
		from, want := blocks[len(blocks)-back].Start, []int(nil)
		if back == 1 {
			want = s.tracked[i]
		}
		for _, slack := range []int{0, 1, 2, 4, 8, 16} {
			w := pricing.New(s.truncate(end, slack), i, from, end, cells[:end], want)
			if w != nil && w.Size > pricing.MaxValues {
				w = pricing.New(s.truncate(end, slack), i, from, end, cells[:end], nil)
			}
			if w == nil {
				continue
			}
			found := s.Pricer.Price(w, s.Cost, s.Cells) < fixed.Infinity
			if back == 1 {
				s.tracked[i] = w.Tracked
			}
			if found && w.Relaxed == nil {
				copy(cells[from:end], s.Cells)
				return true
			}
			if end == s.Model.Days {
				break
			}
		}
	}
	return false
}

// blockByBlock returns cells of person i over the horizon, planned block by block at
// the costs in s, or nil.
func (s *Search) blockByBlock(i int) []int16 {
	cells := make([]int16, s.Model.Days)
	blocks := blocks(s.Model)
	for k := range blocks {
		if !s.block(i, blocks[:k+1], cells) {
			return nil
		}
	}
	return cells
}

// keepsHardRules reports whether planning by blocks finds cells of person i that keep
// all hard rules.
func (s *Search) keepsHardRules(i int) bool {
	copy(s.Cost, s.Model.People[i].CellCost)
	cells := s.blockByBlock(i)
	return cells != nil && s.Model.PersonScore(i, cells).Hard == 0
}

// truncate returns Model.Truncate(to, slack), computed once.
func (s *Search) truncate(to, slack int) *model.Model {
	key := [2]int{to, slack}
	if s.truncated == nil {
		s.truncated = map[[2]int]*model.Model{}
	}
	if s.truncated[key] == nil {
		s.truncated[key] = s.Model.Truncate(to, slack)
	}
	return s.truncated[key]
}
