package model

import (
	"slices"

	"paiban/schedule"
)

// Succession puts a cost on pairs of shifts on consecutive days.
func init() {
	register(func(c *compilation, r schedule.Succession) {
		c.addPair(r.People, func(prev, gap, next int) (s schedule.Score) {
			if gap == 1 && slices.Contains(r.Pairs, [2]int{prev, next}) {
				s = r.Force.Score(1)
			}
			return s
		})
	})
}
