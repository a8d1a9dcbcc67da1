package schedule

import "paiban/internal/lang"

// ShiftCount bounds how often any of Shifts is worked per period. Over Week and
// Month the known past counts; a stretch with days of which nothing is known is
// held only to the maximum.
type ShiftCount struct {
	What   lang.Text // 晚班, 夜班, …
	People People
	Shifts []int
	Per    Period
	Count  Bound
}
