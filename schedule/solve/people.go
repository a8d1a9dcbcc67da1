package solve

import (
	"errors"
	"fmt"
	"slices"
)

// prepare gives everybody an automaton and cell costs. Somebody whose hard rules
// cannot all hold at once becomes elastic: breaking a hard rule is charged. It
// returns the windows over the whole horizon that it made on the way, nil for
// elastic people.
func (m *model) prepare() ([]*window, error) {
	if err := m.automata(m.everybody(), false); err != nil {
		return nil, err
	}
	windows := make([]*window, len(m.people))
	var stuck []int
	var p pricer
	buf := make([]int16, m.days)
	roller := newSearcher(m, nil)
	for i := range m.people {
		w := m.newWindow(i, 0, m.days, nil, nil)
		if w == nil || p.price(w, m.people[i].base, buf) >= never {
			stuck = append(stuck, i)
			continue
		}
		windows[i] = w
		if !w.needy() {
			continue
		}
		if !m.rolling {
			m.rolling = true
			m.findRanges()
		}
		if !roller.alone(i) {
			stuck = append(stuck, i)
			windows[i] = nil
		}
	}
	return windows, m.automata(stuck, true)
}

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
		a, err := m.buildAutomaton(parts, group, elastic)
		var large tooLarge
		for errors.As(err, &large) {
			parts = slices.Delete(parts, large.part, large.part+1)
			a, err = m.buildAutomaton(parts, group, elastic)
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

// forced is a lower bound on the hard units of any roster: what nobody can help,
// and what each person whose rules cannot all hold must break at least.
func (m *model) forced() int64 {
	n := m.coverForced()
	var stuck []int
	for i := range m.people {
		if m.people[i].elastic {
			stuck = append(stuck, i)
		}
	}
	if stuck == nil {
		return n
	}
	// The same people with nothing but hard units to count.
	bare := *m
	bare.people, bare.hardOnly = slices.Clone(m.people), true
	if bare.automata(stuck, true) != nil {
		return n
	}
	var p pricer
	buf := make([]int16, m.days)
	for _, i := range stuck {
		if w := bare.newWindow(i, 0, m.days, nil, nil); w != nil {
			if v := p.price(w, bare.people[i].base, buf); v < never {
				n += (v + w.fixed) / scale
			}
		}
	}
	return n
}
