package model

import "paiban/schedule"

// Keep puts a cost on the cells that differ from an earlier roster.
func init() {
	register(func(c *compilation, r schedule.Keep) {
		for i := range c.People {
			for d := range c.Days {
				for cell := range c.Cells {
					was := r.Base.Cells[i][d]
					standby := func(s int) bool { return c.Problem.Shifts[s].Kind == schedule.Standby }
					switch {
					case cell == was+1:
					case d < r.From:
						c.cost(i, d, cell, schedule.Score{Hard: 1})
					case cell > 0 && was != schedule.Off && standby(was) && !standby(cell-1):
						c.cost(i, d, cell, schedule.Score{Cost: r.Cost - r.Cost/2})
					default:
						c.cost(i, d, cell, schedule.Score{Cost: r.Cost})
					}
				}
			}
		}
	})
}
