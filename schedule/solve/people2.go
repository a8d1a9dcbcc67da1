package solve

import (
	"errors"
	"fmt"
	"slices"
)

// automata builds the automata of the people in who, one for all who share the
// same parts.
func (m *model) automata(who []int, elastic bool) error {
	var groups [][]int
	index := map[string]int{}
	for _, i := range who {
		key := ""
		for _, q := range m.people[i].parts {
			key += fmt.Sprint(q.id(), " ")
		}
		g, ok := index[key]
		if !ok {
			g = len(groups)
			index[key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	for _, group := range groups {
		parts := slices.Clone(m.people[group[0]].parts)
		a, err := buildAutomaton(m.spec(parts, group, elastic))
		var large tooLarge
		for errors.As(err, &large) {
			parts = slices.Delete(parts, large.part, large.part+1)
			a, err = buildAutomaton(m.spec(parts, group, elastic))
		}
		if err != nil {
			return err
		}
		for _, i := range group {
			q := &m.people[i]
			q.auto, q.elastic, q.loose = a, elastic, len(parts) < len(q.parts)
			q.entry = a.entry(i)
			q.base = make([]int64, len(q.own))
			for k, s := range q.own {
				switch {
				case !q.may[k] || s.Hard > 0 && !elastic:
					q.base[k] = never
				default:
					q.base[k] = m.value(s) * scale
				}
			}
		}
	}
	return nil
}

// spec says what automaton some people have who share parts.
func (m *model) spec(parts []part, people []int, elastic bool) spec {
	s := spec{
		parts: parts, people: people, elastic: elastic, days: m.days, cells: m.cells,
		may:     func(person, day, cell int) bool { return m.people[person].may[m.at(day, cell)] },
		weekend: m.p.Weekend, value: m.value,
	}
	if m.weekend != nil {
		s.weekends = m.weekend
	}
	return s
}
