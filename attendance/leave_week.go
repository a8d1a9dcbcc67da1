package attendance

import "paiban/internal/workcal"

// RestInLeaveWeeks gives its rest days back to every week (Monday to Sunday) that
// is all leave: seven days off take as many days of leave as the week has working
// days of the calendar, mostly five. It changes plans, which hold one day each, from
// first on.
//
// A week may reach past either end of plans. It is all leave only if onLeave reports
// leave for each of its days outside; for a day without information it must report
// false.
func RestInLeaveWeeks(plans []Planned, first workcal.Date, onLeave func(workcal.Date) bool, calendar *workcal.Calendar) {
	end := first + workcal.Date(len(plans))
	leave := func(d workcal.Date) bool {
		if d < first || d >= end {
			return onLeave(d)
		}
		return plans[d-first].Kind == LeaveDay
	}
	for monday := first.Monday(); monday < end; monday += 7 {
		whole := true
		for d := monday; d < monday+7; d++ {
			whole = whole && leave(d)
		}
		if !whole {
			continue
		}
		for d := max(monday, first); d < min(monday+7, end); d++ {
			if !calendar.Day(d).Work {
				plans[d-first] = Planned{Kind: Rest, Where: plans[d-first].Where}
			}
		}
	}
}
