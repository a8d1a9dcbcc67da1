package model

import "paiban/schedule"

// Eligible is part of every model, whether listed or not: see newModel.
func init() {
	register(func(*compilation, schedule.Eligible) {})
}
