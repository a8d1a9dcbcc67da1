package automaton

import "paiban/schedule"

// Resource is a rule that remembers, as a small automaton over the days of one person.
// It charges a cost as early as it is certain, so that a hard rule prunes.
type Resource interface {
	// ID orders resources and identifies them: people share a resource by its ID.
	ID() int
	// Class tells cells apart: cells of one class move every state alike.
	Class(cell int) string
	// Start returns the state of person i before day 0, and the part of the score
	// that the past has already caused.
	Start(i int) (state int32, spent schedule.Score)
	// Step returns the state after working cell on day, and what that costs.
	Step(state int32, day, cell int) (int32, schedule.Score)
	// End returns what the state after the last day costs person i, the known days
	// after the horizon considered. With i negative the days were cut off before the
	// end of the horizon.
	End(i int, state int32) schedule.Score
}
