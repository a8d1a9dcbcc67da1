package solve

// ceil is a scaled bound in whole units of cost, up to the next multiple of the
// grain: no roster costs less.
func (m *model) ceil(v int64) int64 {
	c := v / scale
	if v > 0 && v%scale != 0 {
		c++
	}
	if c > 0 {
		c = (c + m.grain - 1) / m.grain * m.grain
	}
	return c
}

// typical is the mean soft cost that a missing head makes in a cover row: a
// natural scale of temperature.
func (m *model) typical() float64 {
	sum, n := 0.0, 0
	for r := range m.rows {
		at := m.rows[r].at
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

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// findGrain sets the greatest common divisor of everything that can be charged,
// in units of cost: values of rosters differ by multiples of it, so a bound may
// be rounded up to one.
func (m *model) findGrain() {
	g := 0
	for r := range m.rows {
		for _, v := range m.rows[r].f {
			g = gcd(g, int(abs(v)))
		}
	}
	for i := range m.people {
		q := &m.people[i]
		for k, s := range q.own {
			if q.may[k] {
				g = gcd(g, int(abs(m.value(s))))
			}
		}
		for _, part := range q.parts {
			_, spent := part.begin(i)
			g = gcd(g, int(abs(m.value(spent))))
		}
		for k := range q.counters {
			c := &q.counters[k]
			for total := c.start; total <= c.start+m.most(c); total++ {
				if g == 1 {
					break
				}
				g = gcd(g, int(abs(m.value(sub(c.judge(total), c.spent)))))
			}
		}
		if q.loose {
			g = 1
		}
		for _, l := range q.auto.layers {
			for _, e := range l.arcs {
				g = gcd(g, int(abs(e.cost/scale)))
			}
			for _, e := range l.end {
				g = gcd(g, int(abs(e/scale)))
			}
		}
	}
	m.grain = int64(max(1, g))
}

// most is the most that c can gain over the horizon.
func (m *model) most(c *counter) int {
	n := 0
	for d := range m.days {
		best := 0
		if c.weekends {
			best = 1
		}
		for cell := range m.cells {
			best = max(best, c.inc(d, cell))
		}
		n += best
	}
	return n
}

// overlap is how many rows a cell of work adds a head to, on average.
func (m *model) overlap() float64 {
	cells := 0
	for k := range m.days * m.cells {
		if len(m.touched(k)) > 0 {
			cells++
		}
	}
	return max(1, float64(len(m.touch))/float64(max(1, cells)))
}
