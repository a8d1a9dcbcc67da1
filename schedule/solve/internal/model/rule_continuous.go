package model

import (
	"fmt"

	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

// continuousResource scores stretches of work without a break. A stretch may continue
// over midnight. State: the index of the stretch that reaches the end of the day.
type continuousResource struct {
	resourceID
	m     *Model
	r     schedule.Continuous
	index map[stretch]int32
	known []stretch

	present [][]schedule.Span // by cell: when it is worked; nil is the segments of cell-1
}

// stretch is an unbroken span of work, in minutes of the current day, and whether it
// has already been counted as too long.
type stretch struct {
	schedule.Span
	counted bool
}

func init() {
	register(func(c *compilation, r schedule.Continuous) {
		q := &continuousResource{resourceID: c.nextID(), m: c.Model, r: r, index: map[stretch]int32{}}
		q.state(stretch{})
		c.addResource(q, r.People.All(c.Problem))
	})
}

func (q *continuousResource) state(s stretch) int32 {
	if s.End < 0 || s.Len() == 0 {
		s = stretch{}
	}
	if s.Len() > q.r.Max+2*schedule.DayMinutes {
		s.Start = s.End - q.r.Max - 2*schedule.DayMinutes // longer matters no more
	}
	n, ok := q.index[s]
	if !ok {
		n = int32(len(q.known))
		q.index[s] = n
		q.known = append(q.known, s)
	}
	return n
}

func (q *continuousResource) Class(cell int) string {
	if cell == 0 {
		return ""
	}
	// A stretch that can join neither one of the day before nor one of the day after is too
	// long or not, whenever it is.
	at, long := q.at(cell), 0
	earliest, latest := q.reach()
	var edges []schedule.Span
	for k, g := range at {
		switch {
		case k == 0 && g.Start <= latest-schedule.DayMinutes, k == len(at)-1 && earliest <= g.End-schedule.DayMinutes,
			k > 0 && g.Start <= at[k-1].End, k < len(at)-1 && at[k+1].Start <= g.End:
			edges = append(edges, g)
		case g.Len() > q.r.Max:
			long++
		}
	}
	return fmt.Sprint(edges, long)
}

// reach is when the first shift begins and the last one ends, in minutes of their days.
func (q *continuousResource) reach() (earliest, latest int) {
	earliest = schedule.DayMinutes
	for s := range q.m.Problem.Shifts {
		for _, g := range q.m.Problem.Shifts[s].AtWork() {
			earliest, latest = min(earliest, g.Start), max(latest, g.End)
		}
	}
	return earliest, latest
}

// at is when a cell is worked.
func (q *continuousResource) at(cell int) []schedule.Span {
	if q.present != nil {
		return q.present[cell]
	}
	return q.m.Problem.Shifts[cell-1].AtWork()
}

func (q *continuousResource) onCells(present [][]schedule.Span) automaton.Resource {
	wide := *q
	wide.present = present
	return &wide
}

func (q *continuousResource) Start(i int) (int32, schedule.Score) {
	state := int32(0)
	past := q.m.Problem.People[i].Past
	for k, s := range past {
		var at []schedule.Span
		if day := k - len(past); s != schedule.Off {
			at = less(q.m.Problem.Shifts[s].AtWork(), q.m.lastBreaks(i, day, s))
		}
		state, _ = q.move(state, k-len(past), at)
	}
	return state, schedule.Score{}
}

func (q *continuousResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	var at []schedule.Span
	if cell > 0 {
		at = q.at(cell)
	}
	next, n := q.move(state, day, at)
	return next, q.r.Force.Score(n)
}

// move returns the stretch that continues on the next day, and how many stretches
// became too long. Stretches wholly in the past do not count.
func (q *continuousResource) move(state int32, day int, at []schedule.Span) (int32, int64) {
	run := q.known[state]
	excess := int64(0)
	for _, g := range at {
		if run.Len() > 0 && g.Start <= run.End {
			run.End = max(run.End, g.End)
		} else {
			run = stretch{Span: g}
		}
		if day >= 0 && run.Len() > q.r.Max && !run.counted {
			run.counted = true
			excess++
		}
	}
	run.Span = run.Span.Shift(-schedule.DayMinutes)
	return q.state(run), excess
}

func (q *continuousResource) End(i int, state int32) schedule.Score {
	run := q.known[state]
	for _, s := range q.m.next(i) {
		if run.Len() == 0 || run.counted {
			break
		}
		if s != schedule.Off {
			for _, g := range less(q.m.Problem.Shifts[s].AtWork(), q.m.Problem.Shifts[s].MiddleBreaks()) {
				if g.Start > run.End {
					return schedule.Score{} // the stretch is over, and what follows is not of the horizon
				}
				run.End = max(run.End, g.End)
				if run.Len() > q.r.Max {
					return q.r.Force.Score(1)
				}
			}
		}
		if run.Span = run.Span.Shift(-schedule.DayMinutes); run.End < 0 {
			break
		}
	}
	return schedule.Score{}
}
