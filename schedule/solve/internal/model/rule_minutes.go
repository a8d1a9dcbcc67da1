package model

import "paiban/schedule"

// Minutes adds up the paid minutes of shifts.
func init() {
	register(func(c *compilation, r schedule.Minutes) {
		by := make([]int, c.Cells)
		for s := range c.Problem.Shifts {
			by[s+1] = r.Paid(&c.Problem.Shifts[s])
		}
		c.addSum(sum{by: by, per: r.Per, bound: r.Total, idle: idleDays(r.Days)}, r.People)
	})
}
