package solve

import (
	"slices"
)

// prepare gives everybody an automaton and cell costs. Somebody whose hard rules
// cannot all hold at once becomes elastic: breaking a hard rule is charged. It
// returns the windows over the whole horizon that it made on the way, nil for
// elastic people.
func prepare(m *model) ([]*window, error) {
	if err := m.automata(m.everybody(), false); err != nil {
		return nil, err
	}
	windows := make([]*window, len(m.people))
	var stuck []int
	var p pricer
	buf := make([]int16, m.days)
	roller := newSearcher(m, nil)
	for i := range m.people {
		w := newWindow(m, i, 0, m.days, nil, nil)
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

// forced is a lower bound on the hard units of any roster: what nobody can help,
// and what each person whose rules cannot all hold must break at least.
func forced(m *model) int64 {
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
		if w := newWindow(&bare, i, 0, m.days, nil, nil); w != nil {
			if v := p.price(w, bare.people[i].base, buf); v < never {
				n += (v + w.fixed) / scale
			}
		}
	}
	return n
}
