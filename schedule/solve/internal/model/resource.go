package model

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

type resourceID int

func (p resourceID) ID() int { return int(p) }

// addResource gives part to the people in who.
func (m *Model) addResource(q automaton.Resource, who []int) {
	for _, i := range who {
		m.People[i].Resources = append(m.People[i].Resources, q)
	}
}

// nextID returns an id that no part has yet.
func (m *Model) nextID() resourceID { m.resources++; return resourceID(m.resources) }

// finite reports whether a maximum can ever bind.
func finite(n int) bool { return n < schedule.NoMax }

// overScore returns what n costs above the maxima of b, under what it costs below the
// minima.
func overScore(b schedule.Bound, n int) schedule.Score {
	b.HardMin, b.SoftMin = 0, 0
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func underScore(b schedule.Bound, n int) schedule.Score {
	b.HardMax, b.SoftMax = schedule.NoMax, schedule.NoMax
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func Sub(a, b schedule.Score) schedule.Score {
	return schedule.Score{Hard: a.Hard - b.Hard, Cost: a.Cost - b.Cost}
}

// saturation is the value from which on b charges every unit alike.
func saturation(b schedule.Bound) int {
	t := max(b.HardMin, b.SoftMin)
	if finite(b.SoftMax) && b.OverCost > 0 {
		t = max(t, b.SoftMax)
	}
	if finite(b.HardMax) {
		t = max(t, b.HardMax)
	}
	return t
}
