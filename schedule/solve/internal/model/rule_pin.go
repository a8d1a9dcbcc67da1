package model

import "paiban/schedule"

// Pin puts a cost on every other cell of the day.
func init() {
	register(func(c *compilation, r schedule.Pin) {
		for cell := range c.Cells {
			if cell != r.Shift+1 {
				c.cost(r.Person, r.Day, cell, schedule.Score{Hard: r.Units(c.Problem)})
			}
		}
	})
}
