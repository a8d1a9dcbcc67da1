package schedule

import "paiban/internal/lang"

// Unavailable is leave, a fixed day off or blocked hours: always hard. Whole
// days forbid any shift with that work date; otherwise no segment may overlap
// Span (minutes of Day, a shift begun the day before reckoned through midnight).
type Unavailable struct {
	Person int
	Day    int
	Whole  bool
	Span   Span
	What   lang.Text // 年假, 病假, 休息, …
}
