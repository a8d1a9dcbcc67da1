package schedule

// MinRest asks for at least Minutes between the end of a shift and the start of
// the next one. Each pair of shifts closer than that is one unit.
type MinRest struct {
	People  People
	Minutes int
	Force   Force
}
