package solve

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// rotationPart turns kinds week by week. State: 0 where no kind is known, else
// 1 + twice the index of the last kind, plus one where it is of the week at hand.
type rotationPart struct {
	partID
	m *model
	r schedule.Rotation
}

func init() {
	register(func(c *compilation, r schedule.Rotation) {
		c.addPart(&rotationPart{c.nextID(), c.model, r}, r.People.All(c.p))
	})
}

func (q *rotationPart) kind(s int) int { return slices.Index(q.r.Kinds, q.m.p.Shifts[s].Kind) }

func (q *rotationPart) sig(cell int) string {
	if cell == 0 {
		return "-1"
	}
	return fmt.Sprint(q.kind(cell - 1))
}

func (q *rotationPart) begin(i int) (int32, schedule.Score) {
	past := q.m.p.People[i].Past
	for n := 1; n <= len(past); n++ {
		s := past[len(past)-n]
		if s == schedule.Off || q.kind(s) < 0 {
			continue
		}
		state := int32(1 + 2*q.kind(s))
		if q.m.p.Date(-n).Monday() == q.m.p.Date(-1).Monday() {
			state++
		}
		return state, schedule.Score{}
	}
	return 0, schedule.Score{}
}

func (q *rotationPart) step(state int32, day, cell int) (int32, schedule.Score) {
	if state > 0 && q.m.p.Date(day) == q.m.p.Date(day).Monday() {
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

func (q *rotationPart) end(int32) schedule.Score { return schedule.Score{} }
