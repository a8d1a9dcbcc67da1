package model

import (
	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

// resourceID is the ID of a resource.
type resourceID int

func (p resourceID) ID() int { return int(p) }

// addResource gives a resource to the people in who.
func (m *Model) addResource(q automaton.Resource, who []int) {
	for _, i := range who {
		m.People[i].Resources = append(m.People[i].Resources, q)
	}
}

// nextID returns an ID that no resource has yet.
func (m *Model) nextID() resourceID { m.resources++; return resourceID(m.resources) }

// finite reports whether a maximum can ever bind.
func finite(n int) bool { return n < schedule.NoMax }

// overScore is the score of n above the maxima of b.
func overScore(b schedule.Bound, n int) schedule.Score {
	b.HardMin, b.SoftMin = 0, 0
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

// underScore is the score of n below the minima of b.
func underScore(b schedule.Bound, n int) schedule.Score {
	b.HardMax, b.SoftMax = schedule.NoMax, schedule.NoMax
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

// Sub returns a − b.
func Sub(a, b schedule.Score) schedule.Score {
	return schedule.Score{Hard: a.Hard - b.Hard, Cost: a.Cost - b.Cost}
}

// saturation is the value from which on every further unit costs the same.
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
