package attendance

import (
	"slices"

	"paiban/schedule"
)

// There returns when the person was at work inside the plan, in minutes of the work date,
// breaks not taken off: by the punches and, where one is missing beside another, by the
// plan. known is false where the punches do not tell: of somebody who need not clock, of a
// day without a plan, and of one that is not over by the files.
func (d *Day) There() (spans []schedule.Span, known bool) {
	if slices.Contains([]Result{NotCounted, NoPlan, NotHere, NotJudged, NotOverYet}, d.Result) {
		return nil, false
	}
	return d.there, true
}
