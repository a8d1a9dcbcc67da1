package model

import (
	"slices"

	"paiban/schedule"
)

// Request puts a cost on the cells of the day that do not grant the wish.
func init() {
	register(func(c *compilation, r schedule.Request) {
		for cell := range c.Cells {
			in := cell > 0 && (r.Shifts == nil || slices.Contains(r.Shifts, cell-1))
			if in != r.Want {
				c.cost(r.Person, r.Day, cell, schedule.Score{Cost: r.Cost})
			}
		}
	})
}
