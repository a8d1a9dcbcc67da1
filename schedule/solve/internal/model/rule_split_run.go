package model

import "paiban/schedule"

// SplitRun bounds the runs of days on shifts that are split.
func init() {
	register(func(c *compilation, r schedule.SplitRun) {
		split := make([]bool, c.Cells)
		for s := range c.Problem.Shifts {
			split[s+1] = c.Problem.Shifts[s].Split()
		}
		c.addRun(split, []schedule.Bound{r.Force.AtMost(r.Max)}, r.People.All(c.Problem))
	})
}
