package attendance

import "paiban/internal/workcal"

// paid returns what a day counts for pay (计薪天数), in days:
//
//   - A day of duty counts as attended, plus its leave, personal leave (事假) left
//     out. It never counts for more than what absence and personal leave leave of it.
//   - A statutory holiday without duty counts 1: such days are paid (Notice of 2025,
//     on what a month's pay is divided by).
//   - A day without a plan counts as attended: nobody knows what was due.
//   - A planned day of somebody who need not clock counts 1, less personal leave.
//   - Rest days, days not employed and days not judged yet count 0. Work on a rest day
//     is paid as overtime.
func (s *days) paid(d *Day) float64 {
	leave := d.LeaveDays(s.policy.DayMinutes)
	whole := max(1, d.Plan.Days) - leave[Personal]
	switch {
	case d.Result == NotHere, d.Result == NotJudged:
		return 0
	case (s.person.Exempt || d.Plan.Exempt) && (d.Plan.Kind == Work || d.Plan.Kind == Flexible || d.Plan.Kind == LeaveDay):
		return whole
	case d.Due > 0:
		earned := d.Attended
		for _, k := range LeaveKinds {
			if k != Personal {
				earned += leave[k]
			}
		}
		return max(0, min(earned, whole-min(1, d.Absent)))
	case s.calendar != nil && s.calendar.Day(d.Date).Class() == workcal.Statutory:
		return 1
	case d.Result == NoPlan:
		return d.Attended
	}
	return 0
}
