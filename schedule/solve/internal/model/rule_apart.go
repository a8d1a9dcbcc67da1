package model

import "paiban/schedule"

// Apart makes a row of each day and group, with a head for each of the people.
func init() {
	register(func(c *compilation, r schedule.Apart) {
		for d := range c.Days {
			for _, g := range r.Groups {
				row := ownRow{day: d, score: beyond(r.Force, 1)}
				for _, i := range r.People.All(c.Problem) {
					row.parts = append(row.parts, ownPart{person: i, in: c.shiftsIn(g)})
				}
				c.addOwnRow(row)
			}
		}
	})
}
