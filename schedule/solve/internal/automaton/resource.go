package automaton

import "paiban/schedule"

// Resource is a rule that remembers: a small automaton over the days of one person.
// Charges are made as early as they are certain, so that a hard rule prunes.
type Resource interface {
	// id orders parts and tells them apart; people share a part by its id.
	ID() int
	// sig tells cells apart: cells of equal sig move every state alike.
	Class(cell int) string
	// begin returns the state before day 0 of person i and what the past has
	// already spent.
	Start(i int) (state int32, spent schedule.Score)
	// step returns the state after working cell on day, and its charge.
	Step(state int32, day, cell int) (int32, schedule.Score)
	// end charges the state after the last day.
	End(state int32) schedule.Score
}
