package model

import "paiban/schedule"

// RestDays adds up the days off.
func init() {
	register(func(c *compilation, r schedule.RestDays) {
		by := make([]int, c.Cells)
		for cell := range by {
			if c.Problem.Resting(cell - 1) {
				by[cell] = 1
			}
		}
		c.eachAlike(r.People.All(c.Problem), func(i int) []int { return c.Problem.People[i].Leave }, func(leave, who []int) {
			c.addSum(sum{by: by, per: r.Per, bound: atLeast(r.Min, r.Force), unknownCounts: true, idle: leave, leave: true, counts: r.Counts}, who)
		})
	})
}

// atLeast is a minimum of n with force f.
func atLeast(n int, f schedule.Force) schedule.Bound {
	if f.Hard {
		return schedule.AtLeast(n)
	}
	return schedule.Free().Prefer(n, schedule.NoMax, f.Cost, 0)
}
