package model

import (
	"fmt"
	"math/bits"
	"time"

	"paiban/schedule"
)

// windowResource bounds the weekends worked of several in a row. State: one bit for each
// of the weekends before this one that still count, the last one lowest, then a bit for
// this one.
type windowResource struct {
	resourceID
	m *Model
	r schedule.WeekendWindow
}

func init() {
	register(func(c *compilation, r schedule.WeekendWindow) {
		c.addResource(&windowResource{c.nextID(), c.Model, r}, r.People.All(c.Problem))
	})
}

func (q *windowResource) Class(cell int) string { return fmt.Sprint(cell > 0) }

func (q *windowResource) Start(i int) (state int32, _ schedule.Score) {
	past := q.m.Problem.People[i].Past
	for k, s := range past {
		state, _ = q.Step(state, k-len(past), s+1)
	}
	return state, schedule.Score{}
}

func (q *windowResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	weekday := q.m.Problem.Date(day).Weekday()
	if weekday != time.Saturday && weekday != time.Sunday {
		return state, schedule.Score{}
	}
	var s schedule.Score
	if weekday == time.Saturday || day == 0 {
		s = q.over(state)
	}
	if cell > 0 {
		s = s.Add(Sub(q.over(state|1), q.over(state)))
		state |= 1
	}
	if weekday == time.Sunday {
		state = state << 1 & (1<<q.r.Span - 1)
	}
	return state, s
}

// over is the score of the weekends of a state above the maximum.
func (q *windowResource) over(state int32) schedule.Score {
	return q.r.Force.Score(int64(max(0, bits.OnesCount32(uint32(state))-q.r.Max)))
}

func (q *windowResource) End(int, int32) schedule.Score { return schedule.Score{} }
