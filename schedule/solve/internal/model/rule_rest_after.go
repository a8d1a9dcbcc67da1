package model

import (
	"fmt"

	"paiban/schedule"
)

// restAfterResource asks for days off after a run on some cells. State: up to r.Run the
// length of the run that reaches the day before, cut there; above it, r.Run plus the days
// off since a run that long; 0 where nothing is owed.
type restAfterResource struct {
	resourceID
	m  *Model
	r  schedule.RestAfter
	in []bool // by cell
}

func init() {
	register(func(c *compilation, r schedule.RestAfter) {
		q := &restAfterResource{resourceID: c.nextID(), m: c.Model, r: r, in: make([]bool, c.Cells)}
		for _, s := range r.Shifts {
			q.in[s+1] = true
		}
		c.addResource(q, r.People.All(c.Problem))
	})
}

func (q *restAfterResource) Class(cell int) string { return fmt.Sprint(cell == 0, q.in[cell]) }

func (q *restAfterResource) Start(i int) (state int32, _ schedule.Score) {
	for _, s := range q.m.Problem.People[i].Past {
		state, _ = q.Step(state, -1, s+1)
	}
	return state, schedule.Score{}
}

func (q *restAfterResource) Step(state int32, _, cell int) (next int32, s schedule.Score) {
	run, due := int32(q.r.Run), int32(q.r.Days)
	off := state - run // days off since a run, where state is no shorter run
	switch {
	case cell == 0 && (off < 0 || off+1 >= due):
		return 0, s
	case cell == 0:
		return state + 1, s
	case q.in[cell] && off <= 0:
		return min(run, state+1), s
	}
	if off >= 0 {
		s = q.r.Force.Score(int64(due - off))
	}
	if q.in[cell] {
		next = 1
	}
	return next, s
}

// End charges for a run that ends within the horizon and a shift that is known to come
// too soon after it.
func (q *restAfterResource) End(i int, state int32) (s schedule.Score) {
	if i < 0 {
		return s
	}
	for _, shift := range q.m.Problem.People[i].Next {
		if state == 0 || q.in[shift+1] && state <= int32(q.r.Run) {
			return s
		}
		if state, s = q.Step(state, 0, shift+1); shift != schedule.Off {
			return s
		}
	}
	return s
}
