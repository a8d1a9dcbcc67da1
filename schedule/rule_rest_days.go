package schedule

// RestDays asks for at least Min days off in every stretch of Per; each day too
// few is a unit. Days of which nothing is known are taken as days off, so that
// only what the horizon can no longer mend is counted.
type RestDays struct {
	People People
	Per    Period
	Min    int
	Force  Force
}
