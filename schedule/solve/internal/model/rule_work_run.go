package model

import "paiban/schedule"

// WorkRun bounds the runs of worked days.
func init() {
	register(func(c *compilation, r schedule.WorkRun) { c.workRuns.add(c.Problem, r.People, r.Length) })
}
