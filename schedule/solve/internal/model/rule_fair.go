package model

import "paiban/schedule"

// Fair counts a burden, whose k-th unit above the base costs k times the price.
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
		c.addCounter(i, Counter{
			By: by, Days: days, Start: start, Spent: schedule.Score{Cost: r.Cost * triangle(start)},
			Judge: func(n int) schedule.Score { return schedule.Score{Cost: r.Cost * triangle(n)} },
		})
	}
}

// triangle is 1 + 2 + … + n, 0 for n ≤ 0.
func triangle(n int) int64 {
	if n <= 0 {
		return 0
	}
	return int64(n) * int64(n+1) / 2
}
