package solve

import "paiban/schedule"

// Fair counts a burden, whose k-th unit above the base costs k times the price.
func init() { register((*compilation).addFair) }

func (c *compilation) addFair(r schedule.Fair) {
	by := make([]int, c.cells)
	var days schedule.DaySet
	switch r.What {
	case schedule.WeekendDays, schedule.HolidayDays:
		days = make(schedule.DaySet, c.days)
		for d := range days {
			days[d] = c.cells > 1 && r.What.Counts(c.p, 0, d)
		}
		for cell := 1; cell < c.cells; cell++ {
			by[cell] = 1
		}
	default:
		for cell := 1; cell < c.cells; cell++ {
			if r.What.Counts(c.p, cell-1, 0) {
				by[cell] = 1
			}
		}
	}
	for _, i := range r.People.All(c.p) {
		start := -r.Base
		if r.Carry != nil {
			start += r.Carry[i]
		}
		c.addCounter(i, counter{
			by: by, days: days, start: start, spent: schedule.Score{Cost: r.Cost * triangle(start)},
			judge: func(n int) schedule.Score { return schedule.Score{Cost: r.Cost * triangle(n)} },
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
