package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// rotationResource rotates kinds of shift week by week. State: 0 where no kind is
// known, else 1 + twice the index of the last kind, plus one where that kind is of the
// current week.
type rotationResource struct {
	resourceID
	m *Model
	r schedule.Rotation
}

func init() {
	register(func(c *compilation, r schedule.Rotation) {
		c.addResource(&rotationResource{c.nextID(), c.Model, r}, r.People.All(c.Problem))
	})
}

func (q *rotationResource) kind(s int) int {
	return slices.Index(q.r.Kinds, q.m.Problem.Shifts[s].Kind)
}

func (q *rotationResource) Class(cell int) string {
	if cell == 0 {
		return "-1"
	}
	return fmt.Sprint(q.kind(cell - 1))
}

func (q *rotationResource) Start(i int) (int32, schedule.Score) {
	past := q.m.Problem.People[i].Past
	for n := 1; n <= len(past); n++ {
		s := past[len(past)-n]
		if s == schedule.Off || q.kind(s) < 0 {
			continue
		}
		state := int32(1 + 2*q.kind(s))
		if q.m.Problem.Week(-n) == q.m.Problem.Week(-1) {
			state++
		}
		return state, schedule.Score{}
	}
	return 0, schedule.Score{}
}

func (q *rotationResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	if state > 0 && q.m.Problem.Week(day) == q.m.Problem.Date(day) {
		state -= (state - 1) % 2 // a new week: the last kind is of an earlier one
	}
	if cell == 0 {
		return state, schedule.Score{}
	}
	at := q.kind(cell - 1)
	if at < 0 {
		return state, schedule.Score{}
	}
	var s schedule.Score
	if state > 0 {
		due, force := int(state-1)/2, q.r.Steady
		if (state-1)%2 == 0 {
			due, force = (due+1)%len(q.r.Kinds), q.r.Turn
		}
		if at != due {
			s = force.Score(1)
		}
	}
	return int32(1 + 2*at + 1), s
}

func (q *rotationResource) End(i int, state int32) (cost schedule.Score) {
	for k, s := range q.m.next(i) {
		state, cost = q.Step(state, q.m.Problem.Days+k, s+1)
		if s != schedule.Off && q.kind(s) >= 0 {
			return cost // the turns after that are not of the horizon
		}
	}
	return schedule.Score{}
}
