package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// rotationResource rotates kinds of shift. State: 0 where no kind is known, else 1 + four
// times the index of the last kind, plus two where this term has had its turn or its
// first day, plus one where a turn that needs a day off has had one since the last kind.
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

func (q *rotationResource) Start(i int) (state int32, _ schedule.Score) {
	past := q.m.Problem.People[i].Past
	for k, s := range past {
		state, _ = q.Step(state, k-len(past), s+1)
	}
	return state, schedule.Score{}
}

// begins reports whether a term begins on day.
func (q *rotationResource) begins(day int) bool {
	p := q.m.Problem
	weeks := int(p.Week(day)-p.Week(0))/7 + q.r.At
	return p.Week(day) == p.Date(day) && weeks%max(1, q.r.Weeks) == 0
}

func (q *rotationResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	const had, rested = 2, 1
	if state > 0 && q.begins(day) {
		state = 1 + ((state - 1) &^ had)
	}
	if cell == 0 {
		if state > 0 && q.r.AfterRest {
			state = 1 + ((state - 1) | rested)
		}
		return state, schedule.Score{}
	}
	at := q.kind(cell - 1)
	if at < 0 {
		return state, schedule.Score{}
	}
	next := int32(1 + 4*at + had)
	if state == 0 {
		return next, schedule.Score{}
	}
	last, bits := int(state-1)/4, (state-1)%4
	turn := bits&had == 0 && (bits&rested != 0 || !q.r.AfterRest)
	due, force := last, q.r.Steady
	if turn {
		due, force = (last+1)%len(q.r.Kinds), q.r.Turn
	} else if bits&had == 0 {
		next -= had
	}
	if at != due {
		return next, force.Score(1)
	}
	return next, schedule.Score{}
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
