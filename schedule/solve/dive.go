package solve

import (
	"cmp"
	"math"
	"slices"
)

// choice is a column for each person of a box.
type choice []int32

// heaviest returns each person's column of largest weight in the linear program,
// and the weights.
func (b *box) heaviest() (choice, []float64) {
	cols, weight := make(choice, len(b.people)), make([]float64, len(b.people))
	for j := range cols {
		cols[j] = b.first[j]
	}
	b.lp.weights(func(n int32, x float64) {
		if j := b.lp.cols[n].person; int(j) < len(b.people) && x > weight[j] {
			cols[j], weight[j] = n, x
		}
	})
	return cols, weight
}

// value is what a choice costs in the box, not scaled.
func (b *box) value(cols choice) int64 {
	heads := slices.Clone(b.out)
	v := int64(0)
	for _, n := range cols {
		v += int64(math.Round(b.lp.cols[n].cost))
		for _, g := range b.lp.cols[n].groups {
			for _, r := range b.m.touched(b.from*b.m.cells + int(g)) {
				if k := b.local[r]; k >= 0 {
					heads[k]++
				}
			}
		}
	}
	for n, r := range b.rows {
		v += b.m.rows[r].f[heads[n]]
	}
	return v
}

// sure is the weight above which a column is as good as fixed.
const sure = 0.999

// dive fixes one person after another, or a few at once where the linear program
// is sure of them, to the column of largest weight, solving it to the end in
// between. Where that costs much, another column is tried, tries times in all (diving
// with limited discrepancy; R. Sadykov and others, Primal heuristics for branch and
// price, 2019). It returns the best choice seen that costs less than target, or nil.
func (b *box) dive(target int64, tries int) (best choice) {
	const (
		rounds = 60
		loss   = 0.002 // share that a step may cost before another column is tried
	)
	defer b.unfix()
	var barred []int32
	for {
		cols, weight := b.heaviest()
		if v := b.value(cols); v < target && !slices.Equal(cols, b.stale) {
			best, target = cols, v
		}
		before := b.fractional()
		if b.stop() {
			return best
		}
		some := b.fixLikely(cols, weight)
		if some == nil {
			return best
		}
		more := b.generate(rounds, target)
		last := some[len(some)-1]
		dear := func() bool { return !more || b.fractional() > before+loss*math.Abs(before) }
		switch {
		case tries > 0 && weight[last] < sure && dear():
			tries--
			for _, j := range some {
				b.fixed[j] = -1
			}
			barred = append(barred, cols[last])
			b.ban(barred)
			if !b.generate(rounds, target) {
				return best
			}
		case !more:
			return best
		}
	}
}

// fixLikely fixes who is all but fixed, and of the others the likeliest, a few where they
// are likely; it returns whom, the least likely last.
func (b *box) fixLikely(cols choice, weight []float64) (some []int) {
	const (
		likely = 0.85
		share  = 20
	)
	free := b.undecided(weight)
	quota := max(1, len(free)/share)
	done := 0
	for _, j := range free {
		if weight[j] < sure {
			if done >= quota || done > 0 && weight[j] < likely {
				break
			}
			done++
		}
		b.fix(j, cols[j])
		some = append(some, j)
	}
	b.lp.computeDuals()
	return some
}

// undecided lists who is not fixed, those with the heaviest columns first.
func (b *box) undecided(weight []float64) (free []int) {
	for j, n := range b.fixed {
		if n < 0 {
			free = append(free, j)
		}
	}
	slices.SortStableFunc(free, func(x, y int) int { return cmp.Compare(weight[y], weight[x]) })
	return free
}

// fix gives the j-th person column n and bans all others of theirs.
func (b *box) fix(j int, n int32) {
	b.fixed[j] = n
	for k := range b.lp.cols {
		if c := &b.lp.cols[k]; int(c.person) == j {
			c.banned = int32(k) != n
		}
	}
}

// ban bans the columns that branches forbid, those that people who are fixed do not
// have, and barred ones.
func (b *box) ban(barred []int32) {
	for k := range b.lp.cols {
		c := &b.lp.cols[k]
		c.banned = b.bans != nil && b.forbidden(c)
		if j := int(c.person); j < len(b.people) && b.fixed[j] >= 0 && b.fixed[j] != int32(k) {
			c.banned = true
		}
	}
	for _, n := range barred {
		b.lp.cols[n].banned = true
	}
	b.lp.computeDuals()
}

// unfix frees everybody.
func (b *box) unfix() {
	for j := range b.fixed {
		b.fixed[j] = -1
	}
	b.ban(nil)
}
