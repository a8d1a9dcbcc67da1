package solve

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// weekendPart remembers whether the weekend at hand is worked already. The
// weekends themselves are a counter; see [counter].
type weekendPart struct {
	partID
	m *model
}

func (q *weekendPart) sig(cell int) string { return fmt.Sprint(cell > 0) }

func (q *weekendPart) begin(int) (int32, schedule.Score) { return 0, schedule.Score{} }

func (q *weekendPart) step(state int32, day, cell int) (int32, schedule.Score) {
	if q.m.p.Date(day).Weekday() != 6 && !q.sunday(day) {
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

func (q *weekendPart) sunday(day int) bool { return q.m.p.Date(day).Weekday() == 0 }

func (q *weekendPart) end(int32) schedule.Score { return schedule.Score{} }

// Weekends counts the weekends worked; all who have them counted share a part.
func init() {
	register(func(c *compilation, r schedule.Weekends) {
		if c.weekend == nil {
			c.weekend = &weekendPart{c.nextID(), c.model}
		}
		for _, i := range r.People.All(c.p) {
			if !slices.Contains(c.people[i].parts, part(c.weekend)) {
				c.people[i].parts = append(c.people[i].parts, c.weekend)
			}
			c.addCounter(i, counter{weekends: true, judge: judgeBound(r.Worked, 0, true)})
		}
	})
}
