package localsearch

import (
	"slices"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// Prepare gives everybody an automaton and cell costs. A person whose hard rules cannot
// all hold becomes elastic: breaking a hard rule costs. Prepare returns the networks
// over the whole horizon that it builds, nil for elastic people.
func Prepare(m *model.Model) ([]*pricing.Network, error) {
	if err := m.BuildAutomata(m.Everybody(), false); err != nil {
		return nil, err
	}
	networks := make([]*pricing.Network, len(m.People))
	var stuck []int
	var p pricing.Pricer
	buf := make([]int16, m.Days)
	roller := New(m, nil)
	for i := range m.People {
		w := pricing.New(m, i, 0, m.Days, nil, nil)
		if w == nil || p.Price(w, m.People[i].CellCost, buf) >= fixed.Infinity {
			stuck = append(stuck, i)
			continue
		}
		networks[i] = w
		if !w.HasRelaxedMinimum() {
			continue
		}
		if !m.Rolling {
			m.Rolling = true
			m.FindHardRanges()
		}
		if !roller.keepsHardRules(i) {
			stuck = append(stuck, i)
			networks[i] = nil
		}
	}
	return networks, m.BuildAutomata(stuck, true)
}

// RebuildElastic gives elastic people their automata again, at a new weight of hard units.
func RebuildElastic(m *model.Model) error {
	return m.BuildAutomata(elastic(m), true)
}

// elastic lists the elastic people.
func elastic(m *model.Model) (who []int) {
	for i := range m.People {
		if m.People[i].Elastic {
			who = append(who, i)
		}
	}
	return who
}

// ForcedHard is a lower bound on the hard units of any roster: cover that no roster can
// avoid to miss, and the least that each elastic person must break.
func ForcedHard(m *model.Model) int64 {
	n := m.ForcedCover()
	stuck := elastic(m)
	if stuck == nil {
		return n
	}
	// The same people, with only hard units to count.
	bare := *m
	bare.People, bare.HardOnly = slices.Clone(m.People), true
	if bare.BuildAutomata(stuck, true) != nil {
		return n
	}
	var p pricing.Pricer
	buf := make([]int16, m.Days)
	for _, i := range stuck {
		if w := pricing.New(&bare, i, 0, m.Days, nil, nil); w != nil {
			if v := p.Price(w, bare.People[i].CellCost, buf); v < fixed.Infinity {
				n += (v + w.FixedCost) / fixed.Unit
			}
		}
	}
	return n
}
