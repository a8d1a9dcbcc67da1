package schedule

// Weekends bounds the number of weekends worked in the horizon; a weekend is
// worked when its Saturday or its Sunday is.
type Weekends struct {
	People People
	Worked Bound // weekends
}
