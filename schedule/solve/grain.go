package solve

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
