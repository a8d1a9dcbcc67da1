package master

import (
	"cmp"
	"math"
	"slices"
)

// Selection is a column for each person of a subproblem.
type Selection []int32

// Heaviest returns each person's column of largest weight in the master, and the
// weights.
func (b *Subproblem) Heaviest() (Selection, []float64) {
	cols, weight := make(Selection, len(b.People)), make([]float64, len(b.People))
	for j := range cols {
		cols[j] = b.first[j]
	}
	b.lp.Weights(func(n int32, x float64) {
		if j := b.lp.Columns[n].Person; int(j) < len(b.People) && x > weight[j] {
			cols[j], weight[j] = n, x
		}
	})
	return cols, weight
}

// Value is the cost of a selection in the subproblem, not scaled.
func (b *Subproblem) Value(cols Selection) int64 {
	heads := slices.Clone(b.outside)
	v := b.rest
	for _, n := range cols {
		v += int64(math.Round(b.lp.Columns[n].Cost))
		for _, g := range b.lp.Columns[n].Groups {
			if int(g) >= b.ownFrom {
				for _, r := range b.lp.RowsOf(g) {
					heads[r]++
				}
				continue
			}
			for _, r := range b.model.RowsOf(b.from*b.model.Cells + int(g)) {
				if k := b.rowIndex[r]; k >= 0 {
					heads[k]++
				}
			}
		}
	}
	for n, r := range b.rows {
		v += b.model.Rows[r].Costs[heads[n]]
	}
	return v
}

// sure is the weight above which a column counts as chosen.
const sure = 0.999

// Dive fixes people to their columns of largest weight, one by one or a few at once
// where the master is nearly decided, and solves the master in between. Where a step
// costs much, it tries another column, tries times in all (diving with limited
// discrepancy; R. Sadykov and others, Primal heuristics for branch and price, 2019). It
// returns the best selection found that costs less than target, or nil.
func (b *Subproblem) Dive(target int64, tries int) (best Selection) {
	const loss = 0.002 // relative loss of a step above which another column is tried
	rounds := 60
	if b.twin != nil {
		rounds = 8 // days and people take long to agree on the last few heads
	}
	b.diving = true
	defer func() { b.diving = false; b.unfix() }()
	var barred []int32
	for {
		cols, weight := b.Heaviest()
		settled := b.Settle(cols)
		if v := b.Value(settled); v < target && !slices.Equal(settled, b.excluded) {
			best, target = settled, v
		}
		before := b.masterValue()
		if b.stopped() {
			return best
		}
		some := b.fixLikely(cols, weight)
		if some == nil {
			return best
		}
		more := b.Generate(rounds, target)
		last := some[len(some)-1]
		dear := func() bool { return !more || b.masterValue() > before+loss*math.Abs(before) }
		switch {
		case tries > 0 && weight[last] < sure && dear():
			tries--
			for _, j := range some {
				b.fixed[j] = -1
			}
			barred = append(barred, cols[last])
			b.ban(barred)
			if !b.Generate(rounds, target) {
				return best
			}
		case !more:
			return best
		}
	}
}

// fixLikely fixes everybody whose column is sure, and a few of the likeliest others. It
// returns them, the least likely last.
func (b *Subproblem) fixLikely(cols Selection, weight []float64) (some []int) {
	const (
		likely = 0.85
		share  = 20
	)
	free := b.undecided(weight)
	quota := max(1, len(free)/share)
	if b.twin != nil {
		quota = max(1, len(free)/8)
	}
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
	b.lp.ComputeDuals()
	return some
}

// undecided lists the people who are not fixed, those with the heaviest columns first.
func (b *Subproblem) undecided(weight []float64) (free []int) {
	for j, n := range b.fixed {
		if n < 0 {
			free = append(free, j)
		}
	}
	slices.SortStableFunc(free, func(x, y int) int { return cmp.Compare(weight[y], weight[x]) })
	return free
}

// fix gives the j-th person column n and bans their other columns.
func (b *Subproblem) fix(j int, n int32) {
	b.fixed[j] = n
	for k := range b.lp.Columns {
		if c := &b.lp.Columns[k]; int(c.Person) == j {
			c.Banned = int32(k) != n
		}
	}
}

// ban bans the columns that branches forbid, those that fixed people do not have, and
// barred ones.
func (b *Subproblem) ban(barred []int32) {
	for k := range b.lp.Columns {
		c := &b.lp.Columns[k]
		c.Banned = b.bans != nil && b.forbidden(c)
		if j := int(c.Person); j < len(b.People) && b.fixed[j] >= 0 && b.fixed[j] != int32(k) {
			c.Banned = true
		}
	}
	for _, n := range barred {
		b.lp.Columns[n].Banned = true
	}
	b.lp.ComputeDuals()
}

// unfix frees everybody.
func (b *Subproblem) unfix() {
	for j := range b.fixed {
		b.fixed[j] = -1
	}
	b.ban(nil)
}
