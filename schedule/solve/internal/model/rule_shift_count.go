package model

import "paiban/schedule"

// ShiftCount adds up the shifts of a set.
func init() {
	register(func(c *compilation, r schedule.ShiftCount) {
		by := make([]int, c.Cells)
		for _, s := range r.Shifts {
			by[s+1] = 1
		}
		c.addSum(sum{by: by, per: r.Per, bound: r.Count, idle: idleDays(r.Days)}, r.People)
	})
}
