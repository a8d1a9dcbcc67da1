package schedule

// Succession forbids, or charges for, shift Pairs[i][1] on the day after shift
// Pairs[i][0]. Each such pair of days is one unit.
type Succession struct {
	People People
	Pairs  [][2]int
	Force  Force
}
