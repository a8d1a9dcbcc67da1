package model

import (
	"slices"

	"paiban/schedule"
)

// Fair counts a burden, whose k-th unit beside the share costs k times the price, or the
// paid minutes, whose k-th step does.
func init() { register((*compilation).addFair) }

func (c *compilation) addFair(r schedule.Fair) {
	by := make([]int, c.Cells)
	var days schedule.DaySet
	switch r.What {
	case schedule.WeekendDays, schedule.HolidayDays:
		days = make(schedule.DaySet, c.Days)
		for d := range days {
			days[d] = c.Cells > 1 && r.What.Counts(c.Problem, 0, d)
		}
		for cell := 1; cell < c.Cells; cell++ {
			by[cell] = 1
		}
	case schedule.PaidHours:
		// Without a holiday nil, so that the hours of a contract are the same quantity.
		if slices.Contains(c.Problem.Holiday, true) {
			days = make(schedule.DaySet, c.Days)
			for d := range days {
				days[d] = c.Cells == 1 || r.What.Counts(c.Problem, 0, d)
			}
		}
		for cell := 1; cell < c.Cells; cell++ {
			by[cell] = c.Problem.Shifts[cell-1].Paid
		}
	case schedule.LateShifts, schedule.NightShifts, schedule.DutyTurns:
		for cell := 1; cell < c.Cells; cell++ {
			if r.What.Counts(c.Problem, cell-1, 0) {
				by[cell] = 1
			}
		}
	}
	for _, i := range r.People.All(c.Problem) {
		start := -r.Base
		if r.Carry != nil {
			start += r.Carry[i]
		}
		if r.Plus != nil {
			start -= r.Plus[i]
		}
		step := 1
		if r.What == schedule.PaidHours {
			step = schedule.HoursStep
		}
		c.addCounter(i, Counter{By: by, Days: days, Start: start, Judge: func(n int) schedule.Score {
			return schedule.Score{Cost: r.Cost * triangle(max(n, -n)/step)}
		}})
	}
}

// triangle is 1 + 2 + … + n, 0 for n ≤ 0.
func triangle(n int) int64 {
	if n <= 0 {
		return 0
	}
	return int64(n) * int64(n+1) / 2
}
