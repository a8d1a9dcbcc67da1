package model

import (
	"errors"
	"fmt"
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
	"paiban/schedule/solve/internal/fixed"
)

// BuildAutomata builds the automata of the people in who. People with the same
// resources share one. A resource that makes the automaton too large is left out; the
// person is then Incomplete.
func (m *Model) BuildAutomata(who []int, elastic bool) error {
	var groups [][]int
	index := map[string]int{}
	for _, i := range who {
		key := ""
		for _, q := range m.People[i].Resources {
			key += fmt.Sprint(q.ID(), " ")
		}
		key += m.after(i)
		g, ok := index[key]
		if !ok {
			g = len(groups)
			index[key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	for _, group := range groups {
		resources := slices.Clone(m.People[group[0]].Resources)
		a, err := automaton.Build(m.spec(resources, group, elastic))
		var large automaton.TooLarge
		for errors.As(err, &large) {
			resources = slices.Delete(resources, large.Resource, large.Resource+1)
			a, err = automaton.Build(m.spec(resources, group, elastic))
		}
		if err != nil {
			return err
		}
		for _, i := range group {
			q := &m.People[i]
			q.Automaton, q.Elastic, q.Incomplete = a, elastic, len(resources) < len(q.Resources)
			q.Start = a.StartOf(i)
			q.CellCost = make([]int64, len(q.CellScore))
			for k, s := range q.CellScore {
				switch {
				case !q.Allowed[k] || s.Hard > 0 && !elastic || s.Hard >= schedule.LockUnits:
					q.CellCost[k] = fixed.Infinity
				default:
					q.CellCost[k] = m.Value(s) * fixed.Unit
				}
			}
		}
	}
	return nil
}

// after says what the days after the horizon hold for person i: people share the costs at
// the end of their automaton where it is the same.
func (m *Model) after(i int) string {
	q := &m.Problem.People[i]
	if len(q.Next) == 0 {
		return ""
	}
	at, _ := slices.BinarySearch(q.Leave, m.Problem.Days)
	return fmt.Sprint(q.Next, q.Leave[at:])
}

// next is what person i works on the known days after the horizon, nothing for nobody.
func (m *Model) next(i int) []int {
	if i < 0 {
		return nil
	}
	return m.Problem.People[i].Next
}

// spec describes the automaton of some people who share resources.
func (m *Model) spec(resources []automaton.Resource, people []int, elastic bool) automaton.Spec {
	s := automaton.Spec{
		Resources: resources, People: people, Elastic: elastic, Days: m.Days, Cells: m.Cells,
		Allowed: func(person, day, cell int) bool { return m.People[person].Allowed[m.Cell(day, cell)] },
		Weekend: m.Problem.Weekend, Value: m.Value,
	}
	if m.weekends != nil {
		s.Weekends = m.weekends
	}
	return s
}
