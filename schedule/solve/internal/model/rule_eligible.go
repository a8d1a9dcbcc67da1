package model

import "paiban/schedule"

// Eligible belongs to every model, listed or not: see New.
func init() {
	register(func(*compilation, schedule.Eligible) {})
}
