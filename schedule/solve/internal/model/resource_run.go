package model

import (
	"fmt"

	"paiban/schedule"
)

// runResource bounds the length of runs of days on some cells, such as runs of worked
// days. State: twice the length of the current run, plus one where the run is exempt
// from the minimum.
type runResource struct {
	resourceID
	m      *Model
	in     []bool // by cell: whether it is of a run
	bounds []schedule.Bound
	top    int
}

// addRun bounds the runs of days on the cells of in, for the people in who. A run that
// began in the past counts from its first day. A run whose beginning or end is unknown
// is held only to the maxima.
func (m *Model) addRun(in []bool, bounds []schedule.Bound, who []int) {
	q := &runResource{resourceID: m.nextID(), m: m, in: in, bounds: bounds}
	for _, b := range bounds {
		q.top = max(q.top, saturation(b)+1)
	}
	m.addResource(q, who)
}

func (q *runResource) Class(cell int) string { return fmt.Sprint(q.in[cell]) }

func (q *runResource) Start(i int) (int32, schedule.Score) {
	past := q.m.Problem.People[i].Past
	n := 0
	for n < len(past) && q.in[past[len(past)-1-n]+1] {
		n++
	}
	exempt := int32(0)
	if n == len(past) {
		exempt = 1
	}
	// Not cut at top: day 0 pays for the whole excess of a run from the past.
	return int32(2*n) + exempt, schedule.Score{}
}

func (q *runResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	n, exempt := int(state/2), state%2
	var s schedule.Score
	if q.in[cell] {
		for _, b := range q.bounds {
			s = s.Add(overScore(b, n+1))
			if day > 0 {
				s = Sub(s, overScore(b, n))
			}
		}
		return int32(2*min(n+1, q.top)) + exempt, s
	}
	if day > 0 && n > 0 && exempt == 0 {
		for _, b := range q.bounds {
			s = s.Add(underScore(b, n))
		}
	}
	return 0, s
}

func (q *runResource) End(int32) schedule.Score { return schedule.Score{} }
