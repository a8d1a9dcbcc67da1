package model

import "paiban/schedule"

// Together makes a row of each person, day and group: the person adds a head on a shift
// of the group, each of By one on any other cell. All of these heads at once are the
// person without any of the others.
func init() {
	register(func(c *compilation, r schedule.Together) {
		r.Demands(c.Problem, func(i, d int, by []int) {
			for _, g := range r.Groups {
				row := ownRow{day: d, parts: []ownPart{{person: i, in: c.shiftsIn(g)}}, score: beyond(r.Force, len(by))}
				for _, j := range by {
					row.parts = append(row.parts, ownPart{person: j, in: c.shiftsIn(g), not: true})
				}
				c.addOwnRow(row)
			}
		})
	})
}

// shiftsIn marks shifts, by index plus one.
func (c *compilation) shiftsIn(group []int) []bool {
	in := make([]bool, len(c.Problem.Shifts)+1)
	for _, s := range group {
		in[s+1] = true
	}
	return in
}

// beyond is the score of heads of which free are free.
func beyond(f schedule.Force, free int) func(heads int) schedule.Score {
	return func(heads int) schedule.Score { return f.Score(int64(max(0, heads-free))) }
}
