package model

import (
	"paiban/schedule/solve/internal/fixed"
)

// RoundUp returns a scaled bound in whole units of cost, rounded up to a multiple of
// CostGCD. No roster costs less.
func (m *Model) RoundUp(v int64) int64 {
	c := v / fixed.Unit
	if v > 0 && v%fixed.Unit != 0 {
		c++
	}
	if c > 0 {
		c = (c + m.CostGCD - 1) / m.CostGCD * m.CostGCD
	}
	return c
}

// TypicalShortageCost is the mean soft cost of one missing head in a cover row. It is a
// natural scale for temperatures and penalties.
func (m *Model) TypicalShortageCost() float64 {
	if m.HardOnly {
		return 1
	}
	sum, n := 0.0, 0
	for r := range m.Rows {
		at := m.Rows[r].Scores
		for k := 1; k < len(at); k++ {
			if d := at[k].Cost - at[k-1].Cost; d < 0 && at[k].Hard == at[k-1].Hard {
				sum -= float64(d)
				n++
			}
		}
	}
	if n == 0 {
		return 10
	}
	return sum / float64(n)
}

// GCD is the greatest common divisor of a and b.
func GCD(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// FindCostGCD sets CostGCD to the greatest common divisor of all costs, in units of
// cost. The costs of two rosters differ by a multiple of it, so a bound may be rounded
// up to one.
func (m *Model) FindCostGCD() {
	g := 0
	for r := range m.Rows {
		for _, v := range m.Rows[r].Costs {
			g = GCD(g, int(abs(v)))
		}
	}
	for i := range m.People {
		q := &m.People[i]
		for k, s := range q.CellScore {
			if q.Allowed[k] {
				g = GCD(g, int(abs(m.Value(s))))
			}
		}
		for _, resource := range q.Resources {
			_, spent := resource.Start(i)
			g = GCD(g, int(abs(m.Value(spent))))
		}
		for k := range q.Counters {
			c := &q.Counters[k]
			for total := c.Start; total <= c.Start+m.MaxGain(c); total++ {
				if g == 1 {
					break
				}
				g = GCD(g, int(abs(m.Value(Sub(c.Judge(total), c.Spent)))))
			}
		}
		if q.Incomplete {
			g = 1
		}
		for _, l := range q.Automaton.Layers {
			for _, e := range l.Arcs {
				g = GCD(g, int(abs(e.Cost/fixed.Unit)))
			}
			for _, e := range l.End {
				g = GCD(g, int(abs(e/fixed.Unit)))
			}
		}
	}
	m.CostGCD = int64(max(1, g))
}

// MaxGain is the most that c can gain over the horizon.
func (m *Model) MaxGain(c *Counter) int {
	n := 0
	for d := range m.Days {
		best := 0
		if c.Weekends {
			best = 1
		}
		for cell := range m.Cells {
			best = max(best, c.Gain(d, cell))
		}
		n += best
	}
	return n
}

// RowsPerCell is the mean number of rows to which a cell of work adds a head.
func (m *Model) RowsPerCell() float64 {
	cells := 0
	for k := range m.Days * m.Cells {
		if len(m.RowsOf(k)) > 0 {
			cells++
		}
	}
	return max(1, float64(len(m.rowLists))/float64(max(1, cells)))
}
