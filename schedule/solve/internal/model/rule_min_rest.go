package model

import (
	"slices"

	"paiban/schedule"
)

// MinRest puts a cost on the pairs of shifts with too little time between them.
func init() {
	register(func(c *compilation, r schedule.MinRest) {
		add := c.addPair
		if slices.ContainsFunc(c.Problem.Shifts, func(s schedule.Shift) bool { return s.Rests }) {
			add = c.addGap
		}
		add(r.People, func(prev, gap, next int) (s schedule.Score) {
			if r.After != nil && !slices.Contains(r.After, prev) || r.Before != nil && !slices.Contains(r.Before, next) {
				return s
			}
			if gap*schedule.DayMinutes+c.Problem.Shifts[next].Start()-c.Problem.Shifts[prev].End() < r.Minutes {
				s = r.Force.Score(1)
			}
			return s
		})
	})
}
