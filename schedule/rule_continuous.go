package schedule

// Continuous asks that nobody works longer than Max minutes without a break
// between segments; segments that touch, also those of shifts on consecutive
// days, count as one. Each stretch that is longer is one unit.
type Continuous struct {
	People People
	Max    int // minutes
	Force  Force
}
