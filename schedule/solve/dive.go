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

// dive fixes one person after another, or a few at once where the linear program
// is sure of them, to the column of largest weight, solving it to the end in
// between. It returns the best choice seen that costs less than target, or nil.
func (b *box) dive(target int64, tries int) (best choice) {
	const (
		sure   = 0.999
		likely = 0.85
		rounds = 60
		share  = 20
		loss   = 0.002 // share that a step may cost before another column is tried
	)
	defer b.unfix()
	var barred []int32
	for {
		cols, weight := b.heaviest()
		if v := b.value(cols); v < target && !slices.Equal(cols, b.stale) {
			best, target = cols, v
		}
		free := b.undecided(weight)
		if len(free) == 0 || b.stop() {
			return best
		}
		quota := max(1, len(free)/share)
		done, n, before := 0, 0, b.fractional()
		for _, j := range free {
			if weight[j] < sure && (done >= quota || done > 0 && weight[j] < likely) {
				break
			}
			if weight[j] < sure {
				done++
			}
			b.fix(j, cols[j])
			n++
		}
		b.lp.computeDuals()
		more := b.generate(rounds, target)
		if tries == 0 || weight[free[n-1]] >= sure || more && b.fractional() <= before+loss*math.Abs(before) {
			if !more {
				return best
			}
			continue
		}
		tries--
		for _, j := range free[:n] {
			b.fixed[j] = -1
		}
		barred = append(barred, cols[free[n-1]])
		b.ban(barred)
		if !b.generate(rounds, target) {
			return best
		}
	}
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
		if c := &b.lp.cols[k]; int(c.person) == j && int32(k) != n {
			c.banned = true
		}
	}
}

// ban bans the columns that branches forbid, those that people who are fixed do not
// have, and barred ones.
func (b *box) ban(barred []int32) {
	for k := range b.lp.cols {
		c := &b.lp.cols[k]
		c.banned = b.bans != nil && b.forbidden(c) || int(c.person) < len(b.people) && b.fixed[c.person] >= 0 && b.fixed[c.person] != int32(k)
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
