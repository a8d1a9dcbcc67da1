package solve

import (
	"math"
	"paiban/schedule"
	"slices"
)

// evenly is what share of a sum of person i should be spent before a day, by the days
// available.
func (m *model) evenly(i, to int) float64 {
	return float64(m.available(i, to)) / float64(max(1, m.available(i, m.days)))
}

// upto returns m with the days before to alone, where a total that is bounded by
// a hard rule must be, at its end, no further from its share of the horizon than
// slack shares of a day. Where to is the last day, it is m.
func (m *model) upto(to int, slack int) *model {
	if to == m.days {
		return m
	}
	cut := *m
	cut.days = to
	cut.people = slices.Clone(m.people)
	for i := range cut.people {
		q := &cut.people[i]
		q.counters = slices.Clone(q.counters)
		for k := range q.counters {
			c := &q.counters[k]
			if !c.bounded {
				c.judge = func(int) schedule.Score { return c.spent }
				continue
			}
			// The total's share so far, rounded outwards, give or take slack days' worth.
			worth := (c.most + m.days - 1) / m.days * slack
			part := m.evenly(i, to)
			least := int(math.Floor(float64(c.lo)*part)) - worth
			most := int(math.Ceil(float64(c.hi)*part)) + worth
			spent := c.spent
			c.judge = func(total int) schedule.Score {
				s := spent
				if n := total - c.start; n < least || n > most {
					s.Hard++
				}
				return s
			}
		}
	}
	return &cut
}

// available is the number of days before to that person i may work.
func (m *model) available(i, to int) (n int) {
	for d := range to {
		for c := 1; c < m.cells; c++ {
			if m.people[i].base[m.at(d, c)] < never {
				n++
				break
			}
		}
	}
	return n
}

// findRanges sets what totals break no hard rule.
func (m *model) findRanges() {
	for i := range m.people {
		for k := range m.people[i].counters {
			c := &m.people[i].counters[k]
			unit := 0
			for _, n := range c.by {
				unit = gcd(unit, n)
			}
			unit = max(1, unit)
			ok := func(n int) bool { return sub(c.judge(c.start+n), c.spent).Hard <= 0 }
			c.most = m.most(c)
			for c.lo = 0; c.lo < c.most && !ok(c.lo); c.lo += unit {
			}
			for c.hi = c.most; c.hi > c.lo && !ok(c.hi); c.hi -= unit {
			}
			c.bounded = c.lo > 0 || c.hi < c.most
		}
	}
}
