package model

import "paiban/schedule"

// RestRun bounds the runs of days off.
func init() {
	register(func(c *compilation, r schedule.RestRun) { c.restRuns.add(c.Problem, r.People, r.Length) })
}
