package solve

import (
	"paiban/schedule"
)

// A long horizon is planned in blocks, from the first day on: within a block
// everybody is priced exactly, and what is summed up over the horizon must keep
// pace with it. (Rolling-horizon construction; the blocks' joints are for
// neighbourhood search to mend.)
const (
	blockDays = 28
)

// roll plans everybody block by block.
func (s *searcher) roll(stop func() bool) {
	m := s.m
	blocks := blocksOf(m)
	for k := range blocks {
		const rounds = 2
		for range rounds {
			for i := range m.people {
				if stop() {
					return
				}
				for d := range blocks[k].End {
					s.shift(i, d, -1)
				}
				s.marginal(i, 0, blocks[k].End)
				s.block(i, blocks[:k+1], s.plan.cells[i])
				for d := range blocks[k].End {
					s.shift(i, d, 1)
				}
			}
		}
	}
	s.plan = m.newPlan(s.plan.cells)
	for i := range m.people { // whom blocks led into a corner
		if s.plan.own[i].Hard > 0 && !m.people[i].elastic && !stop() {
			s.lift(i, -1)
			s.replan(i)
		}
	}
}

// shift takes person i's head of day d out of the cover rows, or puts it back.
func (s *searcher) shift(i, d int, by int32) {
	if s.m.people[i].cover {
		s.plan.move(s.m.at(d, int(s.plan.cells[i][d])), by)
	}
}

// blocks splits the horizon.
func blocksOf(m *model) (out []schedule.Span) {
	n := max(1, (m.days+blockDays/2)/blockDays)
	for k := range n {
		out = append(out, schedule.Span{Start: m.days * k / n, End: m.days * (k + 1) / n})
	}
	return out
}

// block writes person i's best cells of the last of blocks, at the costs in s,
// into cells; the days after it are open. Where there are none, earlier blocks
// are planned afresh with it. It reports whether there are any.
func (s *searcher) block(i int, blocks []schedule.Span, cells []int16) bool {
	end := blocks[len(blocks)-1].End
	const farthest = 4
	for back := 1; back <= min(farthest, len(blocks)); back++ {
		from, want := blocks[len(blocks)-back].Start, []int(nil)
		if back == 1 {
			want = s.wants[i]
		}
		for _, slack := range []int{0, 1, 2, 4, 8, 16} {
			w := newWindow(s.cut(end, slack), i, from, end, cells[:end], want)
			if w != nil && w.size > maxValues {
				w = newWindow(s.cut(end, slack), i, from, end, cells[:end], nil)
			}
			if w == nil {
				continue
			}
			found := s.pricer.price(w, s.cost, s.buf) < never
			if back == 1 {
				s.wants[i] = w.want
			}
			if found && w.capped == nil {
				copy(cells[from:end], s.buf)
				return true
			}
			if end == s.m.days {
				break
			}
		}
	}
	return false
}

// byBlocks returns cells of person i over the horizon, planned block after block
// at the costs in s, or nil.
func (s *searcher) byBlocks(i int) []int16 {
	cells := make([]int16, s.m.days)
	blocks := blocksOf(s.m)
	for k := range blocks {
		if !s.block(i, blocks[:k+1], cells) {
			return nil
		}
	}
	return cells
}

// alone reports whether person i's hard rules can all be kept, as far as planning
// by blocks can tell.
func (s *searcher) alone(i int) bool {
	copy(s.cost, s.m.people[i].base)
	cells := s.byBlocks(i)
	return cells != nil && s.m.personScore(i, cells).Hard == 0
}

// cut returns m.upto(to, slack), made once.
func (s *searcher) cut(to, slack int) *model {
	key := [2]int{to, slack}
	if s.cuts == nil {
		s.cuts = map[[2]int]*model{}
	}
	if s.cuts[key] == nil {
		s.cuts[key] = s.m.upto(to, slack)
	}
	return s.cuts[key]
}
