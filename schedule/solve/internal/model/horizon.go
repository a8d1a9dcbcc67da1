package model

import (
	"math"
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
)

// shareOfDays is the share of person i's available days that lie before a day. It is
// the share of a sum that should be used up by then.
func (m *Model) shareOfDays(i, to int) float64 {
	return float64(m.availableDays(i, to)) / float64(max(1, m.availableDays(i, m.Days)))
}

// Truncate returns m cut to the days before to. There, a total with hard limits must be
// near its share of these limits, give or take slack days' worth. Where to is the end
// of the horizon, it returns m.
func (m *Model) Truncate(to int, slack int) *Model {
	if to == m.Days {
		return m
	}
	cut := *m
	cut.Days = to
	cut.People = slices.Clone(m.People)
	for i := range cut.People {
		q := &cut.People[i]
		q.Counters = slices.Clone(q.Counters)
		for k := range q.Counters {
			c := &q.Counters[k]
			if !c.HardBounded {
				c.Judge = func(int) schedule.Score { return c.Spent }
				continue
			}
			// The share so far, rounded outwards, give or take slack days' worth.
			worth := (c.Max + m.Days - 1) / m.Days * slack
			share := m.shareOfDays(i, to)
			least := int(math.Floor(float64(c.HardMin)*share)) - worth
			most := int(math.Ceil(float64(c.HardMax)*share)) + worth
			spent := c.Spent
			c.Judge = func(total int) schedule.Score {
				s := spent
				if n := total - c.Start; n < least || n > most {
					s.Hard++
				}
				return s
			}
		}
	}
	return &cut
}

// availableDays is the number of days before to on which person i may work.
func (m *Model) availableDays(i, to int) (n int) {
	for d := range to {
		for c := 1; c < m.Cells; c++ {
			if m.People[i].CellCost[m.Cell(d, c)] < fixed.Infinity {
				n++
				break
			}
		}
	}
	return n
}

// FindHardRanges sets the range of every counter that breaks no hard rule.
func (m *Model) FindHardRanges() {
	for i := range m.People {
		for k := range m.People[i].Counters {
			c := &m.People[i].Counters[k]
			unit := 0
			for _, n := range c.By {
				unit = GCD(unit, n)
			}
			unit = max(1, unit)
			ok := func(n int) bool { return Sub(c.Judge(c.Start+n), c.Spent).Hard <= 0 }
			c.Max = m.MaxGain(c)
			for c.HardMin = 0; c.HardMin < c.Max && !ok(c.HardMin); c.HardMin += unit {
			}
			for c.HardMax = c.Max; c.HardMax > c.HardMin && !ok(c.HardMax); c.HardMax -= unit {
			}
			c.HardBounded = c.HardMin > 0 || c.HardMax < c.Max
		}
	}
}
