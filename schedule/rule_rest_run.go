package schedule

// RestRun bounds the number of days off in a row, with the same exemptions at
// the edges as [WorkRun].
type RestRun struct {
	People People
	Length Bound // days
}
