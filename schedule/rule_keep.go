package schedule

// Keep charges Cost for each cell of the horizon that differs from Base, from
// day From on; before From a difference breaks a hard rule (the past is pinned).
type Keep struct {
	Base *Roster
	From int
	Cost int64
}
