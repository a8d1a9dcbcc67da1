package solve

import (
	"cmp"
	"math"
	"slices"
)

// round prices everybody at the multipliers in dual, adds the columns found
// that improve the linear program, and returns the bound, scaled, and how many
// columns are new.
func (b *box) round() (bound int64, added int) {
	m := b.m
	for n, r := range b.rows[:b.plain] {
		// min over heads of f + π·heads, by convexity a walk to the valley.
		row, pi := &m.rows[r], b.dual[n]
		cost := func(h int32) int64 {
			return row.f[b.out[n]+h]*scale + b.tilt*int64(max(0, row.wanted-b.out[n]-h)) + pi*int64(h)
		}
		best := cost(b.lo[n])
		for h := b.lo[n] + 1; h <= b.hi[n]; h++ {
			v := cost(h)
			if v > best {
				break
			}
			best = v
		}
		bound += best
	}
	for j, i := range b.people {
		if c := b.fixed[j]; c >= 0 {
			col := &b.lp.cols[c]
			v := col.scaled()
			for _, g := range col.groups {
				for _, r := range b.lp.rowsOf(g) {
					v -= b.dual[r]
				}
			}
			bound += v
			continue
		}
		q := &m.people[i]
		for k := b.from * m.cells; k < b.to*m.cells; k++ {
			v := q.base[k]
			if v < never && q.cover {
				for _, n := range b.lp.rowsOf(int32(k - b.from*m.cells)) {
					v -= b.dual[n]
				}
			}
			if b.bans != nil && b.bans[j][k-b.from*m.cells] {
				v = never
			}
			if b.bias != nil && v < never {
				v -= b.bias[j*(b.to-b.from)*m.cells+k-b.from*m.cells]
			}
			b.cost[k] = v
		}
		w := b.windows[j]
		before := b.pricer.steps
		v := b.pricer.price(w, b.cost, b.cells)
		b.spend(b.pricer.steps - before)
		b.prepared(w)
		if v >= never {
			return never, 0
		}
		bound += v + w.fixed
		known := len(b.lp.cols)
		n := b.addCells(j, b.cells[:b.to-b.from])
		if len(b.lp.cols) > known && b.lp.reduced(n) < -1e-6 {
			added++
		}
	}
	v, more := b.roundDays()
	return bound + v, added + more
}

// guide prices everybody at given multipliers, by row of the model, or by cell where
// days are whole, for a first stock of columns. It reports whether something below
// target (not scaled) may be there.
func (b *box) guide(pi, worth []float64, target int64) bool {
	if pi == nil {
		return true
	}
	for n, r := range b.rows[:b.plain] {
		b.dual[n] = int64(pi[r] * scale)
	}
	for n, g := range b.links {
		v := 0.0
		k := b.from*b.m.cells + int(g)
		if worth != nil {
			v = worth[k]
		} else {
			for _, r := range b.m.touched(k) {
				if n := b.local[r]; int(n) >= b.plain {
					v += pi[r]
				}
			}
		}
		b.dual[b.plain+n] = int64(v * scale)
	}
	bound, _ := b.round()
	if bound > b.bound {
		b.bound = bound
		copy(b.center, b.dual)
	}
	return b.m.ceil(bound) < target
}

// stock takes cells in as columns, by person of the problem, and prices everybody at
// given multipliers, by row of the model.
func (b *box) stock(columns [][][]int16, pi []float64) {
	for j, i := range b.people {
		for _, cells := range columns[i] {
			b.addCells(j, cells)
		}
	}
	b.guide(pi, nil, b.start)
}

// pool returns the cells of each person's columns of least reduced cost at the
// multipliers with the best bound, for boxes over the whole horizon to start with.
func (b *box) pool(most int) [][][]int16 {
	type priced struct {
		n int32
		v int64
	}
	by := make([][]priced, len(b.people))
	for n := range b.lp.cols {
		c := &b.lp.cols[n]
		if int(c.person) >= len(b.people) {
			continue
		}
		v := c.scaled()
		for _, g := range c.groups {
			for _, r := range b.lp.rowsOf(g) {
				v -= b.center[r]
			}
		}
		by[c.person] = append(by[c.person], priced{int32(n), v})
	}
	out := make([][][]int16, len(b.m.people))
	for j, list := range by {
		slices.SortStableFunc(list, func(x, y priced) int { return cmp.Compare(x.v, y.v) })
		for _, x := range list[:min(most, len(list))] {
			out[b.people[j]] = append(out[b.people[j]], b.lp.cols[x.n].cells)
		}
	}
	return out
}

// generate solves the linear program to the end, or until the bound shows that
// nothing better than target (not scaled) is there, or rounds are done. It
// reports whether something better may be there.
func (b *box) generate(rounds int, target int64) bool {
	m := b.m
	best := int64(math.MinInt64)
	if len(b.days) > 0 && b.bound > best { // good multipliers are known
		copy(b.dual, b.center)
		best, _ = b.round()
		b.aim()
	}
	b.node = best
	for range rounds {
		b.pivot()
		smooth := 0.5
		if best == math.MinInt64 {
			smooth = 0
		}
		value := b.fractional()
		moved := false // links aim at other multipliers than the linear program was solved with
		for {
			for n := range b.dual {
				pi := b.lp.dual[n] * scale
				b.dual[n] = int64(math.Round(pi + smooth*(float64(b.center[n])-pi)))
			}
			bound, added := b.round()
			if bound > best {
				best = bound
				b.node = best
				copy(b.center, b.dual)
				if b.free() && b.tilt == 0 {
					b.bound = max(b.bound, best)
					b.aim()
					moved = true
				}
			}
			if m.ceil(best) >= target || bound >= never {
				return false
			}
			if b.stop() {
				return true
			}
			if value*scale-float64(best) < scale/64 {
				if b.free() && b.press(moved) {
					break
				}
				return true
			}
			if added > 0 {
				break
			}
			if smooth == 0 {
				if b.free() && b.press(moved) {
					break
				}
				return true
			}
			smooth = 0 // the smoothed multipliers found nothing: try the program's own
		}
	}
	return true
}

// pivot solves the linear program with the columns at hand; where it is coarse, until
// that saves little.
func (b *box) pivot() {
	const chunk = 300
	value := math.Inf(1)
	for done, most := 0, 20*b.lp.size(); (b.coarse || done < most) && !b.stop(); done += chunk {
		before := b.lp.steps
		optimal := b.lp.optimise(chunk)
		b.spend(b.lp.steps - before)
		if optimal {
			return
		}
		if b.coarse && done/chunk%coarseChunks == coarseChunks-1 {
			v := b.fractional()
			if v > value-coarseGain*math.Abs(v) {
				return
			}
			value = v
		}
	}
}

// free reports whether no person is fixed and no branch taken, so that a bound is one
// on the box.
func (b *box) free() bool {
	return !b.inside && !slices.ContainsFunc(b.fixed, func(c int32) bool { return c >= 0 })
}

// heads returns the heads that columns add, by line of the linear program.
func (b *box) heads() []float64 {
	out := make([]float64, b.lp.rows)
	b.lp.weights(func(n int32, x float64) {
		c := &b.lp.cols[n]
		for _, g := range c.groups {
			for _, r := range b.lp.rowsOf(g) {
				out[r] += x * c.sign
			}
		}
	})
	return out
}

// fractional is what the linear program's solution costs, each row's cost drawn
// straight between whole heads; infinite where a branch does not allow it.
func (b *box) fractional() float64 {
	heads, v := b.heads(), 0.0
	b.lp.weights(func(n int32, x float64) {
		if b.lp.cols[n].banned && x > feasible {
			v = math.Inf(1)
		}
		v += x * b.lp.cols[n].cost
	})
	v += b.offCost(heads)
	for n, r := range b.rows[:b.plain] {
		h := heads[n]
		if h < float64(b.lo[n])-feasible || h > float64(b.hi[n])+feasible {
			return math.Inf(1)
		}
		f := b.m.rows[r].f[b.out[n]:]
		k := max(0, min(int(h), len(f)-2))
		v += float64(f[k]) + (h-float64(k))*float64(f[k+1]-f[k])
		v += float64(b.tilt) / scale * max(0, float64(b.m.rows[r].wanted-b.out[n])-h)
	}
	return v
}

// feasible is how far a weight or a number of heads may be off; wider than the
// hair by which kinks are moved.
const feasible = 1e-3
