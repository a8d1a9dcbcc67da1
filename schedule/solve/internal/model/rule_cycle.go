package model

import (
	"slices"

	"paiban/schedule"
)

// Cycle puts a cost on the cells that are not as the cycle has them.
func init() {
	register(func(c *compilation, r schedule.Cycle) {
		excused := c.excused()
		for _, i := range r.People.All(c.Problem) {
			for d := c.Problem.People[i].First; d < min(c.Days, c.Problem.People[i].Last); d++ {
				if excused[[2]int{i, d}] {
					continue
				}
				due := r.On(d)
				for cell := range c.Cells {
					if cell == 0 && len(due) > 0 || cell > 0 && !slices.Contains(due, cell-1) {
						c.cost(i, d, cell, r.Force.Score(1))
					}
				}
			}
		}
	})
}
