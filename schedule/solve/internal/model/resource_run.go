package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// runResource bounds the length of runs of days on some cells, such as runs of worked
// days. State: twice the length of the current run, plus one where the run, or one that
// begins now, is exempt from the minimum.
type runResource struct {
	resourceID
	m      *Model
	in     []bool // by cell: whether it is of a run
	bounds []schedule.Bound
	top    int
	astray []int // days on which the people neither work nor rest where they are off
}

// addRun bounds the runs of days on the cells of in, for the people in who. A run that
// began in the past counts from its first day, one that goes on after the horizon to its
// last. A run whose beginning or end is unknown, or lies at leave or at employment, is
// held only to the maxima.
func (m *Model) addRun(in []bool, bounds []schedule.Bound, who []int) {
	top := 0
	for _, b := range bounds {
		top = max(top, saturation(b)+1)
	}
	m.eachAlike(who, m.astray, func(astray, who []int) {
		m.addResource(&runResource{resourceID: m.nextID(), m: m, in: in, bounds: bounds, top: top, astray: astray}, who)
	})
}

// astray lists the days, ascending, on which person i neither works nor rests where they
// are off: leave, and those before and after their employment.
func (m *Model) astray(i int) []int {
	q := &m.Problem.People[i]
	if q.First == 0 && q.Last == m.Problem.Days {
		return q.Leave
	}
	days := slices.Clone(q.Leave)
	for d := range m.Problem.Days {
		if d < q.First || d >= q.Last {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// eachAlike calls f for each distinct list of days that people of who have, with those
// who have it.
func (m *Model) eachAlike(who []int, days func(i int) []int, f func(days, who []int)) {
	index := map[string]int{}
	var lists, groups [][]int
	for _, i := range who {
		list := days(i)
		key := fmt.Sprint(list)
		g, ok := index[key]
		if !ok {
			g = len(groups)
			index[key] = g
			lists, groups = append(lists, list), append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	for g := range groups {
		f(lists[g], groups[g])
	}
}

// off reports whether a cell of day is neither of a run nor ends one as another cell
// does.
func (q *runResource) off(day, cell int) bool {
	_, found := slices.BinarySearch(q.astray, day)
	return found && cell == 0
}

func (q *runResource) Class(cell int) string { return fmt.Sprint(q.in[cell]) }

func (q *runResource) Start(i int) (int32, schedule.Score) {
	past := q.m.Problem.People[i].Past
	n := 0
	for n < len(past) && q.in[past[len(past)-1-n]+1] && !q.off(-1-n, past[len(past)-1-n]+1) {
		n++
	}
	exempt := int32(0)
	if n == len(past) || q.off(-1-n, past[len(past)-1-n]+1) {
		exempt = 1
	}
	return int32(2*min(n, q.top)) + exempt, schedule.Score{}
}

func (q *runResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	n, exempt := int(state/2), state%2
	var s schedule.Score
	if q.off(day, cell) {
		return 1, s
	}
	if q.in[cell] {
		for _, b := range q.bounds {
			s = s.Add(Sub(overScore(b, n+1), overScore(b, n)))
		}
		return int32(2*min(n+1, q.top)) + exempt, s
	}
	if n > 0 && exempt == 0 {
		s = q.under(n)
	}
	return 0, s
}

// under is the score of a whole run of n days below the minima.
func (q *runResource) under(n int) (s schedule.Score) {
	for _, b := range q.bounds {
		s = s.Add(underScore(b, n))
	}
	return s
}

// End follows the run that reaches the end of the horizon into the days after it, or the
// one that begins there: the horizon's last day is what cuts that one short.
func (q *runResource) End(i int, state int32) schedule.Score {
	began, exempt := state < 2, state%2 == 1
	n := int(state / 2)
	var s schedule.Score
	for k, shift := range q.m.next(i) {
		day := q.m.Problem.Days + k
		switch {
		case q.off(day, shift+1):
			return s
		case !q.in[shift+1]:
			if n > 0 && !exempt {
				s = s.Add(q.under(n))
			}
			return s
		}
		if !began {
			for _, b := range q.bounds {
				s = Sub(s.Add(overScore(b, n+1)), overScore(b, n))
			}
		}
		n = min(n+1, q.top)
	}
	return s
}
