package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// Meeting puts a cost on the cells that miss it. Where shifts of several dates can
// overlap the meeting, it is a resource.
func init() { register((*compilation).addMeeting) }

func (c *compilation) addMeeting(r schedule.Meeting) {
	excused := c.excused()
	for _, d := range r.Days {
		first, last := d-1, d+max(0, r.Span.End-1)/schedule.DayMinutes
		whole := r.Span == schedule.Span{}
		attends := func(day, s int) bool {
			if c.Problem.Shifts[s].Kind == schedule.Standby {
				return false
			}
			if whole {
				return day == d
			}
			return c.overlaps(s, day, d, r.Span)
		}
		var dates []int
		for day := first; day <= last && day < c.Days; day++ {
			for s := range c.Problem.Shifts {
				if attends(day, s) {
					dates = append(dates, day)
					break
				}
			}
		}
		var who []int
		for _, i := range r.People.All(c.Problem) {
			if d >= c.Problem.People[i].First && d < c.Problem.People[i].Last && !excused[[2]int{i, d}] {
				who = append(who, i)
			}
		}
		if len(dates) == 0 || len(dates) == 1 && dates[0] >= 0 {
			day := d
			if len(dates) == 1 {
				day = dates[0]
			}
			for cell := range c.Cells {
				if cell > 0 && attends(day, cell-1) {
					continue
				}
				for _, i := range who {
					c.cost(i, day, cell, r.Force.Score(1))
				}
			}
			continue
		}
		if dates[len(dates)-1] < 0 {
			dates = append(dates, d) // judged there
		}
		c.addResource(&meetingResource{c.nextID(), c.Model, attends, r.Force, dates}, who)
	}
}

// meetingResource remembers whether a meeting has been attended, where shifts of
// several dates can overlap it. State: 1 once it has been.
type meetingResource struct {
	resourceID
	m       *Model
	attends func(day, s int) bool
	force   schedule.Force
	dates   []int // ascending
}

func (q *meetingResource) Class(cell int) string {
	out := ""
	for _, d := range q.dates {
		out += fmt.Sprint(cell > 0 && q.attends(d, cell-1))
	}
	return out
}

func (q *meetingResource) Start(i int) (int32, schedule.Score) {
	if d := q.dates[0]; d < 0 {
		if s, _ := q.m.Problem.People[i].At(d); s != schedule.Off && q.attends(d, s) {
			return 1, schedule.Score{}
		}
	}
	return 0, schedule.Score{}
}

func (q *meetingResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	if !slices.Contains(q.dates, day) {
		return state, schedule.Score{}
	}
	if cell > 0 && q.attends(day, cell-1) {
		state = 1
	}
	if day < q.dates[len(q.dates)-1] {
		return state, schedule.Score{}
	}
	if state == 0 {
		return 0, q.force.Score(1)
	}
	return 0, schedule.Score{}
}

func (q *meetingResource) End(int, int32) schedule.Score { return schedule.Score{} }
