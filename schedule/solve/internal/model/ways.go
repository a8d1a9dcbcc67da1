package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// wayStep is the grid on which breaks begin, in minutes: the interval of the problem,
// half an hour at most.
const wayStep = 30

// findWays lists the ways to place the breaks of each shift. Of ways that no row and no
// rule tells apart, the one nearest to the middle is kept.
func (m *Model) findWays() {
	p := m.Problem
	m.classes.ways = make([][][]schedule.Span, len(p.Shifts))
	var meals []schedule.MealTime
	presence := false
	for _, r := range p.Rules {
		switch r := r.(type) {
		case schedule.MealTime:
			meals = append(meals, r)
		case schedule.Continuous:
			presence = true
		}
	}
	for s := range p.Shifts {
		all := p.Shifts[s].Ways(min(p.Interval, wayStep))
		if len(all) == 1 || p.Shifts[s].Retired {
			m.classes.ways[s] = all[:1]
			continue
		}
		seen := map[string]bool{}
		for _, way := range all {
			key := m.rowsOfWay(s, way)
			for _, meal := range meals {
				key += fmt.Sprint(meal.Kept(way))
			}
			if presence {
				key += fmt.Sprint(way)
			}
			if !seen[key] {
				seen[key] = true
				m.classes.ways[s] = append(m.classes.ways[s], way)
			}
		}
	}
}

// rowsOfWay names the rows of cover that count shift s with its breaks in some way, of
// those that its breaks can matter to.
func (m *Model) rowsOfWay(s int, way []schedule.Span) string {
	var rows []byte
	for k := range m.Problem.Cover {
		c := &m.Problem.Cover[k]
		if c.Shift != schedule.Any {
			continue
		}
		for from := c.Day - 2; from <= c.Day+max(0, c.Span.End-1)/schedule.DayMinutes; from++ {
			if Counts(m.Problem, c, s, from, nil) != Counts(m.Problem, c, s, from, way) {
				rows = fmt.Append(rows, k, " ", from, ",")
			}
		}
	}
	return string(rows)
}

// costWays adds what rules say of where breaks lie to the scores of the cells.
func (m *Model) costWays() {
	for _, r := range m.Problem.Rules {
		meal, ok := r.(schedule.MealTime)
		if !ok {
			continue
		}
		for c := 1; c < m.Cells; c++ {
			if !slices.Contains(meal.Shifts, m.ShiftOf(c)) || meal.Kept(m.BreaksOf(c)) {
				continue
			}
			for _, i := range meal.People.All(m.Problem) {
				for d := range m.Days {
					at := &m.People[i].CellScore[m.Cell(d, c)]
					*at = at.Add(meal.Force.Score(1))
				}
			}
		}
	}
}

// WaysOf returns the ways to place the breaks of a shift, one at least.
func (m *Model) WaysOf(shift int) [][]schedule.Span {
	if m.classes.ways == nil {
		return [][]schedule.Span{nil}
	}
	return m.classes.ways[shift]
}

// BreaksOf returns where breaks lie in a cell, in minutes of the work date.
func (m *Model) BreaksOf(cell int) []schedule.Span {
	if m.classes.shift == nil || cell == 0 {
		return nil
	}
	return m.classes.ways[m.classes.shift[cell]][m.classes.way[cell]]
}

// wayOf returns the way to place the breaks of a shift that is most like some spans.
func (m *Model) wayOf(shift int, at []schedule.Span) int {
	if m.classes.shift == nil || shift == schedule.Off || at == nil {
		return 0
	}
	best, most := 0, -1
	for w, way := range m.classes.ways[shift] {
		if slices.Equal(way, at) {
			return w
		}
		shared := 0
		for _, a := range way {
			for _, b := range at {
				shared += a.Overlap(b)
			}
		}
		if shared > most {
			best, most = w, shared
		}
	}
	return best
}

// FirstWay returns the cell of the same class and shift whose breaks lie in the first way,
// and what the rules that look at when people are at work see of the cell: of cells of one
// shift that are the same to these, people tell no more apart than by their cost.
func (m *Model) FirstWay(cell int) (first int, seen string) {
	if m.classes.shift == nil || cell == 0 {
		return cell, ""
	}
	for _, r := range m.classes.presence {
		seen += r.Class(cell) + "|"
	}
	return cell - m.classes.way[cell], seen
}

// less returns the parts of some ascending spans that lie outside breaks.
func less(spans, breaks []schedule.Span) []schedule.Span {
	out := slices.Clone(spans)
	for _, b := range breaks {
		var rest []schedule.Span
		for _, s := range out {
			for _, t := range []schedule.Span{{Start: s.Start, End: min(s.End, b.Start)}, {Start: max(s.Start, b.End), End: s.End}} {
				if t.Len() > 0 {
					rest = append(rest, t)
				}
			}
		}
		out = rest
	}
	return out
}

// lastBreaks returns where the breaks of a shift of the past lie.
func (m *Model) lastBreaks(i, day, shift int) []schedule.Span {
	if who := &m.Problem.People[i]; day == -1 && who.Before != nil {
		return who.Before
	}
	return m.Problem.Shifts[shift].MiddleBreaks()
}
