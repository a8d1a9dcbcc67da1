package schedule

import "paiban/internal/lang"

// Meeting asks everybody to be at work on Days: on a shift that overlaps Span
// or, where Span is zero, on any shift (each attends by their own shift). A
// person absent from a meeting is one unit; somebody Unavailable that day is
// excused.
type Meeting struct {
	What   lang.Text
	People People
	Days   []int
	Span   Span
	Force  Force
}
