package model

import "paiban/schedule"

// ShiftRun bounds the runs of days on some shifts.
func init() {
	register(func(c *compilation, r schedule.ShiftRun) {
		in := make([]bool, c.Cells)
		for _, s := range r.Shifts {
			in[s+1] = true
		}
		c.addRun(in, []schedule.Bound{r.Length}, r.People.All(c.Problem))
	})
}
