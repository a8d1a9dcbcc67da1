package schedule

// Rotation turns people through Kinds week by week. Of two working days that
// follow each other (days off skipped, and days whose kind is not in Kinds),
// the later one has the same kind in the same calendar week (else Steady, one
// unit) and the next kind of the cycle in a later week (else Turn, one unit).
// The last kind known from the past carries in.
type Rotation struct {
	People       People
	Kinds        []Kind // cycle: Early, Late
	Steady, Turn Force
}
