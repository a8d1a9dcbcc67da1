package model

import "paiban/schedule"

// Keep puts a cost on the cells that differ from an earlier roster.
func init() {
	register(func(c *compilation, r schedule.Keep) {
		for i := range c.People {
			for d := range c.Days {
				for cell := range c.Cells {
					switch {
					case cell == r.Base.Cells[i][d]+1:
					case d < r.From:
						c.cost(i, d, cell, schedule.Score{Hard: 1})
					default:
						c.cost(i, d, cell, schedule.Score{Cost: r.Cost})
					}
				}
			}
		}
	})
}
