package model

import "paiban/schedule"

// ExtraWork is a cost of its cells, a counter of days for what is paid once, and one of
// overtime for each calendar month that could have too much.
func init() { register((*compilation).addExtraWork) }

func (c *compilation) addExtraWork(r schedule.ExtraWork) {
	days, minutes := make([]int, c.Cells), make([]int, c.Cells)
	most := 0
	for k, s := range r.Shifts {
		days[s+1], minutes[s+1] = 1, c.Problem.Shifts[s].OvertimeMinutes()
		most = max(most, minutes[s+1])
		for _, i := range r.People.All(c.Problem) {
			for d := range c.Days {
				units, _ := r.Forbidden(c.Problem, d, s)
				c.cost(i, d, s+1, schedule.Score{Hard: units, Cost: r.Cost(r.Price[k][d])})
			}
		}
	}
	for _, i := range r.People.All(c.Problem) {
		if r.Fixed(1) > 0 {
			c.addCounter(i, Counter{By: days, Judge: func(n int) schedule.Score { return schedule.Score{Cost: r.Fixed(n)} }})
		}
		for _, w := range c.Problem.Stretches(schedule.Month) {
			from, to := max(0, w.From), min(c.Days, w.To)
			left := r.Month - r.BookedIn(w)
			if r.Month == 0 || most*(to-from) <= left {
				continue
			}
			in := make(schedule.DaySet, c.Days)
			for d := from; d < to; d++ {
				in[d] = true
			}
			c.addCounter(i, Counter{By: minutes, Days: in, Judge: func(n int) schedule.Score {
				return schedule.Score{Hard: int64(max(0, min(n, n-left)))}
			}})
		}
	}
}
