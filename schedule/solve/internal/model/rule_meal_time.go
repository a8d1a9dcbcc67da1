package model

import "paiban/schedule"

// MealTime tells the ways to place breaks apart. Its costs are added when there are cells
// for them; see costWays.
func init() { register(func(*compilation, schedule.MealTime) {}) }
