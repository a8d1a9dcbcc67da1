package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// weekendResource remembers whether the current weekend has been worked. The number of
// weekends is a [Counter].
type weekendResource struct {
	resourceID
	m *Model
}

func (q *weekendResource) Class(cell int) string { return fmt.Sprint(cell > 0) }

func (q *weekendResource) Start(int) (int32, schedule.Score) { return 0, schedule.Score{} }

func (q *weekendResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	if q.m.Problem.Date(day).Weekday() != 6 && !q.sunday(day) {
		return 0, schedule.Score{}
	}
	if cell > 0 {
		state = 1
	}
	if q.sunday(day) {
		state = 0
	}
	return state, schedule.Score{}
}

func (q *weekendResource) sunday(day int) bool { return q.m.Problem.Date(day).Weekday() == 0 }

func (q *weekendResource) End(int, int32) schedule.Score { return schedule.Score{} }

// Weekends counts the weekends worked; all who have them counted share a resource.
func init() {
	register(func(c *compilation, r schedule.Weekends) {
		if c.weekends == nil {
			c.weekends = &weekendResource{c.nextID(), c.Model}
		}
		for _, i := range r.People.All(c.Problem) {
			if !slices.Contains(c.People[i].Resources, c.weekends) {
				c.People[i].Resources = append(c.People[i].Resources, c.weekends)
			}
			c.addCounter(i, Counter{Weekends: true, Judge: judgeBound(r.Worked, 0, true)})
		}
	})
}
