package schedule

// Pin fixes a cell: the person works Shift on Day, or rests where it is Off.
type Pin struct {
	Person, Day, Shift int
}
