package schedule

// Eligible is always in force, whether listed or not: a person works only
// shifts among Person.Shifts, on days of Shift.Days, within employment. Each
// cell that does not is one hard unit.
type Eligible struct{}
