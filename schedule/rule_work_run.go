package schedule

// WorkRun bounds the number of days worked in a row. A run continues from the
// known past. A run that touches the last day of the horizon, or begins where
// nothing is known of the day before it, is exempt from the minimum. Each run
// that has a day in the horizon is judged once.
type WorkRun struct {
	People People
	Length Bound // days
}
