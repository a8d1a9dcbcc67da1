package model

import (
	"fmt"
	"time"

	"paiban/schedule"
)

// saturdayResource remembers, on a Saturday, whether it has been worked.
type saturdayResource struct {
	resourceID
	m    *Model
	half schedule.Score // of a weekend worked by half
}

const (
	saturdayUnknown int32 = iota // or no Saturday
	saturdayOff
	saturdayWorked
)

func (q *saturdayResource) Class(cell int) string { return fmt.Sprint(cell > 0) }

func (q *saturdayResource) Start(i int) (int32, schedule.Score) {
	shift, known := q.m.Problem.People[i].At(-1)
	if !known {
		return saturdayUnknown, schedule.Score{}
	}
	return saturday(q.m.Problem, -1, shift != schedule.Off), schedule.Score{}
}

func (q *saturdayResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	var s schedule.Score
	if state != saturdayUnknown && (state == saturdayWorked) != (cell > 0) {
		s = q.half
	}
	return saturday(q.m.Problem, day, cell > 0), s
}

func (q *saturdayResource) End(i int, state int32) (s schedule.Score) {
	if next := q.m.next(i); len(next) > 0 {
		_, s = q.Step(state, q.m.Problem.Days, next[0]+1)
	}
	return s
}

// saturday is the state after a day that is worked or not.
func saturday(p *schedule.Problem, day int, worked bool) int32 {
	switch {
	case p.Date(day).Weekday() != time.Saturday:
		return saturdayUnknown
	case worked:
		return saturdayWorked
	}
	return saturdayOff
}

// WholeWeekend charges for a Sunday that is not like its Saturday.
func init() {
	register(func(c *compilation, r schedule.WholeWeekend) {
		c.addResource(&saturdayResource{c.nextID(), c.Model, r.Force.Score(1)}, r.People.All(c.Problem))
	})
}
